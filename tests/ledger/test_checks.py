"""Checks of an edition by day, and a ledger from before they were kept."""

from datetime import date
from pathlib import Path

from sanksi.ledger import Attempt, Edition, HeldEdition, Ledger, Receipt, Statement, open_ledger

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
    """What an edition lists, schema by schema, and how many names it holds."""
    ledger = open_ledger(tmp_path, create=True)
    held = take(ledger, FIRST)
    assert ledger.count_by_schema(held) == {"Organization": 1, "Person": 1}
    assert ledger.count_values(held) == {"names": 2}


def test_attempts_in_vain_are_those_on_lists_that_nothing_is_held_of(tmp_path: Path) -> None:
    """The last attempt of each, until an edition is there."""
    ledger = open_ledger(tmp_path, create=True)
    attempts = [
        Attempt(list_id=list_id, at=f"2023-09-14T1{hour}:00:00Z", outcome="failed", why="answered 403")
        for hour, list_id in enumerate(("us-ofac-sdn", "un-sc", "us-ofac-sdn"))
    ]
    for attempt in attempts:
        ledger.checks.record_attempt(attempt)
    assert ledger.checks.attempts_in_vain() == (attempts[1], attempts[2])
    take(ledger, FIRST)
    assert ledger.checks.attempts_in_vain() == (attempts[2],)


def test_a_ledger_tells_that_it_was_written_or_replaced(tmp_path: Path) -> None:
    """By another connection, by a file where there was none, by another file in its place."""
    early = open_ledger(tmp_path)
    writer = open_ledger(tmp_path, create=True)
    assert (early.is_replaced(), writer.is_replaced()) == (True, False)
    reader = open_ledger(tmp_path)
    before = reader.version
    assert reader.version == before
    take(writer, FIRST)
    assert (reader.version != before, reader.is_replaced()) == (True, False)
    writer.close()
    open_ledger(tmp_path / "other", create=True).close()
    (tmp_path / "other" / "ledger.sqlite").replace(tmp_path / "ledger.sqlite")
    assert reader.is_replaced()


def test_receipts_are_those_of_the_last_edition_only(tmp_path: Path) -> None:
    """An address that a list no longer has leaves no receipt behind."""
    ledger = open_ledger(tmp_path, create=True)
    for path in ("old", "new"):
        url = f"https://scsanctions.un.org/{path}.xml"
        ledger.checks.keep_receipts(
            [Receipt(list_id="un-sc", url=url, etag='"a"', last_modified="", sha256="0", at="2023-09-14T12:00:00Z")]
        )
    assert list(ledger.checks.receipts("un-sc")) == ["https://scsanctions.un.org/new.xml"]
