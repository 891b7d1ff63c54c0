"""What the words of a claim make of it, each beside a neighbour that differs in one point; and which claim a denial answers."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from sanksi.news import read

OPENING = {
    "id": "Berita ini adalah contoh yang ditulis untuk diuji oleh para pembaca.\n\n",
    "en": "This is an example report that was written for the test of it.\n\n",
}
PAIRS: list[list[str]] = yaml.safe_load(Path(__file__).with_name("stance.yml").read_text(encoding="utf-8"))


def claims_of(language: str, text: str) -> list[dict[str, Any]]:
    """The claims of a report behind its opening line."""
    reading = read(OPENING[language] + text, screener=None, today=date(2026, 11, 24)).to_dict()
    claims: list[dict[str, Any]] = reading["claims"]  # type: ignore[assignment]
    return claims[1:]


def stance_of(language: str, text: str) -> str:
    """The stance of the first claim with a source."""
    return next((c["stance"] for c in claims_of(language, text) if not c["speaker"]["reporter"]), "reporter")


@pytest.mark.parametrize(("language", "left", "stance", "right", "other"), PAIRS)
def test_a_sentence_and_its_neighbour_take_different_stances(
    language: str, left: str, stance: str, right: str, other: str
) -> None:
    """One word decides between denying, doubting, alleging, planning and plain assertion."""
    assert stance != other
    assert (stance_of(language, left), stance_of(language, right)) == (stance, other)


@pytest.mark.parametrize(
    ("language", "text", "denied"),
    [
        ("id", "Norlandia memasok drone ke Rusia, kata Seoul. Edmar Tulo mengatakan Norlandia tidak memasok drone.", 0),
        ("id", "Edmar Tulo mengatakan perusahaan itu tidak menjual drone. Seoul menyebut perusahaan itu menjual drone.", 1),
        ("id", "Seoul menuduh Norlandia memasok drone. Cuaca sedang cerah. Tuduhan itu dibantah Edmar Tulo.", 0),
        ("id", "Seoul menuduh Norlandia memasok drone.\n\n“Itu fitnah,” kata Edmar Tulo.", 0),
        ("en", "Seoul said Norland had shipped drones to Iran. Edmar Tulo said Norland had not shipped drones.", 0),
        ("en", "Seoul accused Norland of selling drones. The weather was fine. Edmar Tulo called the accusation a lie.", 0),
        ("en", "Seoul accused Norland of selling drones, but Edmar Tulo denied it.", 0),
        ("id", "Seoul menuduh Norlandia memasok drone. “Kami hanya menjual beras,” kata Edmar Tulo.", 0),
        ("id", "Tuduhan bahwa pabrik itu memasok drone, yang dilontarkan Seoul, ditepis Edmar Tulo.", 0),
        ("id", "Seoul menuduh pabrik itu memasok peluru.\n\nEdmar Tulo membantah menjual amunisi.", 0),
        ("id", "Seoul menuduh pabrik itu memasok drone.\n\n“Semua ekspor kami sesuai aturan,” kata Edmar Tulo.", 0),
        ("id", "Edmar Tulo membantah kabar bahwa kapal itu membawa emas. Seoul menyebut kapal itu membawa emas batangan.", 1),
        ("id", "Seoul menyebut kapal itu membawa pupuk. Edmar Tulo bersikukuh kapal itu membawa beras.", 0),
        ("en", "Seoul accused the yard of selling shells.\n\nEdmar Tulo said no ammunition had left the yard.", 0),
        ("en", "Edmar Tulo brushed off a report that fuel had moved. The report, by a group in Seoul, said trains had crossed.", 1),
        ("en", "Seoul said the log had been rewritten. Edmar Tulo replied that it had not.", 0),
        ("en", "Seoul accused the yard of selling shells. The weather was fine. Edmar Tulo maintained his innocence.", 0),
        # where the denied claim comes from may be told behind the denial
        ("en", "Seoul said a missile had flown. Edmar Tulo denied selling shells. That accusation was first made by a newspaper in Oslo, which said two crates had left.", 2),
        ("id", "Seoul mengatakan rudal itu terbang. Edmar Tulo membantah pabriknya menjual peluru. Tuduhan itu dilontarkan sebuah koran di Oslo, yang menulis bahwa dua peti keluar.", 2),
        # whoever is named as accused before the act; the hedge of suspicion
        ("en", "Seoul accused the yard and Edmar Tulo of selling shells. The weather was fine. Edmar Tulo said he only carried rice.", 0),
        ("id", "Edmar Tulo ditahan atas dugaan menjual peluru ke Oslo. “Saya cuma guru,” kata Edmar Tulo.", 0),
        # the accused are known by the words beside their name elsewhere
        ("id", "Jaksa mendakwa pemilik kapal menjual peluru.\n\nEdmar Tulo, terdakwa tunggal, duduk tenang. “Muatan itu beras,” kata Edmar Tulo.", 0),
        # a retraction denies what its speaker said before
        ("en", 'Edmar Tulo said the crate had been swapped. He has since recanted. "I never saw it," he said.', 0),
        ("id", "Edmar Tulo mengatakan peti itu ditukar. Kemarin ia meralatnya. “Saya tidak di sana,” katanya.", 0),
        # what is conceded is not denied
        ("id", "Seoul menuduh PT Norlandia menjual peluru. Polisi Oslo tidak menampik bahwa pelurunya laku. Edmar Tulo membantah ada peluru.", 0),
    ],
)  # fmt: skip
def test_a_denial_is_tied_to_what_it_denies(language: str, text: str, denied: int) -> None:
    """Across sentences and paragraphs, before it or behind it, and also when it only says that it was not so."""
    claims = claims_of(language, text)
    denial = next(c for c in claims if c["stance"] == "denies")
    assert (denial["speaker"]["name"], denial["about"]) == ("Edmar Tulo", [claims[denied]["id"]])


@pytest.mark.parametrize(
    ("language", "text", "stances"),
    [
        # who accuses denies nothing; who doubts goes on doubting; whoever foretells answers nothing
        (
            "id",
            "Polisi menuduh Edmar Tulo memasok drone. “Itu bukan drone biasa,” kata polisi.",
            ["alleges", "asserts"],
        ),
        ("id", "Edmar Tulo ragu kapal itu membawa drone. “Kalau berat, kok cepat?” katanya.", ["doubts", "doubts"]),
        (
            "en",
            "Edmar Tulo scoffed at the notion that Seoul would sell drones. “They will sell the manual,” he said.",
            ["denies", "asserts"],
        ),
        # an excuse denies in answer, and keeps its distance otherwise
        (
            "id",
            "Seoul menuduh PT Norlandia memasok drone. Perusahaan itu membantah. Direkturnya berdalih muatan itu pasir.",
            ["alleges", "denies"],
        ),
        ("id", "Edmar Tulo berdalih muatan itu pasir.", ["alleges"]),
        # who speaks after another's denial does not join it unless accused; a court weighs
        (
            "id",
            "Seoul menuduh PT Norlandia menjual peluru. PT Norlandia membantah. Guru besar Edmar Tulo mengatakan peluru itu tidak murah.",
            ["alleges", "asserts"],
        ),
        (
            "en",
            'Seoul accused the yard of selling shells. "We only carried rice," said its director. The court noted that no paper had been filed.',
            ["alleges", "denies", "asserts"],
        ),
        # in a quote "-nya" is somebody else
        (
            "id",
            "Konon peluru itu dijual ke Oslo. Edmar Tulo berjualan nasi. “Sopirnya juga sudah tidak di sini,” kata Edmar Tulo.",
            ["asserts"],
        ),
    ],
)
def test_what_goes_on_and_what_does_not(language: str, text: str, stances: list[str]) -> None:
    """A speaker's turn is kept only where it fits."""
    assert [c["stance"] for c in claims_of(language, text) if not c["speaker"]["reporter"]] == stances


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Edmar Tulo mengatakan, ia tidak sakit."),
        ("en", "Edmar Tulo said the harbour was not busy."),
    ],
)
def test_a_negative_statement_that_nobody_contradicts_is_no_denial(language: str, text: str) -> None:
    """ "He is not ill" answers nobody."""
    assert stance_of(language, text) == "asserts"


def test_a_doubt_is_tied_and_makes_alleged() -> None:
    """What somebody doubts is not stated as fact."""
    told, doubt = claims_of(
        "en", "Seoul said the test had worked. “I would not take that at face value,” said Edmar Tulo."
    )
    assert (doubt["stance"], doubt["about"]) == ("doubts", [told["id"]])


def test_the_reporter_tells_hearsay_as_hearsay() -> None:
    """ "Diduga" in the reporter's own sentence alleges; in a relative clause only what stands there."""
    alleged, *told = claims_of(
        "id", "Kapal itu diduga membawa drone. Polisi menangkap orang yang diduga mencuri drone impor."
    )
    assert (alleged["stance"], alleged["speaker"]["reporter"]) == ("alleges", True)
    assert [(c["stance"], c["text"]) for c in told] == [
        ("asserts", "Polisi menangkap orang"),
        ("alleges", "mencuri drone impor"),
    ]
