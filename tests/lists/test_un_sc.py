"""The UN reader on an excerpt, on broken files, and on the real editions."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sanksi.errors import CountBandError, EditionError, ParseError, SourceError
from sanksi.lists import EntryMemory, ReadEdition, SourceFile, read_edition, read_files

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


def told(edition: ReadEdition, own_id: str, prop: str) -> list[tuple[str, str | None]]:
    """Values of a property with the publisher's spelling."""
    return [(s.value, s.original) for s in edition.statements if s.entity_id == f"un-sc-{own_id}" and s.prop == prop]


@pytest.fixture(scope="module")
def layout_2026(excerpts: Path) -> ReadEdition:
    """The excerpt in the layout of 2026."""
    return read((excerpts / "un_2026-08-01.xml").read_bytes())


def test_the_layout_of_2026_is_read_without_an_issue(layout_2026: ReadEdition) -> None:
    """Every field of the newest layout has its place; a ship is a ship."""
    assert layout_2026.issues == ()
    assert layout_2026.count_by_schema() == {"Organization": 2, "Person": 1, "Vessel": 1}


def test_names_packed_into_one_alias_come_apart(layout_2026: ReadEdition) -> None:
    """Semicolons, another script in brackets, surnames before a comma and notes in Arabic each give a name of the same quality."""
    assert [value for value, _ in told(layout_2026, "110554", "alias")] == [
        "حاجی ملک نورزی", "حاجى مالك نورزى", "Hajji Malik Noorzai", "Hajji Malak Noorzai", "Aminullah", "امين الله",
    ]  # fmt: skip
    assert told(layout_2026, "110554", "weakAlias") == [("Malak Noorzai", "Noorzai, Malak (prominently known as)")]
    assert [s.lang for s in layout_2026.statements if s.value == "امين الله"] == ["ara"]


def test_birth_dates_of_all_kinds_are_kept(layout_2026: ReadEdition) -> None:
    """Circa, ranges, months out of notes and the dates that stand in aliases are read; a Hijri day is told, not computed."""
    dates = [(s.value, s.until, s.circa) for s in layout_2026.statements if s.prop == "birthDate"]
    assert dates == [
        ("1957", None, True), ("1960", "1963", True), ("1977-08", "1977-09", False), ("1963-09", None, False),
        ("1957-01-01", None, False), ("1958", "1964", False),
    ]  # fmt: skip
    assert ("Date of birth: 24/06/1402 (Hijri Calendar)", None) in told(layout_2026, "110554", "notes")
    assert ("Chaman, Pakistan", "Chaman, Pakistan [as Aminullah]") in told(layout_2026, "110554", "birthPlace")


def test_documents_give_their_number_and_keep_their_details(layout_2026: ReadEdition) -> None:
    """The finer type decides the property, words before a number are no part of it, and a note can hold the number."""
    assert told(layout_2026, "110554", "passportNumber") == [
        (
            "FA0157612",
            "Pakistani passport number FA0157612 [issued by Pakistan; on 2009-07-23; until 2014-07-22; officially cancelled as of 2013]",
        ),
        ("D 000952", "D 000952 [national passport]"),
    ]
    note = "a) United States Social Security Number: 548-91-5411 b) National number 9681029476"
    assert told(layout_2026, "110554", "socialSecurityNumber") == [("548-91-5411", note)]
    assert told(layout_2026, "110554", "idNumber") == [("9681029476", note)]


def test_notes_on_addresses_stay_with_them(layout_2026: ReadEdition) -> None:
    """A remark stands in the original of its address, or among the notes when there is only a territory."""
    assert told(layout_2026, "110554", "address") == [
        ("Chaman, Pakistan", "Chaman, Pakistan [previous address]"),
        ("Branch Office 15: Zahedan, Iran", None),
    ]
    assert ("Address: Afghanistan [as at June 2014]", None) in told(layout_2026, "110554", "notes")


def test_comments_give_gender_links_and_relations(layout_2026: ReadEdition) -> None:
    """What a comment says beyond doubt is read: gender, notices, and the entry whose reference it names."""
    assert told(layout_2026, "110554", "gender") == [("male", "Male")]
    assert len(told(layout_2026, "110554", "sourceUrl")) == 2
    link = {s.prop: s.value for s in layout_2026.statements if s.schema == "UnknownLink"}
    assert (link["subject"], link["object"]) == ("un-sc-110554", "un-sc-6908999")
    assert link["role"].startswith("Owns hawalas together with his brother")


