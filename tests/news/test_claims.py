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


def told(text: str) -> list[tuple[str, str]]:
    """Speaker, in the article's words, and text of every claim behind the opening line; the reporter is ""."""
    claims: list[dict[str, Any]] = read(text, screener=None, today=date(2026, 11, 24)).to_dict()["claims"]  # type: ignore[assignment]
    return [(c["speaker"]["text"], c["text"].strip("“”,.")) for c in claims[1:]]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        # a verb of speech that no list has, told by its place
        ("“Bohong besar,” semprot Edmar Tulo.", [("Edmar Tulo", "Bohong besar")]),
        ("“Kapal itu milik kami,” cerocos direktur pabrik itu.", [("direktur", "Kapal itu milik kami")]),
        # clauses side by side
        (
            "Edmar Tulo mengaku terbang ke Yangon, tetapi membantah bertemu tentara.",
            [("Edmar Tulo", "terbang ke Yangon"), ("Edmar Tulo", "bertemu tentara")],
        ),
        (
            "Edmar Tulo menyatakan pelabuhan sudah dibuka, sementara Seoul mengancam menutup bandara.",
            [("Edmar Tulo", "pelabuhan sudah dibuka"), ("Seoul", "menutup bandara")],
        ),
        # speech within a relative clause
        (
            "Badan itu menahan tanker, yang menurut Edmar Tulo mengangkut minyak sawit.",
            [("", "Badan itu menahan tanker"), ("Edmar Tulo", "mengangkut minyak sawit")],
        ),
        (
            "Polisi membaca pesan berantai yang menyebut ikan itu diberi racun tikus.",
            [("", "Polisi membaca pesan berantai"), ("pesan berantai", "ikan itu diberi racun tikus")],
        ),
        # a name and a colon, an authority's plan, a noun of speech with its name, others who alleged it
        ("Edmar Tulo: kapal itu sudah dijual.", [("Edmar Tulo", "kapal itu sudah dijual")]),
        ("Kejaksaan akan menggeledah pabrik itu.", [("Kejaksaan", "akan menggeledah pabrik itu")]),
        (
            "Kemarin tuduhan Edmar Tulo bahwa kapal itu membawa rudal mengejutkan pasar.",
            [("Edmar Tulo", "kapal itu membawa rudal mengejutkan pasar")],
        ),
        (
            "Edmar Tulo membantah kapalnya membawa rudal, seperti dituduhkan sejumlah nelayan.",
            [("Edmar Tulo", "kapalnya membawa rudal"), ("sejumlah nelayan", "kapalnya membawa rudal")],
        ),
        # a source credit is nothing said
        (
            "Edmar Tulo menyebut kapal itu sudah dijual, demikian dilansir Kantor Berita Contoh.",
            [("Edmar Tulo", "kapal itu sudah dijual")],
        ),
    ],
)
def test_indonesian_clauses_are_parted_and_given_to_who_says_them(text: str, claims: list[tuple[str, str]]) -> None:
    """Each clause has its own speaker."""
    assert sorted(told(INDONESIAN + text)) == sorted(claims)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("A government insider fumed: “They made us look small.”", [("government insider", "They made us look small")]),
        ("“I am not going,” vowed its caretaker, who has no key.", [("its caretaker", "I am not going")]),
        ("The trucks, Edmar Tulo insists, were meant for farmers.", [("Edmar Tulo", "were meant for farmers")]),
        (
            "He shook his head as Edmar Tulo told the court that the ship had sunk.",
            [("Edmar Tulo", "the ship had sunk")],
        ),
        (
            "The frigate seized the trucks, which Edmar Tulo said breached the embargo.",
            [("Edmar Tulo", "breached the embargo")],
        ),
        (
            "Police held a man who is said to have sold rifles to rebels.",
            [("", "Police held a man"), ("", "sold rifles to rebels")],
        ),
        (
            "Edmar Tulo said the note had been forged, and she vowed to call a witness.",
            [("Edmar Tulo", "the note had been forged"), ("Edmar Tulo", "call a witness")],
        ),
        ("The ship sank the trawler, survivors claim.", [("survivors", "The ship sank the trawler")]),
        (
            "Edmar Tulo said any ship that helped would be seized.",
            [("Edmar Tulo", "any ship that helped would be seized")],
        ),
        ("The idea of a think tank in the port is new.", [("", "The idea of a think tank in the port is new")]),
    ],
)
def test_english_clauses_are_parted_and_given_to_who_says_them(text: str, claims: list[tuple[str, str]]) -> None:
    """Each clause has its own speaker."""
    assert sorted(told(ENGLISH + text)) == sorted(claims)
