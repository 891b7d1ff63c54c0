"""The ledger: what was seen when, as of any day, whole or not at all."""

import sqlite3
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanksi.errors import EditionError, LedgerError, UnknownEntityError
from sanksi.ledger import Edition, Issue, Ledger, Statement, build_entity, open_ledger

FIRST = date(2023, 9, 1)


def edition(day: date, content: str, list_id: str = "un-sc") -> Edition:
    """An edition of a day whose content id is the text."""
    return Edition(
        list_id=list_id, on=day, published_at=f"{day.isoformat()}T00:00:00Z", origin="un.xml", sha256=content.ljust(64, "0"), size_bytes=1,
        received_at="2026-11-24T00:00:00Z", reader="un-sc/1", entities_read=1, entities_in_file=1,
    )  # fmt: skip


def name(own_id: str, value: str) -> Statement:
    """A name statement."""
    return Statement(
        list_id="un-sc", entity_id=f"un-sc-{own_id}", schema="Person", prop="name", value=value, locator="FIRST_NAME"
    )


def test_listed_delisted_listed_again_are_two_intervals(tmp_path: Path) -> None:
    """A party that leaves the list and comes back is listed on the days it was, and not between them."""
    ledger = open_ledger(tmp_path, create=True)
    steps: list[list[tuple[Statement, ...]]] = [[(name("1", "RI WON HO"),)], [], [(name("1", "RI WON HO"),)]]
    for number, groups in enumerate(steps):
        ledger.import_edition(edition(FIRST + timedelta(days=10 * number), str(number)), groups, [], max_age_days=30)
    assert [(s.seen_from.isoformat(), s.seen_to and s.seen_to.isoformat()) for s in ledger.history("un-sc-1")] == [
        ("2023-09-01", "2023-09-11"),
        ("2023-09-21", None),
    ]
    assert ledger.require_entity("un-sc-1", as_of=date(2023, 9, 10)).caption == "RI WON HO"
    with pytest.raises(UnknownEntityError, match="'un-sc-1' is not on the list as of 2023-09-12"):
        ledger.require_entity("un-sc-1", as_of=date(2023, 9, 12))
    assert ledger.require_entity("un-sc-1", as_of=date(2026, 1, 1)).get("name") == ("RI WON HO",)


def test_the_same_edition_twice_changes_nothing(tmp_path: Path) -> None:
    """Adding an edition again is told as unchanged and leaves one edition."""
    ledger = open_ledger(tmp_path, create=True)
    assert ledger.import_edition(edition(FIRST, "a"), [(name("1", "RI WON HO"),)], [], max_age_days=30) is not None
    assert ledger.import_edition(edition(FIRST, "a"), [(name("1", "RI WON HO"),)], [], max_age_days=30) is None
    assert len(ledger.editions()) == 1


def test_an_older_edition_is_refused_and_the_held_one_stays(tmp_path: Path) -> None:
    """Going back in time is refused with both days in the message."""
    ledger = open_ledger(tmp_path, create=True)
    ledger.import_edition(edition(FIRST, "a"), [(name("1", "RI WON HO"),)], [], max_age_days=30)
    with pytest.raises(EditionError, match="of 2023-08-31 is older than the one held, of 2023-09-01"):
        ledger.import_edition(edition(FIRST - timedelta(days=1), "b"), [], [], max_age_days=30)
    assert ledger.require_entity("un-sc-1", as_of=FIRST).caption == "RI WON HO"


def test_issues_are_kept_with_their_edition(tmp_path: Path) -> None:
    """An odd value can be looked up later."""
    ledger = open_ledger(tmp_path, create=True)
    issue = Issue(locator="un-sc-1 GENDER", value="X", reason="unknown gender 'X'")
    held = ledger.import_edition(edition(FIRST, "a"), [(name("1", "RI WON HO"),)], [issue], max_age_days=30)
    assert held is not None
    assert ledger.issues(held) == (issue,)


def test_reading_a_home_without_ledger_writes_nothing(tmp_path: Path) -> None:
    """Looking does not make files."""
    assert open_ledger(tmp_path / "home").editions() == ()
    assert not (tmp_path / "home").exists()


def test_a_foreign_file_is_told(tmp_path: Path) -> None:
    """A file that is no ledger gives one clear error."""
    (tmp_path / "ledger.sqlite").write_bytes(b"this is no database, however long it is" * 100)
    with pytest.raises(LedgerError, match=r"ledger .* cannot be used"):
        open_ledger(tmp_path).editions()


def test_a_failed_import_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    """When the disk is full in the middle, the last edition answers."""
    ledger = open_ledger(tmp_path, create=True)
    ledger.import_edition(edition(FIRST, "a"), [(name("1", "RI WON HO"),)], [], max_age_days=30)
    ledger._db.execute(f"PRAGMA max_page_count = {ledger._db.execute('PRAGMA page_count').fetchone()[0] + 4}")
    many = [name(str(n), "A NAME THAT FILLS THE DISK " * 20) for n in range(2_000)]
    with pytest.raises(LedgerError, match="no room to write ledger"):
        ledger.import_edition(edition(FIRST + timedelta(days=1), "b"), [tuple(many)], [], max_age_days=30)
    assert [h.edition.on for h in ledger.editions()] == [FIRST]
    assert [e.caption for e in ledger.iter_entities(date(2024, 1, 1))] == ["RI WON HO"]


