"""`sanksi read`: an article to claims, parties and findings; a folder or a file of articles to a file of readings."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sanksi.faces.cli.progress import watch
from sanksi.faces.cli.session import DONE, LOOK, UNDECIDED, Day, Session, pass_session

if TYPE_CHECKING:
    from sanksi.faces.batch.answers import Answers
    from sanksi.news import Page

_STATUS = {"look": LOOK, "undecided": UNDECIDED, "nothing": DONE}


@click.command("read")
@click.argument("source", metavar="FILE|FOLDER|URL|-")
@click.option("--html", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write the dossier page here.")
@click.option(
    "-o",
    "--output",
    "output",
    metavar="OUT.jsonl",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Read a folder, or a .jsonl file of articles, to this file.",
)
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
@click.option("--processes", type=click.IntRange(1), help="How many read a folder; one a core when left out.")
@pass_session
def command(
    session: Session,
    *,
    source: str,
    target: Path | None,
    output: Path | None,
    graph: Path | None,
    as_of: date | None,
    lang: str,
    processes: int | None,
) -> int:
    """Read an article (text, HTML, PDF): who is named and listed, who claims what, and what the regime says about it.

    A folder of articles, or a .jsonl file with an object a line (`text` or `html`, and `id`), is read with -o to a line of JSON an article;
    killed in the middle, the same command goes on where it stopped.

    Example: sanksi read report.txt --html dossier.html
    """
    if Path(source).is_dir() or source.endswith(".jsonl") or output is not None:
        if output is None or target is not None:
            raise click.UsageError("many articles are read to a file of JSON lines: sanksi read FOLDER -o OUT.jsonl")
        return _read_many(session, Path(source), output, as_of, processes)

    from sanksi.faces.batch.articles import outcome_of
    from sanksi.news import read
    from sanksi.screening import open_screener

    given = _open(source)
    screener = open_screener(session.folder, today=session.today())
    reading = read(given, screener=screener, today=session.today(), as_of=as_of)
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
    return _STATUS[outcome_of(reading)]


def _open(source: str) -> "str | Page":
    """The text of an address, of stdin or of a file."""
    from sanksi.faces.batch.articles import open_article
    from sanksi.news import LARGEST, decode_page

    if source.startswith(("http://", "https://")):
        from sanksi.fetch import fetch_page

        with watch(f"fetching {source[:80]}"):
            return decode_page(fetch_page(source), name=source)
    if source == "-":
        return decode_page(sys.stdin.buffer.read(LARGEST + 1), name="-")
    return open_article(Path(source))


def _read_many(session: Session, source: Path, target: Path, as_of: date | None, processes: int | None) -> int:
    from sanksi.faces.batch.articles import ArticleJob, read_articles
    from sanksi.screening import open_screener

    job = ArticleJob(source=source, target=target, today=session.today(), as_of=as_of)
    screener = open_screener(session.folder, today=session.today())

    def tell(answers: "Answers") -> None:
        for problem in answers.problems:
            click.echo(f"sanksi: {problem}", err=True)

    with watch("articles read", total=job.count()) as count:
        counts = read_articles(job, screener, on_answers=tell, on_rows=count, processes=processes)
    if session.as_json:
        session.answer({"in": source.name, "out": target.name, "articles": sum(counts.values()), "outcomes": counts})
    else:
        said = ", ".join(f"{number} {_SAID[outcome]}" for outcome, number in counts.items() if number)
        click.echo(f"{sum(counts.values())} articles: {said or 'none'}; written to {target}")
    if counts["look"]:
        return LOOK
    return UNDECIDED if counts["undecided"] or counts["unreadable"] else DONE


_SAID = {
    "look": "to look at",
    "undecided": "not decided",
    "nothing": "with nothing to look at",
    "unreadable": "that cannot be read",
}
