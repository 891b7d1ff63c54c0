"""Floors of time expressions, on the project's own sentences (tests/evaluation, invented and annotated before the grammar was run)."""

import importlib.util
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.gate
ROOT = Path(__file__).resolve().parents[2]
FLOORS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["dates"]


def load_scorer() -> ModuleType:
    """bench/dates.py as a module."""
    spec = importlib.util.spec_from_file_location("dates_scorer", ROOT / "bench" / "dates.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["dates", "dates_kept", "dates_late"])
def test_values_intervals_and_kinds_stay_above_their_floor(name: str) -> None:
    """Right ones out of all marked and all found where nothing is; the set that was built with is told with its misses."""
    found = load_scorer().score(ROOT / "tests" / "evaluation" / f"{name}.yml")
    assert found.marked >= FLOORS["marked"][name]
    assert found.share >= FLOORS[name], found.share if name == "dates_kept" else found.misses
