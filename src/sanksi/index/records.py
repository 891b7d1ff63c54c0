"""Entities and parties as the lines that the kernel reads: schema, list, gender; dates; territories; readings of names."""

import re
from collections.abc import Iterator
from functools import cache

from sanksi.ledger import NAME_PROPERTIES, PROPERTY_TYPES, SCHEMAS, Entity, can_match, is_thing
from sanksi.ledger.names import MAX_NAMES, kinds_of, names_of
from sanksi.names import read_organization, read_person

PARTY_SCHEMAS = {schema: number for number, schema in enumerate(sorted(filter(is_thing, SCHEMAS)))}
"""Schema of a party to its code."""

_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{1,2}){0,2}")
_TERRITORY = re.compile(r"[a-z][a-z-]{1,6}")
_KIND = {(True, False): "p", (True, True): "P", (False, False): "o", (False, True): "O"}
_GENDERS = {"male": "m", "female": "f"}


def encode_listed(entity: Entity, *, schema: int, list_code: int) -> str:
    """The line of a listed entity.

    Args:
        entity: as listed.
        schema: code of its schema.
        list_code: code of its list.
    """
    names = "|".join(
        f"{_KIND[person, name.is_weak]}{' '.join(name.tokens)}"
        for person in kinds_of(entity.schema)
        for name in names_of(entity, person=person)
    )
    return f"{schema:02x}{list_code:02x}{_facts_of(entity)}\t{names}\n"


def encode_party(party: Entity) -> str:
    """The line of a party that is screened."""
    properties = party.properties
    if len(properties) == 1 and party.schema == "Person" and (names := properties.get("name")) and len(names) == 1:
        readings = read_person(names[0])  # the most frequent question
        return f"{_PERSON}-\t\t\tp{' '.join(readings[0])}\n" if len(readings) == 1 else _line(party, _PERSON, "-\t\t")
    return _line(party, f"{PARTY_SCHEMAS[party.schema]:02x}00", _facts_of(party))


_PERSON = f"{PARTY_SCHEMAS['Person']:02x}00"


def _line(party: Entity, head: str, facts: str) -> str:
    return f"{head}{facts}\t{'|'.join(_readings(party))}\n"


def _readings(party: Entity) -> Iterator[str]:
    for person in kinds_of(party.schema):
        kind, read = ("p", read_person) if person else ("o", read_organization)
        for prop in NAME_PROPERTIES:
            for value in party.properties.get(prop, ())[:MAX_NAMES]:
                for tokens in read(value):
                    yield f"{kind}{' '.join(tokens)}"


def _facts_of(entity: Entity) -> str:
    dates: list[str] = []
    territories: list[str] = []
    gender = "-"
    for prop, values in entity.properties.items():
        if prop == "birthDate":
            dates = dates_in(values)
        elif prop == "gender":
            gender = gender_in(values) or "-"
        elif PROPERTY_TYPES.get(prop) == "country":
            territories += territories_in(values)
    return f"{gender}\t{' '.join(dates)}\t{' '.join(territories)}"


def dates_in(values: tuple[str, ...]) -> list[str]:
    """The dates that are compared: years, months or days; at most 64."""
    return [value[:10] for value in values[:64] if _DATE.fullmatch(value[:10])]


def territories_in(values: tuple[str, ...]) -> list[str]:
    """The territory codes that are compared."""
    return [code for value in values[:64] if _TERRITORY.fullmatch(code := value.lower())]


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
