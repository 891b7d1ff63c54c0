"""Scenarios a lawyer can read: `tests/scenarios/dprk/*.yml`, each asked of the packaged regime."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from judged import require_told
from sanksi.regime import check, clean_facts, load_regime

FOLDER = Path(__file__).resolve().parents[1] / "scenarios" / "dprk"
KEYS = {"name", "as_of", "facts", "outcome", "controlling", "cites", "duties", "calls", "caveats", "missing", "scopes"}
RESULT = ("outcome", "controlling", "duties", "calls", "caveats", "cites", "scopes")


def _read_scenarios() -> Iterator[dict[str, Any]]:
    """Every scenario, and every `but` of it: the same deal with the day or some facts changed, and a result of its own."""
    for file in sorted(FOLDER.glob("*.yml")):
        for scenario in yaml.safe_load(file.read_text(encoding="utf-8")):
            variants = scenario.pop("but", ())
            yield scenario
            for variant in variants:
                yield {
                    **variant,
                    "name": f"{scenario['name']}; but {variant['name']}",
                    "as_of": variant.get("as_of", scenario["as_of"]),
                    "facts": scenario["facts"] | variant.get("facts", {}),
                }


SCENARIOS = list(_read_scenarios())


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s["name"])
def test_scenario(scenario: dict[str, Any]) -> None:
    """The outcome, the measures behind it, and what stands beside it are those of the scenario."""
    assert set(scenario) <= KEYS
    require_told(scenario, check(scenario["facts"], on=scenario["as_of"]))


def test_every_measure_controls_a_scenario() -> None:
    """No measure is encoded without a scenario that it decides, or of which it is a duty or a call."""
    covered = {m for s in SCENARIOS for m in (*s["controlling"], *s.get("duties", ()), *s.get("calls", ()))}
    assert {m.id for m in load_regime("un-dprk").measures} <= covered


def test_there_are_many_scenarios_and_each_has_a_neighbour() -> None:
    """At least 150; beside each one stands another, a day or one fact away, that comes out differently."""
    assert len(SCENARIOS) >= 150
    alone = [s["name"] for s in SCENARIOS if not any(_is_neighbour(s, other) for other in SCENARIOS)]
    assert alone == []


def _is_neighbour(one: dict[str, Any], other: dict[str, Any]) -> bool:
    if all(one[key] == other[key] for key in RESULT if key in one and key in other):
        return False
    known = [{name: value for name, value in s["facts"].items() if value is not None} for s in (one, other)]
    changed = {name for name in known[0].keys() | known[1].keys() if known[0].get(name) != known[1].get(name)}
    return bool(abs((one["as_of"] - other["as_of"]).days) + len(changed) == 1)


def test_days_of_change_are_asked_in_pairs() -> None:
    """For every day on which a version of a measure begins, a scenario asks on it and another on the day before, but for the first of all."""
    regime = load_regime("un-dprk")
    days = {s["as_of"] for s in SCENARIOS}
    pairs = {day for day in days if day - timedelta(days=1) in days}
    assert {v.starts_on for m in regime.measures for v in m.versions} - {regime.starts_on} <= pairs


def test_scenario_names_are_unique() -> None:
    """A name says which scenario failed."""
    assert len({s["name"] for s in SCENARIOS}) == len(SCENARIOS)


@pytest.mark.shared
def test_research_scenarios_come_out_as_the_research_says_and_stand_here() -> None:
    """Every worked scenario of the research has its outcome, controlled by its measures, and is among those of this folder."""
    file = Path(__file__).resolve().parents[2].parent / "shared" / "regime" / "scenarios.yaml"
    if not file.is_file():
        pytest.skip("the research file is not here")
    brought = [(s["as_of"], s["outcome"], clean_facts(s["facts"])) for s in SCENARIOS]
    for scenario in yaml.safe_load(file.read_text(encoding="utf-8"))["scenarios"]:
        on, expected = date.fromisoformat(scenario["as_of"]), scenario["expected"]
        answer = check(scenario["facts"], on=on)
        assert answer.outcome == expected["outcome"], scenario["id"]
        controlling = {f.measure for f in answer.findings if f.outcome == answer.outcome}
        assert set(expected["controlling_measures"]) <= controlling, scenario["id"]
        assert any(
            day == on and outcome == answer.outcome and clean_facts(scenario["facts"]).items() <= facts.items()
            for day, outcome, facts in brought
        ), scenario["id"]
