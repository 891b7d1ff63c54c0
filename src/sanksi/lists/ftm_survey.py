"""A first look over a FollowTheMoney file: which line is about whom, so that each entity is read with all that is said of it.

Lines are kept as bytes and read again one entity at a time: a file of 256 MiB as objects would take gigabytes.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sanksi.errors import EditionError, ParseError
from sanksi.ledger import LINK_ENDS, LISTING_PROPERTIES, PROPERTY_TYPES, SCHEMAS, is_thing, properties_of
from sanksi.lists.draft import Draft
from sanksi.lists.files import SourceFile
from sanksi.lists.spec import ListSpec

HOLDERS = {"Sanction": "entity", "Identification": "holder", "Passport": "holder"}
"""Schemas that are folded onto a party, and the property that names it."""

_KEYS = ("id", "schema", "properties")


@dataclass(slots=True, kw_only=True)
class Survey:
    """What a file holds.

    Attributes:
        things: id of each party to be read, to its schema and its lines.
        relations: id of each relation, to its schema and its lines.
        folded: id of a party to the lines of sanctions and documents that name it.
        addresses: id of an address to its lines.
        aside: ids of parties that are no targets.
        deltas: lines of a delta file that take an entity away, or None in a whole file.
        told: what is not read, by kind: (locator, reason, loudness) to how often and one value.
    """

    things: dict[str, tuple[str, list[bytes]]] = field(default_factory=dict)
    relations: dict[str, tuple[str, list[bytes]]] = field(default_factory=dict)
    folded: dict[str, list[bytes]] = field(default_factory=dict)
    addresses: dict[str, list[bytes]] = field(default_factory=dict)
    aside: set[str] = field(default_factory=set)
    deltas: int | None = None
    told: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    samples: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def tell(self, locator: str, reason: str, value: str, *, times: int = 1, loudness: str = "warning") -> None:
        """Count something that is not read; it becomes one Issue for all."""
        key = (locator, reason, loudness)
        self.told[key] += times
        self.samples.setdefault(key, value)


def survey_file(file: SourceFile, spec: ListSpec) -> Survey:
    """Look over all lines.

    Raises:
        EditionError: not FollowTheMoney JSON lines, or nested ones.
        ParseError: a line that is no JSON, with its number.
    """
    survey = Survey()
    for number, line in enumerate(file.data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if line.strip():
            _survey_line(survey, spec, parse_line(line, file.name, number), line, f"line {number}")
    if not (survey.things or survey.relations or survey.aside or survey.deltas):
        raise EditionError(
            f"{file.name!r} holds no FollowTheMoney entity",
            hint="the file is one JSON object a line, with id, schema and properties",
        )
    return survey


def parse_line(line: bytes, name: str, number: int) -> dict[str, Any]:
    """One line as an object.

    Raises:
        ParseError: no JSON, or no object.
    """
    try:
        value = json.loads(line, object_pairs_hook=_object)
    except (ValueError, RecursionError) as error:
        raise ParseError(
            f"{name!r} line {number} is no JSON object: {str(error)[:200]}",
            hint="the file is one JSON object a line; a cut download ends within one",
        ) from error
    if not isinstance(value, dict):
        raise ParseError(f"{name!r} line {number} is no JSON object", hint="the file is one JSON object a line")
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object that loses nothing when a key stands in it twice: different values of one key become a list of all."""
    value = dict(pairs)
    if len(value) == len(pairs):
        return value
    value = {}
    for key, found in pairs:
        if key not in value:
            value[key] = found
        elif found != value[key]:
            value[key] = [
                v for one in (value[key], found) for v in (one if isinstance(one, list) else [one]) if v is not None
            ]
    return value


def unwrap(line: Mapping[str, Any]) -> Mapping[str, Any]:
    """The entity of a line; that of a delta file is one floor down."""
    entity = line["entity"] if "op" in line and isinstance(line.get("entity"), dict) else line
    return entity if isinstance(entity, Mapping) else {}


def texts_of(values: object) -> Iterator[str | None]:
    """The values of a property as texts; None for each that is none."""
    for value in values if isinstance(values, list) else [values]:
        plain = isinstance(value, str | int | float) and not isinstance(value, bool)
        yield str(value) if plain else None


def ids_of(entity: Mapping[str, Any], prop: str) -> tuple[str, ...]:
    """The ids that a property of the entity names."""
    return tuple(text for text in texts_of(entity["properties"].get(prop, [])) if text)


def schema_of(word: str, spec: ListSpec) -> str:
    """The schema as the vocabulary has it, or its nearest one; empty when there is none."""
    return word if word in SCHEMAS else spec.lookups.get("schema", {}).get(word.casefold(), "")


