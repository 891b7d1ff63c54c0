"""Official files over the network into the ledger; whatever goes wrong, the last edition stays and the reason is kept.

An edition is taken when all of its files arrived, it parses, is not older than the one held nor of a day to come, holds as many entities
as the list can hold, and lost no more than the list's band since the last one. Readers and network are imported when a list is updated.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from sanksi.errors import EditionConflictError, EditionError, FetchError, LedgerError, QueryError, SourceError
from sanksi.ledger import Attempt, Edition, HeldEdition, Ledger, Receipt
from sanksi.screening.accepting import require_acceptable, require_kept, require_one_day, require_read

if TYPE_CHECKING:
    from sanksi.fetch import Fetched, Fetcher
    from sanksi.lists import ListSpec, ReadEdition, SourceFile

Outcome = Literal["imported", "unchanged", "failed", "refused", "nothing_to_fetch"]

TRUST_DAYS = 7
"""After so many days a file is asked for without conditions: a cache that says "not modified" for ever is found out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """What became of one list.

    Attributes:
        list_id: the list.
        outcome: `imported`; `unchanged` (the publisher's newest edition is held); `failed` (nothing whole arrived, or it could not be stored:
            the last edition is kept); `refused` (what arrived is not taken); `nothing_to_fetch` (no official address).
        at: ISO instant in UTC.
        why: a sentence, empty for `imported` and `unchanged`.
        edition: the edition imported or confirmed.
        issues: how many odd values it has.
    """

    list_id: str
    outcome: Outcome
    at: str
    why: str = ""
    edition: Edition | None = None
    issues: int = 0

    def to_dict(self) -> dict[str, object]:
        """JSON shape."""
        return {
            "list": self.list_id,
            "outcome": self.outcome,
            "at": self.at,
            "why": self.why,
            "edition": self.edition.on.isoformat() if self.edition else None,
            "sha256": self.edition.sha256 if self.edition else None,
            "entities": self.edition.entities_read if self.edition else None,
            "in_file": self.edition.entities_in_file if self.edition else None,
            "issues": self.issues,
            "gaps": list(self.edition.gaps) if self.edition else [],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Updates:
    """How lists are updated.

    Attributes:
        ledger: open for writing.
        home: folder of the ledger; the downloads lie beside it.
        fetcher: receives the files.
        now: the instant, UTC.
        any_count: accept an edition outside the list's count bands.
        confirm_shrink: accept an edition that lost more than the list's band.
    """

    ledger: Ledger
    home: Path
    fetcher: "Fetcher"
    now: datetime
    any_count: bool = False
    confirm_shrink: bool = False

    @property
    def _folder(self) -> Path:
        return self.home / "downloads"

    @property
    def at(self) -> str:
        """The instant as it is kept."""
        return self.now.isoformat(timespec="seconds").replace("+00:00", "Z")

    def run(self, lists: Sequence[str]) -> Iterator[Updated]:
        """Update lists one after the other, each with an outcome; one that fails does not stop the next.

        Raises:
            EditionConflictError: another update of this home is under way.
            OSError: the home cannot be written.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415 - only when lists are updated

        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self._folder / "lock", timeout=0):
                for list_id in lists:
                    yield self._update(list_id)
        except Timeout as error:
            raise EditionConflictError(
                f"another update of {str(self.home)!r} is under way", hint="wait for it to end; it does the same work"
            ) from error

    def _update(self, list_id: str) -> Updated:
        from sanksi.lists import load_spec  # noqa: PLC0415 - see above

        spec = load_spec(list_id, self.home / "lists")  # where the lists of the user's own are described
        if not spec.downloads:
            own = "it ships with the package" if list_id == "starter" else "its publisher has no address for it"
            return Updated(
                list_id=list_id,
                outcome="nothing_to_fetch",
                at=self.at,
                why=f"{list_id} has nothing to fetch: {own} (sanksi add {list_id})",
            )
        outcome: Outcome = "failed"
        try:
            updated = self._receive(spec)
        except FetchError as error:
            why = str(error)
        except (SourceError, QueryError) as error:
            outcome, why = "refused", str(error)
        except (LedgerError, OSError) as error:
            why = str(error)
        except Exception as error:  # noqa: BLE001 - a reader's defect must not keep the other lists from their update
            why = f"unexpected {type(error).__name__}: {error} (a defect of sanksi)"
        else:
            self._remember(updated)
            return updated
        finally:
            self._clear(list_id)
        updated = Updated(list_id=list_id, outcome=outcome, at=self.at, why=why)
        self._remember(updated)
        return updated

    def _clear(self, list_id: str) -> None:
        """Remove the files that arrived; parts stay for the next update."""
        shutil.rmtree(self._folder / list_id, ignore_errors=True)
        for left in self._folder.glob("*.got"):
            left.unlink(missing_ok=True)

    def _remember(self, updated: Updated) -> None:
        attempt = Attempt(list_id=updated.list_id, at=updated.at, outcome=updated.outcome, why=updated.why)
        try:
            self.ledger.checks.record_attempt(attempt)
        except LedgerError:  # a full disk: the outcome is told, only not kept
            return

    def _receive(self, spec: "ListSpec") -> Updated:
        held = self.ledger.newest_edition(spec.id)
        known = self._usable_receipts(spec, held)
        got = {role: self._fetch(url, known.get(url)) for role, url in spec.downloads.items()}
        if held and all(file.status == "not_modified" for file in got.values()):
            return self._unchanged(held)
        got = {role: self._fetch(f.url, None) if f.status == "not_modified" else f for role, f in got.items()}
        edition, read = self._read(spec, got)
        if held and held.edition.sha256 == edition.sha256:
            return self._unchanged(held, got)
        require_acceptable(spec, edition, today=self.now.date())
        if not self.confirm_shrink:
            require_read(spec, edition)
            if held:
                before, after = self.ledger.count_by_schema(held), read.count_by_schema()
                # another reader may tell a Company from an Organization
                require_kept(spec, before, after, by_schema=held.edition.reader == edition.reader)
        taken = self.ledger.import_edition(
            edition, [group.statements for group in read.groups], read.issues, max_age_days=spec.max_age_days
        )
        if taken is None:
            raise EditionError(
                f"{spec.id}: the publisher serves the edition of {edition.on.isoformat()} again, which a later one followed",
                hint="the server may be behind; try again later",
            )
        self._confirm(taken, got)
        return Updated(
            list_id=spec.id, outcome="imported", at=self.at, edition=edition, issues=self.ledger.count_issues(taken)
        )

    def _usable_receipts(self, spec: "ListSpec", held: HeldEdition | None) -> Mapping[str, Receipt]:
        """Receipts to make requests conditional with: of the newest edition held, of all of its files, and not old."""
        receipts = self.ledger.checks.receipts(spec.id)
        since = (self.now - timedelta(days=TRUST_DAYS)).isoformat()
        if (
            held is None
            or self.ledger.checks.confirmed_on(held, as_of=self.now.date()) is None
            or any(url not in receipts or receipts[url].at < since for url in spec.downloads.values())
        ):
            return {}
        return receipts

    def _fetch(self, url: str, receipt: Receipt | None) -> "Fetched":
        return self.fetcher.fetch(
            url,
            self._folder,
            etag=receipt.etag if receipt else "",
            last_modified=receipt.last_modified if receipt else "",
        )

    def _read(self, spec: "ListSpec", got: "Mapping[str, Fetched]") -> "tuple[Edition, ReadEdition]":
        from sanksi.lists import open_files, read_edition  # noqa: PLC0415 - see above

        day = require_one_day(spec.id, list(got.values()), self.now.date())
        folder = self._folder / spec.id
        folder.mkdir(exist_ok=True)
        files: list[SourceFile] = []
        with ExitStack() as stack:
            for role, file in got.items():
                suffix = Path(urlsplit(file.url).path).suffix.lower()
                path = (
                    folder / f"{role}_{day.isoformat()}{suffix}"
                )  # a document without a day of its own takes that of its name
                if file.path is not None:
                    file.path.replace(path)
                files += [stored.load() for stored in open_files(path, stack)]
        return read_edition(
            spec.id, files, on=None, received_at=self.now, any_count=self.any_count, own=self.home / "lists"
        )

    def _unchanged(self, held: HeldEdition, got: "Mapping[str, Fetched] | None" = None) -> Updated:
        self._confirm(held, got)
        return Updated(
            list_id=held.edition.list_id,
            outcome="unchanged",
            at=self.at,
            edition=held.edition,
            issues=self.ledger.count_issues(held),
        )

    def _confirm(self, held: HeldEdition, got: "Mapping[str, Fetched] | None") -> None:
        list_id = held.edition.list_id
        self.ledger.checks.confirm(held, self.now.date())
        if got:
            self.ledger.checks.keep_receipts(
                [
                    Receipt(
                        list_id=list_id,
                        url=file.url,
                        etag=file.etag,
                        last_modified=file.last_modified,
                        sha256=file.sha256,
                        at=self.at,
                    )
                    for file in got.values()
                ]
            )


def update_lists(
    ledger: Ledger,
    lists: Sequence[str],
    *,
    home: Path,
    fetcher: "Fetcher",
    now: datetime,
    any_count: bool = False,
    confirm_shrink: bool = False,
) -> Iterator[Updated]:
    """Update lists one after the other; see `Updates` for the arguments and `Updates.run` for what it raises."""
    job = Updates(
        ledger=ledger, home=home, fetcher=fetcher, now=now, any_count=any_count, confirm_shrink=confirm_shrink
    )
    return job.run(lists)
