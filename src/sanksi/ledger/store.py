"""The ledger: every value that every edition carried, for any past day.

An entity's statements are stored as one record each time they change; a record carries half-open intervals of edition numbers in which
it was seen, so *listed, delisted, listed again* stays apart. One import is one transaction: after a crash the last complete edition
answers.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sanksi.errors import EditionError, UnknownEntityError
from sanksi.ledger.changes import (
    Amended,
    Change,
    Diff,
    Period,
    SeenStatement,
    find_changes,
    join_days,
    set_apart_restyled,
)
from sanksi.ledger.database import Database
from sanksi.ledger.fold import Folder, Group
from sanksi.ledger.record import unpack
from sanksi.ledger.values import Edition, Entity, Issue, Statement, build_entity
from sanksi.ledger.vocabulary import is_thing

_EDITION_COLUMNS = "list_id, on_day, published_at, origin, sha256, size_bytes, received_at, reader, entities_read, entities_in_file, gaps, max_age_days, seq"
_IN_FORCE = "list_id = :list AND from_seq <= :seq AND (to_seq IS NULL OR to_seq > :seq)"


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
class Attempt:
    """The last time an update of a list was tried.

    Attributes:
        list_id: the list.
        at: ISO instant in UTC.
        outcome: `imported`, `unchanged`, `failed` or `refused`.
        why: a sentence for `failed` and `refused`, else empty.
    """

    list_id: str
    at: str
    outcome: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a server said of the file that was last imported from an address.

    Attributes:
        list_id: the list.
        url: the official address.
        etag: entity tag, or empty.
        last_modified: as the server wrote it, or empty.
        sha256: of the bytes.
        at: ISO instant in UTC.
    """

    list_id: str
    url: str
    etag: str
    last_modified: str
    sha256: str
    at: str


class _Content(NamedTuple):
    list_id: str
    entity_id: str
    digest: bytes
    packed: bytes

    @property
    def statements(self) -> Group:
        return unpack(self.packed, list_id=self.list_id, entity_id=self.entity_id)


