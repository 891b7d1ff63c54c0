"""`sanksi update`: the official files over the network."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from sanksi.faces.cli.progress import track
from sanksi.faces.cli.session import DONE, FAILED, Session, pass_session

if TYPE_CHECKING:
    from sanksi.screening import Updated


@click.command("update")
@click.argument("lists", metavar="[LIST]...", nargs=-1)
@click.option(
    "--confirm-shrink", is_flag=True, help="Accept an edition of the lists named that lost more than the list's band."
)
@click.option(
    "--any-count", is_flag=True, help="Accept an edition with fewer or more entities than the list can plausibly hold."
)
@click.option("--no-build", is_flag=True, help="Leave the index as it is.")
@click.option(
    "--timeout",
    "timeout_s",
    metavar="SECONDS",
    type=click.FloatRange(1, 86400),
    default=600.0,
    show_default=True,
    help="Longest time for one file, with all tries.",
)
@pass_session
def command(
    session: Session,
    *,
    lists: tuple[str, ...],
    confirm_shrink: bool,
    any_count: bool,
    no_build: bool,
    timeout_s: float,
) -> int:
    """Fetch the official files of the lists named, or of all lists: imported, unchanged, failed (the last edition is kept) or refused (why).

    Example: sanksi update un-sc us-ofac-sdn
    """
    from sanksi.fetch import Fetcher, Limits
    from sanksi.ledger import open_ledger
    from sanksi.lists import list_ids, load_spec
    from sanksi.screening import open_or_build, update_lists

    if confirm_shrink and not lists:
        raise click.UsageError("--confirm-shrink needs the lists that may shrink: sanksi update LIST --confirm-shrink")
    for list_id in lists:
        load_spec(list_id, session.own_lists)
    described = {path.stem for path in session.own_lists.glob("*.y*ml")}  # a wrong one fails alone
    chosen = tuple(dict.fromkeys(lists)) or tuple(sorted({*list_ids(), *described}))
    ledger = open_ledger(session.folder, create=True)
    outcomes = update_lists(
        ledger,
        chosen,
        home=session.folder,
        fetcher=Fetcher(limits=Limits(total_s=timeout_s)),
        now=datetime.now(UTC),
        any_count=any_count,
        confirm_shrink=confirm_shrink,
    )
    seen = set()
    for updated in track(outcomes, total=len(chosen), about="updating"):
        seen.add(updated.outcome)
        _tell(updated, session)
    if "imported" in seen and not no_build:
        open_or_build(session.folder, ledger, session.today())
    return FAILED if seen & {"failed", "refused"} else DONE


def _tell(updated: "Updated", session: Session) -> None:
    if session.as_json:
        session.answer(updated.to_dict())
    elif updated.edition is not None:
        e = updated.edition
        gaps = "".join(f"; {gap}" for gap in e.gaps)
        counts = f"{e.entities_read} of {e.entities_in_file} entities, {updated.issues} issues{gaps}"
        click.echo(f"{updated.outcome} {updated.list_id} edition of {e.on.isoformat()}: {counts}")
    elif updated.outcome == "nothing_to_fetch":
        click.echo(updated.why)
    else:
        click.echo(f"sanksi: {updated.outcome} {updated.list_id}: {updated.why}", err=True)
