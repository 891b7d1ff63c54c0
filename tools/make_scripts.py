"""Make `src/sanksi/names/data/scripts.tsv` and `han.tsv.gz`: letters of every script and what names write for them in Latin.

usage: python tools/make_scripts.py [--check]

Sources: the table of `anyascii` 0.3.3 (ISC), corrected by `scripts_fixes.toml` beside this program; Korean readings of Chinese characters
from the table of `hanja` 0.15.1 (needs `pip install hanja`); code point properties of the Unicode database of Python.
"""

import gzip
import sys
import tomllib
import unicodedata
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from typing import Any

from anyascii import anyascii

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "sanksi" / "names" / "data"
FIXES: dict[str, Any] = tomllib.loads((HERE / "scripts_fixes.toml").read_text(encoding="utf-8"))
MADE_ON = "2026-11-24"
HAN = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0x20000, 0x323B0))
HANGUL = (0xAC00, 0xD7A4)
INDIC = ("DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA")


def make_scripts() -> str:
    """One line per block of 256 code points: its number and the Latin of each letter; `-` is no letter, `_` a letter that is not written."""
    lines = [
        "# Letters to Latin: number of the block of 256 code points in hexadecimal, then its letters in order; - no letter, _ not written.",
        "# Capital A is the unwritten vowel of an Indic consonant, N is a nasal sign, + begins a vowel sign. Made by tools/make_scripts.py.",
        f"# Sources: anyascii 0.3.3 (ISC), tools/scripts_fixes.toml. {MADE_ON}",
    ]
    for block in range(0x1FB):
        if 0xD8 <= block < 0xF9 or any(low <= block << 8 < high for low, high in (*HAN, HANGUL)):
            continue
        cells = [_latin(chr(point)) for point in range(block << 8, (block + 1) << 8)]
        while cells and cells[-1] == "-":
            cells.pop()
        if cells:
            lines.append(f"{block:X}\t{' '.join(cells)}")
    return "\n".join(lines) + "\n"


def _latin(char: str) -> str:
    category = unicodedata.category(char)
    lower = char.lower()
    if char.isascii() or category[0] not in "LMN" or unicodedata.normalize("NFKC", char) != char or len(lower) != 1:
        return "-" if unicodedata.category(char) != "Lu" or len(lower) == 1 else _plain(char)
    if lower != char:
        return _latin(lower)
    if char in FIXES["letters"]:
        return FIXES["letters"][char] or "_"
    name = unicodedata.name(char, "")
    if name.split(" ")[0] in INDIC:
        cell = _indic(name, char)
        return cell if " " not in cell and len(cell) < 5 else _plain(char)
    if category[0] == "M" and not _plain(char).strip("_"):
        return "_"
    return _plain(char)


def _plain(char: str) -> str:
    if unicodedata.category(char) == "Nd":
        return str(unicodedata.digit(char))
    latin = "".join(c for c in anyascii(char).lower() if c.isascii() and c.isalnum())
    return latin or "_"


def _indic(name: str, char: str) -> str:
    _, _, rest = name.partition(" ")
    if rest.startswith("LETTER CHILLU "):
        return _sound(rest.removeprefix("LETTER CHILLU ") + "A")
    if rest in ("SIGN VIRAMA", "SIGN AL-LAKUNA"):
        return "+"
    if rest.startswith(("SIGN ", "TIPPI")):
        return _INDIC_SIGNS.get(rest, "_")
    if "VOWEL SIGN " in rest:
        sign = rest.rpartition("VOWEL SIGN ")[2]
        return "+" + _SINHALA_SIGNS.get(sign, _sound(sign))
    if rest.startswith("LETTER "):
        letter = rest.removeprefix("LETTER ")
        if name.startswith("SINHALA"):
            return _sinhala(letter, char)
        sound = _sound(letter)
        vowel = letter in _VOWELS or letter.startswith(("VOCALIC", "CANDRA", "SHORT"))
        return sound if vowel or letter == "KHANDA TA" else sound + "A"
    return _plain(char)


