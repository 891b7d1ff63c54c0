"""Screenings as lines for people. Without rich, whose import is a fifth of what a one-shot command takes."""

import shutil
import textwrap
from unicodedata import combining, east_asian_width

import click

from sanksi.match import Match
from sanksi.screening import ListState, Screening

_COLOR = {"hit": "red", "potential": "yellow", "not_screened": "magenta", "clear": "green"}


def print_screening(screening: Screening) -> None:
    """Verdict and reasons, the lists and their age, each match with the evidence that adds up to its score and what follows."""
    verdict = click.style(screening.verdict.replace("_", " "), fg=_COLOR[screening.verdict], bold=True)
    click.echo(f"{verdict}  as of {screening.as_of.isoformat()}")
    for sentence in screening.why:
        _echo(sentence, indent=2)
    for match in screening.matches:
        click.echo()
        caption = printable(match.caption)
        told = [f"{match.score:.3f}", match.entity_id, match.schema, ", ".join(match.programs)]
        rest = printable("  ".join(filter(None, told)))
        if _cells(caption) + 2 + _cells(rest) <= _width():
            click.echo(f"{click.style(caption, bold=True)}  {rest}")
        else:
            click.echo(click.style(caption, bold=True))
            _echo(rest, indent=2)
        if match.canonical_id != match.entity_id:
            _echo(f"the same party as {match.canonical_id}", indent=2)
        _echo_evidence(match)
        for consequence in screening.follows(match):
            _echo(consequence.sentence(), indent=10, head=" follows  ")
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
            _echo(evidence.sentence, indent=10, head=f"{moved:+8.3f}  ")


def _echo_lists(states: tuple[ListState, ...]) -> None:
    rows = [("list", "edition", "age", "entities", "state")]
    for state in states:
        age = "–" if state.age_days is None else f"{state.age_days} d"
        rows.append((state.id, state.edition or "–", age, str(state.entities), state.state))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        cells = [
            cell.rjust(width) if at in (2, 3) else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo(click.style("  ".join(cells).rstrip(), bold=number == 0))


def _echo(text: str, *, indent: int, head: str = "") -> None:
    """A text in lines no longer than the terminal's, each behind so many spaces; the first behind the head."""
    lines = textwrap.wrap(printable(text), max(_width() - indent, 20), break_on_hyphens=False) or [""]
    click.echo("\n".join((head if n == 0 and head else " " * indent) + line for n, line in enumerate(lines)))


def _width() -> int:
    return shutil.get_terminal_size().columns


def _cells(text: str) -> int:
    """Places that a text takes in a terminal: two for a wide character, none for a mark."""
    return sum(0 if combining(c) else 1 + (east_asian_width(c) in "WF") for c in text)


def printable(text: str) -> str:
    """Names come from files: what would steer a terminal is not written."""
    return "".join(c if c.isprintable() else " " for c in text)
