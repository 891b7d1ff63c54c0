"""The UK reader on excerpts of its four layouts, on broken files, and on the real lists."""

import contextlib
import csv
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from render_uk import load_designations, render_csv, render_xml

from sanksi.errors import CountBandError, EditionError, ParseError, SourceError
from sanksi.ledger import Statement
from sanksi.lists import EntryMemory, ReadEdition, SourceFile, read_edition, read_files
from sanksi.lists.gb_fcdo.texts import (
    find_paper_number,
    find_register_numbers,
    find_un_references,
    is_un_reference,
    kind_of_reference,
    split_numbered,
    split_papers,
)

NOW = datetime(2026, 11, 24, tzinfo=UTC)
XML = "gb_uk_sanctions_list_2026-09-02.xml"
CSV = "gb_uk_sanctions_list_2026-09-02.csv"
CONLIST = "gb_conlist_2020-04-27.csv"
CONLIST_2022 = "gb_conlist_2022-05-13.csv"


def read(data: bytes, name: str = XML, *, any_count: bool = True, memory: EntryMemory | None = None) -> ReadEdition:
    """Read bytes as an edition of gb-fcdo."""
    file = SourceFile(name=name, data=data)
    return read_edition("gb-fcdo", [file], on=None, received_at=NOW, any_count=any_count, memory=memory)[1]


def values(edition: ReadEdition, entity_id: str, prop: str) -> list[str]:
    """The distinct values of a property of an entity, in order."""
    found = (s.value for s in edition.statements if s.entity_id == f"gb-fcdo-{entity_id}" and s.prop == prop)
    return list(dict.fromkeys(found))


@pytest.fixture(scope="module")
def xml(excerpts: Path) -> ReadEdition:
    """The excerpt of the XML."""
    return read((excerpts / XML).read_bytes())


@pytest.mark.parametrize(
    ("entity_id", "prop", "wanted"),
    [
        ("AFG0100", "name", ["ABDUL GHAFAR QURISHI ABDUL GHANI"]),
        ("AFG0100", "alias", ["Abdul Ghaffar QURESHI", "عبدالغفار قریشی عبد الغنی"]),
        ("AFG0100", "firstName", ["ABDUL", "Abdul"]),
        ("AFG0100", "secondName", ["GHAFAR", "Ghaffar"]),
        ("AFG0100", "middleName", ["QURISHI"]),
        ("AFG0100", "lastName", ["ABDUL GHANI", "QURESHI"]),
        ("AFG0100", "title", ["Maulavi"]),
        ("AFG0100", "birthDate", ["1970", "1967"]),
        ("AFG0100", "birthPlace", ["Turshut village, Wursaj District, Takhar Province, Afghanistan"]),
        ("AFG0100", "birthCountry", ["af"]),
        ("AFG0100", "gender", ["male"]),
        ("AFG0100", "nationality", ["af"]),
        ("AFG0100", "position", ["Repatriation Attache, Taliban Embassy, Islamabad, Pakistan"]),
        ("AFG0100", "passportNumber", ["D 000933"]),
        ("AFG0100", "idNumber", ["55130"]),
        ("AFG0100", "address", ["Khairkhana Section, Number 3, Kabul, Afghanistan"]),
        ("AFG0100", "country", ["af"]),
        ("AFG0100", "unscId", ["TAi.130"]),
        ("AFG0100", "authorityId", ["AFG0100"]),
        ("AFG0100", "recordId", ["7405"]),
        ("AFG0100", "program", ["The Afghanistan (Sanctions) (EU Exit) Regulations 2020"]),
        ("AFG0100", "authority", ["UN"]),
        ("AFG0100", "provisions", ["Asset freeze", "Travel Ban"]),
        ("AFG0100", "listingDate", ["2001-01-25"]),
        ("AFG0100", "modifiedAt", ["2021-12-18"]),
        ("AFG0100", "reason", []),
        ("RUS1926", "innCode", ["7703104630"]),
        ("RUS1926", "ogrnCode", ["1027700003891"]),
        ("RUS1926", "registrationNumber", []),
        ("RUS1926", "phone", ["+74957370101"]),
        ("RUS1926", "website", ["www.sistema.ru"]),
        ("RUS1926", "email", ["pr@sistema.ru"]),
        ("RUS1926", "legalForm", ["Public Joint Stock Company"]),
        ("RUS1926", "notes", ["Subsidiary: MTS Public Joint Stock Company"]),
        ("RUS1926", "reason", ["An involved person under the Russia (Sanctions) (EU Exit) Regulations 2019."]),
        ("DPR0075", "name", ["Petrel 8"]),
        ("DPR0075", "alias", ["Tian Tai 36"]),
        ("DPR0075", "imoNumber", ["9562233"]),
        ("DPR0075", "flag", ["km"]),
        ("DPR0075", "pastFlags", ["in"]),
        ("DPR0075", "type", ["Bulk Carrier"]),
        ("DPR0075", "tonnage", ["7078"]),
        ("DPR0075", "buildDate", ["2011"]),
        ("DPR0075", "notes", ["Current owner/operator: Global United Shipping India"]),
    ],
)
def test_every_field_of_the_xml_is_read(xml: ReadEdition, entity_id: str, prop: str, wanted: list[str]) -> None:
    """Each field comes out as the FollowTheMoney property it is documented as."""
    assert values(xml, entity_id, prop) == wanted


