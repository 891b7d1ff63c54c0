"""The ledger on disk: statements with their seen-intervals, editions and issues, in one SQLite file.

A statement is stored once and carries half-open intervals of edition numbers in which it was seen, so *listed, delisted, listed again*
stays apart. One import is one transaction: after a crash the last complete edition answers. Why SQLite: ``plans/ledger.md``.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import groupby
from pathlib import Path

from sanksi.errors import EditionConflictError, EditionError, LedgerError, UnknownEntityError
from sanksi.ledger.values import Edition, Entity, Issue, Statement, build_entity

FORMAT = 1
BUSY_S = 30.0
"""How long an importer waits for another one before it is told."""

_SCHEMA = """
CREATE TABLE edition (
  list_id TEXT NOT NULL, seq INTEGER NOT NULL, on_day TEXT NOT NULL, published_at TEXT NOT NULL, origin TEXT NOT NULL,
  sha256 TEXT NOT NULL, size_bytes INTEGER NOT NULL, received_at TEXT NOT NULL, reader TEXT NOT NULL,
  entities_read INTEGER NOT NULL, entities_in_file INTEGER NOT NULL, gaps TEXT NOT NULL, max_age_days INTEGER NOT NULL,
  PRIMARY KEY (list_id, seq)) WITHOUT ROWID;
CREATE TABLE issue (
  list_id TEXT NOT NULL, seq INTEGER NOT NULL, locator TEXT NOT NULL, value TEXT NOT NULL, reason TEXT NOT NULL, loudness TEXT NOT NULL);
CREATE INDEX issue_edition ON issue (list_id, seq);
CREATE TABLE statement (
  key INTEGER PRIMARY KEY, list_id TEXT NOT NULL, entity_id TEXT NOT NULL, schema TEXT NOT NULL, prop TEXT NOT NULL,
  value TEXT NOT NULL, original TEXT, lang TEXT, locator TEXT NOT NULL);
CREATE INDEX statement_entity ON statement (entity_id);
CREATE TABLE seen (
  key INTEGER NOT NULL, list_id TEXT NOT NULL, from_seq INTEGER NOT NULL, to_seq INTEGER, PRIMARY KEY (key, from_seq)) WITHOUT ROWID;
