"""The OFAC reader on excerpts, on broken files, and on real sets."""

import contextlib
import tarfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanksi.errors import CountBandError, EditionError, ParseError, QueryError, SourceError
from sanksi.lists import ReadEdition, SourceFile, read_edition

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
