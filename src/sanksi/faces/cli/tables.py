"""Screenings as lines for people."""

import click

from sanksi.faces.cli.lines import cells, echo, printable, width
from sanksi.match import Match
from sanksi.screening import ListState, Screening

_COLOR = {"hit": "red", "potential": "yellow", "not_screened": "magenta", "clear": "green"}


def print_screening(screening: Screening) -> None:
    """Verdict and reasons, the lists and their age, each match with the evidence that adds up to its score and what follows."""
    verdict = click.style(screening.verdict.replace("_", " "), fg=_COLOR[screening.verdict], bold=True)
    click.echo(f"{verdict}  as of {screening.as_of.isoformat()}")
    for sentence in screening.why:
        echo(sentence, indent=2)
    for match in screening.matches:
        click.echo()
        caption = printable(match.caption)
        told = [f"{match.score:.3f}", match.entity_id, match.schema, ", ".join(match.programs)]
        rest = printable("  ".join(filter(None, told)))
        if cells(caption) + 2 + cells(rest) <= width():
            click.echo(f"{click.style(caption, bold=True)}  {rest}")
        else:
            click.echo(click.style(caption, bold=True))
            echo(rest, indent=2)
        if match.canonical_id != match.entity_id:
            echo(f"the same party as {match.canonical_id}", indent=2)
        _echo_evidence(match)
        for consequence in screening.follows(match):
            echo(consequence.sentence(), indent=10, head=" follows  ")
    if screening.lists:
        click.echo()
        _echo_lists(screening.lists)


def _echo_evidence(match: Match) -> None:
    """What each comparison moved, rounded so that the lines shown add up to the score shown, and why."""
    exact = shown = 0.0
    for evidence in match.evidence:
        exact += evidence.contribution
        moved = round(round(exact, 3) - shown, 3) + 0.0  # no minus before a zero
        if evidence.outcome != "unknown":
            shown += moved
            echo(evidence.sentence, indent=10, head=f"{moved:+8.3f}  ")


def _echo_lists(states: tuple[ListState, ...]) -> None:
    rows = [("list", "edition", "age", "entities", "state")]
    for state in states:
        age = "–" if state.age_days is None else f"{state.age_days} d"
        rows.append((state.id, state.edition or "–", age, str(state.entities), state.state))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        told = [
            cell.rjust(width) if at in (2, 3) else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo(click.style("  ".join(told).rstrip(), bold=number == 0))
