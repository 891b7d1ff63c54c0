"""`sanksi diff`: what changed between two editions of a list."""

from datetime import date
from typing import TYPE_CHECKING

import click

from sanksi.faces.cli.session import DONE, Day, Session, pass_session

if TYPE_CHECKING:
    from sanksi.ledger import Diff

SHOWN = 40
"""Characters of a changed value that the table shows; `--json` has them whole."""


@click.command("diff")
@click.argument("list_id", metavar="LIST")
@click.argument("from_day", metavar="FROM", type=Day())
@click.argument("to_day", metavar="TO", type=Day())
@pass_session
def command(session: Session, *, list_id: str, from_day: date, to_day: date) -> int:
    """Listed, amended, delisted between the editions in force on two days (YYYY-MM-DD).

    Example: sanksi diff un-sc 2023-10-17 2023-10-19
    """
    from sanksi.errors import QueryError
    from sanksi.ledger import open_ledger

    if from_day > to_day:
        raise QueryError(f"{from_day} is after {to_day}", hint="give the older day first")
    ledger = open_ledger(session.folder)
    if ledger.newest_edition(list_id) is None:
        raise QueryError(f"list {list_id!r} is not held", hint="`sanksi lists` shows what is held")
    diff = ledger.diff(list_id, from_day, to_day)
    if session.as_json:
        session.answer(diff.to_dict())
    else:
        _print(diff)
    return DONE


def _print(diff: "Diff") -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    counts = f"{len(diff.listed)} listed, {len(diff.amended)} amended, {len(diff.delisted)} delisted"
    console.print(Text(f"{diff.list_id}  {diff.from_on} to {diff.to_on}: {counts}", style="bold"))
    for caveat in diff.caveats:
        console.print(Text(f"  {caveat}", style="yellow"))
    table = Table(box=None, pad_edge=False)
    for heading in ("", "entity", "name", "change"):
        table.add_column(heading, overflow="fold")
    for entity in diff.listed:
        table.add_row(Text("+ listed", style="green"), entity.id, Text(entity.caption), "")
    for entity in diff.delisted:
        table.add_row(Text("- delisted", style="red"), entity.id, Text(entity.caption), "")
    for amended in diff.amended:
        lines = [
            f"{change.prop}: {sign}{value[:SHOWN]}{'…' if len(value) > SHOWN else ''}"
            for change in amended.changes
            for sign, values in (("-", change.removed), ("+", change.added))
            for value in values
        ]
        table.add_row(
            Text("~ amended", style="yellow"), amended.entity.id, Text(amended.entity.caption), Text("\n".join(lines))
        )
    if table.row_count:
        console.print(table)
