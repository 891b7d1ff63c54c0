"""The network picture and the open questions of a dossier."""

import json
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from lxml import html

from sanksi.faces.dossier import render_dossier
from sanksi.faces.dossier.network import LAYOUTS, MOST_EVENTS, Network, NetworkLayout, build_networks
from sanksi.faces.dossier.view import build_view
from sanksi.faces.pages.texts import require_texts
from sanksi.news import read

REPORT = """This is an example report that was written for the test of it.

Published: 4 March 2024

North Korean leader Kim Jong Un met Russian President Vladimir Putin in Moscow on Monday.

South Korea said on Friday that North Korea had shipped ammunition to Russia. Moscow denied that North Korea had shipped ammunition to Russia.

A senior official said that Russia trained North Korean soldiers.
"""


@pytest.fixture(scope="module")
def reading() -> dict[str, Any]:
    """The report as JSON; nobody was screened."""
    found = read(REPORT, screener=None, today=date(2026, 11, 28))
    shape: dict[str, Any] = json.loads(json.dumps(found.to_dict()))
    return shape | {"text": found.text}


def networks(reading: dict[str, Any], layout: NetworkLayout) -> tuple[Network, ...]:
    """Its pictures, in English."""
    return build_networks(build_view(reading), layout, require_texts("en"))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_boxes_stand_apart_within_the_picture(reading: dict[str, Any], layout: NetworkLayout) -> None:
    """No box lies over another or outside, no line of a label is longer than its box, lines run from side to side."""
    [picture] = networks(reading, layout)
    for box in picture.boxes:
        assert 0 <= box.x <= box.x + box.width <= layout.width
        assert 0 <= box.y <= box.y + box.height <= picture.height
        assert all(len(line) <= max(layout.letters) for line in box.lines)
    for a, b in combinations(picture.boxes, 2):
        assert a.x != b.x or a.y + a.height <= b.y or b.y + b.height <= a.y
    sides = {x for box in picture.boxes for x in (box.x, box.x + box.width)}
    assert all(edge.x1 in sides and edge.x2 in sides and edge.x1 < edge.x2 for edge in picture.edges)


def test_the_same_reading_gives_the_same_picture(reading: dict[str, Any]) -> None:
    """Nothing in it is left to chance."""
    assert networks(reading, LAYOUTS[0]) == networks(reading, LAYOUTS[0])


def test_arrows_run_from_who_acts_to_whom_it_reaches(reading: dict[str, Any]) -> None:
    """The supplier's line points at the event, the recipient's at the recipient; who says it has none."""
    arrows = {(edge.style, edge.arrow) for edge in networks(reading, LAYOUTS[0])[0].edges}
    assert {("supplier", "left"), ("recipient", "right"), ("said", ""), ("denied", "")} <= arrows


def test_many_events_make_even_pictures(reading: dict[str, Any]) -> None:
    """One event too many does not stand alone on a picture of its own."""
    [event] = [e for e in reading["events"] if e["type"] == "CONSULT"]
    many = reading | {"events": [event | {"id": f"v{i}"} for i in range(MOST_EVENTS + 1)]}
    counts = [sum(box.kind == "event" for box in picture.boxes) for picture in networks(many, LAYOUTS[0])]
    assert (len(counts), sum(counts)) == (2, MOST_EVENTS + 1)
    assert max(counts) - min(counts) <= 1


def test_a_reading_without_events_has_no_picture(reading: dict[str, Any]) -> None:
    """The page says so instead."""
    assert networks(reading | {"events": []}, LAYOUTS[0]) == ()


def test_open_questions_point_at_what_they_ask(reading: dict[str, Any]) -> None:
    """People nobody screened, a speaker without a name, an act without a day; every link leads somewhere."""
    tree: Any = html.document_fromstring(render_dossier(reading))
    [section] = tree.xpath("//*[@id='open']")
    words = " ".join(section.text_content().split())
    assert "The lists gave no answer for: Kim Jong Un" in words
    assert "The speaker has no name" in words
    assert "The act has no date" in words
    assert all(tree.xpath("//*[@id=$i]", i=link.get("href")[1:]) for link in section.iter("a"))


def test_a_listing_that_came_later_is_told(reading: dict[str, Any]) -> None:
    """In the summary, beside the party, and with what follows from it today."""
    now = {
        "entity_id": "un-sc-1", "caption": "CONTOH", "schema": "Person", "score": 1.0, "lists": ["un-sc"], "programs": ["DPRK"],
        "follows": [{"program": "DPRK", "state": "in_force", "restrictions": ["asset_freeze"], "basis": "program"}],
    }  # fmt: skip
    change = {
        "kind": "listed_since",
        "entity_id": "un-sc-1",
        "sentence": "not found on 2024-03-04, listed on 2026-11-28",
    }
    empty = {"as_of": "2024-03-04", "verdict": "clear", "why": [], "lists": [], "matches": []}
    told = [
        e | {"screening": empty, "today": empty | {"as_of": "2026-11-28", "matches": [now]}, "link_today": now, "change": change}
        if e["name"] == "Kim Jong Un"
        else e
        for e in reading["entities"]
    ]  # fmt: skip
    tree: Any = html.document_fromstring(render_dossier(reading | {"entities": told}))
    assert "Listing not the same today: 1 (Kim Jong Un)" in " ".join(
        tree.xpath("//*[@id='summary']")[0].text_content().split()
    )
    [block] = tree.xpath("//*[starts-with(@id, 'change-')]")
    assert "asset freeze" in block.text_content()
    assert "again as of 28 November 2026" in " ".join(tree.xpath("//header")[0].text_content().split())
