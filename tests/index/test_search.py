"""Search: exactly what comparing with every entity gives; every entity is found by each of its own names; bounded whatever is asked."""

import math
import os
import random
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drawn import (
    HOSTILE,
    LETTERS,
    damage,
    is_lone_alias,
    names_in,
    names_of_every_script,
    real_customers,
    real_entities,
)
from sanksi.index import Index, build_index, open_index
from sanksi.ledger import NAME_PROPERTIES, Entity, Party, can_match
from sanksi.ledger.names import kinds_of, names_of
from sanksi.match import compare, load_weights
from sanksi.match.facts import compare_birth_dates, compare_genders, compare_territories, relate_dates
from sanksi.names import read_person
from sanksi.names.kernel import Tables

WEIGHTS = load_weights()
BOUND_S = 1.0
"""Processor time of one question, however hostile: far above the 50 ms that tests/gate/test_hostile_bounds.py holds, for any machine."""

EVERY = 10_000
"""A limit that leaves nothing out."""

GIVEN = (
    *("Kim", "Jong", "Un", "Jongun", "Chong", "Sergei", "Sergey", "Serge", "S", "Viktorovich", "Lavrov", "Lavro", "Muhammad", "Mohammed"),
    *("Mhmd", "Mohammadreza", "Reza", "Naqdi", "Ali", "Hassan", "Hasan", "bin", "al-Tikriti", "Dr", "Ri", "Li", "Chol", "Abd", "Rahman"),
    *("Sheikh", "Haji", "Bob", "Robert", "Ben", "Benjamin", "France", "Deutschland", "高市早苗", "高石早苗", "김종은", "Xi", "Hsi", "V"),
    *("محمد", "علي", "김정은", "Сергей", "Trading", "Co", "LLC", "Hwasong", "2", "3", "II", "Bank"),
)  # fmt: skip
DRAWN = st.text(LETTERS, min_size=1, max_size=8)
NAMES = st.lists(st.sampled_from(GIVEN) | DRAWN, min_size=1, max_size=5).map(" ".join)
DATES = st.sampled_from(
    ("1984", "1984-01", "1984-01-08", "1984-08-01", "1983", "1986-01-08", "1970-05-05", "1931-11-30", "x")
)
SCHEMAS = st.sampled_from(("Person", "Person", "Person", "Company", "Organization", "Vessel", "LegalEntity", "Thing"))


def _few(values: st.SearchStrategy[str], most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, min_size=1, max_size=most).map(tuple)


PROPERTIES = st.fixed_dictionaries(
    {"name": _few(NAMES)},
    optional={
        "alias": _few(NAMES),
        "weakAlias": _few(NAMES),
        "birthDate": _few(DATES),
        "nationality": _few(st.sampled_from(("kp", "ru", "gb-sct", "ge-sct"))),
        "country": _few(st.sampled_from(("kp", "id"))),
        "gender": _few(st.sampled_from(("male", "female"))),
    },
)
PARTIES = st.builds(lambda schema, properties: Entity(schema=schema, properties=properties), SCHEMAS, PROPERTIES)
LISTED = st.lists(PARTIES, min_size=1, max_size=12).map(
    lambda found: [_listed(i, e.schema, e.properties) for i, e in enumerate(found)]
)
QUICK = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def _no_power_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of small indexes are built here; waiting for the disk would be most of the time."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def _listed(number: int, schema: str, properties: object) -> Entity:
    return Entity(id=f"un-sc-{number:05}", schema=schema, properties=properties, list_id="un-sc")  # type: ignore[arg-type]


def _person(number: int, *names: str, **more: tuple[str, ...]) -> Entity:
    return _listed(number, "Person", {"name": names, **more})


def _open(entities: Sequence[Entity], folder: Path) -> Index:
    build_index(entities, folder, editions={"un-sc": "un-sc@2023-09-01+0123456789ab"})
    return open_index(folder)


