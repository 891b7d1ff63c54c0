"""What one screening in a new process takes, beside starting Python alone; the page cache is warm, modules are compiled, as pip leaves them.

usage: .venv/bin/python bench/cold.py [--home HOME] [--turns N]

Without --home the lists are the starter's. Tells the least of the turns by the clock and by processor time, and the largest resident memory.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time


def measure(about: str, *arguments: str, turns: int) -> None:
    """Print the least of the turns; the first one, which compiles, is left out."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    clocks, spent = [], []
    for _ in range(turns + 1):
        before, started = os.times(), time.perf_counter()
        subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, env=environment, check=False)
        clocks.append(time.perf_counter() - started)
        after = os.times()
        spent.append(sum(after[2:4]) - sum(before[2:4]))
    print(f"{about}: {1000 * min(clocks[1:]):.0f} ms, {1000 * min(spent[1:]):.0f} ms of processor time")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--home")
    parser.add_argument("--turns", type=int, default=15)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sanksi-bench-") as place:
        sanksi = ("-m", "sanksi", "--home", chosen.home or place)
        if not chosen.home:
            subprocess.run([sys.executable, *sanksi, "add", "starter"], stdout=subprocess.DEVNULL, check=True)
        measure("python alone", "-c", "pass", turns=chosen.turns)
        for about, *more in (
            ("a listed name", "Kim Jong Un"),
            ("a listed name, as JSON", "Kim Jong Un", "--json"),
            ("an unlisted name, as JSON", "Siti Rahmawati", "--json"),
            ("a name in Korean, as JSON", "김정은", "--json"),
        ):
            measure(about, *sanksi, "screen", *more, turns=chosen.turns)
    print(f"largest {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