_INDIC_SIGNS = {
    "SIGN ANUSVARA": "N",
    "SIGN ANUSVARAYA": "n",
    "SIGN CANDRABINDU": "N",
    "SIGN BINDI": "N",
    "SIGN ADAK BINDI": "N",
    "TIPPI": "N",
    "SIGN VISARGA": "h",
    "SIGN VISARGAYA": "h",
}
_VOWELS = {"A", "AA", "I", "II", "U", "UU", "E", "EE", "AI", "O", "OO", "AU"}
_SINHALA_SIGNS = {
    "AELA-PILLA": "a",
    "KETTI AEDA-PILLA": "a",
    "DIGA AEDA-PILLA": "a",
    "KETTI IS-PILLA": "i",
    "DIGA IS-PILLA": "i",
    "KETTI PAA-PILLA": "u",
    "DIGA PAA-PILLA": "u",
    "GAETTA-PILLA": "ru",
    "KOMBUVA": "e",
    "DIGA KOMBUVA": "e",
    "KOMBU DEKA": "ai",
    "KOMBUVA HAA AELA-PILLA": "o",
    "KOMBUVA HAA DIGA AELA-PILLA": "o",
    "KOMBUVA HAA GAYANUKITTA": "au",
}


def _sinhala(letter: str, char: str) -> str:
    plain = anyascii(char).lower()
    if letter.removesuffix("YANNA") in {*_VOWELS, "AE", "AAE"}:
        return plain[:2] if plain in ("ai", "au") else plain[:1]
    sound = {
        "c": "ch",
        "ch": "chh",
        "v": "w",
        "ss": "sh",
        "tt": "t",
        "tth": "th",
        "dd": "d",
        "ddh": "dh",
        "nn": "n",
        "ll": "l",
    }
    return sound.get(plain.rstrip("a"), plain.rstrip("a")) + "A"


def _sound(letter: str) -> str:
    if letter in FIXES["indic"]:
        return str(FIXES["indic"][letter])
    if letter in _VOWELS:
        return letter.lower()
    return letter.removesuffix("A").lower() if not letter.startswith("VOCALIC") else "ri"


def make_han() -> str:
    """Lines of a reading and the characters that have it: first the Mandarin ones (pinyin), then, after an empty line, the Korean ones (Hangul)."""
    hanja_table: dict[str, str] = import_module(
        "hanja.table"
    ).hanja_table  # only this table needs the package: no types, no requirement
    mandarin, korean = defaultdict(list), defaultdict(list)
    for low, high in HAN:
        for char in map(chr, range(low, high)):
            latin = "".join(c for c in anyascii(char).lower() if c.isalpha())
            if latin and unicodedata.normalize("NFKC", char) == char:
                mandarin[latin].append(char)
            if (hangul := hanja_table.get(char)) and len(hangul) == 1:
                korean[hangul].append(char)
    head = [
        "# Chinese characters by reading: Mandarin in pinyin without tones, Korean in Hangul. Made by tools/make_scripts.py.",
        f"# Sources: anyascii 0.3.3 (ISC), hanja 0.15.1 (MIT). {MADE_ON}",
    ]
    parts = [[f"{sound}\t{''.join(chars)}" for sound, chars in sorted(table.items())] for table in (mandarin, korean)]
    return "\n".join([*head, *parts[0], "", *parts[1]]) + "\n"


if __name__ == "__main__":
    made = {
        DATA / "scripts.tsv": make_scripts().encode(),
        DATA / "han.tsv.gz": gzip.compress(make_han().encode(), 9, mtime=0),
    }
    if "--check" in sys.argv:
        wrong = [path.name for path, content in made.items() if path.read_bytes() != content]
        sys.exit(f"not what tools/make_scripts.py makes: {', '.join(wrong)}" if wrong else 0)
    for path, content in made.items():
        path.write_bytes(content)
        print(f"{path.name}: {len(content):,} bytes")
