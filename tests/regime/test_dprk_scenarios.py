"""Scenarios a lawyer can read: `tests/scenarios/dprk/*.yml`, each asked of the packaged regime."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from sanksi.regime import check, load_regime

FOLDER = Path(__file__).resolve().parents[1] / "scenarios" / "dprk"
KEYS = {"name", "as_of", "facts", "outcome", "controlling", "cites", "duties", "calls", "caveats", "missing"}
SCENARIOS: list[dict[str, Any]] = [
    scenario for file in sorted(FOLDER.glob("*.yml")) for scenario in yaml.safe_load(file.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s["name"])
def test_scenario(scenario: dict[str, Any]) -> None:
    """The outcome, the measures behind it, and what stands beside it are those of the scenario."""
    assert set(scenario) <= KEYS
    answer = check(scenario["facts"], on=scenario["as_of"])
    assert answer.outcome == scenario["outcome"]
    assert [f.measure for f in answer.findings if f.outcome == answer.outcome] == scenario["controlling"]
    if "cites" in scenario:
        assert {f.citation for f in answer.findings if f.outcome == answer.outcome} >= set(scenario["cites"])
    for beside in ("duties", "calls"):
        if beside in scenario:
            assert [f.measure for f in getattr(answer, beside)] == scenario[beside]
    for measure in scenario.get("caveats", ()):
        assert any(line.startswith(measure) for line in answer.caveats)
    if "missing" in scenario:
        assert list(answer.missing) == scenario["missing"]


def test_every_measure_controls_a_scenario() -> None:
    """No measure is encoded without a scenario that it decides, or of which it is a duty."""
    covered = {m for s in SCENARIOS for m in (*s["controlling"], *s.get("duties", ()))}
    assert {m.id for m in load_regime("un-dprk").measures} <= covered


def test_days_of_change_are_asked_in_pairs() -> None:
    """On each day on which the law changed for these measures there is a scenario, and one for the day before."""
    days = {s["as_of"] for s in SCENARIOS}
    pairs = {day.isoformat() for day in days if day - timedelta(days=1) in days}
    assert pairs >= {
        "2009-06-12", "2013-01-22", "2013-03-07", "2016-03-02", "2016-11-30", "2017-08-05", "2017-09-11", "2019-12-23", "2022-12-09",
    }  # fmt: skip


def test_scenario_names_are_unique() -> None:
    """A name says which scenario failed."""
    assert len({s["name"] for s in SCENARIOS}) == len(SCENARIOS)


@pytest.mark.shared
def test_research_scenarios_come_out_as_the_research_says() -> None:
    """Every worked scenario of the research whose measures are all encoded has its outcome, controlled by its measures."""
    file = Path(__file__).resolve().parents[2].parent / "shared" / "regime" / "scenarios.yaml"
    if not file.is_file():
        pytest.skip("the research file is not here")
    encoded = {m.id for m in load_regime("un-dprk").measures}
    scenarios = yaml.safe_load(file.read_text(encoding="utf-8"))["scenarios"]
    answerable = [s for s in scenarios if set(s["expected"]["controlling_measures"]) <= encoded]
    assert len(answerable) >= 21
    for scenario in answerable:
        answer = check(scenario["facts"], on=date.fromisoformat(scenario["as_of"]))
        controlling = {f.measure for f in answer.findings if f.outcome == answer.outcome}
        assert answer.outcome == scenario["expected"]["outcome"], scenario["id"]
        assert set(scenario["expected"]["controlling_measures"]) <= controlling, scenario["id"]
