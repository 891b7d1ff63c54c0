"""Folding, tokens, likeness of tokens, identifiers, and what is enough to match on."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanksi.errors import QueryError
from sanksi.ledger import Party
from sanksi.ledger.names import (
    MAX_TOKENS,
    SIMILARITY_FLOOR,
    clean_identifier,
    fold_name,
    identifiers_of,
    names_of,
    require_matchable,
    sound_key,
    token_similarity,
    tokenize_name,
)

TOKENS = st.text("abdeghijklmnorstuvyz", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("PUTIN, Vladimir Vladimirovich", "putin vladimir vladimirovich"),
        ("Сергей Шойгу", "sergey shoygu"),
        ("김정은", "gim jeong eun"),
        ("Al-Qa’ida", "al qaida"),
        ("Kim\u200bJong\u202eUn", "kimjongun"),
        ("Ｋｉｍ　Ｊｏｎｇ", "kim jong"),
        ("Юрьевич", "yurevich"),
        ("\ud800Lavrov", "lavrov"),
        ("?!…—", ""),
    ],
)
def test_names_are_folded_to_plain_words(written: str, folded: str) -> None:
    """Scripts, widths, invisible characters, apostrophes and lone surrogates come out as plain words or not at all."""
    assert fold_name(written) == folded


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded name is ASCII words and folds to itself."""
    once = fold_name(text)
    assert once.isascii()
    assert fold_name(once) == once


def test_a_hostile_name_is_cut() -> None:
    """A hundred thousand characters or five thousand tokens are looked at only in their beginning."""
    started = time.perf_counter()
    assert len(tokenize_name("kim " * 25_000)) == MAX_TOKENS
    assert len(tokenize_name("a" * 100_000)[0]) == 2_000
    assert time.perf_counter() - started < 0.05


@given(TOKENS, TOKENS)
def test_likeness_is_symmetric_and_bounded(left: str, right: str) -> None:
    """Likeness is the same both ways, 1 for the same token, and else 0 or at least the floor."""
    likeness = token_similarity(left, right)
    assert likeness == token_similarity(right, left)
    assert likeness == 0.0 or SIMILARITY_FLOOR <= likeness <= 1.0
    assert token_similarity(left, left) == 1.0


@pytest.mark.parametrize(("nearer", "farther"), [("sergey", "sergio"), ("jong", "young"), ("shoygu", "shigeru")])
def test_the_same_sound_is_nearer_than_another_name(nearer: str, farther: str) -> None:
    """A romanisation variant is more like the name than a different name is."""
    name = {"sergey": "sergei", "jong": "jeong", "shoygu": "shoigu"}[nearer]
    assert token_similarity(name, nearer) > token_similarity(name, farther)


@pytest.mark.parametrize(
    ("left", "right"), [("un", "nam"), ("un", "sik"), ("2", "3"), ("il", "in"), ("dulaimi", "tikriti")]
)
def test_different_tokens_have_nothing_in_common(left: str, right: str) -> None:
    """Other syllables, other numbers and other nisbas are not alike at all."""
    assert token_similarity(left, right) == 0.0


def test_sound_keys_keep_numbers() -> None:
    """Numbers and hull numbers have themselves as sound."""
    assert [sound_key(t) for t in ("2004", "6ka", "ii")] == ["2004", "6ka", "ii"]


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [("IMO 8606173", "8606173"), ("927-234-267", "927234267"), ("имо-12", "IMO-12"[4:]), ("--", "")],
)
def test_identifiers_are_cleaned(written: str, cleaned: str) -> None:
    """Spaces, hyphens and a leading IMO are no part of an identifier."""
    assert clean_identifier(written) == cleaned


def test_names_keep_their_strongest_property() -> None:
    """A name given as name and as weak alias counts as a name."""
    party = Party(schema="Person", name="Kim Jong Un", weakAlias=["KIM JONG UN", "Marshal"])
    assert names_of(party) == {("kim", "jong", "un"): ("name", "Kim Jong Un"), ("marshal",): ("weakAlias", "Marshal")}


def test_short_identifiers_identify_nothing() -> None:
    """Three characters are no identifier."""
    party = Party(schema="Person", passportNumber=["A12", "927 234 267"])
    assert identifiers_of(party) == {"passportNumber": {"927234267": "927 234 267"}}


@pytest.mark.parametrize(
    "party", [Party(name="?!"), Party(country="kp"), Party(schema="Person", name="\ud800", passportNumber="1")]
)
def test_a_party_without_name_and_identifier_is_refused(party: object) -> None:
    """Nothing to match on is an error, never an empty answer."""
    with pytest.raises(QueryError, match="nothing to match on"):
        require_matchable(party)  # type: ignore[arg-type]


def test_an_identifier_is_enough_to_match_on() -> None:
    """A vessel known by its IMO number alone can be screened."""
    party = Party(schema="Vessel", imoNumber="8606173")
    assert require_matchable(party) is party