def test_imo_numbers_are_of_the_entry_itself(layout_2026: ReadEdition) -> None:
    """A shipping company's own number is read, not that of its ship in brackets; a ship listed by resolution 2146 is a Vessel."""
    assert values(layout_2026, "un-sc-6908516", "imoNumber") == ["5342883"]
    assert values(layout_2026, "un-sc-6909568", "imoNumber") == ["9058713"]
    assert values(layout_2026, "un-sc-6909568", "flag") == ["cm"]
    assert values(layout_2026, "un-sc-6908516", "description") == ["Submitted on 2016-03-01"]


def test_a_programme_nobody_knows_is_an_issue_and_kept(excerpts: Path) -> None:
    """A programme that the list's YAML does not know is told; the one written as its resolution has its name."""
    data = (excerpts / "un_2026-08-01.xml").read_bytes()
    edition = read(data.replace(b"<UN_LIST_TYPE>DPRK", b"<UN_LIST_TYPE>Atlantis").replace(b">Libya<", b">26532022<"))
    assert values(edition, "un-sc-6908516", "program") == ["Atlantis"]
    assert values(edition, "un-sc-6909568", "program") == ["Haiti"]
    assert [i.reason for i in edition.issues] == ["un-sc: unknown program 'Atlantis' at UN_LIST_TYPE"]


def test_a_group_of_entries_nobody_knows_is_an_error(excerpts: Path) -> None:
    """A new kind of entries beside individuals and entities does not vanish."""
    data = (excerpts / "un_2026-08-01.xml").read_bytes()
    edition = read(data.replace(b"</ENTITIES>", b"</ENTITIES><VESSELS><VESSEL><DATAID>1</DATAID></VESSEL></VESSELS>"))
    assert [(i.locator, i.loudness) for i in edition.issues] == [("VESSELS", "error")]


def test_an_unchanged_edition_is_remembered_whole(excerpts: Path) -> None:
    """The second reading of the same entries gives the very same groups."""
    file, memory = SourceFile(name="un.xml", data=(excerpts / "un_2026-08-01.xml").read_bytes()), EntryMemory()
    first, second = (
        read_edition("un-sc", [file], on=None, received_at=NOW, any_count=True, memory=memory)[1].groups
        for _ in range(2)
    )
    assert all(a is b for a, b in zip(first, second, strict=True))


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


EXPLAINED = {
    "not a date": 11,  # 2023-08-02 writes "Invalid date" eleven times
    "un-sc: unknown program 'No-regime' at UN_LIST_TYPE": 1,  # one entry of one edition
    "the DATAID stands again in this edition: read as another entity": 1,
}
"""Issues of all editions since 2017, at most; that of 2016 is a test file whose programmes, names and references were replaced."""


@pytest.mark.shared
@pytest.mark.gate
def test_every_real_edition_is_read_whole(shared: Path) -> None:
    """All 145 whole editions of 2016 to 2026 give every entry, within the bands, with no issue that has no explanation; a cut one is refused."""
    wanted = {"un_2018-06-07.xml": 1098, "un_2023-09-01.xml": 947, "un_2025-11-15.xml": 1000, "un_2026-08-01.xml": 1011}
    memory, editions, issues = EntryMemory(), 0, Counter[str]()
    for file in read_files(shared / "un" / "un_versions_all.tar.xz"):
        name = file.name.rsplit("/", 1)[-1]
        if "TRUNCATED" in name:
            with pytest.raises(CountBandError, match="130 entities of schema Person"):
                read(file.data, name, any_count=False)
            continue
        edition = read_edition("un-sc", [file], on=None, received_at=NOW, memory=memory)[1]
        editions += 1
        listed = sum(edition.count_by_schema().values())
        assert edition.entities_in_file == listed == wanted.get(name, listed)
        if "2016" not in name:
            issues.update(i.reason for i in edition.issues)
    assert editions == 145
    assert issues == EXPLAINED


@pytest.mark.shared
def test_the_newest_real_editions_are_read_whole(shared: Path) -> None:
    """The two editions of 2026 that stand unpacked give every entry without an issue, and hundreds of relations from their comments."""
    for name, count in (("un_2026-02-27.xml", 1003), ("un_2026-08-01.xml", 1011)):
        edition = read((shared / "un" / name).read_bytes(), name, any_count=False)
        assert edition.entities_in_file == sum(edition.count_by_schema().values()) == count
        assert edition.issues == ()
        assert sum(s.schema == "UnknownLink" and s.prop == "object" for s in edition.statements) > 400


@pytest.mark.shared
def test_real_broken_downloads_are_refused(shared: Path) -> None:
    """Each of the genuinely broken downloads is refused with a reason."""
    reasons = []
    for file in read_files(shared / "un" / "malformed.tar.xz"):
        with pytest.raises(SourceError) as caught:
            read(file.data, file.name, any_count=False)
        reasons.append(caught.value.message)
    assert len(reasons) == 4
