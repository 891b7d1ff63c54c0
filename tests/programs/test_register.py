"""The register of programmes: sound as it stands, found however a list writes a tag, and refused with file and line where it is not."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sanksi.errors import MeasureFileError
from sanksi.lists import list_ids
from sanksi.programs import find_program, load_programs, load_restrictions, register_of
from sanksi.programs import register as module
from sanksi.programs.register import CONFIDENCES, FILES
from sanksi.regime.measures import CONFIDENCES as OF_MEASURES

DAY = date(2026, 11, 28)


@pytest.mark.parametrize("name", FILES)
def test_every_register_is_sound_and_honest(name: str) -> None:
    """Each file loads; what rests on memory alone is of low or medium confidence."""
    programs = {p for versions in load_programs(name).values() for p in versions}
    assert len(programs) >= 15
    for program in programs:
        assert program.carries
        if "M" in program.source.split() and not {"R", "OS", "UN", "L", "N"} & set(
            program.source.replace(";", " ").split()
        ):
            assert program.confidence in ("low", "medium"), program.tag


def test_words_are_those_of_the_measures() -> None:
    """Confidence has one scale, and every restriction has a meaning."""
    assert CONFIDENCES == OF_MEASURES
    assert all(load_restrictions().values())


def test_every_official_list_has_a_register() -> None:
    """Each list that can be imported has a file; the starter says for each entry where it is from."""
    assert {name for name in list_ids() if not register_of(name)} <= {"starter"}
    assert register_of("un-sc of 2023-09-01") == "un"
    assert register_of("us_ofac_sdn") == "us-ofac-sdn"
    assert register_of("unlisted") == register_of("") == ""


@pytest.mark.parametrize(
    ("register", "written", "tag"),
    [
        ("us-ofac-sdn", "[DPRK3]", "DPRK3"),
        ("us-ofac-sdn", "[CAATSA - RUSSIA]", "CAATSA - RUSSIA"),
        ("us-ofac-sdn", "CAATSA-RUSSIA", "CAATSA - RUSSIA"),
        ("us-ofac-sdn", "BELARUS-EO", "BELARUS-EO14038"),
        ("us-ofac-cons", "561List", "561-Related"),
        ("un", "KPi", "DPRK"),
        ("un", "South Sudan", "SouthSudan"),
        ("gb", "Ukraine (Sovereignty)", "The Russia (Sanctions) (EU Exit) Regulations 2019"),
        ("ch", "Myanmar (Burma)", "Myanmar"),
    ],
)
def test_tag_is_found_however_it_is_written(register: str, written: str, tag: str) -> None:
    """Brackets, spaces, hyphens and former tags lead to the programme."""
    program = find_program(register, written, on=DAY)
    assert program is not None
    assert program.tag == tag


def test_version_is_that_of_the_day() -> None:
    """The last day of a version and the day after it give different ones; outside all days the nearest earlier, else the first."""

    def carries(day: str) -> tuple[str, ...]:
        program = find_program("us-ofac-sdn", "RUSSIA-EO14024", on=date.fromisoformat(day))
        assert program is not None
        return program.carries

    assert "secondary_sanctions" not in carries("2023-12-21")
    assert "secondary_sanctions" in carries("2023-12-22")
    assert carries("2020-01-01") == carries("2021-04-15")
    lapsed = find_program("un", "Iran", on=date(2024, 6, 1))
    assert lapsed is not None
    assert lapsed.ends_on == date(2023, 10, 17)


def test_unknown_tag_is_none() -> None:
    """A tag that nobody registered, and the tag of another authority, are not found."""
    assert find_program("un", "No-regime", on=DAY) is None
    assert find_program("un", "NPWMD", on=DAY) is None


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A register folder of its own, with the words of the packaged one."""
    load_restrictions()
    monkeypatch.setattr(module, "REGISTER", tmp_path)
    load_programs.cache_clear()
    yield tmp_path
    load_programs.cache_clear()


HEADING = "tag,aliases,from,to,carries,beyond,authority,title,confidence,source\n"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            "Iran,,2006-12-23,,asset_freez,,S/RES/1737,Iran,low,M\n",
            r"unknown restriction: 'asset_freez' at line 3 of un\.csv",
        ),
        ("Iran,,2006-02-30,,asset_freeze,,S/RES/1737,Iran,low,M\n", r"no day of the calendar: '2006-02-30' at line 3"),
        (
            "Iran,,2006-12-23,2006-12-22,asset_freeze,,S/RES/1737,Iran,low,M\n",
            r"ends before it starts: '2006-12-22' at line 3",
        ),
        ("Iran,,,,asset_freeze,,S/RES/1737,Iran,sure,M\n", r"unknown confidence: 'sure' at line 3 .*medium-high"),
        ("Iran,,,,,,S/RES/1737,Iran,low,M\n", r"an empty cell in column 'carries' at line 3"),
        ("Iran,,,,asset_freeze,,S/RES/1737,Iran,low\n", r"9 cells for 10 columns at line 3 of un\.csv"),
        (
            "Iran,,,,asset_freeze,,A,Iran,low,M\nIran,,2010-01-01,,travel_ban,,A,Iran,low,M\n",
            r"overlaps .*'Iran' at line 4",
        ),
        (
            "Iran,IR,,,asset_freeze,,A,Iran,low,M\nIraq,IR,,,asset_freeze,,A,Iraq,low,M\n",
            r"a tag of two programmes: 'IR' at line 4 .*Iran",
        ),
    ],
)
def test_wrong_row_is_refused_at_its_line(folder: Path, rows: str, message: str) -> None:
    """An unknown word, an impossible day, an overlap or a double tag is told with file and line."""
    folder.joinpath("un.csv").write_text(f"# why\n{HEADING}{rows}", encoding="utf-8")
    with pytest.raises(MeasureFileError, match=message):
        load_programs("un")


def test_other_columns_are_refused(folder: Path) -> None:
    """A heading with other columns is told with its line."""
    folder.joinpath("un.csv").write_text("tag,carries\n", encoding="utf-8")
    with pytest.raises(MeasureFileError, match=r"other columns than expected: 'tag,carries' at line 1 of un\.csv"):
        load_programs("un")