CREATE INDEX seen_list ON seen (list_id, to_seq);
"""

_STATEMENT_COLUMNS = "s.list_id, s.entity_id, s.schema, s.prop, s.value, s.original, s.lang, s.locator"
_EDITION_COLUMNS = "list_id, on_day, published_at, origin, sha256, size_bytes, received_at, reader, entities_read, entities_in_file, gaps, max_age_days, seq"


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
class SeenStatement:
    """A statement with the editions between which it was seen: day of the first, and of the first without it (None: still there)."""

    statement: Statement
    seen_from: date
    seen_to: date | None


class Ledger:
    """The store of statements, open for reading and importing.

    Args:
        path: the SQLite file; made with its folder when `create` is set.
        create: whether a missing file is made; else reading a missing file gives an empty ledger.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self._path = path
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
        exists = path.exists()
        try:
            if create:
                self._db = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
                self._prepare()
            elif exists:
                self._db = sqlite3.connect(
                    f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=BUSY_S, isolation_level=None
                )
                self._prepare()
            else:
                self._db = sqlite3.connect(":memory:", isolation_level=None)
                self._db.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            raise _told(error, path) from error

    def _prepare(self) -> None:
        if self._db.execute("PRAGMA user_version").fetchone()[0] == FORMAT:
            return
        self._db.execute("PRAGMA journal_mode = WAL")
        with self._transaction():
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                for command in _SCHEMA.split(";\n"):
                    self._db.execute(command)
                self._db.execute(f"PRAGMA user_version = {FORMAT}")
            elif version != FORMAT:
                raise LedgerError(
                    f"ledger {str(self._path)!r} has format {version}, this sanksi reads {FORMAT}",
                    hint="use the sanksi that wrote it, or add the editions again in another --home",
                )

    def close(self) -> None:
        """Release the file."""
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise _told(error, self._path) from error
        try:
            yield
        except sqlite3.DatabaseError as error:
            self._roll_back()
            raise _told(error, self._path) from error
        except BaseException:
            self._roll_back()
            raise
        self._db.execute("COMMIT")

    def _roll_back(self) -> None:
        if self._db.in_transaction:  # a full disk rolls back by itself
            self._db.execute("ROLLBACK")

    def import_edition(
        self, edition: Edition, statements: Iterable[Statement], issues: Sequence[Issue], *, max_age_days: int
    ) -> HeldEdition | None:
        """Take an edition; all of it or nothing.

        Returns:
            The edition as held, or None when the very same edition is held already.

        Raises:
            EditionError: older than the newest one held.
            EditionConflictError: another importer kept the ledger busy.
            LedgerError: the disk is full or the file cannot be written; the ledger is as before.
        """
        with self._transaction():
            newest = self.newest_edition(edition.list_id)
            if newest and newest.edition.sha256 == edition.sha256 and newest.edition.on == edition.on:
                return None
            if newest and (edition.on, edition.published_at) < (newest.edition.on, newest.edition.published_at):
                held = newest.edition
                if any(
                    h.edition.sha256 == edition.sha256 and h.edition.on == edition.on
                    for h in self.editions(edition.list_id)
                ):
                    return None
                raise EditionError(
                    f"{edition.list_id} edition of {edition.on.isoformat()} is older than the one held, of {held.on.isoformat()}",
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
            self._db.executemany(
                "INSERT INTO issue VALUES (?,?,?,?,?,?)",
                ((edition.list_id, seq, i.locator, i.value, i.reason, i.loudness) for i in issues),
            )
            self._fold(edition.list_id, seq, statements)
            return HeldEdition(edition=edition, seq=seq, max_age_days=max_age_days)

    def _fold(self, list_id: str, seq: int, statements: Iterable[Statement]) -> None:
        """Close the intervals of what is gone, open those of what is new."""
        self._db.execute("CREATE TEMP TABLE IF NOT EXISTS incoming (key INTEGER PRIMARY KEY)")
        self._db.execute("DELETE FROM incoming")
        rows = {_key(s): s for s in statements}
        self._db.executemany("INSERT INTO incoming VALUES (?)", ((k,) for k in rows))
        self._db.executemany(
            "INSERT OR IGNORE INTO statement VALUES (?,?,?,?,?,?,?,?,?)",
            (
                (k, s.list_id, s.entity_id, s.schema, s.prop, s.value, s.original, s.lang, s.locator)
                for k, s in rows.items()
            ),
        )
        self._db.execute(
            "UPDATE seen SET to_seq = ? WHERE list_id = ? AND to_seq IS NULL AND key NOT IN (SELECT key FROM incoming)",
            (seq, list_id),
        )
        self._db.execute(
            "INSERT INTO seen SELECT key, ?, ?, NULL FROM incoming WHERE key NOT IN (SELECT key FROM seen WHERE list_id = ? AND to_seq IS NULL)",
            (list_id, seq, list_id),
        )

    def editions(self, list_id: str | None = None) -> tuple[HeldEdition, ...]:
        """All editions held, by list and number."""
        where, values = ("WHERE list_id = ?", (list_id,)) if list_id else ("", ())
        rows = self._db.execute(f"SELECT {_EDITION_COLUMNS} FROM edition {where} ORDER BY list_id, seq", values)  # noqa: S608 - constants
        return tuple(_held(row) for row in rows)

    def newest_edition(self, list_id: str) -> HeldEdition | None:
        """The newest edition held of a list, or None."""
        held = self.editions(list_id)
        return held[-1] if held else None

    def editions_as_of(self, as_of: date, lists: Sequence[str] | None = None) -> tuple[HeldEdition, ...]:
        """For each list the edition in force at the end of the day, by list id; lists without one are left out."""
        in_force = {h.edition.list_id: h for h in self.editions() if h.edition.on <= as_of}
        return tuple(h for name, h in sorted(in_force.items()) if lists is None or name in lists)

    def issues(self, held: HeldEdition) -> tuple[Issue, ...]:
        """The issues kept with an edition."""
        rows = self._db.execute(
            "SELECT locator, value, reason, loudness FROM issue WHERE list_id = ? AND seq = ? ORDER BY locator, value",
            (held.edition.list_id, held.seq),
        )
        return tuple(Issue(locator=a, value=b, reason=c, loudness=d) for a, b, c, d in rows)

    def count_issues(self, held: HeldEdition) -> int:
        """How many issues an edition has."""
        row = self._db.execute(
            "SELECT count(*) FROM issue WHERE list_id = ? AND seq = ?", (held.edition.list_id, held.seq)
        ).fetchone()
        return int(row[0])

    def iter_entities(self, as_of: date) -> Iterator[Entity]:
        """Every entity as of a day, by entity id, without its statements."""
        for held in self.editions_as_of(as_of):
            rows = self._db.execute(
                f"SELECT {_STATEMENT_COLUMNS} FROM seen JOIN statement s USING (key) WHERE seen.list_id = ? AND from_seq <= ?"  # noqa: S608 - constants
                " AND (to_seq IS NULL OR to_seq > ?) ORDER BY s.entity_id",
                (held.edition.list_id, held.seq, held.seq),
            )
            with closing(rows):
                for _, group in groupby(rows, key=lambda row: row[1]):
                    yield build_entity((_statement(row) for row in group), as_of=as_of, keep_statements=False)

    def require_entity(self, entity_id: str, *, as_of: date) -> Entity:
        """One entity with its statements as of a day.

        Raises:
            UnknownEntityError: not listed on that day; the hint says when it was, if ever.
        """
        for held in self.editions_as_of(as_of):
            rows = self._db.execute(
                f"SELECT {_STATEMENT_COLUMNS} FROM statement s JOIN seen USING (key) WHERE s.entity_id = ? AND s.list_id = ?"  # noqa: S608 - constants
                " AND from_seq <= ? AND (to_seq IS NULL OR to_seq > ?)",
                (entity_id, held.edition.list_id, held.seq, held.seq),
            ).fetchall()
            if rows:
                return build_entity((_statement(row) for row in rows), as_of=as_of)
        history = self.history(entity_id)
        if not history:
            raise UnknownEntityError(
                f"no entity {entity_id!r} in the ledger",
                hint="ids are list id, hyphen, the publisher's own id, as `sanksi screen` shows them",
            )
        ends = [s.seen_to for s in history]
        until = "now" if None in ends else f"before {max(day for day in ends if day).isoformat()}"
        raise UnknownEntityError(
            f"entity {entity_id!r} is not on the list as of {as_of.isoformat()}",
            hint=f"it was seen from {min(s.seen_from for s in history).isoformat()} to {until}",
        )

    def history(self, entity_id: str) -> tuple[SeenStatement, ...]:
        """Every statement ever seen of an entity, with its seen-intervals, oldest first."""
        rows = self._db.execute(
            f"SELECT {_STATEMENT_COLUMNS}, a.on_day, b.on_day FROM statement s JOIN seen USING (key)"  # noqa: S608 - constants
            " JOIN edition a ON a.list_id = s.list_id AND a.seq = from_seq"
            " LEFT JOIN edition b ON b.list_id = s.list_id AND b.seq = to_seq"
            " WHERE s.entity_id = ? ORDER BY from_seq, s.prop, s.value",
            (entity_id,),
        )
        return tuple(
            SeenStatement(
                statement=_statement(row),
                seen_from=date.fromisoformat(row[8]),
                seen_to=date.fromisoformat(row[9]) if row[9] else None,
            )
            for row in rows
        )


def open_ledger(home: Path, *, create: bool = False) -> Ledger:
    """The ledger of a home folder; an empty one when none was made yet and `create` is not set."""
    return Ledger(home / "ledger.sqlite", create=create)


def _key(s: Statement) -> int:
    parts = (s.list_id, s.entity_id, s.schema, s.prop, s.value, s.original or "", s.lang or "", s.locator)
    return int.from_bytes(
        blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )


def _statement(row: Sequence[str]) -> Statement:
    list_id, entity_id, schema, prop, value, original, lang, locator = row[:8]
    return Statement(
        list_id=list_id,
        entity_id=entity_id,
        schema=schema,
        prop=prop,
        value=value,
        original=original,
        lang=lang,
        locator=locator,
    )


def _held(row: Sequence[str]) -> HeldEdition:
    list_id, on_day, published_at, origin, sha256, size, received_at, reader, read, in_file, gaps, max_age, seq = row
    edition = Edition(
        list_id=list_id, on=date.fromisoformat(on_day), published_at=published_at, origin=origin, sha256=sha256, size_bytes=int(size),
        received_at=received_at, reader=reader, entities_read=int(read), entities_in_file=int(in_file), gaps=tuple(json.loads(gaps)),
    )  # fmt: skip
    return HeldEdition(edition=edition, seq=int(seq), max_age_days=int(max_age))


def _told(error: sqlite3.DatabaseError, path: Path) -> LedgerError:
    text = str(error)
    if "locked" in text or "busy" in text:
        return EditionConflictError(
            f"ledger {str(path)!r} is busy with another import", hint="wait for it to end, then run the same command"
        )
    if "full" in text:
        return LedgerError(
            f"no room to write ledger {str(path)!r}: {text}",
            hint="free some space and run the same command; nothing was lost",
        )
    return LedgerError(
        f"ledger {str(path)!r} cannot be used: {text}",
        hint="check the file and its folder; `--home` names another place",
    )
