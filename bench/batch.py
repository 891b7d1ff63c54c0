"""How fast a file of parties is screened, beside what Python needs to copy it and what a naive screener needs, in one run.

usage: .venv/bin/python bench/batch.py [--rows N] [--turns N]

The lists are the 9,979 UN and OFAC entities of ../shared/bench; the file holds customers of its development sets with birth date and country, as
CSV. The floor is csv.DictReader and json.dumps of each row with nothing between; the naive screener takes rapidfuzz's token_sort_ratio of each
name against all names; `one by one` is a Screener.screen and a json.dumps for each row. Each is told by its best turn, in rows a second by the
clock, and in rows a second of processor time: what others do on the machine counts less there. The first turn is told too, for
one process remembers the words of names afterwards; several processes begin anew in each turn.
"""

import argparse
import csv
import json
import os
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from rapidfuzz import fuzz, process, utils

from matching import THRESHOLD, iter_entities, read_entities, read_parties
from sanksi.faces.batch import BatchJob, run_batch
from sanksi.faces.batch.rows import iter_chunks
from sanksi.faces.batch.rows import read_parties as parties_of
from sanksi.faces.batch.run import count_cores
from sanksi.ledger import Edition, Entity, Statement, open_ledger
from sanksi.screening import Screener, open_screener

DAY = date(2026, 11, 24)
COLUMNS = ("id", "name", "birthDate", "country", "schema")


def make_home(home: Path, entities: list[Entity]) -> Screener:
    """A home whose ledger holds the entities as one edition."""
    ledger = open_ledger(home, create=True)
    edition = Edition(
        list_id="bench", on=DAY, published_at=f"{DAY}T00:00:00Z", origin="", sha256="0" * 64, size_bytes=0,
        received_at=datetime.now(UTC).isoformat(), reader="", entities_read=len(entities), entities_in_file=len(entities),
    )  # fmt: skip
    groups = (
        tuple(
            Statement(list_id="bench", entity_id=e.id, schema=e.schema, prop=prop, value=value)
            for prop, values in e.properties.items()
            for value in values
        )
        for e in entities
    )
    ledger.import_edition(edition, groups, (), max_age_days=30)
    ledger.close()
    return open_screener(home, today=DAY)


def write_customers(path: Path, count: int) -> int:
    """Customers as CSV; how many there are."""
    parties = read_parties(count, facts=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        for number, party in enumerate(parties):
            cells = [" ".join(party.get(prop)) for prop in COLUMNS[1:4]]
            writer.writerow([f"customer-{number}", *cells, party.schema])
    return len(parties)


def copy_rows(source: Path, target: Path) -> None:
    """CSV in, JSON lines out, nothing between."""
    with source.open(encoding="utf-8", newline="") as rows, target.open("w", encoding="utf-8") as out:
        for row in csv.DictReader(rows):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def measure(about: str, rows: int, turns: int, work: Callable[[], object]) -> float:
    """Print and give the rows a second of the best turn."""
    clocks, used = [], []
    for _ in range(turns):
        clock, times = time.perf_counter(), os.times()
        work()
        spent = os.times()
        clocks.append(time.perf_counter() - clock)
        used.append(max(sum(spent[:4]) - sum(times[:4]), 0.01))
    best = rows / min(clocks)
    print(f"{about}: {best:,.0f} rows a second, {rows / min(used):,.0f} a second of processor time", end="")
    print(f" (the first turn {rows / clocks[0]:,.0f} and {rows / used[0]:,.0f})")
    return best


def main() -> None:
    """Screen the file, and the peers."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rows", type=int, default=50_000)
    arguments.add_argument("--turns", type=int, default=3)
    chosen = arguments.parse_args()
    entities = list(iter_entities(read_entities(), 9_979))
    with tempfile.TemporaryDirectory(prefix="sanksi-bench-") as place:
        folder = Path(place)
        screener = make_home(folder / "home", entities)
        rows = write_customers(folder / "in.csv", chosen.rows)
        job = BatchJob(source=folder / "in.csv", target=folder / "out.jsonl")
        parties = [party for chunk in iter_chunks(job) for party in parties_of(chunk, job) if isinstance(party, Entity)]
        screener.screen(parties[0])

        def one_by_one() -> None:
            for party in parties[:2_000]:
                json.dumps(screener.screen(party).to_dict(), ensure_ascii=False)

        names = [utils.default_process(n) for e in entities for p in ("name", "alias") for n in e.get(p)]

        def naive() -> None:
            for party in parties[:200]:
                name = utils.default_process(party.caption)
                process.extract(name, names, scorer=fuzz.token_sort_ratio, score_cutoff=100 * THRESHOLD, limit=20)

        print(f"{rows:,} rows, {len(entities):,} entities, {(folder / 'in.csv').stat().st_size / 2**20:.1f} MiB in")
        floor = measure("copied by csv and json", rows, chosen.turns, lambda: copy_rows(job.source, folder / "copy"))
        peer = measure("rapidfuzz, one process", 200, chosen.turns, naive)
        single = measure("one by one", 2_000, chosen.turns, one_by_one)
        for count in sorted({1, count_cores()}):
            name = f"batch, {count} process{'es' if count > 1 else ''}"
            rate = measure(name, rows, chosen.turns, partial(run_batch, job, screener, processes=count))
            print(
                f"  {rate / single:.1f} x one by one, {rate / peer:,.0f} x rapidfuzz, 1/{floor / rate:.1f} of copying"
            )


if __name__ == "__main__":
    main()