def test_edition_of_the_xml_states_its_day_and_entities(xml: ReadEdition) -> None:
    """The day is DateGenerated, each designation is one entity of its kind, and nothing is odd."""
    assert xml.on == date(2026, 9, 2)
    assert xml.count_by_schema() == {"Organization": 1, "Person": 1, "Vessel": 1}
    assert xml.issues == ()


def test_csv_says_what_the_xml_says(xml: ReadEdition, excerpts: Path) -> None:
    """The CSV of the same day gives the same statements, down to the locators."""
    table = read((excerpts / CSV).read_bytes(), CSV)
    assert set(table.statements) == set(xml.statements)
    assert (table.on, table.issues) == (xml.on, ())


def test_columns_are_found_in_any_case_and_spacing(excerpts: Path) -> None:
    """A header that is spelt otherwise is the same header."""
    data = (excerpts / CSV).read_bytes().replace(b"Name type,Alias strength", b"NAME  TYPE,Alias Strength ")
    assert set(read(data, CSV).statements) == set(read((excerpts / CSV).read_bytes(), CSV).statements)


def test_former_list_is_read(excerpts: Path) -> None:
    """ConList of 29 columns: rows of one group are one entity; UN references and paper numbers come out of the texts."""
    edition = read((excerpts / CONLIST).read_bytes(), CONLIST)
    assert edition.on == date(2020, 4, 27)
    assert edition.count_by_schema() == {"Organization": 2, "Person": 2}
    assert values(edition, "13349", "name") == ["Nayf Salam Muhammad Ujaym AL-HABABI"]
    assert values(edition, "13349", "alias") == ["Sheikh Farooq AL-QAHTANI"]
    assert values(edition, "13349", "birthDate") == ["1980", "1981"]
    assert values(edition, "13349", "nationality") == ["sa", "qa"]
    assert values(edition, "13349", "passportNumber") == ["592667"]
    assert values(edition, "13349", "country") == ["af"]
    assert values(edition, "13349", "recordId") == ["13349"]
    assert values(edition, "13349", "listingDate") == ["2016-04-01"]
    assert values(edition, "12871", "unscId") == ["KPe.018"]
    assert values(edition, "8994", "previousName") == ["INSTRUMENTATION FACTORY PLANT"]
    assert values(edition, "13271", "position") == ["Chief Corporal of the Forces Armées Centrafricaines (FACA)"]
    assert values(edition, "13271", "address")[0].startswith("Bimbo, Ombella-Mpoko")


def test_reference_of_another_kind_of_party_is_not_taken(excerpts: Path) -> None:
    """The former list gives a person the reference of Al-Qaida, an entity: an issue, since it would make the two one party."""
    edition = read((excerpts / CONLIST).read_bytes(), CONLIST)
    assert values(edition, "13349", "unscId") == []
    assert [(i.locator, i.value, i.reason) for i in edition.issues] == [
        (
            "gb-fcdo-13349 UNReferenceNumber",
            "QDe.004",
            "a UN reference of another kind of party than Person: not taken",
        )
    ]


