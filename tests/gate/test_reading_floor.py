"""Reading stays fast and small: against cutting the same texts into words in the same run, and in resident memory."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.gate
ROOT = Path(__file__).resolve().parents[2]
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["reading"]


def test_reports_are_read_in_time_and_memory() -> None:
    """A busy machine slows both the reader and what it is measured beside."""
    command = [sys.executable, str(ROOT / "bench" / "reading.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told = re.search(r"(\d+) times cutting the words, (\d+) MiB", done.stdout)
    assert told, done.stdout
    assert int(told[1]) <= FLOORS["times_cutting"], done.stdout
    assert int(told[2]) <= FLOORS["mib"], done.stdout
