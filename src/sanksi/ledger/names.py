"""Names as tokens: one way to fold, split and compare text, used by every stage that compares names.

Nothing here knows lists or weights. `token_similarity` is the only place that says how like two tokens are; `index` computes the same
number for a whole vocabulary at once. Sounds are data, in ``sounds.toml`` beside this module.
"""

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz.distance import OSA

from sanksi.errors import QueryError
from sanksi.ledger.values import Entity
from sanksi.ledger.vocabulary import NAME_PROPERTIES, PROPERTY_TYPES

MAX_CHARACTERS = 2_000
"""Characters of a name that are looked at: the longest listed name of UN and OFAC has 350."""

MAX_TOKENS = 64
"""Tokens of a name that are looked at; bounds the cost of a hostile name."""

MAX_NAMES = 64
"""Names of a party that are looked at; the longest list of aliases of UN and OFAC has about 60."""

EDIT_COST = 0.95
"""What the share of edited letters costs. At 1.0 one edit in three letters (Yu/Yyu) falls below the floor."""

SIMILARITY_FLOOR = 0.66
"""Below it two tokens have nothing in common. Lower pairs un/nam, higher loses one edit in three letters."""

KEY_FACTOR = 0.97
"""What an equal sound is worth (Sergei/Sergey): a little less than an equal spelling."""

SCAN_FACTOR = 0.97
"""What a token read through scanning errors (Sech1n) is worth."""

SHORT = 5
"""Letters up to which tokens must begin with the same sound: else Yang is like Zhang and Wang like Jang."""

SKELETON_LIKENESS, SHORT_SKELETON_LIKENESS = 0.82, 0.70
"""Likeness by consonants alone, three and more or two. Higher, Arabic originals alert for customers; lower, they are not found."""

BEGINNING_LIKENESS = 0.74
"""Likeness of a cut token (Alex/Alexander)."""

_JOINERS = re.compile(r"['’‘`´ʼʻ]")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_NOT_IDENTIFIER = re.compile(r"[^0-9A-Z]+")
_VOWELS = re.compile("[aeiouywv]")
_ARTICLE = re.compile(r"\bال(?!له\b)(?=\w{2})")
_SYLLABLE = re.compile("([\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff])")
_DATA = tomllib.loads(files("sanksi.ledger").joinpath("sounds.toml").read_text(encoding="utf-8"))
_SOUNDS = tuple((re.compile(pattern), sound) for pattern, sound in _DATA["steps"])
_STARTS: dict[str, str] = {letter: letters[0] for letters in _DATA["starts"] for letter in letters}
_LETTERS = str.maketrans(_DATA["letters"])
_SCANNED = str.maketrans(_DATA["scanned"])


def fold_name(text: str) -> str:
    """Lower-case ASCII words of a name, separated by single spaces.

    Compatibility forms are folded, invisible and direction characters dropped, every script transliterated by table; apostrophes join,
    other punctuation separates, and so do Han and Hangul syllables and the Arabic article. Not a display form.

    >>> fold_name("Ким Чен Ын"), fold_name("AL-QADHAFI, Qur’en"), fold_name("김정은")
    ('kim chen yn', 'al qadhafi quren', 'gim jeong eun')
    """
    text = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS])
    text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Cs", "Co", "Cn"))
    text = _ARTICLE.sub("al ", _SYLLABLE.sub(r" \1 ", text)).translate(_LETTERS)
    latin = anyascii(text)
    return _NOT_WORD.sub(" ", _JOINERS.sub("", latin).casefold()).strip()


@lru_cache(maxsize=65_536)
def tokenize_name(text: str) -> tuple[str, ...]:
    """The folded tokens of a name in their order, at most MAX_TOKENS."""
    return tuple(fold_name(text).split()[:MAX_TOKENS])


@lru_cache(maxsize=262_144)
def sound_key(token: str) -> str:
    """The token with romanisation variants of one sound written one way; numbers and single letters stay.

    >>> sound_key("sergey"), sound_key("shoigu") == sound_key("shoygu")
    ('serki', True)
    """
    if len(token) < 3 or not token.isalpha():
        return token
    for pattern, sound in _SOUNDS:
        token = pattern.sub(sound, token)
    return token


@lru_cache(maxsize=262_144)
def read_token(token: str) -> str:
    """The letters of a token: itself, or a scanned word with its digits read as letters; empty for numbers and codes.

    >>> read_token("sech1n"), read_token("sechin"), read_token("6ka"), read_token("2004")
    ('sechin', 'sechin', '', '')
    """
    if token.isalpha():
        return token
    letters = sum(map(str.isalpha, token))
    read = token.translate(_SCANNED) if letters >= 3 and letters > len(token) / 2 else ""
    return read if read.isalpha() else ""


