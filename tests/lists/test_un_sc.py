"""The UN reader on an excerpt, on broken files, and on the real editions."""

import contextlib
import tarfile
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanksi.errors import CountBandError, EditionError, ParseError, SourceError
from sanksi.lists import ReadEdition, SourceFile, read_edition, read_files

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def read(data: bytes, name: str = "un.xml", *, any_count: bool = True) -> ReadEdition:
    """Read bytes as an edition of un-sc."""
    return read_edition("un-sc", [SourceFile(name=name, data=data)], on=None, received_at=NOW, any_count=any_count)[1]


def values(edition: ReadEdition, entity_id: str, prop: str) -> list[str]:
    """All values of a property of an entity."""
    return [s.value for s in edition.statements if s.entity_id == entity_id and s.prop == prop]


def test_every_kind_of_value_is_read(excerpts: Path) -> None:
    """Names, aliases by quality, dates, documents, territories and the listing come out as FollowTheMoney values."""
    edition = read((excerpts / "un_2023-09-01.xml").read_bytes())
    assert edition.on == date(2023, 9, 1)
    assert edition.issues == ()
    assert edition.count_by_schema() == {"Organization": 1, "Person": 2}
    assert values(edition, "un-sc-6908555", "name") == ["RI WON HO"]
    assert values(edition, "un-sc-6908555", "birthDate") == ["1964-07-17"]
    assert values(edition, "un-sc-6908555", "passportNumber") == ["381310014"]
    assert values(edition, "un-sc-6908555", "nationality") == ["kp"]
    assert values(edition, "un-sc-6908555", "authorityId") == ["KPi.033"]
    assert [
        (s.value, s.until) for s in edition.statements if s.prop == "birthDate" and s.entity_id == "un-sc-690734"
    ] == [("1943", "1945")]
    assert values(edition, "un-sc-690734", "weakAlias") == ["The Director"]
    assert values(edition, "un-sc-690735", "previousName") == ["KOMID"]
    assert values(edition, "un-sc-690735", "address") == [
        "Central District, Pyongyang, Democratic People's Republic of Korea"
    ]


def test_unknown_field_becomes_an_issue(excerpts: Path) -> None:
    """A field that is neither read nor ignored by name is told, with its value."""
    data = (
        (excerpts / "un_2023-09-01.xml")
        .read_bytes()
        .replace(b"<GENDER>Male</GENDER>", b"<GENDER>Male</GENDER><HEIGHT>170 cm</HEIGHT>")
    )
    assert [(i.locator, i.value, i.reason) for i in read(data).issues] == [
        ("un-sc-690734 HEIGHT", "170 cm", "field not read")
    ]


def test_unknown_quality_is_an_issue_and_the_alias_is_kept_as_weak(excerpts: Path) -> None:
    """An alias of unknown quality is not dropped."""
    data = (excerpts / "un_2023-09-01.xml").read_bytes().replace(b"<QUALITY>Good</QUALITY>", b"<QUALITY>Fine</QUALITY>")
    edition = read(data)
    assert "Yun Ho-chin" in values(edition, "un-sc-690734", "weakAlias")
    assert "unknown quality 'Fine'" in edition.issues[0].reason


def test_too_few_entities_are_refused(excerpts: Path) -> None:
    """A list cut to a few entries is outside the count band."""
    with pytest.raises(CountBandError, match="2 entities of schema Person, the list holds 560 to 1400"):
        read((excerpts / "un_2023-09-01.xml").read_bytes(), any_count=False)


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (b"<html><title>403 Forbidden</title></html>", EditionError, "is a web page"),
        (b"\x00\x01\x02", EditionError, "is not XML"),
        (b"<CONSOLIDATED_LIST dateGenerated='2023-09-01T00:00:00Z'><INDIVIDUALS>", ParseError, "not well-formed"),
        (b"<sdnList/>", EditionError, "its root is 'sdnList'"),
        (b"<CONSOLIDATED_LIST dateGenerated='soon'/>", EditionError, "dateGenerated 'soon'"),
        (
            b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cc">]><CONSOLIDATED_LIST/>',
            ParseError,
            "document type declaration",
        ),
        (
            b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><CONSOLIDATED_LIST>&c;</CONSOLIDATED_LIST>',
            ParseError,
            "document type declaration",
        ),
        (
            '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><CONSOLIDATED_LIST/>'.encode(
                "utf-16"
            ),
            ParseError,
            "document type declaration",
        ),
    ],
    ids=[
        "error page",
        "binary",
        "cut",
        "another list",
        "no instant",
        "entity",
        "billion laughs",
        "external entity in UTF-16",
    ],
)
def test_broken_files_are_refused_with_the_reason(data: bytes, error: type[SourceError], message: str) -> None:
    """What is no edition is refused in one line that says why."""
    with pytest.raises(error, match=message):
        read(data)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_mutated_file_gives_an_edition_or_a_source_error(data: st.DataObject) -> None:
    """Bytes changed anywhere in the file give statements, issues or a SourceError, and nothing else."""
    whole = bytearray((Path(__file__).parents[1] / "excerpts" / "un_2023-09-01.xml").read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 12))] = data.draw(st.binary(max_size=6))
    with contextlib.suppress(SourceError):
        edition = read(bytes(whole))
        assert len(edition.count_by_schema()) <= edition.entities_in_file + 1


@pytest.mark.shared
def test_real_editions_are_read_whole(shared: Path) -> None:
    """Editions of five years give all entries that VERSION_DELTAS and SOURCES count, within the bands, with hardly an issue."""
    wanted = {
        "un_2018-06-07.xml": 1098,
        "un_2021-09-08.xml": 968,
        "un_2023-09-01.xml": 947,
        "un_2025-11-15.xml": 1000,
        "un_2026-08-01.xml": 1011,
    }
    with tarfile.open(shared / "un" / "un_versions_all.tar.xz") as archive:
        for member in archive:
            name = member.name.rsplit("/", 1)[-1]
            stream = archive.extractfile(member) if name in wanted else None
            if stream is not None:
                edition = read(stream.read(), name, any_count=False)
                assert edition.entities_in_file == sum(edition.count_by_schema().values()) == wanted.pop(name)
                assert sum(Counter(i.reason for i in edition.issues).values()) <= 20, edition.issues[:20]
    assert wanted == {}


@pytest.mark.shared
def test_real_broken_downloads_are_refused(shared: Path) -> None:
    """Each of the genuinely broken downloads is refused with a reason."""
    reasons = []
    for file in read_files(shared / "un" / "malformed.tar.xz"):
        with pytest.raises(SourceError) as caught:
            read(file.data, file.name, any_count=False)
        reasons.append(caught.value.message)
    assert len(reasons) == 4
