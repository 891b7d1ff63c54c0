"""OFAC's legacy XML on an excerpt, on broken documents, and on real editions."""

import contextlib
import tarfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanksi.errors import EditionError, SourceError
from sanksi.lists import ReadEdition, SourceFile, read_edition

NAME = "ofac_consolidated_2018-04-06.xml"
NOW = datetime(2026, 11, 24, tzinfo=UTC)


def read(data: bytes, list_id: str = "us-ofac-cons") -> ReadEdition:
    """Read a document as one edition."""
    file = SourceFile(name="consolidated.xml", data=data)
    return read_edition(list_id, [file], on=None, received_at=NOW, any_count=True)[1]


def values(edition: ReadEdition, number: int, prop: str) -> list[str]:
    """All values of a property of an entry."""
    return [s.value for s in edition.statements if s.entity_id == f"us-ofac-cons-{number}" and s.prop == prop]


@pytest.fixture
def excerpt(excerpts: Path) -> bytes:
    """Four entries of the consolidated list."""
    return (excerpts / NAME).read_bytes()


def test_names_and_dates_of_a_person_are_read(excerpt: bytes) -> None:
    """Names come in spoken order; weak aliases, circa dates, places and documents each have their property."""
    edition = read(excerpt)
    assert edition.on == date(2018, 4, 6)
    assert [i for i in edition.issues if "9639" in i.locator] == []
    assert values(edition, 9639, "name") == ["Ismail Abdul Salah HANIYA"]
    assert values(edition, 9639, "alias") == ["Ismail HANIYA"]
    assert values(edition, 9639, "weakAlias") == ["ABU AL-ABD"]
    assert values(edition, 9639, "nationality") == values(edition, 9639, "citizenship") == ["ps"]
    assert values(edition, 9639, "birthPlace") == ["Shati"]
    assert values(edition, 9639, "gender") == ["male"]
    birth = next(s for s in edition.statements if s.prop == "birthDate")
    assert (birth.value, birth.circa) == ("1962", True)
    passport = next(s for s in edition.statements if s.prop == "passportNumber")
    assert passport.value == "A5199819"
    assert passport.original == "Passport A5199819 (Palestinian) issued 04 Jan 2005 expires 04 Jan 2010"


def test_vessels_addresses_and_listings_are_read(excerpt: bytes) -> None:
    """A vessel has its numbers, flags and tonnage; a bank its BIC and address; the listing its provisions and OFAC's page."""
    edition = read(excerpt)
    expected = {
        "imoNumber": "9187629", "mmsi": "572469210", "callSign": "T2EU4", "flag": "tz", "pastFlags": "mt",
        "tonnage": "99144", "grossRegisteredTonnage": "56068", "previousName": "ABADAN",
    }  # fmt: skip
    assert {prop: values(edition, 15036, prop) for prop in expected} == {p: [v] for p, v in expected.items()}
    assert values(edition, 17014, "address") == ["3, Gagarinsky Pereulok, Moscow 119034, Russia"]
    assert values(edition, 17014, "swiftBic") == ["RUAGRUMM"]
    assert values(edition, 17014, "provisions") == [
        "Executive Order 13662 Directive Determination - Subject to Directive 1"
    ]
    assert values(edition, 17014, "programUrl") == [
        "http://www.treasury.gov/resource-center/sanctions/Programs/Pages/ukraine.aspx#directives"
    ]


def test_links_need_their_target_in_the_edition(excerpt: bytes) -> None:
    """The one target that is listed is linked; the other stays in the notes, with a quiet Issue when nobody has the name."""
    edition = read(excerpt)
    link = {s.prop: s.value for s in edition.statements if s.schema == "UnknownLink"}
    assert link == {"subject": "us-ofac-cons-20661", "object": "us-ofac-cons-17014", "role": "Linked To"}
    assert values(edition, 15036, "notes") == ["Linked To: NATIONAL IRANIAN TANKER COMPANY"]


