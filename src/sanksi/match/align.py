"""Two names laid side by side: which tokens of one stand for which of the other."""

from functools import lru_cache
from typing import NamedTuple

from sanksi.ledger.names import token_similarity

GLUE_FLOOR = 0.78
"""Least likeness of several tokens written as one (Jong Un / Jongun): below it, glueing makes chance pairs."""

GLUE_FACTOR = 0.98
"""What equal letters are worth when one side glues them."""


class Pairing(NamedTuple):
    """Tokens `left[start:end]` stand for `right[start:end]`; on one side at least there is a single token."""

    similarity: float
    left_start: int
    left_end: int
    right_start: int
    right_end: int


def align_tokens(left: tuple[str, ...], right: tuple[str, ...], *, initial: float) -> list[Pairing]:
    """Pair the tokens of two names, the most alike first, each token at most once; order in the name does not matter.

    Args:
        left: tokens of one name.
        right: tokens of the other.
        initial: likeness of a single letter to a name that begins with it.
    """
    found = [
        Pairing(similarity, i, i + 1, j, j + 1)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if (similarity := _likeness(a, b, initial))
    ]
    for i, end, glued in _glue(left):
        found += [
            Pairing(s, i, end, j, j + 1)
            for j, b in enumerate(right)
            if -3 < len(glued) - len(b) < 3 and (s := _alike(glued, b))
        ]
    for j, end, glued in _glue(right):
        found += [
            Pairing(s, i, i + 1, j, end)
            for i, a in enumerate(left)
            if -3 < len(glued) - len(a) < 3 and (s := _alike(a, glued))
        ]
    found.sort(
        key=lambda p: (
            -p.similarity,
            -(p.left_end - p.left_start) - (p.right_end - p.right_start),
            p.left_start + p.right_start,
            p,
        )
    )
    used_left, used_right, chosen = 0, 0, []
    for pairing in found:
        mine = (1 << pairing.left_end) - (1 << pairing.left_start)
        theirs = (1 << pairing.right_end) - (1 << pairing.right_start)
        if not used_left & mine and not used_right & theirs:
            used_left |= mine
            used_right |= theirs
            chosen.append(pairing)
    return chosen


def _likeness(a: str, b: str, initial: float) -> float:
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return initial if a[0] == b[0] and a.isalpha() and b.isalpha() else 0.0
    return token_similarity(a, b)


@lru_cache(maxsize=65_536)
def _glue(tokens: tuple[str, ...]) -> tuple[tuple[int, int, str], ...]:
    """Two or three neighbours as one word, and runs of single letters (A.B.C.), with their place; short words say nothing."""
    spans = ((i, i + span) for span in (2, 3, 4) for i in range(len(tokens) - span + 1))
    glued = ((i, end, "".join(tokens[i:end])) for i, end in spans)
    return tuple((i, end, g) for i, end, g in glued if len(g) == end - i or (len(g) >= 4 and end - i < 4))


def _alike(a: str, b: str) -> float:
    similarity = GLUE_FACTOR * token_similarity(a, b)
    return similarity if similarity >= GLUE_FLOOR else 0.0
