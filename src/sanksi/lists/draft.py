"""Statements and issues of one edition while it is being read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sanksi.errors import CountBandError, LookupMissError
from sanksi.ledger import Issue, Loudness, Statement, clean_territory
from sanksi.lists.dates import clean_date
from sanksi.lists.spec import ListSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEdition:
    """What a reader gives.

    Attributes:
        on: the day the document itself states, or None.
        published_at: ISO instant in UTC the document states, or empty.
        statements: of all entities.
        issues: odd values.
        entities_in_file: entities the file holds, read or not.
        gaps: parts that are lacking and what that means.
    """

    on: date | None
    published_at: str
    statements: tuple[Statement, ...]
    issues: tuple[Issue, ...]
    entities_in_file: int
    gaps: tuple[str, ...] = ()

    def count_by_schema(self) -> Mapping[str, int]:
        """How many entities there are of each schema."""
        schemas = {s.entity_id: s.schema for s in self.statements if s.schema != "Sanction"}
        return {schema: list(schemas.values()).count(schema) for schema in sorted(set(schemas.values()))}


def require_plausible(read: ReadEdition, spec: ListSpec) -> None:
    """Refuse an edition that holds fewer or more entities than the list can.

    Raises:
        CountBandError: which schema, how many, and the band.
    """
    counts = read.count_by_schema()
    for schema, (low, high) in spec.counts.items():
        found = sum(counts.values()) if schema == "all" else counts.get(schema, 0)
        if not low <= found <= high:
            raise CountBandError(
                f"{spec.id}: {found} entities of schema {schema}, the list holds {low} to {high}",
                hint="a truncated or foreign file; if it is whole, confirm with --any-count",
            )


@dataclass(slots=True, kw_only=True)
class Draft:
    """Collects the statements of one entity after the other; cleans values by their kind."""

    spec: ListSpec
    statements: list[Statement] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    started: set[str] = field(default_factory=set)
    entity_id: str = ""
    schema: str = ""

    def start(self, own_id: str, schema: str) -> None:
        """The statements that follow are of this entity."""
        self.entity_id = f"{self.spec.id}-{own_id}"
        self.started.add(self.entity_id)
        self.schema = schema

    def issue(self, locator: str, value: str, reason: str, loudness: Loudness = "warning") -> None:
        """Keep an odd value."""
        self.issues.append(
            Issue(locator=f"{self.entity_id} {locator}".strip(), value=value[:500], reason=reason, loudness=loudness)
        )

    def look_up(self, table: str, word: str, where: str) -> str | None:
        """The word's meaning in a lookup table of the list; an unknown one is an issue and None."""
        try:
            return self.spec.require(table, " ".join(word.split()), where=where)
        except LookupMissError as error:
            self.issue(where, word, error.message)
            return None

    def add(
        self, prop: str, text: str | None, locator: str, *, original: str | None = None, listing: bool = False
    ) -> None:
        """One value as it is, white space folded; nothing for an empty one."""
        value = " ".join((text or "").split())
        if value:
            self.statements.append(
                Statement(
                    list_id=self.spec.id, entity_id=self.entity_id, schema="Sanction" if listing else self.schema, prop=prop, value=value,
                    original=original if original != value else None, locator=locator,
                )
            )  # fmt: skip

    def add_territory(self, prop: str, text: str | None, locator: str) -> None:
        """A territory by name; an unknown one is an issue, not a guess."""
        name = " ".join((text or "").split())
        if not name:
            return
        code = self.spec.lookups.get("territory", {}).get(name.casefold()) or clean_territory(name)
        if code == "none":
            return
        if code is None:
            self.issue(locator, name, "territory not known")
        else:
            self.add(prop, code, locator, original=name)

    def add_date(self, prop: str, text: str | None, locator: str, *, listing: bool = False) -> None:
        """A date; one that cannot be read is an issue."""
        raw = " ".join((text or "").split())
        if not raw:
            return
        value = clean_date(raw)
        if value is None:
            self.issue(locator, raw, "not a date")
        else:
            self.add(prop, value, locator, original=raw, listing=listing)
