"""How fast the engine screens, beside rapidfuzz on the same names in the same run; run it with nothing else on the machine.

usage: taskset -c 0 .venv/bin/python bench/matching.py [--entities N] [--queries N]

The lists are the 9,979 UN and OFAC entities of ../shared/bench; with --entities more, the real ones are followed by made-up ones: names drawn
as often as they occur in the world (names/data/frequency.tsv.gz), each in one to three spellings. The peer is what a naive screener does: token_sort_ratio of each name against all names.
"""

import argparse
import csv
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process, utils

from sanksi.index import build_index, open_index
from sanksi.ledger import Entity
from sanksi.names.tables import load_levels

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench"
THRESHOLD = 0.7


def read_entities() -> list[dict[str, Any]]:
    """The real entities."""
    texts = [(BENCH / "lists" / f"{name}.ftm.json").read_text(encoding="utf-8") for name in ("un", "ofac")]
    return [json.loads(line) for text in texts for line in text.split("\n") if line]


def iter_entities(real: list[dict[str, Any]], count: int) -> Iterator[Entity]:
    """The real entities, then made-up ones up to the count."""
    for shape in real[:count]:
        properties = {k: tuple(v) for k, v in shape["properties"].items()}
        yield Entity(
            id=shape["id"], schema=shape["schema"], properties=properties, list_id=shape["id"].partition("-")[0]
        )
    chance = random.Random(1)
    levels = [(token, int(line[:2], 16)) for token, line in load_levels() if line[:2] != "00"]
    tokens, cumulated = [token for token, _ in levels], list(accumulate(2 ** (level / 16) for _, level in levels))
    for number in range(len(real), count):
        name = chance.choices(tokens, cum_weights=cumulated, k=chance.choice((2, 2, 3, 3, 4)))
        spellings = {
            " ".join([_respell(t, chance) if chance.random() < 0.3 else t for t in name])
            for _ in range(chance.choice((1, 2, 3)))
        }
        yield Entity(
            id=f"made-{number:07}",
            schema="Person",
            properties={"name": tuple(spellings), "birthDate": (str(chance.randrange(1940, 2005)),)},
            list_id="made",
        )


def _respell(token: str, chance: random.Random) -> str:
    """The token with a letter left out, doubled, or another vowel: lists hold far more spellings than names."""
    at = chance.randrange(len(token))
    kind = chance.randrange(3)
    if kind == 0 and len(token) > 3:
        return token[:at] + token[at + 1 :]
    return token[:at] + (token[at] * 2 if kind == 1 else chance.choice("aeiou")) + token[at + 1 :]


def read_parties(count: int, *, facts: bool) -> list[Entity]:
    """Customers of the development sets, in an order of chance."""
    rows: list[dict[str, str]] = []
    for name in ("negatives_global", "negatives_us", "positives_treated"):
        with (BENCH / "dev" / f"screen_{name}.csv").open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file)
    random.Random(2).shuffle(rows)
    fields = ("name", "birthDate", "country") if facts else ("name",)
    return [Entity(schema="Person", properties={f: (row[f],) for f in fields if row[f]}) for row in rows[:count]]


def resident_mib() -> float:
    """Memory of this process now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def main() -> None:
    """Build, search, and the peer."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--entities", type=int, default=9_979)
    arguments.add_argument("--queries", type=int, default=20_000)
    chosen = arguments.parse_args()
    real = read_entities()
    with tempfile.TemporaryDirectory(prefix="sanksi-bench-") as place:
        started = time.process_time()
        for _ in iter_entities(real, chosen.entities):
            pass
        made = time.process_time() - started
        before, started, used = resident_mib(), time.perf_counter(), time.process_time()
        build_index(iter_entities(real, chosen.entities), Path(place), editions={})
        used = time.process_time() - used
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        index = open_index(Path(place))
        index.search_many(read_parties(1, facts=False), threshold=THRESHOLD, limit=20)
        print(
            f"{index.rows:,} entities: built and opened in {time.perf_counter() - started:.2f} s, +{resident_mib() - before:.0f} MiB resident;"
            f" built with {used:.2f} s of processor time, {made:.2f} s of them the bench's own, and +{most - before:.0f} MiB at most"
        )
        print(f"on disk {sum(p.stat().st_size for p in Path(place).rglob('*') if p.is_file()) / 2**20:.1f} MiB")
        rates = {}
        for facts in (False, True):
            parties = read_parties(chosen.queries, facts=facts)
            for turn in ("first", "again"):
                started = time.perf_counter()
                index.search_many(parties, threshold=THRESHOLD, limit=20)
                rates[facts] = len(parties) / (time.perf_counter() - started)
                print(
                    f"{'name, birth date, territory' if facts else 'name only'}, {turn}: {rates[facts]:,.0f} parties a second"
                )
            each = []
            for party in parties[:2_000]:
                started = time.perf_counter()
                index.search_many([party], threshold=THRESHOLD, limit=20)
                each.append(1000 * (time.perf_counter() - started))
            each.sort()
            print(f"  one by one: p50 {each[1000]:.3f} ms, p99 {each[1980]:.3f} ms")
        names = [
            utils.default_process(n)
            for e in iter_entities(real, chosen.entities)
            for p in ("name", "alias")
            for n in e.get(p)
        ]
        asked = [utils.default_process(p.get("name")[0]) for p in read_parties(200, facts=False)]
        started = time.perf_counter()
        for name in asked:
            process.extract(
                name, names, scorer=fuzz.token_sort_ratio, score_cutoff=100 * THRESHOLD, limit=20, processor=None
            )
        peer = len(asked) / (time.perf_counter() - started)
        print(
            f"rapidfuzz token_sort_ratio over {len(names):,} names: {peer:,.0f} parties a second; name only is {rates[False] / peer:,.0f} times that"
        )
    print(f"largest {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB", file=sys.stderr)


if __name__ == "__main__":
    main()
