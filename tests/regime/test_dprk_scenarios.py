"""Scenarios a lawyer can read: `tests/scenarios/dprk/*.yml`, each asked of the packaged regime."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from sanksi.regime import check, load_regime

FOLDER = Path(__file__).resolve().parents[1] / "scenarios" / "dprk"
KEYS = {"name", "as_of", "facts", "outcome", "controlling", "duties", "calls", "caveats", "missing"}
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


def test_every_later_version_has_its_day_before() -> None:
    """Scenarios stand in pairs around days: at least fifteen of them fall on the first or last day of a version or exemption."""
    regime = load_regime("un-dprk")
    days: set[date | None] = {v.starts_on for m in regime.measures for v in m.versions}
    days |= {v.ends_on for m in regime.measures for v in m.versions}
    assert len([s for s in SCENARIOS if s["as_of"] in days]) >= 15


def test_scenario_names_are_unique() -> None:
    """A name says which scenario failed."""
    assert len({s["name"] for s in SCENARIOS}) == len(SCENARIOS)
