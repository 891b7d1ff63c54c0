"""The FollowTheMoney export: ids that stay, references that lead somewhere, properties of the model, and nothing told as fact."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sanksi.faces.ftm import DOCUMENT_PROPERTIES, entities_of, write_ftm
from sanksi.ledger import PROPERTY_TYPES, properties_of
from sanksi.news import read

REPORT = """This is an example report that was written for the test of it.

Published: 4 March 2024, 09:15 GMT

North Korean leader Kim Jong Un met Russian President Vladimir Putin in Moscow on Monday.

South Korea's defense ministry said on Friday that North Korea had shipped ammunition to Russia. Moscow denied that North Korea had shipped ammunition to Russia.
"""
LISTED = {
    "entity_id": "us-ofac-sdn-20157", "caption": "Jong Un KIM", "schema": "Person", "score": 1.0, "lists": ["us-ofac-sdn"],
    "programs": ["DPRK3"],
    "follows": [{"program": "DPRK3", "authority": "E.O. 13722", "restrictions": ["asset_freeze", "travel_ban"]}],
}  # fmt: skip


@pytest.fixture
def reading() -> dict[str, Any]:
    """The report, with one party taken for a listed person."""
    found = read(REPORT, screener=None, today=date(2026, 11, 28))
    shape: dict[str, Any] = json.loads(json.dumps(found.to_dict())) | {"text": found.text}
    kim = next(e for e in shape["entities"] if e["name"] == "Kim Jong Un")
    kim |= {"link": LISTED, "screening": {"as_of": "2024-03-04", "verdict": "hit", "matches": [LISTED]}}
    return shape


def test_every_property_is_one_of_its_schema(reading: dict[str, Any]) -> None:
    """Of a party by the ledger's vocabulary, of the rest by the exporter's own table; every value is a text."""
    for entity in entities_of(reading):
        known = DOCUMENT_PROPERTIES.get(entity["schema"]) or properties_of(entity["schema"])
        assert set(entity["properties"]) <= known, entity
        assert all(isinstance(v, str) and v for values in entity["properties"].values() for v in values)


def test_ids_stay_and_references_lead_somewhere(reading: dict[str, Any]) -> None:
    """Two exports are the same; each id stands once; each end of a relation is in the file."""
    entities = list(entities_of(reading))
    ids = [e["id"] for e in entities]
    assert entities == list(entities_of(reading))
    assert len(ids) == len(set(ids))
    references = {
        "involved",
        "proof",
        *(p for p, kind in PROPERTY_TYPES.items() if kind == "entity"),
        "document",
        "entity",
    }
    used = {v for e in entities for p in references & set(e["properties"]) for v in e["properties"][p]}
    assert used
    assert used <= set(ids)


def test_what_is_alleged_says_so(reading: dict[str, Any]) -> None:
    """The transfer is an event and a link, both with who says it; its denial too."""
    transfers = [e for e in entities_of(reading) if e["properties"].get("name") == ["transfer of arms"]]
    told = [e["properties"]["summary"][0] for e in transfers]
    assert any("alleged, according to" in t for t in told)
    assert not [t for t in told if "asserted" in t]
    links = [e["properties"]["role"][0] for e in entities_of(reading) if e["schema"] == "UnknownLink"]
    assert all(": " in role for role in links)


def test_the_listed_entry_is_linked_and_kept_apart(reading: dict[str, Any]) -> None:
    """The party is no merged entity: a link with the score leads to the entry, which carries the topic and its sanction."""
    entities = list(entities_of(reading))
    [entry] = [e for e in entities if e["id"] == LISTED["entity_id"]]
    assert entry["properties"]["topics"] == ["sanction"]
    [party] = [e for e in entities if e["properties"].get("name") == ["Kim Jong Un"]]
    assert "topics" not in party["properties"]
    [link] = [e for e in entities if e["properties"].get("object") == [entry["id"]]]
    assert link["properties"]["role"] == ["screened as of 2024-03-04: hit, score 1.000"]
    [sanction] = [e for e in entities if e["schema"] == "Sanction"]
    assert sanction["properties"]["summary"] == ["asset freeze, travel ban"]


def test_the_file_holds_an_entity_a_line(reading: dict[str, Any], tmp_path: Path) -> None:
    """JSON lines, the article first, its instant in UTC."""
    lines = write_ftm(reading, tmp_path / "new" / "out.jsonl").read_text(encoding="utf-8").splitlines()
    article = json.loads(lines[0])
    assert (article["schema"], article["properties"]["language"]) == ("Article", ["eng"])
    assert article["properties"]["publishedAt"] == ["2024-03-04T09:15:00"]
