"""Candidates: every entity is found by its own names and identifiers, and nothing that matches is missed."""

import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sanksi.index.expand import Words

from sanksi.index import Index, build_index, open_index
from sanksi.ledger import Entity, Party
from sanksi.ledger.names import SIMILARITY_FLOOR, token_similarity
from sanksi.match import load_weights, score_many

LISTS = Path(__file__).resolve().parents[2].parent / "shared" / "bench" / "lists"

GIVEN = (
    "Kim",
    "Jong",
    "Un",
    "Sergei",
    "Sergey",
    "Viktorovich",
    "Muhammad",
    "Mohammed",
    "Ali",
    "Hassan",
    "al-Tikriti",
    "Ri",
    "Chol",
)
NAMES = st.lists(st.sampled_from(GIVEN), min_size=1, max_size=4).map(" ".join)


@pytest.fixture(autouse=True)
def _no_power_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of small indexes are built here; waiting for the disk would be most of the time."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def _person(number: int, names: list[str], **more: tuple[str, ...]) -> Entity:
    return Entity(id=f"un-sc-{number:03}", schema="Person", properties={"name": tuple(names), **more}, list_id="un-sc")


def _open(entities: list[Entity], folder: Path) -> Index:
    build_index(entities, folder, editions={"un-sc": "un-sc@2023-09-01+0123456789ab"})
    return open_index(folder)


ENTITIES = st.lists(st.lists(NAMES, min_size=1, max_size=3), min_size=1, max_size=8).map(
    lambda people: [_person(i, names, passportNumber=(f"92723{i:04}",)) for i, names in enumerate(people)]
)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUICK
@given(entities=ENTITIES)
def test_every_entity_is_found_by_each_own_name_and_identifier(entities: list[Entity], tmp_path: Path) -> None:
    """Each name alone and each identifier alone finds the entity, with room for all."""
    index = _open(entities, tmp_path / "index")
    for entity in entities:
        row = index.find(entity.id)
        for name in entity.get("name"):
            assert row in index.search_many([Party(schema="Person", name=name)], limit=99)[0]
        party = Party(schema="Person", passportNumber=entity.get("passportNumber"))
        assert index.search_many([party], limit=99) == [[row]]


@QUICK
@given(entities=ENTITIES, name=NAMES)
def test_search_misses_nothing_that_comparison_finds(entities: list[Entity], name: str, tmp_path: Path) -> None:
    """Above the threshold, candidates of the index and a comparison with every entity give the same matches."""
    index = _open(entities, tmp_path / "index")
    party = Party(schema="Person", name=name)
    scores = dict(zip((e.id for e in entities), score_many(party, entities, rarity=index.rarity), strict=True))
    candidates = {index.entity(row).id for row in index.search_many([party], limit=99)[0]}
    assert {i for i, score in scores.items() if score >= load_weights().threshold} <= candidates


@QUICK
@given(
    words=st.lists(st.text("abdegiklmnorsuy", min_size=1, max_size=9), min_size=1, max_size=20),
    query=st.text("abdegiklmnorsuy", min_size=1, max_size=9),
)
def test_expansion_equals_token_likeness(words: list[str], query: str, tmp_path: Path) -> None:
    """The vocabulary is searched with the likeness that `token_similarity` gives, to the last token."""
    index = _open([_person(0, words)], tmp_path / "index")
    expander = index._expander
    numbers, sims = expander.expand(query)
    found = {expander.tokens.words[n]: s for n, s in zip(numbers, sims, strict=True)}
    expected = {w: s for w in set(words) if (s := token_similarity(query, w)) >= SIMILARITY_FLOOR}
    assert found == pytest.approx(expected, abs=1e-5)


def test_words_are_found_by_edits() -> None:
    """Words are compared in the lengths that can be near enough, and in no other."""
    words = Words(b"un\nkim\njohn\nsergei\nsergey")
    assert [words.words[n] for n in words.find_alike("sergej", 0.2)] == ["sergei", "sergey"]


def test_beginnings_are_found_both_ways() -> None:
    """A cut word finds the whole one, and the whole one the cut."""
    words = Words(b"alex\nalexa\nalexej\nalexandr\nalexander")
    assert [words.words[n] for n in words.find_beginnings("alex")] == ["alexa", "alexej", "alexandr"]
    assert [words.words[n] for n in words.find_beginnings("alexander")] == ["alexa"]


def test_the_right_entity_comes_first_and_ties_by_id(tmp_path: Path) -> None:
    """The nearest name is first; equal names come in the order of their ids."""
    people = [
        _person(3, ["Kim Jong Sik"]),
        _person(2, ["Kim Jong Un"]),
        _person(1, ["Kim Jong Un"]),
        _person(4, ["Ri Son Gwon"]),
    ]
    index = _open(people, tmp_path / "index")
    rows = index.search_many([Party(schema="Person", name="Kim Jong-un")], limit=3)[0]
    assert [index.entity(row).id for row in rows] == ["un-sc-001", "un-sc-002", "un-sc-003"]


