"""The tagger's network in the kernel against the same sums in Python."""

import math
import random
from array import array
from collections.abc import Sequence

import pytest

from sanksi.errors import KernelError
from sanksi.names.network import Network

WIDTH, STATE, MIDDLE, LABELS, ROWS = 80, 64, 64, 7, 40
NEVER, UNIT = -1e4, 2**-10
Matrix = list[list[float]]


def sigmoid(x: float) -> float:
    """One over one and e to the minus x."""
    return 1 / (1 + math.exp(-x))


def times(x: Sequence[float], matrix: Matrix, bias: Sequence[float]) -> list[float]:
    """A row times a matrix, and a bias."""
    return [b + sum(map(float.__mul__, x, column)) for b, column in zip(bias, zip(*matrix, strict=True), strict=True)]


class Reference:
    """Random numbers, and what they make of a sentence."""

    def __init__(self, seed: int, networks: int = 2) -> None:
        chance = random.Random(seed)  # noqa: S311 - cases, not secrets

        def matrix(rows: int, columns: int) -> Matrix:
            return [list(array("f", (chance.gauss(0, 0.3) for _ in range(columns)))) for _ in range(rows)]

        shapes = [(WIDTH, 4 * STATE), (STATE, 4 * STATE), (1, 4 * STATE)] * 2
        shapes += [(2 * STATE + WIDTH, MIDDLE), (1, MIDDLE), (MIDDLE, LABELS), (1, LABELS)]
        self.first = [NEVER if k in (2, 4, 6) else 0.0 for k in range(LABELS)]
        self.follow = matrix(LABELS, LABELS)
        self.networks = [[matrix(*shape) for shape in shapes] for _ in range(networks)]
        self.scales = [list(array("f", (chance.uniform(0.001, 0.01) for _ in range(ROWS)))) for _ in range(networks)]
        self.rows = [[[chance.randint(-127, 127) for _ in range(WIDTH)] for _ in range(ROWS)] for _ in range(networks)]
        self.field = [[chance.randint(-1000, 1000) for _ in range(LABELS)] for _ in range(ROWS)]

    def block(self) -> bytes:
        """As the trainer packs it."""
        numbers = [*self.first, *(x for row in self.follow for x in row), UNIT]
        numbers += [x for parts in self.networks for part in parts for row in part for x in row]
        numbers += [x for scales in self.scales for x in scales]
        field = array("h", [x for row in self.field for x in row])
        rows = array("b", [x for rows in self.rows for row in rows for x in row])
        return b"".join(part.tobytes() for part in (array("f", numbers), field, rows))

    def network(self) -> Network:
        """The kernel's."""
        return Network(self.block(), networks=len(self.networks), known=ROWS, linear=ROWS)

    def label(self, sentence: Sequence[Sequence[int]], told: Sequence[Sequence[int]]) -> list[int]:
        """The best path, by trying the sums one by one."""
        weights = [[sum((UNIT * self.field[f][b] for f in word), 0.0) for b in range(LABELS)] for word in told]
        for parts, scales, rows in zip(self.networks, self.scales, self.rows, strict=True):
            words = [
                [sum(scales[f] * rows[f][j] for f in word) * 2 / math.sqrt(len(word) + 1) for j in range(WIDTH)]
                for word in sentence
            ]
            ahead, behind = self._read(words, parts[:3]), self._read(words[::-1], parts[3:6])[::-1]
            for weight, word, h, g in zip(weights, words, ahead, behind, strict=True):
                middle = [max(0.0, x) for x in times(h + g + word, parts[6], parts[7][0])]
                weight[:] = map(float.__add__, weight, times(middle, parts[8], parts[9][0]))
        score = list(map(float.__add__, weights[0], self.first))
        back: list[list[int]] = []
        for weight in weights[1:]:
            ways = [[score[a] + self.follow[a][b] for a in range(LABELS)] for b in range(LABELS)]
            back.append([way.index(max(way)) for way in ways])
            score = [max(way) + x for way, x in zip(ways, weight, strict=True)]
        path = [score.index(max(score))]
        for pointers in reversed(back):
            path.append(pointers[path[-1]])
        return path[::-1]

    @staticmethod
    def _read(words: Matrix, layer: Sequence[Matrix]) -> Matrix:
        h, c, out = [0.0] * STATE, [0.0] * STATE, []
        for word in words:
            g = times(h, layer[1], times(word, layer[0], layer[2][0]))
            i, f, o, n = (g[k * STATE : (k + 1) * STATE] for k in range(4))
            c = [sigmoid(f[j] + 1) * c[j] + sigmoid(i[j]) * math.tanh(n[j]) for j in range(STATE)]
            h = [sigmoid(o[j]) * math.tanh(c[j]) for j in range(STATE)]
            out.append(h)
        return out


def flat(sentence: Sequence[Sequence[int]]) -> "tuple[array[int], array[int]]":
    """Features of all words, and where those of each begin."""
    starts = [sum(len(word) for word in sentence[:k]) for k in range(len(sentence) + 1)]
    return array("i", [f for word in sentence for f in word]), array("i", starts)


@pytest.mark.parametrize(("seed", "networks"), [(1, 1), (2, 2), (3, 2)])
def test_the_kernel_reads_as_the_reference_does(seed: int, networks: int) -> None:
    """Random numbers, a word without features among the words."""
    reference, chance = Reference(seed, networks), random.Random(seed)  # noqa: S311 - cases, not secrets
    sentence, told = ([[chance.randrange(ROWS) for _ in range(n)] for n in (5, 0, 9, 3)] for _ in range(2))
    assert list(reference.network().label(*flat(sentence), *flat(told))) == reference.label(sentence, told)


def test_no_words_have_no_labels() -> None:
    """An empty sentence is none."""
    assert Reference(1).network().label(*flat([]), *flat([])) == b""


def test_numbers_that_are_too_large_stay_numbers() -> None:
    """The exponential is bounded on both sides."""
    reference = Reference(4)
    reference.scales = [[1e6] * ROWS] * 2
    words = flat([list(range(20)), list(range(20, ROWS))])
    assert all(k < LABELS for k in reference.network().label(*words, *words))


def test_a_block_of_another_size_is_refused() -> None:
    """A library of one version with the numbers of another."""
    block = Reference(1).block()
    for wrong in (block[:-1], block + b"0", b""):
        with pytest.raises(KernelError, match="not of this kernel's version"):
            Network(wrong, networks=2, known=ROWS, linear=ROWS)
