"""The weights file: one content, one id; scores between 0 and 1 that never fall with more evidence; the kernel scores alike."""

import math
import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanksi.ledger import PROPERTY_TYPES
from sanksi.names.kernel import Tables, load_kernel
from sanksi.names.tokens import Class, Kind
from sanksi.names.weights import CURRENT, DATES, FEATURES, load_weights, read_weights

WEIGHTS = load_weights()
TABLES = Tables(WEIGHTS)
CONTENT = files("sanksi.names").joinpath("weights", f"{CURRENT}.toml").read_bytes()
EVIDENCE = st.floats(-60, 60)


def test_weights_are_named_by_content() -> None:
    """The id carries the file's day and the beginning of its hash, and any other byte gives another id."""
    assert re.fullmatch(r"\d{4}-\d\d-\d\d\+[0-9a-f]{12}", WEIGHTS.id)
    assert read_weights(CONTENT, name=CURRENT) == WEIGHTS
    assert read_weights(CONTENT + b"\n# another\n", name=CURRENT).id != WEIGHTS.id


@given(EVIDENCE, EVIDENCE)
def test_scores_are_bounded_and_never_fall(one: float, other: float) -> None:
    """A score lies in [0, 1], and more evidence never gives less."""
    less, more = sorted((one, other))
    assert 0.0 <= WEIGHTS.score(less) <= WEIGHTS.score(more) <= 1.0


@given(EVIDENCE | st.sampled_from([x for x, _ in WEIGHTS.knots]) | st.just(-math.inf))
def test_the_kernel_scores_alike(evidence: float) -> None:
    """To the last digit, at the knots and between them."""
    assert load_kernel().sanksi_score(TABLES.pointer, evidence) == WEIGHTS.score(evidence)


def test_knots_rise_from_0_to_1() -> None:
    """The scale is whole: nothing fits is 0, everything fits is 1, and the thresholds lie on it."""
    xs, ys = zip(*WEIGHTS.knots, strict=True)
    assert list(xs) == sorted(set(xs))
    assert list(ys) == sorted(ys)
    assert (ys[0], ys[-1]) == (0.0, 1.0)
    assert 0.0 < WEIGHTS.threshold < WEIGHTS.hit < 1.0
    assert len(WEIGHTS.knots) <= 16


def test_likeness_is_a_share_and_the_same_is_most_alike() -> None:
    """What decides which tokens stand for which lies in [0, 1]; nothing is more alike than the same token."""
    assert set(WEIGHTS.like) == set(Class) == set(WEIGHTS.reach)
    assert WEIGHTS.like[Class.EXACT] == 1.0 > max(v for c, v in WEIGHTS.like.items() if c is not Class.EXACT)
    assert WEIGHTS.like[Class.NONE] == 0.0 == WEIGHTS.reach[Class.NONE]
    assert all(WEIGHTS.reach[c] in (0.0, WEIGHTS.like[c]) for c in Class)
    assert 0.0 < WEIGHTS.covered <= 1.0
    assert 0.0 < WEIGHTS.covered_listed <= 1.0


@given(st.sampled_from(list(Kind)), st.integers(0, 255), st.integers(0, 255))
def test_the_commoner_a_token_the_less_it_weighs(kind: Kind, one: int, other: int) -> None:
    """And every token weighs something, so that shares of weight are always defined."""
    rarer, commoner = sorted((one, other))
    assert WEIGHTS.token_weight(kind, rarer) >= WEIGHTS.token_weight(kind, commoner) > 0.0


def test_terms_speak_of_features_that_are_read() -> None:
    """Every term names a feature, no more of them than the kernel has room for, with a cap above zero."""
    for model in (WEIGHTS.person, WEIGHTS.other):
        assert len(model.terms) <= 64
        assert all(term.feature in FEATURES and term.cap > 0 for term in model.terms)


def test_facts_agree_upwards_and_conflict_downwards() -> None:
    """What is the same speaks for the same party, what differs against it, and the nearer of two dates never weighs less."""
    dates = WEIGHTS.birth_date
    assert set(dates) == set(DATES)
    assert dates["none"] == 0.0
    assert dates["day"] >= dates["close"] > 0 < dates["year"] <= dates["day"]
    assert dates["close"] > dates["slip"] >= dates["same_year"] > dates["other"]
    assert dates["next_year"] > dates["near"] > dates["far"] >= dates["other"] < 0
    for facts in (WEIGHTS.territory, WEIGHTS.gender):
        assert set(facts) == {"agrees", "conflicts"}
        assert facts["agrees"] > 0 > facts["conflicts"]


def test_identifiers_are_properties_of_the_vocabulary() -> None:
    """Strong, general and conflicting ones, and what they weigh decides."""
    named = {*WEIGHTS.strong_identifiers, *WEIGHTS.general_identifiers, *WEIGHTS.identifier["conflicts"]}
    assert {PROPERTY_TYPES[prop] for prop in named} == {"identifier"}
    assert WEIGHTS.identifier["agrees"] > WEIGHTS.identifier["weak_agrees"] > 0
    assert all(weight < 0 for weight in WEIGHTS.identifier["conflicts"].values())
    assert WEIGHTS.score(WEIGHTS.identifier["alone"] + WEIGHTS.identifier["agrees"]) >= WEIGHTS.hit


@pytest.mark.parametrize("part", ["threshold", "[score]", "[birth_date]"])
def test_a_file_that_lacks_a_part_is_refused(part: str) -> None:
    """Weights are whole or not at all."""
    with pytest.raises(KeyError):
        read_weights(CONTENT.replace(part.encode(), b"[other_part]" if part[0] == "[" else b"another"), name=CURRENT)
