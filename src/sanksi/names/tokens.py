"""One token against another: the readable reference of the kernel's first half.

A token is a lower-case ASCII word; `MARK` in front says that its short vowels are unknown. Two tokens are of a class (`SOUND`: they sound the
same); how much a class tells is learned and stands in the weights file. Sounds are data, in ``data/sounds.toml``.
"""

import re
import tomllib
from enum import IntEnum
from functools import cache, lru_cache
from typing import Final, NamedTuple

from sanksi.names.abjad import MARK, SIGN
from sanksi.names.read import legal_kinds
from sanksi.names.tables import DATA, levels_of, load_nicknames, load_places, load_words

LETTERS: Final = 24
"""Letters of a token that are compared."""

SKELETON: Final = 12
"""Consonants of a token that are compared."""


class Kind(IntEnum):
    """What a token does in a name."""

    NAME = 0
    PARTICLE = 1
    TITLE = 2
    LEGAL_FORM = 3
    NUMBER = 4
    PLACE = 5
    HONORIFIC = 6


class Class(IntEnum):
    """How two tokens are alike; the order is that of the kernel."""

    NONE = 0
    EXACT = 1
    SOUND = 2
    GLUED = 3
    VOWELS = 4
    SHORT_VOWELS = 5
    BARE = 6
    BARE_NEAR = 7
    TYPO = 8
    SHORT_TYPO = 9
    OTHER_START = 10
    CONSONANT = 11
    BEGINNING = 12
    INITIAL = 13
    CUT = 14
    DROPPED = 15
    NICKNAME = 16


