"""Official files over the network into the ledger; whatever goes wrong, the last edition stays and the reason is kept.

An edition is taken when all of its files arrived, it parses, is not older than the one held nor of a day to come, holds as many entities
as the list can hold, and lost no more than the list's band since the last one. Readers and network are imported when a list is updated.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sanksi.errors import (
    FetchError,
    LedgerError,
    QueryError,
    SettingError,
    SourceError,
)
from sanksi.ledger import Attempt, Edition, HeldEdition, Issue, Ledger, Receipt, count_values
from sanksi.screening.accepting import (
    ALL,
    require_acceptable,
    require_kept,
    require_one_edition,
    require_read,
    served_again,
    weigh,
)
from sanksi.screening.downloads import Downloads
from sanksi.screening.values import Outcome, Updated

if TYPE_CHECKING:
    from sanksi.fetch import Fetched, Fetcher
    from sanksi.lists import ListSpec, ReadEdition

TRUST_DAYS = 7
"""After so many days a file is asked for without conditions: a cache that says "not modified" for ever is found out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Updates:
    """How lists are updated.

    Attributes:
        ledger: open for writing.
        home: folder of the ledger; the downloads lie beside it.
        fetcher: receives the files.
        now: the instant, UTC.
        any_count: accept an edition outside the list's count bands.
        confirm_shrink: accept an edition that lost more than the list's band; everything else is checked all the same.
    """

    ledger: Ledger
    home: Path
    fetcher: "Fetcher"
    now: datetime
    any_count: bool = False
    confirm_shrink: bool = False

    @property
    def _downloads(self) -> Downloads:
        return Downloads(home=self.home, fetcher=self.fetcher)

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
        with self._downloads.locked():
            self._downloads.drop_parts(before=self.now - timedelta(days=TRUST_DAYS))
            for list_id in lists:
                yield self._update(list_id)

    def _update(self, list_id: str) -> Updated:
        from sanksi.lists import load_spec  # noqa: PLC0415 - see above

        try:
            spec = load_spec(list_id, self.home / "lists")  # where the lists of the user's own are described
        except SettingError as error:  # no attempt on the publisher's file, so none is kept
            return Updated(list_id=list_id, outcome="failed", at=self.at, why=str(error))
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
            self._downloads.clear(list_id)
        updated = Updated(list_id=list_id, outcome=outcome, at=self.at, why=why)
        self._remember(updated)
        return updated

    def _remember(self, updated: Updated) -> None:
        attempt = Attempt(list_id=updated.list_id, at=updated.at, outcome=updated.outcome, why=updated.why)
        try:
            self.ledger.checks.record_attempt(attempt)
        except LedgerError:  # a full disk: the outcome is told, only not kept
            return

    def _receive(self, spec: "ListSpec") -> Updated:
        held = self.ledger.newest_edition(spec.id)
        known = self._usable_receipts(spec, held)
        got = {role: self._downloads.fetch(url, known.get(url)) for role, url in spec.downloads.items()}
        if held and all(file.status == "not_modified" for file in got.values()):
            return self._unchanged(held)
        got = {role: self._downloads.fetch(f.url, None) if f.status == "not_modified" else f for role, f in got.items()}
        edition, read = self._read(spec, got)
        if held and held.edition.sha256 == edition.sha256:
            return self._unchanged(held, got)
        require_acceptable(spec, edition, today=self.now.date())
        require_read(spec, edition)
        if held and not self.confirm_shrink:
            self._require_kept(spec, held, edition, read)
        undated = _undated(read, got)
        if undated and (earlier := self.ledger.find_edition(spec.id, sha256=edition.sha256)):
            raise served_again(earlier.edition)
        statements, issues = [group.statements for group in read.groups], (*read.issues, *undated)
        taken = self.ledger.import_edition(edition, statements, issues, max_age_days=spec.max_age_days)
        if taken is None:
            raise served_again(edition)
        self._confirm(taken, got)
        return Updated(
            list_id=spec.id, outcome="imported", at=self.at, edition=edition, issues=self.ledger.count_issues(taken)
        )

    def _require_kept(self, spec: "ListSpec", held: HeldEdition, edition: Edition, read: "ReadEdition") -> None:
        before = weigh(self.ledger.count_by_schema(held), self.ledger.count_values(held))
        after = weigh(read.count_by_schema(), count_values(s for group in read.groups for s in group.statements))
        if held.edition.reader != edition.reader:  # another reader may tell schemas or names apart otherwise
            before = {ALL: before[ALL]}
        require_kept(spec, before, after)

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

    def _read(self, spec: "ListSpec", got: "Mapping[str, Fetched]") -> "tuple[Edition, ReadEdition]":
        from sanksi.lists import read_edition  # noqa: PLC0415 - see above

        day = require_one_edition(spec.id, list(got.values()), self.now.date())
        files = self._downloads.load(spec, got, day)
        own = self.home / "lists"
        return read_edition(spec.id, files, on=None, received_at=self.now, any_count=self.any_count, own=own)

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


def _undated(read: "ReadEdition", got: "Mapping[str, Fetched]") -> tuple[Issue, ...]:
    """An issue when nobody says of which day the edition is: then the day of the answer is taken, and older bytes cannot be told by their day."""
    main = next(iter(got.values()))
    if read.on or main.changed_at:
        return ()
    day = main.dated_on.isoformat() if main.dated_on else ""
    reason = "neither the file nor Last-Modified says of which day the edition is: that of the answer was taken"
    return (Issue(locator=main.url, value=day, reason=reason),)


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
