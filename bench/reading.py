"""How fast and in how much memory are reports read? Beside it, in the same run, what cutting the same texts into words takes.

usage: .venv/bin/python bench/reading.py [--turns N] [FILE ...]

Without files the open articles of the project's own set. Nobody is screened. Tells articles a second of processor time on one core (the best of the
turns; the first, which loads words and weights, is told apart), the ratio to the words cut, and the largest resident memory.
"""

import argparse
import re
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sanksi.news import read

OPEN = Path(__file__).resolve().parents[1] / "tests" / "evaluation" / "news" / "open"
WORD = re.compile(r"\w+|\S")
TODAY = date(2026, 11, 28)
CUTS = 20
"""Times that the texts are cut in one turn of the peer, which is short."""


def spent(act: Callable[[], object]) -> float:
    """Seconds of processor time."""
    began = time.process_time()
    act()
    return time.process_time() - began


def resident_kib() -> int:
    """The largest resident memory so far; the kernel's own figure where it tells one, for `getrusage` hands down what a parent had."""
    status = Path("/proc/self/status")
    if status.is_file() and (told := re.search(r"VmHWM:\s+(\d+) kB", status.read_text())):
        return int(told[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description="How fast and in how much memory are reports read?")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--turns", type=int, default=3)
    options = parser.parse_args()
    files = options.files or sorted(p for p in OPEN.iterdir() if p.suffix in (".txt", ".html"))
    texts = [p.read_text(encoding="utf-8") for p in files]

    def read_all() -> None:
        for text in texts:
            read(text, screener=None, today=TODAY)

    def cut_all() -> None:
        for text in texts * CUTS:
            for m in WORD.finditer(text):
                m.group().lower()

    first = spent(read_all)
    best = min(spent(read_all) for _ in range(options.turns))
    cut = min(spent(cut_all) for _ in range(options.turns)) / CUTS
    words = sum(len(WORD.findall(text)) for text in texts) / len(texts)
    kib = resident_kib()
    print(
        f"{len(texts)} articles of {words:.0f} words: {len(texts) / best:.1f} articles/s ({len(texts) / first:.1f} at first), "
        f"{best / cut:.0f} times cutting the words, {kib / 1024:.0f} MiB"
    )


if __name__ == "__main__":
    main()
