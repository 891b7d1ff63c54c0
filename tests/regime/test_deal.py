"""Facts that follow from a deal in the caller's words."""

from datetime import date
from pathlib import Path

import pytest

from sanksi.errors import MeasureFileError, UnknownFactError
from sanksi.regime import check, clean_facts, facts_of_deal, load_deal


def test_direction_follows_from_the_sides() -> None:
    """What leaves the DPRK is from it, what goes there to it, what does neither is none."""
    assert facts_of_deal(from_="KP", to="RU", goods=["ammunition"])["direction"] == "from_dprk"
    assert facts_of_deal(from_="Russia", to="North Korea", goods=["ammunition"])["direction"] == "to_dprk"
    assert facts_of_deal(from_="RU", to="ID", goods=["ammunition"])["direction"] == "none"
    assert "direction" not in facts_of_deal(from_="RU", goods=["ammunition"])


def test_goods_between_the_two_are_bought_or_sold() -> None:
    """Goods without a word on the act are bought from the DPRK, or supplied to it."""
    assert facts_of_deal(from_="KP", to="RU", goods=["amunisi"])["activity"] == ("procure",)
    assert facts_of_deal(from_="RU", to="KP", goods=["amunisi"])["activity"] == ("supply",)
    assert facts_of_deal(from_="RU", to="ID", goods=["satelit"]).get("activity") is None


@pytest.mark.parametrize("act", ["procure", "supply"])
def test_ammunition_from_the_dprk_to_russia_is_prohibited(act: str) -> None:
    """Told by the buyer's act or the giver's, the deal runs into the ban on arms from the DPRK."""
    answer = check(facts_of_deal(from_="KP", to="RU", activity=[act], goods=["ammunition"]), on=date(2023, 9, 13))
    assert answer.outcome == "prohibited"
    assert [(f.measure, f.citation) for f in answer.findings if f.outcome == "prohibited"] == [
        ("UN-DPRK-B02", "S/RES/1874 (2009), OP9")
    ]


def test_words_and_categories_and_unknown_goods_are_told_apart() -> None:
    """A category stands as it is, a known word gives its category, an unknown one leaves the list open."""
    facts = facts_of_deal(from_="RU", to="KP", goods=["luxury", "peluru artileri", "flux capacitor"])
    assert facts["goods.category"] == ("luxury", "ammunition")
    assert facts["goods.unknown"] == ("flux capacitor",)
    facts = facts_of_deal(from_="RU", to="KP", goods=["flux capacitor"])
    assert check(facts, on=date(2023, 9, 13)).outcome == "facts_missing"


def test_a_finding_of_a_state_is_never_derived() -> None:
    """Sponsorship, listing and determinations come from the user alone."""
    facts = facts_of_deal(from_="RU", to="KP", activity=["cooperation", "training"], goods=["rudal", "satelit"])
    assert not [name for name in facts if name.startswith(("determination.", "committee."))]
    assert "party.designated" not in facts
    assert "party.dprk_official_sponsorship" not in facts


def test_direction_follows_from_facts_too() -> None:
    """However the sides are given, and for no longer than nobody says it: as data of the vocabulary, not of this regime's code."""
    for sides, direction in (
        ({"deal.from": "KP", "deal.to": "RU"}, "from_dprk"),
        ({"deal.to": "kp"}, "to_dprk"),
        ({"deal.from": "kp", "deal.to": "kp"}, "none"),
        ({"deal.from": "ru", "deal.to": "ly"}, "none"),
        ({"deal.from": "ru"}, None),
        ({"deal.from": "kp", "deal.to": "ru", "direction": "both"}, "both"),
    ):
        assert clean_facts(sides).get("direction") == direction


def test_unknown_territory_is_refused() -> None:
    """A side that is no territory is told with its place."""
    with pytest.raises(UnknownFactError, match=r"'Atlantis' at '(from|origin)' is no known territory"):
        facts_of_deal(from_="Atlantis", to="RU")


def test_deal_of_a_file_has_its_day_and_facts(tmp_path: Path) -> None:
    """A facts file gives day and facts; the day may be absent."""
    file = tmp_path / "deal.yml"
    file.write_text("as_of: 2023-09-13\nfacts: {activity: [procure], direction: from_dprk}\n", encoding="utf-8")
    assert load_deal(file) == (date(2023, 9, 13), {"activity": ("procure",), "direction": "from_dprk"}, ())
    file.write_text("facts: {direction: both}\n", encoding="utf-8")
    assert load_deal(file) == (None, {"direction": "both"}, ())


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("", MeasureFileError, r"expected keys and values: None at the top of deal\.yml"),
        ("as_of: 2023-09-13\n", MeasureFileError, r"missing key 'facts'"),
        ("as_of: soon\nfacts: {}\n", MeasureFileError, r"no day of the calendar: 'soon' at as_of of deal\.yml"),
        ("fact: {}\nfacts: {}\n", MeasureFileError, r"unknown key: 'fact' at fact of deal\.yml \(.*facts"),
        ("facts: {directions: both}\n", UnknownFactError, r"unknown fact 'directions' \(.*direction"),
    ],
)
def test_bad_facts_file_gives_one_clear_line(tmp_path: Path, text: str, error: type[Exception], message: str) -> None:
    """A file of another shape is refused with key and value."""
    file = tmp_path / "deal.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(error, match=message):
        load_deal(file)
