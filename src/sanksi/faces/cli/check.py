"""`sanksi check`: a described deal against the regimes."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from sanksi.faces.cli.lines import echo
from sanksi.faces.cli.session import OUTCOME_STATUS, Day, Session, pass_session
from sanksi.faces.python import check
from sanksi.regime import (
    DISCLAIMER,
    Check,
    CheckedParty,
    Deal,
    Finding,
    clean_facts,
    facts_of_deal,
    load_deal,
    load_facts,
    read_fact,
)

STYLES: dict[str, dict[str, Any]] = {
    "prohibited": {"bold": True, "fg": "red"},
    "committee_approval": {"bold": True, "fg": "magenta"},
    "facts_missing": {"bold": True, "fg": "yellow"},
    "allowed_with_conditions": {"bold": True, "fg": "cyan"},
    "outside": {"bold": True, "fg": "green"},
}


@click.command(epilog="Example: sanksi check --from KP --to RU --goods ammunition --date 2023-09-13")
@click.argument("facts_file", metavar="[FACTS.yml]", required=False, type=click.Path(path_type=Path))
@click.option("--from", "from_", metavar="TERRITORY", help="Who gives: sells, sends, teaches, pays.")
@click.option("--to", metavar="TERRITORY", help="Who gets.")
@click.option(
    "--activity", multiple=True, metavar="ACT", help="What is done (supply, training, broker, ...); repeatable."
)
@click.option("--goods", multiple=True, metavar="WORD", help="What it is about, in English or Indonesian; repeatable.")
@click.option("--hs", multiple=True, metavar="CODE", help="Commodity code of the goods; repeatable.")
@click.option(
    "--nexus", multiple=True, metavar="WORD", help="What you are: us_person, eu_person, uk_person, swiss_person."
)
@click.option(
    "--regime",
    "regimes",
    multiple=True,
    metavar="ID",
    help="Only this regime; repeatable. Otherwise those that the deal concerns.",
)
@click.option(
    "--party",
    "parties",
    multiple=True,
    metavar="NAME",
    help="A party of the deal, screened against the lists; repeatable.",
)
@click.option(
    "--fact", "more", multiple=True, metavar="NAME=VALUE", help="Any other fact, such as an answer to a question."
)
@click.option("--date", "on", type=Day(), help="Day of the act; else `as_of` of the file, else today.")
@click.option("--rules-as-of", type=Day(), help="Day whose rules are asked; else the day of the act.")
@click.option("--lists-as-of", type=Day(), help="Day the lists are read for; else the day of the act.")
@click.option("--html", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write the decision page here.")
@click.option(
    "--lang", type=click.Choice(["en", "id"]), default="en", show_default=True, help="Language of the page's own words."
)
@pass_session
def command(
    session: Session,
    *,
    facts_file: Path | None,
    nexus: tuple[str, ...],
    regimes: tuple[str, ...],
    parties: tuple[str, ...],
    more: tuple[str, ...],
    on: date | None,
    rules_as_of: date | None,
    lists_as_of: date | None,
    target: Path | None,
    lang: str,
    **deal: Any,
) -> int:
    """Say what a described deal runs into, with the paragraph.

    FACTS.yml is `{as_of: DATE, facts: {...}}`, YAML or JSON; options add to it, and a fact that the file names itself stands. Parties to screen
    and deliveries of capped goods may stand beside the facts: `parties: [NAME, ...]`, `deliveries: [{day: DATE, amount: 30000 bbl}, ...]`.
    """
    if facts_file is None and not any((*deal.values(), parties, more)):
        raise click.UsageError(
            "nothing to check: give FACTS.yml, or --from, --to, --activity, --goods, --hs, --party, --fact"
        )
    described = load_deal(facts_file, on=on) if facts_file else Deal(on=None, facts={}, parties=())
    facts = _join_facts(described.facts | clean_facts(dict(map(read_fact, more))), deal)
    facts |= {"nexus": nexus} if nexus else {}
    named, screener = (*described.parties, *parties), None
    if named:
        from sanksi.screening import open_screener

        screener = open_screener(session.folder, today=session.today(), nexus=nexus or None)
    answer = check(
        facts,
        date=on or described.on or session.today(),
        parties=named,
        screener=screener,
        rules_as_of=rules_as_of,
        lists_as_of=lists_as_of,
        regimes=regimes or None,
    )
    if target is not None:
        from sanksi.faces.pages import render_decision, write_page

        write_page(render_decision(answer.to_dict(), language=lang), target)
    if session.as_json:
        session.answer(answer.to_dict())
    else:
        _print_check(answer)
    if target is not None:
        click.echo(f"decision: {target}", err=session.as_json)
    return OUTCOME_STATUS[answer.outcome]


def _join_facts(stated: Mapping[str, Any], deal: Mapping[str, Any]) -> dict[str, Any]:
    """Facts of the file over those that follow from the options; lists grow together."""
    derived: dict[str, Any] = facts_of_deal(**{**deal, "activity": (*stated.get("activity", ()), *deal["activity"])})
    joined: dict[str, Any] = {**derived, **stated}
    for name in derived.keys() & stated.keys():
        if isinstance(stated[name], tuple):
            joined[name] = tuple(dict.fromkeys((*stated[name], *derived[name])))
    return joined


def _print_check(answer: Check) -> None:
    """Write the answer for people."""

    def section(title: str, lines: Iterable[str]) -> None:
        for number, text in enumerate(lines):
            if number == 0:
                click.echo()
                echo(title, bold=True)
            echo(text.lstrip(), indent=2 + len(text) - len(text.lstrip()))

    echo(answer.outcome.replace("_", " ").upper(), **STYLES[answer.outcome])
    lists = f" · lists of {answer.lists_as_of.isoformat()}" if answer.lists_as_of else ""
    echo(f"act of {answer.on.isoformat()} · rules of {answer.rules_as_of.isoformat()}{lists}", dim=True)
    echo(_say_facts(answer.facts) or "no facts", dim=True)
    section(f"Parties, by the lists of {answer.lists_as_of}", _describe_parties(answer.parties))
    decided = [f for f in answer.findings if f.outcome != "facts_missing"]
    for finding in decided:
        click.echo()
        echo(f"{finding.outcome.replace('_', ' ')}: {finding.title}", **STYLES[finding.outcome])
        for text in _describe(finding):
            echo(text, indent=2)
    section("What would change the answer", (f"{load_facts()[name].ask} [{name}]" for name in answer.missing))
    section("Not decided", _describe_undecided(f for f in answer.findings if f.outcome == "facts_missing"))
    section("Exemptions that are met or could be", _describe_exemptions(answer.findings))
    section("Duties of States", (_describe_briefly(f) for f in answer.duties))
    section("Calls on States (not binding)", (_describe_briefly(f) for f in answer.calls))
    section("Whom it binds", (f"{b['regime']}: {b['bound']}{_say_binds(b['binds'])}" for b in answer.binds))
    section("Caveats", (*answer.caveats, f"regimes: {', '.join(answer.regimes)}"))
    click.echo()
    echo(DISCLAIMER, dim=True)


def _say_binds(binds: str) -> str:
    return {"you": "; it binds you", "others": "; not you", "unknown": "; whether you is not known (nexus)"}[binds]


def _describe_parties(parties: Iterable[CheckedParty]) -> Iterable[str]:
    """Each party with its verdict, the reasons, what it states and what is left to ask."""
    for party in parties:
        yield f"{party.name}: {party.verdict.replace('_', ' ')}"
        yield from (f"  {sentence}" for sentence in party.says)
        if party.states:
            yield f"  states {_say_facts(party.states)}"
        if party.ask:
            yield f"  {party.ask}"


def _describe(finding: Finding) -> Iterable[str]:
    """Citation, days, confidence, facts and exemptions of a finding, line by line."""
    yield f"{finding.citation}  ({finding.measure}, {_say_days(finding)})"
    yield f"confidence: paragraph {finding.confidence}, rule {finding.substance_confidence}"
    yield finding.scope
    if finding.because:
        yield f"because {_say_facts(finding.because)}"
    if finding.missing:
        yield f"depends on {', '.join(finding.missing)}"
    if finding.exemptions:
        yield f"exemptions: {_name_exemptions(finding)}"


def _describe_undecided(findings: Iterable[Finding]) -> Iterable[str]:
    """Measures that wait for facts, those that wait for the same ones together, the fewest facts first."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.missing, []).append(finding)
    for missing, waiting in sorted(groups.items(), key=lambda group: len(group[0])):
        yield f"depending on {', '.join(missing)}:"
        for f in waiting:
            exemptions = f"; exemptions: {_name_exemptions(f)}" if f.exemptions else ""
            because = f"; because {', '.join(f.because)}" if f.because else ""
            yield (
                f"  {f.title}: would be {f.if_applies.replace('_', ' ')}. {f.citation} ({f.measure}, {_say_days(f)}; confidence: "
                f"paragraph {f.confidence}, rule {f.substance_confidence}){because}{exemptions}"
            )


