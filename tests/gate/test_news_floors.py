"""Quality floors of quotes and their speakers, on the public half of PFSA-ID (measured with, nothing of it ships)."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.gate
ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT.parent / "shared" / "bench"
FLOORS: dict[str, float] = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["quotes"]


def test_quotes_and_speakers_stay_above_their_floors() -> None:
    """Spans found, spans right, speakers right, by the harness of the set."""
    if not BENCH.is_dir():
        pytest.skip("the labelled sets of ../shared/bench are not here: quality floors left out")
    done = subprocess.run(
        [sys.executable, "news.py", "--adapter", "reader"],
        cwd=BENCH, env={"PYTHONPATH": str(ROOT / "bench")}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    spans = re.search(r"spans: P ([\d.]+) R ([\d.]+) F1 ([\d.]+)", done.stdout)
    speaker = re.search(r"speaker ALL: \S+ = ([\d.]+) %", done.stdout)
    assert spans, done.stdout
    assert speaker, done.stdout
    measured = dict(zip(("precision", "recall", "f1"), map(float, spans.groups()), strict=True))
    for name, figure in (measured | {"speaker": float(speaker[1])}).items():
        assert figure >= FLOORS[name], name