def _ids(index: Index, party: Entity, *, threshold: float = 0.5, limit: int = EVERY) -> list[str]:
    return [index.entity(row).id for row, _ in index.search_many([party], threshold=threshold, limit=limit)[0]]


# ---- search is exhaustive comparison ----


@QUICK
@given(entities=LISTED, party=PARTIES, kin=st.none() | st.integers(0, 11), threshold=st.sampled_from((0.05, 0.5, 0.7)))
def test_search_equals_comparison_with_every_entity(
    entities: list[Entity], party: Entity, kin: int | None, threshold: float, tmp_path: Path
) -> None:
    """The same rows with the same scores, best first and ties by row, and nothing below the threshold; any kind of party, name and fact."""
    if kin is not None:  # often a party that is nearly on the list
        near = entities[kin % len(entities)]
        party = Entity(schema=near.schema, properties={**party.properties, "name": near.get("name")})
    index = _open(entities, tmp_path / "index")
    found = index.search_many([party], threshold=threshold, limit=EVERY)[0]
    scores = [compare(party, index.entity(row), common=index.common).score for row in range(index.rows)]
    expected = sorted(((-s, row) for row, s in enumerate(scores) if s >= threshold - 1e-9))
    found_scores, borderline = dict(found), {row for row, s in enumerate(scores) if abs(s - threshold) <= 1e-9}
    assert {row: s for row, s in found if row not in borderline} == pytest.approx(
        {row: -s for s, row in expected if row not in borderline}, abs=1e-9
    )
    assert found == sorted(found, key=lambda hit: (-hit[1], hit[0]))
    assert len(found_scores) == len(found)


@QUICK
@given(entities=LISTED, parties=st.lists(PARTIES, min_size=1, max_size=5), limit=st.integers(1, 4))
def test_a_limit_keeps_the_best_and_a_batch_changes_nothing(
    entities: list[Entity], parties: list[Entity], limit: int, tmp_path: Path
) -> None:
    """What a limit leaves is the beginning of the whole answer; parties asked together are answered as if alone, again and again."""
    index = _open(entities, tmp_path / "index")
    whole = [index.search_many([party], threshold=0.3, limit=EVERY)[0] for party in parties]
    assert index.search_many(parties, threshold=0.3, limit=limit) == [found[:limit] for found in whole]
    assert index.search_many(parties[::-1], threshold=0.3, limit=EVERY) == whole[::-1]


@QUICK
@given(entities=LISTED, party=PARTIES, low=st.floats(0.01, 0.99), high=st.floats(0.01, 0.99))
def test_a_higher_threshold_gives_the_beginning(
    entities: list[Entity], party: Entity, low: float, high: float, tmp_path: Path
) -> None:
    """Whatever is left out early: what scores at or above the higher threshold is found with the lower one first, with the same scores."""
    low, high = sorted((low, high))
    index = _open(entities, tmp_path / "index")
    more, fewer = (index.search_many([party], threshold=t, limit=EVERY)[0] for t in (low, high))
    assert fewer == [hit for hit in more if hit[1] >= high]


