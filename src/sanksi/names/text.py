"""The front end of name matching: a name in any script as folded Latin tokens, and its other readings where a script leaves a choice.

ASCII is one translation and one split. Other words are read once and remembered, for name parts repeat. Nothing here knows lists.
"""

import re
import unicodedata
from typing import Final

from sanksi.names.abjad import MARK, SIGN
from sanksi.names.tables import latin_of, load_korean_cyrillic

MAX_CHARACTERS: Final = 2_000
"""Characters of a name that are looked at: the longest listed name of UN and OFAC has 350."""

MAX_TOKENS: Final = 64
"""Tokens of a name that are looked at; bounds the cost of a hostile name."""

MAX_WORD: Final = 64
"""Characters of a word whose readings are remembered; longer ones are read anew, so that hostile names do not fill the memory."""

REMEMBERED: Final = 131_072
"""Words remembered, about 40 MB when all are taken; a customer file of a country has some 50,000 distinct non-ASCII words."""

Tokens = tuple[str, ...]

_OR = "|"

_JOINERS = frozenset("'’‘`´ʼʻʿʾ՚׳‛′＇ʹꞌ")


def _fold_ascii(point: int) -> str | None:
    char = chr(point)
    if char.isalnum():
        return char.lower()
    if char == "%":
        return " percent"
    return None if char in "'`" or (point < 32 and not char.isspace()) or point == 127 else " "


class _Letters(dict[int, str]):
    """Code point to what stays of it before words are read: Latin letters in ASCII, other letters in lower case, marks dropped."""

    def __missing__(self, point: int) -> str:
        self[point] = kept = _keep(chr(point))
        return kept


_MARKED_BLOCKS = (  # scripts whose combining signs are vowels
    ("\u0780", "\u07c0"),
    ("\u0900", "\u1200"),
    ("\u1700", "\u1b80"),
    ("\u3040", "\u3100"),
    ("\ua800", "\uabff"),
    ("\U00010a00", "\U00011fff"),
)


def _keep(char: str) -> str:
    if char in _JOINERS:
        return ""
    category = unicodedata.category(char)
    if category[0] == "C" and not char.isspace():
        return ""
    if category[0] == "M":
        return char if any(low <= char < high for low, high in _MARKED_BLOCKS) else ""
    if category[0] not in "LN":
        return " "
    latin = latin_of(char)
    if category[0] == "N" or unicodedata.name(char, "").startswith("LATIN "):
        return latin or " "
    if category == "Lm" and not latin and char not in "ーー々":
        return ""
    return char.lower()


_ASCII = {point: _fold_ascii(point) for point in range(128)}
_LETTERS = _Letters({point: text or "" for point, text in _ASCII.items()})


def fold_name(text: str) -> str:
    """The main reading of a name as lower-case ASCII words separated by single spaces. Not a display form.

    Compatibility forms are folded, invisible and direction characters dropped, accents removed; apostrophes join, other punctuation
    separates. A Latin word with Cyrillic or Greek letters that look Latin is read as Latin.

    >>> fold_name("Ким Чен Ын"), fold_name("AL-QADHAFI, Qur’en"), fold_name("김정은"), fold_name("Мuhammad")
    ('kim chen yn', 'al qadhafi quren', 'kim jeong eun', 'muhammad')
    """
    if text.isascii():
        return " ".join(text[:MAX_CHARACTERS].translate(_ASCII).split()[:MAX_TOKENS])
    return " ".join(map(bare_token, readings(text, limit=1)[0]))


def is_read(text: str) -> bool:
    """Whether `fold_name` of a text gives anything, without joining it: a word that gives something by itself does so in a name.

    >>> is_read("Ким Чен Ын"), is_read("張 三"), is_read("-- ..."), is_read("")
    (True, True, False, False)
    """
    if not text.isascii():
        words = text[:MAX_CHARACTERS].split()
        known = _AMONG_OTHERS if len(words) > 1 else _ALONE
        for word in words:
            if (read := known[word]) and read[0] not in (_OR, MARK):
                return True
    return bool(fold_name(text))


