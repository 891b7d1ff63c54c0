"""One token against another: how they sound, how they are alike."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import LETTERS, TOKEN
from sanksi.names.tokens import (
    LETTERS as MOST_LETTERS,
)
from sanksi.names.tokens import (
    Class,
    Kind,
    begin_alike,
    classify,
    is_glued,
    load_kinds,
    load_sounds,
    meet,
    read_token,
    sound_of,
)

WORDS = st.text(LETTERS, min_size=1, max_size=7)


def _classify(party: str, listed: str, *, last: bool = False) -> Class:
    return classify(read_token(party), read_token(listed), last=last)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sergei", "sergey"),
        ("shoigu", "shoygu"),
        ("muhammad", "mohamed"),
        ("uthman", "othman"),
        ("yuri", "iury"),
        ("zhukov", "jukov"),
        ("qasim", "kassim"),
        ("husein", "hussin"),
        ("chernov", "tchernow"),
        ("rnohamed", "mohamed"),
    ],
)
def test_romanisations_of_one_name_sound_the_same(one: str, other: str) -> None:
    """Spellings that lists use side by side have one key, among them what a scanner makes of an m."""
    assert sound_of(one) == sound_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("kim", "kam"), ("ali", "wali"), ("tikriti", "dulaimi"), ("jong", "yong"), ("un", "in")]
)
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    """Another vowel of the three or another consonant is another name."""
    assert sound_of(one) != sound_of(other)


@pytest.mark.parametrize(
    ("party", "listed", "expected"),
    [
        ("sergei", "sergei", Class.EXACT),
        ("~muhammad", "muhammad", Class.EXACT),
        ("sergey", "sergei", Class.SOUND),
        ("sech1n", "sechin", Class.SOUND),
        ("hshmi", "hashimi", Class.DROPPED),
        ("sulayman", "solimon", Class.VOWELS),
        ("~mhrban", "mehraban", Class.BARE),
        ("lavrov", "lavrow", Class.SOUND),
        ("kuznetsov", "kuznecsov", Class.TYPO),
        ("afiz", "faiz", Class.OTHER_START),
        ("umer", "umar", Class.SOUND),
        ("bakr", "bark", Class.SHORT_TYPO),
        ("bak", "pak", Class.SHORT_TYPO),
        ("kuznetsov", "muznetsov", Class.OTHER_START),
        ("alexand", "alexandrovich", Class.BEGINNING),
        ("ivan", "ivanovich", Class.NONE),
        ("bob", "robert", Class.NICKNAME),
        ("aleksandr", "sasha", Class.NICKNAME),
        ("alex", "alexander", Class.NICKNAME),
        ("shi=2bd4", "shi=0de5", Class.NONE),
        ("shi=2bd4", "shi", Class.EXACT),
        ("jeong=abf4", "jeong=45f6", Class.EXACT),
        ("xi", "shi", Class.SOUND),
        ("xu", "hsu", Class.SOUND),
        ("aleksandr", "alexander", Class.SOUND),
        ("qaeda", "qaida", Class.SOUND),
        ("v", "vladimir", Class.INITIAL),
        ("dulaimi", "tikriti", Class.NONE),
        ("2004", "2005", Class.NONE),
        ("6ka", "6kb", Class.NONE),
        ("un", "nam", Class.NONE),
        ("k", "l", Class.NONE),
        ("k", "k", Class.EXACT),
    ],
)
def test_tokens_are_of_a_class(party: str, listed: str, expected: Class) -> None:
    """The same, the same sound, a slip, a part of it, or nothing at all."""
    assert _classify(party, listed) is expected


def test_only_the_last_token_of_a_party_may_be_cut() -> None:
    """A field that is too short cuts the end of a name, and lists have no such fields."""
    assert _classify("vla", "vladimir", last=True) is Class.CUT
    assert _classify("vla", "vladimir") is Class.NONE
    assert _classify("vladimir", "vla", last=True) is Class.NONE


@pytest.mark.parametrize(
    ("whole", "first", "second"),
    [
        ("mohammadreza", "mohammad", "reza"),
        ("muhamedreza", "mohammad", "reza"),
        ("jongun", "jong", "un"),
        ("aliasghar", "ali", "asghar"),
        ("aliakbar", "alia", "akbar"),
    ],
)
def test_two_tokens_are_written_as_one(whole: str, first: str, second: str) -> None:
    """By their sound; a letter where they meet may be shared."""
    assert is_glued(*map(read_token, (whole, first, second)))


@pytest.mark.parametrize(
    ("whole", "first", "second"),
    [
        ("mohammadali", "mohammad", "reza"),
        ("rezamohammad", "mohammad", "reza"),
        ("kim", "k", "im"),
        ("2004", "20", "04"),
        ("jongun", "jong", "unhui"),
    ],
)
def test_others_are_not_written_as_one(whole: str, first: str, second: str) -> None:
    """Another part, another order, single letters and numbers."""
    assert not is_glued(*map(read_token, (whole, first, second)))


def test_short_vowels_are_unknown_where_they_are_marked() -> None:
    """A token whose vowels were guessed is alike by its consonants only, so a typo in a vowel is none."""
    assert _classify("~kasm", "qasim") is Class.BARE
    assert read_token("~kasm").lacks_vowels
    assert not read_token("kasm").lacks_vowels


@pytest.mark.parametrize(
    ("token", "person", "other"),
    [
        ("kim", Kind.NAME, Kind.NAME),
        ("2004", Kind.NUMBER, Kind.NUMBER),
        ("bin", Kind.PARTICLE, Kind.NAME),
        ("von", Kind.PARTICLE, Kind.PARTICLE),
        ("dr", Kind.TITLE, Kind.NAME),
        ("llc", Kind.NAME, Kind.LEGAL_FORM),
    ],
)
def test_tokens_do_something_in_a_name(token: str, person: Kind, other: Kind) -> None:
    """What is a title or a patronymic among people is a word among companies, and a legal form the other way round."""
    assert read_token(token).kinds == (person, other)


@given(TOKEN, TOKEN, st.booleans())
def test_likeness_does_not_ask_who_is_listed(one: str, other: str, last: bool) -> None:
    """The class is the same both ways, but for a cut token, which only a party has."""
    forth, back = _classify(one, other, last=last), _classify(other, one, last=last)
    assert forth is back or {forth, back} == {Class.CUT, Class.NONE}


@given(TOKEN)
def test_a_token_is_exactly_itself(token: str) -> None:
    """Whatever it consists of, with and without the mark."""
    assert _classify(token, token) is Class.EXACT
    assert _classify(token, token.removeprefix("~")) is Class.EXACT


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=40))
def test_a_sound_is_short_and_repeats_nothing(letters: str) -> None:
    """At most as many sounds as letters are compared, no two equal ones in a row."""
    sound = sound_of(letters)
    assert len(sound) <= MOST_LETTERS
    assert all(a != b for a, b in pairwise(sound))


@given(WORDS, WORDS)
def test_words_meet_when_each_loses_a_letter_at_most(one: str, other: str) -> None:
    """As a naive search over what may be lost has it."""
    fewer = [{w, *(w[:i] + w[i + 1 :] for i in range(len(w)))} for w in (one, other)]
    expected = abs(len(one) - len(other)) <= 1 and bool(fewer[0] & fewer[1])
    assert meet(one, other) is expected is meet(other, one)


def test_sounds_and_words_are_what_the_kernel_has_room_for() -> None:
    """Rules of at most six letters to four, 128 of them and 24 of one first letter; all ASCII."""
    rules, starts = load_sounds()
    firsts = [spelling[0] for spelling, _ in rules]
    assert len(rules) <= 128
    assert max(map(firsts.count, firsts)) <= 24
    assert all(0 < len(spelling) <= 6 and 0 < len(sound) <= 4 for spelling, sound in rules)
    assert all(text.isascii() and " " not in text for rule in rules for text in rule)
    assert len(set("".join(starts))) == len("".join(starts))
    assert all(
        token.isascii() and token.isalnum() and token == token.lower() and len(token) < 256 for token in load_kinds()
    )


@pytest.mark.parametrize(("one", "other"), [("jong", "4ung"), ("ri", "li"), ("bak", "pak"), ("ali", "uli")])
def test_romanisations_begin_alike(one: str, other: str) -> None:
    """Jong and Chong, Ri and Li, Bak and Pak; any vowel begins like any other."""
    assert begin_alike(one, other)
    assert not begin_alike(one, "xaver")
