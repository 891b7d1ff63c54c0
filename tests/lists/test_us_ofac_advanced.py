"""OFAC's ADVANCED XML: an excerpt written by hand, damaged and foreign files, and the real excerpt against the legacy tables."""

from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

from sanksi.errors import EditionError
from sanksi.ledger import properties_of
from sanksi.lists import SourceFile, load_spec, open_files
from sanksi.lists.draft import Draft, EntryMemory, ReadEdition
from sanksi.lists.us_ofac import advanced, read_list
from sanksi.lists.us_ofac.advanced_names import format_name
from sanksi.lists.us_ofac.advanced_values import Period
from sanksi.lists.xml import parse_xml

SDN = "us-ofac-sdn"


def read(text: str, memory: EntryMemory | None = None) -> ReadEdition:
    """The edition in a text."""
    root = parse_xml(SourceFile(name="x.xml", data=text.encode()))
    return advanced.read(root, Draft(spec=load_spec(SDN), memory=memory or EntryMemory()))


@pytest.fixture(scope="module")
def text(excerpts: Path) -> str:
    """The excerpt."""
    return (excerpts / "ofac_advanced_2024-02-23.xml").read_text(encoding="utf-8")


def facts(edition: ReadEdition, number: str) -> dict[str, list[str]]:
    """What an edition says of an entity and its listing."""
    found: dict[str, list[str]] = {}
    for s in edition.statements:
        if s.entity_id == f"{SDN}-{number}":
            found.setdefault(s.prop, []).append(s.value)
    return found


def test_edition(text: str) -> None:
    """The date of issue is the edition's; nothing of the excerpt is left over; all properties are in the vocabulary."""
    edition = read(text)
    assert (edition.on, edition.published_at, edition.entities_in_file) == (
        date(2024, 2, 23), "2024-02-23T00:00:00.000Z", 3,
    )  # fmt: skip
    assert (edition.gaps, edition.issues) == ((), ())
    assert edition.count_by_schema() == {"Organization": 1, "Person": 1, "Vessel": 1}
    assert [s for s in edition.statements if s.prop not in properties_of(s.schema)] == []


def test_person(text: str) -> None:
    """A person's names, parts, features, documents and listing, each from the part of the file that holds it."""
    assert facts(read(text), "36382") == {
        "recordId": ["36382"],
        "reason": ["Executive Order 14024 (Russia)"],
        "description": ["SDN List: 2023-02-24"],
        "listingDate": ["2023-02-24"],
        "provisions": ["Block"],
        "program": ["RUSSIA-EO14024"],
        "name": ["Tatyana Gennadevna NESTERENKO"],
        "alias": ["Татьяна Геннадьевна НЕСТЕРЕНКО"],
        "weakAlias": ["Tanya"],
        "firstName": ["Tatyana", "Татьяна"],
        "middleName": ["Gennadevna", "Геннадьевна"],
        "lastName": ["NESTERENKO", "НЕСТЕРЕНКО"],
        "country": ["ru"],
        "birthDate": ["1959-08-05"],
        "birthPlace": ["Vladivostok, Primorye Region, Russia"],
        "gender": ["female"],
        "nationality": ["ru"],
        "passportNumber": ["530294714"],
    }


def test_document_says_when_it_expires_and_that_it_is_false(text: str) -> None:
    """A document's issuer, dates and validity stay with its number."""
    [passport] = [s for s in read(text).statements if s.prop == "passportNumber"]
    assert passport.original == "Passport 530294714 (Russia) expires 23 Sep 2026 (fraudulent)"


def test_vessel(text: str) -> None:
    """A vessel has its name in capitals as in the legacy files, its IMO number out of its documents, and its flag."""
    vessel = facts(read(text), "36399")
    wanted = ("name", "type", "callSign", "flag", "imoNumber", "program")
    assert {prop: vessel[prop] for prop in wanted} == {
        "name": ["LADY LEILA"], "type": ["Products Tanker"], "callSign": ["UCGL"], "flag": ["ru"], "imoNumber": ["9683740"],
        "program": ["RUSSIA-EO14024"],
    }  # fmt: skip


