"""OFAC's legacy tables on excerpts, in all layouts, on broken files, and on real sets."""

import contextlib
import lzma
import tarfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanksi.errors import CountBandError, EditionError, ParseError, QueryError, SourceError
from sanksi.lists import EntryMemory, ReadEdition, SourceFile, read_edition

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def read(*files: SourceFile, on: date | None = None, any_count: bool = True) -> ReadEdition:
    """Read files as one edition of us-ofac-sdn."""
    return read_edition("us-ofac-sdn", files, on=on, received_at=NOW, any_count=any_count)[1]


def load(folder: Path, *names: str) -> list[SourceFile]:
    """The named excerpts."""
    return [SourceFile(name=name, data=(folder / name).read_bytes()) for name in names]


def values(edition: ReadEdition, number: int, prop: str) -> list[str]:
    """All values of a property of an entry."""
    return [s.value for s in edition.statements if s.entity_id == f"us-ofac-sdn-{number}" and s.prop == prop]


def test_names_remarks_and_programmes_are_read(excerpts: Path) -> None:
    """Names come in spoken order with the original kept; remarks become dates, places, identifiers and weak aliases."""
    edition = read(*load(excerpts, "sdn_2023-09-12.csv"))
    assert edition.gaps == ("without alt.csv: other names not known", "without add.csv: addresses not known")
    assert values(edition, 35096, "name") == ["Vladimir Vladimirovich PUTIN"]
    assert [s.original for s in edition.statements if s.prop == "name" and s.entity_id.endswith("-35096")] == [
        "PUTIN, Vladimir Vladimirovich"
    ]
    assert values(edition, 35096, "birthDate") == ["1952-10-07"]
    assert values(edition, 35096, "nationality") == ["ru"]
    assert values(edition, 35096, "weakAlias") == ["VOVA"]
    assert values(edition, 37444, "imoNumber") == ["1011551"]
    assert values(edition, 37444, "flag") == ["ru"]
    assert values(edition, 36, "program") == ["CUBA", "SDGT"]
    assert edition.issues == ()


def test_the_other_files_add_aliases_and_addresses(excerpts: Path) -> None:
    """Other names and addresses join their entry; those of nobody are an issue."""
    edition = read(*load(excerpts, "sdn_2023-09-12.csv", "alt_2023-09-12.csv", "add_2023-09-12.csv"))
    assert edition.gaps == ()
    assert values(edition, 36, "alias") == ["AERO-CARIBBEAN"]
    assert values(edition, 35096, "previousName") == ["Wladimir PUTIN"]
    assert values(edition, 36, "address") == ["Havana, Cuba"]
    assert [i.locator for i in edition.issues] == ["alt 99999"]


def test_remarks_go_on_in_the_comments_file() -> None:
    """What passes the limit of the remarks is read with what stands before it, even in the middle of a word."""
    remarks = "Linked To: " + "X" * 960 + "; a.k.a. 'BEAG"
    row = f'27307,"LAZARUS GROUP",-0- ,"DPRK3",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"{remarks}"\r\n'
    sdn = SourceFile(name="sdn_2023-09-12.csv", data=row.encode())
    rest = SourceFile(name="sdn_comments_2023-09-12.csv", data=b"27307,\"LE BOYZ'; a.k.a. 'ZINC'.\"\r\n")
    assert values(read(sdn, rest), 27307, "weakAlias") == ["BEAGLE BOYZ", "ZINC"]


def test_the_day_must_be_known(excerpts: Path) -> None:
    """OFAC's files carry no day: without one in the name it must be said."""
    file = SourceFile(name="sdn.csv", data=(excerpts / "sdn_2023-09-12.csv").read_bytes())
    with pytest.raises(QueryError, match="say it with --edition"):
        read(file)
    assert read_edition("us-ofac-sdn", [file], on=date(2023, 9, 12), received_at=NOW, any_count=True)[0].on == date(
        2023, 9, 12
    )