def _name_exemptions(finding: Finding) -> str:
    return ", ".join(f"{x['id']}{' (met)' if x['met'] else ''}" for x in finding.exemptions)


def _describe_exemptions(findings: Iterable[Finding]) -> Iterable[str]:
    """Each exemption once, whatever number of findings it could lift."""
    for x in {str(x["id"]): x for f in findings for x in f.exemptions}.values():
        needs: Any = x["needs"]
        who = f"; by {x['who']}" if x["who"] else ""
        still = "met" if x["met"] else "needs " + ", ".join(n["fact"] for n in needs)
        totals: Any = x.get("totals", ())
        used = "".join(
            f"; {t['total']:,.0f} of {t['cap']:,} {t['unit']} ({t['percent']} %), {t['period_from']} to {t['period_to']}"
            for t in totals
        )
        yield f"{x['id']} {x['title']} ({x['citation']}; paragraph confidence {x['confidence']}{who}): {x['conditions']}. {still}{used}"


def _describe_briefly(finding: Finding) -> str:
    depends = f"; if {', '.join(finding.missing)}" if finding.missing else ""
    return f"{finding.title} ({finding.citation}, confidence {finding.confidence}): {finding.scope}{depends}"


def _say_facts(facts: Mapping[str, object]) -> str:
    return " · ".join(f"{name} {_say_value(value)}" for name, value in facts.items())


def _say_value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (", ".join(value) or "none") if isinstance(value, tuple) else str(value)


def _say_days(finding: Finding) -> str:
    end = f" to {finding.in_force_to.isoformat()}" if finding.in_force_to else ""
    return f"in force from {finding.in_force_from.isoformat() if finding.in_force_from else '?'}{end}"
