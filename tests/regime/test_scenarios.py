"""Regimes written as data alone: `tests/scenarios/<name>/*.yml`, each asked of the packaged regime `un-<name>`."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from judged import require_told
from sanksi.regime import check, choose_regimes, clean_facts, facts_of_deal, list_regimes, load_regime

SCENARIOS: dict[str, list[dict[str, Any]]] = {}
"""Regime to its scenarios; those of `un-dprk` stand with the research in test_dprk_scenarios.py."""
for path in sorted((Path(__file__).resolve().parents[1] / "scenarios").glob("*/*.yml")):
    if path.parent.name != "dprk":
        SCENARIOS.setdefault(f"un-{path.parent.name}", []).extend(yaml.safe_load(path.read_text(encoding="utf-8")))
LIBYA = SCENARIOS["un-libya"]
CASES = [
    pytest.param(regime, s, id=f"{regime}: {s['name']}") for regime, scenarios in SCENARIOS.items() for s in scenarios
]


@pytest.mark.parametrize(("regime", "scenario"), CASES)
def test_scenario(regime: str, scenario: dict[str, Any]) -> None:
    """The outcome, the measures behind it, and what stands beside it are those of the scenario."""
    require_told(scenario, check(scenario["facts"], on=scenario["as_of"], regimes=(regime,)))


@pytest.mark.parametrize("regime", SCENARIOS)
def test_every_measure_decides_a_scenario(regime: str) -> None:
    """No measure is encoded without a scenario that it decides, or beside which it stands."""
    beside = (m for s in SCENARIOS[regime] for m in (*s["controlling"], *s.get("duties", ()), *s.get("calls", ())))
    assert {*beside} == {m.id for m in load_regime(regime).measures}


def test_every_regime_has_scenarios() -> None:
    """A measure file without a folder of scenarios is not done."""
    assert {*SCENARIOS, "un-dprk"} == {*list_regimes()}


def test_days_of_change_are_asked_in_pairs() -> None:
    """On each day on which the law changed there is a scenario, and one for the day before."""
    days = {s["as_of"] for s in LIBYA}
    pairs = {day.isoformat() for day in days if day - timedelta(days=1) in days}
    assert pairs >= {
        "2011-03-17", "2011-09-16", "2011-11-01", "2013-03-14", "2014-03-19", "2014-08-27", "2017-06-29", "2022-12-09", "2025-01-16",
    }  # fmt: skip


def test_what_rests_on_memory_alone_is_never_sure() -> None:
    """A paragraph whose only source is memory is of low or medium confidence."""
    for measure in load_regime("un-libya").measures:
        if measure.sources == ("MEMORY",):
            assert measure.paragraph_confidence in ("low", "medium"), measure.id
            assert measure.unverified, measure.id


@pytest.mark.parametrize(
    ("sides", "on", "asked", "told"),
    [
        (("KP", "RU"), "2023-09-13", ("un-dprk",), ["un-libya was not asked: nothing says that the deal concerns it"]),
        (("TR", "LY"), "2023-09-13", ("un-libya",), ["un-dprk was not asked: nothing says that the deal concerns it"]),
        (("KP", "LY"), "2023-09-13", ("un-dprk", "un-libya"), []),
        (("RU", "ID"), "2023-09-13", ("un-dprk", "un-libya"), []),
        (("TR", "LY"), "2010-01-01", ("un-dprk",), ["un-libya was not asked: it began on 2011-02-26"]),
    ],
)
def test_regimes_are_those_that_the_deal_concerns(
    sides: tuple[str, str], on: str, asked: tuple[str, ...], told: list[str]
) -> None:
    """A side in a regime's territory names it; without one all are asked; what is left out is told."""
    facts = facts_of_deal(from_=sides[0], to=sides[1], goods=["ammunition"])
    names, caveats = choose_regimes(facts, on=date.fromisoformat(on))
    assert tuple(n for n in names if n in ("un-dprk", "un-libya")) == asked
    assert [line for line in caveats if line.startswith(("un-dprk", "un-libya"))] == told


def test_check_without_regimes_asks_those_it_concerns() -> None:
    """Arms from the DPRK to Libya run into both regimes, and nexus is told for each."""
    facts = facts_of_deal(from_="KP", to="LY", goods=["ammunition"]) | clean_facts({"nexus": ["eu_person"]})
    answer = check(facts, on=date(2023, 9, 13), regimes=None)
    assert {f.measure for f in answer.findings if f.outcome == "prohibited"} == {"UN-DPRK-B02", "UN-LY-A01"}
    assert [(b["regime"], b["binds"]) for b in answer.binds] == [("un-dprk", "you"), ("un-libya", "you")]


@given(scenario=st.sampled_from(LIBYA), data=st.data())
@settings(deadline=None)
def test_forgetting_never_permits_and_learning_never_reopens(scenario: dict[str, Any], data: st.DataObject) -> None:
    """With facts of a scenario left out its findings stay or are asked for; a prohibition among them stays, or an exemption met lifts it."""
    facts, on = scenario["facts"], scenario["as_of"]
    forgotten = data.draw(st.sets(st.sampled_from(sorted(facts)))) - {"goods.category"}  # naming it closes the codes
    whole = check(facts, on=on, regimes=("un-libya",))
    part = check({k: v for k, v in facts.items() if k not in forgotten}, on=on, regimes=("un-libya",))
    assert {f.measure for f in whole.findings} <= {f.measure for f in part.findings}
    after = {f.measure: f for f in whole.findings}
    for finding in (f for f in part.findings if f.outcome == "prohibited"):
        now = after.get(finding.measure)
        if now is None:
            assert any(line.startswith(finding.measure) for line in whole.caveats)
        elif now.outcome != "prohibited":
            assert {x["id"] for x in now.exemptions if x["met"]} & {x["id"] for x in finding.exemptions}
