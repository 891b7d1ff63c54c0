"""Goods of a stretch of the text, in the words of the regime."""

from sanksi.news.values import Goods
from sanksi.regime import scan_goods


def read_goods(text: str, at: int, *, named: bool = False) -> list[Goods]:
    """Goods that a stretch names.

    Args:
        text: the stretch.
        at: where it begins in the whole text.
        named: see `scan_goods`.
    """
    return [
        Goods(
            start=at + g.start, end=at + g.end, text=g.text, categories=tuple(g.goods.facts.get("goods.category", ()))
        )
        for g in scan_goods(text, named=named)
    ]
