"""Runs the tagger's networks and its linear field in the compiled kernel (``network.c``): features of words in, labels out."""

import sys
from array import array

from sanksi.errors import KernelError
from sanksi.names.kernel import load_kernel


class Network:
    """What was learned, as the kernel reads it.

    Args:
        block: little-endian: 32-bit numbers of the path, of each network, a scale for each row of each network; 16-bit weights of the field; rows, bytes
            with a sign.
        networks: how many.
        known: how many features each network has a row for.
        linear: how many features the field has weights for.

    Raises:
        KernelError: the block is not of the size that the kernel reads.
    """

    def __init__(self, block: bytes, *, networks: int, known: int, linear: int) -> None:
        sizes = array("q", bytes(32))
        load_kernel().sanksi_network_sizes(sizes.buffer_info()[0])
        fixed, path, width, labels = sizes
        ends = [0]
        for size in (
            4 * path,
            4 * networks * fixed,
            4 * networks * known,
            2 * linear * labels,
            networks * known * width,
        ):
            ends.append(ends[-1] + size)
        if ends[-1] != len(block):
            raise KernelError("the tagger's network is not of this kernel's version", hint="install sanksi again")
        self._path, self._numbers, self._scales = (array("f", block[ends[k] : ends[k + 1]]) for k in range(3))
        self._field, self._rows = array("h", block[ends[3] : ends[4]]), block[ends[4] :]
        if sys.byteorder == "big":
            for numbers in (self._path, self._numbers, self._scales, self._field):
                numbers.byteswap()
        self._networks, self._known = networks, known
        self._tag = load_kernel().sanksi_tag

    def label(self, rows: "array[int]", starts: "array[int]", told: "array[int]", begins: "array[int]") -> bytes:
        """The label of each word of a sentence on the best path, as a number.

        Args:
            rows: features of all words for the networks, one word after the other.
            starts: where those of each word begin, and where the last end.
            told: the same for the field.
            begins: the same for the field.
        """
        labels = array("B", bytes(len(starts) - 1))
        if labels and not self._tag(
            self._numbers.buffer_info()[0], self._networks, self._scales.buffer_info()[0], self._rows, self._known,
            rows.buffer_info()[0], starts.buffer_info()[0], self._path.buffer_info()[0], self._field.buffer_info()[0],
            told.buffer_info()[0], begins.buffer_info()[0], len(labels), labels.buffer_info()[0],
        ):  # fmt: skip
            raise MemoryError
        return labels.tobytes()
