"""`sanksi show`: one entity with the statements behind it."""

from datetime import date

import click

from sanksi.faces.cli.session import DONE, Day, Session, pass_session


@click.command("show")
@click.argument("entity_id", metavar="ENTITY")
@click.option("--as-of", type=Day(), help="The day to read the ledger for; today when left out.")
@click.option("--history", is_flag=True, help="Every value ever seen, with the editions between which it was.")
@pass_session
def command(session: Session, *, entity_id: str, as_of: date | None, history: bool) -> int:
    """One entity with the statements behind it, and when each was listed and seen.

    Example: sanksi show us-ofac-sdn-20157 --as-of 2023-09-14
    """
    from sanksi.errors import UnknownEntityError
    from sanksi.ledger import open_ledger

    ledger = open_ledger(session.folder)
    day = as_of or session.today()
    seen = ledger.history(entity_id)
    try:
        entity = ledger.require_entity(entity_id, as_of=day)
    except UnknownEntityError:
        if not (history and seen):
            raise
        entity = None
    current = set(entity.statements) if entity else set()
    shown = [s for s in seen if history or s.statement in current]
    statements = [
        {
            "property": s.statement.prop,
            "schema": s.statement.schema,
            "value": s.statement.value,
            "original": s.statement.original,
            "locator": s.statement.locator,
            "seen_from": s.seen_from.isoformat(),
            "seen_to": s.seen_to.isoformat() if s.seen_to else None,
        }
        for s in shown
    ]
    if session.as_json:
        shape: dict[str, object] = entity.to_dict() if entity else {"id": entity_id}
        session.answer(shape | {"as_of": day.isoformat(), "listed": entity is not None, "statements": statements})
        return DONE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    head = (
        f"{entity.caption}  ({entity.schema}, {entity_id})  as of {day.isoformat()}"
        if entity
        else f"{entity_id}: not listed as of {day.isoformat()}"
    )
    console.print(Text(head, style="bold"))
    table = Table(box=None, pad_edge=False)
    for heading in ("property", "value", "as published", "field", "seen from", "to"):
        table.add_column(heading, overflow="fold")
    for row in statements:
        cells = (
            row["property"],
            row["value"],
            row["original"] or "",
            row["locator"],
            row["seen_from"],
            row["seen_to"] or "",
        )
        table.add_row(*(Text(str(cell)) for cell in cells))
    console.print(table)
    return DONE
