"""Long lines made to hurt: reading stays linear."""

import time
from datetime import date

import pytest

from sanksi.news import read

LINE = 100_000
HEAD = "Judul yang dan di ini itu\n\n" + "yang di dan ini untuk dengan " * 300
PATTERNS = (
    '"a, ',
    "“Kata ",
    "Kim ",
    "Presiden Menteri ",
    "dan kata yang ",
    "A-",
    "(",
    "13/",
    "lebih dari ",
    "menurut Kim, ",
    "Rusia menjual senjata ke Korea Utara dan kapal itu disita polisi yang ",
)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_long_line_of_one_pattern_is_read(pattern: str) -> None:
    """A line of 100,000 characters takes seconds at most, where a quadratic reader takes minutes."""
    began = time.process_time()
    read(HEAD + pattern * (LINE // len(pattern)), screener=None, today=date(2026, 11, 24))
    assert time.process_time() - began < 30
