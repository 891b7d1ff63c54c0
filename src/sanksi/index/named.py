"""The names of an index as they stand in running text: which rows have the name that begins at a word.

Two sorted arrays of numbers, memory-mapped: what each unit of a name hashes to, with the lengths of the names it is part of; and what each name hashes
to, with its row. A text costs one look-up a word, since few words are part of a name and fewer still of names of the length at hand.
"""

import hashlib
import re
import struct
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import product
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import NamedTuple

from sanksi.ledger import NAME_PROPERTIES, Entity, ancestry
from sanksi.ledger.names import MAX_NAMES, kinds_of
from sanksi.names.running import MOST_UNITS, Form, Unit, is_sign, spell_units

FORMAT = 1
"""Number of the file's format; another one is made again."""

LEAST_SIGNS = 3
"""Signs of a name that is looked up, or that read as one: two of Chinese characters or Hangul are an ordinary word too often."""

FORMS = 64
"""Readings of one stretch of text that are looked up at most."""

_WORD = re.compile(r"[^\W\d_]{3}")
"""Letters together that a name has at least: "A. K." is no name to look for."""

_NAMED = frozenset(("LegalEntity", "Vessel"))
_HEAD = struct.Struct("<8sQQ")
_MAGIC = b"named%03d" % FORMAT
_ROW_BITS, _LENGTH_BITS = 24, 16


class NamedAt(NamedTuple):
    """A stretch of text that has the name of some rows: units first to last, without the one at `last`; how each was read; the rows."""

    first: int
    last: int
    forms: tuple[Form, ...]
    rows: tuple[int, ...]


class NameTable:
    """The names of one index."""

    def __init__(self, content: memoryview) -> None:
        magic, words, names = _HEAD.unpack_from(content)
        if magic != _MAGIC or len(content) != _HEAD.size + 8 * (words + names):
            raise ValueError("not a table of names of this format")
        body = content[_HEAD.size :].cast("Q")
        self._words, self._names = body[:words], body[words:]
        self._lengths: dict[str, int] = {}

    def find(self, units: Sequence[Unit]) -> Iterator[NamedAt]:
        """Every name that the units may spell, by where it begins, the longer first."""
        lengths_of = self._lengths_of
        known = [tuple((form, n) for form in unit.forms if (n := lengths_of(form.key))) for unit in units]
        for first, begins in enumerate(known):
            if begins:
                yield from self._find_at(first, units, known)

    def _find_at(
        self, first: int, units: Sequence[Unit], known: Sequence[tuple[tuple[Form, int], ...]]
    ) -> Iterator[NamedAt]:
        found: list[NamedAt] = []
        possible = (1 << MOST_UNITS + 1) - 1
        for last in range(first, min(first + MOST_UNITS, len(units))):
            here = 0
            for _, lengths in known[last]:
                here |= lengths
            possible &= here
            length = last - first + 1
            if not possible >> length or (last > first and not units[last].goes_on):
                break
            if possible >> length & 1:
                ways = [[form for form, n in forms if n >> length & 1] for forms in known[first : last + 1]]
                ways[0] = [form for form in ways[0] if not form.inner]
                if length < LEAST_SIGNS:
                    ways = [[form for form in forms if not form.syllable] for forms in ways]
                found += self._look_up(first, last + 1, ways)
        yield from reversed(found)

    def _look_up(self, first: int, last: int, ways: Sequence[Sequence[Form]]) -> Iterator[NamedAt]:
        for number, forms in enumerate(product(*ways)):
            if number == FORMS:
                return
            if rows := self._rows_of(hash_name(tuple(form.key for form in forms))):
                yield NamedAt(first, last, forms, rows)

    def _lengths_of(self, word: str) -> int:
        if (known := self._lengths.get(word)) is None:
            if len(self._lengths) >= 65_536:
                self._lengths.clear()
            wanted = _hash(word) >> _LENGTH_BITS << _LENGTH_BITS
            at = bisect_left(self._words, wanted)
            there = at < len(self._words) and self._words[at] >> _LENGTH_BITS == wanted >> _LENGTH_BITS
            known = self._lengths[word] = self._words[at] & 0xFFFF if there else 0
        return known

    def _rows_of(self, name: int) -> tuple[int, ...]:
        at, rows = bisect_left(self._names, name), []
        while at < len(self._names) and self._names[at] >> _ROW_BITS == name >> _ROW_BITS:
            rows.append(self._names[at] & (1 << _ROW_BITS) - 1)
            at += 1
        return tuple(rows)


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


def hash_name(units: Sequence[str]) -> int:
    """What a name hashes to; the bits of a row are zero. Signs count in their order, words in any."""
    whole = "".join(units) if any(map(is_sign, units)) else " ".join(sorted(units))
    return _hash(whole) >> _ROW_BITS << _ROW_BITS


def build_names(entities: Iterable[Entity]) -> bytes:
    """The table of the entities, which come in the order of their rows.

    A name of one word is left out, but for vessels: alone it tells nobody.
    """
    words: dict[str, int] = {}
    names: set[int] = set()
    for row, entity in enumerate(entities):
        chain = ancestry(entity.schema)
        if _NAMED.isdisjoint(chain):
            continue
        person, least = kinds_of(entity.schema)[0], 1 if "Vessel" in chain else 2
        for prop in NAME_PROPERTIES:
            for value in entity.properties.get(prop, ())[:MAX_NAMES]:
                if not _WORD.search(value):
                    continue
                for units in spell_units(value, person=person):
                    if len(units) < (LEAST_SIGNS if is_sign(units[0]) else least):
                        continue
                    names.add(hash_name(units) | row)
                    for unit in units:
                        words[unit] = words.get(unit, 0) | 1 << len(units)
    by_word: dict[int, int] = {}
    for word, lengths in words.items():
        whole = _hash(word) >> _LENGTH_BITS << _LENGTH_BITS
        by_word[whole] = by_word.get(whole, 0) | lengths
    known = array("Q", sorted(whole | lengths for whole, lengths in by_word.items()))
    listed = array("Q", sorted(names))
    return _HEAD.pack(_MAGIC, len(known), len(listed)) + known.tobytes() + listed.tobytes()


def open_names(file: Path, entities: Callable[[], Iterable[Entity]]) -> NameTable:
    """The table in a file, memory-mapped; made when it is missing or of another format, and kept there where that can be written.

    Only who reads texts needs it, and making it takes longer than all else of a small index: so it is no part of the build and its seal.

    Args:
        file: beside the sealed files of the index.
        entities: gives those of the index, in the order of their rows.
    """
    from tempfile import NamedTemporaryFile  # noqa: PLC0415 - only when one is made

    with suppress(OSError, ValueError, struct.error), file.open("rb") as stream:
        return NameTable(memoryview(mmap(stream.fileno(), 0, access=ACCESS_READ)))
    content = build_names(entities())
    with suppress(OSError), NamedTemporaryFile(dir=file.parent, prefix=".named-", delete=False) as draft:
        draft.write(content)
        draft.close()
        Path(draft.name).replace(file)
    return NameTable(memoryview(content))
