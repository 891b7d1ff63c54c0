"""Speed floor of a batch, as a ratio within one run: the figures themselves depend on the machine."""

import gc
import json
import sys
import time
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from sanksi.faces.batch import BatchJob, run_batch
from sanksi.faces.batch.rows import iter_chunks, read_parties
from sanksi.ledger import Entity

pytestmark = pytest.mark.gate
ROOT = Path(__file__).resolve().parents[2]
FLOORS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))


def test_a_batch_is_faster_than_one_screening_after_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows a second of processor time, one process: the middle of three turns; in the first one every word is new to the rows one by one."""
    if not (ROOT.parent / "shared" / "bench").is_dir():
        pytest.skip("the labelled sets of ../shared/bench are not here: speed floor left out")
    monkeypatch.syspath_prepend(str(ROOT / "bench"))
    bench = import_module("batch")
    sys.modules.pop("batch")
    screener = bench.make_home(tmp_path / "home", list(bench.iter_entities(bench.read_entities(), 9_979)))
    rows = bench.write_customers(tmp_path / "in.csv", 6_000)
    job = BatchJob(source=tmp_path / "in.csv", target=tmp_path / "out.jsonl")
    ratios = []
    gc.collect()
    gc.freeze()  # what other tests left is not looked through again for every few rows
    for _ in range(3):
        started = time.process_time()
        parties = [p for chunk in iter_chunks(job) for p in read_parties(chunk, job) if isinstance(p, Entity)]
        for party in parties:
            json.dumps(screener.screen(party).to_dict(), ensure_ascii=False)
        between = time.process_time()
        run_batch(job, screener, processes=1)
        ratios.append((between - started) / (time.process_time() - between))
    gc.unfreeze()
    assert len(parties) == rows
    assert sorted(ratios)[1] >= FLOORS["batch"]["times_one_by_one"], ratios