def test_two_importers_at_once_one_waits_or_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that finds the ledger busy is told so, and nothing is lost."""
    monkeypatch.setattr("sanksi.ledger.database.BUSY_S", 0.05)
    first = open_ledger(tmp_path, create=True)
    second = open_ledger(tmp_path, create=True)
    first._db.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerError, match="busy with another import"):
        second.import_edition(edition(FIRST, "a"), [], [], max_age_days=30)
    first._db.execute("ROLLBACK")
    assert second.import_edition(edition(FIRST, "a"), [], [], max_age_days=30) is not None


EDITIONS = st.lists(
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["RI WON HO", "RI SONG HO", "YUN HO-JIN"])),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40, deadline=None)
@given(editions=EDITIONS)
def test_as_of_equals_a_naive_fold_of_the_editions(editions: list[dict[str, str]]) -> None:
    """On the day of every edition, exactly that edition's entities and values are listed."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder) / "ledger.sqlite", create=True)
        for number, entries in enumerate(editions):
            groups = [(name(own_id, value),) for own_id, value in entries.items()]
            ledger.import_edition(edition(FIRST + timedelta(days=number), f"{number}"), groups, [], max_age_days=30)
        for number, entries in enumerate(editions):
            # an id that comes back with another name is another party: `<id>.2`
            listed = {e.id.split(".")[0]: e.caption for e in ledger.iter_entities(FIRST + timedelta(days=number))}
            assert listed == {f"un-sc-{own_id}": value for own_id, value in entries.items()}
        assert list(ledger.iter_entities(FIRST - timedelta(days=1))) == []
        ledger.close()


@settings(max_examples=40, deadline=None)
@given(editions=EDITIONS, data=st.data())
def test_filling_the_past_gives_what_order_would_have_given(
    editions: list[dict[str, str]], data: st.DataObject
) -> None:
    """Editions added in any order answer for every day as if they had been added from old to new, issues too."""
    numbers = data.draw(st.permutations(range(len(editions))))
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder) / "ledger.sqlite", create=True)
        for number in numbers:
            groups = [(name(own_id, value),) for own_id, value in editions[number].items()]
            issues = [Issue(locator=own_id, value=value, reason="odd") for own_id, value in editions[number].items()]
            day = FIRST + timedelta(days=number)
            held = ledger.import_edition(edition(day, f"{number}"), groups, issues, max_age_days=30, backfill=True)
            assert held is not None
        for number, entries in enumerate(editions):
            day = FIRST + timedelta(days=number)
            listed = {e.id.split(".")[0]: e.caption for e in ledger.iter_entities(day)}
            assert listed == {f"un-sc-{own_id}": value for own_id, value in entries.items()}
            (held,) = ledger.editions_as_of(day)
            assert {(i.locator, i.value) for i in ledger.issues(held) if i.reason == "odd"} == set(entries.items())
        ledger.close()


def test_a_gap_of_the_past_is_filled_when_told(tmp_path: Path) -> None:
    """An edition between two held ones answers for its days; the days around it answer as before."""
    ledger = open_ledger(tmp_path, create=True)
    ledger.import_edition(edition(FIRST, "a"), [(name("1", "RI WON HO"),)], [], max_age_days=30)
    last = edition(FIRST + timedelta(days=20), "c")
    ledger.import_edition(last, [(name("1", "RI WON HO"),), (name("2", "YUN HO-JIN"),)], [], max_age_days=30)
    between = edition(FIRST + timedelta(days=10), "b")
    ledger.import_edition(between, [(name("2", "YUN HO-JIN"),)], [], max_age_days=30, backfill=True)
    assert [e.edition.sha256[0] for e in ledger.editions()] == ["a", "b", "c"]
    spans = {s.statement.value: (s.seen_from.day, s.seen_to) for s in ledger.history("un-sc-2")}
    assert spans == {"YUN HO-JIN": (11, None)}
    assert [(s.seen_from.day, s.seen_to and s.seen_to.day) for s in ledger.history("un-sc-1")] == [(1, 11), (21, None)]


@given(statements=st.permutations([name("1", "RI WON HO"), name("1", "RI WON-HO"), name("1", "RI WON HO")]))
def test_order_and_repetition_of_statements_do_not_matter(statements: list[Statement]) -> None:
    """The same statements give the same entity."""
    assert build_entity(statements) == build_entity([name("1", "RI WON-HO"), name("1", "RI WON HO")])


def test_a_connection_left_open_is_not_needed_to_read(tmp_path: Path) -> None:
    """A closed ledger is an ordinary SQLite file."""
    ledger = open_ledger(tmp_path, create=True)
    ledger.import_edition(edition(FIRST, "a"), [(name("1", "RI WON HO"),)], [], max_age_days=30)
    ledger.close()
    with sqlite3.connect(tmp_path / "ledger.sqlite") as db:
        assert db.execute("SELECT count(*) FROM record").fetchone() == (1,)
    db.close()
