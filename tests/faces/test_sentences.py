"""The engine's sentences in Indonesian: whole or not at all, with every value kept."""

import re
from datetime import date
from importlib.resources import files

import pytest
from babel.messages.pofile import read_po

from sanksi.faces.pages.sentences import LONGEST, say
from sanksi.ledger import Party
from sanksi.match import compare
from sanksi.match.facts import _DATES
from sanksi.match.names import _AGAINST, _HOW
from sanksi.regime import check


def test_every_message_keeps_its_values() -> None:
    """A translation has the braces of its msgid, no more and no fewer."""
    with files("sanksi.faces").joinpath("templates/sentences.id.po").open("rb") as file:
        messages = [m for m in read_po(file) if m.id]
    assert len(messages) > 40
    for m in messages:
        assert sorted(re.findall(r"\{\w+\}", str(m.id))) == sorted(re.findall(r"\{\w+\}", str(m.string))), m.id


@pytest.mark.parametrize(
    "sentence",
    [
        *(f"Contoh {how} tsontoh." for how in _HOW.values()),
        *_AGAINST.values(),
        *(sentence.format("1984-01-08", "1984") for _, sentence in _DATES.values()),
        "Ali Contoh (un-sc-1) scores 0.93 and 2 more",
        "no edition of un-sc on or before 2020-01-01 is held",
    ],
)
def test_what_the_engine_says_has_a_translation(sentence: str) -> None:
    """Ways of names to be alike, dates of birth, verdicts."""
    said = say(sentence, "id")
    assert said.language == "id"
    assert said.text != sentence


def test_real_evidence_and_caveats_are_translated() -> None:
    """What a comparison and a check say today."""
    mine = Party(name="Vladimir Contoh", birthDate="1984", country="ru")
    match = compare(mine, Party(name="Wladimir Olegovich Contoh", birthDate="1984-01-08", country="ru"))
    told = [e.sentence for e in match.evidence if e.sentence]
    caveats = check(
        {"deal.from": "ru", "deal.to": "kp", "goods.unknown": ["dingus"]}, on=date(2024, 3, 4), regimes=None
    ).caveats
    assert told
    assert caveats
    left = [s for s in (*told, *caveats) if say(s, "id").language == "en"]
    assert not [s for s in left if "does not reach this" not in s]


def test_a_text_is_translated_as_a_whole_or_not_at_all() -> None:
    """Half a translation would hide what was left out; English stays English."""
    half = "The numbers differ. Nobody has written this sentence."
    assert say(half, "id") == (half, "en")
    assert say("The numbers differ.", "en") == ("The numbers differ.", "en")
    long = f"Both are tied to {'x' * LONGEST}."
    assert say(long, "id") == (long, "en")


def test_braces_in_a_value_stay_words() -> None:
    """A name is put in, never read as a template."""
    assert say("The name is that of the listing: {0.__class__}.", "id").text.endswith("{0.__class__}.")
