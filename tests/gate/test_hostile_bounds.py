"""Hostile parties and dense lists cost a bounded time and memory: by the index, by the comparison, by the screener and by the command.

Times are of the processor, and their bounds are two to ten times what was measured, so that a busy machine does not break them.
"""

import gc
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from drawn import HOSTILE, names_in, names_of_every_script, real_entities
from sanksi.index import Index, build_index, open_index
from sanksi.ledger import Entity
from sanksi.match import compare, load_weights
from sanksi.screening import Screener, open_screener

pytestmark = pytest.mark.gate
BOUND_S = 0.05
"""For one name, however hostile."""

ALIASES_S = 0.25
"""For a party of 64 names, the most that are looked at; 30 to 75 ms were measured."""

COMMON = [
    "kim",
    "jong",
    "un",
    "muhammad",
    "ali",
    "ahmed",
    "hassan",
    "sergei",
    "ivan",
    "abdul",
    "rahman",
    "chol",
    "min",
    "song",
]
DAY = date(2023, 9, 14)


def took(call: Callable[[], object]) -> float:
    """Seconds of the processor, without those that the collector spends on what other tests left."""
    gc.disable()
    try:
        started = time.process_time()
        call()
        return time.process_time() - started
    finally:
        gc.enable()


def listed(number: int, **names: tuple[str, ...]) -> Entity:
    """A listed person."""
    return Entity(id=f"own-{number:05}", schema="Person", properties=names, list_id="own")


def party(*names: str, schema: str = "Person") -> Entity:
    """A party of many names."""
    return Entity(schema=schema, properties={"alias": names})


def dense(rng: random.Random, count: int) -> tuple[str, ...]:
    """Names that all share their tokens."""
    return tuple(" ".join(rng.sample(COMMON, rng.choice((2, 3, 4, 5)))) for _ in range(count))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of a hundred entities of 65 names of the same 14 tokens each."""
    rng = random.Random(3)  # noqa: S311 - no secret
    entities = [listed(i, name=dense(rng, 1), alias=dense(rng, 64)) for i in range(100)]
    folder = tmp_path_factory.mktemp("dense") / "index"
    build_index(iter(entities), folder, editions={})
    return folder


@pytest.fixture(scope="module")
def index(folder: Path) -> Index:
    """Opened, and asked once."""
    opened = open_index(folder)
    for schema in ("Person", "Thing"):
        opened.search_many([party("Kim Jong Un 김정은 محمد 金正恩 Сергей", schema=schema)], threshold=0.5, limit=9)
    compare(party("kim", "jong"), listed(1, name=("kim jong",)))
    return opened


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the starter list."""
    folder = tmp_path_factory.mktemp("home")
    subprocess.run([sys.executable, "-m", "sanksi", "--home", str(folder), "add", "starter"], check=True)
    return folder


@pytest.fixture(scope="module")
def screener(home: Path) -> Screener:
    """The starter list's, asked once."""
    opened = open_screener(home, today=DAY)
    opened.screen(party("Kim Jong Un 김정은 محمد 金正恩 Сергей", "Kim", schema="Thing"))
    return opened


@pytest.mark.parametrize("schema", ["Person", "Thing"])
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_name_costs_a_bounded_time_and_memory(
    kind: str, schema: str, index: Index, screener: Screener
) -> None:
    """100,000 characters, 5,000 tokens, punctuation, lone surrogates, one token repeated: searched, compared and screened."""
    asked = Entity(schema=schema, properties={"name": (HOSTILE[kind],), "passportNumber": (HOSTILE[kind], "K 1234567")})
    one, crowd = listed(1, name=("Kim Jong Un",)), listed(2, alias=dense(random.Random(1), 64))  # noqa: S311
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    times = {
        "search": took(lambda: index.search_many([asked], threshold=load_weights().threshold, limit=100)),
        "compare": took(lambda: compare(asked, one, common=index.common)),
        "compare with 64 aliases": took(lambda: compare(asked, crowd, common=index.common)),
        "screen": took(lambda: screener.screen(asked)),
    }
    assert {call: seconds for call, seconds in times.items() if seconds >= BOUND_S} == {}
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // (1024 if sys.platform == "darwin" else 1)
    assert grown < 50_000  # KiB


