"""The tables of README.md and docs/matching.md; each is printed, and put into its page with --write.

    taskset -c 0 python bench/figures.py peers       # README: pairs and speed of every engine in one run, recall from docs/matching/curves.tsv
    python bench/figures.py default                  # docs: sanksi at its default threshold, all customers, in each way of asking
    python bench/figures.py thresholds               # docs: the thresholds that keep budgets, from docs/matching/curves.tsv
    python bench/figures.py short                    # docs: pairs that are not found

The environment: engines.py. Times are of the processor, so that what else runs disturbs them little.
"""

import argparse
import gc
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from curves import read_points
from engines import ENGINES, FACTS, NAME, ROOT, SETS, Engine, load_adapter, read_customers, read_listed, read_records

BUDGETS = {"treated": (0.5, 1.0), "ssb": (1.0, 10.0), "loo": (1.0, 10.0), "script": (1.0, 10.0)}
PAIRS = ("name_bench", "entity_bench", "cross_script")
ONE_BY_ONE = 200


def to_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(cells) + " |" for cells in (heads, *rows)]
    return "\n".join([lines[0], "|" + "---|" * len(heads), *lines[1:]])


def put(page: Path, name: str, table: str) -> None:
    """Put a table into the place that is marked for it."""
    text = page.read_text(encoding="utf-8")
    marked = re.compile(f"(<!-- figures.py {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    after, places = marked.subn(lambda found: f"{found[1]}{table}\n{found[2]}", text)
    if places != 1:
        sys.exit(f"{page} has {places} places marked '<!-- figures.py {name} -->'")
    page.write_text(after, encoding="utf-8", newline="\n")


def tell_recall() -> list[list[str]]:
    """Rows of recall at budgets, and of customers alerting at the default, from the curve points."""
    _, points = read_points()
    rows = []
    for key, budgets in BUDGETS.items():
        cells = []
        for name in ENGINES:
            curve = [p for p in points if p.set == key and p.engine == name and p.kind == "point"]
            within = [[p for p in curve if p.alerting_per_1000 <= budget] for budget in budgets]
            cells.append(" / ".join(f"{max(p.recall for p in some):.3f}" if some else "–" for some in within))
        rows.append(
            [
                f"{SETS[key].title}: recall while {' / '.join(f'{b:g}' for b in budgets)} of 1,000 customers alert",
                *cells,
            ]
        )
    for key, how in (("ssb", "name only"), ("treated", "with birth date and country")):
        found = [[p for p in points if (p.set, p.engine, p.kind) == (key, name, "default")] for name in ENGINES]
        cells = [f"{p[0].alerting_per_1000:.3g}" if p else "–" for p in found]
        rows.append([f"Customers alerting, of 1,000, at the default threshold, {how}", *cells])
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
    "kind not told, name only": (NAME, "Thing"),
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
        cells = [re.sub(", (name only|with .*)", "", asked.title)]
        for fields, schema in WAYS.values():
            positives = read_records(f"positives_{asked.positives}", fields)
            customers = read_customers(fields, None)
            if schema == "Organization":
                positives = [r for r in positives if r["schema"] == schema]
            for record in (*positives, *customers):
                record["schema"] = schema or record["schema"]
            alerting = 1000 * sum(map(bool, matcher.screen(customers))) / len(customers)
            found = sum(
                bool({i for i, _ in answer} & set(r["id"].split("|")))
                for r, answer in zip(positives, matcher.screen(positives), strict=True)
            )
            cells.append((f"{found / len(positives):.3f}" if positives else "–") + f" / {alerting:.2f}")
        rows.append(cells)
    return rows


def tell_thresholds() -> list[list[str]]:
    """Rows of the threshold that keeps a budget, and what it finds: asked by name only, and with facts."""
    _, points = read_points()
    rows = []
    for budget in (0.5, 1.0, 2.5, 5.0, 10.0, 50.0):
        cells = [f"{budget:g}"]
        for key in ("ssb", "loo", "script", "treated"):
            curve = [p for p in points if (p.set, p.engine, p.kind) == (key, "sanksi", "point")]
            best = max((p for p in curve if p.alerting_per_1000 <= budget), key=lambda p: p.alerting_per_1000)
            cells += [f"{best.threshold:.2f}"] if key in ("ssb", "treated") else []
            cells.append(f"{best.recall:.3f}")
        rows.append(cells)
    return rows


SHORT = (
    (
        "Person",
        "Abel CARRILLO",
        "Fernain RODRIGUEZ VASQUEZ",
        "another name altogether: only an alias of the publisher can tell",
    ),
    (
        "Company",
        "COAL TECHNOLOGIES",
        "UGOLNYE TEKHNOLOGII, OOO",
        "the name is translated, not written in other letters",
    ),
    ("Person", "Jin Tiesan", "KIM CHOL SAM", "a Korean name in its Chinese reading, in Latin letters"),
    (
        "Person",
        "محمد حمزة زبيدي",
        "MUHAMMAD HAMZA ZUBAIDI",
        "Arabic writes no short vowels, and the lexicon knows another reading of one word",
    ),
    ("Person", "Samuel GALVEZ", "Samuel Gustavo GALVIS MARIN", "one name of four, and another spelling"),
    ("Person", "Hossein AHSTARI", "Hossein ASHTARI FARD", "a slip and a missing name"),
    ("Person", "Mohammad SALI", "Mohammad WALI", "another first letter in a short name beside a common one"),
    ("Person", "AFIZ", "FAIZ", "letters exchanged in a name of one short word"),
    (
        "Organization",
        "BENEVOLENT INTERNATIONAL FUND",
        "BENEVOLENCE INTERNATIONAL FUND",
        "one word of another ending among common ones",
    ),
)
"""Pairs of the development sets that are of one party and are not found by the name: kind, asked, listed, why."""


def tell_short() -> list[list[str]]:
    """Rows of pairs that are not found, with their scores."""
    score = load_adapter("adapter:pairs")([case[:3] for case in SHORT])
    return [[f"`{c[1]}`", f"`{c[2]}`", f"{s:.2f}", c[3]] for c, s in zip(SHORT, score, strict=True)]


def make_table(name: str) -> tuple[Path, str]:
    """The page of a table, and the table."""
    if name == "peers":
        rows = tell_recall() + tell_pairs() + tell_speed()
        return ROOT / "README.md", to_table(["measure", *(engine.title for engine in ENGINES.values())], rows)
    page = ROOT / "docs" / "matching.md"
    if name == "default":
        return page, to_table(["found / alerting of 1,000", *WAYS], tell_default())
    if name == "short":
        return page, to_table(["asked", "listed", "score", "why"], tell_short())
    heads = ["alerting, of 1,000", "threshold, name only", "perturbed", "alias left out", "original script"]
    return page, to_table([*heads, "threshold, with facts", "perturbed, with facts"], tell_thresholds())


def main() -> None:
    """Print a table, and put it into its page."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("table", choices=("peers", "default", "thresholds", "short"))
    arguments.add_argument("--write", action="store_true", help="put it into its page too")
    chosen = arguments.parse_args()
    page, table = make_table(chosen.table)
    print(table)
    if chosen.write:
        put(page, chosen.table, table)


if __name__ == "__main__":
    main()
