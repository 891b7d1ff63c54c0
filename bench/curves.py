"""Recall against false alerts, of sanksi and its peers on the development sets: scores, curve points and pictures.

    python bench/curves.py score sanksi && python bench/curves.py draw     # after a change of the weights: half a minute, the peers' rows stay
    python bench/curves.py score && python bench/curves.py draw            # every engine: logic-v2 alone takes a quarter of an hour

`score` asks engines for every positive and for customers, and writes a score a row to build/curves/<engine>.csv. `draw` makes points of what is
there, puts them in the place of the same engines' rows in docs/matching/curves.tsv, and draws docs/matching/<set>.svg from that file. The
environment: engines.py. A positive is recalled when its own entity is found at or above the threshold, a customer alerts when anything is, as
../shared/bench/screen.py counts.
"""

import argparse
import csv
import gc
import io
import re
import time
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from engines import ENGINES, FACTS, ROOT, SETS, describe, load_adapter, read_customers, read_listed, read_records

SCORES = ROOT / "build" / "curves"
PAGE = ROOT / "docs" / "matching"
POINTS = PAGE / "curves.tsv"
FLOORS = ROOT / "tests" / "gate" / "floors.toml"
BUDGETS = sorted({*(0.0005, 0.001, 0.005, 0.01, 0.05, 0.1), *(round(0.0005 * 10 ** (i / 10), 5) for i in range(24))})
HEAD = """\
# Recall of the development sets while a share of the customers alerts; made by bench/curves.py, drawn as <set>.svg.
# point: the most that is recalled while at most a share of the customers alerts. default: at the engine's own threshold.
"""


class Point(NamedTuple):
    """A row of the table."""

    set: str
    engine: str
    kind: str
    alerting_per_1000: float
    recall: float
    threshold: float


