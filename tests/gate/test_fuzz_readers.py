"""Whatever is done to a list file, its reader gives statements, issues or a SourceError, and nothing else."""

import re
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from mutations import cut, mutate

from sanksi.errors import QueryError, SourceError
from sanksi.ledger import Statement, build_entity, clean_territory
from sanksi.ledger.values import interval_of
from sanksi.ledger.vocabulary import PROPERTY_TYPES, SCHEMAS, properties_of
from sanksi.lists import (
    ReadEdition,
    SourceFile,
    find_reader,
    list_ids,
    packaged_starter,
    read_edition,
    read_files,
    split_editions,
)
from sanksi.lists.reader import Reader

EXCERPTS = Path(__file__).parents[1] / "excerpts"
OWN = EXCERPTS / "own_lists"
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
NOW = datetime(2026, 11, 24, tzinfo=UTC)
CASE_S = 5.0
"""No reader may think longer about one small file."""

MAX_BYTES = 60_000
"""A real file that is larger after being cut is left out: 10,000 cases must not take minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a list's reader is fuzzed with.

    Attributes:
        excerpts: patterns of file names in tests/excerpts; files of one day are one edition where the list comes in sets.
        real: paths in ../shared/data, archives too; cut to a size that keeps the test fast, left out where they are not.
    """

    excerpts: tuple[str, ...]
    real: tuple[str, ...] = ()


MATERIAL = {
    "un-sc": Material(excerpts=("un_2*.xml",), real=("un/un_2026-08-01.xml", "un/un_2026-02-27.xml")),
    "un-1718-vessels": Material(excerpts=("un_1718*",), real=("vessels/un_1718_designated_vessels_2020-06-04.html",)),
    "us-ofac-sdn": Material(
        excerpts=("sdn_*", "alt_*", "add_*", "sdn_comments_*", "ofac_*"),
        real=("ofac/sdn_enhanced_IRGC_2024-08-28.xml.xz", "ofac/sdn_advanced_2024-02-23_excerpt.xml", "ofac/sdn_2015-01.csv.xz"),
    ),
    "us-ofac-cons": Material(
        excerpts=("cons_*", "ofac_*cons*"), real=("ofac/CONS_ENHANCED_2025-01-14.zip", "ofac/cons_xml_all.tar.xz")
    ),
    "eu-fsf": Material(
        excerpts=("eu_*",),
        real=(
            "native_excerpts/eu_xmlFullSanctionsList_1_1_2024-12-11_excerpt.xml", "native_excerpts/eu_xmlFullSanctionsList_1_1_2018-12-21_excerpt.xml",
            "eu/csv_2025-09.tar.xz", "eu/eu_global_2016-02-11.xml.xz",
        ),
    ),
    "gb-fcdo": Material(
        excerpts=("uk_*", "gb_*", "conlist_*"), real=("native_excerpts/uk_sanctions_list_2026-09-02_excerpt.xml", "uk/conlist_2020-04-27.csv.xz")
    ),
    "ch-seco": Material(excerpts=("ch_*", "seco_*"), real=("native_excerpts/ch_seco_2026-08-27_excerpt.xml",)),
    "own-ftm-example": Material(excerpts=("ftm_own_*",), real=("opensanctions/ftm_delta_2024-06_cross_lists.json.xz",)),
    "own-targets-example": Material(excerpts=("own_targets_*",)),
    "own-csv-example": Material(excerpts=("own_watch_*",)),
    "starter": Material(excerpts=()),
}  # fmt: skip
"""List id to its material: a new list needs a row."""


def has_module(list_id: str) -> bool:
    """Whether the list's reader is there; its YAML may stand first."""
    try:
        reader: Reader = find_reader(list_id, OWN)
    except ModuleNotFoundError:
        return False
    return callable(reader.read_list)


@cache
def editions_of(list_id: str) -> tuple[tuple[SourceFile, ...], ...]:
    """The editions that a list's reader is fuzzed with, each readable as it is."""
    if list_id == "starter":
        whole = packaged_starter()
        return ((SourceFile(name=whole.name, data=b"".join(whole.data.splitlines(keepends=True)[:10])),),)
    material = MATERIAL[list_id]
    names = sorted(
        {path for pattern in material.excerpts for path in EXCERPTS.glob(pattern) if belongs(path.name, list_id)}
    )
    files = [SourceFile(name=path.name, data=path.read_bytes()) for path in names]
    editions = list(split_editions(list_id, files, OWN))
    for name in material.real:
        if (SHARED / name).is_file():
            file = next(iter(read_files(SHARED / name)))
            small = SourceFile(
                name=file.name if file.day else f"2024-01-31_{file.name.rsplit('/', 1)[-1]}", data=cut(file.data)
            )
            if len(small.data) <= MAX_BYTES:
                editions.append((small,))
    return tuple(e for e in editions if is_readable(list_id, e))