@pytest.mark.parametrize(
    ("name", "data", "error", "message"),
    [
        ("sdn_2023-09-12.csv", b"\x00\x01binary", ParseError, "binary"),
        ("sdn_2023-09-12.csv", b"<html>403</html>", EditionError, "web page"),
        ("sdn_2023-09-12.csv", b"name,country\nX,Y\n", EditionError, "none of OFAC's legacy CSV files"),
        ("alt_2023-09-12.csv", b'36,12,"aka","AERO-CARIBBEAN",-0- \r\n', EditionError, "no sdn file"),
    ],
    ids=["binary", "web page", "another table", "aliases alone"],
)
def test_broken_files_are_refused_with_the_reason(
    name: str, data: bytes, error: type[SourceError], message: str
) -> None:
    """What is no edition is refused in one line that says why."""
    with pytest.raises(error, match=message):
        read(SourceFile(name=name, data=data))


def test_a_list_cut_short_is_refused(excerpts: Path) -> None:
    """Four entries are outside the count band."""
    with pytest.raises(CountBandError, match="4 entities of schema all"):
        read(*load(excerpts, "sdn_2023-09-12.csv"), any_count=False)


MAIN = (
    ("9639", "HANIYA, Ismail Abdul Salah", "individual", "NS-PLC", *["-0-"] * 7, "DOB 1962; POB Shati."),
    (
        "15036", "SHONA", "vessel", "IRAN", "-0-", "T2EU4", "Crude/Oil Products Tanker", "99,144", "56,068", "Tanzania", "-0-",
        "Former Vessel Flag Malta; Vessel Registration Identification IMO 9187629; MMSI 572469210.",
    ),
    ("17014", "RUSSIAN AGRICULTURAL BANK", "-0-", "UKRAINE-EO13662", *["-0-"] * 7, "SWIFT/BIC RUAGRUMM."),
    ("20661", "UMANSKI ELEVATOR, OAO", "-0-", "UKRAINE-EO13662", *["-0-"] * 7, "Linked To: RUSSIAN AGRICULTURAL BANK."),
)  # fmt: skip
ALT = (
    ("9639", "9150", "aka", "HANIYA, Ismail", "-0-"),
    ("15036", "22153", "fka", "ABADAN", "-0-"),
)
ADD = (
    ("9639", "12812", "-0-", "-0-", "Region: Kafia Kingi", "-0-"),
    ("17014", "25802", "3, Gagarinsky Pereulok", "Moscow 119034", "Russia", "-0-"),
)
WIDTHS = {
    12: (10, 350, 12, 50, 200, 8, 25, 14, 8, 40, 150, 1000),
    5: (10, 10, 8, 350, 200),
    6: (10, 10, 750, 116, 250, 200),
    2: (10, 0),
}


def render(layout: str, rows: Sequence[Sequence[str]], program: int = 50) -> bytes:
    """Rows as OFAC writes them in one of its four layouts."""
    mark = {"csv": ",", "del": "@", "pip": "|", "ff": ""}[layout]
    lines = []
    for row in rows:
        if mark:
            lines.append(mark.join("-0- " if v == "-0-" else v if v.isdigit() else f'"{v}"' for v in row))
        else:
            widths = [program if w == 50 else w for w in WIDTHS[len(row)]]
            numbers = 2 if len(row) in (5, 6) else 1
            lines.append(
                "".join(
                    v.rjust(w) if i < numbers else v.ljust(w) for i, (v, w) in enumerate(zip(row, widths, strict=True))
                )
            )
    return "".join(f"{line}\r\n" for line in lines).encode() + b"\x1a"


def read_cons(*files: SourceFile) -> ReadEdition:
    """Read files as one edition of us-ofac-cons."""
    return read_edition("us-ofac-cons", files, on=date(2018, 4, 6), received_at=NOW, any_count=True)[1]


def render_set(layout: str) -> list[SourceFile]:
    """Main, alt and add in one layout."""
    tables = {"cons_prim": MAIN, "cons_alt": ALT, "cons_add": ADD}
    return [SourceFile(name=f"{name}.{layout}", data=render(layout, rows)) for name, rows in tables.items()]