class _Exhaustive:
    """Comparison with every entity of an index by the kernel, names first, then facts as `match` weighs them."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._tables = Tables(WEIGHTS)
        self._entities = [index.entity(row) for row in range(index.rows)]
        self._names = {
            person: [
                (row, " ".join(name.tokens), [index.common(t) for t in name.tokens], name.is_weak)
                for row, entity in enumerate(self._entities)
                if person in kinds_of(entity.schema)
                for name in names_of(entity, person=person)
            ]
            for person in (True, False)
        }

    def search(self, party: Entity, threshold: float) -> dict[int, float]:
        """Row to score."""
        best: dict[int, tuple[float, float]] = {}
        for person in kinds_of(party.schema):
            for ours in names_of(party, person=person):
                asked, commons = " ".join(ours.tokens), [self._index.common(t) for t in ours.tokens]
                for row, listed, theirs, weak in self._names[person]:
                    evidence, features, comparable = self._tables.compare(
                        asked, listed, person=person, weak=weak, common=(commons, theirs)
                    )
                    if comparable:
                        best[row] = max(best.get(row, (0.0, -math.inf)), (features["same"], evidence))
        scores = {row: self._score(party, self._entities[row], *fit) for row, fit in best.items()}
        return {row: score for row, score in scores.items() if score >= threshold}

    @staticmethod
    def _score(party: Entity, entity: Entity, same: float, evidence: float) -> float:
        if not can_match(party.schema, entity.schema):
            return 0.0
        weighed = (
            weigh(party, entity, WEIGHTS) for weigh in (compare_birth_dates, compare_territories, compare_genders)
        )
        weights = [finding.weight for finding in weighed if finding is not None]
        whole = same and all(weight >= 0 for weight in weights)
        return 1.0 if whole else WEIGHTS.score(sum(weights, evidence))


@pytest.mark.shared
def test_search_equals_comparison_on_real_lists(tmp_path: Path) -> None:
    """Listed names with slips and customers, with what is known of them, against 1,000 entities of UN and OFAC at the default threshold and far below."""
    rng = random.Random(2270)  # noqa: S311 - no secret
    pool = real_entities("un", "ofac")
    if not pool:
        pytest.skip("the shared lists are not here")
    index = _open(rng.sample(pool, 1_000), tmp_path / "index")
    listed = [index.entity(row) for row in range(index.rows)]
    kept = ("birthDate", "nationality", "country", "gender")
    parties = []
    for entity in rng.choices(listed, k=70):
        name, _ = rng.choice(names_in([entity]))
        facts = {prop: entity.get(prop) for prop in kept if entity.get(prop) and rng.random() < 0.6}
        parties.append(Entity(schema=entity.schema, properties={"name": (damage(name, rng),), **facts}))
    for name in ("screen_negatives_global", "screen_positives_script", "screen_positives_ssb"):
        for row in rng.choices(real_customers(name), k=10):
            facts = {prop: (row[prop],) for prop in ("name", "birthDate", "country") if row.get(prop)}
            parties.append(Entity(schema=row.get("schema") or "Person", properties=facts))
    exhaustive = _Exhaustive(index)
    expected = [exhaustive.search(party, 0.05) for party in parties]
    for threshold in (0.05, WEIGHTS.threshold):
        for party, whole, found in zip(
            parties, expected, index.search_many(parties, threshold=threshold, limit=EVERY), strict=True
        ):
            due = {row: score for row, score in whole.items() if score >= threshold}
            assert dict(found) == pytest.approx(due, abs=1e-9), party.properties


def test_search_equals_comparison_where_every_token_is_on_many_names(tmp_path: Path) -> None:
    """Two thousand entities of the same dozen names in their spellings: most of what a party's tokens are like is never walked, and nothing is lost."""
    rng = random.Random(1718)  # noqa: S311 - no secret
    common = (
        "muhammad",
        "ahmed",
        "ali",
        "hassan",
        "hussein",
        "ivan",
        "sergei",
        "maria",
        "kim",
        "chol",
        "abdul",
        "rahman",
    )

    def spelled(most: int) -> str:
        return " ".join(
            damage(t, rng) if rng.random() < 0.4 else t for t in rng.choices(common, k=rng.randint(1, most))
        )

    entities = [
        Entity(id=f"own-{i:04}", schema="Person", properties={"name": (spelled(5),), "birthDate": (str(1950 + i % 50),)}, list_id="own")
        for i in range(2_000)
    ]  # fmt: skip
    index = _open(entities, tmp_path / "index")
    parties = [
        Entity(schema=rng.choice(("Person", "Thing")), properties={"name": (spelled(9),), **({"birthDate": ("1970",)} if i % 3 else {})})
        for i in range(40)
    ]  # fmt: skip
    exhaustive = _Exhaustive(index)
    expected = [exhaustive.search(party, 0.3) for party in parties]
    for threshold in (0.3, WEIGHTS.threshold, 0.9):
        for party, whole, found in zip(
            parties, expected, index.search_many(parties, threshold=threshold, limit=EVERY), strict=True
        ):
            due = {row: score for row, score in whole.items() if score >= threshold}
            assert dict(found) == pytest.approx(due, abs=1e-9), party.properties


