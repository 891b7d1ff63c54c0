"""The tables beside this module, each opened when it is first asked and kept.

The files are made by programs in ``tools/``; the first lines of each say by which and from what.
"""

import lzma
import tomllib
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

_FOLDER = files("sanksi.names").joinpath("data")


@cache
def load_words() -> dict[str, Any]:
    """The word lists of ``words.toml``: particles, titles, patronymics, legal forms, glossary, numbers."""
    return tomllib.loads(_FOLDER.joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def load_lexicon(part: str) -> dict[str, str]:
    """Native name parts of one family of scripts to their most attested Latin spelling.

    Args:
        part: ``arabic``, ``hebrew``, ``han`` (with kana), ``hangul`` or ``other``.
    """
    return _read_pairs(f"lexicon_{part}.tsv.xz")


@cache
def load_levels() -> dict[str, tuple[int, int]]:
    """Folded token to how common it is among persons and among companies: each 0 (not seen) to 255, see the head of the file."""
    return {token: (int(level[:2], 16), int(level[2:], 16)) for token, level in _read_pairs("frequency.tsv.xz").items()}


@cache
def load_mandarin() -> dict[str, str]:
    """Chinese characters to pinyin without tones."""
    return {char: sound for sound, chars in _read_pairs("han.tsv.xz").items() if sound.isascii() for char in chars}


@cache
def load_korean() -> dict[str, str]:
    """Chinese characters to the Hangul syllable Koreans read them as."""
    return {char: sound for sound, chars in _read_pairs("han.tsv.xz").items() if not sound.isascii() for char in chars}


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
    lines = _FOLDER.joinpath("scripts.tsv").read_text(encoding="ascii").split("\n")
    return dict(line.split("\t") for line in lines if line and line[0] != "#")


def _read_pairs(name: str) -> dict[str, str]:
    """The lines of a two-column table as a dict; comment lines stand at the head only."""
    text = lzma.decompress(_FOLDER.joinpath(name).read_bytes()).decode()
    while text.startswith("#"):
        text = text.partition("\n")[2]
    cells = text.rstrip("\n").replace("\n", "\t").split("\t")
    return dict(zip(islice(cells, 0, None, 2), islice(cells, 1, None, 2), strict=True))
