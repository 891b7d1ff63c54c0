"""The reader of reports as an adapter for ../shared/bench/news.py: `read`.

usage, from ../shared/bench: PYTHONPATH=../../main/bench python news.py --adapter reader
"""

from datetime import date

from sanksi import news


def read(text: str) -> dict[str, object]:
    """Claims and all else of a report, as the contract shapes them; nobody is screened."""
    return news.read(text, screener=None, today=date(2026, 11, 24), html=False).to_dict()
