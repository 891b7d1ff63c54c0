"""The ledger's SQLite file: its tables, how it is opened, and one transaction at a time.

Why SQLite, and how its pages are set: ``plans/ledger.md``.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sanksi.errors import EditionConflictError, LedgerError

FORMAT = 4
BUSY_S = 30.0
"""How long an importer waits for another one before it is told."""

_SCHEMA = """
CREATE TABLE edition (
  list_id TEXT NOT NULL, seq INTEGER NOT NULL, on_day TEXT NOT NULL, published_at TEXT NOT NULL, origin TEXT NOT NULL,
  sha256 TEXT NOT NULL, size_bytes INTEGER NOT NULL, received_at TEXT NOT NULL, reader TEXT NOT NULL,
  entities_read INTEGER NOT NULL, entities_in_file INTEGER NOT NULL, gaps TEXT NOT NULL, max_age_days INTEGER NOT NULL,
  PRIMARY KEY (list_id, seq)) WITHOUT ROWID;
CREATE TABLE issue (
  list_id TEXT NOT NULL, from_seq INTEGER NOT NULL, to_seq INTEGER, locator TEXT NOT NULL, value TEXT NOT NULL, reason TEXT NOT NULL,
  loudness TEXT NOT NULL);
CREATE INDEX issue_seen ON issue (list_id, from_seq);
CREATE TABLE record (
  id INTEGER PRIMARY KEY, entity_id TEXT NOT NULL, digest BLOB NOT NULL, schema TEXT NOT NULL, ends TEXT, content BLOB NOT NULL);
CREATE UNIQUE INDEX record_entity ON record (entity_id, digest);
CREATE TABLE seen (
  list_id TEXT NOT NULL, record_id INTEGER NOT NULL, from_seq INTEGER NOT NULL, to_seq INTEGER, PRIMARY KEY (list_id, record_id, from_seq))
  WITHOUT ROWID;
CREATE INDEX seen_open ON seen (list_id) WHERE to_seq IS NULL;
CREATE TABLE reused (own_id TEXT NOT NULL, part INTEGER NOT NULL, entity_id TEXT NOT NULL, PRIMARY KEY (own_id, part)) WITHOUT ROWID;
CREATE TABLE relation (record_id INTEGER NOT NULL, entity_id TEXT NOT NULL, PRIMARY KEY (entity_id, record_id)) WITHOUT ROWID;
CREATE TABLE anchor (
  kind TEXT NOT NULL, value TEXT NOT NULL, entity_id TEXT NOT NULL, list_id TEXT NOT NULL, PRIMARY KEY (kind, value, entity_id)) WITHOUT ROWID;
CREATE INDEX anchor_entity ON anchor (entity_id);
CREATE TABLE canonical (entity_id TEXT PRIMARY KEY, canonical_id TEXT NOT NULL, list_id TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX canonical_head ON canonical (canonical_id);
CREATE TABLE attempt (
  list_id TEXT PRIMARY KEY, at TEXT NOT NULL, outcome TEXT NOT NULL, why TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE receipt (
  list_id TEXT NOT NULL, url TEXT NOT NULL, etag TEXT NOT NULL, last_modified TEXT NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (list_id, url)) WITHOUT ROWID;
CREATE TABLE confirmed (list_id TEXT NOT NULL, seq INTEGER NOT NULL, on_day TEXT NOT NULL, PRIMARY KEY (list_id, seq, on_day)) WITHOUT ROWID;
"""


class Database:
    """One connection to the ledger's file.

    Args:
        path: the SQLite file; made with its folder when `create` is set.
        create: whether a missing file is made; else a missing file reads as an empty ledger.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
        exists = path.exists()
        try:
            if create:
                self.connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
                self._prepare()
            elif exists:
                self.connection = sqlite3.connect(
                    f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=BUSY_S, isolation_level=None
                )
                self._prepare()
            else:
                self.connection = sqlite3.connect(":memory:", isolation_level=None)
                self.connection.executescript(_SCHEMA)
            self._file = _file_number(path) if create or exists else 0
        except sqlite3.DatabaseError as error:
            raise told(error, path) from error

    def _prepare(self) -> None:
        if self._format() == FORMAT:
            return
        self.connection.execute("PRAGMA journal_mode = WAL")
        with self.transaction():
            version = self._format()
            if version == 0:
                for command in _SCHEMA.split(";\n"):
                    self.connection.execute(command)
                self.connection.execute(f"PRAGMA user_version = {FORMAT}")
            elif version != FORMAT:
                raise LedgerError(
                    f"ledger {str(self.path)!r} has format {version}, this sanksi reads {FORMAT}",
                    hint="use the sanksi that wrote it, or add the editions again in another --home",
                )

    @property
    def version(self) -> int:
        """A number that changes whenever another connection has written to the file."""
        try:
            return int(self.connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.DatabaseError as error:
            raise told(error, self.path) from error

    def is_replaced(self) -> bool:
        """Whether the path holds another file than the one opened, or holds one by now."""
        return _file_number(self.path) != self._file

    def _format(self) -> int:
        return int(self.connection.execute("PRAGMA user_version").fetchone()[0])

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of what is written inside, or nothing.

        Raises:
            EditionConflictError: another importer kept the ledger busy for BUSY_S.
            LedgerError: the disk is full or the file cannot be written; the ledger is as before.
        """
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise told(error, self.path) from error
        try:
            yield self.connection
            self.connection.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            self._roll_back()
            raise told(error, self.path) from error
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        if self.connection.in_transaction:  # a full disk rolls back by itself
            self.connection.execute("ROLLBACK")


def _file_number(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0


def told(error: sqlite3.DatabaseError, path: Path) -> LedgerError:
    """The error in the words of the user."""
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
