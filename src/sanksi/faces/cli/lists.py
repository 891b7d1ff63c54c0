"""`sanksi lists`: what is held, how old it is, and what was odd in it."""

import click

from sanksi.faces.cli.session import DONE, Session, pass_session


@click.command("lists")
@pass_session
def command(session: Session) -> int:
    """Each list: edition held, received, age, max age, entities read and in the file, issues, state.

    Example: sanksi lists --json
    """
    from sanksi.ledger import open_ledger
    from sanksi.lists import list_ids, load_spec

    ledger = open_ledger(session.folder)
    rows: list[dict[str, object]] = []
    for name in list_ids():
        spec = load_spec(name)
        held = ledger.newest_edition(name)
        row: dict[str, object] = {"id": name, "publisher": spec.publisher, "max_age_days": spec.max_age_days}
        if held is None:
            row |= {
                "edition": None,
                "received_at": None,
                "age_days": None,
                "entities": None,
                "in_file": None,
                "issues": None,
                "state": "missing",
            }
        else:
            age = (session.today() - held.edition.on).days
            state = "stale" if age > held.max_age_days else "partial" if held.edition.gaps else "ok"
            row |= {
                "edition": held.edition.on.isoformat(),
                "received_at": held.edition.received_at,
                "age_days": age,
                "entities": held.edition.entities_read,
                "in_file": held.edition.entities_in_file,
                "issues": ledger.count_issues(held),
                "state": state,
                "editions": held.seq,
                "sha256": held.edition.sha256,
                "gaps": list(held.edition.gaps),
            }
        rows.append(row)
    if session.as_json:
        for row in rows:
            session.answer(row)
        return DONE
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("list", "edition", "age", "max", "entities", "issues", "state", "publisher"):
        table.add_column(
            heading, justify="right" if heading in ("age", "max", "entities", "issues") else "left", overflow="fold"
        )
    for row in rows:
        cells = ("id", "edition", "age_days", "max_age_days", "entities", "issues", "state", "publisher")
        table.add_row(*("–" if row[cell] is None else str(row[cell]) for cell in cells))
    Console().print(table)
    return DONE