@cache
def load_sounds() -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Spellings and the sound they are keyed as, longest first; groups of letters that begin alike."""
    data = tomllib.loads(DATA.joinpath("sounds.toml").read_text(encoding="utf-8"))
    rules = sorted(data["sounds"].items(), key=lambda rule: -len(rule[0].removeprefix("^")))
    return tuple(rules), tuple(data["starts"]["groups"])


@cache
def load_kinds() -> dict[str, tuple[Kind, Kind]]:
    """Tokens that are more or less than a name, and what they are in the name of a person and of anything else."""
    words = load_words()
    kinds = {word: (Kind.TITLE, Kind.NAME) for word in words["titles"] if word not in words["names_too"]}
    kinds |= dict.fromkeys(words["honorifics"], (Kind.HONORIFIC, Kind.NAME))
    small = [*words["patronymics"], *words["servants"], *words["bynames"]]
    kinds |= dict.fromkeys(small, (Kind.PARTICLE, Kind.NAME))
    kinds |= dict.fromkeys(words["particles"], (Kind.PARTICLE, Kind.PARTICLE))
    kinds |= {word: (kinds.get(word, (Kind.NAME,))[0], Kind.PLACE) for word in load_places().values()}
    return kinds | {word: (kinds.get(word, (Kind.NAME,))[0], Kind.LEGAL_FORM) for word in legal_kinds()}


class Token(NamedTuple):
    """A token, looked at once.

    Attributes:
        raw: its letters; digits of a scanned word are read as letters.
        sound: key of its sound; empty for numbers and codes.
        bare: the consonants of its sound.
        dropped: its letters without the vowels inside.
        lacks_vowels: its short vowels are unknown.
        is_code: it holds digits and is no scanned word.
        levels: how common it is in names of persons and of others, see `tables.levels_of`.
        kinds: what it is in names of persons and of others.
        text: as given, without mark and sign.
        sign: see `abjad.SIGN`; 0 when it has none.
        full: its number among full names, 0 when it is none.
        short_for: the numbers of the full names that it is short for.
    """

    raw: str
    sound: str
    bare: str
    dropped: str
    lacks_vowels: bool
    is_code: bool
    levels: tuple[int, int]
    kinds: tuple[Kind, Kind]
    text: str
    sign: int = 0
    full: int = 0
    short_for: tuple[int, ...] = ()


_SCANNED = str.maketrans("0123456789", "oizeasbtbg")
_VOWELS = frozenset("aeiou")
_NOT_BARE = frozenset("aeiouyvw")


@lru_cache(maxsize=131_072)
def read_token(token: str) -> Token:
    """Look at a token.

    >>> read_token("shoigu").sound == read_token("shoygu").sound, read_token("sech1n").raw, read_token("hashimi").dropped
    (True, 'sechin', 'hshmi')
    """
    text, _, written = token.removeprefix(MARK).partition(SIGN)
    sign = int(written, 16) if written else 0
    raw = text[:LETTERS]
    digits = sum(map(str.isdigit, text))
    kinds = load_kinds().get(text, (Kind.NAME, Kind.NAME))
    if digits and digits == len(text):
        kinds = (Kind.NUMBER, Kind.NUMBER)
    lacks_vowels, levels = token[:1] == MARK, levels_of(text)
    if digits and (len(text) - digits < 3 or len(text) - digits <= digits):
        return Token(raw, "", "", "", lacks_vowels, True, levels, kinds, text, sign)
    if digits:
        raw = raw.translate(_SCANNED)
    sound = sound_of(raw)
    full, *short_for = load_nicknames().get(text, (0,))
    bare = _without_doubles(c for c in sound if c not in _NOT_BARE)[:SKELETON]
    dropped = "".join(c for i, c in enumerate(raw) if i in (0, len(raw) - 1) or c not in _VOWELS)
    return Token(raw, sound, bare, dropped, lacks_vowels, False, levels, kinds, text, sign, full, tuple(short_for))


@lru_cache(maxsize=131_072)
def sound_of(letters: str) -> str:
    """The sound key of letters: at each place the longest spelling that `sounds.toml` knows, no sound twice in a row, no silent h at the end.

    >>> sound_of("mohammed"), sound_of("muhamad")
    ('muhamad', 'muhamad')
    """
    spelling, sounds = _spellings()
    out: list[str] = []
    for found in spelling.findall(letters):
        for letter in sounds.get(found, found):
            if len(out) < LETTERS and (not out or out[-1] != letter):
                out.append(letter)
    if len(out) > 2 and out[-1] == "h" and out[-2] in "aiu":
        out.pop()
    return "".join(out)


@cache
def _spellings() -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds at each place the longest spelling, or one letter; and the spellings' sounds."""
    rules, _ = load_sounds()
    longest_first = "|".join(spelling[:1].replace("^", r"\A") + spelling[1:] for spelling, _ in rules)
    return re.compile(f"{longest_first}|.", re.DOTALL), {spelling.removeprefix("^"): sound for spelling, sound in rules}


def _without_doubles(letters: "object") -> str:
    out = ""
    for letter in letters:  # type: ignore[attr-defined]
        if not out.endswith(letter):
            out += letter
    return out


@cache
def _starts() -> dict[str, str]:
    return {letter: group[0] for group in load_sounds()[1] for letter in group}


def begin_alike(a: str, b: str) -> bool:
    """Whether two sounds begin with the same sound, as romanisations have it."""
    starts = _starts()
    return starts.get(a[:1], a[:1]) == starts.get(b[:1], b[:1])


def classify(a: Token, b: Token, *, last: bool) -> Class:
    """How two tokens are alike, the strongest first.

    Args:
        a: token of the party.
        b: token on the list.
        last: whether `a` is the last of its name: a field that is too short cuts the end of a name.
    """
    if a.sign and b.sign and a.sign != b.sign and a.sign >> 14 == b.sign >> 14:
        return Class.NONE
    if a.text == b.text:
        return Class.EXACT
    if a.is_code or b.is_code:
        return Class.NONE
    if len(a.raw) == 1 or len(b.raw) == 1:
        return Class.INITIAL if a.raw[0] == b.raw[0] and len(a.raw) != len(b.raw) else Class.NONE
    if a.sound == b.sound:
        return Class.SOUND
    bare = len(a.bare) >= 2 and a.bare == b.bare
    bare_near = min(len(a.bare), len(b.bare)) >= 4 and meet(a.bare, b.bare)
    if a.lacks_vowels or b.lacks_vowels:
        return Class.BARE if bare else Class.BARE_NEAR if bare_near else Class.NONE
    if len(a.dropped) >= 2 and a.dropped == b.dropped and (a.dropped == a.raw) != (b.dropped == b.raw):
        return Class.DROPPED
    if bare and len(a.bare) > 2:
        return Class.VOWELS
    return _classify_spelling(a, b, bare=bare, bare_near=bare_near, last=last)


