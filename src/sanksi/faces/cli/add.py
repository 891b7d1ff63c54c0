"""`sanksi add`: take an edition of a list from local files."""

from collections.abc import Iterable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sanksi.faces.cli.progress import track, watch
from sanksi.faces.cli.session import DONE, FAILED, Day, Session, pass_session

if TYPE_CHECKING:
    from sanksi.screening import Imported


@click.command("add")
@click.argument("list_id", metavar="LIST")
@click.argument("paths", metavar="FILE...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--edition", "on", type=Day(), help="The edition's day, where the file does not state it.")
@click.option(
    "--any-count", is_flag=True, help="Accept an edition with fewer or more entities than the list can plausibly hold."
)
@click.option(
    "--confirm-shrink",
    is_flag=True,
    help="Accept an edition that lost more entities than the list's band since the one held.",
)
@click.option("--backfill", is_flag=True, help="Take editions older than the newest one held: they fill the past.")
@click.option("--no-build", is_flag=True, help="Leave the index as it is.")
@pass_session
def command(
    session: Session,
    *,
    list_id: str,
    paths: tuple[Path, ...],
    on: date | None,
    any_count: bool,
    confirm_shrink: bool,
    backfill: bool,
    no_build: bool,
) -> int:
    """Take an edition of a list from local files: plain, .gz, .xz, .zip or .tar.xz. The list `starter` needs no file.

    Example: sanksi add us-ofac-sdn sdn.csv alt.csv add.csv sdn_comments.csv --edition 2023-12-28
    """
    from sanksi.ledger import open_ledger
    from sanksi.lists import load_spec
    from sanksi.screening import Imported, import_editions, import_starter, open_or_build, plan_editions

    own = session.own_lists
    load_spec(list_id, own)
    if not paths and list_id != "starter":
        raise click.UsageError(f"{list_id} needs a file: sanksi add {list_id} FILE...")
    now = datetime.now(UTC)
    with ExitStack() as stack:
        editions = plan_editions(list_id, paths, stack, own=own)
        ledger = open_ledger(session.folder, create=True)
        outcomes: Iterable[Imported]
        if paths:
            outcomes = import_editions(
                ledger,
                list_id,
                editions,
                on=on,
                received_at=now,
                any_count=any_count,
                confirm_shrink=confirm_shrink,
                backfill=backfill,
                own=own,
            )
        else:
            outcomes = [import_starter(ledger, received_at=now)]
        refused = imported = False
        for outcome in track(outcomes, total=len(editions), about=f"adding {list_id}"):
            refused |= outcome.outcome == "refused"
            imported |= outcome.outcome == "imported"
            _tell(outcome, session)
    if imported and not no_build:
        with watch("building the index"):
            open_or_build(session.folder, ledger, session.today())
    return FAILED if refused else DONE


def _tell(outcome: "Imported", session: Session) -> None:
    if session.as_json:
        session.answer(outcome.to_dict())
    elif outcome.edition is None:
        told = str(outcome.error)
        what = "" if outcome.origin in told else f" {outcome.origin}"  # most refusals name the file themselves
        click.echo(f"sanksi: refused{what}: {told}", err=True)
    else:
        e = outcome.edition
        gaps = "".join(f"; {gap}" for gap in e.gaps)
        counts = f"{e.entities_read} of {e.entities_in_file} entities, {outcome.issues} issues{gaps}"
        click.echo(f"{outcome.outcome} {outcome.list_id} edition of {e.on.isoformat()}: {counts}")
