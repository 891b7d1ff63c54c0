"""Running totals: units, periods, and deliveries against a cap."""

from datetime import date
from pathlib import Path

import pytest

from sanksi.errors import UnknownFactError
from sanksi.regime import Delivery, check, facts_of_deliveries, load_deal, load_regime
from sanksi.regime.measures import Period
from sanksi.regime.units import convert

REGIME = load_regime("un-dprk")


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("30000 bbl", "bbl", 30000),
        ("30,000 barrels", "bbl", 30000),
        ("1 000 barel", "bbl", 1000),
        ("158.987294928 l", "bbl", 1),
        ("42 gallon", "bbl", 1),
        ("1200 kg", "t", 1.2),
        ("10 long_ton", "t", 10.16),
    ],
)
def test_quantity_is_converted(text: str, unit: str, expected: float) -> None:
    """A barrel is one of oil, 42 US gallons; a tonne is metric."""
    assert convert(text, unit) == pytest.approx(expected, abs=0.001)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("much oil", r"'much oil' is no quantity"),
        ("5 tons", r"'5 tons' does not say which ton"),
        ("5 firkinx", r"unknown unit 'firkinx' in '5 firkinx'"),
        ("5 t", r"'5 t' cannot become bbl without a factor for the product"),
        ("5 m", r"'5 m' cannot become bbl"),
    ],
)
def test_quantity_without_meaning_is_refused(text: str, message: str) -> None:
    """No unit is guessed, and no mass becomes a volume silently."""
    with pytest.raises(UnknownFactError, match=message):
        convert(text, "bbl")


def test_factor_that_a_source_states_converts_mass() -> None:
    """The two caps on crude oil meet exactly: 525,000 tonnes are 4,000,000 barrels by their own factor."""
    factor = 4_000_000 / 525_000
    assert convert("525000 t", "bbl", barrels_per_tonne=factor) == 4_000_000
    assert convert("4000000 bbl", "t", barrels_per_tonne=factor) == 525_000


@pytest.mark.parametrize(
    ("starts", "months", "on", "expected"),
    [
        (date(2018, 1, 1), 12, date(2024, 6, 1), (date(2024, 1, 1), date(2024, 12, 31))),
        (date(2017, 12, 22), 12, date(2017, 12, 22), (date(2017, 12, 22), date(2018, 12, 21))),
        (date(2017, 12, 22), 12, date(2023, 12, 21), (date(2022, 12, 22), date(2023, 12, 21))),
        (date(2017, 12, 22), 12, date(2023, 12, 22), (date(2023, 12, 22), date(2024, 12, 21))),
        (date(2017, 10, 1), 3, date(2017, 11, 15), (date(2017, 10, 1), date(2017, 12, 31))),
    ],
)
def test_period_begins_again_on_its_day(starts: date, months: int, on: date, expected: tuple[date, date]) -> None:
    """Calendar years, twelve months from 22 December, and the quarter of 2017."""
    period = Period(of=("crude_oil",), starts_on=starts, months=months, notices=(), barrels_per_tonne=None, source="")
    assert period.span(on) == expected


def test_deliveries_of_the_year_make_the_total() -> None:
    """Deliveries of last year and of later days do not count; the last of this year does."""
    deliveries = [
        Delivery(on=date(2023, 12, 31), amount="400000 bbl"),
        Delivery(on=date(2024, 1, 1), amount="100000 bbl"),
        Delivery(on=date(2024, 3, 10), amount="15900 kl"),
        Delivery(on=date(2024, 3, 11), amount="400000 bbl"),
    ]
    facts = facts_of_deliveries(deliveries, goods=["refined_petroleum"], on=date(2024, 3, 10), regime=REGIME)
    assert facts["quota.aggregate_after_bbl"] == pytest.approx(200_008, abs=1)
    assert facts["quota.basis"] == "2 deliveries from 2024-01-01 to 2024-03-10"