@pytest.mark.parametrize("layout", ["csv", "del", "pip", "ff"])
def test_each_layout_gives_the_same_statements(layout: str) -> None:
    """Comma, @, | and fixed width are four spellings of the same edition."""
    edition = read_cons(*render_set(layout))
    assert edition.issues == ()
    assert edition.groups == read_cons(*render_set("csv")).groups
    found = {(s.entity_id.removeprefix("us-ofac-cons-"), s.prop): s.value for s in edition.statements}
    assert found["15036", "imoNumber"] == "9187629"
    assert found["15036", "tonnage"] == "99144"
    assert found["15036", "previousName"] == "ABADAN"
    assert found["9639", "address"] == "Region: Kafia Kingi"
    assert found["17014", "address"] == "3, Gagarinsky Pereulok, Moscow 119034, Russia"


def test_fixed_width_of_the_sdn_list_has_a_wider_programme_column() -> None:
    """SDN.FF gives 200 places to the programme where CONS_PRIM.FF gives 50."""
    file = SourceFile(name="sdn.ff", data=render("ff", MAIN, program=200))
    assert values(read(file, on=date(2018, 4, 6)), 17014, "program") == ["UKRAINE-EO13662"]


def test_one_layout_is_enough() -> None:
    """A table given in two layouts is refused: it is not known which one is meant."""
    with pytest.raises(EditionError, match="second cons_prim file"):
        read_cons(*render_set("csv"), *render_set("pip"))


@pytest.mark.parametrize("layout", ["csv", "ff"])
def test_a_value_cut_at_the_limit_is_no_value(layout: str) -> None:
    """Without its spillover file a cut remark is a gap, and its last part no number; with it the number is whole."""
    start = "Additional Sanctions Information - " + "X" * 940 + "; Tax ID No. 7707083893"
    row = ("17018", "BANK", "-0-", "NPWMD", *["-0-"] * 7, f"{start[:999]} ")
    prim = SourceFile(name=f"cons_prim.{layout}", data=render(layout, [row]))
    assert len(start) == 998
    cut = read_cons(prim)
    assert cut.gaps[-1] == "without comments.csv: the remarks of 1 entries are cut"
    assert [i.value for i in cut.issues] == ["Tax ID No. 7707083893"]
    assert {s.prop for s in cut.statements} == {"name", "program", "recordId", "provisions", "notes"}
    spill = SourceFile(name=f"cons_comments.{layout}", data=render(layout, [("17018", "(Russia).")]))
    whole = read_cons(prim, spill)
    assert [s.value for s in whole.statements if s.prop == "innCode"] == ["7707083893"]


@pytest.mark.parametrize("layout", ["csv", "ff"])
@pytest.mark.parametrize("places", [1, 40, 300])
def test_a_file_cut_in_a_row_is_refused(layout: str, places: int) -> None:
    """OFAC's files end with a mark; without it and without the end of a row a download broke off."""
    data = render(layout, MAIN).removesuffix(b"\r\n\x1a")
    with pytest.raises(EditionError, match="ends in the middle of a row"):
        read_cons(SourceFile(name=f"cons_prim.{layout}", data=data[:-places]))


def test_a_row_that_swallowed_another_is_an_error() -> None:
    """A lost quotation mark joins two rows: an Issue of the loudest kind, and the file holds more than was read."""
    data = render("csv", MAIN).replace(b'POB Shati."', b"POB Shati.")
    edition = read_cons(SourceFile(name="cons_prim.csv", data=data))
    assert [i.loudness for i in edition.issues if "broken row" in i.reason] == ["error"]
    assert len(edition.schemas()) < edition.entities_in_file


