"""Atoms of a text (runs of letters, runs of digits, single marks) with offsets: finer than words, so that "mid-May", "1990s" and "4pm" come apart."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

V = TypeVar("V")
_ATOM = re.compile(r"[0-9]+|[^\W\d_]+|\S")


class Atom(NamedTuple):
    """A run of letters, a run of digits, or a mark; `glued` when nothing stands between it and the atom before."""

    start: int
    end: int
    text: str
    low: str
    glued: bool

    @property
    def is_number(self) -> bool:
        """Whether it is a run of at most four digits."""
        return self.text[0] in "0123456789" and len(self.text) <= 4

    @property
    def is_word(self) -> bool:
        """Whether it is a run of letters."""
        return self.text[0].isalpha()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def split_atoms(text: str, start: int = 0, end: int | None = None) -> list[Atom]:
    """Atoms of text[start:end]; offsets count in the whole text."""
    return list(_atoms(text, start, len(text) if end is None else end))


def _atoms(text: str, start: int, end: int) -> Iterator[Atom]:
    last = -1
    for m in _ATOM.finditer(text, start, end):
        yield Atom(m.start(), m.end(), m.group(), m.group().lower(), m.start() == last)
        last = m.end()


class Words(Generic[V]):
    """Phrases with a value each, found longest first, whatever their case."""

    def __init__(self, values: Mapping[str, V]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for phrase, value in values.items():
            words = tuple(a.low for a in split_atoms(phrase))
            self._by_first.setdefault(words[0], []).append((words, value))
        for known in self._by_first.values():
            known.sort(key=lambda entry: -len(entry[0]))

    @property
    def first_words(self) -> Iterable[str]:
        """The first word of each phrase."""
        return self._by_first

    def at(self, atoms: Sequence[Atom], i: int) -> tuple[int, V] | None:
        """Past-last atom and value of the longest phrase that begins at atom i."""
        if 0 <= i < len(atoms):
            for words, value in self._by_first.get(atoms[i].low, ()):
                if all(i + k < len(atoms) and atoms[i + k].low == w for k, w in enumerate(words)):
                    return i + len(words), value
        return None
