"""Entities and parties as the lines that the kernel reads: schema, list, gender; dates; territories; readings of names."""

import re
from functools import cache

from sanksi.ledger import NAME_PROPERTIES, SCHEMAS, Entity, can_match, is_thing
from sanksi.ledger.names import MAX_NAMES, kinds_of, territories_of
from sanksi.names import read_organization, spell_person

PARTY_SCHEMAS = {schema: number for number, schema in enumerate(sorted(filter(is_thing, SCHEMAS)))}
"""Schema of a party to its code."""

_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{1,2}){0,2}")
_KIND = {(True, False): "p", (True, True): "P", (False, False): "o", (False, True): "O"}
_GENDERS = {"male": "m", "female": "f"}


def encode_listed(entity: Entity) -> str:
    """The line of a listed entity behind the codes of its schema and list, without the line's end; each name once, by its strongest property."""
    names: list[str] = []
    for person in _kinds_of(entity.schema):
        spell, found = spell_person if person else _spell_organization, dict[str, str]()
        for prop in NAME_PROPERTIES:
            kind = _KIND[person, prop == "weakAlias"]
            for value in entity.properties.get(prop, ())[:MAX_NAMES]:
                for line in spell(value):
                    found.setdefault(line, kind)
        names += [kind + line for line, kind in found.items() if line]
    return f"{_facts_of(entity)}\t{'|'.join(names)}"


def encode_party(party: Entity) -> str:
    """The line of a party that is screened."""
    names: list[str] = []
    for prop in NAME_PROPERTIES:
        for value in party.properties.get(prop, ())[:MAX_NAMES]:
            for person in _kinds_of(party.schema):
                kind, spell = ("p", spell_person) if person else ("o", _spell_organization)
                names += [kind + line for line in spell(value)]
    return f"{_HEADS[party.schema]}{_facts_of(party)}\t{'|'.join(names)}\n"


_HEADS = {schema: f"{number:02x}00" for schema, number in PARTY_SCHEMAS.items()}
_kinds_of = cache(kinds_of)


def _spell_organization(text: str) -> list[str]:
    return [" ".join(tokens) for tokens in read_organization(text)]


def _facts_of(entity: Entity) -> str:
    gender, dates = gender_in(entity.get("gender")) or "-", dates_in(entity.get("birthDate"))
    return f"{gender}\t{' '.join(dates)}\t{' '.join(territories_of(entity))}"


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