def belongs(name: str, list_id: str) -> bool:
    """Whether an excerpt whose name fits a pattern is of that list and not of a longer named one."""
    return name.startswith("un_1718") == (list_id == "un-1718-vessels") and not (
        list_id == "us-ofac-sdn" and "cons" in name
    )


def is_readable(list_id: str, files: Sequence[SourceFile]) -> bool:
    """Whether the files are an edition before anything is done to them."""
    try:
        return bool(read(list_id, files).statements)
    except (SourceError, QueryError):
        return False


def read(list_id: str, files: Sequence[SourceFile]) -> ReadEdition:
    """Read files as an edition, however small."""
    return read_edition(list_id, files, on=None, received_at=NOW, any_count=True, own=OWN)[1]


class TooSlowError(BaseException):
    """A reader thinks too long; nothing may catch it."""


@contextmanager
def bounded() -> Iterator[None]:
    """End a case that takes longer than CASE_S."""

    def ring(_number: int, _frame: object) -> None:
        raise TooSlowError(f"longer than {CASE_S} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, CASE_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


_DATE = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


_CODE = re.compile(r"[a-z]{2}([a-z]{2}|-[a-z]{2,3})?")
KEEPS_CODES = {"own-ftm-example", "own-targets-example"}
"""Lists in FollowTheMoney's own values, which have codes of former states and parts of states, too: `suhh`, `gb-sct`."""


def require_sound(list_id: str, statement: Statement) -> None:
    """What every statement of every list promises."""
    value, kind = statement.value, PROPERTY_TYPES.get(statement.prop, "")
    assert value.strip(), statement
    assert statement.list_id == list_id, statement
    assert statement.entity_id.startswith(f"{list_id}-"), statement
    assert len(statement.entity_id) > len(list_id) + 1, statement
    assert statement.schema in SCHEMAS, statement
    assert statement.prop in properties_of(statement.schema), statement
    if kind == "date":
        assert _DATE.fullmatch(value), statement
        assert statement.until is None or _DATE.fullmatch(statement.until), statement
        first, after = interval_of(statement)
        assert first < after, statement
    elif kind == "country":
        assert clean_territory(value) == value or (list_id in KEEPS_CODES and _CODE.fullmatch(value)), statement
    elif kind == "entity":
        assert value.startswith(f"{list_id}-"), statement


def fuzz_once(list_id: str, seed: int) -> int:
    """One case: an edition, one of its files mutated; how many statements it gave."""
    random = Random(seed)  # noqa: S311 - cases, not secrets
    edition = list(random.choice(editions_of(list_id)))
    at = random.randrange(len(edition))
    edition[at] = SourceFile(name=edition[at].name, data=mutate(edition[at].data, random))
    if len(edition) > 1 and random.random() < 0.1:
        del edition[random.randrange(len(edition))]
    with bounded():
        try:
            result = read(list_id, edition)
        except SourceError as error:
            return 0 if error.message else pytest.fail("a SourceError that says nothing")
        except QueryError as error:
            if "the day of the edition" not in error.message:  # no other question may stay open
                raise
            return 0
        for statement in result.statements:
            require_sound(list_id, statement)
        ordered = sorted(result.statements, key=attrgetter("entity_id"))
        for entity_id, statements in groupby(ordered, key=attrgetter("entity_id")):
            assert build_entity(statements).id == entity_id
        assert all(issue.reason for issue in result.issues)
    return len(result.statements)


def fuzz(list_id: str, cases: int) -> None:
    """Run the cases, and assert that they ran and that some of them gave statements."""
    if not has_module(list_id):
        pytest.skip(f"{list_id} has no reader yet")
    assert editions_of(list_id), f"no readable excerpt of {list_id}: fill its row in MATERIAL"
    ran: list[int] = []

    @settings(
        max_examples=cases, deadline=None, database=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(seed=st.integers(0, 2**64 - 1))
    def run(seed: int) -> None:
        ran.append(fuzz_once(list_id, seed))

    run()
    assert len(ran) >= cases
    assert sum(1 for statements in ran if statements) > cases / 20


def test_every_list_has_material() -> None:
    """A list with a reader is fuzzed: its row names excerpts."""
    assert [list_id for list_id in list_ids(OWN) if has_module(list_id) and list_id not in MATERIAL] == []


@pytest.mark.parametrize("list_id", list_ids(OWN))
def test_mutated_files_never_break_a_reader(list_id: str) -> None:
    """200 mutated files of each list give statements, issues or a SourceError, and nothing else."""
    fuzz(list_id, 200)


@pytest.mark.gate
@pytest.mark.parametrize("list_id", list_ids(OWN))
def test_ten_thousand_mutated_files_never_break_a_reader(list_id: str) -> None:
    """10,000 mutated files of each list give statements, issues or a SourceError, and nothing else."""
    fuzz(list_id, 10_000)