def test_tonnes_of_refined_products_are_refused_for_want_of_a_factor() -> None:
    """The research has a factor for crude oil alone, and its use is told."""
    deliveries = [Delivery(on=date(2024, 3, 10), amount="4000 t")]
    with pytest.raises(UnknownFactError, match=r"'4000 t' cannot become bbl without a factor"):
        facts_of_deliveries(deliveries, goods=["refined_petroleum"], on=date(2024, 3, 10), regime=REGIME)
    facts = facts_of_deliveries(deliveries, goods=["crude_oil"], on=date(2024, 3, 10), regime=REGIME)
    assert facts["quota.aggregate_after_bbl"] == pytest.approx(30476.19)
    assert "tonnes at 7.6190 barrels" in str(facts["quota.basis"])


def test_goods_without_a_cap_are_refused() -> None:
    """Coal has no running total here, and a day before the caps has none."""
    with pytest.raises(UnknownFactError, match=r"un-dprk caps no coal on 2024-03-10"):
        facts_of_deliveries([], goods=["coal"], on=date(2024, 3, 10), regime=REGIME)
    with pytest.raises(UnknownFactError, match=r"un-dprk caps no crude_oil on 2017-12-21"):
        facts_of_deliveries([], goods=["crude_oil"], on=date(2017, 12, 21), regime=REGIME)


def test_many_small_deliveries_meet_the_cap_exactly() -> None:
    """Six hundred deliveries of 875 tonnes are 525,000: no rounding on the way passes the cap."""
    deliveries = [Delivery(on=date(2024, 3, 10), amount="875 t")] * 600
    facts = facts_of_deliveries(deliveries, goods=["crude_oil"], on=date(2024, 3, 10), regime=REGIME)
    assert facts["quota.aggregate_after_bbl"] == 4_000_000


def test_one_total_is_of_one_kind() -> None:
    """Crude and refined oil have periods and caps of their own; one sum of both would meet neither."""
    deliveries = [Delivery(on=date(2024, 3, 10), amount="30000 bbl")]
    with pytest.raises(UnknownFactError, match="crude_oil and refined_petroleum have caps of their own"):
        facts_of_deliveries(deliveries, goods=["crude_oil", "refined_petroleum"], on=date(2024, 3, 10), regime=REGIME)


@pytest.mark.parametrize(
    ("total", "notices", "outcome"),
    [
        (374_999, [], "allowed_with_conditions"),
        (375_000, [75], "allowed_with_conditions"),
        (475_000, [75, 90, 95], "allowed_with_conditions"),
        (500_001, None, "prohibited"),
    ],
)
def test_share_of_the_cap_and_its_notices_are_shown(total: int, notices: list[int] | None, outcome: str) -> None:
    """The exemption says how much of the cap is used and at which shares States have been told."""
    facts = {
        "activity": ["supply"],
        "direction": "to_dprk",
        "goods.category": ["refined_petroleum"],
        "quota.aggregate_after_bbl": total,
        "committee.reported_30_days": True,
        "party.designated_or_linked": False,
        "party.designated": False,
        "purpose": ["livelihood"],
    }
    answer = check(facts, on=date(2024, 3, 10))
    assert answer.outcome == outcome
    shown = [x["totals"] for f in answer.findings for x in f.exemptions if x["id"] == "G03-QUOTA"]
    if notices is None:
        assert shown == []
    else:
        (totals,) = shown
        assert isinstance(totals, list)
        assert totals[0]["notices"] == notices
        assert (totals[0]["period_from"], totals[0]["period_to"]) == ("2024-01-01", "2024-12-31")


def test_deal_of_a_file_counts_its_deliveries(tmp_path: Path) -> None:
    """Deliveries in a facts file become the total of the period of the act, for the day that the caller gives."""
    file = tmp_path / "deal.yml"
    file.write_text(
        "as_of: 2024-03-10\n"
        "facts: {activity: [supply], direction: to_dprk, goods.category: [crude_oil]}\n"
        "deliveries:\n"
        "  - {day: 2023-12-21, amount: 3000000 bbl}\n"
        "  - {day: 2023-12-22, amount: 210000 t}\n"
        "  - {day: 2024-03-10, amount: 1000000 bbl}\n",
        encoding="utf-8",
    )
    assert load_deal(file).facts["quota.aggregate_after_bbl"] == pytest.approx(2_600_000)
    assert load_deal(file, on=date(2023, 12, 21)).facts["quota.aggregate_after_bbl"] == pytest.approx(3_000_000)
