"""`sanksi regime`: the regimes there are, and one by its measures in force on a day, or as a page."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sanksi.faces.cli.session import DONE, Day, Session, pass_session

if TYPE_CHECKING:
    from sanksi.regime import Measure, Regime, Version


@click.command("regime")
@click.argument("regime_id", metavar="[ID]", required=False)
@click.option("--on", type=Day(), help="The day whose measures are told; today when left out.")
@click.option("--html", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write the regime's page here.")
@click.option(
    "--lang", type=click.Choice(["en", "id"]), default="en", show_default=True, help="Language of the page's own words."
)
@pass_session
def command(session: Session, *, regime_id: str | None, on: date | None, target: Path | None, lang: str) -> int:
    """The regimes of the package; with ID (or a measure file, FILE.yml) the measures in force on a day, with paragraph and confidence.

    Example: sanksi regime un-dprk --on 2016-03-02 --html regime.html
    """
    from sanksi.errors import NotInForceError
    from sanksi.regime import list_regimes, load_regime

    if regime_id is None:
        if target is not None:
            raise click.UsageError("a page is of one regime: give its ID")
        _tell_regimes(session, [load_regime(name) for name in list_regimes()])
        return DONE
    regime = load_regime(Path(regime_id) if regime_id.endswith(".yml") else regime_id)
    day = on or session.today()
    if day < regime.starts_on:
        raise NotInForceError(
            f"no measure of {regime.id!r} was in force on {day.isoformat()}",
            hint=f"the first is of {regime.starts_on.isoformat()}",
        )
    if target is not None:
        from sanksi.faces.pages import render_regime, write_page

        write_page(render_regime(regime, on=day, language=lang), target)
    if session.as_json:
        measures = [_measure(m, v, day) for m, v in regime.in_force(day)]
        session.answer(_head(regime) | {"on": day.isoformat(), "in_force": measures})
    else:
        _print_regime(regime, day)
    if target is not None:
        click.echo(f"page: {target}", err=session.as_json)
    return DONE


def _head(regime: "Regime") -> dict[str, object]:
    return {
        "id": regime.id,
        "title": regime.title,
        "authority": regime.authority,
        "edition": regime.edition,
        "law_as_of": regime.law_as_of.isoformat(),
        "starts_on": regime.starts_on.isoformat(),
        "measures": len(regime.measures),
        "not_encoded": list(regime.not_encoded),
    }


def _measure(measure: "Measure", version: "Version", day: date) -> Mapping[str, object]:
    """A measure with the version in force; the keys are those of a Finding, where it has them."""
    return {
        "measure": measure.id,
        "title": measure.title,
        "outcome": version.outcome,
        "citation": version.citation,
        "also_cite": list(measure.also_cite),
        "confidence": measure.paragraph_confidence,
        "substance_confidence": measure.substance_confidence,
        "unverified": list(measure.unverified),
        "sources": list(measure.sources),
        "binds": list(measure.binds),
        "summary": measure.summary,
        "scope": version.scope,
        "exemptions": [e.id for e in measure.exemptions if e.in_force(day)],
        "in_force_from": version.starts_on.isoformat(),
        "in_force_to": version.ends_on.isoformat() if version.ends_on else None,
    }


def _tell_regimes(session: Session, regimes: "list[Regime]") -> None:
    if session.as_json:
        for regime in regimes:
            session.answer(_head(regime))
        return
    table = _table("id", "title", "authority", "measures", "law as of")
    for regime in regimes:
        table.add_row(
            *(regime.id, regime.title, regime.authority, str(len(regime.measures)), regime.law_as_of.isoformat())
        )
    _write(table)


def _print_regime(regime: "Regime", day: date) -> None:
    from sanksi.regime import DISCLAIMER

    standing = regime.in_force(day)
    click.echo(f"{regime.title} ({regime.authority}); law as of {regime.law_as_of.isoformat()}")
    click.echo(f"in force on {day.isoformat()}: {len(standing)} of {len(regime.measures)} measures\n")
    table = _table("measure", "title", "it says", "paragraph", "paragraph, rule")
    for measure, version in standing:
        confidence = f"{measure.paragraph_confidence}, {measure.substance_confidence}"
        table.add_row(measure.id, measure.title, version.outcome.replace("_", " "), version.citation, confidence)
    _write(table)
    if day > regime.law_as_of:
        click.echo(f"\nlater changes than of {regime.law_as_of.isoformat()} are not in it")
    if regime.not_encoded:
        click.echo(f"known, and not in it: {', '.join(regime.not_encoded)}")
    click.echo(f"\n{DISCLAIMER}")


def _table(*columns: str) -> Any:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for number, column in enumerate(columns):
        table.add_column(column, no_wrap=number == 0)
    return table


def _write(table: Any) -> None:
    from rich.console import Console

    Console(highlight=False).print(table)
