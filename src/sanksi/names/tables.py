"""The tables beside this module, each opened when it is first asked and kept.

The files are made by programs in ``tools/``; the first lines of each say by which and from what. Packed tables are unpacked whole, but
their lines are only split where somebody looks: a one-shot command looks at few.
"""

import gzip
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("data")
"""Folder of the tables."""

FEW = 256
"""Keys that are looked for in a table's text, 7 us each; to split the largest into lines takes 3 ms."""


class Table:
    """A table of two columns, sorted by the first: looked for in its text, and in a list of its lines once many were asked for."""

    def __init__(self, text: str) -> None:
        self._text = "\n" + text
        self._asked = 0

    def find(self, key: str) -> str | None:
        """The second column of a key, or None."""
        self._asked += 1
        start = key + "\t"
        if self._asked > FEW:
            number = bisect_left(self._lines, start)
            line = self._lines[number] if number < len(self._lines) else ""
            return line[len(start) :] if line.startswith(start) else None
        place = self._place(start)
        if not self._text.startswith(start, place):
            return None
        return self._text[place + len(start) : self._text.index("\n", place)]

    def __contains__(self, key: str) -> bool:
        return self.find(key) is not None

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for line in self._lines:
            key, _, value = line.partition("\t")
            yield key, value

    @cached_property
    def _lines(self) -> list[str]:
        return self._text[1:-1].split("\n")

    def _place(self, start: str) -> int:
        """Where the first line begins that does not come before this."""
        text, length = self._text, len(start)

        def line_at(place: int) -> str:
            begin = text.rfind("\n", 0, place + 1) + 1
            return text[begin : begin + length]

        return bisect_left(range(len(text) - 1), start, key=line_at) + 1


@cache
def load_lexicon(part: str) -> Table:
    """Native name parts of one family of scripts and their most attested Latin spelling, tokens separated by spaces.

    Args:
        part: ``arabic``, ``hebrew``, ``han`` (with kana), ``hangul`` or ``other``.
    """
    return Table(_unpack(f"lexicon_{part}.tsv.gz"))


@cache
def load_levels() -> Table:
    """Folded tokens and how common they are, as two hexadecimal numbers of two digits; see `levels_of`."""
    return Table(load_level_lines())


@cache
def load_level_lines() -> str:
    """The lines of the table: token, tab, two levels."""
    return _unpack("frequency.tsv.gz")


def levels_of(token: str) -> tuple[int, int]:
    """How common a folded token is in names of persons and of companies: 0 not seen, else 16 * log2(occurrences in 2**20 names) up to 255.

    >>> levels_of("muhammad")[0] > levels_of("zubaidi")[0] > levels_of("shoiguq")[0]
    True
    """
    levels = load_levels().find(token)
    person, company = bytes.fromhex(levels or "0000")
    return person, company


@cache
def load_words() -> dict[str, Any]:
    """The word lists of ``words.toml``: particles, titles, patronymics; and of ``glossary.tsv``: glossary, numbers."""
    words = tomllib.loads(DATA.joinpath("words.toml").read_text(encoding="utf-8"))
    words |= {"glossary": {}, "numbers": {}}
    for line in _without_head(DATA.joinpath("glossary.tsv").read_text(encoding="ascii")).splitlines():
        meant, _, others = line.partition("\t")
        words["numbers" if meant.isdigit() else "glossary"][meant] = others.split(" ")
    return words


@cache
def load_legal_forms() -> dict[tuple[str, ...], tuple[str, str]]:
    """Folded token sequences of legal forms to their key (``gmbh``) and the kind it belongs to (``llc``; empty when it has none)."""
    rows = (
        line.split("\t")
        for line in _without_head(DATA.joinpath("legal_forms.tsv").read_text(encoding="ascii")).splitlines()
    )
    return {tuple(form.split(" ")): (key, kind) for form, key, kind in rows}


@cache
def load_places() -> dict[tuple[str, ...], str]:
    """Folded token sequences that name a territory, in several languages, to the one token they are read as (``deutschland``: ``germany``)."""
    rows = _without_head(DATA.joinpath("places.tsv").read_text(encoding="ascii")).splitlines()
    return {tuple(name.split(" ")): token for name, token in (row.split("\t") for row in rows)}


