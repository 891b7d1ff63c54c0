"""Names that look like something else."""

from datetime import date

from sanksi.news import read

INDONESIAN = "Berita ini adalah contoh yang ditulis untuk diuji oleh para pembaca.\n\n"


def persons(text: str) -> set[tuple[str, tuple[str, ...]]]:
    """Persons with their offices."""
    reading = read(text, screener=None, today=date(2026, 11, 24))
    return {(e.name, e.offices) for e in reading.entities if e.type == "PER"}


def test_pak_is_a_family_name_behind_a_korean_office_and_an_address_elsewhere() -> None:
    """A Pak who holds an office of the DPRK keeps the family name, an Indonesian official is addressed by it."""
    korean = "Menteri Pertahanan Korut Pak Jong Arwan mengatakan bahwa kapal itu berangkat ke pelabuhan kemarin."
    assert persons(INDONESIAN + korean) == {("Pak Jong Arwan", ("Menteri Pertahanan Korut",))}
    own = "Bupati Pak Arwan Budiman mengatakan bahwa kapal itu berangkat dari pelabuhan tersebut kemarin."
    assert {name for name, _ in persons(INDONESIAN + own)} == {"Arwan Budiman"}


def named(text: str) -> dict[str, str]:
    """Names with their kind, in English."""
    english = "This is an example report that was written for the readers of it to be tested.\n\n"
    return {m.text: m.type for m in read(english + text, screener=None, today=date(2026, 11, 24)).mentions}


def test_an_article_goes_before_no_person() -> None:
    """What stands behind "the" is a body or a place, by its last word."""
    found = named("The cargo crossed the Red Sea before the Sampleton Harbour Watch saw it, said Anna Contoh.")
    assert found == {"Red Sea": "LOC", "Sampleton Harbour Watch": "ORG", "Anna Contoh": "PER"}


def test_where_a_firm_is_based_is_no_part_of_its_name() -> None:
    """Nor is a nationality."""
    assert named("It was bought by Dubai-based Sample Freight and a Libyan bank.") == {"Sample Freight": "ORG"}
