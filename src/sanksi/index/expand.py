"""A query token against the whole vocabulary: which listed tokens are like it, and how like."""

from bisect import bisect_left
from collections.abc import Sequence
from math import ceil

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from sanksi.ledger.names import EDIT_COST, SIMILARITY_FLOOR, read_token, skeleton_of, sound_key, token_similarity

REACH = (1.0 - SIMILARITY_FLOOR) / EDIT_COST + 1e-6
"""Share of edited letters up to which tokens can be alike."""

Hits = tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]
"""Numbers of tokens, ascending and distinct, and their similarities."""


class Words:
    """Words sorted by length and spelling, found exactly by number or alike by edits."""

    __slots__ = ("_length_start", "words")

    def __init__(self, text: bytes) -> None:
        self.words: list[str] = text.decode("ascii").split("\n") if text else []
        lengths = np.fromiter(map(len, self.words), dtype=np.int64, count=len(self.words))
        self._length_start = np.searchsorted(lengths, np.arange(int(lengths[-1]) + 2 if len(lengths) else 1))

    def find(self, word: str) -> int | None:
        """Number of the word, or None."""
        if len(word) >= len(self._length_start) - 1:
            return None
        low, high = (int(n) for n in self._length_start[len(word) : len(word) + 2])
        place = bisect_left(self.words, word, low, high)
        return place if place < high and self.words[place] == word else None

    def find_alike(self, word: str, distance: float) -> npt.NDArray[np.int64]:
        """Numbers of the words at most `distance` of the longer word's letters away, in optimal string alignment."""
        shortest, longest = ceil(len(word) * (1.0 - distance) - 1e-9), int(len(word) / (1.0 - distance) + 1e-9)
        top = len(self._length_start) - 1
        low, high = (int(self._length_start[min(n, top)]) for n in (shortest, longest + 1))
        if low >= high:
            return np.empty(0, np.int64)
        away = cdist(
            [word], self.words[low:high], scorer=OSA.normalized_distance, score_cutoff=distance, dtype=np.float32
        )[0]
        return np.flatnonzero(away <= distance) + low

    def find_beginnings(self, word: str) -> npt.NDArray[np.int64]:
        """Numbers of the words that the word begins, and of those that begin it (see `is_beginning`)."""
        found = [n for cut in range(max(4, -(-len(word) // 2)), len(word)) if (n := self.find(word[:cut])) is not None]
        for length in range(len(word) + 1, min(2 * len(word), len(self._length_start) - 2) + 1):
            low, high = int(self._length_start[length]), int(self._length_start[length + 1])
            first = bisect_left(self.words, word, low, high)
            found += range(first, bisect_left(self.words, word + "~", first, high))
        return np.array(found, np.int64)


class Groups:
    """Tokens by what they have in common (a sound, the consonants)."""

    __slots__ = ("_start", "_token", "words")

    def __init__(self, words: Words, start: npt.NDArray[np.uint32], token: npt.NDArray[np.uint32]) -> None:
        self.words = words
        self._start = start
        self._token = token

    def find_tokens(self, word: str) -> npt.NDArray[np.int64]:
        """Numbers of the tokens that have the word in common."""
        number = self.words.find(word)
        return np.empty(0, np.int64) if number is None else self.get_tokens(number)

    def get_tokens(self, number: int) -> npt.NDArray[np.int64]:
        """Numbers of the tokens of a group."""
        return self._token[self._start[number] : self._start[number + 1]].astype(np.int64)


class Expander:
    """Gives for a token the listed tokens that `token_similarity` calls alike, with the same numbers."""

    __slots__ = ("_skeletons", "sounds", "tokens")

    def __init__(self, tokens: Words, sounds: Groups, skeletons: Groups) -> None:
        self.tokens = tokens
        self.sounds = sounds
        self._skeletons = skeletons

    def expand(self, token: str) -> Hits:
        """Tokens alike, numbers ascending; a number or code is like itself only."""
        own = self.tokens.find(token)
        near = [np.array([] if own is None else [own], np.int64)]
        if word := read_token(token):
            near += [self.tokens.find_alike(word, REACH), self.tokens.find_beginnings(word)]
            near += [self.sounds.get_tokens(n) for n in self.sounds.words.find_alike(sound_key(word), REACH).tolist()]
            if bare := skeleton_of(word):
                near.append(self._skeletons.find_tokens(bare))
        numbers = np.array(
            sorted(set(np.concatenate(near).tolist())), np.int64
        )  # np.unique would import numpy.ma: 15 ms
        likeness = (token_similarity(token, self.tokens.words[n]) for n in numbers.tolist())
        sims = np.fromiter(likeness, np.float32, len(numbers))
        return numbers[sims > 0], sims[sims > 0]


def best_of(hits: Sequence[Hits]) -> Hits:
    """Several hits as one: each number once, with its best similarity."""
    if not hits:
        return np.empty(0, np.int64), np.empty(0, np.float32)
    numbers, sims = (np.concatenate(part) for part in zip(*hits, strict=True))
    order = np.lexsort((-sims, numbers))
    numbers, sims = numbers[order], sims[order]
    first = np.ones(len(numbers), bool)
    first[1:] = numbers[1:] != numbers[:-1]
    return numbers[first], sims[first]
