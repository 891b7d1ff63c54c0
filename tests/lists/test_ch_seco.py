"""The Swiss list, on an excerpt written by hand and on a rendering of the whole list."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from render_ch import find_lost, read_entities, read_rendered

from sanksi.errors import EditionError, ParseError
from sanksi.lists import ReadEdition, SourceFile, read_edition


def read_bytes(data: bytes) -> ReadEdition:
    """The edition that the bytes hold."""
    file = SourceFile(name="list.xml", data=data)
    return read_edition("ch-seco", [file], on=None, received_at=datetime(2026, 9, 1, tzinfo=UTC), any_count=True)[1]


@pytest.fixture(scope="module")
def read(excerpts: Path) -> ReadEdition:
    """The excerpt as read."""
    return read_bytes((excerpts / "ch_2026-08-27.xml").read_bytes())


def values(read: ReadEdition, own_id: str, prop: str) -> list[str]:
    """The values of a property, in the order of the list."""
    return [s.value for s in read.statements if s.entity_id == f"ch-seco-{own_id}" and s.prop == prop]


def test_day_and_schemas(read: ReadEdition) -> None:
    """The day stands in the root; individuals, entities and vessels are told apart."""
    assert read.on == date(2026, 8, 27)
    assert read.count_by_schema() == {"Organization": 1, "Person": 2, "Vessel": 1}


def test_last_delisting_ends_the_listing(read: ReadEdition) -> None:
    """A target whose last change is "de-listed" ends on that change's day of effect."""
    assert values(read, "5142", "listingDate") == ["2012-03-24"]
    assert values(read, "5142", "endDate") == ["2016-03-01"]


def test_listed_again_has_no_end(read: ReadEdition) -> None:
    """A target listed, delisted and listed again is listed since the last time; the summary tells all."""
    assert values(read, "4210", "listingDate") == ["2012-02-02"]
    assert values(read, "4210", "endDate") == []
    assert "de-listed: enacted 2010-06-01" in values(read, "4210", "summary")[0]


def test_order_of_the_file_does_not_decide_the_last_change(excerpts: Path) -> None:
    """The day decides which change is the last, not where it stands."""
    data = (excerpts / "ch_2026-08-27.xml").read_bytes()
    line = next(x for x in data.splitlines(keepends=True) if b'"de-listed" enactment-date="2016' in x)
    moved = data.replace(line, b"").replace(b'effective-date="2012-03-24"/>', b'effective-date="2012-03-24"/>' + line)
    assert values(read_bytes(moved), "5142", "endDate") == ["2016-03-01"]


def test_history_is_not_the_present(read: ReadEdition) -> None:
    """What an amendment took away is no name of today."""
    assert not any("Spelling of Before" in s.value for s in read.statements)


def test_names_are_spoken_in_each_spelling(read: ReadEdition) -> None:
    """Given name, father's name, family name; a spelling in another language is an alias, a lone part in another script a weak one."""
    assert values(read, "5142", "name") == ["Dzmitry Aliaksandravich Lukashenka"]
    assert values(read, "5142", "alias") == ["Dzmitry Aliaksandravich Lukashenko"]
    assert [(s.value, s.lang) for s in read.statements if s.prop == "weakAlias" and s.lang] == [("Лукашенко", "rus")]


def test_main_identity_gives_the_name(read: ReadEdition) -> None:
    """The main identity's primary name is the name wherever it stands; titles are no part of it."""
    assert values(read, "4210", "name") == ["Mohammad Hassan Akhund"]
    assert values(read, "4210", "alias") == ["Mohammad Hassan"]
    assert values(read, "4210", "weakAlias") == ["Mullah Hassan"]
    assert values(read, "4210", "previousName") == ["Hassan Akhund"]
    assert values(read, "4210", "title") == ["Mullah"]


def test_dates_of_other_calendars_are_not_compared(read: ReadEdition) -> None:
    """A range is a range; a day of the Hijri calendar is an issue and a note."""
    born = [(s.value, s.until) for s in read.statements if s.prop == "birthDate" and s.entity_id == "ch-seco-4210"]
    assert born == [("1955", "1958")]
    assert [i.reason for i in read.issues] == ["date of another calendar: not compared"]
    assert "Born 1323 (Hijri calendar)" in values(read, "4210", "notes")


def test_places_in_each_spelling(read: ReadEdition) -> None:
    """A place named by its number gives all its spellings and its territory."""
    places = ["Kandahar, Kandahar Province, Afghanistan", "Qandahar, Kandahar Province, Afghanistan"]
    assert values(read, "4210", "birthPlace") == places
    assert values(read, "4210", "birthCountry") == ["af"]
    assert values(read, "5142", "country") == ["by"]


