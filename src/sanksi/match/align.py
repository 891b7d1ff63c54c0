"""Two names laid side by side: which tokens of one stand for which of the other."""

from typing import NamedTuple

from sanksi.ledger.names import token_similarity

GLUE_FLOOR = 0.85
"""Least likeness of several tokens written as one (Jong Un / Jongun): below it, glueing makes chance pairs."""


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
        left, right: tokens of a name.
        initial: likeness of a single letter to a name that begins with it.
    """
    found = [
        Pairing(similarity, i, i + 1, j, j + 1)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if (similarity := _likeness(a, b, initial))
    ]
    for span in (2, 3):
        for i in range(len(left) - span + 1):
            glued = "".join(left[i : i + span])
            found += [Pairing(s, i, i + span, j, j + 1) for j, b in enumerate(right) if (s := _glue_likeness(glued, b))]
        for j in range(len(right) - span + 1):
            glued = "".join(right[j : j + span])
            found += [Pairing(s, i, i + 1, j, j + span) for i, a in enumerate(left) if (s := _glue_likeness(a, glued))]
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


def _glue_likeness(a: str, b: str) -> float:
    if abs(len(a) - len(b)) > 2 or len(b) < 4 or len(a) < 4:
        return 0.0
    similarity = 0.98 * token_similarity(a, b)
    return similarity if similarity >= GLUE_FLOOR else 0.0
