"""Quality floors of matching, on the dev halves of the public labelled sets."""

import csv
import importlib.util
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.gate
ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT.parent / "shared" / "bench"
FLOORS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


def require_bench() -> None:
    """Leave the gate out where the labelled sets are not."""
    if not BENCH.is_dir():
        pytest.skip("the labelled sets of ../shared/bench are not here: quality floors left out")


def load_adapter() -> ModuleType:
    """bench/adapter.py as a module."""
    spec = importlib.util.spec_from_file_location("adapter", ROOT / "bench" / "adapter.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_pairs_stay_above_their_floors(tmp_path: Path) -> None:
    """name_bench, entity_bench and the cross-script pairs, by the harness of the sets."""
    require_bench()
    out = tmp_path / "pairs.json"
    arguments: list[str] = [
        sys.executable,
        "pairs.py",
        "--adapter",
        "adapter:pairs",
        "--sets",
        "name_bench,entity_bench,cross_script",
        "--json",
        str(out),
    ]
    done = subprocess.run(
        arguments, cwd=BENCH, env={"PYTHONPATH": str(ROOT / "bench")}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    sets = json.loads(out.read_text(encoding="utf-8"))["sets"]
    for name, floor in FLOORS["pairs"].items():
        assert sets[name]["default"]["f1"] >= floor, name
    with (BENCH / "dev" / "pairs_name_bench.csv").open(encoding="utf-8", newline="") as stream:
        scored = zip(csv.DictReader(stream), sets["name_bench"]["scores"], strict=True)
        strong = [score for row, score in scored if row["quality"] == "STRONG" and row["is_match"] == "1"]
    threshold = load_adapter().pairs.threshold
    assert sum(score >= threshold for score in strong) / len(strong) >= FLOORS["strong"]["recall"]
    assert sets["cross_script"]["default"]["r"] >= FLOORS["cross_script"]["recall"]


@pytest.fixture(scope="module")
def customers() -> list[dict[str, str]]:
    """The first 5,000 customers of each of the two sets."""
    require_bench()
    return [row for name in ("global", "us") for row in _records(f"screen_negatives_{name}")[:5_000]]


@pytest.mark.parametrize(("positives", "lists", "fields"), [
    ("ssb", ("un", "ofac"), "name"),
    ("loo", ("loo",), "name"),
    ("script", ("latin",), "name"),
    ("treated", ("un", "ofac"), "name,birthDate,country"),
])  # fmt: skip
def test_recall_while_few_customers_alert_stays_above_its_floors(
    positives: str,
    lists: tuple[str, ...],
    fields: str,
    customers: list[dict[str, str]],
    request: pytest.FixtureRequest,
) -> None:
    """Recall of a set while at most a share of the customers alerts, and how many alert at the default threshold; as screen.py counts."""
    engine = load_adapter().Engine()
    request.addfinalizer(engine._folder.cleanup)
    listed = [
        json.loads(line)
        for name in lists
        for line in (BENCH / "lists" / f"{name}.ftm.json").read_text(encoding="utf-8").split("\n")
        if line
    ]
    engine.load(listed)
    keep = {*fields.split(","), "schema"}
    right = _records(f"screen_positives_{positives}")

    def only(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{k: v if k in keep else "" for k, v in row.items()} for row in rows]

    alerts = sorted(
        (max((s for _, s in answer), default=0.0) for answer in engine.screen(only(customers))), reverse=True
    )
    scores = [
        max((score for entity_id, score in answer if entity_id in row["id"].split("|")), default=0.0)
        for answer, row in zip(engine.screen(only(right)), right, strict=True)
    ]
    floors = FLOORS["screen"][positives]
    for budget, floor in floors["recall"].items():
        cut = alerts[int(float(budget) * len(alerts))]
        recall = sum(score > cut for score in scores) / len(scores)
        assert recall >= floor, f"{positives}: {recall:.4f} while {budget} of the customers alert"
    per_1000 = sum(score >= engine.threshold for score in alerts) * 1000 / len(alerts)
    assert per_1000 <= floors["alerts_per_1000"], f"{positives}: {per_1000} alerts per 1,000 customers"


def _records(name: str) -> list[dict[str, str]]:
    with (BENCH / "dev" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [
        {field: row.get(field) or "" for field in ("id", "name", "birthDate", "country")}
        | {"schema": row.get("schema") or "Person"}
        for row in rows
    ]