def test_references(read: ReadEdition) -> None:
    """A UN reference joins lists; any other foreign number is a note."""
    assert values(read, "4210", "unscId") == ["TAi.002"]
    assert values(read, "5142", "unscId") == []
    assert "Foreign identifier (EU): 140" in values(read, "5142", "notes")
    assert values(read, "5142", "program") == ["Belarus"]
    assert values(read, "5142", "provisions") == ["annex 13: natural persons"]


def test_facts_in_free_text(read: ReadEdition) -> None:
    """Facts named in the list's description become properties; a text that holds more stays as a note."""
    assert values(read, "34461", "imoNumber") == ["8405270"]
    assert values(read, "34461", "notes") == []
    assert values(read, "46130", "registrationNumber") == ["100693551"]
    assert values(read, "46130", "swiftBic") == ["BAPBBY2X"]
    assert values(read, "46130", "innCode") == ["7707083893"]
    assert values(read, "46130", "notes") == ["INN: 7707083893. Largest agricultural lender of the country."]


def test_relation(read: ReadEdition) -> None:
    """A relation is an entity of its own with the publisher's words."""
    link = {s.prop: s.value for s in read.statements if s.schema == "UnknownLink"}
    assert link == {"subject": "ch-seco-5142", "object": "ch-seco-46130", "role": "related-to: Chairman"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b'object-type="vessel"', b'object-type="submarine"', "submarine"),
        (b'relation-type="related-to"', b'relation-type="owned-by"', "owned-by"),
        (b'<individual sex="male">', b'<individual sex="male" nickname="Batka">', "Batka"),
        (b'place-id="102"', b'place-id="999"', "999"),
        (b'modification-type="listed" enactment-date="2016', b'modification-type="frozen" enactment-date="2016', "frozen"),
        (b"<justification ssid=", b"<iban>CH93</iban><justification ssid=", "CH93"),
        (b'name-type="formerly-known-as"', b'name-type="nom-de-guerre"', "nom-de-guerre"),
    ],
)  # fmt: skip
def test_nothing_is_lost_silently(excerpts: Path, old: bytes, new: bytes, told: str) -> None:
    """An unknown category, attribute, element or reference is an issue, never a default."""
    data = (excerpts / "ch_2026-08-27.xml").read_bytes()
    assert old in data
    assert any(told in issue.value for issue in read_bytes(data.replace(old, new)).issues)


def test_many_spellings_are_bounded(excerpts: Path) -> None:
    """A name with many spellings of each part gives each spelling once, not their product."""
    data = (excerpts / "ch_2026-08-27.xml").read_bytes()
    for part in (b"Mohammad", b"Hassan", b"Akhund"):
        spellings = b"".join(b"<spelling-variant>%s%d</spelling-variant>" % (part, n) for n in range(20))
        value = b"<value>" + part + b"</value></name-part>"
        data = data.replace(value, b"<value>" + part + b"</value>" + spellings + b"</name-part>")
    names = values(read_bytes(data), "4210", "alias")
    assert len(names) < 80
    assert any("Akhund19" in name for name in names)


def test_other_documents_are_refused(excerpts: Path) -> None:
    """A delta, another list, a web page and a cut file are no edition."""
    data = (excerpts / "ch_2026-08-27.xml").read_bytes()
    for other in (data.replace(b"whole-list", b"delta"), b"<CONSOLIDATED_LIST/>", b"<html><body>503</body></html>"):
        with pytest.raises(EditionError):
            read_bytes(other)
    with pytest.raises(ParseError):
        read_bytes(data[:5000])


@pytest.mark.shared
def test_native_excerpt(shared: Path) -> None:
    """The native excerpt is read whole; its only issue is the place it does not hold."""
    read = read_bytes((shared / "native_excerpts/ch_seco_2026-08-27_excerpt.xml").read_bytes())
    assert [(issue.value, issue.reason) for issue in read.issues] == [("29492", "place not in the list")]
    assert values(read, "5142", "endDate") == ["2016-03-01"]


@pytest.mark.shared
def test_whole_list_rendered(shared: Path) -> None:
    """All 8,254 targets of February 2026 are read, none of their names, dates and remarks is lost, and nothing is odd."""
    entities = read_entities(shared / "ch/ammitto_seco_entities_2026-02.tar.xz")
    read = read_rendered(entities)
    assert read.count_by_schema() == {"Organization": 3736, "Person": 4518}
    assert find_lost(entities, read) == []
    assert not read.issues
