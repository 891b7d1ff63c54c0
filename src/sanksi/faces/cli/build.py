"""`sanksi build`: build the index from the ledger."""

from datetime import date

import click

from sanksi.faces.cli.progress import watch
from sanksi.faces.cli.session import DONE, Day, Session, pass_session


@click.command("build")
@click.option("--as-of", type=Day(), help="The day to build for; today when left out.")
@pass_session
def command(session: Session, *, as_of: date | None) -> int:
    """Build the index of the editions in force on a day; nothing to do when it is there.

    Example: sanksi build --as-of 2023-09-14
    """
    from sanksi.errors import QueryError
    from sanksi.ledger import open_ledger
    from sanksi.screening import open_or_build

    ledger = open_ledger(session.folder)
    day = as_of or session.today()
    if not ledger.editions_as_of(day):
        raise QueryError(f"no list is held as of {day.isoformat()}", hint="add one first: sanksi add LIST FILE")
    with watch("building the index"):
        index = open_or_build(session.folder, ledger, day)
    if session.as_json:
        session.answer({"index": index.seal, "entities": index.rows, "editions": dict(index.editions)})
    else:
        click.echo(f"index {index.seal[:12]}: {index.rows} entities of {', '.join(sorted(index.editions))}")
    return DONE
