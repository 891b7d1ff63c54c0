"""An edition folded into the ledger: what is gone ends, what is new begins, what is the same is not touched.

Statements come in groups, one or more an entry of the source. A group that the reader gives again as the very same object (an entry
whose bytes did not change between two editions) is known by its identity and costs nothing.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from sanksi.ledger.identity import UN_LIST, anchors_of, is_same_party, names_as_sets
from sanksi.ledger.record import digest_of, pack, unpack
from sanksi.ledger.values import Issue, Statement, build_entity
from sanksi.ledger.vocabulary import PROPERTY_TYPES

Group = tuple[Statement, ...]

_NUMBERED = {
    "edition": ("seq",),
    "confirmed": ("seq",),
    "seen": ("from_seq", "to_seq"),
    "issue": ("from_seq", "to_seq"),
}
"""Tables that name editions by their number, and the columns that do."""


class Member(NamedTuple):
    """An entry of a list, as a member of a party."""

    entity_id: str
    list_id: str


class Row(NamedTuple):
    """A record with one of the intervals of edition numbers in which it was seen."""

    record: int
    digest: bytes
    from_seq: int
    to_seq: int | None


class Part(NamedTuple):
    """The statements that a group has of one entity."""

    entity_id: str
    digest: bytes
    statements: Group


class Folder:
    """Folds the editions of one importing process, remembering the groups of the last edition.

    Args:
        connection: of the ledger, inside a transaction while `fold` runs.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._known: dict[int, tuple[Group, tuple[Part, ...]]] = {}
        self._told: list[Issue] = []

    def fold(self, list_id: str, seq: int, groups: Iterable[Group], issues: Sequence[Issue]) -> None:
        """Take the groups as the whole content of edition `seq`: the newest one, or one that `make_room` made room for."""
        self._told = []
        held = self._in_force(list_id, seq)
        newest = not self._db.execute("SELECT 1 FROM edition WHERE list_id = ? AND seq > ?", (list_id, seq)).fetchone()
        incoming = self._name_reused(list_id, self._take(groups), held)
        changed = {e: part for e, part in incoming.items() if e not in held or held[e].digest != part.digest}
        for entity_id, row in held.items():
            if entity_id not in incoming or entity_id in changed:
                self._end(list_id, seq, row, newest=newest)
        for entity_id, part in changed.items():
            self._begin(list_id, seq, self._record_of(entity_id, part), newest=newest)
        self._fold_issues(list_id, seq, [*issues, *self._told], newest=newest)

    def make_room(self, list_id: str, seq: int) -> None:
        """Give every edition of the list from `seq` on the next number, wherever it is named."""
        for table, columns in _NUMBERED.items():  # by way of negative numbers: two rows never have one key
            away = ", ".join(f"{c} = CASE WHEN {c} >= :seq THEN -({c} + 1) ELSE {c} END" for c in columns)
            back = ", ".join(f"{c} = abs({c})" for c in columns)
            for change in (away, back):
                self._db.execute(f"UPDATE {table} SET {change} WHERE list_id = :list", {"list": list_id, "seq": seq})  # noqa: S608 - constants

    def _in_force(self, list_id: str, seq: int) -> dict[str, Row]:
        rows = self._db.execute(
            "SELECT entity_id, id, digest, from_seq, to_seq FROM seen JOIN record ON id = record_id"
            " WHERE list_id = ? AND from_seq <= ? AND (to_seq IS NULL OR to_seq > ?)",
            (list_id, seq, seq),
        )
        return {entity_id: Row(*rest) for entity_id, *rest in rows}

    def _end(self, list_id: str, seq: int, row: Row, *, newest: bool) -> None:
        """The record is not in edition `seq`; where a later edition has it again, it begins anew there."""
        self._db.execute(
            "UPDATE seen SET to_seq = ? WHERE list_id = ? AND record_id = ? AND from_seq = ?",
            (seq, list_id, row.record, row.from_seq),
        )
        if not newest and (row.to_seq is None or row.to_seq > seq + 1):
            self._db.execute("INSERT INTO seen VALUES (?,?,?,?)", (list_id, row.record, seq + 1, row.to_seq))

    def _begin(self, list_id: str, seq: int, record: int, *, newest: bool) -> None:
        """The record is in edition `seq` and not in the one before; where the next one begins with it, it begins here."""
        if newest:
            self._db.execute("INSERT INTO seen VALUES (?,?,?,NULL)", (list_id, record, seq))
            return
        moved = self._db.execute(
            "UPDATE seen SET from_seq = ? WHERE list_id = ? AND record_id = ? AND from_seq = ?",
            (seq, list_id, record, seq + 1),
        )
        if not moved.rowcount:
            self._db.execute("INSERT INTO seen VALUES (?,?,?,?)", (list_id, record, seq, seq + 1))

    def _take(self, groups: Iterable[Group]) -> dict[str, Part]:
        """Entity id to its statements; the parts of an entity that stands in several groups are joined."""
        known: dict[int, tuple[Group, tuple[Part, ...]]] = {}
        incoming: dict[str, Part] = {}
        several: dict[str, list[Part]] = {}
        for group in groups:
            _, parts = known[id(group)] = self._known.get(id(group)) or (group, _split(group))
            for part in parts:
                if part.entity_id in incoming:
                    several.setdefault(part.entity_id, [incoming[part.entity_id]]).append(part)
                incoming[part.entity_id] = part
        self._known = known
        for entity_id, parts_of in several.items():
            statements = tuple(s for part in parts_of for s in part.statements)
            incoming[entity_id] = Part(entity_id, digest_of(statements), statements)
        return incoming

    def _name_reused(self, list_id: str, incoming: dict[str, Part], in_force: dict[str, Row]) -> dict[str, Part]:
        """Give the second party of an id that the publisher used again an id of its own: `<id>.2`."""
        held: dict[str, list[str]] = {}
        for own_id, entity_id in self._db.execute("SELECT own_id, entity_id FROM reused ORDER BY own_id, part"):
            held.setdefault(own_id, []).append(entity_id)
        named: dict[str, str] = {}
        for own_id, part in incoming.items():
            known = held.get(own_id, [own_id])
            if len(known) == 1 and own_id in in_force and in_force[own_id].digest == part.digest:
                continue
            for entity_id in reversed(known):
                last = self._last(list_id, entity_id)
                if not last or is_same_party(last, part.statements, apart=entity_id not in in_force):
                    break
            else:
                entity_id = f"{own_id}.{len(known) + 1}"
                self._db.executemany(
                    "INSERT OR IGNORE INTO reused VALUES (?,?,?)",
                    ((own_id, number, name) for number, name in enumerate((*known, entity_id), 1)),
                )
            if entity_id != own_id:
                named[own_id] = entity_id
        if not named:
            return incoming
        touched = (
            _rename(part, named)
            if part.entity_id in named or any(s.value in named and _points(s.prop) for s in part.statements)
            else part
            for part in incoming.values()
        )
        return {part.entity_id: part for part in touched}

    def _last(self, list_id: str, entity_id: str) -> Group:
        row = self._db.execute(
            "SELECT content FROM record LEFT JOIN seen ON id = record_id WHERE entity_id = ? ORDER BY from_seq IS NULL DESC, from_seq DESC LIMIT 1",
            (entity_id,),
        ).fetchone()
        return unpack(row[0], list_id=list_id, entity_id=entity_id) if row else ()

    def _record_of(self, entity_id: str, part: Part) -> int:
        found = self._db.execute(
            "SELECT id FROM record WHERE entity_id = ? AND digest = ?", (entity_id, part.digest)
        ).fetchone()
        return int(found[0]) if found else self._insert(entity_id, part)

    def _insert(self, entity_id: str, part: Part) -> int:
        entity = build_entity(part.statements, keep_statements=False)
        ends = max(entity.listing.get("endDate", ()), default=None)
        record = self._db.execute(
            "INSERT INTO record (entity_id, digest, schema, ends, content) VALUES (?,?,?,?,?)",
            (entity_id, part.digest, entity.schema, ends, pack(part.statements)),
        ).lastrowid
        assert record is not None  # noqa: S101 - an insert that did not fail has a row
        others = sorted({s.value for s in part.statements if _points(s.prop)})
        self._db.executemany("INSERT INTO relation VALUES (?,?)", ((record, other) for other in others))
        for kind, value in sorted(anchors_of(entity)):
            self._anchor(kind, value, Member(entity_id, entity.list_id))
        return int(record)

    def _anchor(self, kind: str, value: str, member: Member) -> None:
        cursor = self._db.execute("INSERT OR IGNORE INTO anchor VALUES (?,?,?,?)", (kind, value, *member))
        if cursor.rowcount:
            rows = self._db.execute(
                "SELECT entity_id, list_id FROM anchor WHERE kind = ? AND value = ? AND entity_id <> ?",
                (kind, value, member.entity_id),
            ).fetchall()
            for other in sorted((Member(*row) for row in rows), key=self._first_seen):
                self._join(member, other, said=f"{kind} {value}")

    def _join(self, member: Member, other: Member, *, said: str) -> None:
        """Make the parties of two entries one, unless a list tells two of the entries apart."""
        ours, theirs = self._party(member), self._party(other)
        if ours & theirs:
            return
        for a in sorted(ours):
            for b in sorted(theirs):
                if a.list_id == b.list_id and not (self._references(a) & self._references(b) or self._share_name(a, b)):
                    self._told.append(
                        Issue(
                            locator=member.entity_id,
                            value=said,
                            reason=f"joins {a.entity_id} and {b.entity_id}, which their list tells apart: not joined",
                            loudness="note",
                        )
                    )
                    return
        together = sorted(ours | theirs, key=self._first_seen)
        self._db.executemany(
            "INSERT OR REPLACE INTO canonical VALUES (?,?,?)",
            ((m.entity_id, together[0].entity_id, m.list_id) for m in together),
        )

    def _party(self, member: Member) -> frozenset[Member]:
        rows = self._db.execute(
            "SELECT entity_id, list_id FROM canonical WHERE canonical_id = (SELECT canonical_id FROM canonical WHERE entity_id = ?)",
            (member.entity_id,),
        )
        return frozenset(Member(*row) for row in rows) | {member}

    def _references(self, member: Member) -> set[str]:
        """The references that the entry's own list knows it by."""
        kinds = ("un", f"ref {member.list_id}") if member.list_id == UN_LIST else (f"ref {member.list_id}",) * 2
        rows = self._db.execute(
            "SELECT value FROM anchor WHERE entity_id = ? AND kind IN (?,?)", (member.entity_id, *kinds)
        )
        return {row[0] for row in rows}

    def _share_name(self, a: Member, b: Member) -> bool:
        """Whether two entries have a name in common: one party listed under two programmes."""
        names = [names_as_sets(build_entity(self._last(m.list_id, m.entity_id))) for m in (a, b)]
        return bool(names[0] & names[1])

    def _first_seen(self, member: Member) -> tuple[int, str]:
        row = self._db.execute("SELECT min(id) FROM record WHERE entity_id = ?", (member.entity_id,)).fetchone()
        return row[0] or 0, member.entity_id

    def _fold_issues(self, list_id: str, seq: int, issues: Sequence[Issue], *, newest: bool) -> None:
        rows = self._db.execute(
            "SELECT rowid, to_seq, locator, value, reason, loudness FROM issue WHERE list_id = ? AND from_seq <= ?"
            " AND (to_seq IS NULL OR to_seq > ?)",
            (list_id, seq, seq),
        )
        held = {tuple(key): (rowid, ends) for rowid, ends, *key in rows}
        incoming = {(i.locator, i.value, i.reason, i.loudness): None for i in issues}
        for key, (rowid, ends) in held.items():
            if key not in incoming:
                self._db.execute("UPDATE issue SET to_seq = ? WHERE rowid = ?", (seq, rowid))
                if not newest and (ends is None or ends > seq + 1):
                    self._db.execute("INSERT INTO issue VALUES (?,?,?,?,?,?,?)", (list_id, seq + 1, ends, *key))
        self._db.executemany(
            "INSERT INTO issue VALUES (?,?,?,?,?,?,?)",
            ((list_id, seq, None if newest else seq + 1, *key) for key in incoming if key not in held),
        )


def _split(group: Group) -> tuple[Part, ...]:
    parts = []
    ordered = sorted(group, key=attrgetter("entity_id"))
    for entity_id, statements in groupby(ordered, key=attrgetter("entity_id")):
        own = tuple(statements)
        parts.append(Part(entity_id, digest_of(own), own))
    return tuple(parts)


def _points(prop: str) -> bool:
    return PROPERTY_TYPES.get(prop) == "entity"


def _rename(part: Part, named: dict[str, str]) -> Part:
    entity_id = named.get(part.entity_id, part.entity_id)
    statements = tuple(
        replace(s, entity_id=entity_id, value=named.get(s.value, s.value) if _points(s.prop) else s.value)
        for s in part.statements
    )
    return Part(entity_id, digest_of(statements), statements)