def score(name: str) -> None:
    """Ask an engine for all sets, and write the scores."""
    engine = ENGINES[name]
    rows: list[tuple[str, str, float]] = []
    for key, asked in SETS.items():
        spec = engine.facts if asked.fields == FACTS else engine.adapter
        if not spec:
            continue
        matcher = load_adapter(spec)()
        matcher.load(iter(read_listed(asked.lists)))
        rows.append((key, "default", getattr(type(matcher), "threshold", 0.7)))
        started, before = time.perf_counter(), len(rows)
        positives = read_records(f"positives_{asked.positives}", asked.fields)
        for kind, records in (
            ("positive", positives),
            ("customer", read_customers(asked.fields, engine.customers)),
        ):
            for first in range(0, len(records), 1_000):
                part = records[first : first + 1_000]
                for record, answer in zip(part, matcher.screen(part), strict=True):
                    own = set(record["id"].split("|"))
                    scores = [s for i, s in answer if kind == "customer" or i in own]
                    rows.append((key, kind, round(float(max(scores, default=0.0)), 6)))
        print(f"{name} {key}: {len(rows) - before:,} in {time.perf_counter() - started:.0f} s", flush=True)
        del matcher
        gc.collect()
    SCORES.mkdir(parents=True, exist_ok=True)
    with (SCORES / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(f"# {describe(engine)}\n")
        csv.writer(file, lineterminator="\n").writerows(rows)


def make_points(key: str, name: str, scores: dict[str, list[float]]) -> list[Point]:
    """The curve of an engine on a set."""
    customers, positives = scores["customer"], scores["positive"]

    def at(kind: str, threshold: float) -> Point:
        alerting = 1000 * sum(s >= threshold for s in customers) / len(customers)
        recall = sum(s >= threshold for s in positives) / len(positives)
        return Point(key, name, kind, round(alerting, 3), round(recall, 4), threshold)

    ranked = sorted(customers, reverse=True)
    curve = {}
    for budget in BUDGETS:
        if (most := int(budget * len(ranked) + 1e-9)) > 0:
            threshold = round(ranked[most] + 1e-6, 6)
            curve[threshold] = at("point", threshold)
    return [*curve.values(), at("default", scores["default"][0])]


def read_points() -> tuple[dict[str, str], list[Point]]:
    """What the table says of each engine, and its rows."""
    said: dict[str, str] = {}
    points = []
    text = POINTS.read_text(encoding="utf-8") if POINTS.exists() else ""
    for line in text.splitlines():
        if told := re.fullmatch(r"# (\S+): (\d{4}-.*)", line):
            said[told[1]] = told[2]
        elif line[:1] != "#" and not line.startswith("set\t"):
            key, name, kind, *numbers = line.split("\t")
            points.append(Point(key, name, kind, *map(float, numbers)))
    return said, points


def update_points() -> list[Point]:
    """Put what was scored into the table; the rows of other engines stay."""
    said, points = read_points()
    for name, engine in ENGINES.items():
        file = SCORES / f"{name}.csv"
        if not file.exists():
            continue
        head, _, body = file.read_text(encoding="utf-8").partition("\n")
        scores: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        for key, kind, value in csv.reader(io.StringIO(body)):
            scores[key][kind].append(float(value))
        said[name] = f"{head.removeprefix('# ')}, {engine.customers:,} customers"
        points = [p for p in points if p.engine != name]
        points += [p for key in SETS if key in scores for p in make_points(key, name, scores[key])]
    order = list(ENGINES)
    points.sort(key=lambda p: (list(SETS).index(p.set), order.index(p.engine), p.kind, p.alerting_per_1000))
    PAGE.mkdir(parents=True, exist_ok=True)
    head = HEAD + "".join(f"# {name}: {said[name]}\n" for name in order if name in said) + "\t".join(Point._fields)
    lines = ["\t".join(f"{value:g}" if isinstance(value, float) else value for value in point) for point in points]
    POINTS.write_text("\n".join([head, *lines, ""]), encoding="utf-8", newline="\n")
    return points


STYLE = """<style>
 :root { --paper: #fff; --ink: #24292f; --faint: #d0d7de; }
 @media (prefers-color-scheme: dark) { :root { --paper: #0d1117; --ink: #e6edf3; --faint: #3d444d; } }
</style>
"""
LIMITS = (0.45, 104)
"""Customers alerting per 1,000 that are shown: 0.05 % to 10 %, with room for the marks."""

INKS = {"#010101": "var(--ink)", "#020202": "var(--faint)", "#fefefe": "var(--paper)"}
"""Colours that are drawn with, and what stands for them in the file: the picture brings its own paper, and turns with the reader's."""


def draw(key: str, points: Sequence[Point]) -> None:
    """The picture of a set."""
    import matplotlib as mpl  # noqa: PLC0415 - only pictures need it
    from matplotlib.figure import Figure  # noqa: PLC0415

    mpl.rcParams.update({
        "svg.fonttype": "none", "svg.hashsalt": key, "font.family": "sans-serif", "font.size": 10.5,
        "text.color": "#010101", "axes.edgecolor": "#010101", "axes.labelcolor": "#010101",
        "xtick.color": "#010101", "ytick.color": "#010101", "figure.facecolor": "#fefefe", "axes.facecolor": "#fefefe",
    })  # fmt: skip
    figure = Figure(figsize=(7.6, 5.0))
    axes = figure.add_axes((0.085, 0.115, 0.89, 0.62))
    chosen = [p for p in points if p.set == key]
    low = min(p.recall for p in chosen if p.kind == "point" and p.alerting_per_1000 >= 0.4)
    bottom = max(0.0, int(low * 20 - 0.5) / 20)
    handles = _draw_curves(axes, chosen)
    handles += axes.plot([], [], "o", color="#010101", markersize=8, label="at the engine's default threshold")
    goals = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["screen"][key]["recall"]
    handles += axes.plot(
        [1000 * float(budget) for budget in goals], list(goals.values()), "_", color="#010101", markersize=16,
        markeredgewidth=2.5, label="floor that sanksi is held to", clip_on=False, zorder=5,
    )  # fmt: skip
    axes.set(xscale="log", xlim=LIMITS, ylim=(bottom, 1.0 + (1 - bottom) * 0.02))
    axes.set_xticks([0.5, 1, 2, 5, 10, 20, 50, 100], ["0.5", "1", "2", "5", "10", "20", "50", "100"])
    axes.minorticks_off()
    axes.set_xlabel("customers alerting, of 1,000 (fewer is better)")
    axes.set_ylabel("recall")
    axes.grid(color="#020202", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)
    figure.text(0.02, 0.945, SETS[key].title, fontsize=13, fontweight="bold")
    figure.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0.01, 0.93), ncols=2, frameon=False, handlelength=3.2,
        columnspacing=1.2,
    )  # fmt: skip
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = out.getvalue()
    for drawn, ink in INKS.items():
        text = text.replace(drawn, ink)
    text = re.sub(r"(<svg [^>]*>\n)", lambda found: found[1] + STYLE, text, count=1)
    text = "".join(line.rstrip() + "\n" for line in text.splitlines())
    (PAGE / f"{key}.svg").write_text(text, encoding="utf-8", newline="\n")


def _draw_curves(axes: Any, points: Sequence[Point]) -> list[Any]:
    handles = []
    for name, engine in ENGINES.items():
        curve = [p for p in points if p.engine == name and p.kind == "point"]
        if not curve:
            continue
        default = next(p for p in points if p.engine == name and p.kind == "default")
        seen = LIMITS[0] <= default.alerting_per_1000 <= LIMITS[1]
        alerting = "" if seen else f": {default.alerting_per_1000:.3g} alert"
        label = f"{engine.title} ({default.threshold:g}{alerting})"
        x = [p.alerting_per_1000 for p in curve]
        handles += axes.plot(
            x, [p.recall for p in curve], engine.line, color=engine.colour, linewidth=2.2, label=label, zorder=3
        )
        if seen:
            axes.plot(
                default.alerting_per_1000, default.recall, "o", color=engine.colour, markersize=9,
                markeredgecolor="#fefefe", markeredgewidth=1.5, zorder=6, clip_on=False,
            )  # fmt: skip
    return handles


def main() -> None:
    """Score or draw."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("step", choices=("score", "draw"))
    arguments.add_argument("engines", nargs="*", metavar="ENGINE", help=f"of {', '.join(ENGINES)}; all when left out")
    chosen = arguments.parse_args()
    if chosen.step == "score":
        for name in chosen.engines or ENGINES:
            score(name)
    else:
        points = update_points()
        for key in SETS:
            draw(key, points)


if __name__ == "__main__":
    main()
