"""A user's own CSV: which column is which property is said in the list's YAML, column by column.

A column that the YAML neither maps nor ignores is an Issue; one that it maps and the file lacks refuses the file. Rows with one id are
one entity, as some exports write an alias a row.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from sanksi.errors import EditionError
from sanksi.ledger import SCHEMAS, is_thing, properties_of
from sanksi.lists.by_type import add_by_type
from sanksi.lists.draft import Draft, ReadEdition
from sanksi.lists.files import SourceFile, decode
from sanksi.lists.own import LISTING
from sanksi.lists.table import read_table

READER = "own-csv/1"
FILES = "one"

_NO_ID = re.compile(r"[^0-9A-Za-z.-]+")


def read_list(files: Sequence[SourceFile], draft: Draft) -> ReadEdition:
    """Read one edition.

    Raises:
        EditionError: several files, or a file without the columns that the list's YAML names.
        ParseError: not in the stated encoding; a broken or cut row.
    """
    if len(files) != 1:
        raise EditionError(f"{draft.spec.id}: {len(files)} files for one edition", hint="an edition is one file")
    spec = draft.spec
    encoding = spec.options.get("encoding", "utf-8")
    file = files[0]
    if encoding == "utf-16":  # has zero bytes, which would pass for a binary file
        file = SourceFile(name=file.name, data=_from_utf16(file))
        encoding = "utf-8"
    text = decode(file, (encoding,))
    heading, rows = read_table(file, text, delimiter=spec.options.get("delimiter", ","), needed=spec.columns)
    id_column = next(column for column, role in spec.columns.items() if role == "id")
    unread: Counter[str] = Counter()
    firsts: dict[str, tuple[int, str, str]] = {}
    for line, row in rows:
        cells = dict(zip(heading, row, strict=True))
        unread.update(
            c for c in heading if c not in spec.columns and c not in spec.ignored and cells[c].strip()
        )  # fmt: skip
        raw_id = cells[id_column].strip()
        schema = _schema(draft, cells)
        first = firsts.setdefault(_own_id(raw_id), (line, schema or "", raw_id))
        place = (line, first) if first[0] != line or not raw_id or schema is None else ()
        draft.read_entry((heading, row, place), partial(_read_row, draft, cells, raw_id, line, first))
    for column, times in sorted(unread.items()):
        draft.issue(column, column, f"column neither mapped nor ignored: {times} cells not read")
    firsts.pop("", None)
    return draft.finish(on=None, entities_in_file=len(firsts))


def _from_utf16(file: SourceFile) -> bytes:
    try:
        return file.data.decode("utf-16").encode()
    except UnicodeError as error:
        raise EditionError(f"{file.name!r} is not utf-16: {error}", hint="set `encoding` to what it is") from error


def _own_id(raw_id: str) -> str:
    """The id as entity ids can be: letters, digits, points and hyphens."""
    return _NO_ID.sub("-", raw_id).strip("-.")


def _schema(draft: Draft, cells: Mapping[str, str]) -> str | None:
    """The schema that holds for every row, or the one the row's word means; None for a word that means none."""
    if schema := draft.spec.options.get("schema"):
        return schema
    column = next(column for column, role in draft.spec.columns.items() if role == "schema")
    word = " ".join(cells[column].split())
    found = draft.spec.lookups.get("schema", {}).get(word.casefold(), word)
    return found if found in SCHEMAS and found != "Thing" and is_thing(found) else None


def _read_row(draft: Draft, cells: Mapping[str, str], raw_id: str, line: int, first: tuple[int, str, str]) -> None:
    own_id, schema = _own_id(raw_id), _schema(draft, cells)
    if not own_id:
        draft.issue(f"line {line}", raw_id, "no id: the row is not read", "error")
    elif schema is None:
        draft.issue(
            f"line {line}", raw_id, "schema not known; say it in `lookups: schema`: the row is not read", "error"
        )
    elif first[1:] != (schema, raw_id):
        why = f"line {first[0]} has the same id for another party ({first[1] or 'not read'}, {first[2]})"
        draft.issue(f"line {line}", raw_id, f"{why}: the row is not read", "error")
    else:
        draft.start(own_id, schema)
        if first[0] != line:
            draft.issue(f"line {line}", raw_id, f"one entity with line {first[0]}, which has the same id", "note")
        _read_cells(draft, cells)
        if own_id != raw_id:
            draft.add("recordId", raw_id, "id", listing=True)


def _read_cells(draft: Draft, cells: Mapping[str, str]) -> None:
    separator = draft.spec.options.get("separator")
    dates = draft.spec.options.get("dates", "iso")
    for column, role in draft.spec.columns.items():
        if role in ("id", "schema"):
            continue
        listing = role.startswith(LISTING)
        prop = role.removeprefix(LISTING)
        for value in cells[column].split(separator) if separator else (cells[column],):
            if not value.strip():
                continue
            if listing or prop in properties_of(draft.schema):
                add_by_type(draft, prop, value, column, listing=listing, dates=dates)
            else:
                draft.issue(column, value, f"{draft.schema} has no {prop}")
