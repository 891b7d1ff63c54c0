"""The tables of README.md and docs/matching.md: sanksi beside its peers, and what the default threshold costs.

    taskset -c 0 python bench/figures.py peers      # pairs and speed of every engine in one run, recall from docs/matching/curves.tsv
    python bench/figures.py default                  # sanksi at its default threshold, all customers, in each way of asking

The environment: engines.py. Times are of the processor, so that what else runs disturbs them little.
"""

import argparse
import gc
import time
from collections.abc import Sequence
from typing import Any

from curves import read_points
from engines import ENGINES, FACTS, NAME, SETS, Engine, load_adapter, read_customers, read_listed, read_records

BUDGETS = {"treated": (0.5, 1.0), "ssb": (1.0, 10.0), "loo": (1.0, 10.0), "script": (1.0, 10.0)}
PAIRS = ("name_bench", "entity_bench", "cross_script")
ONE_BY_ONE = 200


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A Markdown table."""
    print("| " + " | ".join(heads) + " |")
    print("|" + "---|" * len(heads))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def tell_recall() -> list[list[str]]:
    """Rows of recall at budgets, and of customers alerting at the default, from the curve points."""
    said, points = read_points()
    for name, text in said.items():
        print(f"{name}: {text}")
    rows = []
    for key, budgets in BUDGETS.items():
        cells = []
        for name in ENGINES:
            curve = [p for p in points if p.set == key and p.engine == name and p.kind == "point"]
            within = [[p for p in curve if p.alerting_per_1000 <= budget] for budget in budgets]
            cells.append(" / ".join(f"{max(p.recall for p in some):.3f}" if some else "–" for some in within))
        rows.append([f"{SETS[key].title}: recall while {' / '.join(f'{b:g}' for b in budgets)} of 1,000 alert", *cells])
    for key, how in (("ssb", "name only"), ("treated", "with birth date and country")):
        found = [[p for p in points if (p.set, p.engine, p.kind) == (key, name, "default")] for name in ENGINES]
        cells = [f"{p[0].alerting_per_1000:.3g}" if p else "–" for p in found]
        rows.append([f"Customers alerting, of 1,000, at the engine's default threshold: {how}", *cells])
    return rows


def tell_pairs() -> list[list[str]]:
    """Rows of the labelled pairs at the engine's default threshold."""
    cells: dict[str, list[str]] = {name: [] for name in PAIRS}
    pairs, read = load_adapter("pairs:confusion"), load_adapter("sets:read_pairs")
    for engine in ENGINES.values():
        function = load_adapter(engine.pairs)
        for name in PAIRS:
            rows = read(name)
            scores, _ = load_adapter("pairs:run")(function, rows)
            told = pairs(scores, [r["is_match"] for r in rows], function.threshold)
            cells[name].append(f"{told['tp']} of {told['pos']}" if name == "cross_script" else f"{told['f1']:.3f}")
    titles = ("Labelled pairs: F1, name_bench", "Labelled pairs: F1, entity_bench", "Cross-script pairs found")
    return [[title, *cells[name]] for title, name in zip(titles, PAIRS, strict=True)]


def time_engine(engine: Engine) -> list[float]:
    """CPU seconds to load UN and OFAC; parties a CPU second in batches, first and again; CPU milliseconds for one, p50 and p99. Name only."""
    listed = read_listed(("un", "ofac"))
    matcher: Any = load_adapter(engine.adapter)()
    if hasattr(matcher, "least"):
        matcher.least = matcher.threshold
    started = time.process_time()
    matcher.load(iter(listed))
    told = [time.process_time() - started]
    customers = read_customers(NAME, None)
    asked, others = read_customers(NAME, engine.sample), customers[-ONE_BY_ONE:]
    matcher.screen(others[:10])
    for _ in ("first", "again"):
        started = time.process_time()
        for first in range(0, len(asked), 1_000):
            matcher.screen(asked[first : first + 1_000])
        told.append(len(asked) / (time.process_time() - started))
    each = []
    for record in others:
        started = time.process_time()
        matcher.screen([record])
        each.append(1000 * (time.process_time() - started))
    each.sort()
    del matcher
    gc.collect()
    return [*told, each[len(each) // 2], each[int(0.99 * len(each))]]


def tell_speed() -> list[list[str]]:
    """Rows of speed, every engine in this process, one after another."""
    timed = [time_engine(engine) for engine in ENGINES.values()]
    return [
        [
            "Parties a second of CPU, in batches, name only: first / again",
            *(f"{t[1]:,.0f} / {t[2]:,.0f}" for t in timed),
        ],
        ["One party, CPU time: p50 / p99", *(f"{_round(t[3])} / {_round(t[4])} ms" for t in timed)],
        ["Lists loaded, CPU time", *(f"{t[0]:.1f} s" for t in timed)],
    ]


def _round(number: float) -> str:
    return f"{number:.0f}" if number >= 10 else f"{number:.2g}"


WAYS = {
    "name only": (NAME, None),
    "with birth date and country": (FACTS, None),
    "kind of party not told, name only": (NAME, "Thing"),
    "taken for an organisation, name only": (NAME, "Organization"),
}


def tell_default() -> list[list[str]]:
    """Rows of what the default threshold finds and costs, for each way of asking."""
    engine = ENGINES["sanksi"]
    rows = []
    for asked in SETS.values():
        matcher = load_adapter(engine.adapter)()
        matcher.load(iter(read_listed(asked.lists)))
        matcher.least = matcher.threshold
        for way, (fields, schema) in WAYS.items():
            positives = read_records(f"positives_{asked.positives}", fields)
            customers = read_customers(fields, None)
            if schema == "Organization":
                positives = [r for r in positives if r["schema"] == schema]
            for record in (*positives, *customers):
                record["schema"] = schema or record["schema"]
            alerting = sum(map(bool, matcher.screen(customers)))
            found = sum(
                bool({i for i, _ in answer} & set(r["id"].split("|")))
                for r, answer in zip(positives, matcher.screen(positives), strict=True)
            )
            recall = f"{found / len(positives):.3f}" if positives else "–"
            rows.append(
                [asked.title.removesuffix(", name only"), way, recall, f"{1000 * alerting / len(customers):.2f}"]
            )
    return rows


def main() -> None:
    """Print a table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("table", choices=("peers", "default"))
    if arguments.parse_args().table == "peers":
        rows = tell_recall() + tell_pairs() + tell_speed()
        print_table(["", *(engine.title for engine in ENGINES.values())], rows)
    else:
        print_table(["set", "asked", "found", "customers alerting, of 1,000"], tell_default())


if __name__ == "__main__":
    main()