PARTS = st.tuples(st.integers(1900, 2026), st.integers(0, 12), st.integers(0, 31))
WRITTEN = st.builds(
    lambda parts, kept: "-".join((f"{parts[0]:04}", f"{parts[1]:02}", f"{parts[2]:02}")[:kept]),
    PARTS,
    st.integers(1, 3),
)
SLIPS = st.builds(
    lambda date, at, digit: date[:at] + digit + date[at + 1 :] if at < len(date) and date[at] != "-" else date,
    WRITTEN,
    st.integers(0, 9),
    st.sampled_from("0123456789"),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(listed=st.lists(SLIPS, min_size=1, max_size=25), asked=st.lists(SLIPS, min_size=1, max_size=25))
def test_dates_stand_to_each_other_as_in_the_reference(listed: list[str], asked: list[str], tmp_path: Path) -> None:
    """Searched with a birth date each, entities of one name score as the relation of the dates has it."""
    name, alike = ("Kim Jong Sik",), Party(schema="Person", name="Kim Jong Shik")
    index = _open([_person(i, *name, birthDate=(day,)) for i, day in enumerate(listed)], tmp_path / "index")
    evidence = _evidence_of(index, alike)
    near = [(day, shifted) for day in asked for shifted in (day, listed[0])]
    parties = [Entity(schema="Person", properties={**alike.properties, "birthDate": (day,)}) for day, _ in near]
    for (day, _), found in zip(near, index.search_many(parties, threshold=1e-9, limit=EVERY), strict=True):
        scores = [WEIGHTS.score(evidence + WEIGHTS.birth_date[relate_dates(day, other)]) for other in listed]
        assert dict(found) == pytest.approx({row: s for row, s in enumerate(scores) if s >= 1e-9}, abs=1e-9)


def _evidence_of(index: Index, party: Entity) -> float:
    tokens, listed = (read_person(name)[0] for name in (party.get("name")[0], index.entity(0).get("name")[0]))
    commons = [[index.common(t) for t in part] for part in (tokens, listed)]
    return Tables(WEIGHTS).compare(" ".join(tokens), " ".join(listed), person=True, common=commons)[0]


# ---- what is listed is found ----


@QUICK
@given(entities=LISTED)
def test_every_entity_is_found_by_each_of_its_names(entities: list[Entity], tmp_path: Path) -> None:
    """Wholly, by any of its names and aliases, weak ones too; a weak alias of one word alone is not enough."""
    index = _open(entities, tmp_path / "index")
    for entity in entities:
        for prop in NAME_PROPERTIES:
            for name in entity.get(prop):
                party = Entity(schema=entity.schema, properties={"name": (name,)})
                score = dict(index.search_many([party], threshold=0.5, limit=EVERY)[0]).get(index.find(entity.id) or 0)
                assert score == 1.0 or is_lone_alias(entity, prop, name)


@pytest.mark.shared
def test_real_entities_are_found_by_their_own_names(tmp_path: Path) -> None:
    """Every twentieth entity of the UN and OFAC lists has the score 1 by each of its names but weak aliases of one word, however many entities have it."""
    entities = real_entities("un", "ofac")
    if not entities:
        pytest.skip("the shared lists are not here")
    index = _open(entities, tmp_path / "index")
    asked = [
        (e, name)
        for e in entities[::20]
        for prop in NAME_PROPERTIES
        for name in e.get(prop)
        if not is_lone_alias(e, prop, name)
    ]
    found = index.search_many(
        [Entity(schema=e.schema, properties={"name": (name,)}) for e, name in asked], threshold=0.9, limit=200
    )
    assert [
        name for (e, name), hits in zip(asked, found, strict=True) if dict(hits).get(index.find(e.id) or 0) != 1.0
    ] == []


def test_the_right_entity_comes_first_and_ties_by_id(tmp_path: Path) -> None:
    """The nearest name is first; equal names come in the order of their ids."""
    people = [
        _person(3, "Kim Jung Eun"),
        _person(2, "Kim Jong Un"),
        _person(1, "Kim Jong Un"),
        _person(4, "Ri Son Gwon"),
    ]
    index = _open(people, tmp_path / "index")
    assert _ids(index, Party(schema="Person", name="Kim Jong-un"))[:2] == ["un-sc-00001", "un-sc-00002"]


@pytest.mark.parametrize("near", ["Maria Ramoz", "Mariaramos", "Maria Ramos Ali", "Marya Ramos"])
@pytest.mark.parametrize("limit", [1, 7, 3_000])
def test_an_equal_name_is_not_lost_to_a_cap(near: str, limit: int, tmp_path: Path) -> None:
    """Of a name that 3,000 carry, with 500 near ones beside them and one in between, the exact ones come first whatever the limit."""
    people = [_person(i, near if i % 7 == 3 else "Maria Ramos") for i in range(3_500)]
    index = _open([*people, _person(9_999, "RAMOS, Maria")], tmp_path / "index")
    found = index.search_many([Party(schema="Person", name="Maria Ramos")], threshold=0.05, limit=limit)[0]
    exact = [i for i in range(3_500) if i % 7 != 3]
    assert found == [(row, 1.0) for row in exact[:limit]]


@pytest.mark.parametrize(
    "near", ["Mohammadreza Naqdi", "Mohammadrezanaqdi", "Mohammad Riza Naqdi", "Mohammad Reza Naqdi Ali"]
)
def test_one_equal_name_is_not_lost_to_many_near_ones(near: str, tmp_path: Path) -> None:
    """However many names are nearly equal, the equal one comes before them."""
    index = _open([*(_person(i, near) for i in range(300)), _person(999, "Mohammad Reza NAQDI")], tmp_path / "index")
    assert _ids(index, Party(schema="Person", name="Mohammad Reza Naqdi"), limit=1) == ["un-sc-00999"]


@pytest.mark.parametrize(
    "asked", ["Mohammadreza Naqdi", "NAQDI, Mohammad Reza", "Muhammad Reza Naqdi", "Naqdi Mohamadreza"]
)
def test_joined_and_split_tokens_are_found(asked: str, tmp_path: Path) -> None:
    """Joined, split, reordered and respelled names find the entry."""
    index = _open([_person(1, "Mohammad Reza NAQDI"), _person(2, "Ali Hassan")], tmp_path / "index")
    assert _ids(index, Party(schema="Person", name=asked)) == ["un-sc-00001"]


def test_other_schemas_and_lists_are_left_out(tmp_path: Path) -> None:
    """A vessel is no person, and a list that was not asked for gives nothing."""
    vessel = Entity(id="us-ofac-sdn-1", schema="Vessel", properties={"name": ("CHON MA SAN",)}, list_id="us-ofac-sdn")
    index = _open([vessel, _person(1, "Chon Ma San")], tmp_path / "index")
    assert _ids(index, Party(schema="Vessel", name="Chon Ma San")) == ["us-ofac-sdn-1"]
    anyone = Party(name="Chon Ma San")
    assert sorted(_ids(index, anyone)) == ["un-sc-00001", "us-ofac-sdn-1"]
    row = index.find("un-sc-00001")
    assert index.search_many([anyone], threshold=0.5, limit=9, lists=["un-sc"]) == [[(row, 1.0)]]
    assert index.search_many([anyone], threshold=0.5, limit=9, lists=[]) == [[]]


def test_an_empty_index_answers(tmp_path: Path) -> None:
    """An index without entities opens and finds nobody."""
    index = _open([], tmp_path / "index")
    assert index.rows == 0
    assert index.search_many([Party(name="Kim Jong Un")], threshold=0.1, limit=9) == [[]]
    assert index.search_many([], threshold=0.1, limit=9) == []
    assert index.find("un-sc-1") is None
    assert index.common("kim") == 0


def test_a_party_or_entity_without_names_is_found_by_none(tmp_path: Path) -> None:
    """It has a row and is read back, and the rows beside it keep theirs."""
    index = _open(
        [_person(1, "?!"), _person(2, "Kim Jong Un"), _listed(3, "Vessel", {"imoNumber": ("8660313",)})],
        tmp_path / "index",
    )
    asked = [Party(schema="Person", name=name) for name in ("?!", "Kim Jong Un", "…")]
    asked.append(Party(schema="Person", passportNumber="927234267"))
    assert index.search_many(asked, threshold=0.01, limit=9) == [[], [(1, 1.0)], [], []]
    assert index.find_by_identifier(Party(schema="Vessel", imoNumber="IMO 8660313")) == [2]


def test_commonness_rises_with_use(tmp_path: Path) -> None:
    """A token of many names is more common than one of a single name, and one that no name holds is not common at all."""
    index = _open(
        [_person(i, f"Kim {name}") for i, name in enumerate(("Jong", "Chol", "Viktorovich"))], tmp_path / "index"
    )
    assert 255 >= index.common("kim") > index.common("viktorovich") > index.common("guterres") == 0


@pytest.mark.parametrize("day", ["١٩٨٤", "1984-०१", "circa 1984", "1984-13-99", "0000", "1984-01-08T00:00"])
def test_odd_dates_are_no_harm(day: str, tmp_path: Path) -> None:
    """Digits of other scripts, words and days that are none, in the list and asked for, are weighed as the comparison weighs them."""
    index = _open(
        [_person(1, "Kim Jong Un", birthDate=(day,)), _person(2, "Kim Jong Un", birthDate=("1984",))],
        tmp_path / "index",
    )
    for asked in (day, "1984"):
        party = Entity(schema="Person", properties={"name": ("Kim Jong Un",), "birthDate": (asked,)})
        found = index.search_many([party], threshold=0.01, limit=9)[0]
        expected = {row: compare(party, index.entity(row), common=index.common).score for row in range(2)}
        assert dict(found) == pytest.approx({row: score for row, score in expected.items() if score >= 0.01})


# ---- more evidence, more score ----


SAID = {"birthDate": ("1984-01-08", "1901-12-31"), "nationality": ("kp", "zz"), "gender": ("female", "male")}
"""Property to what a listing says and the contrary."""


@QUICK
@given(entities=LISTED, party=PARTIES, kin=st.integers(0, 11), prop=st.sampled_from(sorted(SAID)))
def test_agreement_never_lowers_and_contradiction_never_raises(
    entities: list[Entity], party: Entity, kin: int, prop: str, tmp_path: Path
) -> None:
    """Saying what a listing says moves its score up or not at all, saying the contrary down or not at all."""
    said, contrary = SAID[prop]
    place = kin % len(entities)
    silent = {k: v for k, v in entities[place].properties.items() if k != "country"}
    entity = entities[place] = _listed(place, entities[place].schema, {**silent, prop: (said,)})
    index = _open(entities, tmp_path / "index")
    silent = {**{k: v for k, v in party.properties.items() if k not in (prop, "country")}, "name": entity.get("name")}
    asked = [
        Entity(schema=entity.schema, properties=properties)
        for properties in (silent | {prop: (contrary,)}, silent, silent | {prop: entity.get(prop)})
    ]
    row = index.find(entity.id) or 0
    against, without, agreeing = (
        dict(found).get(row, 0.0) for found in index.search_many(asked, threshold=1e-6, limit=EVERY)
    )
    assert against <= without + 1e-9
    assert without <= agreeing + 1e-9


@QUICK
@given(entities=LISTED, party=PARTIES, name=NAMES)
def test_another_name_of_the_party_never_lowers(
    entities: list[Entity], party: Entity, name: str, tmp_path: Path
) -> None:
    """Who gives one more name is found with at least the scores that were there before."""
    index = _open(entities, tmp_path / "index")
    more = Entity(schema=party.schema, properties={**party.properties, "alias": (*party.get("alias"), name)})
    before, after = (dict(found) for found in index.search_many([party, more], threshold=0.05, limit=EVERY))
    assert {row: score for row, score in before.items() if after.get(row, 0.0) < score - 1e-9} == {}


# ---- hostile questions ----


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Index:
    """An index of 5,000 entities with many of the same tokens, opened and asked once."""
    rng = random.Random(1718)  # noqa: S311 - no secret
    people = [_person(i, " ".join(rng.choices(GIVEN, k=rng.randrange(1, 6)))) for i in range(5_000)]
    index = _open(people, tmp_path_factory.mktemp("crowded") / "index")
    for schema in ("Person", "Thing"):
        index.search_many([Party(schema=schema, name="Kim Jong Un 김정은 محمد 金正恩 Сергей")], threshold=0.5, limit=9)
    return index


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_names_are_answered_in_bounded_time(kind: str, crowded: Index) -> None:
    """Very long names, thousands of tokens, lone surrogates and bare punctuation are answered, soon, with hardly any memory."""
    party = Entity(schema="Thing", properties={"name": (HOSTILE[kind],)})
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    crowded.search_many([party], threshold=WEIGHTS.threshold, limit=100)
    assert time.process_time() - started < BOUND_S
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // (1024 if sys.platform == "darwin" else 1)
    assert grown < 50_000  # KiB


@pytest.mark.shared
def test_a_party_of_sixty_four_aliases_is_answered_in_bounded_time(tmp_path: Path) -> None:
    """As many names as are looked at, all of them listed by UN or OFAC."""
    entities = real_entities("un", "ofac")
    if not entities:
        pytest.skip("the shared lists are not here")
    index = _open(entities, tmp_path / "index")
    names = [name for name, person in names_in(entities) if person]
    rng = random.Random(1)  # noqa: S311 - no secret
    asked = [Entity(schema="Person", properties={"alias": tuple(rng.sample(names, 64))}) for _ in range(2)]
    index.search_many(asked[:1], threshold=WEIGHTS.threshold, limit=100)
    started = time.process_time()
    index.search_many(asked[1:], threshold=WEIGHTS.threshold, limit=100)
    assert time.process_time() - started < BOUND_S


def test_a_name_of_every_script_is_answered_in_bounded_time(crowded: Index) -> None:
    """Letters, marks and digits of each block of Unicode: each is answered soon."""
    slow = []
    for name in names_of_every_script():
        started = time.process_time()
        crowded.search_many([Entity(schema="Thing", properties={"name": (name,)})], threshold=0.7, limit=9)
        if time.process_time() - started >= BOUND_S:
            slow.append(name)
    assert slow == []


@QUICK
@given(names=st.lists(st.text(max_size=20), min_size=1, max_size=6), asked=st.text(max_size=20))
def test_any_text_may_be_listed_and_asked(names: list[str], asked: str, tmp_path: Path) -> None:
    """Whatever characters names hold, a list of them is built, and each is found by its own if it can be read at all."""
    index = _open([_listed(i, "Thing", {"name": (name,)}) for i, name in enumerate(names)], tmp_path / "index")
    parties = [Entity(schema="Thing", properties={"name": (name,)}) for name in (*names, asked)]
    found = index.search_many(parties, threshold=0.05, limit=EVERY)
    for row, party in enumerate(parties[:-1]):
        readable = any(names_of(party, person=person) for person in (True, False))
        assert dict(found[row]).get(row, 0.0) == float(readable)