@pytest.mark.parametrize(
    ("reference", "kind"),
    [
        ("TAi.002", "Person"),
        ("IRI.038", "Person"),
        ("QDe.004", "Organization"),
        ("QI.A.12.01", "Person"),
        ("QE.A.4.01", "Organization"),
        ("I.37.D.4", "Person"),
        ("E.29.II.9", "Organization"),
        ("I.AC.50.20.12.12", ""),
    ],
)
def test_reference_tells_persons_from_entities(reference: str, kind: str) -> None:
    """The letter before the first number says what a UN reference names."""
    assert kind_of_reference(reference) == kind


def test_former_list_with_labels_is_read(excerpts: Path) -> None:
    """ConList of 36 columns: what "Other Information" labels stands in properties, and the whole text in the notes."""
    edition = read((excerpts / CONLIST_2022).read_bytes(), CONLIST_2022)
    assert edition.issues == ()
    assert values(edition, "7405", "authorityId") == ["AFG0100"]
    assert values(edition, "7405", "unscId") == ["TAi.130"]
    assert values(edition, "7405", "gender") == ["male"]
    assert values(edition, "7405", "passportNumber") == ["D 000933"]
    assert values(edition, "7405", "startDate") == ["2001-01-25"]
    assert values(edition, "7405", "alias") == ["Abdul Ghaffar QURESHI", "عبدالغفار قریشی عبد الغنی"]
    assert values(edition, "12431", "phone") == ["+963112121816", "+963112121834"]
    assert values(edition, "12431", "reason")[0].startswith("Front company for the acquisition")
    assert values(edition, "12431", "notes")[0].startswith("(UK Sanctions List Ref):SYR0306")


def change(excerpts: Path, old: str, new: str) -> ReadEdition:
    """Read the XML excerpt with one text replaced."""
    text = (excerpts / XML).read_text(encoding="utf-8")
    assert old in text
    return read(text.replace(old, new).encode())


def test_weak_alias_is_told_from_a_strong_one(excerpts: Path) -> None:
    """An alias of low quality is a weak one, without name parts."""
    edition = change(excerpts, "Good quality a.k.a", "Low quality a.k.a")
    assert values(edition, "AFG0100", "weakAlias") == ["Abdul Ghaffar QURESHI"]
    assert values(edition, "AFG0100", "lastName") == ["ABDUL GHANI"]


def test_variation_is_an_alias_and_former_name_a_former_one(excerpts: Path) -> None:
    """Name types are told apart whatever their case."""
    assert (
        values(change(excerpts, ">ALias<", ">Primary Name Variation<"), "AFG0100", "alias")[0]
        == "Abdul Ghaffar QURESHI"
    )
    assert values(change(excerpts, ">Alias<", ">Former Name<"), "DPR0075", "previousName") == ["Tian Tai 36"]


def test_unknown_name_type_is_an_issue_and_the_name_is_kept_as_weak(excerpts: Path) -> None:
    """A name of unknown type is not dropped and not trusted."""
    edition = change(excerpts, ">ALias<", ">Nickname<")
    assert values(edition, "AFG0100", "weakAlias") == ["Abdul Ghaffar QURESHI"]
    assert "unknown name_type 'Nickname'" in edition.issues[0].reason


def test_language_of_a_name_is_kept_when_it_is_said(excerpts: Path) -> None:
    """A name in another script carries its language; an unknown language is an issue and the name stays."""
    kind = "<NonLatinScriptType>Arabic</NonLatinScriptType>"
    edition = change(excerpts, kind, f"{kind}<NonLatinScriptLanguage>Dari</NonLatinScriptLanguage>")
    assert [s.lang for s in edition.statements if s.lang] == ["prs"]
    edition = change(excerpts, kind, f"{kind}<NonLatinScriptLanguage>Elvish</NonLatinScriptLanguage>")
    assert "عبدالغفار قریشی عبد الغنی" in values(edition, "AFG0100", "alias")
    assert "unknown language 'Elvish'" in edition.issues[0].reason


def test_field_that_is_not_known_is_an_issue(excerpts: Path) -> None:
    """A new element, at the top or within, is told with its place and value."""
    edition = change(excerpts, "<UniqueID>AFG0100<", "<Height>170 cm</Height><UniqueID>AFG0100<")
    assert [(i.locator, i.value, i.reason) for i in edition.issues] == [
        ("gb-fcdo-AFG0100 Height", "170 cm", "field not read")
    ]
    edition = change(excerpts, "<TonnageOfShip>7078</TonnageOfShip>", "<TonnageOfShip>7078</TonnageOfShip><Net>1</Net>")
    assert [i.locator for i in edition.issues] == ["gb-fcdo-DPR0075 ShipDetails/Ship/TonnageOfShipDetails/Net"]