@pytest.mark.parametrize(
    "namespace", [b"", b' xmlns="https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML"']
)
def test_namespaces_do_not_matter(excerpt: bytes, namespace: bytes) -> None:
    """The namespace of 2018, that of 2024 and none give the same statements."""
    other = excerpt.replace(b' xmlns="http://tempuri.org/sdnList.xsd"', namespace)
    assert read(other).groups == read(excerpt).groups


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b"<Record_Count>4<", b"<Record_Count>639<", "says that it has 639 entries, but it has 4"),
        (b"<Record_Count>4</Record_Count>", b"", "no number of entries"),
        (b"04/06/2018", b"2018-04-06", "Publish_Date is '2018-04-06', no day"),
        (b"04/06/2018", b"13/06/2018", "no day"),
        (b"sdnList", b"feed", "root element is 'feed'"),
    ],
    ids=["truncated", "no count", "another date", "no date", "another document"],
)
def test_broken_documents_are_refused_with_the_reason(excerpt: bytes, old: bytes, new: bytes, message: str) -> None:
    """What is no whole edition is refused in one line that says why."""
    with pytest.raises(EditionError, match=message):
        read(excerpt.replace(old, new))


def test_fields_and_types_that_are_not_known_are_issues(excerpt: bytes) -> None:
    """A new field, a new type of id and a new kind of alias are told, and the value of the id is kept."""
    data = excerpt.replace(b"<lastName>SHONA<", b"<colour>red</colour><lastName>SHONA<")
    data = data.replace(b"<idType>MMSI<", b"<idType>Hull Number<").replace(b"<type>f.k.a.<", b"<type>o.k.a.<")
    edition = read(data)
    assert [(i.locator, i.value) for i in edition.issues] == [
        ("us-ofac-cons-15036 idList/id/idType", "Hull Number"),
        ("us-ofac-cons-15036 akaList/aka/type", "o.k.a."),
        ("us-ofac-cons-15036 colour", "red"),
        ("us-ofac-cons-15036 remarks", "Linked To: NATIONAL IRANIAN TANKER COMPANY"),
    ]
    assert "Hull Number 572469210" in values(edition, 15036, "notes")


def test_xml_beside_other_files_is_refused(excerpt: bytes) -> None:
    """A document is a whole edition: with another file it is not known which one is meant."""
    files = [SourceFile(name=name, data=excerpt) for name in ("a.xml", "b.xml")]
    with pytest.raises(EditionError, match="2 files are given as one"):
        read_edition("us-ofac-cons", files, on=None, received_at=NOW, any_count=True)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_mutated_document_gives_an_edition_or_a_source_error(data: st.DataObject) -> None:
    """Bytes changed anywhere give statements, issues or a SourceError, and nothing else."""
    whole = bytearray((Path(__file__).parents[1] / "excerpts" / NAME).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 12))] = data.draw(st.binary(max_size=6))
    with contextlib.suppress(SourceError):
        edition = read(bytes(whole))
        assert len(edition.schemas()) <= edition.entities_in_file


@pytest.mark.shared
def test_all_real_editions_are_read_whole(shared: Path) -> None:
    """The editions of 2020 to 2025 hold as many entries as they state, and no loud issues.

    Links without target are few, but for 24 February 2022, when OFAC renamed five banks two days before the links to them.
    """
    with tarfile.open(shared / "ofac" / "cons_xml_all.tar.xz") as archive:
        documents = [s.read() for m in archive if m.isfile() and (s := archive.extractfile(m)) is not None]
    assert len(documents) == 35
    lost = {}
    for document in documents:
        edition = read(document)
        assert len(edition.schemas()) == edition.entities_in_file > 370
        assert [i for i in edition.issues if i.loudness != "note"] == []
        links = [i for i in edition.issues if i.value.startswith("Linked To")]
        assert len(edition.issues) - len(links) <= 3  # ISIN without a valid check digit
        if links:
            lost[str(edition.on)] = len(links)
    assert lost.pop("2022-02-24") == 130
    assert lost.pop("2022-02-22") == 8
    assert set(lost.values()) == {1}
