"""The product as an adapter for ../shared/bench: `pairs` for pairs.py, `Engine` for screen.py, `tag` and `read` for news.py.

usage, from ../shared/bench: PYTHONPATH=../../main/bench python pairs.py --adapter adapter:pairs --sets name_bench,entity_bench,cross_script
                             PYTHONPATH=../../main/bench python screen.py --adapter adapter:Engine
                             PYTHONPATH=../../main/bench python news.py --adapter adapter
"""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sanksi.index import Index, build_index, open_index
from sanksi.ledger import SCHEMAS, Entity
from sanksi.match import compare, load_weights
from sanksi.news import read as read_report
from sanksi.news.tagger import load_tagger

LEAST = 0.02
LIMIT = 20


def _entity(shape: Mapping[str, Any]) -> Entity:
    schema = shape["schema"] if shape["schema"] in SCHEMAS else "Thing"
    properties = {name: tuple(values) for name, values in shape["properties"].items()}
    return Entity(
        id=shape.get("id", ""), schema=schema, properties=properties, list_id=shape.get("id", "").partition("-")[0]
    )


def pairs(items: Sequence[tuple[str, str, str]]) -> list[float]:
    """Scores of (schema, name of the query, listed name)."""
    shapes = [[{"schema": schema, "properties": {"name": [name]}} for name in names] for schema, *names in items]
    return entities([(query, listed) for query, listed in shapes])


def entities(items: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> list[float]:
    """Scores of (query, candidate) as FollowTheMoney dicts."""
    return [compare(_entity(query), _entity(listed)).score for query, listed in items]


pairs.entities = entities  # type: ignore[attr-defined]  # pairs.py looks for these on the function
pairs.threshold = load_weights().threshold  # type: ignore[attr-defined]


class Engine:
    """Index and match over the lists given, in a folder that goes with the object."""

    threshold = load_weights().threshold
    least = LEAST

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="sanksi-bench-")
        self._index: Index
        self._ids: list[str] = []

    def load(self, listed: Iterable[Mapping[str, Any]]) -> None:
        """Build and open the index."""
        build_index(map(_entity, listed), Path(self._folder.name), editions={})
        self._index = open_index(Path(self._folder.name))
        self._ids = self._index.entity_ids()

    def screen(self, records: Sequence[Mapping[str, str]]) -> list[list[tuple[str, float]]]:
        """Entity ids and scores for each record."""
        found = self._index.search_many([_party(record) for record in records], threshold=self.least, limit=LIMIT)
        ids = self._ids
        return [[(ids[row], score) for row, score in rows] for rows in found]


def _party(record: Mapping[str, str]) -> Entity:
    properties = {prop: (record[prop],) for prop in ("name", "birthDate", "country") if record[prop]}
    return Entity(schema=record["schema"] or "Thing", properties=properties)


def tag(sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    """Labels of tokenised Indonesian sentences."""
    tagger = load_tagger("id")
    assert tagger is not None
    return [tagger.tag(words) for words in sentences]


def read(text: str) -> dict[str, Any]:
    """Claims and all else of a report, as the contract shapes them; nobody is screened."""
    return dict(read_report(text, screener=None, today=date(2026, 11, 28), html=False).to_dict())
