"""What a check takes: ten thousand deals against all measures, beside a baseline that reads every condition in full.

usage: .venv/bin/python bench/regime.py [--checks N]

The deals are those of tests/scenarios/dprk, in turn. The baseline is the simplest right way: every measure in force on the day and every exemption
of it by degrees of truth (minimum, maximum), from the facts as they stand, and of the answer only the outcome.
"""

import argparse
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import yaml

from sanksi.regime import PRECEDENCE, Regime, check, clean_facts, load_facts, load_regime
from sanksi.regime.conditions import AllOf, AnyOf, Ask, Condition, Not

SCENARIOS = Path(__file__).resolve().parents[1] / "tests" / "scenarios" / "dprk"
ASSUMED = {name: fact.default for name, fact in load_facts().items() if fact.default is not None}

ANSWERS: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda value, operand: value == operand,
    "ne": lambda value, operand: value != operand,
    "in": lambda value, operand: value in operand,
    "any_in": lambda value, operand: any(word in operand for word in value),
    "none_in": lambda value, operand: not any(word in operand for word in value),
    "only": lambda value, operand: bool(value) and all(word in operand for word in value),
    "prefix": lambda value, operand: any(code.startswith(prefix) for code in value for prefix in operand),
    "lt": lambda value, operand: value < operand,
    "le": lambda value, operand: value <= operand,
}


def degree(condition: Condition, facts: Mapping[str, Any]) -> float:
    """0 for false, 1/2 for not known, 1 for true."""
    match condition:
        case AllOf(parts=parts):
            return min([degree(part, facts) for part in parts])
        case AnyOf(parts=parts):
            return max([degree(part, facts) for part in parts])
        case Not(part=part):
            return 1 - degree(part, facts)
        case Ask(fact=fact, operator=operator, operand=operand):
            if fact not in facts:
                return 0.5
            return float(ANSWERS[operator](facts[fact], operand))


def outcome_by_reading(regime: Regime, facts: Mapping[str, object], on: date) -> str:
    """The baseline."""
    known = {**ASSUMED, **clean_facts(facts), "date": on}
    if "goods.category" in known or "goods.hs" in known:
        known = {"goods.category": (), "goods.hs": (), **known}
    order: list[str] = [*PRECEDENCE]
    outcomes = ["outside"]
    for measure in regime.measures:
        for version in measure.versions:
            if not version.in_force(on) or version.outcome not in PRECEDENCE:
                continue
            applies = degree(version.applies_when, known)
            met = [e.outcome for e in measure.exemptions if e.in_force(on) and degree(e.when, known) == 1]
            if applies and "outside" not in met and not (applies < 1 and measure.catch_all):
                outcomes.append(met[0] if met else "facts_missing" if applies < 1 else version.outcome)
    return min(outcomes, key=order.index)


def read_deals() -> list[tuple[dict[str, Any], date]]:
    """Facts and day of every scenario, and of every variant with a day of its own."""
    deals = []
    for file in sorted(SCENARIOS.glob("*.yml")):
        for scenario in yaml.safe_load(file.read_text(encoding="utf-8")):
            for variant in ({}, *scenario.get("but", ())):
                facts = scenario["facts"] | variant.get("facts", {})
                deals.append((facts, variant.get("as_of", scenario["as_of"])))
    return deals


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--checks", type=int, default=10_000)
    checks = parser.parse_args().checks
    started = time.perf_counter()
    regime = load_regime("un-dprk")
    print(f"load: {1000 * (time.perf_counter() - started):.0f} ms, {len(regime.measures)} measures")
    deals = read_deals()
    spent, slow = [], []
    for number in range(checks):
        facts, on = deals[number % len(deals)]
        started = time.perf_counter()
        check(facts, on=on)
        spent.append(1000 * (time.perf_counter() - started))
        started = time.perf_counter()
        outcome_by_reading(regime, facts, on)
        slow.append(1000 * (time.perf_counter() - started))
    for name, times in (("check", spent), ("baseline", slow)):
        p99 = quantiles(times, n=100)[98]
        print(
            f"{name}: {checks} in {sum(times) / 1000:.2f} s; median {median(times):.3f} ms, "
            f"p99 {p99:.3f} ms, largest {max(times):.3f} ms"
        )
    nothing = min(_time_empty() for _ in range(20))
    print(f"nothing known (every measure open): {nothing:.3f} ms")


def _time_empty() -> float:
    started = time.perf_counter()
    check({}, on=date(2023, 9, 13))
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    main()
