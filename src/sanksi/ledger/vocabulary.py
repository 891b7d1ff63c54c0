"""The part of the FollowTheMoney model that the lists use: schemas, their parents, properties and value types.

Data in ``vocabulary.toml`` beside this module, so that no query has to import the followthemoney library (1.5 s).
Source: followthemoney.tech, model of followthemoney 4.11 (MIT).
"""

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_DATA: dict[str, Any] = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))

SCHEMAS: dict[str, str] = _DATA["schemas"]
"""Schema name to its parent's name (empty for the root)."""

PROPERTY_TYPES: dict[str, str] = _DATA["types"]
"""Property name to FollowTheMoney type: name, date, country, identifier, address, string, ..."""

NAME_PROPERTIES: tuple[str, ...] = ("name", "alias", "previousName", "weakAlias")
"""Properties that hold names by which a party may be known, strongest first."""

LISTING_PROPERTIES: tuple[str, ...] = (*_DATA["properties"]["Sanction"], *_DATA["properties"]["Interval"])
"""Properties of the listing itself."""

LINK_ENDS: dict[str, tuple[str, str]] = {schema: (left, right) for schema, (left, right) in _DATA["ends"].items()}
"""Schema of a relation to the two properties that hold its entities: Ownership to (owner, asset)."""


def ancestry(schema: str) -> tuple[str, ...]:
    """The schema and its parents, nearest first: Company, Organization, LegalEntity, Thing."""
    chain = [schema]
    while parent := SCHEMAS[chain[-1]]:
        chain.append(parent)
    return tuple(chain)


@cache
def properties_of(schema: str) -> frozenset[str]:
    """Names of all properties an entity of the schema can hold; for ``Thing`` those of every kind of thing, since its kind is not known."""
    names = [s for s in SCHEMAS if is_thing(s)] if schema == "Thing" else ancestry(schema)
    return frozenset(p for s in names for p in _DATA["properties"].get(s, ()))


@cache
def is_thing(schema: str) -> bool:
    """Whether entities of the schema can be listed and matched; relations and listings are no things."""
    return ancestry(schema)[-1] == "Thing"


def can_match(left: str, right: str) -> bool:
    """Whether two schemas may name the same party: one is the other's ancestor, or both are kinds of LegalEntity or of Vehicle.

    A Person never matches a Company or a Vessel: a name alone does not turn one into the other.
    """
    a, b = ancestry(left), ancestry(right)
    if left in b or right in a:
        return True
    organisations = {"Organization", "Company", "PublicBody"}
    return bool(organisations & set(a)) and bool(organisations & set(b))


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint with the nearest known word, or with all of them when none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for a hint

    words = sorted(known)
    close = get_close_matches(word, words, n=1, cutoff=0.6) or get_close_matches(word.lower(), words, n=1, cutoff=0.6)
    return f"did you mean {close[0]!r}?" if close else "known: " + ", ".join(words)
