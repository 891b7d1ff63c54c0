"""The scorer of the own articles: a reading made of the annotation has everything right, and each mistake costs its own measure."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
gold = import_module("news_gold")
own = import_module("news_own")


def annotated(article: Any) -> dict[str, Any]:
    """The reading that the annotation of an article asks for, in the text between its tags."""
    text, note = article.plain, article.gold
    body = article.body(text)

    def place(span: str) -> dict[str, Any]:
        start, end = gold.locate(body, span)
        return {"start": start, "end": end, "text": text[start:end]}

    def name(party: str) -> str:
        return "" if party == gold.REPORTER else str(article.names(party)[0])

    def participant(role: str, who: str) -> dict[str, Any]:
        return {"role": role, "text": name(who), "entity": None}

    claims = [
        place(c["span"])
        | {"id": c["id"], "stance": "alleges" if c.get("alleged") else c["stance"], "about": c.get("denies", [])}
        | {"speaker": {"text": name(c["by"]), "name": None, "reporter": c["by"] == gold.REPORTER}}
        for c in note["claims"]
    ]
    events = [
        place(e["span"])
        | {"id": str(n), "type": e["type"] if isinstance(e["type"], str) else e["type"][0], "modality": e["modality"]}
        | {"participants": [participant(role, who) for role, who in own.taking_part(e)]}
        | {"date": {"from": str(e["when"][0]), "to": str(e["when"][1])} if "when" in e else None}
        | {"according_to": name(e.get("by", gold.REPORTER))}
        for n, e in enumerate(note["events"])
    ]
    mentions = [
        {"start": s, "end": e, "text": text[s:e], "type": kind} for s, e, kind in sorted(article.mentions(text))
    ]
    leads = [place(lead) for lead in note.get("leads", [])]
    return {"text": text, "claims": claims, "events": events, "mentions": mentions, "leads": leads} | {
        "entities": [],
        "findings": [],
    }


@pytest.mark.parametrize("article", [a for part in gold.PARTS for a in gold.articles(part)], ids=lambda a: a.name)
def test_what_the_annotation_asks_for_is_all_right(article: Any) -> None:
    """Every measure is full: the annotations of an article do not contradict each other either."""
    score = own.score_article(article, annotated(article))
    assert {m: (score.right[m], score.of[m]) for m in score.of if score.right[m] < score.of[m]} == {}


@pytest.mark.parametrize(
    ("measure", "spoil"),
    [
        ("speakers", lambda r: r["claims"][0]["speaker"].update(text="Menteri Kelautan")),
        ("stance", lambda r: r["claims"][2].update(stance="asserts")),
        ("polarity of all", lambda r: r["claims"][2].update(stance="asserts")),
        ("polarity of found", lambda r: r["claims"][1].update(stance="denies")),
        ("never told as fact", lambda r: r["events"][0].update(modality="asserted")),
        ("claims recall", lambda r: r["claims"].pop(1)),
        ("claims precision", lambda r: r["claims"][1].update(end=r["claims"][1]["start"] + 9)),
        ("denial links recall", lambda r: r["claims"][2].update(about=[])),
        ("denial links precision", lambda r: r["claims"][2].update(about=["b"])),
        ("event intervals", lambda r: r["events"][0].update(date=None)),
        ("event participants", lambda r: r["events"][0]["participants"].pop(0)),
        ("event roles", lambda r: r["events"][0]["participants"][0].update(role="recipient")),
        ("events recall", lambda r: r["events"][0].update(type="PROTEST")),
        ("mentions recall", lambda r: r["mentions"].pop(0)),
        ("kept out of outside lines", lambda r: r["claims"][1].update(start=r["text"].index("Baca juga"))),
    ],
)
def test_a_mistake_costs_its_own_measure(measure: str, spoil: Any) -> None:
    """On one article, one thing spoiled at a time."""
    article = next(a for a in gold.articles("open") if a.name == "id01")
    reading = annotated(article)
    spoil(reading)
    score = own.score_article(article, reading)
    assert score.right[measure] < score.of[measure]


def test_a_finding_in_an_article_about_something_else_is_told() -> None:
    """Silence is a measure."""
    article = next(a for a in gold.articles("open") if a.gold.get("silent"))
    score = own.score_article(article, annotated(article) | {"findings": [{}]})
    assert score.share("silent articles") == 0
