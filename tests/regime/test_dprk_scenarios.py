"""The scenarios of `tests/scenarios/dprk`: facts in, outcome and controlling measures out."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from sanksi.regime import check, load_regime

FOLDER = Path(__file__).resolve().parents[1] / "scenarios" / "dprk"
SCENARIOS: list[dict[str, Any]] = [
    scenario for file in sorted(FOLDER.glob("*.yml")) for scenario in yaml.safe_load(file.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s["name"])
def test_scenario_has_its_outcome_measures_and_paragraphs(scenario: dict[str, Any]) -> None:
    """Each scenario ends as a lawyer expects, by the measures and paragraphs that decide it."""
    answer = check(scenario["facts"], on=scenario["as_of"])
    assert answer.outcome == scenario["outcome"], [(f.measure, f.outcome, f.missing) for f in answer.findings]
    deciding = {f.measure: f for f in answer.findings if f.outcome == answer.outcome}
    if answer.outcome == "facts_missing":  # many could apply; the named ones must be among them
        assert set(scenario["controlling"]) <= set(deciding)
    else:
        assert sorted(deciding) == sorted(scenario["controlling"])
    assert set(scenario.get("cites", ())) <= {f.citation for f in deciding.values()}
    assert set(scenario.get("duties", ())) <= {f.measure for f in answer.duties}


def test_every_measure_controls_a_scenario() -> None:
    """A measure that no scenario needs would be untested law."""
    controlling = {m for s in SCENARIOS for m in (*s["controlling"], *s.get("duties", ()))}
    assert {m.id for m in load_regime("un-dprk").measures} == controlling


def test_neighbouring_days_differ_in_outcome_or_paragraph() -> None:
    """Where two scenarios ask the same on two neighbouring days, the law changed between them."""
    by_facts: dict[str, list[dict[str, Any]]] = {}
    for scenario in SCENARIOS:
        by_facts.setdefault(repr(scenario["facts"]), []).append(scenario)
    pairs = [
        (one, other)
        for group in by_facts.values()
        for one in group
        for other in group
        if (other["as_of"] - one["as_of"]).days == 1
    ]
    assert len(pairs) >= 7
    for one, other in pairs:
        assert (one["outcome"], one.get("cites")) != (other["outcome"], other.get("cites"))
