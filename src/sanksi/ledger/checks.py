"""How updates went: the last attempt, what servers said of the files, and on which days an edition was confirmed as the newest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sanksi.ledger.database import Database
from sanksi.ledger.values import HeldEdition


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


class Checks:
    """The ledger's memory of updates.

    Args:
        database: of the ledger.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._db = database.connection

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

    def attempts_in_vain(self) -> tuple[Attempt, ...]:
        """The last attempts on lists of which no edition is held, by list id."""
        rows = self._db.execute(
            "SELECT list_id, at, outcome, why FROM attempt WHERE list_id NOT IN (SELECT list_id FROM edition) ORDER BY list_id"
        )
        return tuple(Attempt(list_id=a, at=b, outcome=c, why=d) for a, b, c, d in rows)

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
            {"list": held.edition.list_id, "seq": held.seq, "day": as_of.isoformat()},
        ).fetchone()
        return date.fromisoformat(row[0]) if row[0] else None

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