def test_address_and_alias(text: str) -> None:
    """An address is its place with the country; an a.k.a. is an alias."""
    company = facts(read(text), "36")
    assert (company["name"], company["alias"], company["address"], company["country"]) == (
        ["AEROCARIBBEAN AIRLINES"], ["AERO-CARIBBEAN"], ["Havana, Cuba"], ["cu"],
    )  # fmt: skip


def test_relation_has_direction(text: str) -> None:
    """The profile a relationship of ownership goes to is the owner."""
    link = {s.prop: s.value for s in read(text).statements if s.schema == "Ownership"}
    assert link == {"owner": f"{SDN}-36", "asset": f"{SDN}-36399", "role": "Owned or Controlled By"}


def test_former_relation_makes_no_owner(text: str) -> None:
    """A relation that is over is kept, but owns nothing today."""
    edition = read(text.replace('Former="false"', 'Former="true"'))
    link = {s.prop: s.value for s in edition.statements if s.schema == "UnknownLink"}
    assert link == {
        "subject": f"{SDN}-36399", "object": f"{SDN}-36", "role": "Former: Owned or Controlled By",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('LocationID="25"', 'LocationID="26"', "a place that the file does not have"),
        ('DetailReferenceID="91527"', 'DetailReferenceID="5"', "a number that the reference values do not have"),
        (">Birthdate<", ">Shoe size<", "unknown type of feature: kept as a note"),
        (">Created<", ">Removed<", "unknown advanced_event 'Removed'"),
        ('ProfileID="36" ListID', 'ProfileID="37" ListID', "belongs to a party that the file does not have"),
        ('FixedRef="36">\n      <Comment/>', 'FixedRef="36">\n      <Motto>x</Motto>', "field not read"),
        ('Primary="true" False="false"', 'Primary="true" False="true"', "OFAC says that this identity is false"),
        ('ReliabilityID="1"', 'ReliabilityID="1561"', "OFAC says that this is false"),
        ('RelationQualityID="1"', 'RelationQualityID="1541"', "OFAC is not sure of this relation"),
        ("<Month>8</Month><Day>5</Day>", "<Month>8</Month><Day>45</Day>", "no period"),
        ("<SanctionsEntryLinks/>", "<SanctionsEntryLinks><Link/></SanctionsEntryLinks>", "section not read"),
    ],
)
def test_what_is_not_known_is_an_issue(text: str, old: str, new: str, reason: str) -> None:
    """Nothing of the file is lost without an issue."""
    changed = text.replace(old, new)
    assert changed != text
    assert any(reason in issue.reason for issue in read(changed).issues)


def test_party_without_entry_is_a_gap(text: str) -> None:
    """A party whose sanctions entry is missing is read, and the edition says that it is no whole list."""
    edition = read(text.replace('ProfileID="36" ListID', 'ProfileID="37" ListID'))
    assert facts(edition, "36")["name"] == ["AEROCARIBBEAN AIRLINES"]
    assert edition.gaps == (
        "1 parties without a sanctions entry: their programmes are not known",
        "an extract, not the whole list: 1 parties that a SanctionsEntry belongs to are not in the file",
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("SanctionsEntries>", "Other>", "truncated, no SanctionsEntries"),
        ("<Year>2024</Year><Month>2</Month>", "<Year>2024</Year><Month>20</Month>", "DateOfIssue is no date"),
        ('<DistinctParty FixedRef="36">', '<DistinctParty FixedRef="36" DeltaAction="Delete">', "not a whole list"),
        ('ListID="1550"', 'ListID="91512"', "none of 3 parties is on this list"),
    ],
)
def test_not_a_whole_edition(text: str, old: str, new: str, message: str) -> None:
    """Truncated files, changes and other lists are refused with the reason."""
    with pytest.raises(EditionError, match=message):
        read(text.replace(old, new))


