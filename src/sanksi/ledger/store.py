"""The ledger: every value that every edition carried, for any past day.

An entity's statements are stored as one record each time they change; a record carries half-open intervals of edition numbers in which
it was seen, so *listed, delisted, listed again* stays apart. One import is one transaction: after a crash the last complete edition
answers.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from math import inf
from pathlib import Path

from sanksi.errors import EditionError, UnknownEntityError
from sanksi.ledger.changes import Content, Diff, compare_editions
from sanksi.ledger.checks import Checks
from sanksi.ledger.database import Database
from sanksi.ledger.fold import Folder, Group
from sanksi.ledger.periods import Period, SeenRecord, SeenStatement, find_history, find_periods
from sanksi.ledger.record import unpack
from sanksi.ledger.tally import count_values
from sanksi.ledger.values import Edition, Entity, HeldEdition, Issue, build_entity
from sanksi.ledger.vocabulary import is_thing

_EDITION_COLUMNS = "list_id, on_day, published_at, origin, sha256, size_bytes, received_at, reader, entities_read, entities_in_file, gaps, max_age_days, seq"
_IN_FORCE = "list_id = :list AND from_seq <= :seq AND (to_seq IS NULL OR to_seq > :seq)"


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
        self.checks = Checks(self._database)

    def close(self) -> None:
        """Release the file."""
        self._db.close()

    @property
    def version(self) -> int:
        """A number that changes whenever another connection has written to the ledger."""
        return self._database.version

    def is_replaced(self) -> bool:
        """Whether another file took the ledger's place, or one was made where there was none."""
        return self._database.is_replaced()

    def import_edition(
        self,
        edition: Edition,
        groups: Iterable[Group],
        issues: Sequence[Issue],
        *,
        max_age_days: int,
        backfill: bool = False,
    ) -> HeldEdition | None:
        """Take an edition; all of it or nothing.

        Args:
            edition: what was received.
            groups: its statements, one or more groups an entry of the source; a group that did not change since the last edition may
                be the same object, and costs nothing then.
            issues: its odd values.
            max_age_days: the list's max age.
            backfill: take an edition older than the newest held too: it answers for its days, and changes nothing for later ones.

        Returns:
            The edition as held, or None when the very same edition is held already.

        Raises:
            EditionError: older than the newest one held, and not told to backfill.
            EditionConflictError: another importer kept the ledger busy.
            LedgerError: the disk is full or the file cannot be written; the ledger is as before.
        """
        with self._database.transaction():
            if self.find_edition(edition.list_id, sha256=edition.sha256, on=edition.on):
                return None
            held = self.editions(edition.list_id)
            earlier = [h for h in held if (h.edition.on, h.edition.published_at) <= (edition.on, edition.published_at)]
            seq = len(earlier) + 1
            if len(earlier) < len(held):
                if not backfill:
                    raise EditionError(
                        f"{edition.list_id} edition of {edition.on.isoformat()} is older than the one held, of {held[-1].edition.on.isoformat()}",
                        hint="a newer edition is expected; to fill a gap of the past use sanksi add --backfill",
                    )
                self._folder.make_room(edition.list_id, seq)
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
        told = _tell_periods(p for p in periods if p.clock == "seen")
        listed = _tell_periods(p for p in periods if p.clock == "listed" and p.begins)
        authority = f"; by the authority's dates it was listed {listed}" if listed else ""
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

    def canonical_id(self, entity_id: str, *, as_of: date | None = None) -> str:
        """The id of the party that the entity is: its own, or that of the entry it was joined to.

        Args:
            entity_id: of the entity.
            as_of: leave out entries first seen after that day; what joined the others may have been learned later.
        """
        row = self._db.execute("SELECT canonical_id FROM canonical WHERE entity_id = ?", (entity_id,)).fetchone()
        if row is None or as_of is None:
            return str(row[0]) if row else entity_id
        return next(iter(self._members(str(row[0]), as_of)), entity_id)

    def _members(self, head: str, as_of: date | None) -> tuple[str, ...]:
        """The entries of a party seen on or before the day, or ever: its canonical one, then by when the ledger first had them."""
        rows = self._db.execute(
            "SELECT c.entity_id FROM canonical c JOIN record r ON r.entity_id = c.entity_id JOIN seen ON r.id = record_id"
            " JOIN edition e ON e.list_id = seen.list_id AND e.seq = from_seq WHERE canonical_id = :head"
            " GROUP BY c.entity_id HAVING :day IS NULL OR min(on_day) <= :day ORDER BY c.entity_id <> :head, min(r.id)",
            {"head": head, "day": as_of.isoformat() if as_of else None},
        )
        return tuple(row[0] for row in rows)

    def same_as(self, entity_id: str, *, as_of: date | None = None, ever: bool = False) -> tuple[str, ...]:
        """All entity ids that are the same party, the canonical one first; at least the id itself, unless a day is given.

        Args:
            entity_id: any of them.
            as_of: only those listed on that day; ever, when left out.
            ever: those seen on that day or before.
        """
        head = self.canonical_id(entity_id)
        first, *others = self._members(head, as_of if ever else None) or (head,)
        members = (first, *sorted(others))
        return tuple(m for m in members if as_of is None or ever or self.find_entity(m, as_of=as_of))

    def clusters(self, *, as_of: date | None = None) -> dict[str, tuple[str, ...]]:
        """Canonical id to all its members, for parties with several entries; `as_of` as for `canonical_id`."""
        found: dict[str, tuple[str, ...]] = {}
        for (head,) in self._db.execute("SELECT DISTINCT canonical_id FROM canonical"):
            if len(members := self._members(head, as_of)) > 1:
                found[members[0]] = tuple(sorted(members))
        return dict(sorted(found.items()))

    def history(self, entity_id: str, *, as_of: date | None = None) -> tuple[SeenStatement, ...]:
        """Every statement seen of an entity, with its seen-intervals, oldest first; with a day as it could be told on that day."""
        records, days = self._records_of(entity_id, as_of)
        return find_history(records, days)

    def periods(self, entity_id: str, *, as_of: date | None = None) -> tuple[Period, ...]:
        """When the entity was listed by the authority's dates and seen in editions, oldest first; empty when it never was.

        With a day as it could be told on that day. Under a number that followed another one, a listing begins where the former one's ended.
        """
        records, days = self._records_of(entity_id, as_of)
        former, _ = self.renumbered(entity_id, as_of=as_of)
        ends = (p.ends for e in former for p in self.periods(e, as_of=as_of) if p.clock == "listed" and p.ends)
        return find_periods(records, days, after=max(ends, default=""))

    def renumbered(self, entity_id: str, *, as_of: date | None = None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids under which the entity's own list had the same party before, and those under which it has it since.

        Two ids of a time are no renumbering: a list may have a party under two programmes.
        """
        spans: dict[str, tuple[int, float]] = {}
        own_list = self._list_of(entity_id)
        for member in self._members(self.canonical_id(entity_id), as_of):
            if self._list_of(member) == own_list:
                records, _ = self._records_of(member, as_of)
                spans[member] = min(r.from_seq for r in records), max(r.to_seq or inf for r in records)
        if entity_id not in spans:
            return (), ()
        begins, ends = spans.pop(entity_id)
        by_time = sorted(spans, key=spans.__getitem__)
        return tuple(e for e in by_time if spans[e][1] <= begins), tuple(e for e in by_time if spans[e][0] >= ends)

    def diff(self, list_id: str, from_day: date, to_day: date) -> Diff:
        """What changed between the editions in force on two days.

        Raises:
            EditionError: no edition is held for one of the days.
        """
        old, new = (self._require_edition(list_id, day) for day in (from_day, to_day))
        return compare_editions(
            (old.edition, self._contents(old)), (new.edition, self._contents(new)), canonical_id=self.canonical_id
        )

    def count_by_schema(self, held: HeldEdition) -> dict[str, int]:
        """How many entities of each schema an edition lists, without relations and wallets."""
        rows = self._db.execute(
            f"SELECT schema, count(*) FROM seen JOIN record ON id = record_id WHERE {_IN_FORCE} GROUP BY schema ORDER BY schema",  # noqa: S608 - constants
            _place(held),
        )
        return {schema: count for schema, count in rows if is_thing(schema) and schema != "CryptoWallet"}

    def count_values(self, held: HeldEdition) -> dict[str, int]:
        """How many names, aliases, addresses and identifiers an edition holds; see `sanksi.ledger.tally`."""
        rows = self._db.execute(
            f"SELECT entity_id, content FROM seen JOIN record ON id = record_id WHERE {_IN_FORCE}",  # noqa: S608 - constants
            _place(held),
        )
        list_id = held.edition.list_id
        return count_values(s for e, content in rows for s in unpack(content, list_id=list_id, entity_id=e))

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

    def _contents(self, held: HeldEdition) -> dict[str, Content]:
        """Entity id to what an edition listed on its own day; statements are unpacked when they are looked at."""
        rows = self._db.execute(
            f"SELECT entity_id, digest, content FROM seen JOIN record ON id = record_id WHERE {_IN_FORCE}"  # noqa: S608 - constants
            " AND (ends IS NULL OR ends > :day)",
            _place(held) | {"day": held.edition.on.isoformat()},
        )
        return {e: Content(held.edition.list_id, e, digest, content) for e, digest, content in rows}

    def _records_of(self, entity_id: str, as_of: date | None) -> tuple[tuple[SeenRecord, ...], dict[int, date]]:
        """The entity's records that editions up to a day carried, and the days of its list's editions by number."""
        rows = self._db.execute(
            "SELECT list_id, from_seq, to_seq, content FROM record JOIN seen ON id = record_id WHERE entity_id = ? ORDER BY from_seq",
            (entity_id,),
        ).fetchall()
        if not rows:
            return (), {}
        days = {h.seq: h.edition.on for h in self.editions(rows[0][0]) if as_of is None or h.edition.on <= as_of}
        records = tuple(
            SeenRecord(
                list_id, start, end if end in days else None, unpack(content, list_id=list_id, entity_id=entity_id)
            )
            for list_id, start, end, content in rows
            if start in days
        )
        return records, days


def open_ledger(home: Path, *, create: bool = False) -> Ledger:
    """The ledger of a home folder; an empty one when none was made yet and `create` is not set."""
    return Ledger(home / "ledger.sqlite", create=create)


def _place(held: HeldEdition) -> dict[str, str | int]:
    return {"list": held.edition.list_id, "seq": held.seq}


def _held(row: Sequence[str]) -> HeldEdition:
    list_id, on_day, published_at, origin, sha256, size, received_at, reader, read, in_file, gaps, max_age, seq = row
    edition = Edition(
        list_id=list_id, on=date.fromisoformat(on_day), published_at=published_at, origin=origin, sha256=sha256, size_bytes=int(size),
        received_at=received_at, reader=reader, entities_read=int(read), entities_in_file=int(in_file), gaps=tuple(json.loads(gaps)),
    )  # fmt: skip
    return HeldEdition(edition=edition, seq=int(seq), max_age_days=int(max_age))


def _tell_periods(periods: Iterable[Period]) -> str:
    return "; ".join(f"from {p.begins} to {p.ends or 'now'}" for p in periods)
