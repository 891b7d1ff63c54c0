"""What a regime question gives: Finding, and the Check that gathers them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Outcome = Literal["prohibited", "committee_approval", "facts_missing", "allowed_with_conditions", "outside"]

PRECEDENCE: tuple[Outcome, ...] = (
    "prohibited",
    "committee_approval",
    "facts_missing",
    "allowed_with_conditions",
    "outside",
)
"""The first that any finding has is the outcome of the whole: an unknown fact never turns into `outside`."""

DISCLAIMER = "Decision support, not legal advice; check each paragraph against its source, with the confidence stated."


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One measure that applies, or that could apply once the missing facts are known.

    Attributes:
        measure: measure id (`UN-DPRK-B02`).
        title: what the measure is about.
        outcome: what it means for the deal; `duty` and `vigilance` stand beside the outcomes and are reported apart.
        citation: instrument and paragraph of the version in force (`S/RES/1874 (2009), OP9`).
        confidence: of the paragraph number, as the measure file states it (`high`, `medium-high`, `medium`, `low`).
        because: the facts it rests on, name to value.
        missing: names of facts that would decide it.
        exemptions: exemptions that could lift it: id, title, citation, what each needs.
        in_force_from: day from which this version is in force.
        in_force_to: last day, or None.
        if_applies: what the measure itself says: the outcome once the missing facts are there, and unless an exemption lifts it.
        scope: what this version covers, for people; may be empty.
        substance_confidence: of the rule itself, apart from its paragraph number.
        binds: whom the measure binds: `target` (the territory it is aimed at, its sellers and buyers), `states` (everybody else), or both.
    """

    measure: str
    title: str
    outcome: Outcome | Literal["duty", "vigilance"]
    citation: str
    confidence: str
    because: Mapping[str, object]
    missing: tuple[str, ...] = ()
    exemptions: tuple[Mapping[str, object], ...] = ()
    in_force_from: date | None = None
    in_force_to: date | None = None
    if_applies: str = ""
    scope: str = ""
    substance_confidence: str = ""
    binds: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """JSON shape of the contract."""
        return {
            "measure": self.measure,
            "title": self.title,
            "outcome": self.outcome,
            "citation": self.citation,
            "confidence": self.confidence,
            "binds": list(self.binds),
            "because": [{"fact": k, "value": _to_json(v)} for k, v in self.because.items()],
            "missing": list(self.missing),
            "exemptions": [dict(x) for x in self.exemptions],
            "in_force_from": self.in_force_from.isoformat() if self.in_force_from else None,
            "in_force_to": self.in_force_to.isoformat() if self.in_force_to else None,
            "if_applies": self.if_applies,
            "scope": self.scope,
            "substance_confidence": self.substance_confidence,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedParty:
    """A party of the deal that was screened before the regimes were asked.

    Attributes:
        name: as it was given.
        verdict: of the screening: `hit`, `potential`, `not_screened` or `clear`.
        states: the facts that its listing states; empty unless it is a hit on a list of the United Nations.
        ask: the question that is left; empty when none is.
        says: reasons, matches and what follows from them, for people.
        screening: the JSON shape of the screening.
    """

    name: str
    verdict: str
    states: Mapping[str, object]
    ask: str
    says: tuple[str, ...]
    screening: Mapping[str, object]

    def to_dict(self) -> dict[str, object]:
        """JSON shape: that of the screening, with what it states and asks."""
        return {**self.screening, "states": {k: _to_json(v) for k, v in self.states.items()}, "ask": self.ask}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A described deal against the regimes on one day.

    Attributes:
        on: the day of the act.
        rules_as_of: the day whose rules were asked.
        lists_as_of: the day of the lists behind the `party.*` facts, or None.
        outcome: by precedence over the findings; `outside` when no measure applies and none could.
        facts: the facts as understood.
        findings: those that decide or could decide, by precedence, then measure id.
        duties: positive duties of States, reported beside the outcome.
        calls: non-binding calls, reported only.
        missing: facts to ask for, fewest first.
        caveats: catch-alls that need a determination nobody has stated.
        regimes: id and version of each regime asked.
        binds: for each regime asked: id, whether it binds the user (`you`, `others`, `unknown`), and whom it binds, for people.
        parties: those that were screened for the check, in the order given.
    """

    on: date
    rules_as_of: date
    lists_as_of: date | None
    outcome: Outcome
    facts: Mapping[str, object]
    findings: tuple[Finding, ...]
    duties: tuple[Finding, ...]
    calls: tuple[Finding, ...]
    missing: tuple[str, ...]
    caveats: tuple[str, ...]
    regimes: tuple[str, ...]
    binds: tuple[Mapping[str, str], ...] = ()
    parties: tuple[CheckedParty, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """JSON shape of the contract."""
        return {
            "date": self.on.isoformat(),
            "rules_as_of": self.rules_as_of.isoformat(),
            "lists_as_of": self.lists_as_of.isoformat() if self.lists_as_of else None,
            "outcome": self.outcome,
            "facts": {k: _to_json(v) for k, v in self.facts.items()},
            "findings": [f.to_dict() for f in self.findings],
            "duties": [f.to_dict() for f in self.duties],
            "calls": [f.to_dict() for f in self.calls],
            "missing": list(self.missing),
            "caveats": list(self.caveats),
            "regimes": list(self.regimes),
            "binds": [dict(b) for b in self.binds],
            "parties": [party.to_dict() for party in self.parties],
            "disclaimer": DISCLAIMER,
        }


def _to_json(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
