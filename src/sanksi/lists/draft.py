"""Statements and issues of one edition while it is being read."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b

from sanksi.errors import CountBandError, LookupMissError
from sanksi.ledger import LINK_ENDS, Issue, Loudness, Statement, clean_territory
from sanksi.lists.dates import clean_date, is_circa
from sanksi.lists.identifiers import UNCHECKED, clean_number
from sanksi.lists.spec import ListSpec
from sanksi.lists.wallets import prove_wallet


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What one entry of the source gave."""

    statements: tuple[Statement, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEdition:
    """What a reader gives.

    Attributes:
        on: the day the document itself states, or None.
        published_at: ISO instant in UTC the document states, or empty.
        groups: statements and issues, entry by entry.
        entities_in_file: entities the file holds, read or not.
        gaps: parts that are lacking and what that means.
    """

    on: date | None
    published_at: str
    groups: tuple[Group, ...]
    entities_in_file: int
    gaps: tuple[str, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Of all entries."""
        return tuple(s for group in self.groups for s in group.statements)

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Of all entries."""
        return tuple(i for group in self.groups for i in group.issues)

    def schemas(self) -> Mapping[str, str]:
        """Id of each listed entity to its schema: what the edition lists, without relations and wallets."""
        return {
            s.entity_id: s.schema
            for group in self.groups
            for s in group.statements
            if s.schema not in LINK_ENDS and s.schema not in ("Sanction", "CryptoWallet")
        }

    def count_by_schema(self) -> Mapping[str, int]:
        """How many entities there are of each schema."""
        return dict(sorted(Counter(self.schemas().values()).items()))


def require_plausible(read: ReadEdition, spec: ListSpec) -> None:
    """Refuse an edition that holds fewer or more entities than the list can.

    Raises:
        CountBandError: which schema, how many, and the band.
    """
    counts = read.count_by_schema()
    for schema, (low, high) in spec.counts.items():
        count = sum(counts.values()) if schema == "all" else counts.get(schema, 0)
        if not low <= count <= high:
            raise CountBandError(
                f"{spec.id}: {count} entities of schema {schema}, the list holds {low} to {high}",
                hint="a truncated or foreign file; if it is whole, confirm with --any-count",
            )


class EntryMemory:
    """What the entries of the last edition gave, so that an entry whose bytes did not change is not read again.

    Holds the entries of the edition being read and of the one before, nothing else.
    """

    def __init__(self) -> None:
        self._last: dict[Hashable, Group] = {}
        self._now: dict[Hashable, Group] = {}

    def begin_edition(self) -> None:
        """Forget the entries that the last edition did not have."""
        self._last, self._now = self._now, {}

    def find(self, raw: Hashable) -> Group | None:
        """What the same raw entry gave, or None."""
        group = self._now.get(raw) or self._last.get(raw)
        if group is not None:
            self._now[raw] = group
        return group

    def keep(self, raw: Hashable, group: Group) -> None:
        """Remember what an entry gave."""
        self._now[raw] = group


@dataclass(slots=True, kw_only=True)
class Draft:
    """Collects what a reader finds, entry by entry; cleans values by their kind.

    Attributes:
        spec: the list's description.
        memory: of earlier editions of the same list, when several are read in one go.
        groups: finished entries.
        entity_id: of the entity that statements are added to.
        schema: of that entity.
    """

    spec: ListSpec
    memory: EntryMemory = field(default_factory=EntryMemory)
    groups: list[Group] = field(default_factory=list)
    entity_id: str = ""
    schema: str = ""
    _statements: list[Statement] = field(default_factory=list)
    _issues: list[Issue] = field(default_factory=list)

    def read_entry(self, raw: Hashable, read: Callable[[], None]) -> None:
        """Read one entry of the source, or repeat what the very same entry gave in the edition before.

        Args:
            raw: everything that the result depends on (the row, the bytes of the element, the rows joined to it).
            read: adds the entry's statements and issues to this draft; must depend on nothing but `raw` and the list's description.
        """
        self._close_group()
        group = self.memory.find(raw)
        if group is None:
            read()
            group = self._close_group()
            self.memory.keep(raw, group)
        else:
            self.groups.append(group)

    def finish(
        self, *, on: date | None, entities_in_file: int, published_at: str = "", gaps: Collection[str] = ()
    ) -> ReadEdition:
        """The edition as read."""
        self._close_group()
        return ReadEdition(
            on=on,
            published_at=published_at,
            groups=tuple(g for g in self.groups if g.statements or g.issues),
            entities_in_file=entities_in_file,
            gaps=tuple(gaps),
        )

    def _close_group(self) -> Group:
        group = Group(statements=tuple(self._statements), issues=tuple(self._issues))
        if group.statements or group.issues:
            self.groups.append(group)
        self._statements, self._issues, self.entity_id, self.schema = [], [], "", ""
        return group

    def start(self, own_id: str, schema: str) -> None:
        """The statements that follow are of this entity."""
        self.entity_id = f"{self.spec.id}-{own_id}"
        self.schema = schema

    def issue(self, locator: str, value: str, reason: str, loudness: Loudness = "warning") -> None:
        """Keep an odd value."""
        self._issues.append(
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
        self,
        prop: str,
        text: str | None,
        locator: str,
        *,
        original: str | None = None,
        lang: str | None = None,
        listing: bool = False,
    ) -> None:
        """One value as it is, white space folded; nothing for an empty one."""
        value = " ".join((text or "").split())
        if value:
            self._statements.append(
                Statement(
                    list_id=self.spec.id, entity_id=self.entity_id, schema="Sanction" if listing else self.schema, prop=prop, value=value,
                    original=original if original != value else None, lang=lang, locator=locator,
                )
            )  # fmt: skip

    def add_territory(self, prop: str, text: str | None, locator: str) -> None:
        """A territory by name or code; an unknown one is an issue, not a guess."""
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

    def add_date(
        self,
        prop: str,
        text: str | None,
        locator: str,
        *,
        original: str | None = None,
        listing: bool = False,
        circa: bool = False,
    ) -> None:
        """A date as exact as it is written; one that cannot be read is an issue."""
        raw = " ".join((text or "").split())
        if not raw:
            return
        value = clean_date(raw)
        if value is None:
            self.issue(locator, raw, "not a date")
        else:
            self._add_date(
                prop, value, None, locator, original=original or raw, listing=listing, circa=circa or is_circa(raw)
            )

    def add_date_range(
        self, prop: str, first: str, last: str, locator: str, *, original: str | None = None, circa: bool = False
    ) -> None:
        """A range of dates, both ends included ("between 1960 and 1965"); one that cannot be read, or is reversed, is an issue."""
        raw = original or f"{first} to {last}"
        a, b = clean_date(first), clean_date(last)
        if a is None or b is None or b < a[: len(b)]:
            self.issue(locator, raw, "not a range of dates")
        elif a == b:
            self._add_date(prop, a, None, locator, original=raw, circa=circa)
        else:
            self._add_date(prop, a, b, locator, original=raw, circa=circa or is_circa(first) or is_circa(last))

    def _add_date(
        self,
        prop: str,
        value: str,
        until: str | None,
        locator: str,
        *,
        original: str,
        listing: bool = False,
        circa: bool = False,
    ) -> None:
        self._statements.append(
            Statement(
                list_id=self.spec.id, entity_id=self.entity_id, schema="Sanction" if listing else self.schema, prop=prop, value=value,
                original=original if original != value else None, locator=locator, until=until, circa=circa,
            )
        )  # fmt: skip

    def add_number(self, prop: str, text: str | None, locator: str, *, original: str | None = None) -> None:
        """A number of a register; one that fails its check digit stands in a property that promises less, with an issue."""
        raw = " ".join((text or "").split())
        if not raw:
            return
        value = clean_number(prop, raw, schema=self.schema)
        if value is None:
            self.issue(locator, raw, f"fails the check of {prop}: kept as {UNCHECKED[prop]}", "note")
            self.add(UNCHECKED[prop], raw, locator, original=original)
        else:
            self.add(prop, value, locator, original=original or raw)

    def add_wallet(self, currency: str, key: str, locator: str) -> None:
        """A wallet of the current entity: an entity of its own, held by it. `currency` is OFAC's or the source's symbol (XBT, ETH)."""
        holder, schema = self.entity_id, self.schema
        address = "".join(key.split())
        if prove_wallet(currency, address) == "wrong":
            self.issue(locator, f"{currency} {key}", f"not a well-formed address of {currency}", "note")
        self.entity_id, self.schema = f"{holder}-wallet-{_short(address)}", "CryptoWallet"
        self.add("publicKey", address, locator)
        self.add("name", address, locator)
        self.add("currencySymbol", currency.upper(), locator)
        self.add("holder", holder, locator)
        self.entity_id, self.schema = holder, schema

    def add_relation(
        self, schema: str, left: str, right: str, locator: str, *, role: str = "", starts: str = "", ends: str = ""
    ) -> None:
        """A relation between two entities of the list, an entity of its own; `sanksi.ledger.LINK_ENDS` says which end is which.

        Args:
            schema: Ownership, Directorship, UnknownLink, ...
            left: the publisher's own id of the first end (owner, director, subject, ...).
            right: of the second end (asset, organization, object, ...).
            locator: where the source says it.
            role: the publisher's own words ("Acting for or on behalf of").
            starts: since when, as the source writes it; may be empty.
            ends: until when; may be empty.
        """
        before = self.entity_id, self.schema
        ids = [f"{self.spec.id}-{own_id}" for own_id in (left, right)]
        self.entity_id, self.schema = f"{self.spec.id}-link-{_short(schema, *ids, role)}", schema
        for prop, value in zip(LINK_ENDS[schema], ids, strict=True):
            self.add(prop, value, locator)
        self.add("relationship" if schema in ("Family", "Associate") else "role", role, locator)
        self.add_date("startDate", starts, locator)
        self.add_date("endDate", ends, locator)
        self.entity_id, self.schema = before


def _short(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode(), digest_size=6).hexdigest()
