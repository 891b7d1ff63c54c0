"""Names by a linear-chain model (conditional random field), learned by tools/train_tagger.py; decoded here, without a library.

A feature looks at one word, at two neighbours, or at the phrases of the gazetteer. What a word adds at each of five places is summed once a word and
kept, so a text costs a few additions a token. The decision is the best path (Viterbi), always the same for the same text.
"""

import json
import lzma
import re
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import ascii_lowercase, ascii_uppercase, digits

KEPT_WORDS = 50_000
"""Words whose sums are kept; then the memory starts afresh."""

Vector = tuple[float, ...]
_PLACES = (0, -1, 1, -2, 2)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class WordView:
    """The features of one word: at its own place, one place away, two places away."""

    own: tuple[str, ...]
    near: tuple[str, ...]
    far: tuple[str, ...]
    capital: bool
    shape: str
    low: str


def view_word(word: str, tables: WordTables) -> WordView:
    """Features of a word by its form and the tables."""
    low = word.lower()
    core = low.strip('().,"')
    capital = word.lstrip('("')[:1].isupper()
    shape = _RUNS.sub(r"\1\1", word.translate(_FOLD))
    far = ["w=" + low, "s=" + shape[:4], *(f"t:{c}" for c in tables.classes.get(low, ()) if c[0] != "k")]
    far += [f"k:{c}" for c in tables.classes.get(word, ()) if c[0] == "k"]
    if capital:
        far += [f"g:{kind}" for kind, words in tables.names.items() if core in words]
    near = [*far, "x3=" + low[-3:], "p3=" + low[:3]]
    own = [*near, "S=" + shape, f"n{min(len(word), 7)}{'C' if capital else ''}"]
    own += [f"p{n}={low[:n]}" for n in (1, 2, 4)] + [f"x{n}={low[-n:]}" for n in (1, 2, 4)]
    if "-" in word:
        own += ["hyphen", *("part=" + p for p in low.split("-"))]
    if word.isupper():
        own.append("upper")
    if core != low:
        own.append("core=" + core)
    return WordView(own=tuple(own), near=tuple(near), far=tuple(far), capital=capital, shape=shape[:4], low=low)


def joint_features(views: Sequence[WordView], tables: WordTables) -> list[list[str]]:
    """Features that more than one word decides, for each token: neighbours together, phrases of the gazetteer, ends of the sentence."""
    n = len(views)
    out: list[list[str]] = [["bias"] for _ in views]
    for i, (at, view) in enumerate(zip(out, views, strict=True)):
        if i:
            before = views[i - 1]
            at.extend((f"-ss:{before.shape}|{view.shape}", f"-ws:{before.low}|{view.low}"))
        if i + 1 < n:
            after = views[i + 1]
            at.extend((f"+ss:{view.shape}|{after.shape}", f"+ws:{view.low}|{after.low}"))
        if 0 < i < n - 1:
            at.append(f"sss:{views[i - 1].shape}|{view.shape}|{views[i + 1].shape}")
        if i < 2:
            at.append(f"first{i}")
        if i > n - 3:
            at.append(f"last{n - 1 - i}")
    for start, end, kind in _phrases(views, tables):
        for i in range(start, end):
            name = ("B" if i == start else "I") + kind
            for place, mark in ((i, "ph:"), (i - 1, "+ph:"), (i + 1, "-ph:")):
                if 0 <= place < n:
                    out[place].append(mark + name)
    return out


def _phrases(views: Sequence[WordView], tables: WordTables) -> Iterator[tuple[int, int, str]]:
    i = 0
    while i < len(views):
        for phrase, kind in tables.phrases.get(views[i].low, ()) if views[i].capital else ():
            if len(phrase) == 1 or tuple(v.low for v in views[i : i + len(phrase)]) == phrase:
                yield i, i + len(phrase), kind
                i += len(phrase) - 1
                break
        i += 1


