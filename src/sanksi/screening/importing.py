"""Files into the ledger, edition by edition, each with an outcome.

The readers (XML, YAML) are imported when an edition is read: a query passes by here and needs none of them.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sanksi.errors import CountBandError, SourceError
from sanksi.ledger import Edition, Ledger, count_values
from sanksi.screening.accepting import ALL, require_acceptable, require_kept, weigh

if TYPE_CHECKING:
    from sanksi.lists import EntryMemory, ListSpec, ReadEdition, SourceFile, StoredFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of one edition.

    Attributes:
        list_id: the list.
        origin: file names.
        outcome: `imported`, `unchanged` (the very same edition was held) or `refused`.
        edition: the edition, when it could be read.
        issues: how many odd values it has.
        error: why it was refused.
    """

    list_id: str
    origin: str
    outcome: Literal["imported", "unchanged", "refused"]
    edition: Edition | None = None
    issues: int = 0
    error: SourceError | None = None

    def to_dict(self) -> dict[str, object]:
        """JSON shape."""
        return {
            "list": self.list_id,
            "origin": self.origin,
            "outcome": self.outcome,
            "edition": self.edition.on.isoformat() if self.edition else None,
            "entities": self.edition.entities_read if self.edition else None,
            "in_file": self.edition.entities_in_file if self.edition else None,
            "issues": self.issues,
            "gaps": list(self.edition.gaps) if self.edition else [],
            "why": str(self.error) if self.error else "",
        }


def plan_editions(
    list_id: str, paths: "Sequence[Path]", stack: ExitStack, *, own: Path | None = None
) -> "tuple[tuple[StoredFile, ...], ...]":
    """The editions that the files hold, from old to new, not yet read; they can be imported until the stack closes.

    Args:
        list_id: the list.
        paths: files and archives.
        stack: keeps archives open.
        own: folder of the user's own lists.

    Raises:
        SourceError: a file that is not there, or an archive that cannot be opened.
    """
    from sanksi.lists import open_files, split_editions  # noqa: PLC0415 - see above

    return split_editions(list_id, [file for path in paths for file in open_files(path, stack)], own)


def import_editions(  # noqa: PLR0913 - what `import_edition` needs
    ledger: Ledger,
    list_id: str,
    editions: "Sequence[Sequence[StoredFile]]",
    *,
    on: date | None,
    received_at: datetime,
    any_count: bool = False,
    confirm_shrink: bool = False,
    backfill: bool = False,
    own: Path | None = None,
) -> Iterator[Imported]:
    """Take editions one after the other; a refused one leaves what is held as it was.

    Only the last one is held to the list's shrink band: a history has real decisions in it, and its later editions bear them out.
    """
    from sanksi.lists import EntryMemory  # noqa: PLC0415 - see above

    memory = EntryMemory()
    for number, group in enumerate(editions, 1):
        origin = ", ".join(file.name for file in group)
        try:
            files = [file.load() for file in group]
        except SourceError as error:
            yield Imported(list_id=list_id, origin=origin, outcome="refused", error=error)
            continue
        yield import_edition(
            ledger,
            list_id,
            files,
            on=on,
            received_at=received_at,
            any_count=any_count,
            confirm_shrink=confirm_shrink or number < len(editions),
            backfill=backfill,
            memory=memory,
            own=own,
        )


def import_files(  # noqa: PLR0913 - what `import_edition` needs
    ledger: Ledger,
    list_id: str,
    paths: "Sequence[Path]",
    *,
    on: date | None,
    received_at: datetime,
    any_count: bool = False,
    confirm_shrink: bool = False,
    backfill: bool = False,
    own: Path | None = None,
) -> Iterator[Imported]:
    """Take the editions that the files hold, from old to new."""
    with ExitStack() as stack:
        editions = plan_editions(list_id, paths, stack, own=own)
        yield from import_editions(
            ledger,
            list_id,
            editions,
            on=on,
            received_at=received_at,
            any_count=any_count,
            confirm_shrink=confirm_shrink,
            backfill=backfill,
            own=own,
        )


def import_starter(ledger: Ledger, *, received_at: datetime) -> Imported:
    """Take the edition that ships with the package."""
    from sanksi.lists import packaged_starter  # noqa: PLC0415 - see above

    return import_edition(
        ledger, "starter", (packaged_starter(),), on=None, received_at=received_at, confirm_shrink=True
    )  # the package's own: nothing can be cut


def import_edition(  # noqa: PLR0913 - what `read_edition` needs, and the ledger
    ledger: Ledger,
    list_id: str,
    files: "Sequence[SourceFile]",
    *,
    on: date | None,
    received_at: datetime,
    any_count: bool = False,
    confirm_shrink: bool = False,
    backfill: bool = False,
    memory: "EntryMemory | None" = None,
    own: Path | None = None,
) -> Imported:
    """Take one edition; a refused one leaves what is held as it was.

    Refused are also an edition of a day to come, and a newer one that lost more than the list's band, unless that is confirmed.
    """
    from sanksi.lists import load_spec, read_edition  # noqa: PLC0415 - see above

    origin = ", ".join(file.name for file in files)
    try:
        edition, read = read_edition(
            list_id, files, on=on, received_at=received_at, any_count=any_count, memory=memory, own=own
        )
        spec = load_spec(list_id, own)
        require_acceptable(spec, edition, today=received_at.date())
        if not confirm_shrink:
            _require_kept(ledger, spec, edition, read)
        held = ledger.import_edition(
            edition,
            [group.statements for group in read.groups],
            read.issues,
            max_age_days=spec.max_age_days,
            backfill=backfill,
        )
    except SourceError as error:
        return Imported(list_id=list_id, origin=origin, outcome="refused", error=error)
    return Imported(
        list_id=list_id,
        origin=origin,
        outcome="imported" if held else "unchanged",
        edition=edition,
        issues=len(read.issues),
    )


def _require_kept(ledger: Ledger, spec: "ListSpec", edition: Edition, read: "ReadEdition") -> None:
    held = ledger.newest_edition(spec.id)
    if held is None or (held.edition.on, held.edition.published_at) > (edition.on, edition.published_at):
        return  # an older one changes nothing that is held
    if held.edition.sha256 == edition.sha256:
        return
    before = weigh(ledger.count_by_schema(held), ledger.count_values(held))
    after = weigh(read.count_by_schema(), count_values(s for group in read.groups for s in group.statements))
    if (held.edition.reader, held.edition.gaps) != (edition.reader, edition.gaps):
        before = {
            ALL: before[ALL]
        }  # another reader, or another set of files, may tell schemas or names apart otherwise
    try:
        require_kept(spec, before, after)
    except CountBandError as error:
        hint = "a cut file, or a decision of the publisher: when its page says so, say it with --confirm-shrink"
        raise CountBandError(error.message, hint=hint) from error
