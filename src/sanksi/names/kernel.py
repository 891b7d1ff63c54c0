"""Loads the compiled kernel (``kernel.c`` and ``network.c``, compiled at install by ``hatch_build.py``) and calls it.

Promises: the library that is loaded speaks this module's version, or a KernelError says how to get one that does; what it gives is what
`tokens` and `compare` give. ``SANKSI_KERNEL`` names another library file, for ``make sanitize``.
"""

import ctypes
import os
import sys
from array import array
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, Final

from sanksi.errors import KernelError
from sanksi.names.read import not_plain, spell_person, spell_word
from sanksi.names.tables import load_level_lines, load_nicknames
from sanksi.names.text import Tokens
from sanksi.names.tokens import Kind, load_kinds, load_sounds
from sanksi.names.weights import FEATURES, Weights

VERSION: Final = 7  # that of kernel.c
_LIBRARY = Path(__file__).with_name({"win32": "_kernel.dll", "darwin": "_kernel.dylib"}.get(sys.platform, "_kernel.so"))
_AGAIN = "install sanksi again: pip install --force-reinstall sanksi, or make in a checkout"

_pointer, _size, _int, _double, _bytes = (
    ctypes.c_void_p,
    ctypes.c_int64,
    ctypes.c_int32,
    ctypes.c_double,
    ctypes.c_char_p,
)
_SIGNATURES: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "sanksi_tables_new": (_pointer, (_bytes, _bytes, _bytes, _size)),
    "sanksi_tables_free": (None, (_pointer,)),
    "sanksi_tables_nicknames": (None, (_pointer, _bytes, _size)),
    "sanksi_tables_weigh": (None, (_pointer, _pointer)),
    "sanksi_compare": (_int, (_pointer, _bytes, _size, _bytes, _size, _int, _int, _bytes, _pointer, _pointer)),
    "sanksi_best": (_int, (_pointer, _bytes, _size, _bytes, _size, _int, _bytes, _bytes, _pointer, _pointer)),
    "sanksi_score": (_double, (_pointer, _double)),
    "sanksi_build": (_size, (_pointer, _pointer, _size, _pointer)),
    "sanksi_free": (None, (_pointer,)),
    "sanksi_network_sizes": (None, (_pointer,)),
    "sanksi_open": (_pointer, (_pointer, _pointer, _size)),
    "sanksi_close": (None, (_pointer,)),
    "sanksi_common": (_int, (_pointer, _bytes, _size)),
    "sanksi_dictionary_new": (_pointer, (_bytes, _bytes, _bytes)),
    "sanksi_dictionary_free": (None, (_pointer,)),
    "sanksi_learn": (_int, (_pointer, _bytes, _size)),
    "sanksi_spell": (_size, (_pointer, _bytes, _size, _int, _pointer, _pointer, _pointer)),
    "sanksi_tag": (
        _int,
        (
            _pointer,
            _int,
            _pointer,
            _bytes,
            _int,
            _pointer,
            _pointer,
            _pointer,
            _pointer,
            _pointer,
            _pointer,
            _int,
            _pointer,
        ),
    ),
    "sanksi_search": (
        _int,
        (_pointer, _pointer, _size, _size, _bytes, _bytes, _double, _size, _pointer, _pointer, _pointer),
    ),
}

_BRIEF = frozenset(("sanksi_common", "sanksi_compare", "sanksi_best", "sanksi_score"))
"""Functions that keep other threads of Python waiting: to let them in, and to be let in again, would take longer."""


@cache
def load_kernel() -> ctypes.CDLL:
    """The library, with its signatures declared.

    Raises:
        KernelError: it is missing, is no library of this platform, or is of another version.
    """
    path = os.environ.get("SANKSI_KERNEL") or str(_LIBRARY)
    try:
        library = ctypes.CDLL(path)
        version = library.sanksi_kernel_version
    except (OSError, AttributeError) as error:
        raise KernelError(f"the compiled kernel cannot be loaded from {path!r}: {error}", hint=_AGAIN) from error
    version.argtypes, version.restype = (), ctypes.c_int32
    if (found := version()) != VERSION:
        raise KernelError(f"the compiled kernel {path!r} is of version {found}, not {VERSION}", hint=_AGAIN)
    brief = ctypes.PyDLL(path)
    for name, (result, arguments) in _SIGNATURES.items():
        function = getattr(brief if name in _BRIEF else library, name)
        function.restype, function.argtypes = result, arguments
        setattr(library, name, function)
    return library


