"""Entities and parties as the lines that the kernel reads: schema, list, gender; dates; territories; readings of names."""

import re
from functools import cache, lru_cache

from sanksi.ledger import NAME_PROPERTIES, PROPERTY_TYPES, SCHEMAS, Entity, can_match, is_thing
from sanksi.ledger.names import MAX_NAMES, kinds_of, may_name, territories_in
from sanksi.names import read_organization, spell_person

PARTY_SCHEMAS = {schema: number for number, schema in enumerate(sorted(filter(is_thing, SCHEMAS)))}
"""Schema of a party to its code."""

WORD_BY_WORD = 256
"""Characters of a name that goes to the kernel as given; longer ones are read here, so that hostile names do not fill what it remembers."""

_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{1,2}){0,2}")
_KIND = {(True, False): "p", (True, True): "P", (False, False): "o", (False, True): "O"}
_LANDS = frozenset(prop for prop, kind in PROPERTY_TYPES.items() if kind == "country")
_FACTS = _LANDS | {"gender", "birthDate"}
_GENDERS = {"male": "m", "female": "f"}


def encode_listed(entity: Entity) -> str:
    """The line of a listed entity behind the codes of its schema and list, without the line's end; each name once, by its strongest property."""
    names: list[str] = []
    for person in _kinds_of(entity.schema):
        spell, found = spell_person if person else _spell_organization, dict[str, str]()
        for prop in NAME_PROPERTIES:
            kind = _KIND[person, prop == "weakAlias"]
            for value in entity.properties.get(prop, ())[:MAX_NAMES]:
                if not may_name(value, entity.schema, person=person):
                    continue
                for line in spell(value):
                    found.setdefault(line, kind)
        names += [kind + line for line, kind in found.items() if line]
    return f"{_facts_of(entity)}\t{'|'.join(names)}"


def encode_party(party: Entity) -> str:
    """The line of a party that is screened; names of persons stand in it as given, to be spelled by `kernel.Dictionary`."""
    names: list[str] = []
    properties = party.properties
    for prop in NAME_PROPERTIES:
        if prop not in properties:
            continue
        for value in properties[prop][:MAX_NAMES]:
            for person in _kinds_of(party.schema):
                if not person:
                    names += ["o" + line for line in _spell_organization(value)]
                elif not may_name(value, party.schema, person=True):
                    continue
                elif len(value) <= WORD_BY_WORD and value.isprintable() and "|" not in value:
                    names.append("r" + value)
                else:
                    names += ["p" + line for line in spell_person(value)]
    return f"{_HEADS[party.schema]}{_facts_of(party)}\t{'|'.join(names)}\n"


_HEADS = {schema: f"{number:02x}00" for schema, number in PARTY_SCHEMAS.items()}
_NO_FACTS = "-\t\t"
_kinds_of = cache(kinds_of)


def _spell_organization(text: str) -> list[str]:
    return [" ".join(tokens) for tokens in read_organization(text)]


def _facts_of(entity: Entity) -> str:
    properties = entity.properties
    if _FACTS.isdisjoint(properties):
        return _NO_FACTS
    lands = tuple([(prop, properties[prop]) for prop in properties if prop in _LANDS])
    dates = " ".join(dates_in(properties["birthDate"])) if "birthDate" in properties else ""
    gender = gender_in(properties["gender"]) if "gender" in properties else ""
    return f"{gender or '-'}\t{dates}\t{_spell_territories(lands) if lands else ''}"


@lru_cache(maxsize=4_096)
def _spell_territories(properties: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """Territories as a line has them; remembered, for customers share them."""
    return " ".join(territories_in(dict(properties)))


def dates_in(values: tuple[str, ...]) -> list[str]:
    """The dates that are compared: years, months or days; at most 64."""
    return [value[:10] for value in values[:64] if _DATE.fullmatch(value[:10])]


def gender_in(values: tuple[str, ...]) -> str:
    """``m`` or ``f``, or empty when there is neither or both."""
    found = {_GENDERS[value.lower()] for value in values if value.lower() in _GENDERS}
    return found.pop() if len(found) == 1 else ""


@cache
def allowed_schemas(listed: tuple[str, ...]) -> bytes:
    """256 flags for each schema of a party: whether it may be an entity of the listed schema with that code."""
    table = bytearray(256 * 256)
    for party, row in PARTY_SCHEMAS.items():
        for column, schema in enumerate(listed):
            table[256 * row + column] = can_match(party, schema)
    return bytes(table)