def _is_read_from_signs(token: Token) -> bool:
    """Whether it is read from Chinese characters or Hangul."""
    return 0 < token.sign < 0x8000


_CHILD_OF = frozenset(("ovich", "evich", "ovych", "ovna", "evna", "ivna"))
"""What makes a father's name of a name: Ivanovich is no longer form of Ivan."""


def _classify_spelling(a: Token, b: Token, *, bare: bool, bare_near: bool, last: bool) -> Class:
    longer, alike = max(len(a.raw), len(b.raw)), begin_alike(a.sound, b.sound)
    if _is_read_from_signs(a) or _is_read_from_signs(b):  # signs are neither misspelt nor cut, but Bak may be Pak
        if alike and longer >= 3 and a.sound[1:] == b.sound[1:]:
            return Class.SHORT_TYPO
        return Class.SHORT_VOWELS if alike and bare else Class.NONE
    typo = (longer >= 3 and is_slip(a.raw, b.raw)) or (max(len(a.sound), len(b.sound)) >= 3 and meet(a.sound, b.sound))
    if typo and alike:
        return Class.TYPO if longer > 5 else Class.SHORT_TYPO
    if bare and alike:
        return Class.SHORT_VOWELS
    shorter, other = (a.raw, b.raw) if len(a.raw) < len(b.raw) else (b.raw, a.raw)
    if len(shorter) >= 4 and len(shorter) != len(other) <= 2 * len(shorter) and other.startswith(shorter):
        if other[len(shorter) :] not in _CHILD_OF:
            return Class.BEGINNING
    if (a.full and a.full in b.short_for) or (b.full and b.full in a.short_for):
        return Class.NICKNAME
    if typo and longer >= 4:
        return Class.OTHER_START
    if bare_near and alike:
        return Class.CONSONANT
    return Class.CUT if last and len(a.raw) <= 3 and len(a.raw) < len(b.raw) and b.raw.startswith(a.raw) else Class.NONE


def is_slip(a: str, b: str) -> bool:
    """Whether two different words are one letter apart: one more, less or other, or two neighbours exchanged."""
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    a, b = a[start:], b[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def meet(a: str, b: str) -> bool:
    """Whether two words are one once each has lost at most one letter."""
    if abs(len(a) - len(b)) > 1:
        return False
    fewer = {a, *(a[:i] + a[i + 1 :] for i in range(len(a)))}
    return not fewer.isdisjoint({b, *(b[:i] + b[i + 1 :] for i in range(len(b)))})


def is_cut_off(whole: Token, first: Token, second: Token) -> bool:
    """Whether two tokens are one whose first letter was cut off (K amel), as by a sign that is not seen."""
    return len(first.raw) == 1 and len(second.raw) > 2 and not whole.is_code and whole.raw == first.raw + second.raw


def is_glued(whole: Token, first: Token, second: Token) -> bool:
    """Whether a token writes two others as one word (Mohammadreza, Mohammad Reza); a letter where they meet may be shared."""
    if (
        len(whole.raw) < 4
        or len(first.raw) < 2
        or len(second.raw) < 2
        or whole.is_code
        or first.is_code
        or second.is_code
    ):
        return False
    if not begin_alike(whole.sound, first.sound):
        return False
    if abs(len(first.sound) + len(second.sound) - len(whole.sound)) > 2:
        return False
    low, high = max(2, len(first.raw) - 3), min(len(first.raw) + 3, len(whole.raw) - 1)
    return any(
        sound_of(whole.raw[:cut]) == first.sound
        and second.sound in (sound_of(whole.raw[cut:]), sound_of(whole.raw[cut - 1 :]))
        for cut in range(low, high + 1)
    )
