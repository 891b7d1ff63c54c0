"""Whatever is done to a list file, its reader gives statements, issues or a SourceError, and nothing else."""

import re
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatch
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
    open_files,
    packaged_starter,
    read_edition,
    split_editions,
)
from sanksi.lists.reader import Reader

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lists"))
from test_un_1718_vessels import ROWS, write_pdf

EXCERPTS = Path(__file__).parents[1] / "excerpts"
OWN = EXCERPTS / "own_lists"
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
NOW = datetime(2026, 11, 24, tzinfo=UTC)
CASE_S = 5.0
"""No reader may think longer about one small file."""

MAX_BYTES = 60_000
"""No edition may be larger when it is cut: 10,000 cases must not take minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a list's reader is fuzzed with.

    Attributes:
        excerpts: patterns of file names in tests/excerpts; files of one day are one edition where the list comes in sets.
        real: paths in ../shared/data, left out where these are not; of an archive its first file, or, with a pattern after `::`, the
            files of one edition. Each is cut to a size that keeps the test fast.
        made: file names with what makes them: small files in a format that is hard to cut.
    """

    excerpts: tuple[str, ...]
    real: tuple[str, ...] = ()
    made: tuple[tuple[str, Callable[[], bytes]], ...] = ()


UN_LAYOUTS = ("2016-03-07", "2017-06-20", "2020-03-20", "2023-10-19")
"""Days of editions whose layouts differ from today's."""

MATERIAL = {
    "un-sc": Material(excerpts=("un_2*.xml",), real=("un/un_2026-08-01.xml", "un/un_2026-02-27.xml", *(f"un/un_versions_all.tar.xz::*un_{day}.xml" for day in UN_LAYOUTS))),
    "un-1718-vessels": Material(
        excerpts=("un_1718*",), real=("vessels/un_1718_designated_vessels_2020-06-04.html",), made=(("un_1718_2020-06-04.pdf", lambda: write_pdf(ROWS)),)
    ),
    "us-ofac-sdn": Material(
        excerpts=("sdn_*", "alt_*", "add_*", "ofac_a*", "ofac_e*"),
        real=(
            "ofac/set_2023-12-28_composite.tar.xz::*.csv", "ofac/set_2022-01.tar.xz::*.csv",
            "ofac/sdn_enhanced_IRGC_2024-08-28.xml.xz", "ofac/sdn_advanced_2024-02-23_excerpt.xml", "ofac/sdn_2015-01.csv.xz"),
    ),
    "us-ofac-cons": Material(
        excerpts=("ofac_c*",),
        real=(
            "ofac/CONS_ENHANCED_2025-01-14.zip", "ofac/cons_xml_all.tar.xz",
            *(f"ofac/cons_2018_all_layouts.tar.xz::*.{ending}" for ending in ("csv", "del", "pip", "ff")),
        ),
    ),
    "eu-fsf": Material(
        excerpts=("eu_*",),
        real=(
            "native_excerpts/eu_xmlFullSanctionsList_1_1_2024-12-11_excerpt.xml", "native_excerpts/eu_xmlFullSanctionsList_1_1_2018-12-21_excerpt.xml",
            "eu/eu_global_2016-02-11.xml.xz",
        ),
    ),
    "gb-fcdo": Material(
        excerpts=("gb_*",), real=("native_excerpts/uk_sanctions_list_2026-09-02_excerpt.xml", "uk/conlist_2020-04-27.csv.xz")
    ),
    "ch-seco": Material(excerpts=("ch_*",), real=("native_excerpts/ch_seco_2026-08-27_excerpt.xml",)),
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
    editions: list[tuple[SourceFile, ...]] = []
    for pattern in material.excerpts:
        assert any(belongs(path.name, list_id) for path in EXCERPTS.glob(pattern)), (
            f"{list_id}: no excerpt fits {pattern!r}"
        )
    names = sorted(
        {path for pattern in material.excerpts for path in EXCERPTS.glob(pattern) if belongs(path.name, list_id)}
    )
    files = [SourceFile(name=path.name, data=path.read_bytes()) for path in names]
    editions += split_editions(list_id, files, OWN)
    editions += [(SourceFile(name=name, data=make()),) for name, make in material.made]
    if SHARED.is_dir():
        editions += [cut_edition(name) for name in material.real]
    for edition in editions:
        require_readable(list_id, edition)
    return tuple(editions)


def cut_edition(name: str) -> tuple[SourceFile, ...]:
    """The files of a real edition, cut; one without a day in its name gets one."""
    path, _, pattern = name.partition("::")
    with ExitStack() as stack:
        stored = open_files(SHARED / path, stack)
        files = [file.load() for file in stored if fnmatch(file.name, pattern)] if pattern else [stored[0].load()]
    assert files, f"{name}: no such file in the archive"
    edition = tuple(
        SourceFile(name=f.name if f.day else f"2024-01-31_{f.name.rsplit('/', 1)[-1]}", data=cut(f.data)) for f in files
    )
    assert sum(len(file.data) for file in edition) <= MAX_BYTES, f"{name} is too large even when it is cut"
    return edition


def belongs(name: str, list_id: str) -> bool:
    """Whether an excerpt whose name fits a pattern is of that list and not of a longer named one."""
    return name.startswith("un_1718") == (list_id == "un-1718-vessels")


def require_readable(list_id: str, files: Sequence[SourceFile]) -> None:
    """The files are an edition before anything is done to them: material that no reader reads would test nothing."""
    try:
        statements = read(list_id, files).statements
    except (SourceError, QueryError) as error:
        pytest.fail(f"{list_id}: {files[0].name} of MATERIAL cannot be read: {error}")
    assert statements, f"{list_id}: {files[0].name} of MATERIAL gives no statement"


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