def test_values_in_columns_of_another_kind_are_issues() -> None:
    """An aircraft with a tonnage and a person with a call sign are told; nothing is dropped in silence."""
    rows = [
        (
            "1",
            "EP-GOM",
            "aircraft",
            "SDGT",
            "-0-",
            "-0-",
            "Airliner",
            "99",
            "-0-",
            "-0-",
            "-0-",
            "Aircraft Model A340.",
        ),
        ("1", "EP-GOM", "aircraft", "SDGT", "-0-", "-0-", "-0-", "-0-", "-0-", "-0-", "Iran Air", "-0-"),
    ]
    edition = read(SourceFile(name="sdn.csv", data=render("csv", rows)), on=date(2023, 9, 12))
    assert [i.reason for i in edition.issues] == [
        "a vessel's field in an entry that is no vessel",
        "a vessel's field in an entry that is no vessel",
        "a second entry has this number: read as one",
    ]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_mutated_file_gives_an_edition_or_a_source_error(data: st.DataObject) -> None:
    """Bytes changed anywhere in the file give statements, issues or a SourceError, and nothing else."""
    whole = bytearray((Path(__file__).parents[1] / "excerpts" / "sdn_2023-09-12.csv").read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 12))] = data.draw(st.binary(max_size=6))
    with contextlib.suppress(SourceError):
        edition = read(SourceFile(name="sdn_2023-09-12.csv", data=bytes(whole)))
        assert len(edition.count_by_schema()) <= edition.entities_in_file + 1


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_mutated_fixed_width_gives_an_edition_or_a_source_error(data: st.DataObject) -> None:
    """Places added or lost anywhere in a fixed-width file give statements, issues or a SourceError, and nothing else."""
    whole = bytearray(render("ff", MAIN))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 12))] = data.draw(st.binary(max_size=6))
    with contextlib.suppress(SourceError):
        edition = read_cons(SourceFile(name="cons_prim.ff", data=bytes(whole)))
        assert len(edition.schemas()) <= edition.entities_in_file


@pytest.mark.shared
def test_a_real_set_of_four_files_is_read_whole(shared: Path) -> None:
    """The set of 28 December 2023 has 13,821 entries, 764 vessels, and nearly no odd values."""
    with tarfile.open(shared / "ofac" / "set_2023-12-28_composite.tar.xz") as archive:
        files = [
            SourceFile(name=m.name, data=s.read())
            for m in archive
            if m.isfile() and (s := archive.extractfile(m)) is not None
        ]
    edition = read(*files, on=date(2023, 12, 28), any_count=False)
    assert edition.entities_in_file == 13_821
    assert edition.count_by_schema()["Vessel"] == 764
    assert len(edition.issues) < 30
    links = [s for s in edition.statements if (s.schema, s.prop) == ("UnknownLink", "role")]
    assert len(links) == 5_956
    assert {prop: sum(s.prop == prop for s in edition.statements) for prop in ("innCode", "ogrnCode", "okpoCode")} == {
        "innCode": 1_832, "ogrnCode": 1_458, "okpoCode": 234,
    }  # fmt: skip


@pytest.mark.shared
def test_real_layouts_of_one_edition_say_the_same(shared: Path) -> None:
    """The four layouts and the XML of 6 April 2018 agree, but for quotation marks, which only fixed width and XML keep double."""
    with tarfile.open(shared / "ofac" / "cons_2018_all_layouts.tar.xz") as archive:
        data = {
            Path(m.name).name: s.read() for m in archive if m.isfile() and (s := archive.extractfile(m)) is not None
        }
    sets = {
        layout: [SourceFile(name=name, data=data[name]) for name in data if name.endswith(f".{layout}")]
        for layout in ("csv", "del", "pip", "ff", "xml")
    }
    editions = {layout: read_cons(*files) for layout, files in sets.items()}
    said = {layout: say(edition) for layout, edition in editions.items()}
    assert editions["csv"].groups == editions["del"].groups == editions["pip"].groups
    assert said["ff"] == said["csv"]
    assert {edition.entities_in_file for edition in editions.values()} == {639}
    # six entries have their title once more in the remarks of the tables
    assert {prop for _, prop, _ in said["xml"] ^ said["csv"]} == {"notes"}
    assert said["xml"] < said["csv"]


def say(edition: ReadEdition) -> set[tuple[str, str, str]]:
    """What an edition says, with one kind of quotation mark."""
    return {(s.entity_id, s.prop, s.value.replace('"', "'")) for s in edition.statements}


@pytest.mark.shared
def test_unchanged_entries_are_remembered(shared: Path) -> None:
    """The second of two equal editions gives the same groups, and none of its entries is read again."""
    with lzma.open(shared / "ofac" / "sdn_2015-01.csv.xz") as stream:
        file = SourceFile(name="sdn.csv", data=stream.read())
    memory = EntryMemory()
    first, second = (
        read_edition("us-ofac-sdn", [file], on=date(2015, 1, day), received_at=NOW, any_count=True, memory=memory)[1]
        for day in (23, 24)
    )
    assert first.entities_in_file == 5_876
    entries = [(a, b) for a, b in zip(first.groups, second.groups, strict=True)]
    assert all(a is b for a, b in entries)