def test_column_that_is_not_known_is_an_issue(excerpts: Path) -> None:
    """A new column with content is told for each entity that fills it."""
    data = (excerpts / CSV).read_bytes().replace(b"Length of ship", b"Draught").replace(b",7078,,", b",7078,9 m,")
    issues = read(data, CSV).issues
    assert [(i.locator, i.value, i.reason) for i in issues] == [("gb-fcdo-DPR0075 Draught", "9 m", "field not read")]


def test_unknown_kind_of_party_is_an_issue(excerpts: Path) -> None:
    """A kind that is not known is no person, no organisation and no ship; its names are kept."""
    edition = change(excerpts, ">Ship<", ">Aircraft<")
    assert edition.schemas()["gb-fcdo-DPR0075"] == "Thing"
    assert values(edition, "DPR0075", "name") == ["Petrel 8"]
    assert "unknown kind 'Aircraft'" in edition.issues[0].reason


def test_indicator_that_the_text_lacks_is_a_provision(excerpts: Path) -> None:
    """A measure marked true that SanctionsImposed does not name is not lost."""
    edition = change(excerpts, "|Director Disqualification Sanction", "")
    assert "Director Disqualification Sanction" in values(edition, "RUS1926", "provisions")


def test_reference_that_is_none_is_an_issue(excerpts: Path) -> None:
    """What stands in the field of the UN reference but is none never becomes one."""
    edition = change(excerpts, "TAi.130", "N/A")
    assert values(edition, "AFG0100", "unscId") == []
    assert [(i.value, i.reason) for i in edition.issues] == [("N/A", "not a UN reference")]


def test_wrong_imo_number_is_kept_as_another_number(excerpts: Path) -> None:
    """A number that fails its check digit does not pretend to be an IMO number."""
    edition = change(excerpts, "IMO9562233", "IMO9562234")
    assert values(edition, "DPR0075", "imoNumber") == []
    assert values(edition, "DPR0075", "registrationNumber") == ["IMO9562234"]
    assert "fails the check" in edition.issues[0].reason


