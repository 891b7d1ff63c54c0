"""Thai: vowels stand before, above and behind their consonant, and short ones are often not written at all."""

import re

from sanksi.names.tables import latin_of, load_lexicon

_UNSPOKEN = re.compile("[ก-ฮ][ิุ]?์")
_TONES = re.compile("[็-๎ฺ]")
_LEADING = re.compile("([เ-ไ])([ก-ฮ](?:[รลว](?=[ก-ฮะ-ู]))?)")
_UNIT = re.compile("([ก-ฮ])([ะ-ูเ-ไ]*)")
_BETWEEN = re.compile("(?<![\u0e40-\u0e44])([ก-ฮ])ว(?=[ก-ฮ](?![ะ-ู]))")  # a w between two consonants is the vowel ua


def read_thai(token: str) -> str:
    """A word in Thai: its lexicon spelling, or by letters after the Royal system, with the unwritten vowels where they are usual.

    >>> read_thai("สมชาย"), read_thai("โสภณ"), read_thai("สมาน")
    ('somchai', 'sophon', 'saman')
    """
    if found := load_lexicon("other").find(token):
        return found
    return spell_thai(token)


def spell_thai(token: str) -> str:
    """A word in Thai by its letters alone."""
    spoken = _TONES.sub("", _UNSPOKEN.sub("", token.replace("\u0e4d\u0e32", "\u0e33")))
    units = _UNIT.findall(_LEADING.sub(r"\2\1", _BETWEEN.sub(r"\1ุา", spoken)))
    written, place, open_before = "", 0, False
    while place < len(units):
        consonant, vowels = units[place]
        run = _bare_run(units, place)
        sound = _latin(consonant)
        if vowels:
            written += sound + "".join(_latin(vowel) for vowel in vowels)
            open_before = True
        elif open_before and (run % 2 == 1 or units[place - 1][1].endswith("ั")):
            written += {"ย": "i", "ว": "o", "อ": "o"}.get(consonant, sound)
            open_before = False
        elif run >= 2:
            closing = units[place + 1][0]
            written += _latin(consonant) + "o" + ("n" if closing == "ร" else _latin(closing))
            place += 1
            open_before = False
        else:
            follows = units[place + 1][0] if place + 1 < len(units) else ""
            clustered = not follows or follows in "รล" or (follows == "ว" and consonant in "กขค")
            written += sound if clustered else sound + "a"
            open_before = False
        place += 1
    return written


def _bare_run(units: list[tuple[str, str]], place: int) -> int:
    """How many consonants without a written vowel stand from here on."""
    run = 0
    while place + run < len(units) and not units[place + run][1]:
        run += 1
    return run


def _latin(char: str) -> str:
    return "" if char == "อ" else "am" if char == "\u0e33" else latin_of(char) or ""
