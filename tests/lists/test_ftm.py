"""FollowTheMoney JSON lines: what is folded, what becomes a relation, what is told."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sanksi.errors import EditionError, ParseError, SourceError
from sanksi.lists import EntryMemory, ReadEdition, SourceFile, read_edition, read_files

NOW = datetime(2026, 11, 24, tzinfo=UTC)
DAY = date(2026, 1, 10)


def read(tmp_path: Path, data: bytes, *settings: str, memory: EntryMemory | None = None) -> ReadEdition:
    """The file read as of a list whose YAML has these further lines."""
    spec = "\n".join(("title: T", "publisher: P", "reader: ftm", "max_age_days: 30", *settings))
    (tmp_path / "harbour.yml").write_text(spec, encoding="utf-8")
    file = SourceFile(name="entities.ftm.json", data=data)
    return read_edition("harbour", [file], on=DAY, received_at=NOW, own=tmp_path, memory=memory)[1]


def values(edition: ReadEdition, entity_id: str, prop: str, *, listing: bool = False) -> set[str]:
    """The values of a property of one entity, or of its listing."""
    return {
        s.value
        for s in edition.statements
        if s.entity_id == f"harbour-{entity_id}" and s.prop == prop and (s.schema == "Sanction") == listing
    }


@pytest.fixture
def data(excerpts: Path) -> bytes:
    """The excerpt's bytes."""
    return (excerpts / "ftm_own_2026-01-10.json").read_bytes()


def test_parties_are_read_as_they_are(tmp_path: Path, data: bytes) -> None:
    """Targets become entities with the values of their lines, territories of the past included."""
    edition = read(tmp_path, data)
    assert edition.count_by_schema() == {"Company": 2, "Organization": 1, "Person": 1}
    assert edition.entities_in_file == 4
    assert values(edition, "unsc-690789", "birthDate") == {"1964-07-17"}
    assert values(edition, "unsc-110403", "alias") == {"KOMID", "Changgwang Sinyong Corporation"}
    assert values(edition, "quay-9", "country") == {"suhh"}


def test_sanctions_fold_onto_the_party(tmp_path: Path, data: bytes) -> None:
    """What a Sanction says stands in the listing of the party it names, and so does a party's own programme."""
    edition = read(tmp_path, data)
    assert values(edition, "unsc-690789", "unscId", listing=True) == {"KPi.030"}
    assert values(edition, "unsc-690789", "programId", listing=True) == {"UN-SC1718"}
    assert values(edition, "unsc-690789", "listingDate", listing=True) == {"2016-11-30"}
    assert values(edition, "quay-9", "country", listing=True) == {"xk"}


def test_a_listing_ends_only_when_every_sanction_has(tmp_path: Path, data: bytes) -> None:
    """One ended sanction of two is a note, not the end of the listing; the only one ends it."""
    edition = read(tmp_path, data)
    assert values(edition, "berth-2", "endDate", listing=True) == {"2025-12-31"}
    assert values(edition, "quay-9", "endDate", listing=True) == set()
    assert [i.value for i in edition.issues if "others go on" in i.reason] == ["2019-01-01"]


def test_documents_and_addresses_fold(tmp_path: Path, data: bytes) -> None:
    """A passport's number and an address's full text stand on the party that names them."""
    edition = read(tmp_path, data)
    assert values(edition, "unsc-690789", "passportNumber") == {"381310014"}
    assert values(edition, "unsc-690789", "address") == {"Central District, Pyongyang, DPRK"}


def test_relations_keep_their_ids_and_need_both_ends(tmp_path: Path, data: bytes) -> None:
    """A relation between listed parties is an entity of its own; one with an end that is not read is told."""
    edition = read(tmp_path, data)
    assert values(edition, "link-1", "employee") == {"harbour-unsc-690789"}
    assert values(edition, "link-1", "role") == {"stationed in Egypt"}
    assert values(edition, "link-2", "owner") == set()
    assert [i.value for i in edition.issues if "an end that is not read" in i.reason] == ["link-2"]


def test_targets_all_reads_parties_that_are_only_named(tmp_path: Path, data: bytes) -> None:
    """`targets: all` reads entities that are no targets, and the relations to them."""
    edition = read(tmp_path, data, "targets: all")
    assert values(edition, "pier-4", "name") == {"Pier 4 Holding"}
    assert values(edition, "link-2", "asset") == {"harbour-pier-4"}


def test_what_is_not_read_is_told_once_a_kind(tmp_path: Path) -> None:
    """A property that the vocabulary lacks is one Issue for all its values; so is a schema, and a key beside the properties."""
    lines = [
        {"id": f"c{n}", "schema": "Company", "properties": {"name": ["Quay"], "okvedCode": ["1", "2"]}, "rank": n}
        for n in range(3)
    ]
    lines.append({"id": "p", "schema": "Payment", "properties": {"amount": ["1"]}})
    edition = read(tmp_path, "\n".join(map(json.dumps, lines)).encode())
    told = {i.locator: (i.reason, i.loudness) for i in edition.issues}
    assert told["Company/okvedCode"] == ("property not read, 6 values or entities, the first of them here", "warning")
    assert told["Payment"] == ("schema not known", "error")
    assert "rank" in told
    assert len(edition.issues) == 3


