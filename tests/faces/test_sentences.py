"""The engine's sentences in Indonesian: whole or not at all, with every value kept."""

import re
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
import yaml
from babel.messages.pofile import read_po

from sanksi.faces.pages.sentences import LONGEST, say
from sanksi.ledger import Party
from sanksi.match import compare
from sanksi.match.facts import _DATES
from sanksi.match.names import _AGAINST, _HOW
from sanksi.news.dates import find_dates
from sanksi.news.words import load_lexicon
from sanksi.regime import check, list_regimes, load_facts, load_regime


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


@pytest.mark.parametrize("name", list_regimes())
def test_whatever_a_measure_says_has_a_translation_with_the_same_numbers(name: str) -> None:
    """Titles, summaries, scopes, exemptions; a figure or paragraph that a translator mistypes is found."""
    measures = load_regime(name).measures
    texts = {t for m in measures for t in (m.title, m.summary, *(v.scope for v in m.versions))}
    texts |= {t for m in measures for x in m.exemptions for t in (x.title, x.conditions, x.who)}
    for text in texts - {""}:
        said = say(text, "id")
        assert said.language == "id", text
        assert _digits(said.text) == _digits(text), text


def test_every_question_has_a_translation() -> None:
    """What a fact is asked by, and the frequent words that answer it."""
    assert [f.ask for f in load_facts().values() if say(f.ask, "id").language == "en"] == []
    assert [say(w, "id").text for w in ("to dprk", "technical assistance", "ammunition")] == [
        "menuju RRDK",
        "bantuan teknis",
        "amunisi",
    ]


@pytest.mark.parametrize("language", ["id", "en"])
def test_how_a_date_was_anchored_is_told_in_indonesian(language: str) -> None:
    """Every sentence that the grammar of times can say on the own set, doubts as well."""
    path = Path(__file__).resolve().parents[1] / "evaluation" / "dates.yml"
    blocks = [b for b in yaml.safe_load(path.read_text(encoding="utf-8")) if b["language"] == language]
    told = set()
    for block in blocks:
        for item in block["items"]:
            text = re.sub(r"[\[\]]", "", item[0])
            for when in find_dates(text, [(0, len(text))], block["published"], load_lexicon(language)):
                told |= {when.how, when.doubt}
    assert len(told) > 30
    assert {
        s
        for s in told - {""}
        if say(s, "id").language == "en" or re.search(r"\b(?:the|day|publication|days)\b", say(s, "id").text)
    } == set()


def _digits(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", text.replace(",", "").replace(".", "")))
