"""What the ledger costs: every UN and OFAC edition of ../shared/data imported in one go, beside merely parsing the same files.

    .venv/bin/python bench/ledger.py [--un N] [--ofac N]

Prints editions, seconds and their ratio to parsing alone (lxml, csv), the largest resident memory, the size on disk, the time of one
more edition, of an index for a past day, and of reading all entities as of a day. Peers for other ways to store: plans/ledger.md.
"""

import argparse
import csv
import gc
import io
import resource
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path

from lxml import etree

from sanksi.ledger import open_ledger
from sanksi.lists import StoredFile
from sanksi.screening import import_editions, open_or_build, plan_editions

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
ARCHIVES = {"un-sc": DATA / "un" / "un_versions_all.tar.xz", "us-ofac-sdn": DATA / "ofac" / "sdn_history_all.tar.xz"}


def parse_only(editions: list[tuple[StoredFile, ...]]) -> float:
    """Seconds to load the files and parse them, keeping nothing."""
    start = time.perf_counter()
    for group in editions:
        for stored in group:
            data = stored.load().data
            if stored.name.endswith(".xml"):
                etree.fromstring(data, etree.XMLParser(recover=True))  # one of the real files is cut
            else:
                sum(1 for _ in csv.reader(io.StringIO(data.decode("utf-8", "replace"))))
    return time.perf_counter() - start


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--un", type=int, default=1000, help="editions of un-sc at most, the newest")
    parser.add_argument("--ofac", type=int, default=1000, help="editions of us-ofac-sdn at most, the newest")
    options = parser.parse_args()
    most = {"un-sc": options.un, "us-ofac-sdn": options.ofac}
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        home = Path(folder)
        ledger = open_ledger(home, create=True)
        began = time.perf_counter()
        for list_id, archive in ARCHIVES.items():
            start = time.perf_counter()
            editions = list(plan_editions(list_id, [archive], stack))[-most[list_id] :]
            opened = time.perf_counter() - start
            parsed = parse_only(editions)
            start = time.perf_counter()
            outcomes = list(import_editions(ledger, list_id, editions[:-1], on=None, received_at=now))
            taken = time.perf_counter() - start
            gc.collect()
            start = time.perf_counter()
            outcomes += import_editions(ledger, list_id, editions[-1:], on=None, received_at=now)
            open_or_build(home, ledger, now.date())
            one_more = time.perf_counter() - start
            imported = sum(o.outcome == "imported" for o in outcomes)
            print(
                f"{list_id}: {imported} of {len(outcomes)} editions in {taken:.1f} s, {taken / parsed:.1f} x parsing alone ({parsed:.1f} s); "
                f"unpacking {opened:.1f} s; one more with its index, entries not remembered: {one_more:.1f} s"
            )
        print(f"all: {time.perf_counter() - began:.1f} s, parsing for comparison included")
        size = sum(file.stat().st_size for file in home.glob("ledger.sqlite*"))
        past = date(2022, 3, 1)
        start = time.perf_counter()
        entities = sum(1 for _ in ledger.iter_entities(past))
        read = time.perf_counter() - start
        start = time.perf_counter()
        open_or_build(home, ledger, past)
        built = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"ledger {size / 1e6:.1f} MB; {entities} entities as of {past} read in {read:.2f} s, indexed in {built:.2f} s; {memory} MiB"
        )
        ledger.close()


if __name__ == "__main__":
    main()