def relations(edition: ReadEdition) -> dict[str, dict[str, str]]:
    """Schema of each relation to its properties."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for s in edition.statements:
        if "-link-" in s.entity_id:
            found[s.schema][s.prop] = s.value
    return found


def test_owner_that_is_designated_by_exactly_that_name_is_linked(excerpts: Path) -> None:
    """The owner or operator of a ship is a relation when the edition has one entity of that very name, and a note in any case."""
    edition = change(excerpts, "Global United Shipping India", "Afk Sistema")
    assert relations(edition)["UnknownLink"] == {
        "subject": "gb-fcdo-RUS1926", "object": "gb-fcdo-DPR0075", "role": "Current owner/operator",
    }  # fmt: skip
    assert values(edition, "DPR0075", "notes") == ["Current owner/operator: Afk Sistema"]
    assert relations(change(excerpts, "Global United Shipping India", "AFK Sistema PJSFC")) == {}


def test_subsidiary_is_owned_by_its_parent(excerpts: Path) -> None:
    """A subsidiary that is designated itself is the asset, the designation that names it the owner."""
    edition = change(excerpts, "MTS Public Joint Stock Company", "Tian Tai 36")
    assert relations(edition)["Ownership"] == {
        "owner": "gb-fcdo-RUS1926", "asset": "gb-fcdo-DPR0075", "role": "Parent company",
    }  # fmt: skip


def test_name_of_two_designations_links_neither(excerpts: Path) -> None:
    """A name that two designations have says nothing about which one is meant."""
    text = (excerpts / XML).read_text(encoding="utf-8").replace("Global United Shipping India", "AFK SISTEMA")
    twice = text.replace("<Name6>QURESHI", "<Name6>AFK SISTEMA").replace("<Name1>Abdul<", "<Name1><").replace(
        "<Name2>Ghaffar<", "<Name2><"
    )  # fmt: skip
    assert relations(read(twice.encode())) == {}


def test_id_that_stands_twice_makes_two_entities(excerpts: Path) -> None:
    """Two designations under one UniqueID are never merged."""
    edition = change(excerpts, "RUS1926", "DPR0075")
    assert edition.count_by_schema() == {"Organization": 1, "Person": 1, "Vessel": 1}
    assert {"gb-fcdo-DPR0075", "gb-fcdo-DPR0075.2"} < set(edition.schemas())
    assert "stands again" in edition.issues[0].reason


def test_designation_without_an_id_is_an_error(excerpts: Path) -> None:
    """A designation that cannot be named is told with its content."""
    edition = change(excerpts, "<UniqueID>DPR0075</UniqueID>", "")
    assert [(i.loudness, i.reason) for i in edition.issues] == [("error", "designation without UniqueID")]
    assert "Petrel 8" in edition.issues[0].value


def test_unchanged_designation_is_not_read_again(excerpts: Path) -> None:
    """A second edition takes what did not change from memory and reads a link that did."""
    memory = EntryMemory()
    data = (excerpts / XML).read_bytes()
    first = read(data, memory=memory)
    second = read(data.replace(b"Petrel 8", b"Global United Shipping India"), memory=memory)
    assert first.groups[0] is second.groups[0]
    assert first.groups[2] is not second.groups[2]


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (b"<!DOCTYPE html><html><title>Maintenance</title></html>", EditionError, "is a web page"),
        (b"<Designations><DateGenerated>02/09/2026</DateGenerated><Designation>", ParseError, "not well-formed"),
        (b"<CONSOLIDATED_LIST/>", EditionError, "its root is 'CONSOLIDATED_LIST'"),
        (b"<Designations/>", EditionError, "DateGenerated ''"),
        (b"<Designations><DateGenerated>32/09/2026</DateGenerated></Designations>", EditionError, "'32/09/2026'"),
        (b'<!DOCTYPE a [<!ENTITY b "cc">]><Designations>&b;</Designations>', ParseError, "document type declaration"),
        (b"ent_num,SDN_Name,SDN_Type\r\n36,AEROCARIBBEAN,entity\r\n", EditionError, "no header"),
        (b"Report Date: soon\r\nUnique ID,Name 6\r\n", EditionError, "no column for Name1"),
        (b"\x00\x01\x02", ParseError, "binary"),
        (b"", EditionError, "no header"),
    ],
    ids=[
        "page",
        "cut",
        "another list",
        "no day",
        "no such day",
        "entity",
        "another table",
        "columns",
        "binary",
        "empty",
    ],
)
def test_broken_files_are_refused_with_the_reason(data: bytes, error: type[SourceError], message: str) -> None:
    """What is no edition is refused in one line that says why."""
    with pytest.raises(error, match=message):
        read(data)


def test_cut_row_is_refused_with_its_line(excerpts: Path) -> None:
    """A table that ends within a row is a cut download."""
    data = (excerpts / CONLIST).read_bytes()
    with pytest.raises(ParseError, match=r"line 10: \d+ cells under a header of 29"):
        read(data[:-40], CONLIST)


def test_two_files_are_refused(excerpts: Path) -> None:
    """An edition is one file."""
    file = SourceFile(name=XML, data=(excerpts / XML).read_bytes())
    with pytest.raises(EditionError, match="2 files for one edition"):
        read_edition("gb-fcdo", [file, file], on=None, received_at=NOW)


def test_few_entities_are_refused(excerpts: Path) -> None:
    """A list cut to a few designations is outside the count band."""
    with pytest.raises(CountBandError, match="1 entities of schema Person"):
        read((excerpts / XML).read_bytes(), any_count=False)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("(1) Tunisia (2)-(3) Libya", {1: "Tunisia", 2: "Libya", 3: "Libya"}),
        ("(1) to (3) Algeria (4) Morocco", {1: "Algeria", 2: "Algeria", 3: "Algeria", 4: "Morocco"}),
        ("a) General, b) Minister for Security", {1: "General", 2: "Minister for Security"}),
        ("House (12) of Kabul", {0: "House (12) of Kabul"}),
        ("(1) House (12) (2) Street", {1: "House (12)", 2: "Street"}),
        ("(1) - (2) Qatar", {2: "Qatar"}),
        ("", {}),
    ],
)
def test_numbered_texts_are_split(text: str, parts: Mapping[int, str]) -> None:
    """Only numbers that count on from one are numbers of parts."""
    assert split_numbered(text) == parts


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("INN: 7707083893; OGRN 1027700132195", [("innCode", "7707083893"), ("ogrnCode", "1027700132195")]),
        ("Reg. no: HRB 12345", [("registrationNumber", "HRB 12345")]),
        ("LEI 213800WSGIIZCXF1P572", [("leiCode", "213800WSGIIZCXF1P572")]),
        ("7707083893", [("registrationNumber", "7707083893")]),
        ("BEGINN 1234567890", [("registrationNumber", "BEGINN 1234567890")]),
        ("unknown", []),
    ],
)
def test_register_numbers_are_told_by_their_labels(text: str, numbers: list[tuple[str, str]]) -> None:
    """A number without the name of its register is a registration number of whatever register."""
    assert list(find_register_numbers(text)) == numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("R000043 (Afghan). Issued 15 Oct 1996", "R000043"),
        ("Passport No: 592667 (Qatari passport issued on 3 May 2007).", "592667"),
        ("Italian Fiscal Code DRAFRD64R12Z301C", "DRAFRD64R12Z301C"),
        ("842 781", "842 781"),
        ("00297112 (Tunisia) 111277501841 (France)", None),
        ("DG5149481 (Pakistan) Issued 22.8.2006. Passport booklet number A2815665.", None),
        ("Uganda Passport.", None),
    ],
)
def test_paper_number_is_taken_when_there_is_one(text: str, number: str | None) -> None:
    """Of two numbers none is chosen."""
    assert find_paper_number(text) == number


def test_heading_before_numbered_papers_is_left_out() -> None:
    """ "Passport No: (a) ..., (b) ..." are two passports."""
    assert split_papers("Passport No: (a) 472320665, (b) 563120356.") == ("472320665", "563120356.")
    assert split_papers("Kuwaiti passport no. (A)001714467 (B)101505554") == ("001714467", "101505554")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("UN Ref QDe.004. Associate of QDi.005.", ("QDe.004",)),
        ("UN REF:QE.A.146.14. Also known", ("QE.A.146.14",)),
        ("(UN Ref):TAi.155. Key commander (TAe.012)", ("TAi.155",)),
        ("UN Reference No: TAi.172. Belongs", ("TAi.172",)),
        ("UN Ref.KPe 070. Registered owner", ("KPe.070",)),
        ("UN Ref QI.H.250.08.Name", ("QI.H.250.08",)),
        ("UN Ref.062. Registered owner", ()),
        ("Listed by the UN as TAi.172", ()),
    ],
)
def test_labelled_un_references_are_found(text: str, found: tuple[str, ...]) -> None:
    """A reference counts when the text labels it, in any of the spellings of the former list."""
    assert find_un_references(text) == found


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_mutated_file_gives_an_edition_or_a_source_error(data: st.DataObject) -> None:
    """Bytes changed anywhere in a file of any layout give statements, issues or a SourceError, and nothing else."""
    name = data.draw(st.sampled_from((XML, CSV, CONLIST, CONLIST_2022)))
    whole = bytearray((Path(__file__).parents[1] / "excerpts" / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 12))] = data.draw(st.binary(max_size=6))
    with contextlib.suppress(SourceError):
        edition = read(bytes(whole), name)
        assert len(edition.count_by_schema()) <= edition.entities_in_file + 1


def leaves(fields: Mapping[str, Any], skipped: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Field and text of everything a designation of the rendering says."""
    for key, value in fields.items():
        items = value if isinstance(value, list) else [value]
        for item in items:
            if key in skipped:
                continue
            if isinstance(item, Mapping):
                yield from leaves(item, skipped)
            else:
                parts = str(item).split("|") if key in ("sanctions_imposed", "designation_source") else [str(item)]
                yield from ((key, text) for part in parts if (text := " ".join(part.split())))


