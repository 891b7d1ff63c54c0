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


@pytest.mark.parametrize(
    ("text", "speaker", "quote"),
    [
        (INDONESIAN + "“Kapal itu kosong,” kata Edmar Tulo, Rabu (13/9/2023).", "Edmar Tulo", "“Kapal itu kosong,”"),
        (INDONESIAN + "Edmar Tulo tiba pukul lima. “Kapal itu kosong sejak kemarin, kata Edmar Tulo.", "Edmar Tulo", "“Kapal itu kosong sejak kemarin,"),
        (INDONESIAN + "Kapal itu kosong sejak kemarin,” kata Edmar Tulo.", "Edmar Tulo", "Kapal itu kosong sejak kemarin,”"),
        (INDONESIAN + "Edmar Tulo menolak tuduhan itu. “Kapal itu kosong. Kami memeriksanya sendiri,” katanya.", "Edmar Tulo", "“Kapal itu kosong. Kami memeriksanya sendiri,”"),
        (INDONESIAN + "Menteri Perhubungan Edmar Tulo hadir. “Kapal itu kosong,” ujar politikus senior itu.", "Edmar Tulo", "“Kapal itu kosong,”"),
        (INDONESIAN + "Hal senada disampaikan Edmar Tulo. “Kapal itu kosong sejak kemarin,” katanya.", "Edmar Tulo", "“Kapal itu kosong sejak kemarin,”"),
        (INDONESIAN + "Edmar Tulo mengatakan kapal itu kosong. “Isinya sudah diturunkan di pelabuhan,” menurutnya.", "Edmar Tulo", "“Isinya sudah diturunkan di pelabuhan,”"),
        (INDONESIAN + "Edmar Tulo mengatakan kapal itu kosong. Menurut laporan resmi, isinya diturunkan. “Kami memeriksanya sendiri,” katanya.", "Edmar Tulo", "“Kami memeriksanya sendiri,”"),
        (ENGLISH + '"The ship was empty," said Edmar Tulo on Wednesday.', "Edmar Tulo", '"The ship was empty,"'),
        (ENGLISH + 'Edmar Tulo said the ship was empty. "We searched it ourselves," he said.', "Edmar Tulo", '"We searched it ourselves,"'),
    ],
)  # fmt: skip
def test_a_quote_has_its_bounds_and_its_speaker(text: str, speaker: str, quote: str) -> None:
    """Day in brackets, a mark missing on either side, two sentences, "-nya" and descriptions for the person last heard."""
    claims: list[dict[str, Any]] = read(text, screener=None, today=date(2026, 11, 24)).to_dict()["claims"]  # type: ignore[assignment]
    found = next(c for c in claims if c["quote"])
    assert (found["speaker"]["name"], found["text"]) == (speaker, quote)


@pytest.mark.parametrize(
    "text",
    [
        INDONESIAN + "“Kapal itu kosong,” kata Edmar Tulo dalam diskusi bertajuk “Pelabuhan Bebas Senjata di Norlandia”.",
        INDONESIAN + "Dalam buku “Pelabuhan Bebas Senjata di Norlandia” Edmar Tulo menulis sejarah pelabuhan. “Kapal itu kosong,” katanya.",
    ],
)  # fmt: skip
def test_a_title_in_quotation_marks_is_no_quote(text: str) -> None:
    """Only what is said is a quote."""
    claims: list[dict[str, Any]] = read(text, screener=None, today=date(2026, 11, 24)).to_dict()["claims"]  # type: ignore[assignment]
    assert [c["text"] for c in claims if c["quote"]] == ["“Kapal itu kosong,”"]


@pytest.mark.parametrize("middle", ["“Kami memeriksanya sendiri tadi pagi.\n\n", ""])
def test_a_quote_over_paragraphs_has_one_speaker(middle: str) -> None:
    """Each paragraph opens with a mark and only the last closes; the cue comes at the very end."""
    text = INDONESIAN + "“Kapal itu kosong sejak kemarin malam.\n\n" + middle + "“Kami akan pulang,” kata Edmar Tulo."
    claims: list[dict[str, Any]] = read(text, screener=None, today=date(2026, 11, 24)).to_dict()["claims"]  # type: ignore[assignment]
    said = claims[1:]
    assert [c["speaker"]["name"] for c in said] == ["Edmar Tulo"] * (3 if middle else 2)
    assert all(c["quote"] for c in said)
