"""kill -9 at any moment of an import or a build: the last state is readable, the next run completes it, and nothing piles up."""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import pytest

from sanksi.errors import IndexFileError, LedgerError
from sanksi.index import open_index
from sanksi.ledger import Ledger, open_ledger
from sanksi.screening import Imported, import_files, open_or_build, open_screener
from sanksi.screening.screener import KEPT_INDEXES

NOW = datetime(2026, 11, 24, tzinfo=UTC)
EXCERPT = Path(__file__).parents[1] / "excerpts" / "un_2023-09-01.xml"
FIRST = date(2024, 1, 10)
EDITIONS = 4
ENTRIES = 30
MOST_ATTEMPTS = 3
"""A kill that comes too late, after the work, counts as none: so many attempts a kill at most."""

CLI_KILLS = 10
KEPT_LOCKS = 1
"""One lock for all builds of a home."""


def write_editions(folder: Path) -> dict[date, tuple[Path, frozenset[str]]]:
    """The excerpt and small editions after it; day to the file and the ids of the entities it lists."""
    folder.mkdir(parents=True, exist_ok=True)
    held = folder / "un_2023-09-01.xml"
    held.write_bytes(EXCERPT.read_bytes())
    editions = {date(2023, 9, 1): (held, frozenset({"un-sc-6908555", "un-sc-690734", "un-sc-690735"}))}
    for number in range(EDITIONS):
        day = FIRST + timedelta(days=30 * number)
        ids = range(number * 5, number * 5 + ENTRIES)
        entries = "".join(
            f"<INDIVIDUAL><DATAID>{n}</DATAID><FIRST_NAME>RI WON {n}</FIRST_NAME><SECOND_NAME>HO {(n + number) % 7}</SECOND_NAME>"
            f"<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.{n:03}</REFERENCE_NUMBER></INDIVIDUAL>"
            for n in ids
        )
        file = folder / f"un_{day.isoformat()}.xml"
        file.write_text(
            f'<CONSOLIDATED_LIST dateGenerated="{day.isoformat()}T00:00:00Z"><INDIVIDUALS>{entries}</INDIVIDUALS></CONSOLIDATED_LIST>',
            encoding="utf-8",
        )
        editions[day] = (file, frozenset(f"un-sc-{n}" for n in ids))
    return editions


def work(home: Path, files: Sequence[Path]) -> list[Imported]:
    """Import the editions one by one and build the index after each, as `sanksi add` and the first question do."""
    ledger = open_ledger(home, create=True)
    outcomes = []
    for file in files:
        for done in import_files(ledger, "un-sc", [file], on=None, received_at=NOW, any_count=True):
            outcomes.append(done)
            assert done.edition is not None, done
            open_or_build(home, ledger, done.edition.on)
    ledger.close()
    return outcomes


def work_in_child(home: Path, files: Sequence[Path], pipe: Connection) -> None:
    """Tell that the work begins, do it, tell how long it took."""
    pipe.send(0.0)
    start = perf_counter()
    work(home, files)
    pipe.send(perf_counter() - start)


def build_in_child(home: Path, day: date, pipe: Connection) -> None:
    """Wait for the word, then build."""
    ledger = open_ledger(home)
    pipe.send("ready")
    pipe.recv()
    pipe.send(open_or_build(home, ledger, day).rows)


def import_in_child(home: Path, files: Sequence[Path], pipe: Connection) -> None:
    """Wait for the word, then import all, one after the other; tell the outcomes or the error."""
    pipe.send("ready")
    pipe.recv()
    try:
        pipe.send([done.outcome for done in work(home, files)])
    except LedgerError as error:
        pipe.send(error.message)


