"""OpenSanctions `targets.simple.csv`: cells with several values, and what the file does not say."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sanksi.errors import EditionError, ParseError
from sanksi.lists import ReadEdition, SourceFile, read_edition

NOW = datetime(2026, 11, 24, tzinfo=UTC)
HEAD = '"id","schema","name","aliases","birth_date","countries","identifiers"\n'


def read(excerpts: Path, data: bytes) -> ReadEdition:
    """The file read as of the example list."""
    file = SourceFile(name="targets.simple.csv", data=data)
    folder = excerpts / "own_lists"
    return read_edition("own-targets-example", [file], on=date(2026, 1, 10), received_at=NOW, own=folder)[1]


def values(edition: ReadEdition, own_id: str, prop: str) -> set[str]:
    """The values of a property of one entity."""
    return {
        s.value for s in edition.statements if s.entity_id == f"own-targets-example-{own_id}" and s.prop == prop
    }  # fmt: skip


def test_every_column_is_taken_or_ignored_by_name(excerpts: Path) -> None:
    """The excerpt gives its three parties and no issue."""
    edition = read(excerpts, (excerpts / "own_targets_2026-01-10.csv").read_bytes())
    assert edition.count_by_schema() == {"Organization": 1, "Person": 1, "Vessel": 1}
    assert not edition.issues
    assert values(edition, "unsc-690789", "idNumber") == {"381310014"}
    assert values(edition, "unsc-690789", "programId") == {"UN-SC1718"}
    assert values(edition, "imo-8712362", "imoNumber") == {"8712362"}


def test_values_with_semicolons_stand_in_quotation_marks(excerpts: Path) -> None:
    """A semicolon within quotation marks parts no values."""
    edition = read(excerpts, (excerpts / "own_targets_2026-01-10.csv").read_bytes())
    assert values(edition, "unsc-110403", "alias") == {"CHANGGWANG; SINYONG CORPORATION", "KOMID"}


def test_broken_quotation_marks_are_noted(excerpts: Path) -> None:
    """A cell whose quotation marks do not close is read as well as it can be, with a note."""
    edition = read(excerpts, f'{HEAD}"a","Person","Ri Won Ho","""Ri"" W;Ho","","",""\n'.encode())
    assert [i.loudness for i in edition.issues] == ["note"]
    assert values(edition, "a", "alias") == {"Ri W", "Ho"}


def test_what_the_schema_cannot_hold_is_an_issue(excerpts: Path) -> None:
    """A company's birth date, an unknown schema and a column of another format are told, never dropped."""
    rows = (
        '"a","Company","Quay 9","","1990","kp","77"\n"b","Klan","K","","","",""\n"a","Company","Quay 9","","","",""\n'
    )
    edition = read(excerpts, (HEAD + rows).encode())
    assert [(i.value, i.loudness) for i in edition.issues] == [
        ("1990", "warning"),
        ("Klan", "error"),
        ("Quay 9", "error"),
    ]
    assert edition.entities_in_file == 2
    assert values(edition, "a", "idNumber") == {"77"}


def test_unknown_columns_are_told_once(excerpts: Path) -> None:
    """A column that the format does not have is one issue with the number of its cells."""
    text = "id,schema,name,aliases,colour\na,Person,Ri Won Ho,,red\nb,Person,Ri Won Hui,,blue\n"
    assert [i.reason for i in read(excerpts, text.encode()).issues] == ["column not read: 2 cells"]


def test_other_tables_and_cut_files_are_refused(excerpts: Path) -> None:
    """A web page, another heading, a short row and an open quotation mark are SourceErrors."""
    for text in ("<html>", "", "name,address\nx,y\n", "id,schema,id,name,aliases\n"):
        with pytest.raises(EditionError):
            read(excerpts, text.encode())
    for row in ('"a","Person"\n', '"a","Person","Ri'):
        with pytest.raises(ParseError, match="line 2"):
            read(excerpts, (HEAD + row).encode())
