"""Attribution sentence by sentence: whoever is the source, what they say is theirs and not the report's."""

from datetime import date
from typing import Any

import pytest

from sanksi.news import read

INDONESIAN = "Berita ini adalah contoh yang ditulis untuk diuji oleh para pembaca.\n\n"
ENGLISH = "This is an example report that was written for the test of it.\n\n"


def last_claim(text: str) -> dict[str, Any]:
    """The last claim of a report."""
    claims: list[dict[str, Any]] = read(text, screener=None, today=date(2026, 11, 24)).to_dict()["claims"]  # type: ignore[assignment]
    return claims[-1]


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        (
            INDONESIAN + "Korea Utara mengirim senjata ke Rusia, menurut laporan tersebut.",
            "laporan tersebut",
            "Korea Utara mengirim senjata ke Rusia",
        ),
        (
            ENGLISH + "According to two people familiar with the matter, North Korea sold rockets to Russia.",
            "two people familiar with the matter",
            "North Korea sold rockets to Russia",
        ),
        (
            ENGLISH + "North Korea sold rockets to Russia, The Harbor Times reported.",
            "The Harbor Times",
            "North Korea sold rockets to Russia",
        ),
        (
            ENGLISH + "Seoul's spy agency believes North Korea exported shells to Russia.",
            "Seoul's spy agency",
            "North Korea exported shells to Russia",
        ),
    ],
)
def test_sources_without_a_person_speak_for_themselves(text: str, speaker: str, said: str) -> None:
    """A report, unnamed people, a newspaper and an agency are the speakers of what they are cited for."""
    claim = last_claim(text)
    assert (claim["speaker"]["text"], claim["text"], claim["speaker"]["reporter"]) == (speaker, said, False)


@pytest.mark.parametrize(
    "text",
    [
        INDONESIAN + "Menurut rencana, kapal itu akan mengirim senjata dari Korea Utara ke Rusia.",
        ENGLISH + "The ship left North Korea for Russia on Monday, according to plan.",
    ],
)
def test_a_plan_or_schedule_is_no_speaker(text: str) -> None:
    """ "According to plan" names nobody: the sentence stays the reporter's."""
    assert last_claim(text)["speaker"]["reporter"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (INDONESIAN + "Seoul menuduh Pyongyang menjual rudal kepada Iran. Pyongyang membantahnya.", "Pyongyang"),
        (ENGLISH + "Seoul said North Korea had sold rockets to Russia. North Korea denied it.", "North Korea"),
    ],
)
def test_the_shortest_denial_is_a_denial(text: str, speaker: str) -> None:
    """ "Denied it" and "membantahnya" deny the claim just before."""
    claims: list[dict[str, Any]] = read(text, screener=None, today=date(2026, 11, 24)).to_dict()["claims"]  # type: ignore[assignment]
    denial = claims[-1]
    assert (denial["stance"], denial["speaker"]["text"], denial["about"]) == ("denies", speaker, [claims[-2]["id"]])
