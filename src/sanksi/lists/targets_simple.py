"""OpenSanctions `targets.simple.csv`: one listed party a row, several values of a cell parted by semicolons.

The file says less than FollowTheMoney does: all other names are `aliases` whatever their quality, all numbers `identifiers` whatever their
register, all territories `countries` whatever their meaning. Where a property of the party's schema holds just that, it is taken;
nothing finer is guessed, but for a number that says itself that it is an IMO number.

Source: OpenSanctions, bulk data formats, `targets.simple.csv`: cells of the unix dialect of CSV; within a cell CSV again, with semicolons
and quotation marks where a value needs them.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from sanksi.errors import EditionError
from sanksi.ledger import ancestry, is_thing, properties_of
from sanksi.lists.by_type import add_by_type
from sanksi.lists.draft import Draft, ReadEdition
from sanksi.lists.files import SourceFile, decode
from sanksi.lists.ftm_survey import schema_of
from sanksi.lists.identifiers import clean_number
from sanksi.lists.table import read_table

READER = "targets-simple/1"
FILES = "one"

_NEEDED = ("id", "schema", "name", "aliases")
_PROPERTIES = {
    "aliases": "alias",
    "birth_date": "birthDate",
    "countries": "country",
    "addresses": "address",
    "phones": "phone",
    "emails": "email",
}
_LISTING = {"sanctions": "summary", "program_ids": "programId", "dataset": "publisher"}
_IMO = re.compile(r"IMO ?\d{7}")


def read_list(files: Sequence[SourceFile], draft: Draft) -> ReadEdition:
    """Read one edition.

    Raises:
        EditionError: several files, or another table.
        ParseError: a broken or cut row.
    """
    if len(files) != 1:
        raise EditionError(f"{draft.spec.id}: {len(files)} files for one edition", hint="an edition is one file")
    heading, rows = read_table(files[0], decode(files[0], ("utf-8",)), needed=_NEEDED)
    known = {*_NEEDED, *_PROPERTIES, *_LISTING, "identifiers", *draft.spec.ignored}
    unread: Counter[str] = Counter()
    seen: dict[str, int] = {}
    count = 0
    for line, row in rows:
        cells = dict(zip(heading, row, strict=True))
        unread.update(column for column in heading if column not in known and cells[column].strip())
        first = seen.setdefault(cells["id"].strip(), line)
        count += first == line
        place = (line, first) if first != line or not cells["id"].strip() else ()
        draft.read_entry((heading, row, place), partial(_read_row, draft, cells, line, first))
    for column, times in sorted(unread.items()):
        draft.issue(column, column, f"column not read: {times} cells")
    return draft.finish(on=None, entities_in_file=count)


def _read_row(draft: Draft, cells: Mapping[str, str], line: int, first: int) -> None:
    own_id, word = cells["id"].strip(), cells["schema"].strip()
    schema = schema_of(word, draft.spec)
    if not own_id or not schema or not is_thing(schema):
        draft.issue(own_id or f"line {line}", word, "no id, or schema not known: the entity is not read", "error")
        return
    if first != line:
        draft.issue(own_id, cells["name"], f"the id stands on line {first} already: the row is not read", "error")
        return
    draft.start(own_id, schema)
    draft.add("name", cells["name"], "name")
    for column, prop in _PROPERTIES.items():
        for value in _values(draft, cells.get(column, ""), column):
            if prop in properties_of(schema):
                add_by_type(draft, prop, value, column, dates="iso")
            else:
                draft.issue(column, value, f"{schema} has no {prop}")
    for column, prop in _LISTING.items():
        for value in _values(draft, cells.get(column, ""), column):
            draft.add(prop, value, column, listing=True)
    for value in _values(draft, cells.get("identifiers", ""), "identifiers"):
        _add_number(draft, value)


def _add_number(draft: Draft, value: str) -> None:
    words = draft.spec.lookups["identifier"]
    prop = next((words[s.casefold()] for s in ancestry(draft.schema) if s.casefold() in words), None)
    if (
        _IMO.fullmatch(value)
        and "imoNumber" in properties_of(draft.schema)
        and clean_number("imoNumber", value, schema=draft.schema)
    ):
        prop = "imoNumber"
    if prop is None:
        draft.issue("identifiers", value, f"no property of {draft.schema} holds a number of an unknown register")
    else:
        add_by_type(draft, prop, value, "identifiers")


def _values(draft: Draft, cell: str, column: str) -> Iterator[str]:
    if not cell.strip():
        return
    try:
        yield from _split(cell, strict=True)
    except csv.Error as error:
        draft.issue(column, cell, f"quotation marks within the cell are broken ({error}): look at its values", "note")
        yield from _split(cell, strict=False)


def _split(cell: str, *, strict: bool) -> list[str]:
    rows = csv.reader(io.StringIO(cell, newline=""), delimiter=";", strict=strict)
    return [value.strip() for row in rows for value in row if value.strip()]