@pytest.fixture(scope="module")
def designations(shared: Path) -> list[Mapping[str, Any]]:
    """The whole list of 2026-08-22, as a rendering holds it."""
    return list(load_designations(shared / "uk" / "ammitto_uk_sanctions_list_2026-08-22.tar.xz"))


@pytest.mark.shared
def test_whole_list_of_2026_is_read_without_loss(designations: list[Mapping[str, Any]]) -> None:
    """Each of 115,726 values of 6,349 designations is found in the statements, but one that is an issue ("N/A" as UN reference)."""
    edition = read(render_xml(designations, "22/08/2026"), any_count=False)
    assert edition.count_by_schema() == {"Organization": 1647, "Person": 4036, "Vessel": 666}
    texts: dict[str, set[str]] = defaultdict(set)
    for s in edition.statements:
        texts[s.entity_id] |= {s.value, s.original or s.value}
    skipped = frozenset(("name_type", "alias_strength", "individual_entity_ship", "sanctions_imposed_indicators"))
    lost, count = [], 0
    for designation in designations:
        held = texts[f"gb-fcdo-{designation['unique_id']}"]
        joined = " ".join(held)
        for key, text in leaves(designation, skipped):
            count += 1
            if text not in held and text.strip(" ,") not in joined:
                lost.append((designation["unique_id"], key, text))
    assert count == 115_726
    assert lost == [("SYR0200", "un_reference_number", "N/A")]
    assert Counter(i.reason for i in edition.issues) == {
        "given names of a party that is no person: each part is kept as a name too": 2,
        "not a UN reference": 1,
    }


