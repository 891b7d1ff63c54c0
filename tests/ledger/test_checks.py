"""Checks of an edition by day, and a ledger from before they were kept."""

from datetime import date
from pathlib import Path

from sanksi.ledger import Edition, HeldEdition, Ledger, Receipt, Statement, open_ledger

FIRST, SECOND = date(2023, 9, 1), date(2023, 9, 12)


def take(ledger: Ledger, day: date) -> HeldEdition:
    """Import an edition of one person and one company."""
    statements = [
        Statement(list_id="un-sc", entity_id=f"un-sc-{own_id}", schema=schema, prop="name", value=value, locator="FIRST_NAME")
        for own_id, schema, value in (("6908555", "Person", "RI WON HO"), ("690735", "Organization", "KOMID"))
    ]  # fmt: skip
    edition = Edition(
        list_id="un-sc", on=day, published_at=f"{day.isoformat()}T00:00:00Z", origin="un.xml", sha256=day.isoformat(), size_bytes=1,
        received_at="2023-09-14T12:00:00Z", reader="un-sc/1", entities_read=2, entities_in_file=2,
    )  # fmt: skip
    held = ledger.import_edition(edition, [(s,) for s in statements], [], max_age_days=30)
    assert held is not None
    return held


def test_a_check_counts_from_its_day_on_and_for_its_edition_only(tmp_path: Path) -> None:
    """The last check not after a day is found; a check of one edition says nothing of the next."""
    ledger = open_ledger(tmp_path, create=True)
    first = take(ledger, FIRST)
    for day in (date(2023, 9, 5), date(2023, 9, 8), date(2023, 9, 8)):
        ledger.checks.confirm(first, day)
    asked = [date(2023, 9, 4), date(2023, 9, 5), date(2023, 9, 7), date(2023, 12, 1)]
    assert [ledger.checks.confirmed_on(first, as_of=day) for day in asked] == [
        None,
        date(2023, 9, 5),
        date(2023, 9, 5),
        date(2023, 9, 8),
    ]
    assert ledger.checks.confirmed_on(take(ledger, SECOND), as_of=date(2023, 12, 1)) is None


def test_an_edition_counts_its_entities_by_schema(tmp_path: Path) -> None:
    """What an edition lists, schema by schema."""
    ledger = open_ledger(tmp_path, create=True)
    assert ledger.count_by_schema(take(ledger, FIRST)) == {"Organization": 1, "Person": 1}


def test_receipts_are_those_of_the_last_edition_only(tmp_path: Path) -> None:
    """An address that a list no longer has leaves no receipt behind."""
    ledger = open_ledger(tmp_path, create=True)
    for path in ("old", "new"):
        url = f"https://scsanctions.un.org/{path}.xml"
        ledger.checks.keep_receipts(
            [Receipt(list_id="un-sc", url=url, etag='"a"', last_modified="", sha256="0", at="2023-09-14T12:00:00Z")]
        )
    assert list(ledger.checks.receipts("un-sc")) == ["https://scsanctions.un.org/new.xml"]