def test_memory_knows_what_a_party_refers_to(text: str) -> None:
    """A party is read again when a place, document, entry or relationship that it refers to has changed, and only then."""
    memory = EntryMemory()
    changes = (
        ("Havana", "Varadero"),
        ("IMO 9683740", "IMO 9784893"),
        (">CUBA<", ">SDGT<"),
        ('To-ProfileID="36"', 'To-ProfileID="36382"'),
    )
    expected = ([False, True, True], [True, True, False], [False, True, True], [True, True, False])
    for (old, new), same in zip(changes, expected, strict=True):
        editions = []
        for version in (text, text.replace(old, new)):
            memory.begin_edition()
            editions.append(read(version, memory))
        assert [a is b for a, b in zip(editions[0].groups, editions[1].groups, strict=True)] == same


@pytest.mark.parametrize(
    ("start", "end", "ends", "printed"),
    [
        (("1959-08-05", "1959-08-05"), ("1959-08-05", "1959-08-05"), ("1959-08-05", "1959-08-05"), "05 Aug 1959"),
        (("1959-01-01", "1959-01-01"), ("1959-12-31", "1959-12-31"), ("1959", "1959"), "1959"),
        (("1960-02-01", "1960-02-01"), ("1960-02-29", "1960-02-29"), ("1960-02", "1960-02"), "Feb 1960"),
        (("1951-01-01", "1951-12-31"), ("1953-01-01", "1953-12-31"), ("1951", "1953"), "1951 to 1953"),
        (("1965-03-21", "1965-03-21"), ("1966-03-20", "1966-03-20"), ("1965-03-21", "1966-03-20"), "21 Mar 1965 to 20 Mar 1966"),
    ],
)  # fmt: skip
def test_periods(start: tuple[str, str], end: tuple[str, str], ends: tuple[str, str], printed: str) -> None:
    """A stored period is as exact as it was written, and printed as OFAC prints it."""
    a, b, c, d = (date.fromisoformat(day) for day in (*start, *end))
    period = Period(start=(a, b), end=(c, d), circa=False)
    assert (period.ends, period.text) == (ends, printed)
    assert Period(start=(a, b), end=(c, d), circa=True).text == f"circa {printed}"


def test_names_of_parts() -> None:
    """Names are put together as OFAC does: given names first, family names in capitals where the script has them."""
    hispanic = [("Last Name", "Rodriguez"), ("Matronymic", "Orejuela"), ("First Name", "Gilberto")]
    assert format_name(hispanic, "Latin") == ("Gilberto", "RODRIGUEZ OREJUELA")
    assert format_name([("Entity Name", "საბანკო სახლი")], "Georgian") == ("", "საბანკო სახლი")
    assert format_name([("Nickname", "Mono Jojoy")], "Latin") == ("", "Mono Jojoy")


@pytest.mark.shared
def test_real_excerpt_has_the_uids_of_the_legacy_files(shared: Path) -> None:
    """The FixedRef of each party is the legacy uid: all 36 that the tables two months before have bear the same name.

    The excerpt has 37 parties, and entries, documents, places and relationships of others: each is an issue, and the edition has gaps.
    """
    data = (shared / "ofac" / "sdn_advanced_2024-02-23_excerpt.xml").read_bytes()
    edition = read_list([SourceFile(name="sdn_advanced.xml", data=data)], Draft(spec=load_spec(SDN)))
    with ExitStack() as stack:
        tables = [f.load() for f in open_files(shared / "ofac" / "set_2023-12-28_composite.tar.xz", stack)]
        old = read_list(tables, Draft(spec=load_spec(SDN)))
    names = [{s.entity_id: s.value for s in e.statements if s.prop == "name"} for e in (edition, old)]
    both = names[0].keys() & names[1].keys()
    assert (len(names[0]), len(both), [own for own in both if names[0][own] != names[1][own]]) == (37, 36, [])
    said = {(s.entity_id, s.value) for s in edition.statements if s.prop in ("alias", "previousName", "birthDate")}
    had = {
        (s.entity_id, s.value)
        for s in old.statements
        if s.prop in ("alias", "previousName", "birthDate") and s.entity_id in both
    }
    assert had <= said
    assert {i.reason for i in edition.issues} == {
        "party without a sanctions entry", "a place that the file does not have", "belongs to a party that the file does not have",
    }  # fmt: skip
    assert len(edition.gaps) == 4