@pytest.mark.shared
def test_both_files_of_the_list_say_the_same(designations: list[Mapping[str, Any]]) -> None:
    """XML and CSV of one day give equal statements."""
    xml = read(render_xml(designations, "22/08/2026"))
    table = read(render_csv(designations, "22-Aug-2026"), CSV)
    assert set(xml.statements) == set(table.statements)
    assert xml.on == table.on == date(2026, 8, 22)


@pytest.mark.shared
def test_every_un_reference_of_the_crosslist_is_read(shared: Path, designations: list[Mapping[str, Any]]) -> None:
    """All 1,004 references of the ground truth stand as unscId, beside the OFSI group id; the 1,005th row says "N/A"."""
    edition = read(render_xml(designations, "22/08/2026"))
    with (shared / "crosslist" / "uk_un_xref_2026-08-22.DERIVED.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if is_un_reference(row["un_reference_number"])]
    pairs = {(s.entity_id, s.prop, s.value) for s in edition.statements if s.schema == "Sanction"}
    wanted = {(f"gb-fcdo-{row['uk_unique_id']}", "unscId", row["un_reference_number"]) for row in rows}
    wanted |= {(f"gb-fcdo-{r['uk_unique_id']}", "recordId", r["ofsi_group_id"]) for r in rows if r["ofsi_group_id"]}
    assert len(rows) == 1004
    assert wanted <= pairs


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "day", "persons", "organizations", "references", "warnings", "notes"),
    [
        ("conlist_2016-03-25.csv.xz", date(2016, 3, 23), 1269, 655, 511, 6, 12),
        ("conlist_2018-04-13.csv.xz", date(2018, 4, 13), 1426, 680, 669, 21, 19),
        ("conlist_2020-04-27.csv.xz", date(2020, 4, 27), 1523, 591, 694, 18, 23),
    ],
)
def test_former_lists_are_read_whole(
    shared: Path, name: str, day: date, persons: int, organizations: int, references: int, warnings: int, notes: int
) -> None:
    """Each group of the real ConLists is an entity, within the bands, with its reference and hardly an issue."""
    (file,) = read_files(shared / "uk" / name)
    edition = read(file.data, file.name, any_count=False)
    assert edition.on == day
    assert edition.count_by_schema() == {"Organization": organizations, "Person": persons}
    assert edition.entities_in_file == persons + organizations
    assert sum(s.prop == "unscId" for s in edition.statements) == references
    assert Counter(i.loudness for i in edition.issues) == {"warning": warnings, "note": notes}


@pytest.mark.shared
def test_real_excerpt_is_read_whole(shared: Path) -> None:
    """The publisher's own XML of 2026-09-02 gives both designations and no issue."""
    edition = read((shared / "native_excerpts" / "uk_sanctions_list_2026-09-02_excerpt.xml").read_bytes())
    assert edition.on == date(2026, 9, 2)
    assert edition.issues == ()
    assert values(edition, "AFG0006", "birthDate") == ["1945", "1946"]
    assert all(isinstance(s, Statement) for s in edition.statements)
