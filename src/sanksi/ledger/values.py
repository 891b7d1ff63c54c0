"""The values that cross folder borders: Statement, Edition, Issue, Entity, and Party to build one.

All are frozen and keyword-only. Property and schema names are FollowTheMoney's (followthemoney.tech); what a listing itself
says (programme, listing date, authority's reference) stands in statements of schema ``Sanction`` on the same entity.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sanksi.errors import QueryError
from sanksi.ledger.vocabulary import LISTING_PROPERTIES, NAME_PROPERTIES, SCHEMAS, nearest, properties_of

Loudness = Literal["note", "warning", "error"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One value that one edition of one list gives for one property of one entity.

    Attributes:
        list_id: `un-sc`, `us-ofac-sdn`, ...
        entity_id: list id, hyphen, the publisher's own id.
        schema: the entity's schema, or ``Sanction`` for what the listing itself says.
        prop: FollowTheMoney property name.
        value: the cleaned value (ISO dates, ISO territory codes, ...).
        original: the publisher's own spelling, when cleaning changed it.
        lang: ISO 639-3 code when the source says it, else None.
        locator: where in the record the value stands; stable between editions ("INDIVIDUAL_ALIAS/ALIAS_NAME").
    """

    list_id: str
    entity_id: str
    schema: str
    prop: str
    value: str
    original: str | None = None
    lang: str | None = None
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One odd source value: kept with the edition, never only logged.

    Attributes:
        locator: where in the source.
        value: the raw value.
        reason: a sentence.
        loudness: `note` (read, but look), `warning` (something was not read), `error` (a whole entry was not read).
    """

    locator: str
    value: str
    reason: str
    loudness: Loudness = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One publication of one list, as received.

    Attributes:
        list_id: the list.
        on: the authority's date of this edition.
        published_at: ISO instant in UTC when the source gives one, else ``<on>T00:00:00Z``.
        origin: file name or address it came from.
        sha256: of the bytes received (of all files together, in the order of their roles).
        size_bytes: bytes received.
        received_at: ISO instant in UTC.
        reader: name and version of the reader.
        entities_read: entities with statements.
        entities_in_file: entities the file holds.
        gaps: parts the edition lacks and what that means ("alt.csv: aliases not known"); a gap forbids `clear`.
    """

    list_id: str
    on: date
    published_at: str
    origin: str
    sha256: str
    size_bytes: int
    received_at: str
    reader: str
    entities_read: int
    entities_in_file: int
    gaps: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Content id: list, day and the first twelve digits of the sha256."""
        return f"{self.list_id}@{self.on.isoformat()}+{self.sha256[:12]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A listed entity as of a day, or a party to screen (then without list and day).

    Attributes:
        id: entity id; empty for a party without one.
        schema: FollowTheMoney schema; ``Thing`` for a party of unknown kind.
        properties: property name to values, first value first.
        listing: what the listing says: programs, listingDate, authorityId, ... (schema ``Sanction``).
        list_id: the list that carries it, or empty.
        as_of: the day it was read for, or None.
        statements: the statements behind the values, when they were asked for.
    """

    id: str = ""
    schema: str = "Thing"
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    listing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    list_id: str = ""
    as_of: date | None = None
    statements: tuple[Statement, ...] = ()

    def get(self, prop: str) -> tuple[str, ...]:
        """The values of a property, or an empty tuple."""
        return self.properties.get(prop, ())

    @property
    def caption(self) -> str:
        """The name shown to people: the first primary name, else the first name of any kind, else the id."""
        for prop in NAME_PROPERTIES:
            if values := self.get(prop):
                return values[0]
        return self.id

    def to_dict(self) -> dict[str, object]:
        """JSON shape: FollowTheMoney's id, schema and properties, and beside them the listing."""
        shape: dict[str, object] = {"id": self.id} if self.id else {}
        shape |= {
            "caption": self.caption,
            "schema": self.schema,
            "properties": {k: list(v) for k, v in self.properties.items()},
        }
        if self.listing:
            shape["listing"] = {k: list(v) for k, v in self.listing.items()}
        return shape


def Party(*, schema: str = "Thing", id: str = "", **properties: str | Sequence[str]) -> Entity:  # noqa: A002, N802 - reads as the noun it makes
    """Build a party to screen: `Party(name="Kim Jong Un", birthDate="1984")`.

    Args:
        schema: FollowTheMoney schema; leave it out when the kind of party is not known.
        id: the caller's own id, given back with the answer.
        **properties: FollowTheMoney properties, each one value or several.

    Raises:
        QueryError: unknown schema or property name; the nearest known word is in the hint.
    """
    require_schema(schema)
    known = properties_of(schema)
    for name in properties:
        if name not in known:
            raise QueryError(f"unknown property {name!r} for schema {schema!r}", hint=nearest(name, known))
    cleaned = {name: _texts(name, values) for name, values in properties.items()}
    return Entity(id=id, schema=schema, properties={k: v for k, v in cleaned.items() if v})


def _texts(name: str, values: str | Sequence[str]) -> tuple[str, ...]:
    found = [values] if isinstance(values, str) else values
    if not isinstance(found, Sequence) or not all(isinstance(v, str) for v in found):
        raise QueryError(f"property {name!r} holds {values!r}, which is no text", hint="give a text or a list of texts")
    return tuple(v.strip() for v in found if v.strip())


def require_schema(schema: str) -> str:
    """Give the schema name back, or raise QueryError with the nearest known one."""
    if schema not in SCHEMAS:
        raise QueryError(f"unknown schema {schema!r}", hint=nearest(schema, SCHEMAS))
    return schema


def build_entity(statements: Iterable[Statement], *, as_of: date | None = None, keep_statements: bool = True) -> Entity:
    """Fold the statements of one entity into its values; order and repetition of statements do not matter.

    Args:
        statements: at least one, all of the same entity.
        as_of: the day they were read for.
        keep_statements: whether the Entity carries them.
    """
    ordered = sorted(set(statements), key=_statement_order)
    properties: dict[str, dict[str, None]] = {}
    listing: dict[str, dict[str, None]] = {}
    schema = "Thing"
    for s in ordered:
        if s.schema == "Sanction":
            listing.setdefault(s.prop, {})[s.value] = None
        else:
            schema = s.schema
            properties.setdefault(s.prop, {})[s.value] = None
    first = ordered[0]
    return Entity(
        id=first.entity_id,
        schema=schema,
        properties={k: tuple(v) for k, v in properties.items()},
        listing={k: tuple(v) for k, v in listing.items()},
        list_id=first.list_id,
        as_of=as_of,
        statements=tuple(ordered) if keep_statements else (),
    )


_PROPERTY_RANK = {name: rank for rank, name in enumerate((*NAME_PROPERTIES, *LISTING_PROPERTIES))}


def _statement_order(s: Statement) -> tuple[int, str, str, str, str, str]:
    return (_PROPERTY_RANK.get(s.prop, len(_PROPERTY_RANK)), s.prop, s.value, s.original or "", s.lang or "", s.locator)
