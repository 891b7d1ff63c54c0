"""sanksi and its peers, and the development sets they are asked; for curves.py and figures.py.

They need an environment with the package and what nothing else here does:

    python -m venv build/peers && build/peers/bin/pip install . nomenklatura rapidfuzz jellyfish psutil matplotlib

Every engine is an adapter of ../shared/bench, run as screen.py and pairs.py there run it.
"""

import csv
import importlib
import importlib.metadata
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT.parent / "shared" / "bench"
CUSTOMERS = ("negatives_global", "negatives_us")
NAME, FACTS = ("name",), ("name", "birthDate", "country")


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A matcher and how it is asked.

    Attributes:
        adapter: MODULE:CLASS as screen.py takes it.
        facts: the same that weighs birth date and territory, or "" when it cannot.
        pairs: MODULE:FUNC as pairs.py takes it.
        package: distribution whose version is told.
        colour, line: of its curve; colours of Okabe and Ito, which the colour-blind tell apart, and dashes for those who see none.
        customers: how many are asked, half of each set.
        sample: how many are asked for its speed.
    """

    title: str
    adapter: str
    facts: str
    pairs: str
    package: str
    colour: str
    line: str
    customers: int = 10_000
    sample: int = 1_000


ENGINES = {
    "sanksi": Engine(
        title="sanksi",
        adapter="adapter:Engine",
        facts="adapter:Engine",
        pairs="adapter:pairs",
        package="sanksi",
        colour="#0072b2",
        line="-",
        sample=20_000,
    ),
    "logic-v2": Engine(
        title="nomenklatura logic-v2",
        adapter="adapters.nk_screen:IndexLogicV2",
        facts="adapters.nk_screen:IndexLogicV2",
        pairs="adapters.nk:logic_v2",
        package="nomenklatura",
        colour="#d55e00",
        line="--",
        sample=500,
    ),
    "token-sort": Engine(
        title="rapidfuzz token sort",
        adapter="adapters.rf_screen:TokenSort",
        facts="adapters.rf_screen:TokenSortQualified",
        pairs="adapters.rf:token_sort",
        package="rapidfuzz",
        colour="#009e73",
        line="-.",
    ),
    "jaro-winkler": Engine(
        title="Jaro-Winkler, sorted tokens",
        adapter="adapters.rf_screen:JaroWinkler",
        facts="",
        pairs="adapters.rf:jaro_winkler_sorted",
        package="rapidfuzz",
        colour="#cc79a7",
        line=":",
    ),
}


class Set(NamedTuple):
    """Positives, the lists they are asked of, and with what."""

    title: str
    positives: str
    lists: tuple[str, ...]
    fields: tuple[str, ...]


SETS = {
    "treated": Set("Perturbed UN persons, with birth date and country", "treated", ("un", "ofac"), FACTS),
    "ssb": Set("Perturbed OFAC names, name only", "ssb", ("un", "ofac"), NAME),
    "loo": Set("An official alias left out of the list, name only", "loo", ("loo",), NAME),
    "script": Set("Original script against a Latin list, name only", "script", ("latin",), NAME),
}


def read_records(name: str, fields: Sequence[str], count: int | None = None) -> list[dict[str, str]]:
    """Rows of a set, with the fields that are asked with, the schema and the ids that are right."""
    with (BENCH / "dev" / f"screen_{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[:count]
    kept = {*fields, "schema", "id"}
    return [{f: r[f] if f in kept else "" for f in ("id", "name", "birthDate", "country", "schema")} for r in rows]


def read_customers(fields: Sequence[str], count: int | None) -> list[dict[str, str]]:
    """Customers who are not listed, the first of each set; all of them for None."""
    each = None if count is None else count // len(CUSTOMERS)
    return [row for name in CUSTOMERS for row in read_records(name, fields, each)]


def read_listed(lists: Iterable[str]) -> list[dict[str, Any]]:
    """The entities of lists."""
    texts = [(BENCH / "lists" / f"{name}.ftm.json").read_text(encoding="utf-8") for name in lists]
    return [json.loads(line) for text in texts for line in text.split("\n") if line]


def load_adapter(spec: str) -> Any:
    """What MODULE:NAME names, of bench/ or ../shared/bench."""
    for folder in (str(BENCH), str(ROOT / "bench")):
        if folder not in sys.path:
            sys.path.append(folder)
    module, _, name = spec.partition(":")
    return getattr(importlib.import_module(module), name)


def describe(engine: Engine) -> str:
    """Date, package, version, and for ours the weights."""
    text = f"{datetime.now(UTC).date()}, {engine.package} {importlib.metadata.version(engine.package)}"
    if engine.package == "sanksi":
        text += f", weights {load_adapter('sanksi.match:load_weights')().id}"
    return text
