"""FollowTheMoney JSON lines: `entities.ftm.json` and files like it, one entity a line.

What the vocabulary holds is read as it is. Sanctions, identity documents and addresses are folded onto the party that they name, relations
become relations. What it does not hold is one Issue for each (schema, property) with the number of values, not one for each value.

Source: followthemoney.tech, model of followthemoney 4.11; for delta files (`op`, `entity`) and the keys around an entity (`target`,
`datasets`, ...) the entity file formats of OpenSanctions, as of 2024-06.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from sanksi.errors import EditionError
from sanksi.ledger import LINK_ENDS, PROPERTY_TYPES, properties_of
from sanksi.lists.by_type import add_by_type
from sanksi.lists.draft import Draft, ReadEdition
from sanksi.lists.files import SourceFile
from sanksi.lists.ftm_survey import Survey, ids_of, parse_line, refs_of, survey_file, tell_issues, texts_of, unwrap

READER = "ftm/1"
FILES = "one"


def read_list(files: Sequence[SourceFile], draft: Draft) -> ReadEdition:
    """Read one edition.

    Raises:
        EditionError: several files, no FollowTheMoney, or a delta file where the list's description does not allow one.
        ParseError: a line that is no JSON.
    """
    if len(files) != 1:
        raise EditionError(f"{draft.spec.id}: {len(files)} files for one edition", hint="an edition is one file")
    survey = survey_file(files[0], draft.spec)
    gaps = _gaps(survey, files[0], draft)
    for own_id, (schema, lines) in survey.things.items():
        entities = [_parse(line) for line in lines]
        refs = tuple(dict.fromkeys(ref for e in entities for ref in refs_of(e, schema)))
        places = tuple(dict.fromkeys(i for e in entities for i in ids_of(e, "addressEntity")))
        for place in places:
            if place not in survey.addresses:
                survey.tell(f"{schema}/addressEntity", "the address is not in the file", place)
        addresses = tuple(line for place in places for line in survey.addresses.get(place, ()))
        folded = tuple(survey.folded.get(own_id, ()))
        readable = _readable(survey, schema, refs)
        raw = ("thing", tuple(lines), folded, addresses, readable)
        draft.read_entry(raw, partial(_read_thing, draft, own_id, schema, lines, folded, addresses, readable))
    for own_id, (schema, lines) in survey.relations.items():
        refs = tuple(dict.fromkeys(ref for line in lines for ref in refs_of(_parse(line), schema)))
        readable = _readable(survey, schema, refs)
        if _has_ends([_parse(line) for line in lines], schema, readable):
            draft.read_entry(
                ("relation", tuple(lines), readable), partial(_read_relation, draft, own_id, schema, lines, readable)
            )
        else:
            survey.tell(schema, "the relation has an end that is not read", own_id, loudness="note")
    for holder in survey.folded:
        if holder not in survey.things and holder not in survey.aside:
            survey.tell("Sanction", "names a party that is not in the file", holder)
    tell_issues(survey, draft)
    return draft.finish(on=None, entities_in_file=len(survey.things), gaps=gaps)


def _gaps(survey: Survey, file: SourceFile, draft: Draft) -> tuple[str, ...]:
    if survey.deltas is None:
        return ()
    if draft.spec.options.get("deltas", "refused") == "refused":
        raise EditionError(
            f"{file.name!r} is a delta file: only what changed, no edition",
            hint="take the whole file; `deltas: excerpt` in the list's YAML reads a delta as a part of a list",
        )
    return (f"a delta file: only entities that changed, and {survey.deltas} that were taken off the list are not told",)


def _parse(line: bytes) -> Mapping[str, Any]:
    return unwrap(parse_line(line, "the file", 0))


def _readable(survey: Survey, schema: str, refs: Sequence[str]) -> tuple[str, ...]:
    """Those of the ids that are read; each other one is told."""
    for ref in refs:
        if ref not in survey.things and schema not in LINK_ENDS:
            survey.tell(schema, "names an entity that is not read", ref)
    return tuple(ref for ref in refs if ref in survey.things)


def _has_ends(entities: Sequence[Mapping[str, Any]], schema: str, readable: Sequence[str]) -> bool:
    return all(any(i in readable for e in entities for i in ids_of(e, end)) for end in LINK_ENDS[schema])


def _read_thing(
    draft: Draft,
    own_id: str,
    schema: str,
    lines: Sequence[bytes],
    folded: Sequence[bytes],
    addresses: Sequence[bytes],
    readable: Sequence[str],
) -> None:
    draft.start(own_id, schema)
    for line in lines:
        properties = _parse(line)["properties"]
        for prop, values in properties.items():
            if prop in properties_of(schema):
                _add_all(draft, prop, values, prop, readable)
            elif listed := draft.spec.lookups["listing"].get(prop.casefold()):
                _add_all(draft, listed, values, prop, (), listing=True)
    for line in addresses:
        _read_address(draft, _parse(line))
    others = [_parse(line) for line in folded]
    sanctions = [entity for entity in others if entity["schema"] == "Sanction"]
    _read_sanctions(draft, sanctions)
    for entity in others:
        if entity["schema"] != "Sanction":
            _read_document(draft, entity)


def _read_relation(draft: Draft, own_id: str, schema: str, lines: Sequence[bytes], readable: Sequence[str]) -> None:
    draft.start(own_id, schema)
    for line in lines:
        for prop, values in _parse(line)["properties"].items():
            if prop in properties_of(schema):
                _add_all(draft, prop, values, prop, readable)


def _read_sanctions(draft: Draft, sanctions: Sequence[Mapping[str, Any]]) -> None:
    """All sanctions of the party as one listing: it ends only when each of them has."""
    over = all(entity["properties"].get("endDate") for entity in sanctions)
    for entity in sanctions:
        for prop, values in entity["properties"].items():
            where = f"Sanction/{entity['id']}/{prop}"
            if prop == "endDate" and not over:
                draft.issue(
                    where,
                    "; ".join(filter(None, texts_of(values))),
                    "ended, others go on: no end of the listing",
                    "note",
                )
            elif prop in properties_of("Sanction"):
                _add_all(draft, prop, values, where, (), listing=True)


def _read_address(draft: Draft, entity: Mapping[str, Any]) -> None:
    properties = entity["properties"]
    where = f"Address/{entity['id']}"
    if "address" not in properties_of(draft.schema):
        draft.issue(where, entity["id"], f"{draft.schema} has no address")
    elif properties.get("full"):
        _add_all(draft, "address", properties["full"], where, ())
    else:
        keys = ("postOfficeBox", "street", "street2", "postalCode", "city", "region", "state", "country")
        draft.add("address", ", ".join(t for key in keys for t in texts_of(properties.get(key, [])) if t), where)
    if "notes" in properties_of(draft.schema):
        _add_all(draft, "notes", properties.get("remarks", []), f"{where}/remarks", ())


def _read_document(draft: Draft, entity: Mapping[str, Any]) -> None:
    for prop, values in entity["properties"].items():
        target = draft.spec.lookups["number"].get(prop.casefold())
        if target == "idNumber" and prop == "number" and entity["schema"] == "Passport":
            target = "passportNumber"
        if target == "passportNumber" and target not in properties_of(draft.schema):
            target = "idNumber"
        where = f"{entity['schema']}/{entity['id']}/{prop}"
        if target and target in properties_of(draft.schema):
            _add_all(draft, target, values, where, ())
        elif target:
            draft.issue(where, str(values), f"{draft.schema} has no {target}")


def _add_all(
    draft: Draft, prop: str, values: object, where: str, readable: Sequence[str], *, listing: bool = False
) -> None:
    for text in texts_of(values):
        if text is None:
            draft.issue(where, str(values), "not a text")
        elif PROPERTY_TYPES.get(prop) == "entity":
            if text in readable:
                draft.add(prop, f"{draft.spec.id}-{text}", where)
        else:
            add_by_type(draft, prop, text, where, listing=listing)