@pytest.fixture(scope="module")
def children() -> ForkServerContext:
    """Child processes that begin with everything imported."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(
        ["sanksi.screening", "sanksi.index", "sanksi.lists", "sanksi.lists.un_sc", "filelock", "sqlite3", "test_crash"]
    )
    return context


def run_killed(children: ForkServerContext, home: Path, files: Sequence[Path], after_s: float | None) -> float | None:
    """Work in a child and kill it after a while; how long the work took when it ended before."""
    here, there = children.Pipe()
    child = children.Process(target=work_in_child, args=(home, files, there))
    child.start()
    there.close()
    here.recv()
    child.join(after_s)
    if child.is_alive() and child.pid is not None:
        os.kill(child.pid, signal.SIGKILL)
    child.join()
    took: float | None = None
    if child.exitcode == 0:
        took = here.recv()
    else:
        assert child.exitcode == -signal.SIGKILL
    here.close()
    return took


def require_whole(home: Path, editions: dict[date, tuple[Path, frozenset[str]]]) -> int:
    """Every edition held is one of those given, whole, in order; every index that can be opened is of one of them. How many are held."""
    ledger: Ledger = open_ledger(home)
    days = [held.edition.on for held in ledger.editions()]
    assert days == sorted(editions)[: len(days)]
    for held in ledger.editions():
        assert {entity.id for entity in ledger.iter_entities(held.edition.on)} == editions[held.edition.on][1]
        assert held.edition.entities_read == len(editions[held.edition.on][1])
    for folder in (home / "index").glob("????????????????"):
        try:
            index = open_index(folder)
        except IndexFileError:
            continue  # its build was killed: the next run builds it
        assert index.rows in {len(ids) for _, ids in editions.values()}
    ledger.close()
    if days:
        screener = open_screener(home, today=days[-1])
        assert screener.screen_day(None)
    return len(days)


def require_completed(home: Path, editions: dict[date, tuple[Path, frozenset[str]]]) -> None:
    """The next run imports and builds what is lacking, and cleans up after the killed one."""
    outcomes = work(home, [file for file, _ in editions.values()])
    assert {done.outcome for done in outcomes} <= {"imported", "unchanged"}
    assert require_whole(home, editions) == len(editions)
    ledger = open_ledger(home)
    for day, (_, ids) in editions.items():
        index = open_or_build(home, ledger, day)
        assert {index.entity(row).id for row in range(index.rows)} == ids
    ledger.close()
    left = [path.name for path in (home / "index").rglob("*")]
    assert [name for name in left if name.startswith(".building")] == []
    assert sum(name.endswith(".new") for name in left) <= 1  # the pointer's draft: the next build writes it again
    assert sum(name.endswith(".lock") for name in left) <= KEPT_LOCKS
    assert sum(path.is_dir() for path in (home / "index").iterdir()) <= KEPT_INDEXES
    assert sum(path.is_dir() for path in (home / "index").glob("*/*")) <= KEPT_INDEXES


def kill_at_random_points(children: ForkServerContext, tmp_path: Path, kills: int) -> None:
    """Kill the work at points spread over its whole duration, each time in a new home; sometimes several times in the same."""
    editions = write_editions(tmp_path / "lists")
    files = [file for file, _ in editions.values()]
    run_killed(children, tmp_path / "warm", files, None)
    # the shortest of three: a measure taken while the machine is busy would let most runs end before they are killed
    took = min(run_killed(children, tmp_path / f"measured-{n}", files, None) or 0.0 for n in range(3))
    assert took > 0
    random = Random(20261124)  # noqa: S311 - points in time, not secrets
    hits = attempts = early = 0
    seen = set()
    home = tmp_path / "home-0"
    while hits < kills:
        attempts += 1
        assert attempts <= kills * MOST_ATTEMPTS, f"only {hits} of {attempts} runs were killed"
        # a point in each slice of the duration, so that no stretch of the work is spared; sooner after a run that ended before its kill
        after_s = took * (hits + random.random()) / kills * 0.8**early
        if run_killed(children, home, files, after_s) is None:
            hits, early = hits + 1, 0
        else:
            early += 1
        seen.add(require_whole(home, editions))
        if early or random.random() < 0.7:  # else the next kill hits the run that repairs this one
            require_completed(home, editions)
            home = tmp_path / f"home-{attempts}"
    require_completed(home, editions)
    assert len(seen) >= min(3, kills // 3), "the kills did not spread over the work"


def test_work_killed_at_any_moment_is_completed_by_the_next_run(children: ForkServerContext, tmp_path: Path) -> None:
    """After eight kills spread over import and build every edition held is whole, and the next run completes the rest."""
    kill_at_random_points(children, tmp_path, 8)


@pytest.mark.gate
def test_work_killed_two_hundred_times_is_completed_by_the_next_run(
    children: ForkServerContext, tmp_path: Path
) -> None:
    """After each of 200 kills spread over import and build every edition held is whole, and the next run completes the rest."""
    kill_at_random_points(children, tmp_path, 200)


@pytest.mark.gate
def test_the_command_killed_at_any_moment_is_completed_by_the_next_one(tmp_path: Path) -> None:
    """`sanksi add`, a process of its own, killed 10 times between its first and its last moment: the next one takes the edition and builds."""
    ids = frozenset({"un-sc-6908555", "un-sc-690734", "un-sc-690735"})
    editions = {date(2023, 9, 1): (EXCERPT, ids)}
    start = perf_counter()
    add_in_process(tmp_path / "measured").wait()
    took = perf_counter() - start
    random = Random(20261124)  # noqa: S311 - points in time, not secrets
    hits = attempts = early = 0
    while hits < CLI_KILLS:
        attempts += 1
        assert attempts <= CLI_KILLS * MOST_ATTEMPTS, f"only {hits} of {attempts} commands were killed"
        home = tmp_path / f"home-{attempts}"
        command = add_in_process(home)
        # the first third of the time is Python's own start
        with suppress(subprocess.TimeoutExpired):
            command.wait(took * (1 / 3 + 2 / 3 * (hits + random.random()) / CLI_KILLS) * 0.9**early)
        command.kill()
        early = 0 if command.wait() == -signal.SIGKILL else early + 1
        hits += not early
        assert require_whole(home, editions) in (0, 1)
        assert add_in_process(home).wait() == 0
        require_completed(home, editions)


def add_in_process(home: Path) -> "subprocess.Popen[bytes]":
    """The command itself, as a user starts it."""
    arguments = (sys.executable, "-m", "sanksi", "--home", str(home), "add", "un-sc", str(EXCERPT), "--any-count")
    return subprocess.Popen(arguments, stdout=subprocess.DEVNULL)


def test_many_kills_leave_no_heap_of_files(children: ForkServerContext, tmp_path: Path) -> None:
    """Killed builds in one home leave a bounded number of files, and a completed run leaves none of theirs."""
    editions = write_editions(tmp_path / "lists")
    files = [file for file, _ in editions.values()]
    took = run_killed(children, tmp_path / "measured", files, None)
    assert took is not None
    for number in range(6):
        run_killed(children, tmp_path / "home", files, took * (number + 0.5) / 6)
    require_completed(tmp_path / "home", editions)


def test_two_importers_at_once_hold_every_edition_once(children: ForkServerContext, tmp_path: Path) -> None:
    """Two processes that import the same editions into one home wait for each other or are told; nothing is held twice or in part."""
    editions = write_editions(tmp_path / "lists")
    files = [file for file, _ in editions.values()]
    answers = run_together(children, import_in_child, (tmp_path / "home", files))
    for answer in answers:
        assert "busy" in answer if isinstance(answer, str) else set(answer) <= {"imported", "unchanged"}
    assert any(not isinstance(answer, str) for answer in answers)
    assert require_whole(tmp_path / "home", editions) == len(editions)


def test_two_builders_at_once_build_once(children: ForkServerContext, tmp_path: Path) -> None:
    """Two processes that want the same index get the same one, built once."""
    editions = write_editions(tmp_path / "lists")
    ledger = open_ledger(tmp_path / "home", create=True)
    for file, _ in editions.values():
        assert [d.outcome for d in import_files(ledger, "un-sc", [file], on=None, received_at=NOW, any_count=True)] == [
            "imported"
        ]
    ledger.close()
    day = max(editions)
    assert run_together(children, build_in_child, (tmp_path / "home", day)) == [len(editions[day][1])] * 2
    # a second build would have made a second generation, `<seal>-1`
    generations = [path.name for path in (tmp_path / "home" / "index").glob("*/*") if path.is_dir()]
    assert len(generations) == 1
    assert generations[0].endswith("-0")


def run_together(children: ForkServerContext, target: Any, args: tuple[object, ...]) -> list[Any]:
    """Run two children that begin at the same moment; their answers."""
    pipes, running = [], []
    for _ in range(2):
        here, there = children.Pipe()
        child = children.Process(target=target, args=(*args, there))
        child.start()
        there.close()
        assert here.recv() == "ready"
        pipes.append(here)
        running.append(child)
    for pipe in pipes:
        pipe.send("go")
    answers = [pipe.recv() for pipe in pipes]
    for child, pipe in zip(running, pipes, strict=True):
        child.join()
        pipe.close()
        assert child.exitcode == 0
    return answers