def bare_token(token: str) -> str:
    """A token without the mark of unknown vowels and the sign of what it was read from.

    >>> bare_token("~muhammad"), bare_token("kim=c2a1"), bare_token("kim")
    ('muhammad', 'kim', 'kim')
    """
    return token.removeprefix(MARK).partition(SIGN)[0]


def readings(text: str, limit: int = 4) -> tuple[Tokens, ...]:
    """A name as tokens, in each way it may be read; the main reading comes first and is nearly always the only one.

    Names in Chinese characters may be Chinese, Japanese or Korean; Korean surnames have a northern form. A token that is known by its
    consonants only has `MARK` in front; one read from Chinese characters or Hangul has their sign behind, see `han.sign_token`.

    Args:
        text: the name; MAX_CHARACTERS of it are looked at.
        limit: readings at most, 1 or more.

    Returns:
        One to `limit` distinct readings of at most MAX_TOKENS tokens; the empty reading for a text without letters and digits.

    >>> readings("Rodrіgo Núñez"), readings("田中花子")[0], readings("عبد الرحمن")
    ((('rodrigo', 'nunez'),), ('tanaka=064a', 'hanako=3a2b'), (('abd', 'al', 'rahman'),))
    """
    if text.isascii():
        return (tuple(text[:MAX_CHARACTERS].translate(_ASCII).split()[:MAX_TOKENS]),)
    words = text[:MAX_CHARACTERS].split()
    known = _AMONG_OTHERS if len(words) > 1 else _ALONE
    read = " ".join([known[word] for word in words])
    if _OR in read:
        return _combine(words, [known[word] for word in words])[:limit]
    main = tuple(read.split()[:MAX_TOKENS])
    korean = _read_korean_cyrillic(words) if 2 <= len(words) <= 4 and _is_cyrillic(words[0]) else None
    return (main, korean)[:limit] if korean and korean != main else (main,)


def _is_cyrillic(word: str) -> bool:
    return "\u0400" <= word[:1] < "\u0460"


def _read_korean_cyrillic(words: list[str]) -> Tokens | None:
    """A Korean name in Cyrillic syllables (Ким Чен Ын); None for any other."""
    known = load_korean_cyrillic()
    found = [known.get(word.lower()) for word in words]
    return None if None in found else tuple(found)  # type: ignore[arg-type]  # None is excluded


def read_word(word: str, *, alone: bool) -> tuple[Tokens, ...] | None:
    """The tokens of one word between spaces, as `readings` has them: one reading or three (main, by the lexicon, in Korean).

    Args:
        word: without spaces.
        alone: whether it is the whole name.

    Returns:
        None for a syllable of a Korean name in Cyrillic, which is one by the words beside it.
    """
    if word.isascii():
        return (tuple(word.translate(_ASCII).split()),)
    if not alone and _is_cyrillic(word) and word.lower() in load_korean_cyrillic():
        return None
    return tuple(tuple(way.split()) for way in (_ALONE if alone else _AMONG_OTHERS)[word].split(_OR))


def _combine(words: list[str], read: list[str]) -> tuple[Tokens, ...]:
    """The readings of a name from those of its words, at most three: main, by the lexicon, in Korean."""
    main, lexical, korean = [], [], []
    for word in read:
        if _OR in word:
            first, second, third = word.split(_OR)
        else:
            first = second = third = word
        main.append(first)
        lexical.append(second)
        korean.append(third)
    ways = [_cut(main), _cut(lexical), _cut(korean)]
    if ways[0] != ways[1]:
        from sanksi.names.han import is_lexicon_first  # noqa: PLC0415 - see _read_token

        if is_lexicon_first(words):
            ways[0], ways[1] = ways[1], ways[0]
    return tuple(dict.fromkeys(ways))


def _cut(words: list[str]) -> Tokens:
    return tuple(" ".join(words).split()[:MAX_TOKENS])