def test_a_name_of_every_script_costs_a_bounded_time(index: Index, folder: Path) -> None:
    """Letters, marks and digits of each block of Unicode, searched and compared with an entity that is listed under the same."""
    slow = {
        name: seconds for name in names_of_every_script() if (seconds := _searched_and_compared(name, index)) >= BOUND_S
    }
    # a name is slow if it is slow again where it was never seen; a page read from disk is not the name's doing
    again = {name: _searched_and_compared(name, open_index(folder)) for name in slow}
    assert {name: seconds for name, seconds in again.items() if seconds >= BOUND_S} == {}


def _searched_and_compared(name: str, index: Index) -> float:
    """The longer of the two."""
    asked = Entity(schema="Thing", properties={"name": (name,)})
    searched = took(lambda: index.search_many([asked], threshold=0.7, limit=9))
    return max(searched, took(lambda: compare(asked, asked)))


@pytest.mark.parametrize("asked", [("kim jong un",), ("kim " * 24,), ("kim jong " * 12,), (" ".join(COMMON),)])
def test_a_dense_list_costs_a_bounded_time(asked: tuple[str, ...], index: Index) -> None:
    """Every name of the list shares the party's tokens, which the party repeats."""
    for threshold in (0.7, 0.2):
        found = index.search_many([party(*asked)], threshold=threshold, limit=10)[0]
        assert took(lambda: index.search_many([party(*asked)], threshold=0.7, limit=10)) < BOUND_S
        entities = [index.entity(row) for row, _ in found]
        assert took(lambda: [compare(party(*asked), e, common=index.common) for e in entities]) < BOUND_S  # noqa: B023


def test_sixty_four_names_cost_a_bounded_time(index: Index) -> None:
    """As many names as are looked at against as many, all of the same tokens: more than a second in Python."""
    rng = random.Random(5)  # noqa: S311 - no secret
    asked, entity = party(*dense(rng, 64)), listed(1, alias=dense(rng, 64))
    assert took(lambda: compare(asked, entity, common=index.common)) < BOUND_S
    assert took(lambda: index.search_many([asked], threshold=0.7, limit=10)) < ALIASES_S


@pytest.mark.shared
def test_sixty_four_real_names_cost_a_bounded_time(tmp_path: Path) -> None:
    """As many names as are looked at, all of them listed by UN or OFAC; ten matches explained."""
    entities = real_entities("un", "ofac")
    if not entities:
        pytest.skip("the shared lists are not here")
    build_index(iter(entities), tmp_path / "index", editions={})
    index = open_index(tmp_path / "index")
    names = [name for name, person in names_in(entities) if person]
    rng = random.Random(1)  # noqa: S311 - no secret
    first, asked = (party(*rng.sample(names, 64)) for _ in range(2))
    index.search_many([first], threshold=0.7, limit=10)
    found = index.search_many([asked], threshold=0.7, limit=10)[0]
    assert len(found) == 10
    assert took(lambda: index.search_many([asked], threshold=0.7, limit=10)) < ALIASES_S
    explained = took(lambda: [compare(asked, index.entity(row), common=index.common) for row, _ in found])
    assert explained < ALIASES_S


@pytest.mark.parametrize("names", [
    ["kim " * 25_000], ["a" * 100_000], [HOSTILE["5,000 tokens"]], ["-" * 100_000, "Kim"], [f"kim jong {i}" for i in range(64)],
])  # fmt: skip
def test_the_command_costs_little_more_for_a_hostile_name(names: list[str], home: Path) -> None:
    """Processor time and memory of a process, beside those of a plain name."""

    def run(*asked: str) -> tuple[float, int]:
        process = subprocess.Popen(
            [sys.executable, "-m", "sanksi", "--home", str(home), "screen", "--as-of", DAY.isoformat(), "--", *asked],
            stdout=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode in (10, 20)
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)

    run("Kim Jong Un")
    plain, memory = run("Kim Jong Un")
    hostile, grown = run(*names)
    assert hostile - plain < 0.5
    assert grown - memory < 50_000  # KiB
