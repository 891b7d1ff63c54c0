"""The values that cross folder borders: Statement, Edition, Issue, Entity, and Party to build one.

All are frozen and keyword-only. Property and schema names are FollowTheMoney's (followthemoney.tech); what a listing itself
says (programme, listing date, authority's reference) stands in statements of schema ``Sanction`` on the same entity.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from sanksi.errors import QueryError
from sanksi.ledger.vocabulary import NAME_PROPERTIES, SCHEMAS, is_thing, nearest, properties_of

Loudness = Literal["note", "warning", "error"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One value that one edition of one list gives for one property of one entity.

    Attributes:
        list_id: `un-sc`, `us-ofac-sdn`, ...
        entity_id: list id, hyphen, the publisher's own id.
        schema: the entity's schema, or ``Sanction`` for what the listing itself says.
        prop: FollowTheMoney property name.
        value: the cleaned value (ISO dates, ISO territory codes, the id of another entity, ...).
        original: the publisher's own spelling, when cleaning changed it.
        lang: ISO 639-3 code when the source says it, else None.
        locator: where in the record the value stands; stable between editions ("INDIVIDUAL_ALIAS/ALIAS_NAME").
        until: the last date of a range that begins with `value` ("between 1960 and 1965"), else None.
        circa: whether the source says that the date is approximate.
    """

    list_id: str
    entity_id: str
    schema: str
    prop: str
    value: str
    original: str | None = None
    lang: str | None = None
    locator: str = ""
    until: str | None = None
    circa: bool = False


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
class HeldEdition:
    """An edition in the ledger.

    Attributes:
        edition: as it was received.
        seq: its number within the list, from 1.
        max_age_days: the list's max age when it was imported.
    """

    edition: Edition
    seq: int
    max_age_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A listed entity as of a day, or a party to screen (then without list and day).

    Attributes:
        id: entity id; empty for a party without one.
        schema: FollowTheMoney schema; ``Thing`` for a party of unknown kind.
        properties: property name to values, first value first.
        listing: what the listing says: programs, listingDate, authorityId, ... (schema ``Sanction``).
        list_id: the list that carries it, or empty.
        canonical_id: of the party it is, when publishers say that entries of other lists are the same one; else its own id.
        as_of: the day it was read for, or None.
        statements: the statements behind the values, when they were asked for.
    """

    id: str = ""
    schema: str = "Thing"
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    listing: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    list_id: str = ""
    canonical_id: str = ""
    as_of: date | None = None
    statements: tuple[Statement, ...] = ()

    def get(self, prop: str) -> tuple[str, ...]:
        """The values of a property, or an empty tuple."""
        return self.properties.get(prop, ())

    @property
    def caption(self) -> str:
        """The name shown to people: the first primary name, else the first name of any kind, else the id."""
        for prop in NAME_PROPERTIES:
            if values := self.properties.get(prop):
                return values[0]
        return self.id

    def to_dict(self) -> dict[str, object]:
        """JSON shape: FollowTheMoney's id, schema and properties, and beside them the listing."""
        shape: dict[str, object] = {"id": self.id} if self.id else {}
        shape["caption"] = self.caption
        shape["schema"] = self.schema
        shape["properties"] = {k: [*v] for k, v in self.properties.items()}
        if self.listing:
            shape["listing"] = {k: list(v) for k, v in self.listing.items()}
        if self.canonical_id and self.canonical_id != self.id:
            shape["canonical_id"] = self.canonical_id
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
    known = properties_of(require_schema(schema))
    cleaned: dict[str, tuple[str, ...]] = {}
    for name, values in properties.items():
        if name not in known:
            raise QueryError(f"unknown property {name!r} for schema {schema!r}", hint=nearest(name, known))
        if isinstance(values, str):  # nearly always
            if text := values.strip():
                cleaned[name] = (text,)
        elif texts := _texts(name, values):
            cleaned[name] = texts
    return Entity(id=id, schema=schema, properties=cleaned)


def _texts(name: str, values: Sequence[str]) -> tuple[str, ...]:
    if not isinstance(values, Sequence) or not all(isinstance(v, str) for v in values):
        raise QueryError(f"property {name!r} holds {values!r}, which is no text", hint="give a text or a list of texts")
    return tuple(v.strip() for v in values if v.strip())


def require_schema(schema: str) -> str:
    """Give the schema name back, or raise QueryError with the nearest known one."""
    if schema not in SCHEMAS or not is_thing(schema):
        raise QueryError(f"unknown schema {schema!r}", hint=nearest(schema, filter(is_thing, SCHEMAS)))
    return schema


def build_entity(
    statements: Iterable[Statement], *, as_of: date | None = None, canonical_id: str = "", keep_statements: bool = True
) -> Entity:
    """Fold the statements of one entity into its values; order and repetition of statements do not matter.

    A range of years of at most MAX_RANGE_YEARS stands as its years in the properties; of a longer one the properties say nothing.

    Args:
        statements: at least one, all of the same entity.
        as_of: the day they were read for.
        canonical_id: of the party it is, when that is another id.
        keep_statements: whether the Entity carries them.
    """
    ordered = sorted(set(statements), key=_statement_order)
    properties: dict[str, dict[str, None]] = {}
    listing: dict[str, dict[str, None]] = {}
    schema = "Thing"
    for s in ordered:
        values = (s.value,) if s.until is None else years_of(s.value, s.until)
        if s.schema == "Sanction":
            listing.setdefault(s.prop, {}).update(dict.fromkeys(values))
        else:
            schema = s.schema
            if values:
                properties.setdefault(s.prop, {}).update(dict.fromkeys(values))
    first = ordered[0]
    return Entity(
        id=first.entity_id,
        schema=schema,
        properties={k: tuple(v) for k, v in properties.items()},
        listing={k: tuple(v) for k, v in listing.items()},
        list_id=first.list_id,
        canonical_id=canonical_id or first.entity_id,
        as_of=as_of,
        statements=tuple(ordered) if keep_statements else (),
    )


MAX_RANGE_YEARS = 15
"""A longer range says too little to compare a birth date with."""


def years_of(first: str, last: str) -> tuple[str, ...]:
    """The years of a range of ISO dates, both ends included; none when it is longer than MAX_RANGE_YEARS or reversed."""
    a, b = int(first[:4]), int(last[:4])
    return tuple(str(year) for year in range(a, b + 1)) if b - a <= MAX_RANGE_YEARS else ()


def interval_of(statement: Statement) -> tuple[date, date]:
    """The half-open interval of days that a date statement allows: `1965` is that year, a range ends with its last day, month or year.

    A day that does not exist (31 June, as some lists have it) stands for its month.
    """
    return _bounds(statement.value)[0], _bounds(statement.until or statement.value)[1]


def _bounds(prefix: str) -> tuple[date, date]:
    year, month, day = (*map(int, prefix.split("-")), 0, 0)[:3]
    if day:
        try:
            start = date(year, month, day)
        except ValueError:
            return _bounds(prefix[:7])
        return start, start + timedelta(days=1)
    if month:
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)
    return date(year, 1, 1), date(year + 1, 1, 1)


_PROPERTY_RANK = {name: rank for rank, name in enumerate(NAME_PROPERTIES)}


def _statement_order(s: Statement) -> tuple[int, str, str, str, str, str, str]:
    rank = _PROPERTY_RANK.get(s.prop, len(_PROPERTY_RANK))
    return (rank, s.prop, s.value, s.original or "", s.lang or "", s.locator, f"{s.until or ''}{s.circa}")