class _Words(dict[str, str]):
    """Words between spaces to their readings, read once: tokens separated by spaces; one reading, or three separated by `_OR`."""

    def __init__(self, *, alone: bool) -> None:
        super().__init__()
        self._alone = alone

    def __missing__(self, word: str) -> str:
        ways = _read_word(word, alone=self._alone)
        read = " ".join(ways[0])
        others = [" ".join(way) or read for way in ways[1:]]
        if any(other != read for other in others):
            read = _OR.join([read, *others])
        if len(word) <= MAX_WORD:
            if len(self) >= REMEMBERED:
                self.clear()
            self[word] = read
        return read


_ALONE, _AMONG_OTHERS = _Words(alone=True), _Words(alone=False)


def _read_word(word: str, *, alone: bool) -> tuple[Tokens, ...]:
    """The readings of one word between spaces; `alone` when it is the whole name."""
    if word.isascii():
        return (tuple(word.translate(_ASCII).split()),)
    word = unicodedata.normalize("NFKC", word.replace("´", "'"))
    if _MIXED.search(word):
        word = _WORD.sub(_unmix, word)
    tokens = word.translate(_LETTERS).split()
    if "·" in word and len(tokens) > 1 and all(map(_HAN.fullmatch, tokens)):  # foreign names are joined so
        from sanksi.names.han import read_transcribed  # noqa: PLC0415 - see _read_token

        return (tuple(part for token in tokens for part in read_transcribed(token)),)
    parts = [part for token in tokens for part in _read_token(token, alone=alone and len(tokens) == 1)]
    if not parts or max(map(len, parts)) == 1:
        return (tuple(token for part in parts for token in part[0]),)
    return tuple(
        tuple(t for part in parts for t in (part[way] if way < len(part) and part[way] else part[0]))
        for way in range(3)
    )


_HAN = re.compile("[\u3400-\u9fff]+")


def _read_token(token: str, *, alone: bool) -> list[tuple[Tokens, ...]]:
    """The readings of each run of one script in a token without separators."""
    if token.isascii():
        return [((token,),)]
    from sanksi.names.scripts import read_runs  # noqa: PLC0415 - 10 ms that a name in Latin letters need not pay

    return read_runs(token, alone=alone)


_WORD = re.compile(r"[^\W\d_]+")
_MIXED = re.compile("[a-zA-Z\u00c0-\u024f][\u0370-\u052f]|[\u0370-\u052f][a-zA-Z\u00c0-\u024f]")
_LOOK_CYRILLIC = "АВЕЅІЈКМНОРСТУХҮԌԚԜаеѕіјкорсухһԁԛԝёЁїЇ"
_LOOK_LATIN_C = "ABESIJKMHOPCTYXYGQWaesijkopcyxhdqweEiI"
_LOOK_GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχϲϳ"
_LOOK_LATIN_G = "ABEZHIKMNOPTYXaeikvoptuxcj"
_TO_LATIN = dict(zip(_LOOK_CYRILLIC + _LOOK_GREEK, _LOOK_LATIN_C + _LOOK_LATIN_G, strict=True))
_TO_CYRILLIC = dict(zip("ABEKMHOPCTYXaeopcyxijsk", "АВЕКМНОРСТУХаеорсухіјѕк", strict=True))


def _unmix(found: re.Match[str]) -> str:
    """A word of Latin and Cyrillic or Greek letters in the one script that all its letters may belong to; itself when there is none."""
    word = found.group()
    strange = [char for char in word if "\u0370" <= char < "\u0530"]
    if not strange or len(strange) == len(word):
        return word
    if all(char in _TO_LATIN for char in strange):
        return "".join([_TO_LATIN.get(char, char) for char in word])
    if all(char in _TO_CYRILLIC for char in word if char < "\u0370"):
        return "".join([_TO_CYRILLIC.get(char, char) for char in word])
    return "".join([_TO_LATIN.get(char, char) for char in word])