@cache
def load_korean_cyrillic() -> dict[str, str]:
    """Syllables of Korean names in Cyrillic, in lower case, to Latin letters (``чен``: ``jong``)."""
    rows = _without_head(DATA.joinpath("korean_cyrillic.tsv").read_text(encoding="utf-8")).splitlines()
    return dict(row.split("\t") for row in rows)


@cache
def load_genders() -> dict[str, bool]:
    """Folded names that have a form for the other gender, to whether they are a woman's."""
    rows = _without_head(DATA.joinpath("feminine.tsv").read_text(encoding="ascii")).splitlines()
    return {name: bool(woman) for row in rows for woman, part in enumerate(row.split("\t")) for name in part.split(" ")}


@cache
def load_nicknames() -> dict[str, tuple[int, ...]]:
    """Folded tokens to their number as a full name, 0 when they are none, and those of at most four full names that they are short for."""
    rows = [
        row.split("\t")
        for row in _without_head(DATA.joinpath("nicknames.tsv").read_text(encoding="ascii")).splitlines()
    ]
    numbers = {full: number for number, (full, _) in enumerate(rows, 1)}
    short: dict[str, list[int]] = {full: [] for full in numbers}
    for full, forms in rows:
        for form in forms.split(" "):
            short.setdefault(form, []).append(numbers[full])
    return {token: (numbers.get(token, 0), *fulls) for token, fulls in short.items()}


@cache
def load_han_variants() -> dict[int, str]:
    """Chinese characters to the one that stands for all that are written for one another, as `str.translate` takes them."""
    groups, _, _ = _unpack("han_variants.txt.gz").partition("\n\n")
    return {ord(char): line[0] for line in groups.splitlines() for char in line[1:]}


@cache
def load_newer_han() -> frozenset[str]:
    """Simplified and Japanese characters that traditional script does not have: no Korean name is written with them."""
    return frozenset(_unpack("han_variants.txt.gz").partition("\n\n")[2])


def mandarin_of(char: str) -> str:
    """A Chinese character in pinyin without tone; empty for one that the table does not know."""
    return _load_han()[0].find(char)


def korean_of(char: str) -> str:
    """The Hangul syllable that Koreans read a Chinese character as; empty for one that the table does not know."""
    return _load_han()[1].find(char)


class _Sounds:
    """Characters by their sound, a line of each; looked for line by line until so many were asked for that a table of all is worth its making."""

    def __init__(self, lines: str) -> None:
        self._lines = lines
        self._asked = 0

    def find(self, char: str) -> str:
        self._asked += 1
        if self._asked > 128:
            return self._table.get(char, "")
        place = self._lines.find(char)
        return self._lines[self._lines.rfind("\n", 0, place) + 1 : place].partition("\t")[0] if place >= 0 else ""

    @cached_property
    def _table(self) -> dict[str, str]:
        table: dict[str, str] = {}
        for line in self._lines.split("\n"):
            sound, _, chars = line.partition("\t")
            table |= dict.fromkeys(chars, sound)
        return table


@cache
def _load_han() -> tuple[_Sounds, _Sounds]:
    mandarin, _, korean = _unpack("han.tsv.gz").partition("\n\n")
    return _Sounds(mandarin), _Sounds(korean)


@cache
def latin_of(char: str) -> str | None:
    """What names write for a letter in lower case, empty for one that is not written, None for what is no letter of the table."""
    point = ord(char)
    cells = _load_block(point >> 8)
    cell = cells[point & 255] if point & 255 < len(cells) else "-"
    return None if cell == "-" else cell.replace("_", "")


@cache
def _load_block(number: int) -> tuple[str, ...]:
    return tuple(_load_blocks().get(f"{number:X}", "").split(" "))


@cache
def _load_blocks() -> dict[str, str]:
    lines = _without_head(DATA.joinpath("scripts.tsv").read_text(encoding="ascii")).splitlines()
    return dict(line.split("\t") for line in lines)


def _unpack(name: str) -> str:
    return _without_head(gzip.decompress(DATA.joinpath(name).read_bytes()).decode())


def _without_head(text: str) -> str:
    while text.startswith("#"):
        text = text.partition("\n")[2]
    return text