def is_ignored(spec: ListSpec, schema: str, prop: str) -> bool:
    """Whether the list's tables say why the property is not read."""
    return f"{schema}:{prop}" in spec.ignored or f"*:{prop}" in spec.ignored


def _survey_line(survey: Survey, spec: ListSpec, line: Mapping[str, Any], raw: bytes, where: str) -> None:
    if "op" in line:
        survey.deltas = survey.deltas or 0
        if line["op"] == "DEL":
            survey.deltas += 1
            return
        if line["op"] not in ("ADD", "MOD"):
            survey.tell(f"{where} op", "operation not known", str(line["op"]), loudness="error")
            return
    entity = unwrap(line)
    own_id, word, properties = (entity.get(key) for key in _KEYS)
    if not isinstance(own_id, str) or not own_id.strip() or not isinstance(word, str):
        survey.tell(where, "no entity: it has no id or no schema", str(entity)[:200], loudness="error")
        return
    if not isinstance(properties, dict):
        survey.tell(where, "no entity: it has no properties", own_id, loudness="error")
        return
    for prop, values in properties.items():
        if isinstance(values, list) and any(isinstance(value, dict) and "schema" in value for value in values):
            raise EditionError(
                f"{spec.id}: {where}: {prop!r} holds whole entities: a nested file (targets.nested.json), whose parts are not read",
                hint="take entities.ftm.json of the same dataset",
            )
    for key in entity:
        if key not in _KEYS and key not in spec.ignored:
            survey.tell(key, "key of a line not read", str(entity[key])[:200])
    if word in spec.ignored:
        return
    _place(survey, spec, entity, raw, where)


def _place(survey: Survey, spec: ListSpec, entity: Mapping[str, Any], raw: bytes, where: str) -> None:
    own_id, word = entity["id"], entity["schema"]
    schema = schema_of(word, spec)
    if word == "Address":
        survey.addresses.setdefault(own_id, []).append(raw)
        known = frozenset({"full", "remarks"})
    elif word in HOLDERS:
        holders = ids_of(entity, HOLDERS[word])
        for holder in holders:
            survey.folded.setdefault(holder, []).append(raw)
        if not holders:
            survey.tell(f"{word}/{HOLDERS[word]}", "names no party", own_id)
        numbers = {p for p in entity["properties"] if p.casefold() in spec.lookups["number"]}
        known = frozenset({HOLDERS[word], *(LISTING_PROPERTIES if word == "Sanction" else numbers)})
    elif schema in LINK_ENDS:
        if _is_new(survey, survey.relations, own_id, schema, where):
            survey.relations.setdefault(own_id, (schema, []))[1].append(raw)
        known = properties_of(schema)
    elif schema and is_thing(schema):
        if entity.get("target") is False and spec.options.get("targets", "only") == "only":
            survey.aside.add(own_id)
            reason = "no target of the list, only named beside one: not read; `targets: all` reads it"
            survey.tell(f"{word}/target", reason, own_id, loudness="note")
            return
        if _is_new(survey, survey.things, own_id, schema, where):
            survey.things.setdefault(own_id, (schema, []))[1].append(raw)
        known = properties_of(schema) | {"addressEntity"} | {
            p for p in entity["properties"] if p.casefold() in spec.lookups["listing"]
        }  # fmt: skip
    else:
        survey.tell(word, "schema not known", own_id, loudness="error")
        return
    for prop, values in entity["properties"].items():
        if prop not in known and not is_ignored(spec, word, prop):
            given = tuple(texts_of(values))
            survey.tell(f"{word}/{prop}", "property not read", str(next(iter(given), "")), times=len(given))


def _is_new(survey: Survey, held: Mapping[str, tuple[str, list[bytes]]], own_id: str, schema: str, where: str) -> bool:
    """Whether a line may be read: several lines of one id are parts of one entity, as long as they agree what it is."""
    if own_id in held and held[own_id][0] != schema:
        survey.tell(
            where,
            f"the same id is a {held[own_id][0]} and a {schema}: the second is not read",
            own_id,
            loudness="error",
        )
        return False
    return True


def tell_issues(survey: Survey, draft: Draft) -> None:
    """One Issue for each kind of thing that was not read, with its number and the first of its values."""
    for (locator, reason, loudness), times in sorted(survey.told.items()):
        many = f", {times} values or entities, the first of them here" if times > 1 else ""
        value = survey.samples[locator, reason, loudness]
        draft.issue(locator, value, reason + many, loudness)  # type: ignore[arg-type]


def refs_of(entity: Mapping[str, Any], schema: str) -> tuple[str, ...]:
    """Ids of all entities that the entity's own properties name."""
    return tuple(
        i for p in entity["properties"] if p in properties_of(schema) and PROPERTY_TYPES.get(p) == "entity" for i in ids_of(entity, p)
    )  # fmt: skip
