"""`sanksi batch`: a file of parties in, a file of screenings out."""

from datetime import date
from pathlib import Path

import click

from sanksi.faces.cli.progress import watch
from sanksi.faces.cli.session import DONE, LOOK, UNDECIDED, Day, Session, pass_session


@click.command("batch")
@click.argument("source", metavar="IN", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "target",
    metavar="OUT",
    required=True,
    type=click.Path(path_type=Path),
    help="A .csv or .jsonl file.",
)
@click.option(
    "--map",
    "mapping",
    metavar="COLUMN=PROPERTY",
    multiple=True,
    help="Which column holds which property; may be repeated.",
)
@click.option("--schema", default="Thing", help="Schema of parties that do not state one.")
@click.option("--list", "lists", multiple=True, help="Only this list; may be repeated.")
@click.option("--threshold", type=click.FloatRange(0, 1), help="Least score of a match.")
@click.option("--as-of", type=Day(), help="The day the lists are read for; today when left out.")
@click.option("--processes", type=click.IntRange(1), help="How many answer; one a core when left out.")
@click.option(
    "--allow-stale", is_flag=True, help="Let an answer be clear although a list is past its max age; it is told."
)
@pass_session
def command(
    session: Session,
    *,
    source: Path,
    target: Path,
    mapping: tuple[str, ...],
    schema: str,
    lists: tuple[str, ...],
    threshold: float | None,
    as_of: date | None,
    processes: int | None,
    allow_stale: bool,
) -> int:
    """Screen a CSV or JSON-lines file of parties; killed in the middle, the same command goes on where it stopped.

    Example: sanksi batch customers.csv -o answers.jsonl --map full_name=name --map dob=birthDate
    """
    from sanksi.faces.batch import BatchJob, run_batch
    from sanksi.screening import open_screener

    screener = open_screener(session.folder, today=session.today(), lists=lists or None, require_fresh=not allow_stale)
    job = BatchJob(source=source, target=target, mapping=mapping, schema=schema, threshold=threshold, as_of=as_of)
    with watch("parties screened") as count:
        counts = run_batch(job, screener, on_rows=count, processes=processes)
    if session.as_json:
        session.answer({"in": source.name, "out": target.name, "rows": sum(counts.values()), "verdicts": counts})
    else:
        said = ", ".join(f"{number} {verdict.replace('_', ' ')}" for verdict, number in counts.items() if number)
        click.echo(f"{sum(counts.values())} parties: {said or 'none'}; written to {target}")
    if counts["hit"] or counts["potential"]:
        return LOOK
    return UNDECIDED if counts["not_screened"] or counts["unreadable"] else DONE
