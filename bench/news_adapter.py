"""The product as an adapter for ../shared/bench/news.py: names by the tagger, whole reports by `read`.

usage, from ../shared/bench: PYTHONPATH=../../main/bench python news.py --adapter news_adapter
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sanksi.news import read as read_report
from sanksi.news.tagger import load_tagger


def tag(sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    """Labels of tokenised sentences."""
    tagger = load_tagger("id")
    assert tagger is not None
    return [tagger.tag(words) for words in sentences]


def read(text: str) -> dict[str, Any]:
    """The reading of a report."""
    return dict(read_report(text, screener=None, today=date(2026, 11, 28)).to_dict())
