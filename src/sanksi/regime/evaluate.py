"""The verb of the stage: a described deal against the regimes, on the day of the act.

An unknown fact never turns into permission: a measure is out of play only when its condition is false, never when it is not known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sanksi.errors import NotInForceError
from sanksi.ledger import BOUND, bind
from sanksi.regime.choose import choose_regimes
from sanksi.regime.conditions import Reading
from sanksi.regime.load import load_regime
from sanksi.regime.measures import Exemption, Measure, MeasureOutcome, Regime, Version
from sanksi.regime.quota import show_totals
from sanksi.regime.situation import Situation, build_situation
from sanksi.regime.values import PRECEDENCE, Check, Finding, Outcome
from sanksi.regime.vocabulary import Value, clean_facts, load_facts

DEMANDS = ("duty", "vigilance")
"""Outcomes that ask something of States and stand beside the deal's own."""


def check(
    facts: Mapping[str, object],
    *,
    on: date,
    rules_as_of: date | None = None,
    lists_as_of: date | None = None,
    regimes: Sequence[str] | None = ("un-dprk",),
) -> Check:
    """What a described deal runs into. Three dates: of the act, of the rules, of the lists.

    Args:
        facts: fact name to value, in the words of ``facts.yml``; what is not named is not known.
        on: the day of the act.
        rules_as_of: the day whose rules are asked, and which selects the version of every measure; None for the day of the act.
        lists_as_of: the day of the lists against which the caller made the `party.*` facts; None when no list was asked. It is carried.
        regimes: ids of packaged regimes; None for those that the deal concerns, see `choose_regimes`.

    Returns:
        The Check; findings by precedence, then measure id.

    Raises:
        UnknownFactError: a fact name or value outside the vocabulary.
        NotInForceError: the day of the rules is before every version of every measure of a regime.
        MeasureFileError: no such regime.
    """
    known = clean_facts(facts)
    names, caveats = choose_regimes(known, on=rules_as_of or on) if regimes is None else (tuple(regimes), ())
    answer = check_regimes(
        known,
        on=on,
        rules_as_of=rules_as_of,
        lists_as_of=lists_as_of,
        regimes=[load_regime(name) for name in names],
    )
    return replace(answer, caveats=(*answer.caveats, *caveats))


def check_regimes(
    known: Mapping[str, Value],
    *,
    on: date,
    rules_as_of: date | None = None,
    lists_as_of: date | None = None,
    regimes: Sequence[Regime],
) -> Check:
    """`check` for facts already read and regimes already loaded."""
    rules = rules_as_of or on
    situation = build_situation(known, on=on)
    answer = _Answer()
    for regime in regimes:
        if rules < regime.starts_on:
            raise NotInForceError(
                f"no measure of {regime.id!r} was in force on {rules.isoformat()}",
                hint=f"the first is of {regime.starts_on.isoformat()}",
            )
        answer.caveats += _regime_caveats(regime, rules)
    answer.caveats += [*_day_caveats(on, rules, lists_as_of), *_goods_caveats(situation, known)]
    for regime in regimes:
        for measure, version in regime.in_force(rules):
            if version.applies_when.value(situation) is not False:
                _judge(measure, version, situation, rules, answer)
    findings = sorted(answer.findings, key=lambda f: (PRECEDENCE.index(_outcome(f)), f.measure))
    outcome: Outcome = _outcome(findings[0]) if findings else "outside"
    return Check(
        on=on,
        rules_as_of=rules,
        lists_as_of=lists_as_of,
        outcome=outcome,
        facts=dict(known),
        findings=tuple(findings),
        duties=tuple(sorted(answer.duties, key=lambda f: f.measure)),
        calls=tuple(sorted(answer.calls, key=lambda f: f.measure)),
        missing=rank_questions(findings, outcome),
        caveats=tuple(dict.fromkeys(answer.caveats)),
        regimes=tuple(f"{regime.id}@{regime.edition}" for regime in regimes),
        binds=tuple(_bind(regime, known) for regime in regimes),
    )


def rank_questions(findings: Iterable[Finding], outcome: Outcome) -> tuple[str, ...]:
    """The facts that could change the outcome, those first whose finding needs the fewest; ties: most findings served, then vocabulary.

    Args:
        findings: of one check.
        outcome: of that check; a finding that could not outrank it asks nothing.
    """
    undecided = [f for f in findings if f.outcome == "facts_missing" and _could_change(f, outcome)]
    order = {name: position for position, name in enumerate(load_facts())}
    fewest: dict[str, int] = {}
    served: dict[str, int] = {}
    for finding in undecided:
        for name in finding.missing:
            fewest[name] = min(fewest.get(name, len(order)), len(finding.missing))
            served[name] = served.get(name, 0) + 1
    return tuple(sorted(fewest, key=lambda name: (fewest[name], -served[name], order[name])))


def _bind(regime: Regime, known: Mapping[str, Value]) -> Mapping[str, str]:
    """Whether the regime binds the user: its jurisdiction is how its id begins."""
    jurisdiction, nexus = regime.id.partition("-")[0], known.get("nexus")
    binds = bind(jurisdiction, nexus if isinstance(nexus, tuple) else None)
    return {"regime": regime.id, "binds": binds, "bound": BOUND.get(jurisdiction, "")}