def sentence_features(words: Sequence[str], tables: WordTables) -> list[list[str]]:
    """All features of a sentence as the trainer takes them."""
    views = [view_word(w, tables) for w in words]
    out = joint_features(views, tables)
    for i, found in enumerate(out):
        for place in _PLACES:
            if 0 <= i + place < len(views):
                found.extend(_placed(views[i + place], place))
    return out


def _placed(view: WordView, place: int) -> list[str]:
    seen = view.own if place == 0 else view.near if abs(place) == 1 else view.far
    return [f"{place}:{f}" for f in seen]


class Tagger:
    """The learned model.

    Args:
        labels: `O` and IOB labels.
        transitions: weight of one label after another, by index.
        weights: feature to its weight for each label.
        tables: of words.
    """

    def __init__(
        self,
        labels: Sequence[str],
        transitions: Sequence[Vector],
        weights: Mapping[str, int],
        values: Sequence[int],
        scale: float,
        tables: WordTables,
    ) -> None:
        self.labels = tuple(labels)
        self._into = tuple(zip(*transitions, strict=True))
        self._weights, self._values, self._scale = weights, values, scale
        self._tables = tables
        self._zero: Vector = (0.0,) * len(self.labels)
        self._words: dict[str, tuple[WordView, tuple[Vector, ...]]] = {}

    def tag(self, words: Sequence[str]) -> list[str]:
        """Label of each word of a sentence, on the best path."""
        if not words:
            return []
        known = [self._word(w) for w in words]
        joint = joint_features([view for view, _ in known], self._tables)
        n = len(words)
        emissions = []
        for i, features in enumerate(joint):
            parts = [self._sum(features)]
            parts += [known[i + place][1][k] for k, place in enumerate(_PLACES) if 0 <= i + place < n]
            emissions.append([sum(column) for column in zip(*parts, strict=True)])
        return [self.labels[k] for k in self._best_path(emissions)]

    def _best_path(self, emissions: Sequence[Sequence[float]]) -> list[int]:
        score = list(emissions[0])
        for k, label in enumerate(self.labels):
            if label.startswith("I-"):
                score[k] = float("-inf")
        back: list[list[int]] = []
        for emission in emissions[1:]:
            pointers, following = [], []
            for into, value in zip(self._into, emission, strict=True):
                best = [a + b for a, b in zip(score, into, strict=True)]
                top = max(best)
                pointers.append(best.index(top))
                following.append(top + value)
            back.append(pointers)
            score = following
        path = [score.index(max(score))]
        for pointers in reversed(back):
            path.append(pointers[path[-1]])
        return path[::-1]

    def _word(self, word: str) -> tuple[WordView, tuple[Vector, ...]]:
        found = self._words.get(word)
        if found is None:
            if len(self._words) >= KEPT_WORDS:
                self._words.clear()
            view = view_word(word, self._tables)
            found = self._words[word] = (view, tuple(self._sum(_placed(view, p)) for p in _PLACES))
        return found

    def is_ordinary(self, word: str) -> bool:
        """Whether a word is seldom part of a name in the corpus; False when it does not occur there."""
        return not {"N0", "N1"}.isdisjoint(self._tables.classes.get(word.lower(), ()))

    def _sum(self, features: Sequence[str]) -> Vector:
        width, values = len(self.labels), self._values
        rows = [values[k : k + width] for f in features if (k := self._weights.get(f, -1)) >= 0]
        if not rows:
            return self._zero
        return tuple(sum(column) * self._scale for column in zip(*rows, strict=True))


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
    file = files("sanksi.news").joinpath("tagger_data", f"{language}_weights.xz")
    if not file.is_file():
        return None
    head, _, blob = lzma.decompress(file.read_bytes()).partition(b"\0")
    shape = json.loads(head)
    width = len(shape["labels"])
    values = array("h")
    values.frombytes(blob)
    if sys.byteorder == "big":
        values.byteswap()
    return Tagger(
        shape["labels"],
        [tuple(row) for row in shape["transitions"]],
        {name: k * width for k, name in enumerate(shape["features"])},
        values,
        shape["scale"],
        read_tables(language),
    )
