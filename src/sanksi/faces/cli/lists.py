"""`sanksi lists`: what is held, how old it is, and what was odd in it."""

from datetime import date
from typing import TYPE_CHECKING, Literal

import click

from sanksi.faces.cli.session import DONE, Day, Session, pass_session

if TYPE_CHECKING:
    from sanksi.ledger import HeldEdition, Ledger
    from sanksi.lists import ListSpec

_STYLE = {"ok": "green", "stale": "magenta", "partial": "yellow", "missing": "dim"}


@click.command("lists")
@click.option("--issues", "issues_of", metavar="LIST", help="Show the odd values of the list's newest edition instead.")
@click.option("--as-of", type=Day(), help="The day to tell it for; today when left out.")
@pass_session
def command(session: Session, *, issues_of: str | None, as_of: date | None) -> int:
    """Each list: edition held, received, age, max age, entities read and in the file, issues, last update, state.

    Example: sanksi lists --json
    """
    from sanksi.ledger import open_ledger
    from sanksi.lists import load_specs

    ledger = open_ledger(session.folder)
    if issues_of is not None:
        return _tell_issues(session, ledger, issues_of, as_of)
    specs, wrong = load_specs(session.own_lists)
    for error in wrong:
        click.echo(f"sanksi: left out: {error}", err=True)
    rows = [_row(spec, ledger, session.today(), as_of) for spec in specs]
    if session.as_json:
        for row in rows:
            session.answer(row)
    else:
        _print(rows)
    return DONE


def _edition(ledger: "Ledger", list_id: str, as_of: date | None) -> "HeldEdition | None":
    """The newest edition, or the one in force on a day."""
    if as_of is None:
        return ledger.newest_edition(list_id)
    return next(iter(ledger.editions_as_of(as_of, [list_id])), None)


def _row(spec: "ListSpec", ledger: "Ledger", today: date, as_of: date | None) -> dict[str, object]:
    from sanksi.screening import list_state

    held = _edition(ledger, spec.id, as_of)
    attempt = ledger.checks.last_attempt(spec.id)
    if as_of is not None:
        today = as_of
        attempt = attempt if attempt and attempt.at[:10] <= as_of.isoformat() else None
    row: dict[str, object] = {"id": spec.id, "title": spec.title, "publisher": spec.publisher}
    row |= {"max_age_days": spec.max_age_days, "cadence": spec.cadence}
    if held is None:
        nothing = ("edition", "received_at", "age_days", "entities", "in_file", "issues")
        row |= dict.fromkeys(nothing) | {"state": "missing", "why": "no edition is held"}
    else:
        state = list_state(held, today, checked_on=ledger.checks.confirmed_on(held, as_of=today))
        row |= {
            "edition": held.edition.on.isoformat(),
            "received_at": held.edition.received_at,
            "age_days": state.age_days,
            "checked_on": state.checked_on or None,
            "entities": held.edition.entities_read,
            "in_file": held.edition.entities_in_file,
            "issues": ledger.count_issues(held),
            "state": state.state,
            "why": state.why,
            "editions": held.seq,
            "origin": held.edition.origin,
            "sha256": held.edition.sha256,
            "reader": held.edition.reader,
            "gaps": list(held.edition.gaps),
        }
    row["update"] = {"at": attempt.at, "outcome": attempt.outcome, "why": attempt.why} if attempt else None
    return row


def _print(rows: list[dict[str, object]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    table = Table(box=None, pad_edge=False, collapse_padding=True)
    numbers = ("age", "max", "entities", "issues")
    for heading in ("list", "edition", "age", "max", "entities", "issues", "state", "last update"):
        # 80 columns hold a line each; with longer ids of one's own the last column goes on below, word by word
        justify: Literal["left", "right"] = "right" if heading in numbers else "left"
        table.add_column(heading, justify=justify, no_wrap=heading != "last update", overflow="fold")
    for row in rows:
        cells = [_cell(row[key]) for key in ("id", "edition", "age_days", "max_age_days", "entities", "issues")]
        update = row["update"] if isinstance(row["update"], dict) else {}
        last = f"{update['outcome']} {str(update['at'])[:10]}" if update else "–"
        state = Text(str(row["state"]), style=_STYLE.get(str(row["state"]), ""))
        table.add_row(*cells, state, Text(last))
    console.print(table)
    for row in rows:
        update = row["update"] if isinstance(row["update"], dict) else {}
        if row["why"] and row["state"] != "missing":
            console.print(Text(str(row["why"]), style="yellow"))
        if row["entities"] != row["in_file"]:
            console.print(
                Text(f"{row['id']}: {row['entities']} of {row['in_file']} entities could be read", style="yellow")
            )
        if update.get("why"):
            console.print(Text(f"{row['id']}: last update {update['outcome']}: {update['why']}", style="yellow"))


def _tell_issues(session: Session, ledger: "Ledger", list_id: str, as_of: date | None) -> int:
    from sanksi.errors import QueryError

    held = _edition(ledger, list_id, as_of)
    if held is None:
        raise QueryError(f"list {list_id!r} is not held", hint="`sanksi lists` shows what is held")
    issues = ledger.issues(held)
    if session.as_json:
        for i in issues:
            session.answer({"locator": i.locator, "value": i.value, "reason": i.reason, "loudness": i.loudness})
        return DONE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False)
    for heading in ("where", "value", "reason", "loudness"):
        table.add_column(heading, overflow="fold")
    for i in issues:
        table.add_row(*(Text(cell) for cell in (i.locator, i.value, i.reason, i.loudness)))
    Console(highlight=False).print(table)
    return DONE


def _cell(value: object) -> str:
    return "–" if value is None else str(value)
