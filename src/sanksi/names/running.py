"""Names in running text: text and names as the same units, so that a name can be looked up wherever it stands.

A unit is a word, by the sound of its Latin letters, so that case, accents, hyphens, script and usual spellings do not count; or one sign of a
script that puts no spaces between words or, as in Korean, ties endings to them. Articles are no units: Ayman Zawahiri, Ayman al-Zawahiri.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from sanksi.names.han import spell_korean
from sanksi.names.tables import DATA, load_korean_cyrillic, load_legal_forms
from sanksi.names.text import fold_name
from sanksi.names.tokens import sound_of

MOST_UNITS: Final = 12
"""Units of a name that is looked up; longer ones tell an office or a brigade, and nobody writes them out."""

LONGEST_WORD: Final = 40
"""Characters of a word that is a unit; no listed name has a longer one."""

_SIGNS = (
    "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U000323af"
)
"""Thai, Lao, Burmese, Khmer, kana, Chinese characters, Hangul."""
_MARKS = "\u0300-\u036f\u064b-\u0670\u0900-\u0903\u093a-\u094f\u0981-\u0dff"
_UNIT = re.compile(rf"[{_SIGNS}]|(?:[^\W_{_SIGNS}][{_MARKS}]*(?:['’‘`ʼʻ](?=[^\W_]))?)+")
_SIGN = re.compile(f"[{_SIGNS}]")
_CAN_BE_ARABIC = re.compile("[\u0620-\u06ff]")
_BETWEEN = re.compile(r"[ \t\u00a0\u2009\u202f]*[-‐‑–·•∙・.'’ʼ]{0,2}[ \t\u00a0\u2009\u202f]*\n?[ \t]*")
_DOTTED = 3
"""Letters of the longest word that has a full stop within a name."""


class Form(NamedTuple):
    """What a word may be in a name.

    Attributes:
        key: its sound, or the sign.
        before: characters in front that are no part of the name.
        behind: characters behind that are none.
        case: what the nominative has in place of those behind; None when they stand apart from the word, as "-nya" does.
        syllable: whether it is how a sign reads in Korean.
        inner: whether no name begins so: a syllable that is no surname.
    """

    key: str
    before: int = 0
    behind: int = 0
    case: str | None = None
    syllable: bool = False
    inner: bool = False


class Unit(NamedTuple):
    """A word or sign: its place, what it may be, and whether it goes on with the unit before it."""

    start: int
    end: int
    forms: tuple[Form, ...]
    goes_on: bool


def split_units(text: str, start: int = 0, end: int | None = None) -> list[Unit]:
    """The units of text[start:end], in order; offsets count in the whole text."""
    units: list[Unit] = []
    past, length, together = start, 0, False
    for found in _UNIT.finditer(text, start, len(text) if end is None else end):
        a, b = found.span()
        together = length > 0 and _holds_together(text[past:a], length) and (together or past == units[-1].end)
        past, length = b, b - a
        if length > LONGEST_WORD:
            length = 0
        elif forms := _read_word(found.group()):
            units.append(Unit(a, b, forms, together))
        elif not units:
            length = 0
    return units


def _holds_together(between: str, length: int) -> bool:
    if between in ("", " "):
        return True
    return len(between) < 8 and _BETWEEN.fullmatch(between) is not None and ("." not in between or length <= _DOTTED)


@lru_cache(maxsize=131_072)
def _read_word(word: str) -> tuple[Form, ...]:
    """What a word or sign may be in a name, as it stands first, then without what grammar ties to it; nothing for an article."""
    if _SIGN.match(word):
        return _read_sign(unicodedata.normalize("NFKC", word))
    tables = _load_tables()
    if (whole := _sound(word)) in tables["articles"]:
        return ()
    forms = [Form(whole)]
    if word.isascii() or word[0] < "\u0370":
        low = word.lower().replace("’", "'")
        forms += [Form(_sound(word[: -len(end)]), 0, len(end)) for end in tables["latin_ends"] if low.endswith(end)]
    elif "\u0400" <= word[0] < "\u0530":
        forms += [Form(sound_of(korean)) for korean in [load_korean_cyrillic().get(word.lower())] if korean]
        for end, endings in tables["cyrillic_ends"].items():
            if word.endswith(end):
                forms += [Form(_sound(word[: -len(end)] + other), 0, len(end), other) for other in endings]
    elif _CAN_BE_ARABIC.match(word):
        begins = (begin for begin in tables["arabic_begins"] if word.startswith(begin))
        forms += [Form(_sound(word[len(begin) :]), len(begin)) for begin in begins]
    return tuple({form.key: form for form in reversed(forms) if form.key}.values())[::-1]


def _read_sign(sign: str) -> tuple[Form, ...]:
    """Hangul and Chinese characters also by the sound of the Korean syllable, a word of its own in a name in Latin letters (Kim Jong Un)."""
    spellings, surname = spell_korean(sign)
    sounds = dict.fromkeys(map(sound_of, spellings))
    return (Form(sign), *(Form(sound, syllable=True, inner=not surname) for sound in sounds))


@cache
def _load_tables() -> Mapping[str, Any]:
    tables = tomllib.loads(DATA.joinpath("running.toml").read_text(encoding="utf-8"))
    return tables | {"articles": frozenset(map(sound_of, tables["articles"])), "ships": tuple(tables["ships"])}


@lru_cache(maxsize=131_072)
def _sound(word: str) -> str:
    folded = fold_name(word).replace(" ", "")
    return sound_of(folded) if folded.isalpha() else folded


def follows_ship_word(before: str) -> bool:
    """Whether one of the last two words of a text is one for a ship, or a sign for one its last.

    >>> follows_ship_word("kata awak kapal tanker "), follows_ship_word("Dia naik ")
    (True, False)
    """
    words = before.lower().replace("/", "").split()[-2:]
    ships = _load_tables()["ships"]
    return any(word.strip("\"'“‘«(.:") in ships for word in words) or bool(words and words[-1].endswith(ships))


def is_sign(key: str) -> bool:
    """Whether a unit is a sign rather than a word; signs count in their order, words in any."""
    return _SIGN.match(key) is not None


def spell_units(name: str, *, person: bool) -> tuple[tuple[str, ...], ...]:
    """A name as units; of an organisation also without the legal form at its end or beginning. Nothing for one that is too long.

    >>> spell_units("Sergey LAVROV", person=True) == spell_units("Сергей Лавров", person=True)
    True
    """
    units = tuple(unit.forms[0].key for unit in split_units(name))
    ways = (units,) if person else dict.fromkeys((units, _without_legal_forms(units)))
    return tuple(way for way in ways if 0 < len(way) <= MOST_UNITS)


def _without_legal_forms(units: tuple[str, ...]) -> tuple[str, ...]:
    forms = _legal_forms()
    while len(units) > 2 and units[-1] in forms:
        units = units[:-1]
    while len(units) > 2 and units[0] in forms:
        units = units[1:]
    return units


@cache
def _legal_forms() -> frozenset[str]:
    known = load_legal_forms()
    return frozenset(
        sound_of(words[0]) for words, (_, kind) in known.items() if len(words) == 1 and kind not in ("fin", "mil")
    )
