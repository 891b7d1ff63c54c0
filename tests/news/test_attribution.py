"""How English news names a source, each construction beside a neighbour that differs in one point."""

from datetime import date
from typing import Any

import pytest

from sanksi.news import read

OPENING = "This is an example report that was written for the test of it.\n\n"


def told(text: str) -> list[tuple[str, str, str]]:
    """Speaker in the article's words, stance and text of every claim with a source behind the opening line."""
    claims: list[dict[str, Any]] = read(OPENING + text, screener=None, today=date(2026, 11, 24)).to_dict()["claims"]  # type: ignore[assignment]
    return [(c["speaker"]["text"], c["stance"], c["text"].strip('",.')) for c in claims if not c["speaker"]["reporter"]]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        # set off by commas: behind what is said, within it, in either order, with an apposition
        ("The pumps were sold twice, records show.", [("records", "asserts", "The pumps were sold twice")]),
        ("The pumps were sold twice, the list is long.", []),
        ("The cargo, the shipper insists, is rice.", [("the shipper", "asserts", "is rice")]),
        ("The cargo, the shipper, the truck are gone.", []),
        (
            "The pumps were shipped abroad, said two people with knowledge of the deal.",
            [("two people with knowledge of the deal", "asserts", "The pumps were shipped abroad")],
        ),
        (
            "The owner lives abroad, the letter, seen by this newspaper, says.",
            [("the letter", "asserts", "The owner lives abroad")],
        ),
        ("The trial, expected to last three weeks, continues.", []),
        (
            "Militias ordered the trucks, if his rivals are to be believed.",
            [("his rivals", "alleges", "Militias ordered the trucks")],
        ),
        ("Militias ordered the trucks, if his rivals are right.", []),
        # a clause that hangs on a noun
        (
            "Frigates stopped 65 trucks, which the mission said breached the embargo.",
            [("the mission", "asserts", "breached the embargo")],
        ),
        ("Frigates stopped 65 trucks, which the mission towed to a port.", []),
        (
            "The bank, which denies the charge, has closed its branch.",
            [("The bank", "denies", "the charge")],
        ),
        # further clauses
        (
            "The minister said the ship was clean but the owner said it was sold.",
            [("minister", "asserts", "the ship was clean"), ("owner", "asserts", "it was sold")],
        ),
        (
            "Two of them wrote on pumps, she said, and none on quakes in the north.",
            [
                ("she", "asserts", "Two of them wrote on pumps"),
                ("she", "asserts", "none on quakes in the north"),
            ],
        ),
        # quotes of sources without a name, with any verb
        ('"The cranes were broken for a year," a harbour worker sighed.', [("a harbour worker", "asserts", "The cranes were broken for a year")]),
        ('"The cranes were broken for a year," said a man who works there.', [("a man", "asserts", "The cranes were broken for a year")]),
        ('One message read: "The crates leave before the ship sails."', [("One message", "asserts", "The crates leave before the ship sails")]),
        # whom it is told, when and where
        ("Its lawyer told the court the cargo was fertiliser.", [("lawyer", "asserts", "the cargo was fertiliser")]),
        ("The judge told the captain to hand over his passport.", [("judge", "asks", "the captain to hand over his passport")]),
        ("The ministry said on Thursday it had summoned the envoy.", [("The ministry", "asserts", "it had summoned the envoy")]),
        ("The court heard that the men had met in a hotel.", [("The court", "alleges", "the men had met in a hotel")]),
        ("The man heard that the men had met in a hotel.", []),
        # wishes, certainties, nouns
        ("Campaigners want the list published.", [("Campaigners", "asks", "the list published")]),
        ("Campaigners want to publish.", [("Campaigners", "plans", "publish")]),
        ("The envoy is convinced that the deal will hold.", [("envoy", "asserts", "the deal will hold")]),
        (
            "The prosecution's case is that the men knew what was inside.",
            [("The prosecution", "alleges", "the men knew what was inside")],
        ),
        ("The committee may question the minister.", []),
        ("The agreement calls for two inspections a year.", []),
        # who would not say
        ("The diplomat conceded that the delay was long, but would not say why.", [("diplomat", "asserts", "the delay was long")]),
        ("The ministry declined to comment on the report.", []),
    ],
)  # fmt: skip
def test_who_says_what_in_an_english_sentence(text: str, claims: list[tuple[str, str, str]]) -> None:
    """Nothing that nobody said becomes a claim, and the source is named in the article's words."""
    assert told(text) == claims


def test_answers_of_an_interview_are_claims_of_who_is_interviewed() -> None:
    """A label that comes again says who speaks; one that stands once is no label."""
    asked = "Rona Vell runs the harbour office.\n\nQ: Who paid you?\n\nA: My uncle paid for it.\n\nQ: And then?\n\nA: Then we sailed home."
    assert [t for _, _, t in told(asked)] == ["My uncle paid for it", "Then we sailed home"]
    assert told("Rona Vell runs the harbour office.\n\nA: My uncle paid for it.") == []


def test_pronouns_mean_who_was_told_of_last() -> None:
    """ "She" is the person a sentence began with, "it" the body."""
    text = "Rona Vell runs the harbour office. She said the ship had left before dawn."
    claims: list[dict[str, Any]] = read(OPENING + text, screener=None, today=date(2026, 11, 24)).to_dict()["claims"]  # type: ignore[assignment]
    assert claims[-1]["speaker"]["name"] == "Rona Vell"
    assert claims[-1]["text"] == "the ship had left before dawn"
