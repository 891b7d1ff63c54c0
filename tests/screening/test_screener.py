"""The screener over a home: as of any day, when the disk is full, and when two build at once."""

import errno
import multiprocessing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from drawn import is_lone_alias
from sanksi.errors import QueryError
from sanksi.ledger import NAME_PROPERTIES, PROPERTY_TYPES, Entity, Party, open_ledger
from sanksi.ledger.names import clean_identifier
from sanksi.match import load_weights
from sanksi.screening import (
    Screener,
    import_files,
    import_starter,
    open_or_build,
    open_screener,
)

NOW = datetime(2023, 9, 14, tzinfo=UTC)
TODAY = date(2023, 9, 14)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with the starter list."""
    ledger = open_ledger(tmp_path, create=True)
    assert import_starter(ledger, received_at=NOW).outcome == "imported"
    ledger.close()
    return tmp_path


def test_the_same_question_gives_the_same_bytes(home: Path) -> None:
    """A screening depends on nothing but party, day, editions and weights."""
    party = Party(name="Kim Jong Un", birthDate="1984", schema="Person")
    assert (
        open_screener(home, today=TODAY).screen(party).to_dict()
        == open_screener(home, today=TODAY).screen(party).to_dict()
    )


def test_the_fast_path_gives_the_scores_of_the_explained_one(home: Path) -> None:
    """search_many and screen agree on ids and scores."""
    screener = open_screener(home, today=TODAY)
    parties = [Party(name=name) for name in ("Kim Jong Un", "Sergey Shoigu", "Siti Rahmawati", "KOMID", "AN SAN 1")]
    fast = screener.search_many(parties, limit=10)
    assert [[(m.entity_id, m.score) for m in screener.screen(party).matches] for party in parties] == fast
    assert fast[0][0][0] == "starter-ofac-20157"
    assert fast[2] == []


def test_every_starter_entity_is_found_by_each_of_its_names(home: Path) -> None:
    """No listed name is lost to a cap: each, weak aliases of several words too, gives its own entity with the score 1."""
    screener = open_screener(home, today=TODAY)
    for entity in open_ledger(home).iter_entities(TODAY):
        for prop in NAME_PROPERTIES:
            for name in entity.get(prop):
                found = screener.search_many([Party(name=name, schema=entity.schema)], threshold=0.5, limit=50)[0]
                lone = is_lone_alias(entity, prop, name)
                assert dict(found).get(entity.id) == 1.0 or (lone and entity.id in dict(found)), (entity.id, name)


def test_every_starter_entity_is_found_by_each_of_its_identifiers(home: Path) -> None:
    """A strong one alone is a hit, beside a name of somebody else still a match; a call sign alone is less than a match, but not nothing."""
    screener = open_screener(home, today=TODAY)
    carried = [
        (entity, prop, value)
        for entity in open_ledger(home).iter_entities(TODAY)
        for prop, values in entity.properties.items()
        for value in values
        if PROPERTY_TYPES.get(prop) == "identifier" and len(clean_identifier(value)) >= 4
    ]
    assert carried
    for entity, prop, value in carried:
        for more in ({}, {"name": ("Siti Rahmawati",)}):
            party = Entity(schema=entity.schema, properties={prop: (value,), **more})
            strong = prop in load_weights().strong_identifiers
            screening = screener.screen(party, threshold=None if strong else 0.05)
            assert entity.id in [m.entity_id for m in screening.matches], (entity.id, prop, value)
            assert screening.verdict in (("hit",) if strong and not more else ("hit", "potential"))


def test_as_of_reads_the_lists_of_that_day(home: Path, excerpts: Path) -> None:
    """A list added with an edition of 12 September is missing the day before it, and there the day after."""
    ledger = open_ledger(home, create=True)
    files = [excerpts / "sdn_2023-09-12.csv"]
    assert [
        i.outcome for i in import_files(ledger, "us-ofac-sdn", files, on=None, received_at=NOW, any_count=True)
    ] == ["imported"]
    screener = open_screener(home, today=TODAY, lists=["us-ofac-sdn"])
    party = Party(name="Aerocaribbean Airlines")
    assert screener.screen(party, as_of=date(2023, 9, 11)).verdict == "not_screened"
    assert [m.entity_id for m in screener.screen(party, as_of=date(2023, 9, 13)).matches] == ["us-ofac-sdn-36"]


def test_with_a_full_disk_the_last_index_answers_and_says_so(
    home: Path, excerpts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the new index cannot be written, matches of the old one are found and nothing is clear."""
    assert open_screener(home, today=TODAY).screen(Party(name="Kim Jong Un")).verdict == "hit"
    list(
        import_files(
            open_ledger(home, create=True),
            "un-sc",
            [excerpts / "un_2023-09-01.xml"],
            on=None,
            received_at=NOW,
            any_count=True,
        )
    )

    def full(*_: object, **__: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("sanksi.screening.screener.build_index", full)
    screener = open_screener(home, today=TODAY)
    assert screener.screen(Party(name="Kim Jong Un")).verdict == "hit"
    unlisted = screener.screen(Party(name="Siti Rahmawati"))
    assert unlisted.verdict == "not_screened"
    assert (
        "un-sc edition of 2023-09-01 is held but its index could not be built (No space left on device)" in unlisted.why
    )


def test_a_long_lived_screener_grows_old(home: Path) -> None:
    """Where the day is asked for at each call, the list that was fresh goes stale."""
    days = [TODAY]
    screener = open_screener(home, today=lambda: days[-1], require_fresh=False)
    party = Party(name="Siti Rahmawati")
    assert screener.screen(party).as_of == TODAY
    age = screener.screen(party).lists[0].age_days
    assert age is not None
    days.append(date(2033, 9, 14))
    aged = screener.screen(party)
    assert (aged.as_of, aged.lists[0].age_days) == (days[-1], age + 3653)


def test_a_ledger_made_or_replaced_later_is_seen(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A screener opened before there was a ledger, or before another took its place, answers from the one that is there."""
    late = tmp_path_factory.mktemp("late")
    screener = open_screener(late, today=TODAY)
    party = Party(name="Kim Jong Un")
    assert screener.screen(party).verdict == "not_screened"
    (home / "ledger.sqlite").replace(late / "ledger.sqlite")
    assert screener.screen(party).verdict == "hit"
    open_ledger(home, create=True).close()
    (home / "ledger.sqlite").replace(late / "ledger.sqlite")
    assert screener.screen(party).verdict == "not_screened"


def test_looking_again_reads_no_table(home: Path) -> None:
    """Whether the ledger changed is asked before every answer: one number of the file, no query."""
    screener = open_screener(home, today=TODAY)
    screener.screen_day(None)
    asked: list[str] = []
    screener._ledger._db.set_trace_callback(asked.append)
    screener.screen_day(None)
    assert asked == ["PRAGMA data_version"]


def _build(home: Path, answers: "multiprocessing.Queue[str]") -> None:
    answers.put(open_or_build(home, open_ledger(home), TODAY).seal)


def test_two_processes_building_at_once_give_one_index(home: Path) -> None:
    """Both come to the same seal, and the index they leave is whole."""
    context = multiprocessing.get_context("spawn")
    answers: multiprocessing.Queue[str] = context.Queue()
    builders = [context.Process(target=_build, args=(home, answers)) for _ in range(2)]
    for builder in builders:
        builder.start()
    seals = {answers.get(timeout=60) for _ in builders}
    for builder in builders:
        builder.join()
    assert len(seals) == 1
    open_or_build(home, open_ledger(home), TODAY).verify()


def test_an_unknown_list_is_told(home: Path) -> None:
    """Asking for a list that is not held is wrong usage, not an empty answer."""
    with pytest.raises(QueryError, match="list 'un-sg' is not held"):
        Screener(home, today=TODAY, lists=["un-sg"])


def test_a_party_with_nothing_to_match_on_is_told(home: Path) -> None:
    """Punctuation is no name."""
    with pytest.raises(QueryError):
        open_screener(home, today=TODAY).screen(Party(name="-- !!"))
