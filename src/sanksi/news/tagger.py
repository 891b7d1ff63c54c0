"""Names by small recurrent networks and a linear field, learned by tools/train_tagger.py and run by the compiled kernel (`names/network.c`).

A word is told by its form, by the tables of words, by the phrases of the gazetteer it stands in and by the ends of the sentence. What stands around it
reaches it through the networks; the field is told of two neighbours on each side. The labels are the best path, the same each time for the same text.
"""

import gzip
import json
import lzma
import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from string import ascii_lowercase, ascii_uppercase, digits

from sanksi.names.network import Network
from sanksi.names.tables import levels_of

KEPT_WORDS = 50_000
"""Words whose features are kept; then the memory starts afresh."""

FAR = ("w=", "s=", "t:", "k:", "g:", "in")
"""Beginnings of the features that the field is told two words away; one word away, `NEAR`."""
NEAR = (*FAR, "x3=", "p3=")
PLACES = (0, -1, 1, -2, 2)

_RUNS = re.compile(r"(.)\1+")
_FOLD = str.maketrans(ascii_lowercase + ascii_uppercase + digits, "x" * 26 + "X" * 26 + "d" * 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTables:
    """What is known of words apart from the training sentences.

    Attributes:
        classes: word (as written, or in lower case) to its word classes and clusters.
        names: kind of name (`given`, `place`, `org_head`, ...) to its words in lower case.
        phrases: first word to the phrases that begin with it, longest first, each with its kind.
    """

    classes: Mapping[str, tuple[str, ...]]
    names: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


def word_features(word: str, tables: WordTables) -> list[str]:
    """Features of a word by its form and the tables."""
    low = word.lower()
    core = low.strip('().,"')
    capital = word.lstrip('("')[:1].isupper()
    shape = _RUNS.sub(r"\1\1", word.translate(_FOLD))
    out = ["w=" + low, "s=" + shape[:4], "S=" + shape, f"n{min(len(word), 7)}{'C' if capital else ''}"]
    out += [f"t:{c}" for c in tables.classes.get(low, ()) if c[0] != "k"]
    out += [f"k:{c}" for c in tables.classes.get(word, ()) if c[0] == "k"]
    if capital:
        out += [f"g:{kind}" for kind, words in tables.names.items() if core in words]
        out += _common(core)
    out += [f"p{n}={low[:n]}" for n in (1, 2, 3, 4)] + [f"x{n}={low[-n:]}" for n in (1, 2, 3, 4)]
    if "-" in word:
        out += ["hyphen", *("part=" + p for p in low.split("-"))]
    if word.isupper():
        out.append("upper")
    if core != low:
        out.append("core=" + core)
    return out


def _common(word: str) -> tuple[str, ...]:
    """How common a word is in the names of persons and of companies, each step four times as much, and among which it is more so."""
    person, company = (level >> 5 for level in levels_of(word))
    return f"in p{person}", f"in c{company}", f"in {(person > company) - (person < company)}"


def place_features(words: Sequence[str], tables: WordTables) -> list[list[str]]:
    """Features by a word's place, for each word: the ends of the sentence, phrases of the gazetteer it lies in or beside."""
    n = len(words)
    out: list[list[str]] = [["any"] for _ in words]
    for i in range(min(n, 2)):
        out[i].append(f"first{i}")
        out[n - 1 - i].append(f"last{i}")
    for start, end, kind in _phrases(words, tables):
        for i in range(start, end):
            name = ("B" if i == start else "I") + kind
            for place, mark in ((i, "ph:"), (i - 1, "+ph:"), (i + 1, "-ph:")):
                if 0 <= place < n:
                    out[place].append(mark + name)
    return out


def _phrases(words: Sequence[str], tables: WordTables) -> Iterator[tuple[int, int, str]]:
    lows = [w.lower() for w in words]
    i = 0
    while i < len(words):
        known = tables.phrases.get(lows[i], ()) if words[i].lstrip('("')[:1].isupper() else ()
        for phrase, kind in known:
            if len(phrase) == 1 or tuple(lows[i : i + len(phrase)]) == phrase:
                yield i, i + len(phrase), kind
                i += len(phrase) - 1
                break
        i += 1


def features_at(own: Sequence[str], place: int) -> list[str]:
    """What the field is told of a word that stands so many places away."""
    told = own if place == 0 else [f for f in own if f.startswith(NEAR if abs(place) == 1 else FAR)]
    return [f"{place}:{f}" for f in told]


def joint_features(owns: Sequence[Sequence[str]]) -> list[list[str]]:
    """What the field is told of two or three words together, for each word of a sentence."""
    out: list[list[str]] = [[] for _ in owns]
    for kind in (0, 1):  # the word and its shape come first
        for i, (a, b) in enumerate(pairwise(own[kind] for own in owns)):
            out[i].append(f"+{a}|{b}")
            out[i + 1].append(f"-{a}|{b}")
    for i in range(1, len(owns) - 1):
        out[i].append(f"{owns[i - 1][1]}|{owns[i][1]}|{owns[i + 1][1]}")
    return out


@dataclass(frozen=True, slots=True)
class _Word:
    """A word's first two features, its rows in the networks and in the field at each place."""

    own: tuple[str, ...]
    rows: "array[int]"
    told: tuple["array[int]", ...]


class Tagger:
    """The learned model; one thread's.

    Args:
        labels: `O`, then for each kind of name the IOB label of its first word and that of the words behind it.
        features: the features that the networks know, by their row.
        linear: the features that the field knows, by their row.
        network: what was learned.
        tables: of words.
    """

    def __init__(
        self,
        labels: Sequence[str],
        features: Sequence[str],
        linear: Sequence[str],
        network: Network,
        tables: WordTables,
    ) -> None:
        self.labels = tuple(labels)
        self._rows = {name: row for row, name in enumerate(features)}
        self._linear = {name: row for row, name in enumerate(linear)}
        self._network, self._tables = network, tables
        self._words: dict[str, _Word] = {}

    def tag(self, words: Sequence[str]) -> list[str]:
        """Label of each word of a sentence, on the best path."""
        known = [self._word(w) for w in words]
        rows, starts, told, begins = array("i"), array("i", (0,)), array("i"), array("i", (0,))
        around = zip(place_features(words, self._tables), joint_features([w.own for w in known]), strict=True)
        for i, (placed, joint) in enumerate(around):
            rows += known[i].rows
            rows.extend(_found(placed, self._rows))
            starts.append(len(rows))
            for k, place in enumerate(PLACES):
                if 0 <= i + place < len(known):
                    told += known[i + place].told[k]
            told.extend(_found((*features_at(placed, 0), *joint), self._linear))
            begins.append(len(told))
        return [self.labels[k] for k in self._network.label(rows, starts, told, begins)]

    def _word(self, word: str) -> _Word:
        found = self._words.get(word)
        if found is None:
            if len(self._words) >= KEPT_WORDS:
                self._words.clear()
            own = word_features(word, self._tables)
            told = (array("i", _found(features_at(own, place), self._linear)) for place in PLACES)
            found = self._words[word] = _Word(tuple(own[:2]), array("i", _found(own, self._rows)), tuple(told))
        return found

    def is_ordinary(self, word: str) -> bool:
        """Whether a word is seldom part of a name in the corpus; False when it does not occur there."""
        return not {"N0", "N1"}.isdisjoint(self._tables.classes.get(word.lower(), ()))


def _found(features: Iterable[str], rows: Mapping[str, int]) -> list[int]:
    return [rows[f] for f in features if f in rows]


def read_tables(language: str) -> WordTables:
    """The word tables beside the lexicon: `{language}_classes.tsv.xz` and `{language}_names.tsv.xz`."""
    classes: dict[str, tuple[str, ...]] = {}
    for row in _rows(f"{language}_classes.tsv.xz"):
        classes[row[0]] = tuple(row[1:])
    names: dict[str, set[str]] = {}
    phrases: dict[str, dict[tuple[str, ...], str]] = {}
    for kind, name in _rows(f"{language}_names.tsv.xz"):
        words = tuple(name.split())
        names.setdefault(kind, set()).update(words)
        if kind not in ("given", "foreign", "office"):
            phrases.setdefault(words[0], {}).setdefault(words, kind)
    return WordTables(
        classes=classes,
        names={kind: frozenset(words) for kind, words in sorted(names.items())},
        phrases={
            first: tuple(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))
            for first, found in phrases.items()
        },
    )


def _rows(name: str) -> Iterator[list[str]]:
    text = lzma.decompress(files("sanksi.news").joinpath("tagger_data", name).read_bytes()).decode()
    return (line.split("\t") for line in text.splitlines())


@cache
def load_tagger(language: str) -> Tagger | None:
    """The tagger of a language; None where none was trained."""
    file = files("sanksi.news").joinpath("tagger_data", f"{language}_network.gz")
    if not file.is_file():
        return None
    head, _, block = gzip.decompress(file.read_bytes()).partition(b"\0")
    told = json.loads(head)
    features, linear = told["features"], told["linear"]
    network = Network(block, networks=told["networks"], known=len(features), linear=len(linear))
    return Tagger(told["labels"], features, linear, network, read_tables(language))
