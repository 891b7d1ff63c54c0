"""`sanksi read`: an article to claims, parties and findings."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sanksi.faces.cli.session import DONE, LOOK, UNDECIDED, Day, Session, pass_session

if TYPE_CHECKING:
    from sanksi.news import Reading


@click.command("read")
@click.argument("source", metavar="FILE|-")
@click.option("--html", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write the dossier page here.")
@click.option(
    "--ftm", "graph", type=click.Path(path_type=Path, dir_okay=False), help="Write FollowTheMoney entities here."
)
@click.option("--as-of", type=Day(), help="The day the lists are read for; the day of publication when left out.")
@click.option(
    "--lang",
    type=click.Choice(["en", "id"]),
    default="en",
    show_default=True,
    help="Language of the dossier's own words.",
)
@pass_session
def command(
    session: Session, *, source: str, target: Path | None, graph: Path | None, as_of: date | None, lang: str
) -> int:
    """Read an article, text or HTML: who is named and listed, who claims what, and what the regime says about it.

    Example: sanksi read report.txt --html dossier.html
    """
    from sanksi.errors import QueryError
    from sanksi.news import decode_page, read
    from sanksi.screening import open_screener

    if source.startswith(("http://", "https://")):
        raise QueryError(f"{source!r} is an address", hint="pages are not fetched yet: save it, then read the file")
    data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    screener = open_screener(session.folder, today=session.today())
    reading = read(decode_page(data, name=source), screener=screener, today=session.today(), as_of=as_of)
    shape = reading.to_dict()
    if session.as_json:
        session.answer(shape)
    else:
        from sanksi.faces.cli.reading import print_reading

        print_reading(reading)
    if target is not None:
        from sanksi.faces.dossier import write_dossier

        path = write_dossier(shape | {"text": reading.text}, target, language=lang)
        click.echo(f"dossier: {path}", err=session.as_json)
    if graph is not None:
        from sanksi.faces.ftm import write_ftm

        click.echo(f"FollowTheMoney: {write_ftm(shape | {'text': reading.text}, graph)}", err=session.as_json)
    return _status(reading)


def _status(reading: "Reading") -> int:
    """10 when a party is listed, then or today, or an act runs into the regime; 20 when something could not be decided; else 0."""
    verdicts = {s.verdict for figure in reading.entities for s in (figure.screening, figure.today) if s}
    outcomes = {finding.check.outcome for finding in reading.findings}
    if verdicts & {"hit", "potential"} or outcomes & {"prohibited", "committee_approval"}:
        return LOOK
    return UNDECIDED if "not_screened" in verdicts or "facts_missing" in outcomes else DONE
