"""`sanksi screen`: one party against the lists."""

from datetime import date

import click

from sanksi.faces.cli.session import VERDICT_STATUS, Day, Session, pass_session


@click.command("screen")
@click.argument("names", metavar="NAME...", nargs=-1)
@click.option("--schema", default="Thing", help="Person, Organization, Company, Vessel, ...; any kind when left out.")
@click.option("--birth-date", help="YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--country", multiple=True, help="Territory by name or code; may be repeated.")
@click.option("--identifier", multiple=True, help="IMO, passport, tax or registration number; may be repeated.")
@click.option("--list", "lists", multiple=True, help="Only this list; may be repeated.")
@click.option("--threshold", type=click.FloatRange(0, 1), help="Least score of a match.")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="Most matches given.")
@click.option("--as-of", type=Day(), help="The day the lists are read for; today when left out.")
@click.option(
    "--nexus",
    multiple=True,
    help="What you are: us_person, eu_person, uk_person, swiss_person; tells which listings bind you.",
)
@click.option(
    "--allow-stale", is_flag=True, help="Let an answer be clear although a list is past its max age; it is told."
)
@pass_session
def command(
    session: Session,
    *,
    names: tuple[str, ...],
    schema: str,
    birth_date: str | None,
    country: tuple[str, ...],
    identifier: tuple[str, ...],
    lists: tuple[str, ...],
    threshold: float | None,
    limit: int,
    as_of: date | None,
    nexus: tuple[str, ...],
    allow_stale: bool,
) -> int:
    """Screen one party; several names are names of the same party.

    Example: sanksi screen "Kim Jong Un" --birth-date 1984 --country kp
    """
    from sanksi.faces.cli.party import build_party
    from sanksi.screening import open_screener

    party = build_party(schema=schema, names=names, birth_date=birth_date, countries=country, identifiers=identifier)
    screener = open_screener(
        session.folder,
        today=session.today(),
        lists=lists or None,
        require_fresh=not allow_stale,
        nexus=nexus or None,
    )
    screening = screener.screen(party, as_of=as_of, threshold=threshold, limit=limit)
    if session.as_json:
        session.answer(screening.to_dict())
    else:
        from sanksi.faces.cli.tables import print_screening

        print_screening(screening)
    return VERDICT_STATUS[screening.verdict]
