"""Quality floors of reading, by the harness of the public sets: names of IDNer-news-2k, quotes and speakers of PFSA-ID (measured with, nothing of it ships)."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.gate
ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT.parent / "shared" / "bench"
FLOORS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
WEIGHTS = ROOT / "src" / "sanksi" / "news" / "tagger_data"


def test_names_quotes_and_speakers_stay_above_their_floors() -> None:
    """Strict F1 of names by kind and in all; spans found, spans right, speakers right."""
    if not BENCH.is_dir():
        pytest.skip("the labelled sets of ../shared/bench are not here: quality floors left out")
    done = subprocess.run(
        [sys.executable, "news.py", "--adapter", "adapter"],
        cwd=BENCH,
        env={**os.environ, "PYTHONPATH": str(ROOT / "bench")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    names = {kind: float(f1) for kind, f1 in re.findall(r"names (\w+): .* F1 ([\d.]+)", done.stdout)}
    for kind, floor in FLOORS["names"]["f1"].items():
        assert names[kind] >= floor, done.stdout
    spans = re.search(r"spans: P ([\d.]+) R ([\d.]+) F1 ([\d.]+)", done.stdout)
    speaker = re.search(r"speaker ALL: \S+ = ([\d.]+) %", done.stdout)
    assert spans, done.stdout
    assert speaker, done.stdout
    told = dict(zip(("precision", "recall", "f1", "speaker"), map(float, (*spans.groups(), speaker[1])), strict=True))
    assert {name: (told[name], floor) for name, floor in FLOORS["quotes"].items() if told[name] < floor} == {}, (
        done.stdout
    )


def test_the_weights_stay_small() -> None:
    """All files of the tagger together."""
    assert sum(p.stat().st_size for p in WEIGHTS.iterdir() if p.is_file()) <= FLOORS["names"]["bytes"]
