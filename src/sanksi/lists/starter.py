"""The `starter` list: facts of some UN and OFAC entries that ship with the package, so that a first look needs no download.

Format: JSON lines, the project's own. The first line is the edition (`list`, `edition`, `sources`), each further line an entity: `id`,
`schema`, `properties`, `listing`, and `source` (the official list and the edition its facts were read from). Made by
``tools/make_starter.py``.
"""

import json
from collections.abc import Sequence
from datetime import date
from importlib.resources import files as package_files
from typing import Any

from sanksi.errors import EditionError, ParseError
from sanksi.ledger import PROPERTY_TYPES, SCHEMAS, clean_territory, is_thing, properties_of
from sanksi.lists.draft import Draft, ReadEdition
from sanksi.lists.files import SourceFile, decode

READER = "starter/1"
FILES = "one"
GAPS = ("a selection for a first look, not a whole list",)
"""A party that is not on it is never clear."""


def packaged_starter() -> SourceFile:
    """The edition that ships with the package."""
    return SourceFile(name="starter.jsonl", data=(package_files("sanksi.lists") / "starter.jsonl").read_bytes())


def read_list(files: Sequence[SourceFile], draft: Draft) -> ReadEdition:
    """Read one edition.

    Raises:
        EditionError: not exactly one file, or of another list.
        ParseError: a line that is not as the format says, with its number.
    """
    if len(files) != 1:
        raise EditionError(f"{draft.spec.id}: {len(files)} files for one edition", hint="the starter list is one file")
    lines = decode(files[0], ("utf-8",)).splitlines()
    head = _object(lines[0] if lines else "", files[0].name, 1)
    if head.get("list") != draft.spec.id:
        raise EditionError(
            f"{files[0].name!r} is no {draft.spec.id} list: its first line is {lines[:1]!r:.80}",
            hint="check the file and the list id",
        )
    try:
        for number, line in enumerate(lines[1:], 2):
            _read_entity(_object(line, files[0].name, number), draft, number)
        on = date.fromisoformat(head["edition"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ParseError(
            f"{files[0].name!r} is not in the starter format: {error!r}", hint="see the format in sanksi.lists.starter"
        ) from error
    return draft.finish(on=on, entities_in_file=len(lines) - 1, gaps=GAPS)


def _object(line: str, name: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise ParseError(
            f"{name!r} line {number} is no JSON: {error}", hint="the starter list is JSON lines"
        ) from error
    if not isinstance(value, dict):
        raise ParseError(f"{name!r} line {number} is no JSON object", hint="the starter list is JSON lines")
    return value


def _read_entity(entity: dict[str, Any], draft: Draft, number: int) -> None:
    schema = entity["schema"]
    if schema not in SCHEMAS or not is_thing(schema):
        draft.issue(f"line {number}", schema, "schema not known", "error")
        return
    own_id = entity["id"]
    if not isinstance(own_id, str) or not own_id.strip():
        draft.issue(f"line {number}", repr(own_id), "no id", "error")
        return
    draft.start(own_id, schema)
    for part, of in (("properties", schema), ("listing", "Sanction")):
        for prop, values in entity[part].items():
            for value in values:
                kind = PROPERTY_TYPES.get(prop)
                if prop not in properties_of(of) or kind == "entity":
                    draft.issue(prop, str(value), f"not a value of {of} in this format")
                elif kind == "date":
                    draft.add_date(prop, value, prop, listing=of == "Sanction")
                elif kind == "country" and clean_territory(value) != value:
                    draft.issue(prop, value, "not the code of a territory")
                else:
                    draft.add(prop, value, prop, listing=of == "Sanction")
    source = entity["source"]
    draft.add("publisher", f"{source['list']} of {source['edition']}", "source", listing=True)
