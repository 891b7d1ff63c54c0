"""Floors for the project's own annotated articles; of the kept and the late ones only totals are ever told."""

import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.gate
FLOORS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["news_own"]
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))


@pytest.mark.parametrize("part", ["open", "kept", "late"])
def test_own_articles_are_read_no_worse_than_before(part: str) -> None:
    """Claims and their spans, speakers, polarity, denial links; nothing denied as fact, nothing from outside, silence where it is due."""
    score, _ = import_module("news_own").score_part(part)
    measured = {m: score.f1(m.removesuffix(" F1")) if m.endswith(" F1") else score.share(m) for m in FLOORS[part]}
    below = {m: (round(measured[m], 4), floor) for m, floor in FLOORS[part].items() if measured[m] < floor}
    assert below == {}