@pytest.mark.parametrize(
    "near", ["Mohammadreza Naqdi", "Mohammadrezanaqdi", "Mohammad Riza Naqdi", "Mohammad Reza Naqdi Ali"]
)
def test_an_equal_name_is_not_lost_to_a_cap(near: str, tmp_path: Path) -> None:
    """However many names are nearly equal, the equal one comes before them."""
    index = _open([*(_person(i, [near]) for i in range(30)), _person(99, ["NAQDI Mohammad Reza"])], tmp_path / "index")
    assert index.search_many([Party(schema="Person", name="Mohammad Reza Naqdi")], limit=1) == [[30]]


@pytest.mark.parametrize(
    "asked", ["Mohammadreza Naqdi", "NAQDI, Mohammad Reza", "Muhammad Reza Naqdi", "Naqdi Mohamadreza"]
)
def test_joined_and_split_tokens_are_found(asked: str, tmp_path: Path) -> None:
    """Joined, split, reordered and respelled names find the entry."""
    index = _open([_person(1, ["Mohammad Reza NAQDI"]), _person(2, ["Ali Hassan"])], tmp_path / "index")
    assert index.search_many([Party(schema="Person", name=asked)], limit=1) == [[0]]


def test_other_schemas_and_lists_are_left_out(tmp_path: Path) -> None:
    """A vessel is no person, and a list that was not asked for gives nothing."""
    vessel = Entity(id="us-ofac-sdn-1", schema="Vessel", properties={"name": ("CHON MA SAN",)}, list_id="us-ofac-sdn")
    person = _person(1, ["Chon Ma San"])
    index = _open([vessel, person], tmp_path / "index")
    assert [
        [index.entity(r).id for r in rows]
        for rows in index.search_many([Party(schema="Vessel", name="Chon Ma San")], limit=9)
    ] == [["us-ofac-sdn-1"]]
    assert index.search_many([Party(name="Chon Ma San")], limit=9, lists=["un-sc"]) == [[index.find("un-sc-001")]]
    assert index.search_many([Party(name="Chon Ma San")], limit=9, lists=[]) == [[]]


def test_an_empty_index_answers(tmp_path: Path) -> None:
    """An index without entities opens and finds nobody."""
    index = _open([], tmp_path / "index")
    assert index.rows == 0
    assert index.search_many([Party(name="Kim Jong Un")], limit=9) == [[]]
    assert index.find("un-sc-1") is None


def test_rarity_falls_with_use(tmp_path: Path) -> None:
    """A token of many names tells less than one of a single name, and an unknown one tells most."""
    index = _open([_person(i, [f"Kim {name}"]) for i, name in enumerate(GIVEN[1:])], tmp_path / "index")
    assert 0 <= index.rarity("kim") < index.rarity("viktorovich") < index.rarity("guterres") == 1


@pytest.mark.parametrize(
    "name",
    [
        "a" * 100_000,
        "kim " * 25_000,
        " ".join(f"sergei{c}{d}" for c in "abcdefgh" for d in "klmnop") * 50,
        "\ud800\udfff kim",
        "-" * 99_999,
    ],
)
def test_hostile_names_are_answered_in_bounded_time(name: str, tmp_path: Path) -> None:
    """Very long names, thousands of tokens, lone surrogates and bare punctuation cost at most 50 ms."""
    index = _open(
        [_person(i, [f"{a} {b}"]) for i, (a, b) in enumerate((a, b) for a in GIVEN for b in GIVEN)], tmp_path / "index"
    )
    index.search_many([Party(name="Kim Jong Un")], limit=9)
    party = Entity(schema="Person", properties={"name": (name,)})
    started = time.process_time()
    found = [index.entity(row) for row in index.search_many([party], limit=50)[0]]
    score_many(party, found, rarity=index.rarity)
    assert time.process_time() - started < 0.05


@pytest.mark.shared
def test_real_entities_are_found_by_their_own_names(tmp_path: Path) -> None:
    """Every hundredth entity of the UN and OFAC lists is found by each of its names among the first twenty."""
    if not LISTS.exists():
        pytest.skip("the shared lists are not here")
    texts = [(LISTS / f"{name}.ftm.json").read_text(encoding="utf-8") for name in ("un", "ofac")]
    shapes = [json.loads(line) for text in texts for line in text.split("\n") if line]
    entities = [
        Entity(
            id=s["id"],
            schema=s["schema"],
            properties={k: tuple(v) for k, v in s["properties"].items()},
            list_id=s["id"].partition("-")[0],
        )
        for s in shapes
    ]
    index = _open(entities, tmp_path / "index")
    asked = [(e, name) for e in entities[::100] for prop in ("name", "alias", "previousName") for name in e.get(prop)]
    rows = index.search_many([Party(schema=e.schema, name=name) for e, name in asked], limit=20)
    assert [name for (e, name), found in zip(asked, rows, strict=True) if index.find(e.id) not in found] == []
