"""Screenings as tables for people."""

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sanksi.match import Match
from sanksi.screening import Screening

_STYLE = {"hit": "bold red", "potential": "bold yellow", "not_screened": "bold magenta", "clear": "bold green"}


def print_screening(screening: Screening) -> None:
    """Verdict and reasons, each match with the evidence that adds up to its score, the lists and their age."""
    console = Console(highlight=False)
    console.print(
        Text.assemble(
            (screening.verdict.replace("_", " "), _STYLE[screening.verdict]), f"  as of {screening.as_of.isoformat()}"
        )
    )
    for sentence in screening.why:
        _print_indented(console, sentence)
    for match in screening.matches:
        console.print()
        told = [f"{match.score:.3f}", match.entity_id, match.schema, ", ".join(match.programs)]
        rest = "  ".join(filter(None, told))
        if cell_len(match.caption) + 2 + cell_len(rest) <= console.width:
            console.print(Text.assemble((match.caption, "bold"), f"  {rest}"))
        else:
            console.print(Text(match.caption, "bold"))
            _print_indented(console, rest)
        if match.canonical_id != match.entity_id:
            _print_indented(console, f"the same party as {match.canonical_id}")
        _print_evidence(console, match)
    if not screening.lists:
        return
    console.print()
    table = Table(box=None, pad_edge=False)
    for heading in ("list", "edition", "age", "entities", "state"):
        table.add_column(heading, justify="right" if heading in ("age", "entities") else "left", overflow="fold")
    for state in screening.lists:
        age = "–" if state.age_days is None else f"{state.age_days} d"
        table.add_row(state.id, state.edition or "–", age, str(state.entities), state.state)
    console.print(table)


def _print_indented(console: Console, text: str, first: str = "  ") -> None:
    """Text whose further lines stand under its first, with no spaces after them: the output may be a file."""
    for line in Text(text).wrap(console, console.width - len(first)):
        line.rstrip()
        console.print(Text.assemble(first, line))
        first = " " * len(first)


def _print_evidence(console: Console, match: Match) -> None:
    """What each comparison moved, rounded so that the lines shown add up to the score shown, and why."""
    exact = shown = 0.0
    for evidence in match.evidence:
        exact += evidence.contribution
        moved = round(round(exact, 3) - shown, 3) + 0.0  # no minus before a zero
        if evidence.outcome != "unknown":
            shown += moved
            _print_indented(console, evidence.sentence, f"{moved:+8.3f}  ")
