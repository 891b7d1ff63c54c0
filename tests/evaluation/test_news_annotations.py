"""The annotated articles keep to their guide. Failures name the article and the key, never the words: ten articles are to stay unread."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
gold = import_module("news_gold")

ARTICLES = [a for part in gold.PARTS for a in gold.articles(part)]
STANCES = {"asserts", "denies", "doubts", "warns", "threatens", "asks", "promises", "plans"}
MODALITIES = {"asserted", "alleged", "denied", "planned", "possible"}
PLOVER = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"} | {
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
KEYS = {
    "article": {"language", "published", "topic", "silent", "title", "outlet", "outside", "parties", "places"}
    | {"claims", "events", "leads"},
    "party": {"type", "names", "offices"},
    "claim": {"id", "span", "by", "stance", "alleged", "quote", "denies"},
    "event": {"type", "span", "source", "target", "place", "when", "modality", "by"},
}


def spans(article: Any) -> Iterator[tuple[str, str]]:
    """Key and quoted text of everything that has a place in the body."""
    for key in ("claims", "events"):
        yield from ((f"{key}[{n}]", item["span"]) for n, item in enumerate(article.gold[key]))
    yield from ((f"leads[{n}]", lead) for n, lead in enumerate(article.gold.get("leads", [])))


@pytest.fixture(params=ARTICLES, ids=lambda a: a.name)
def article(request: pytest.FixtureRequest) -> Any:
    """Each article in turn."""
    return request.param


def test_the_set_has_the_sizes_that_its_guide_says() -> None:
    """Fifty articles, ten of them kept, no name twice."""
    shelves = Counter((a.path.parent.name, a.gold["language"]) for a in ARTICLES)
    assert shelves == {("open", "id"): 25, ("open", "en"): 15, ("kept", "id"): 7, ("kept", "en"): 3}
    assert len({a.name for a in ARTICLES}) == len(ARTICLES)


def test_an_article_has_the_length_of_a_news_item(article: Any) -> None:
    """120 to 350 words."""
    words = len(article.plain.split())
    assert 120 <= words <= 350


def test_every_span_is_in_the_body_once_or_says_which(article: Any) -> None:
    """A quoted text without an occurrence number stands there once."""
    body, wrong = article.body(article.plain), []
    for key, span in spans(article):
        quoted, nth = gold.split_nth(span)
        count = sum(1 for _ in gold.places(body, quoted.split(" … ")[0]))
        if gold.locate(body, span) is None or nth > count or (count > 1 and quoted == span):
            wrong.append(f"{key}: {count} places")
    assert wrong == []


def test_names_places_and_outside_lines_are_in_the_article(article: Any) -> None:
    """What the annotation names can be found, offices in either case of their first letter."""
    text, parties = article.plain, article.gold["parties"]
    names = [(key, name) for key, party in parties.items() for name in party["names"]]
    names += [("places", place) for place in article.gold["places"]]
    offices = [(key, office) for key, party in parties.items() for office in party.get("offices", [])]
    missing = [key for key, name in names if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
    missing += [key for key, office in offices if not re.search(rf"(?<!\w){re.escape(office)}", text, re.IGNORECASE)]
    titled, lines = article.title(text) != (0, 0), len(article.outside(text))
    assert missing == []
    assert titled
    assert lines >= len(article.gold["outside"])


def test_an_annotation_has_the_keys_and_words_of_the_guide(article: Any) -> None:
    """Keys, stances, modalities, types; speakers and denied claims exist; only denials deny; intervals are days in order."""
    note, parties = article.gold, article.gold["parties"]
    ids = {claim["id"] for claim in note["claims"]}
    assert note.keys() <= KEYS["article"]
    assert isinstance(note["published"], date)
    assert all(p.keys() <= KEYS["party"] and p["type"] in {"PER", "ORG", "LOC", "VESSEL"} for p in parties.values())
    assert len(ids) == len(note["claims"])
    for claim in note["claims"]:
        assert claim.keys() <= KEYS["claim"]
        assert claim["stance"] in STANCES
        assert claim["by"] in {*parties, gold.REPORTER}
        assert ("denies" in claim) == (claim["stance"] == "denies"), (article.name, claim["id"])
        assert set(claim.get("denies", [])) <= ids - {claim["id"]}
    for event in note["events"]:
        types = {event["type"]} if isinstance(event["type"], str) else set(event["type"])
        known = {*parties, *note["places"], *(name for p in parties.values() for name in p["names"])}
        assert event.keys() <= KEYS["event"]
        assert types <= PLOVER
        assert event["modality"] in MODALITIES
        assert {*event.get("source", []), *event.get("target", []), event.get("place", next(iter(known)))} <= known, (
            article.name,
            event["type"],
        )
        assert event.get("by", gold.REPORTER) in {*parties, gold.REPORTER}
        begins, ends = event.get("when", (date.min, date.max))
        assert begins <= ends