class Ledger:
    """The store of statements, open for reading and importing.

    Args:
        path: the SQLite file; made with its folder when `create` is set.
        create: whether a missing file is made; else reading a missing file gives an empty ledger.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self._database = Database(path, create=create)
        self._db = self._database.connection
        self._folder = Folder(self._db)

    def close(self) -> None:
        """Release the file."""
        self._db.close()

    def import_edition(
        self, edition: Edition, groups: Iterable[Group], issues: Sequence[Issue], *, max_age_days: int
    ) -> HeldEdition | None:
        """Take an edition; all of it or nothing.

        Args:
            edition: what was received.
            groups: its statements, one or more groups an entry of the source; a group that did not change since the last edition may
                be the same object, and costs nothing then.
            issues: its odd values.
            max_age_days: the list's max age.

        Returns:
            The edition as held, or None when the very same edition is held already.

        Raises:
            EditionError: older than the newest one held.
            EditionConflictError: another importer kept the ledger busy.
            LedgerError: the disk is full or the file cannot be written; the ledger is as before.
        """
        with self._database.transaction():
            if self.find_edition(edition.list_id, sha256=edition.sha256, on=edition.on):
                return None
            newest = self.newest_edition(edition.list_id)
            if newest and (edition.on, edition.published_at) < (newest.edition.on, newest.edition.published_at):
                raise EditionError(
                    f"{edition.list_id} edition of {edition.on.isoformat()} is older than the one held, of {newest.edition.on.isoformat()}",
                    hint="add editions from old to new; to look at an older one use another --home",
                )
            seq = newest.seq + 1 if newest else 1
            self._db.execute(
                "INSERT INTO edition VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                (
                    edition.list_id, seq, edition.on.isoformat(), edition.published_at, edition.origin, edition.sha256, edition.size_bytes,
                    edition.received_at, edition.reader, edition.entities_read, edition.entities_in_file, json.dumps(edition.gaps), max_age_days,
                ),
            )  # fmt: skip
            self._folder.fold(edition.list_id, seq, groups, issues)
            return HeldEdition(edition=edition, seq=seq, max_age_days=max_age_days)

    def editions(self, list_id: str | None = None) -> tuple[HeldEdition, ...]:
        """All editions held, by list and number."""
        where, values = ("WHERE list_id = ?", (list_id,)) if list_id else ("", ())
        rows = self._db.execute(f"SELECT {_EDITION_COLUMNS} FROM edition {where} ORDER BY list_id, seq", values)  # noqa: S608 - constants
        return tuple(_held(row) for row in rows)

    def newest_edition(self, list_id: str) -> HeldEdition | None:
        """The newest edition held of a list, or None."""
        row = self._db.execute(
            f"SELECT {_EDITION_COLUMNS} FROM edition WHERE list_id = ? ORDER BY seq DESC LIMIT 1",  # noqa: S608 - constants
            (list_id,),
        ).fetchone()
        return _held(row) if row else None

    def find_edition(self, list_id: str, *, sha256: str, on: date | None = None) -> HeldEdition | None:
        """The edition of these bytes (and of that day), or None when it is not held."""
        row = self._db.execute(
            f"SELECT {_EDITION_COLUMNS} FROM edition WHERE list_id = ? AND sha256 = ? AND on_day = coalesce(?, on_day) ORDER BY seq DESC",  # noqa: S608 - constants
            (list_id, sha256, on.isoformat() if on else None),
        ).fetchone()
        return _held(row) if row else None

    def editions_as_of(self, as_of: date, lists: Sequence[str] | None = None) -> tuple[HeldEdition, ...]:
        """For each list the edition in force at the end of the day, by list id; lists without one are left out."""
        rows = self._db.execute(
            f"SELECT {_EDITION_COLUMNS} FROM edition e WHERE seq = (SELECT max(seq) FROM edition WHERE list_id = e.list_id AND on_day <= ?)"  # noqa: S608 - constants
            " ORDER BY list_id",
            (as_of.isoformat(),),
        )
        held = (_held(row) for row in rows)
        return tuple(h for h in held if lists is None or h.edition.list_id in lists)

    def issues(self, held: HeldEdition) -> tuple[Issue, ...]:
        """The issues kept with an edition."""
        rows = self._db.execute(
            f"SELECT locator, value, reason, loudness FROM issue WHERE {_IN_FORCE} ORDER BY locator, value, reason",  # noqa: S608 - constants
            _place(held),
        )
        return tuple(Issue(locator=a, value=b, reason=c, loudness=d) for a, b, c, d in rows)

    def count_issues(self, held: HeldEdition) -> int:
        """How many issues an edition has."""
        row = self._db.execute(f"SELECT count(*) FROM issue WHERE {_IN_FORCE}", _place(held)).fetchone()  # noqa: S608 - constants
        return int(row[0])

    def iter_entities(self, as_of: date) -> Iterator[Entity]:
        """Every entity listed as of a day, without its statements, by list and entity id; relations are not among them.

        A wallet has no listing of its own: it is listed with its holder, and carries the holder's.
        """
        canonical = dict(self._db.execute("SELECT entity_id, canonical_id FROM canonical"))
        for held in self.editions_as_of(as_of):
            holder: Entity | None = None
            for entity_id, schema, statements in self._iter_records(held, as_of):
                if not is_thing(schema):
                    continue
                head = canonical.get(entity_id, entity_id)
                entity = build_entity(statements, as_of=as_of, canonical_id=head, keep_statements=False)
                if schema != "CryptoWallet":
                    holder = entity
                elif holder and holder.id in entity.get("holder"):  # `<holder>-wallet-…` sorts right behind its holder
                    entity = replace(entity, listing=holder.listing)
                yield entity

    def iter_relations(self, as_of: date) -> Iterator[Entity]:
        """Every relation (Ownership, Directorship, ...) of the editions in force on a day, by list and id."""
        for held in self.editions_as_of(as_of):
            for _, schema, statements in self._iter_records(held, as_of):
                if not is_thing(schema):
                    yield build_entity(statements, as_of=as_of)

    def relations_of(self, entity_id: str, *, as_of: date) -> tuple[Entity, ...]:
        """The relations and things (wallets) that point to an entity as of a day, with their statements, by id."""
        found = []
        for held in self.editions_as_of(as_of):
            rows = self._db.execute(
                f"SELECT r.entity_id, r.content FROM relation JOIN record r ON r.id = relation.record_id JOIN seen USING (record_id)"  # noqa: S608 - constants
                f" WHERE relation.entity_id = :entity AND {_IN_FORCE} ORDER BY r.entity_id",
                _place(held) | {"entity": entity_id},
            )
            for own_id, content in rows:
                statements = unpack(content, list_id=held.edition.list_id, entity_id=own_id)
                found.append(build_entity(statements, as_of=as_of))
        return tuple(found)

    def require_entity(self, entity_id: str, *, as_of: date) -> Entity:
        """One entity with its statements as of a day; an id that the publisher replaced gives the entry under its present id.

        Raises:
            UnknownEntityError: not listed on that day; the hint says when it was, if ever.
        """
        if entity := self.find_entity(entity_id, as_of=as_of):
            return entity
        others = [e for e in self.same_as(entity_id) if e != entity_id and self.find_entity(e, as_of=as_of)]
        list_id = self._list_of(entity_id)
        for other in others:
            if self._list_of(other) == list_id and (found := self.find_entity(other, as_of=as_of)):
                return found
        periods = self.periods(entity_id)
        if not periods:
            raise UnknownEntityError(
                f"no entity {entity_id!r} in the ledger",
                hint="ids are list id, hyphen, the publisher's own id, as `sanksi screen` shows them",
            )
        seen = [p for p in periods if p.clock == "seen"]
        listed = [p for p in periods if p.clock == "listed" and p.begins]
        told = "; ".join(f"from {p.begins} to {p.ends or 'now'}" for p in seen)
        authority = f"; by the authority's dates it was listed from {listed[0].begins}" if listed else ""
        if others:
            authority += f"; the same party is listed as {', '.join(others)}"
        raise UnknownEntityError(
            f"entity {entity_id!r} is not on the list as of {as_of.isoformat()}",
            hint=f"it was seen {told}{authority}; --history shows all",
        )

    def find_entity(self, entity_id: str, *, as_of: date) -> Entity | None:
        """One entity with its statements as of a day, or None when it is not listed on it."""
        for held in self.editions_as_of(as_of):
            row = self._db.execute(
                f"SELECT content FROM record JOIN seen ON id = record_id WHERE entity_id = :entity AND {_IN_FORCE}"  # noqa: S608 - constants
                " AND (ends IS NULL OR ends > :day)",
                _place(held) | {"entity": entity_id, "day": as_of.isoformat()},
            ).fetchone()
            if row:
                statements = unpack(row[0], list_id=held.edition.list_id, entity_id=entity_id)
                return build_entity(statements, as_of=as_of, canonical_id=self.canonical_id(entity_id))
        return None

    def _list_of(self, entity_id: str) -> str:
        row = self._db.execute(
            "SELECT list_id FROM record JOIN seen ON id = record_id WHERE entity_id = ? LIMIT 1", (entity_id,)
        ).fetchone()
        return str(row[0]) if row else ""

    def canonical_id(self, entity_id: str) -> str:
        """The id of the party that the entity is: its own, or that of the entry it was joined to."""
        row = self._db.execute("SELECT canonical_id FROM canonical WHERE entity_id = ?", (entity_id,)).fetchone()
        return str(row[0]) if row else entity_id

    def same_as(self, entity_id: str) -> tuple[str, ...]:
        """All entity ids that are the same party, the canonical one first; at least the id itself."""
        head = self.canonical_id(entity_id)
        rows = self._db.execute("SELECT entity_id FROM canonical WHERE canonical_id = ?", (head,))
        return (head, *sorted({row[0] for row in rows} - {head}))

    def clusters(self) -> dict[str, tuple[str, ...]]:
        """Canonical id to all its members, for parties with several entries."""
        found: dict[str, list[str]] = {}
        for entity_id, head in self._db.execute("SELECT entity_id, canonical_id FROM canonical ORDER BY entity_id"):
            found.setdefault(head, []).append(entity_id)
        return {head: tuple(members) for head, members in sorted(found.items())}

    def history(self, entity_id: str) -> tuple[SeenStatement, ...]:
        """Every statement ever seen of an entity, with its seen-intervals, oldest first."""
        spans: dict[Statement, list[tuple[int, int | None]]] = {}
        records = list(self._records_of(entity_id))
        for _, start, end, statements in records:
            for statement in statements:
                spans.setdefault(statement, []).append((start, end))
        days = {h.seq: h.edition.on for h in self.editions(records[0][0])} if records else {}
        seen = [
            SeenStatement(statement=statement, seen_from=days[start], seen_to=days[end] if end else None)
            for statement, own in spans.items()
            for start, end in join_days(own)
        ]
        return tuple(
            sorted(seen, key=lambda s: (s.seen_from, s.statement.prop, s.statement.value, s.statement.locator))
        )

    def periods(self, entity_id: str) -> tuple[Period, ...]:
        """When the entity was listed by the authority's dates and seen in editions, oldest first; empty when it never was.

        A listed period begins with the authority's listing date and ends with its end date where the source gives one, else with the
        first edition without the entity.
        """
        records = list(self._records_of(entity_id))
        if not records:
            return ()
        days = {h.seq: h.edition.on.isoformat() for h in self.editions(records[0][0])}
        periods = []
        for start, end in join_days([(start, end) for _, start, end, _ in records]):
            run = [r for r in records if r[1] >= start and (end is None or r[1] < end)]
            gone = days[end] if end else None
            periods.append(Period(clock="seen", begins=days[start], ends=gone, by="edition" if gone else ""))
            listing = build_entity((s for *_, statements in run for s in statements), keep_statements=False).listing
            newest = build_entity(max(run, key=lambda r: r[1])[3], keep_statements=False).listing
            ended = max(newest.get("endDate", ()), default=None)
            periods.append(
                Period(
                    clock="listed",
                    begins=min(listing.get("listingDate", ()), default=""),
                    ends=ended or gone,
                    by="authority" if ended else "edition" if gone else "",
                )
            )
        return tuple(periods)

    def diff(self, list_id: str, from_day: date, to_day: date) -> Diff:
        """What changed between the editions in force on two days.

        Raises:
            EditionError: no edition is held for one of the days.
        """
        old, new = (self._require_edition(list_id, day) for day in (from_day, to_day))
        before, after = self._contents(old), self._contents(new)
        amended = [
            Amended(entity=build_entity(b.statements, as_of=new.edition.on), changes=changes)
            for entity_id in before.keys() & after.keys()
            if (a := before[entity_id]).digest != (b := after[entity_id]).digest
            and (changes := find_changes(a.statements, b.statements))
        ]
        listed, delisted = after.keys() - before.keys(), before.keys() - after.keys()
        renumbered = self._find_renumbered(delisted, listed)
        for old_id, new_id in renumbered.items():
            changes = (
                Change(prop="id", removed=(old_id,), added=(new_id,)),
                *find_changes(before[old_id].statements, after[new_id].statements),
            )
            amended.append(
                Amended(entity=build_entity(after[new_id].statements, as_of=new.edition.on), changes=changes)
            )

        amended, restyled = set_apart_restyled(amended, common=len(before.keys() & after.keys()))

        def entities(ids: Iterable[str], held: Mapping[str, _Content], day: date) -> tuple[Entity, ...]:
            found = (build_entity(held[entity_id].statements, as_of=day) for entity_id in sorted(ids))
            return tuple(e for e in found if is_thing(e.schema))

        return Diff(
            list_id=list_id,
            from_on=old.edition.on,
            to_on=new.edition.on,
            listed=entities(listed - set(renumbered.values()), after, new.edition.on),
            delisted=entities(delisted - renumbered.keys(), before, old.edition.on),
            amended=tuple(sorted((a for a in amended if is_thing(a.entity.schema)), key=lambda a: a.entity.id)),
            caveats=(*_caveats(old.edition, new.edition), *restyled),
        )

    def _find_renumbered(self, gone: AbstractSet[str], come: AbstractSet[str]) -> dict[str, str]:
        """Old id to new id of parties that the publisher only gave another number: the same reference, IMO or LEI before and after."""
        heads: dict[str, list[str]] = {}
        for entity_id in sorted(come):
            heads.setdefault(self.canonical_id(entity_id), []).append(entity_id)
        pairs = {}
        for entity_id in sorted(gone):
            if candidates := heads.get(self.canonical_id(entity_id)):
                pairs[entity_id] = candidates.pop(0)
        return pairs

    def record_attempt(self, attempt: Attempt) -> None:
        """Keep how the last update of a list went."""
        with self._database.transaction():
            self._db.execute(
                "INSERT OR REPLACE INTO attempt VALUES (?,?,?,?)",
                (attempt.list_id, attempt.at, attempt.outcome, attempt.why),
            )

    def last_attempt(self, list_id: str) -> Attempt | None:
        """How the last update of a list went, or None when none was tried."""
        row = self._db.execute("SELECT list_id, at, outcome, why FROM attempt WHERE list_id = ?", (list_id,)).fetchone()
        return Attempt(list_id=row[0], at=row[1], outcome=row[2], why=row[3]) if row else None

    def confirm(self, held: HeldEdition, day: date) -> None:
        """Keep that the publisher served this edition as the newest one on a day."""
        with self._database.transaction():
            self._db.execute(
                "INSERT OR IGNORE INTO confirmed VALUES (?,?,?)", (held.edition.list_id, held.seq, day.isoformat())
            )

    def confirmed_on(self, held: HeldEdition, *, as_of: date) -> date | None:
        """The last day, not after `as_of`, on which the publisher served this edition as the newest one; None without such a check."""
        row = self._db.execute(
            "SELECT max(on_day) FROM confirmed WHERE list_id = :list AND seq = :seq AND on_day <= :day",
            _place(held) | {"day": as_of.isoformat()},
        ).fetchone()
        return date.fromisoformat(row[0]) if row[0] else None

    def count_by_schema(self, held: HeldEdition) -> dict[str, int]:
        """How many entities of each schema an edition lists, without relations and wallets."""
        rows = self._db.execute(
            f"SELECT schema, count(*) FROM seen JOIN record ON id = record_id WHERE {_IN_FORCE} GROUP BY schema ORDER BY schema",  # noqa: S608 - constants
            _place(held),
        )
        return {schema: count for schema, count in rows if is_thing(schema) and schema != "CryptoWallet"}

    def keep_receipts(self, receipts: Sequence[Receipt]) -> None:
        """Keep what the servers said of the files of the edition held, in place of what was kept for its list."""
        with self._database.transaction():
            self._db.executemany("DELETE FROM receipt WHERE list_id = ?", {(r.list_id,) for r in receipts})
            self._db.executemany(
                "INSERT OR REPLACE INTO receipt VALUES (?,?,?,?,?,?)",
                ((r.list_id, r.url, r.etag, r.last_modified, r.sha256, r.at) for r in receipts),
            )

    def receipts(self, list_id: str) -> dict[str, Receipt]:
        """Address to the receipt of the file imported from it last."""
        rows = self._db.execute(
            "SELECT list_id, url, etag, last_modified, sha256, at FROM receipt WHERE list_id = ? ORDER BY url",
            (list_id,),
        )
        return {
            r[1]: Receipt(list_id=r[0], url=r[1], etag=r[2], last_modified=r[3], sha256=r[4], at=r[5]) for r in rows
        }

    def _require_edition(self, list_id: str, day: date) -> HeldEdition:
        held = self.editions_as_of(day, [list_id])
        if held:
            return held[0]
        known = [h.edition.on.isoformat() for h in self.editions(list_id)]
        raise EditionError(
            f"no edition of {list_id!r} on or before {day.isoformat()} is held",
            hint=f"held: {len(known)}, from {known[0]} to {known[-1]}" if known else "add one: sanksi add LIST FILE",
        )

    def _iter_records(self, held: HeldEdition, day: date) -> Iterator[tuple[str, str, Group]]:
        rows = self._db.execute(
            f"SELECT entity_id, schema, content FROM seen JOIN record ON id = record_id WHERE {_IN_FORCE}"  # noqa: S608 - constants
            " AND (ends IS NULL OR ends > :day) ORDER BY entity_id",
            _place(held) | {"day": day.isoformat()},
        )
        with closing(rows):
            for entity_id, schema, content in rows:
                yield entity_id, schema, unpack(content, list_id=held.edition.list_id, entity_id=entity_id)

    def _contents(self, held: HeldEdition) -> dict[str, _Content]:
        """Entity id to what an edition listed on its own day; statements are unpacked when they are looked at."""
        rows = self._db.execute(
            f"SELECT entity_id, digest, content FROM seen JOIN record ON id = record_id WHERE {_IN_FORCE}"  # noqa: S608 - constants
            " AND (ends IS NULL OR ends > :day)",
            _place(held) | {"day": held.edition.on.isoformat()},
        )
        return {e: _Content(held.edition.list_id, e, digest, content) for e, digest, content in rows}

    def _records_of(self, entity_id: str) -> Iterator[tuple[str, int, int | None, Group]]:
        rows = self._db.execute(
            "SELECT list_id, from_seq, to_seq, content FROM record JOIN seen ON id = record_id WHERE entity_id = ? ORDER BY from_seq",
            (entity_id,),
        )
        for list_id, start, end, content in rows:
            yield list_id, start, end, unpack(content, list_id=list_id, entity_id=entity_id)


def open_ledger(home: Path, *, create: bool = False) -> Ledger:
    """The ledger of a home folder; an empty one when none was made yet and `create` is not set."""
    return Ledger(home / "ledger.sqlite", create=create)


def _place(held: HeldEdition) -> dict[str, str | int]:
    return {"list": held.edition.list_id, "seq": held.seq}


def _caveats(old: Edition, new: Edition) -> tuple[str, ...]:
    caveats = []
    if old.reader != new.reader:
        caveats.append(f"read by {old.reader} and {new.reader}: some changes may be the reader's, not the publisher's")
    if old.gaps != new.gaps:
        caveats.append(
            f"the editions were held in different parts ({'; '.join(old.gaps) or 'whole'} / {'; '.join(new.gaps) or 'whole'}):"
            " values of a missing part look removed or added"
        )
    return tuple(caveats)


def _held(row: Sequence[str]) -> HeldEdition:
    list_id, on_day, published_at, origin, sha256, size, received_at, reader, read, in_file, gaps, max_age, seq = row
    edition = Edition(
        list_id=list_id, on=date.fromisoformat(on_day), published_at=published_at, origin=origin, sha256=sha256, size_bytes=int(size),
        received_at=received_at, reader=reader, entities_read=int(read), entities_in_file=int(in_file), gaps=tuple(json.loads(gaps)),
    )  # fmt: skip
    return HeldEdition(edition=edition, seq=int(seq), max_age_days=int(max_age))
