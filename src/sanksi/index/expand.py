"""A query token against the whole vocabulary: which listed tokens are like it, and how like."""

from collections.abc import Sequence
from math import ceil

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from sanksi.ledger.names import EDIT_COST, KEY_FACTOR, SIMILARITY_FLOOR, sound_key

Hits = tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]
"""Numbers of tokens, ascending and distinct, and their similarities."""


class Words:
    """Words sorted by length and spelling, found exactly by number or alike by edits."""

    __slots__ = ("_length_start", "number", "words")

    def __init__(self, text: bytes) -> None:
        self.words: list[str] = text.decode("ascii").split("\n") if text else []
        self.number = {word: i for i, word in enumerate(self.words)}
        lengths = np.fromiter(map(len, self.words), dtype=np.int64, count=len(self.words))
        self._length_start = np.searchsorted(lengths, np.arange(int(lengths[-1]) + 2 if len(lengths) else 1))

    def find_alike(self, word: str, distance: float) -> Hits:
        """Words at most `distance` of the longer word's letters away, in optimal string alignment; similarity is 1 - that share."""
        shortest, longest = ceil(len(word) * (1.0 - distance) - 1e-9), int(len(word) / (1.0 - distance) + 1e-9)
        top = len(self._length_start) - 1
        low, high = (int(self._length_start[min(n, top)]) for n in (shortest, longest + 1))
        if low >= high:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        away = cdist(
            [word], self.words[low:high], scorer=OSA.normalized_distance, score_cutoff=distance, dtype=np.float32
        )[0]
        near = np.flatnonzero(away <= distance)
        return near + low, 1.0 - away[near]


class Expander:
    """Gives for a token the listed tokens that `token_similarity` calls alike, with the same numbers."""

    __slots__ = ("_key_start", "_key_token", "_keys", "tokens")

    def __init__(
        self, tokens: Words, keys: Words, key_start: npt.NDArray[np.uint32], key_token: npt.NDArray[np.uint32]
    ) -> None:
        self.tokens = tokens
        self._keys = keys
        self._key_start = key_start
        self._key_token = key_token

    def find_sounding(self, token: str) -> npt.NDArray[np.int64]:
        """Numbers of the tokens with the same sound key."""
        number = self._keys.number.get(sound_key(token))
        if number is None:
            return np.empty(0, np.int64)
        return self._key_token[self._key_start[number] : self._key_start[number + 1]].astype(np.int64)

    def expand(self, token: str) -> Hits:
        """Tokens alike by spelling or sound; a token with digits is like itself only."""
        own = self.tokens.number.get(token)
        if not token.isalpha():
            return np.array([] if own is None else [own], np.int64), np.ones(0 if own is None else 1, np.float32)
        reach = (1.0 - SIMILARITY_FLOOR) / EDIT_COST + 1e-6
        spelled, closeness = self.tokens.find_alike(token, reach)
        keys, sounding = self._keys.find_alike(sound_key(token), reach)
        parts = [self._key_token[self._key_start[k] : self._key_start[k + 1]] for k in keys]
        numbers = np.concatenate([spelled, *parts]).astype(np.int64)
        repeats = [len(part) for part in parts]
        sims = np.concatenate(
            [1.0 - EDIT_COST * (1.0 - closeness), KEY_FACTOR * (1.0 - EDIT_COST * (1.0 - np.repeat(sounding, repeats)))]
        ).astype(np.float32)
        keep = sims >= SIMILARITY_FLOOR - 1e-6
        numbers, sims = _best(numbers[keep], sims[keep])
        letters = np.fromiter((self.tokens.words[i].isalpha() for i in numbers), dtype=bool, count=len(numbers))
        return numbers[letters], sims[letters]


def best_of(hits: Sequence[Hits]) -> Hits:
    """Several hits as one: each number once, with its best similarity."""
    if not hits:
        return np.empty(0, np.int64), np.empty(0, np.float32)
    return _best(np.concatenate([n for n, _ in hits]), np.concatenate([s for _, s in hits]))


def _best(numbers: npt.NDArray[np.int64], sims: npt.NDArray[np.float32]) -> Hits:
    order = np.lexsort((-sims, numbers))
    numbers, sims = numbers[order], sims[order]
    first = np.ones(len(numbers), bool)
    first[1:] = numbers[1:] != numbers[:-1]
    return numbers[first], sims[first]