@lru_cache(maxsize=262_144)
def skeleton_of(token: str) -> str:
    """The consonants of a token's sound: what is left of a name in a script without vowels. Empty when fewer than two are left.

    >>> skeleton_of("hussein"), skeleton_of("hsyn")
    ('hsn', 'hsn')
    """
    bare = sound_key(_VOWELS.sub("", token))
    return bare if len(bare) > 1 and token.isalpha() else ""


@lru_cache(maxsize=262_144)
def token_similarity(left: str, right: str) -> float:
    """How like two folded tokens are: 1 for equal, at least SIMILARITY_FLOOR for alike, else 0. Symmetric.

    The best of spelling and sound (each 1 - EDIT_COST x edits / length of the longer, the sound times KEY_FACTOR), consonants when one of
    the two comes without vowels, and beginning when one of the two is cut. Short tokens must begin with the same sound, or be made of the
    same letters. Numbers and codes are like themselves only: series and hull numbers distinguish.
    """
    if left == right:
        return 1.0
    a, b = _look_at(left), _look_at(right)
    if not a.word or not b.word:
        return 0.0
    best = 0.0
    if max(len(a.word), len(b.word)) > SHORT or a.start == b.start or sorted(a.word) == sorted(b.word):
        best = 1.0 - EDIT_COST * OSA.normalized_distance(a.word, b.word)
        best = max(best, KEY_FACTOR * (1.0 - EDIT_COST * OSA.normalized_distance(a.sound, b.sound)))
    if a.lacks_vowels != b.lacks_vowels and a.skeleton and a.skeleton == b.skeleton:
        best = max(best, SKELETON_LIKENESS if len(a.skeleton) > 2 else SHORT_SKELETON_LIKENESS)
    if is_beginning(a.word, b.word) or is_beginning(b.word, a.word):
        best = max(best, BEGINNING_LIKENESS)
    if left != a.word or right != b.word:
        best *= SCAN_FACTOR
    return best if best >= SIMILARITY_FLOOR else 0.0


def is_beginning(left: str, right: str) -> bool:
    """Whether the left token is the right one cut short: four letters or more, and at least half of it."""
    return len(left) >= 4 and 2 * len(left) >= len(right) and right.startswith(left)


class _Look(NamedTuple):
    word: str
    sound: str
    start: str
    skeleton: str
    lacks_vowels: bool


@lru_cache(maxsize=262_144)
def _look_at(token: str) -> _Look:
    word = read_token(token)
    sound = sound_key(word)
    lacks_vowels = 4 * sum(map(word.count, "aeiou")) <= len(word)
    return _Look(word, sound, _STARTS.get(sound[:1], sound[:1]), skeleton_of(word), lacks_vowels)


def clean_identifier(text: str) -> str:
    """An identifier as compared: upper-case ASCII letters and digits, at most 64, without a leading IMO or MMSI.

    >>> clean_identifier("IMO 8606173"), clean_identifier("РФ 45-12")
    ('8606173', 'RF4512')
    """
    cleaned = _NOT_IDENTIFIER.sub("", anyascii(unicodedata.normalize("NFKC", text[:MAX_CHARACTERS])).upper())
    return cleaned.removeprefix("IMO").removeprefix("MMSI")[:64]


def names_of(entity: Entity) -> dict[tuple[str, ...], tuple[str, str]]:
    """The distinct tokenised names of a party or entity, each with its first property and spelling, strongest property first."""
    names: dict[tuple[str, ...], tuple[str, str]] = {}
    for prop in NAME_PROPERTIES:
        for value in entity.get(prop)[:MAX_NAMES]:
            if tokens := tokenize_name(value):
                names.setdefault(tokens, (prop, value))
    return names


def identifiers_of(entity: Entity) -> dict[str, dict[str, str]]:
    """Identifier property to its cleaned values, each with its spelling; values of fewer than four characters identify nothing."""
    found: dict[str, dict[str, str]] = {}
    for prop, values in entity.properties.items():
        if PROPERTY_TYPES.get(prop) == "identifier":
            for value in values[:MAX_NAMES]:
                if len(cleaned := clean_identifier(value)) >= 4:
                    found.setdefault(prop, {}).setdefault(cleaned, value)
    return found


def require_matchable(party: Entity) -> Entity:
    """Give the party back, or raise QueryError when it has neither a name nor an identifier to match on."""
    if not names_of(party) and not identifiers_of(party):
        shown = party.caption[:80]
        raise QueryError(
            f"the party {shown!r} gives nothing to match on",
            hint="a name with a letter or digit, or an identifier, is needed",
        )
    return party
