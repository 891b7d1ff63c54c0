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
    assert sets["cross_script"]["default"]["r"] >= FLOORS["cross_script"]["recall"]


def test_screening_stays_above_its_floors(request: pytest.FixtureRequest) -> None:
    """Perturbed UN persons are found at the default threshold, and customers hardly alert."""
    require_bench()
    engine = load_adapter().Engine()
    listed: list[dict[str, Any]] = []
    for name in ("un", "ofac"):
        with (BENCH / "lists" / f"{name}.ftm.json").open(encoding="utf-8") as lines:
            listed += [json.loads(line) for line in lines]
    engine.load(listed)
    request.addfinalizer(engine._folder.cleanup)
    positives = _records("screen_positives_treated.csv")[:200]
    found = engine.screen(positives)
    hit = sum(any(score >= engine.threshold for _, score in answer) for answer in found)
    assert hit / len(positives) >= FLOORS["screen"]["treated_recall"]
    negatives = _records("screen_negatives_global.csv")[:500]
    alerts = sum(any(score >= engine.threshold for _, score in answer) for answer in engine.screen(negatives))
    assert alerts * 1000 / len(negatives) <= FLOORS["screen"]["alerts_per_1000"]


def _records(name: str) -> list[dict[str, str]]:
    with (BENCH / "dev" / name).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return [
        {field: row.get(field) or "" for field in ("name", "birthDate", "country")}
        | {"schema": row.get("schema") or "Person"}
        for row in rows
    ]