class Tables:
    """Sounds, words and weights inside the kernel; freed with the object."""

    def __init__(self, weights: Weights) -> None:
        self._library = load_kernel()
        self.weights = weights
        rules, starts = load_sounds()
        words = _word_lines()
        spelled = "".join(f"{spelling} {sound}\n" for spelling, sound in rules).encode("ascii")
        self.pointer: int = self._library.sanksi_tables_new(
            spelled, " ".join(starts).encode("ascii"), words, len(words)
        )
        if not self.pointer:
            raise MemoryError
        nicknames = _nickname_lines()
        self._library.sanksi_tables_nicknames(self.pointer, nicknames, len(nicknames))
        numbers = array("d", weights.to_numbers())
        self._library.sanksi_tables_weigh(self.pointer, numbers.buffer_info()[0])

    def __del__(self) -> None:
        if getattr(self, "pointer", None):
            self._library.sanksi_tables_free(self.pointer)

    def compare(
        self,
        party: str,
        listed: str,
        *,
        person: bool,
        weak: bool = False,
        common: Sequence[Sequence[int]] | None = None,
    ) -> tuple[float, dict[str, float], bool]:
        """Evidence, features and whether the two are comparable, of names given as tokens separated by spaces; `compare_names` in C.

        Args:
            party: tokens of the party's name.
            listed: tokens of the listed name.
            person: whether they are names of persons.
            weak: whether the listed name is a weak alias.
            common: how common each token of both is on the list, at most 24 a name.
        """
        features = array("d", bytes(8 * len(FEATURES)))
        evidence = array("d", [float("-inf")])
        q, listed_bytes = party.encode("ascii"), listed.encode("ascii")
        commons = b"".join(bytes(part[:24]).ljust(24, b"\0") for part in common) if common else None
        comparable = self._library.sanksi_compare(
            self.pointer, q, len(q), listed_bytes, len(listed_bytes), 0 if person else 1, int(weak), commons,
            features.buffer_info()[0], evidence.buffer_info()[0],
        )  # fmt: skip
        return evidence[0], dict(zip(FEATURES, features, strict=True)), bool(comparable)

    def find_best(
        self,
        party: Sequence[Tokens],
        listed: Sequence[Tokens],
        *,
        person: bool,
        weak: Sequence[bool],
        common: Callable[[str], int] | None = None,
    ) -> tuple[int, int, tuple[float, float]] | None:
        """Which name of a party fits which listed name best: their numbers, whether they are the same, and their evidence.

        Args:
            party: names of the party, none empty.
            listed: names of a listed entity, none empty.
            person: whether they are names of persons.
            weak: for each listed name, whether it is a weak alias.
            common: how common a token is on the list.

        Returns:
            None when no two can be compared. The same name goes before all others, then the most evidence, then the first of the
            party's and of the listed.
        """
        which, rank = array("i", (0, 0)), array("d", (0.0, 0.0))
        q, listed_bytes = ("\n".join([" ".join(name) for name in names]).encode("ascii") for names in (party, listed))
        commons = None
        if common:
            levels = {t: common(t) for name in (*party, *listed) for t in name[:24]}
            commons = b"".join([bytes([levels[t] for t in n[:24]]).ljust(24, b"\0") for n in (*party, *listed)])
        found = self._library.sanksi_best(
            self.pointer, q, len(q), listed_bytes, len(listed_bytes), 0 if person else 1, bytes(weak), commons,
            which.buffer_info()[0], rank.buffer_info()[0],
        )  # fmt: skip
        if found < 0:
            raise MemoryError
        return (which[0], which[1], (rank[0], rank[1])) if found else None

    def build(self, records: bytes | memoryview, out: BinaryIO) -> None:
        """Write the index of records (see ``kernel.c``).

        Args:
            records: lines; a view must be of what could be written to, for only that has an address.
            out: gets the index as one block.
        """
        block = ctypes.c_void_p()
        address, length = _address_of(records)
        size = self._library.sanksi_build(self.pointer, address, length, ctypes.byref(block))
        if not size:
            raise MemoryError
        try:
            out.write((ctypes.c_char * size).from_address(block.value or 0))
        finally:
            self._library.sanksi_free(block)


_KEPT: list[Tables] = []


def load_tables(weights: Weights) -> Tables:
    """The tables of the weights, made once: the last few are kept."""
    for tables in _KEPT:
        if tables.weights is weights:
            return tables
    tables = Tables(weights)
    _KEPT[:] = [tables, *_KEPT[:3]]
    return tables


