"""Screenings as tables for people."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sanksi.screening import Screening

_STYLE = {"hit": "bold red", "potential": "bold yellow", "not_screened": "bold magenta", "clear": "bold green"}


def print_screening(screening: Screening) -> None:
    """Verdict and reasons, the lists and their age, each match with the evidence that adds up to its score."""
    console = Console(highlight=False)
    console.print(
        Text.assemble(
            (screening.verdict.replace("_", " "), _STYLE[screening.verdict]), f"  as of {screening.as_of.isoformat()}"
        )
    )
    for sentence in screening.why:
        console.print(Text(f"  {sentence}"))
    for match in screening.matches:
        console.print()
        console.print(
            Text.assemble(
                (match.caption, "bold"),
                f"  {match.score:.3f}  {match.entity_id}  {match.schema}  {', '.join(match.programs)}",
            )
        )
        if match.canonical_id != match.entity_id:
            console.print(Text(f"  the same party as {match.canonical_id}"))
        table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
        table.add_column(justify="right", width=8)
        table.add_column(overflow="fold")
        for evidence in match.evidence:
            if evidence.outcome != "unknown":
                table.add_row(f"{evidence.contribution:+.3f}", Text(evidence.sentence))
        console.print(table)
    console.print()
    table = Table(box=None, pad_edge=False)
    for heading in ("list", "edition", "age", "entities", "state"):
        table.add_column(heading, justify="right" if heading in ("age", "entities") else "left")
    for state in screening.lists:
        age = "–" if state.age_days is None else f"{state.age_days} d"
        table.add_row(state.id, state.edition or "–", age, str(state.entities), state.state)
    console.print(table)
