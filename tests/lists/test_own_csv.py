"""A user's own CSV with a column mapping."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sanksi.errors import EditionError, ParseError
from sanksi.lists import ReadEdition, SourceFile, read_edition

NOW = datetime(2026, 11, 24, tzinfo=UTC)
SPEC = """
title: Watch list
publisher: us
reader: own_csv
max_age_days: 30
schema: Person
columns: {Nr: id, Name: name, Born: birthDate, Phone: phone, Sex: gender}
"""


def read_example(excerpts: Path) -> ReadEdition:
    """The excerpt read as of the example list."""
    file = SourceFile(name="own.csv", data=(excerpts / "own_watch_2026-01-10.csv").read_bytes())
    folder = excerpts / "own_lists"
    return read_edition("own-csv-example", [file], on=date(2026, 1, 10), received_at=NOW, own=folder)[1]


def read(tmp_path: Path, data: bytes, spec: str = SPEC) -> ReadEdition:
    """The file read as of a list with this YAML."""
    (tmp_path / "watch.yml").write_text(spec, encoding="utf-8")
    file = SourceFile(name="watch.csv", data=data)
    return read_edition("watch", [file], on=date(2026, 1, 10), received_at=NOW, own=tmp_path)[1]


def values(edition: ReadEdition, entity_id: str, prop: str) -> set[str]:
    """The values of a property of one entity."""
    return {s.value for s in edition.statements if s.entity_id == entity_id and s.prop == prop}


def test_columns_are_read_as_mapped(excerpts: Path) -> None:
    """Names, dates in the stated order, territories by lookup, IMO numbers and the listing stand where the YAML says."""
    edition = read_example(excerpts)
    assert edition.count_by_schema() == {"Company": 1, "Person": 1, "Vessel": 1}
    assert values(edition, "own-csv-example-17", "alias") == {"Chon Myong Il", "CHON MYONG ONE"}
    assert values(edition, "own-csv-example-17", "imoNumber") == {"8712362"}
    assert values(edition, "own-csv-example-17", "listingDate") == {"2018-03-30"}
    assert values(edition, "own-csv-example-18-2", "birthDate") == {"1964-07-17"}
    assert values(edition, "own-csv-example-18-2", "recordId") == {"18/2"}


def test_what_is_not_read_is_told(excerpts: Path) -> None:
    """An unknown territory and a column that nobody maps are issues; a column ignored by name is none."""
    told = {(i.value, i.reason) for i in read_example(excerpts).issues}
    assert told == {
        ("Atlantis", "territory not known"),
        ("Remark", "column neither mapped nor ignored: 1 cells not read"),
    }


def test_dates_of_unknown_order_are_not_guessed(tmp_path: Path) -> None:
    """Without `dates`, 03/04/1965 is an issue; with it, it is the day that it says."""
    row = b"Nr,Name,Born,Phone,Sex\n1,Ri Won Ho,03/04/1965,,\n"
    assert [i.value for i in read(tmp_path, row).issues] == ["03/04/1965"]
    assert values(read(tmp_path, row, SPEC + "dates: month-first\n"), "watch-1", "birthDate") == {"1965-03-04"}
    assert values(read(tmp_path, row, SPEC + "dates: day-first\n"), "watch-1", "birthDate") == {"1965-04-03"}


def test_values_that_do_not_fit_their_type_are_issues(tmp_path: Path) -> None:
    """A local phone number and an unknown gender are told; international numbers lose their spaces."""
    edition = read(tmp_path, b"Nr,Name,Born,Phone,Sex\n1,Ri Won Ho,,021-345,x\n2,Ri Won Hui,,+850 (2) 381-8031,Male\n")
    assert [i.value for i in edition.issues] == ["021-345", "x"]
    assert values(edition, "watch-2", "phone") == {"+85023818031"}
    assert values(edition, "watch-2", "gender") == {"male"}


def test_rows_of_one_id_are_one_entity(tmp_path: Path) -> None:
    """A second row of an id adds to the entity, with a note; ids that differ only in signs are refused."""
    edition = read(
        tmp_path, b"Nr,Name,Born,Phone,Sex\n1/1,Ri Won Ho,,,\n1/1,Ri Won-ho,,,\n1_1,Ri Won Hui,,,\n,Nobody,,,\n"
    )
    assert values(edition, "watch-1-1", "name") == {"Ri Won Ho", "Ri Won-ho"}
    assert [i.loudness for i in edition.issues] == ["note", "error", "error"]
    assert edition.entities_in_file == 1


def test_files_of_another_form_are_refused(tmp_path: Path) -> None:
    """A missing column, a wrong encoding and a cut row are SourceErrors."""
    with pytest.raises(EditionError, match="'Sex'"):
        read(tmp_path, b"Nr,Name,Born,Phone\n")
    with pytest.raises(ParseError, match="utf-8"):
        read(tmp_path, "Nr,Name,Born,Phone,Sex\n1,Müller,,,\n".encode("cp1252"))
    with pytest.raises(ParseError, match="line 2 has 2 cells"):
        read(tmp_path, b"Nr,Name,Born,Phone,Sex\n1,Ri\n")


def test_encodings_are_as_stated(tmp_path: Path) -> None:
    """A file in the encoding that the YAML states is read, one that begins with a byte order mark too."""
    text = "Nr,Name,Born,Phone,Sex\n1,Żółkiewski,,,\n"
    for encoding, setting in (("utf-16", "utf-16"), ("cp1250", "cp1250"), ("utf-8-sig", "utf-8")):
        edition = read(tmp_path, text.encode(encoding), f"{SPEC}encoding: {setting}\n")
        assert values(edition, "watch-1", "name") == {"Żółkiewski"}
