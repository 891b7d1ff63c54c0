"""A Reading as tables for people."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sanksi.faces.cli.lines import printable
from sanksi.news import Figure, Reading, name_language
from sanksi.regime import DISCLAIMER

_LONGEST = 160


def print_reading(reading: Reading) -> None:
    """The article, its parties with their listings, claims with speakers, and findings with citations."""
    console = Console(highlight=False)
    article = reading.article
    console.print(_text(article.title or "(no title)", style="bold"))
    told = (
        ("published", article.published_at),
        ("publisher", article.publisher),
        ("author", article.author),
        ("editor", article.editor),
    )
    console.print(_text(" · ".join(f"{name} {value}" for name, value in (*told, ("source", article.source)) if value)))
    if reading.scanned:
        console.print(_text(reading.scanned, style="bold"))
    elif reading.unread:
        language = name_language(article.language).name
        console.print(_text(f"not read in {language}: {', '.join(reading.unread)}"))
    _print_parties(reading, console)
    _print_claims(reading, console)
    _print_findings(reading, console)
    for lead in reading.leads:
        console.print(_text(f"lead, not screened: {lead.text}"))
    console.print(Text(DISCLAIMER, style="dim"))


def _print_parties(reading: Reading, console: Console) -> None:
    screened = [figure for figure in reading.entities if figure.screening is not None]
    if not screened:
        return
    first = screened[0].screening
    if first is not None:
        lists = (
            ", ".join(f"{state.id} of {state.edition or '–'} ({state.state})" for state in first.lists) or "none held"
        )
        console.print()
        console.print(_text(f"parties, screened as of {first.as_of.isoformat()} against {lists}", style="bold"))
    table = _table("party", "verdict", "listed as", "score", "programmes")
    for figure in screened:
        table.add_row(*map(_text, _party_cells(figure)))
    console.print(table)
    for figure in screened:
        if figure.screening and figure.link:
            for consequence in figure.screening.follows(figure.link):
                console.print(Text(f"  {figure.name}: {consequence.sentence()}"))
        if figure.not_linked and figure.screening:
            match = figure.screening.matches[0]
            console.print(
                _text(f"  {figure.name}: not taken for {match.caption} ({match.entity_id}), {figure.not_linked}")
            )
        if figure.office_told:
            console.print(_text(f"  {figure.name}: {figure.office_told}"))
        if figure.change and figure.change.kind != "same":
            console.print(Text(f"  {figure.name}: {figure.change.kind.replace('_', ' ')}, {figure.change.sentence}"))
    if days := {figure.today.as_of for figure in screened if figure.today}:
        changed = sum(figure.change is not None and figure.change.kind != "same" for figure in screened)
        console.print(Text(f"  screened again as of {max(days)}: {changed} of {len(screened)} differ"))


def _party_cells(figure: Figure) -> tuple[str, ...]:
    name = figure.name + (f" ({figure.offices[0]})" if figure.offices else "")
    verdict = figure.verdict.replace("_", " ")
    if figure.link is None:
        if figure.screening and figure.screening.matches:
            best = figure.screening.matches[0]
            return (name, verdict, f"perhaps {best.caption}, {best.entity_id}", f"{best.score:.3f}", "")
        return (name, verdict, "not known" if verdict == "not screened" else "nobody", "", "")
    link = figure.link
    return (name, verdict, f"{link.caption}, {link.entity_id}", f"{link.score:.3f}", ", ".join(link.programs))


def _print_claims(reading: Reading, console: Console) -> None:
    if not reading.claims:
        return
    console.print()
    console.print(_text("claims", style="bold"))
    table = _table("who", "stance", "what")
    for claim in reading.claims:
        text = " ".join(reading.text[claim.start : claim.end].split())
        table.add_row(*map(_text, (claim.speaker.name or claim.speaker.text, claim.stance, _shorten(text))))
    console.print(table)


def _print_findings(reading: Reading, console: Console) -> None:
    events = {event.id: event for event in reading.events}
    for finding in reading.findings:
        event = events[finding.event]
        said = f", {finding.modality}" + (f" according to {finding.according_to}" if finding.according_to else "")
        said += f", denied by {' and '.join(finding.denied_by)}" if finding.denied_by else ""
        console.print()
        console.print(
            _text(
                f"{finding.label}{said}: {finding.check.outcome.replace('_', ' ')} if it happens as described",
                style="bold",
            )
        )
        console.print(_text("  " + _shorten(" ".join(reading.text[event.start : event.end].split()))))
        for found in finding.check.findings:
            if found.outcome == finding.check.outcome:
                console.print(
                    _text(f"  {found.citation}  {found.title} ({found.measure}, confidence {found.confidence})")
                )


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _text(words: str, *, style: str = "") -> Text:
    """What an article says, without what would steer a terminal or turn the order of its letters."""
    return Text(printable(words), style=style)
