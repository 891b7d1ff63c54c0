"""Whom "ia", "katanya", "he", "she" and "it" mean: who spoke last, or whom the reporter has just told of."""

from datetime import date
from typing import Any

import pytest

from sanksi.news import read

INDONESIAN = "Berita ini adalah contoh yang ditulis untuk diuji oleh para pembaca.\n\n"
ENGLISH = "This is an example report that was written for the test of it.\n\n"


def speaker_of_the_last(text: str) -> str:
    """Who says the last claim that is not the reporter's: by name, else in the report's words."""
    claims: list[dict[str, Any]] = read(text, screener=None, today=date(2026, 11, 28)).to_dict()["claims"]  # type: ignore[assignment]
    speaker = [c for c in claims if not c["speaker"]["reporter"]][-1]["speaker"]
    return str(speaker["name"] or speaker["text"])


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Rektor Institut Contoh mengatakan belum menerima surat. Ia meminta semua tenang.", "Rektor Institut Contoh"),
        ("Nelayan setempat, Budi Umpamawan, tak percaya. “Kapal itu gelap,” celetuknya.", "Budi Umpamawan"),
        ("Pengacara terdakwa keberatan. “Klien saya tidak bersalah,” ucapnya.", "Pengacara terdakwa"),
        ("Ketika ditanya soal kapal itu, Wali Kota Umpama mengangkat bahu. “Tanya pelabuhan,” katanya.", "Wali Kota"),
        ("Kata pakar hukum itu benar, ujar seorang hakim. Jaksa tak bergeming. “Kita lihat nanti,” tukasnya.", "Jaksa"),
        (
            "Seorang awak punya cerita lain. Surat itu dicetak di kapal, begitu pengakuannya kepada polisi.",
            "Seorang awak",
        ),
        ("Lalu, lanjut Budi Umpamawan, perlu ada pengawasan ketat di pelabuhan.", "Budi Umpamawan"),
        ("“Kami tidak menjual apa-apa, kata pejabat itu. Ia menuding pesaing menyebar kabar bohong.", "pejabat"),
    ],
)
def test_in_indonesian(text: str, speaker: str) -> None:
    """The subject of the sentence before goes before whoever spoke earlier; an office ends in the name of its body."""
    earlier = "“Semua sudah selesai,” kata Sari Contohwati.\n\n"
    assert speaker_of_the_last(INDONESIAN + earlier + text) == speaker


def test_a_sentence_about_something_else_leads_back_to_who_spoke() -> None:
    """Who only came by is meant no more when another paragraph is about something else."""
    text = (
        "“Semua sudah selesai,” kata Sari Contohwati.\n\nNelayan setempat, Budi Umpamawan, berlalu."
        "\n\nPelabuhan itu ditutup sejak Mei.\n\n“Nanti dibuka lagi,” katanya."
    )
    assert speaker_of_the_last(INDONESIAN + text) == "Sari Contohwati"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A retired captain shrugged. “The lights were off,” he said.", "A retired captain"),
        ("Asked about the crates, the mayor shrugged. “Ask the port,” he said.", "the mayor"),
        (
            "The ministry rejected the charge. “No shell has left,” it said, adding that the photos were old.",
            "ministry",
        ),
        ("The coast guard has held the ship, which it says carried coal under false papers.", "The coast guard"),
        ("“That is wrong,” said Example Lines' director, Mary Exemplar. “We paid.”", "Mary Exemplar"),
        ("The crates, said a customs officer who asked for no name, were empty.", "a customs officer"),
        ("The two firms rejected the finding. They said the cargo was rice.", "The two firms"),
        ("Councillor Mary Exemplar shrugged off a rumour that the ferry leaks. “Pub talk,” she said.", "Mary Exemplar"),
        ("The head of the port, Tom Fictitious, told the court he knew nothing.", "Tom Fictitious"),
    ],
)
def test_in_english(text: str, speaker: str) -> None:
    """Persons told by a noun are "he" and "she", the body that a sentence begins with is "it"; who is quoted speaks on."""
    said = speaker_of_the_last(ENGLISH + "“All is done,” said the harbour master.\n\n" + text)
    assert speaker in said
