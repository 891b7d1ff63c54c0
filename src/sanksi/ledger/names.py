"""The names and identifiers of a party or an entity, read for comparison. How names are read stands in `sanksi.names`."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sanksi.errors import QueryError
from sanksi.ledger.values import Entity
from sanksi.ledger.vocabulary import NAME_PROPERTIES, PROPERTY_TYPES, can_match
from sanksi.names import is_read, names_organization, read_organization, read_person

MAX_NAMES = 64
"""Names of a party that are looked at; the longest list of aliases of UN and OFAC has about 60."""

MAX_IDENTIFIER = 2_000
"""Characters of an identifier that are looked at."""

_NOT_IDENTIFIER = re.compile(r"[^0-9A-Z]+")
_PLAIN_WORD = re.compile(r"[0-9A-Za-z][!-~]* ")
"""A first word that is read as it stands, whatever follows: a name that begins with one need not be read to know that it gives something."""

_TERRITORY = re.compile(r"[a-z][a-z-]{1,6}")


class NameReading(NamedTuple):
    """One way to read a name.

    Attributes:
        tokens: see `sanksi.names`.
        prop: the property that holds the name.
        spelled: the name as written.
    """

    tokens: tuple[str, ...]
    prop: str
    spelled: str

    @property
    def is_weak(self) -> bool:
        """Whether the publisher calls the name a weak alias."""
        return self.prop == "weakAlias"


def names_of(entity: Entity, *, person: bool) -> tuple[NameReading, ...]:
    """The distinct readings of a party's or entity's names, strongest property first.

    Args:
        entity: a party or an entity; MAX_NAMES values of each property are looked at.
        person: whether they are read as names of a person.
    """
    read = read_person if person else read_organization
    found: dict[tuple[str, ...], NameReading] = {}
    for prop in NAME_PROPERTIES:
        for value in entity.get(prop)[:MAX_NAMES]:
            if not may_name(value, entity.schema, person=person):
                continue
            for tokens in read(value):
                if tokens and tokens not in found:
                    found[tokens] = NameReading(tokens, prop, value)
    return tuple(found.values())


def kinds_of(schema: str) -> tuple[bool, ...]:
    """How a party of a schema is read: as a person (True), as anything else (False), or both where its kind is not known."""
    if schema == "Person":
        return (True,)
    return (True, False) if can_match(schema, "Person") else (False,)


def may_name(name: str, schema: str, *, person: bool) -> bool:
    """Whether a name is read so: one that tells a company by its legal form is no person's, unless the schema says that it is."""
    return not person or schema == "Person" or not names_organization(name)


def clean_identifier(text: str) -> str:
    """An identifier as compared: upper-case ASCII letters and digits, at most 64, without a leading IMO or MMSI.

    >>> clean_identifier("IMO 8606173"), clean_identifier("РФ 45-12")
    ('8606173', 'RF4512')
    """
    text = text[:MAX_IDENTIFIER]
    if not text.isascii():
        from anyascii import anyascii  # noqa: PLC0415 - 6 ms that few identifiers need

        text = anyascii(unicodedata.normalize("NFKC", text))
    cleaned = _NOT_IDENTIFIER.sub("", text.upper())
    return cleaned.removeprefix("IMO").removeprefix("MMSI")[:64]


def identifiers_of(entity: Entity) -> dict[str, dict[str, str]]:
    """Identifier property to its cleaned values, each with its spelling; values of fewer than four characters identify nothing."""
    found: dict[str, dict[str, str]] = {}
    for prop, values in entity.properties.items():
        if PROPERTY_TYPES.get(prop) == "identifier":
            for value in values[:MAX_NAMES]:
                if len(cleaned := clean_identifier(value)) >= 4:
                    found.setdefault(prop, {}).setdefault(cleaned, value)
    return found


def territories_in(properties: Mapping[str, Sequence[str]]) -> list[str]:
    """The territory codes that are compared: nationality, citizenship, place of birth, residence, flag; at most MAX_NAMES of a property."""
    return [
        code
        for prop, values in properties.items()
        if PROPERTY_TYPES.get(prop) == "country"
        for value in values[:MAX_NAMES]
        if _TERRITORY.fullmatch(code := value.lower())
    ]


def require_matchable(party: Entity) -> Entity:
    """Give the party back, or raise QueryError when it has neither a name nor an identifier to match on."""
    for prop in NAME_PROPERTIES:
        for name in party.properties.get(prop, ()):
            if _PLAIN_WORD.match(name) or is_read(name):
                return party
    if identifiers_of(party):
        return party
    raise QueryError(
        f"the party {party.caption[:80]!r} gives nothing to match on",
        hint="a name with a letter or digit, or an identifier, is needed",
    )
