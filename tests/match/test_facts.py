"""Birth dates, territories and identifiers, one by one."""

import pytest

from sanksi.ledger import Party
from sanksi.match import load_weights
from sanksi.match.facts import compare_birth_dates, compare_identifiers, compare_territories

WEIGHTS = load_weights()


@pytest.mark.parametrize(
    ("asked", "listed", "outcome"),
    [
        ("1984", "1984-01-08", "agrees"),
        ("1984-01", "1984-01-08", "agrees"),
        ("1984-01-08", "1984-01-08", "agrees"),
        ("1984-08-01", "1984-01-08", "close"),
        ("1983-01-08", "1984-01-08", "close"),
        ("1983", "1984", "close"),
        ("1984-01-09", "1984-01-08", "close"),
        ("1982", "1984", "differs"),
        ("1984-05-21", "1984-01-08", "differs"),
        ("1984-01-30", "1984-01-08", "differs"),
        ("1971-05-21", "1984-01-08", "conflicts"),
        ("1960", "1984-01-08", "conflicts"),
    ],
)
def test_birth_dates_are_intervals_with_slips(asked: str, listed: str, outcome: str) -> None:
    """A year holds its days; a year off by one, exchanged day and month and one wrong digit are close; another day of the year differs."""
    finding = compare_birth_dates(
        Party(schema="Person", birthDate=asked), Party(schema="Person", birthDate=listed), WEIGHTS
    )
    assert finding is not None
    assert finding.outcome == outcome


def test_the_best_of_several_birth_dates_counts() -> None:
    """A listing with several birth dates agrees when one of them does."""
    finding = compare_birth_dates(
        Party(schema="Person", birthDate="1984-01-08"),
        Party(schema="Person", birthDate=["1982-01-08", "1984-01-08"]),
        WEIGHTS,
    )
    assert finding is not None
    assert (finding.outcome, finding.entity_value) == ("agrees", "1984-01-08")


@pytest.mark.parametrize("odd", ["circa 1984", "84", "١٩٨٤", "1984-xx"])
def test_dates_that_are_none_are_not_compared(odd: str) -> None:
    """What cannot be read as a date counts neither way."""
    assert (
        compare_birth_dates(Party(schema="Person", birthDate=odd), Party(schema="Person", birthDate="1984"), WEIGHTS)
        is None
    )


def test_territories_of_all_kinds_are_compared() -> None:
    """A nationality agrees with a place of birth; without one in common they conflict; silence counts nothing."""
    listed = Party(schema="Person", birthCountry="kp", country="ru")
    found = [compare_territories(Party(schema="Person", nationality=c), listed, WEIGHTS) for c in ("kp", "fr")]
    assert [f and f.outcome for f in found] == ["agrees", "conflicts"]
    assert compare_territories(Party(schema="Person"), listed, WEIGHTS) is None


def test_a_general_identifier_is_found_under_another_name() -> None:
    """A registration number agrees with the tax number that carries it; a call sign never with a passport."""
    company = Party(schema="Company", innCode="7710140679")
    assert compare_identifiers(Party(schema="Company", registrationNumber="7710140679"), company, WEIGHTS) is not None
    vessel = Party(schema="Vessel", callSign="HMXY7")
    assert compare_identifiers(Party(schema="Person", passportNumber="HMXY7"), vessel, WEIGHTS) is None


def test_several_passports_are_no_contradiction() -> None:
    """A person may hold another passport than the listed one."""
    asked, listed = (Party(schema="Person", passportNumber=n) for n in ("927234267", "836110063"))
    assert compare_identifiers(asked, listed, WEIGHTS) is None