def test_a_schema_of_the_table_is_its_nearest_ancestor(tmp_path: Path) -> None:
    """A schema that the vocabulary lacks is read as the one that the tables name."""
    lines = b'{"id":"r","schema":"RealEstate","properties":{"name":["Pier"]}}\n{"id":"x","schema":"Klan","properties":{"name":["K"]}}'
    edition = read(tmp_path, lines, "lookups: {schema: {klan: Organization}}")
    assert edition.schemas() == {"harbour-r": "Asset", "harbour-x": "Organization"}


def test_a_nested_file_is_refused(tmp_path: Path) -> None:
    """Parties that hold whole entities are told to be another format, with the file to take."""
    line = b'{"id":"a","schema":"Person","properties":{"name":["A"],"sanctions":[{"id":"s","schema":"Sanction","properties":{}}]}}'
    with pytest.raises(
        EditionError, match=r"line 1: 'sanctions' holds whole entities: a nested file .*entities.ftm.json"
    ):
        read(tmp_path, line)


def test_an_edition_is_no_delta(tmp_path: Path) -> None:
    """A delta file is refused, and with `deltas: excerpt` read as a part of a list that cannot support `clear`."""
    lines = b'{"op":"ADD","entity":{"id":"a","schema":"Person","properties":{"name":["A B"]}}}\n{"op":"DEL","entity":{"id":"z"}}'
    with pytest.raises(EditionError, match="delta file"):
        read(tmp_path, lines)
    edition = read(tmp_path, lines, "deltas: excerpt")
    assert values(edition, "a", "name") == {"A B"}
    assert edition.gaps


def test_a_cut_line_is_a_parse_error(tmp_path: Path, data: bytes) -> None:
    """A file that ends within a line is refused, with the line."""
    with pytest.raises(ParseError, match="line 13"):
        read(tmp_path, data[:-40])


@pytest.mark.parametrize(
    "line", [b"[]", b"1", b"[" * 9000, b'{"a":', b"\xff\xfe", b"<html>", b"{}", b'{"id":1}', b'{"op":"X","entity":3}']
)
def test_hostile_lines_are_refused(tmp_path: Path, line: bytes) -> None:
    """Whatever a file holds, the answer is an edition or a SourceError."""
    with pytest.raises(SourceError):
        read(tmp_path, line)


def test_doubled_keys_lose_nothing(tmp_path: Path) -> None:
    """A key that stands twice in an object gives the values of both."""
    line = b'{"id":"a","schema":"Person","properties":{"name":["Ri Won Ho"],"alias":["A"],"alias":"B"}}'
    assert values(read(tmp_path, line), "a", "alias") == {"A", "B"}


def test_values_that_are_no_texts_are_issues(tmp_path: Path) -> None:
    """A number is its digits; an object or a truth value is an Issue."""
    line = b'{"id":"a","schema":"Person","properties":{"name":["Ri"],"birthDate":[1964],"notes":[{"x":1},true]}}'
    edition = read(tmp_path, line)
    assert values(edition, "a", "birthDate") == {"1964"}
    assert [i.reason for i in edition.issues] == ["not a text", "not a text"]


def test_memory_gives_the_same(tmp_path: Path, data: bytes) -> None:
    """An edition read after another gives what it gives alone."""
    memory = EntryMemory()
    read(tmp_path, data, memory=memory)
    later = data.replace(b'"stationed in Egypt"', b'"stationed in Cairo"')
    assert set(read(tmp_path, later, memory=memory).statements) == set(read(tmp_path, later).statements)


@pytest.mark.shared
def test_the_delta_of_june_2024(tmp_path: Path, shared: Path) -> None:
    """The real delta file gives all 576 parties that it adds or changes, and no property is unknown but those counted here."""
    data = next(read_files(shared / "opensanctions/ftm_delta_2024-06_cross_lists.json.xz")).data
    edition = read(tmp_path, data, "deltas: excerpt")
    assert edition.count_by_schema() == {"Company": 1, "LegalEntity": 27, "Organization": 97, "Person": 451}
    assert not [i for i in edition.issues if i.loudness == "error" or "property not read" in i.reason]


@pytest.mark.shared
def test_the_fixture_of_the_matching_api(tmp_path: Path, shared: Path) -> None:
    """A fixture of the entity format gives its targets with their sanctions, and its relations when all are read."""
    data = (shared / "opensanctions/yente_fixtures/zala/entities.ftm.json").read_bytes()
    assert read(tmp_path, data).count_by_schema() == {"Company": 8, "Person": 6}
    edition = read(tmp_path, data, "targets: all")
    relations = {s.entity_id for s in edition.statements if s.schema in ("Ownership", "Directorship", "Family")}
    assert len(relations) == 21
    assert not [i for i in edition.issues if "an end" in i.reason]