@dataclass(slots=True, kw_only=True)
class _Answer:
    """What gathers while the measures are read, one after the other."""

    findings: list[Finding] = field(default_factory=list)
    duties: list[Finding] = field(default_factory=list)
    calls: list[Finding] = field(default_factory=list)
    caveats: list[str] = field(default_factory=list)
    readings: dict[int, Reading] = field(default_factory=dict)

    def read(self, exemption: Exemption, situation: Situation) -> Reading:
        """What an exemption is on the situation: many measures share one, so it is asked once."""
        if (reading := self.readings.get(id(exemption))) is None:
            reading = self.readings[id(exemption)] = exemption.when.read(situation)
        return reading


def _judge(measure: Measure, version: Version, situation: Situation, rules: date, answer: _Answer) -> None:
    reading = version.applies_when.read(situation)
    exemptions = [(e, answer.read(e, situation)) for e in measure.exemptions if e.in_force(rules)]
    lifting = [e for e, r in exemptions if r.value]
    demands = (
        version.outcome in DEMANDS
    )  # no softer form: its own exemption takes it away, a Committee's leave for the deal does not
    if out := [e for e in lifting if e.outcome == "outside" or (demands and not e.general)]:
        citation = out[0].citation or version.citation
        answer.caveats.append(f"{measure.id} ({measure.title}) does not reach this: {out[0].title} ({citation})")
        return
    if reading.value is None and measure.catch_all and any(load_facts()[name].asserted for name in reading.missing):
        needed = ", ".join(reading.missing)
        answer.caveats.append(f"{measure.id} ({measure.title}; {version.citation}) would apply, depending on {needed}")
        return
    outcome, missing = _settle(version, reading, exemptions, lifting=bool(lifting))
    finding = Finding(
        measure=measure.id,
        title=measure.title,
        outcome=outcome,
        citation=version.citation,
        confidence=measure.paragraph_confidence,
        binds=measure.binds,
        because={name: situation.known[name] for name in reading.used},
        missing=missing,
        exemptions=tuple(_show(e, r, measure, version, situation) for e, r in exemptions if r.value is not False),
        in_force_from=version.starts_on,
        in_force_to=version.ends_on,
        if_applies=version.outcome,
        scope=version.scope or measure.summary,
        substance_confidence=measure.substance_confidence,
    )
    {"duty": answer.duties, "vigilance": answer.calls}.get(outcome, answer.findings).append(finding)


def _settle(
    version: Version, reading: Reading, exemptions: Iterable[tuple[Exemption, Reading]], *, lifting: bool
) -> tuple[MeasureOutcome, tuple[str, ...]]:
    """Outcome and missing facts of a measure that applies or could apply, its exemptions considered."""
    if version.outcome in DEMANDS:
        return version.outcome, reading.missing
    if lifting:
        return "allowed_with_conditions", reading.missing
    if reading.value is None:
        return "facts_missing", reading.missing
    first = [name for e, r in exemptions if e.facts_first and r.value is None for name in r.missing]
    return ("facts_missing", tuple(dict.fromkeys(first))) if first else (version.outcome, ())


def _show(
    exemption: Exemption, reading: Reading, measure: Measure, version: Version, situation: Situation
) -> Mapping[str, object]:
    """An exemption that is met or could be, with what it still needs."""
    facts = load_facts()
    shown: dict[str, object] = {
        "id": exemption.id,
        "title": exemption.title,
        "citation": exemption.citation or version.citation,
        "confidence": exemption.confidence or measure.paragraph_confidence,
        "who": exemption.who,
        "conditions": exemption.conditions,
        "outcome": exemption.outcome,
        "met": bool(reading.value),
        "needs": [{"fact": name, "ask": facts[name].ask} for name in reading.missing],
    }
    return shown | ({"totals": totals} if (totals := show_totals(exemption, situation)) else {})


def _day_caveats(on: date, rules: date, lists: date | None) -> list[str]:
    lines = []
    if rules != on:
        lines.append(f"an act of {on.isoformat()} by the rules of {rules.isoformat()}")
    if lists and lists < on:
        lines.append(f"the parties were screened against lists of {lists.isoformat()}, older than the act")
    return lines


def _regime_caveats(regime: Regime, on: date) -> list[str]:
    count, absent = len(regime.measures), len(regime.not_encoded)
    lines = []
    if absent:
        lines.append(
            f"{regime.id} covers {count} of {count + absent} measures: `outside` means outside the measures encoded"
        )
    if on > regime.law_as_of:
        lines.append(f"{regime.id} states the law as of {regime.law_as_of.isoformat()}; later changes are not in it")
    return lines


def _goods_caveats(situation: Situation, known: Mapping[str, Value]) -> list[str]:
    lines = []
    if "goods.hs" in known and "goods.category" not in known:
        lines.append(
            "the goods are judged by their HS codes alone: nothing was said about control lists or luxury goods (goods.category)"
        )
    if words := known.get("goods.unknown"):
        assert isinstance(words, tuple)  # noqa: S101 - a list fact
        lines.append(f"kind of goods not known here: {', '.join(repr(w) for w in words)}; say their goods.category")
    if situation.possible.get("activity"):
        lines.append(
            "acts that may have happened without being established: "
            + ", ".join(sorted(situation.possible["activity"]))
        )
    return lines


def _outcome(finding: Finding) -> Outcome:
    assert finding.outcome != "duty"  # noqa: S101 - duties and calls stand apart
    assert finding.outcome != "vigilance"  # noqa: S101
    return finding.outcome


def _could_change(finding: Finding, outcome: Outcome) -> bool:
    return finding.if_applies in PRECEDENCE and (
        outcome == "facts_missing" or PRECEDENCE.index(finding.if_applies) < PRECEDENCE.index(outcome)
    )