class Searcher:
    """An opened block; one thread's. Keeps the block alive.

    Args:
        tables: sounds, words and weights.
        block: what `Tables.build` gave, bytes or a map that stays where it is.
    """

    def __init__(self, tables: Tables, block: bytes | memoryview) -> None:
        self._library = tables._library  # noqa: SLF001 - one module
        self._tables = tables
        self._block = block
        address, size = _address_of(block)
        self._dictionary = Dictionary()
        self.pointer: int = self._library.sanksi_open(tables.pointer, address, size)
        if not self.pointer:
            raise KernelError(
                "the block is no index of this kernel's version", hint="run `sanksi build` to make it again"
            )

    def __del__(self) -> None:
        if getattr(self, "pointer", None):
            self._library.sanksi_close(self.pointer)

    def common(self, token: str) -> int:
        """How common a token is on the list, 0 to 255; 0 when no name has it."""
        text = token.encode("ascii")
        return int(self._library.sanksi_common(self.pointer, text, len(text)))

    def search(
        self, records: bytes, count: int, *, allowed: bytes, lists: bytes, threshold: float, limit: int
    ) -> "tuple[array[int], array[int], array[float]]":
        """Rows and scores for each of `count` records: those of record i stand from start[i] to start[i + 1], best first, ties by row.

        Args:
            records: lines, see ``kernel.c``, in UTF-8.
            count: how many lines.
            allowed: 256 * 256 flags: whether a party of a schema may be an entity of a schema.
            lists: 256 flags: whether a list is looked in.
            threshold: least score.
            limit: most rows for one record.
        """
        start = array("I", bytes(4 * (count + 1)))
        text, size = self._dictionary.spell(records)
        found = (ctypes.c_void_p(), ctypes.c_void_p())
        if not self._library.sanksi_search(
            self.pointer, text, size, count, allowed, lists, threshold, limit, start.buffer_info()[0], *map(ctypes.byref, found)
        ):  # fmt: skip
            raise MemoryError
        row, score = array("I"), array("d")
        if total := start[count]:
            row.frombytes(ctypes.string_at(found[0].value or 0, 4 * total))
            score.frombytes(ctypes.string_at(found[1].value or 0, 8 * total))
        return start, row, score


class Dictionary:
    """Words of persons' names, of any script, that were read once, so that names as given need not be read in Python again; one thread's."""

    def __init__(self) -> None:
        self._library = load_kernel()
        self.pointer: int = self._library.sanksi_dictionary_new(
            *("".join([f"{part} " for part in parts]).encode("ascii") for parts in not_plain())
        )
        if not self.pointer:
            raise MemoryError
        self._out, self._unknown, self._bytes = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_int64()

    def __del__(self) -> None:
        if getattr(self, "pointer", None):
            self._library.sanksi_dictionary_free(self.pointer)

    def spell(self, records: bytes) -> tuple[int, int]:
        """Records whose names may be of kind ``r`` (a person's as given, printable and without ``|``) as the kernel searches them.

        Returns:
            Address and bytes, valid until the next call.
        """
        again = 0
        while True:
            size = self._library.sanksi_spell(
                self.pointer, records, len(records), again,
                *map(ctypes.byref, (self._out, self._unknown, self._bytes)),
            )  # fmt: skip
            if size < 0:
                raise MemoryError
            if not self._bytes.value:
                return self._out.value or 0, size
            told = ctypes.string_at(self._unknown.value or 0, self._bytes.value).decode("utf-8")
            lines = "".join([_LEARN[key[0]](key) for key in dict.fromkeys(told[:-1].split("\n"))]).encode("utf-8")
            if not self._library.sanksi_learn(
                self.pointer, lines, len(lines)
            ):  # more words than it has room for: these are not remembered
                self._spelled = _spell_records(records)
                return _address_of(self._spelled)
            again = 1


def _spell_records(records: bytes) -> bytes:
    lines = []
    for line in records.decode("utf-8").split("\n")[:-1]:
        head, _, names = line.rpartition("\t")
        spelled = (_spell_name(name[1:]) if name[:1] == "r" else name for name in names.split("|"))
        lines.append(f"{head}\t{'|'.join(spelled)}\n")
    return "".join(lines).encode("ascii")


def _spell_name(name: str) -> str:
    return "|".join(["p" + line for line in spell_person(name)])


def _learn_word(key: str) -> str:
    kind, tokens = spell_word(key[1:], alone=key[0] == "a")
    return f"{key}\t{kind}{tokens}\n"


def _learn_name(key: str) -> str:
    return f"{key}\t{_spell_name(key[1:])}\n"


_LEARN = {"w": _learn_word, "a": _learn_word, "n": _learn_name}


def _address_of(block: bytes | memoryview) -> tuple[int, int]:
    if isinstance(block, bytes):
        return ctypes.cast(ctypes.c_char_p(block), ctypes.c_void_p).value or 0, len(block)
    return (ctypes.addressof(ctypes.c_char.from_buffer(block)) if len(block) else 0), len(block)


@cache
def _word_lines() -> bytes:
    """``token TAB levels kinds`` of every word that is common or more or less than a name, as the kernel reads them."""
    plain = f"{Kind.NAME:x}{Kind.NAME:x}\n"
    kinds = "".join(f"{token}\t----{person:x}{other:x}\n" for token, (person, other) in load_kinds().items())
    more = "".join(f"{token}\t----{plain}" for token in load_nicknames() if token not in load_kinds())
    return (load_level_lines().replace("\n", plain) + kinds + more).encode("ascii")


@cache
def _nickname_lines() -> bytes:
    """``token TAB full short short ...``, numbers of four hexadecimal digits each."""
    return "".join(f"{t}\t{''.join(f'{n:04x}' for n in numbers)}\n" for t, numbers in load_nicknames().items()).encode(
        "ascii"
    )
