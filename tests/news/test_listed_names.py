"""Names of the lists in reports: found where tagger and rules see none, linked when the report says enough, in languages that nothing reads too."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

import sanksi
from sanksi.faces.batch.articles import outcome_of
from sanksi.faces.dossier import render_dossier
from sanksi.ledger import open_ledger
from sanksi.news import Reading, read
from sanksi.news.listed import unite_listed
from sanksi.news.values import Mention
from sanksi.screening import Screener, import_starter, open_screener

TODAY = date(2023, 9, 14)
INVENTED = "Ini laporan rekaan yang ditulis untuk pengujian.\n\n"


@pytest.fixture(scope="module")
def screener(tmp_path_factory: pytest.TempPathFactory) -> Screener:
    """Over a home with the starter list."""
    folder = tmp_path_factory.mktemp("home")
    ledger = open_ledger(folder, create=True)
    assert import_starter(ledger, received_at=datetime(2023, 9, 14, tzinfo=UTC)).outcome == "imported"
    ledger.close()
    return open_screener(folder, today=TODAY)


def reading_of(text: str, screener: Screener) -> Reading:
    """The report, as of the day of the list."""
    return read(text, screener=screener, today=TODAY, html=False)


def links_of(reading: Reading) -> dict[str, str | None]:
    """Parties that were screened, each with the entry it is taken for."""
    return {
        f.name: f.link.entity_id.removeprefix("starter-") if f.link else None
        for f in reading.entities
        if f.screening and f.screening.matches
    }


@pytest.mark.parametrize(
    ("text", "name", "entity"),
    [
        ("Juru bicara itu mengatakan bahwa kim jong un akan datang pada hari Rabu.", "kim jong un", "ofac-20157"),
        (
            "Kunjungan Kim Jong Un Batal, Kata Sumber Resmi Negara\n\nIa batal datang pada hari itu.",
            "Kim Jong Un",
            "ofac-20157",
        ),
        (
            "KUNJUNGAN KIM JONG UN BATAL LAGI\n\nIa batal datang pada hari itu, kata juru bicara.",
            "KIM JONG UN",
            "ofac-20157",
        ),
        ("Kedatangan Kim Jong Unnya dibicarakan warga yang tidak suka.", "Kim Jong Un", "ofac-20157"),
        ("Sebuah kapal (IMO 8606173) berlabuh di pelabuhan itu, kata warga.", "IMO 8606173", "imo-8606173"),
        ("Kapal Pukchong 33 (IMO 8606173) berlabuh di pelabuhan itu, kata warga.", "Pukchong 33", "imo-8606173"),
    ],
)
def test_a_listed_name_is_linked(screener: Screener, text: str, name: str, entity: str) -> None:
    """In small letters, in a headline, in capitals, with "-nya"; a ship by its number, which its name goes with."""
    assert links_of(reading_of(INVENTED + text, screener)) == {name: entity}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Pedagang Ryu Jin menjual ikan di pasar itu, kata warga.", "names no territory of the entry"),
        ("Kapal Pukchong 33 berlabuh di pelabuhan itu, kata warga.", "IMO number"),
    ],
)
def test_what_is_not_enough_is_shown(screener: Screener, text: str, why: str) -> None:
    """A name that many may bear, and a ship's name alone, are matches to look at and no links; the report is to be looked at."""
    reading = reading_of(INVENTED + text, screener)
    [figure] = [f for f in reading.entities if f.screening and f.screening.matches]
    assert (figure.link, figure.verdict) == (None, "potential")
    assert why in figure.not_linked
    assert outcome_of(reading) == "look"


def test_a_territory_of_the_entry_links(screener: Screener) -> None:
    """The same two words in a report that names North Korea."""
    text = INVENTED + "Pedagang Ryu Jin menjual senjata dari Korea Utara di pasar itu, kata warga."
    assert links_of(reading_of(text, screener)) == {"Ryu Jin": "un-6908514"}


def test_ordinary_words_are_no_organisation(screener: Screener) -> None:
    """A ministry without its country is not that of the entry, however alike the names are."""
    text = INVENTED + "Kementerian Energi mengatakan bahwa harga akan naik, kata juru bicara."
    assert set(links_of(reading_of(text, screener)).values()) <= {None}


UNREAD = {
    "pl": "Statek nie opuścił portu, ponieważ jego załoga została zatrzymana przez straż, ale rzecznik powiedział, że Kim Jong Un nie jest właścicielem.",
    "hi": "प्रवक्ता ने कहा कि जहाज का मालिक Kim Jong Un नहीं है और जहाज बिना अनुमति के बंदरगाह से निकल गया।",
    "zh": "发言人说，该船属于長安海連技術有限公司，但是没有得到许可就离开了港口。",
}


@pytest.mark.parametrize("language", UNREAD)
def test_a_language_without_a_reader_is_scanned(screener: Screener, language: str) -> None:
    """Listed names and their screening, no claims and no events; it says so, and offsets point into the text."""
    text = UNREAD[language]
    reading = reading_of(text, screener)
    assert reading.article.language == language
    assert "only scanned for the names of the lists" in reading.scanned
    [figure] = reading.entities
    assert figure.screening
    assert figure.screening.verdict == "hit"
    assert figure.link
    assert [text[m.start : m.end] for m in reading.mentions] == [figure.name]
    assert (reading.claims, reading.events, reading.findings) == ((), (), ())
    assert outcome_of(reading) == "look"


def test_a_name_that_only_reads_alike_is_a_match_to_look_at(screener: Screener) -> None:
    """Characters that read as a listed name in letters: others are written or read so too."""
    [figure] = reading_of("发言人说，金正恩乘火车抵达，但是没有回答记者的问题。", screener).entities
    assert (figure.name, figure.link, figure.verdict) == ("金正恩", None, "potential")


def test_silence_of_a_scan_is_no_answer(screener: Screener) -> None:
    """Nobody found is not decided, never clear; the JSON and the dossier say that the text was not read."""
    reading = reading_of(UNREAD["pl"].replace("Kim Jong Un", "Utusan Contoh"), screener)
    shape: Mapping[str, Any] = reading.to_dict()
    assert (shape["entities"], outcome_of(reading)) == ([], "undecided")
    assert "who is not found may be listed all the same" in shape["only_scanned"]
    assert set(shape["not_read"]) == {"dates", "claims", "events", "goods", "findings", "leads"}
    assert "only scanned for the names of the lists" in render_dossier({**shape, "text": reading.text})
    assert "hanya dipindai" in render_dossier({**shape, "text": reading.text}, language="id")


def named(text: str, name: str, kind: str, **more: Any) -> Mention:
    """A mention of a name in a text."""
    start = text.index(name)
    return Mention(start=start, end=start + len(name), text=name, type=kind, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "other", "kind", "name", "kept"),
    [
        ("Jenderal Utusan Contoh", "Jenderal Utusan Contoh", "PER", "Utusan Contoh", "Utusan Contoh"),
        ("Ali Utusan Contoh", "Ali Utusan Contoh", "PER", "Utusan Contoh", "Ali Utusan Contoh"),
        ("NasDem Utusan Contoh", "NasDem Utusan Contoh", "PER", "Utusan Contoh", "Utusan Contoh"),
        ("Garda Ali Utusan Contoh", "Garda Ali Utusan Contoh", "PER", "Ali Utusan Contoh", "Ali Utusan Contoh"),
        ("Utusan Contoh Raya", "Contoh Raya", "ORG", "Utusan Contoh", "Utusan Contoh"),
        ("Utusan Contoh Raya", "Contoh", "LOC", "Utusan Contoh Raya", "Utusan Contoh Raya"),
    ],
)
def test_a_listed_name_and_another(text: str, other: str, kind: str, name: str, kept: str) -> None:
    """What lies within it goes; a longer name stays when more than ordinary words stand beside a listed name of two words."""
    found = unite_listed([named(text, other, kind)], [named(text, name, "PER", listed=True)], (), {"jenderal"})
    assert [m.text for m in found] == [kept]


def test_the_office_goes_over(screener: Screener) -> None:
    """The listed name keeps the office that the other finder saw."""
    text = INVENTED + "Presiden Rusia Vladimir Putin mengatakan bahwa ia akan datang pada hari Rabu."
    [mention] = [m for m in reading_of(text, screener).mentions if m.type == "PER"]
    assert (mention.text, mention.office, mention.listed) == ("Vladimir Putin", "Presiden Rusia", True)


def test_the_office_of_the_entry_is_told() -> None:
    """A name that many may bear is taken for the entry whose office the article gives, and the sentence says which."""
    entry = {
        "id": "1",
        "schema": "Person",
        "properties": {"name": ["Robert Hassan"], "position": ["Minister of Defence"], "country": ["sy"]},
    }
    others = [
        {"id": f"x{n}", "schema": "Person", "properties": {"name": [f"Rekaan{n} Contoh{n}"]}} for n in range(60)
    ]  # on a list of one, each word is as common as can be
    own = sanksi.Screener.from_entities([entry, *others], today=TODAY)
    told = {}
    for office in ("Menteri Pertahanan", "Pedagang"):
        reading = reading_of(f"{INVENTED}{office} Robert Hassan mengatakan bahwa ia akan datang pada hari Rabu.", own)
        [figure] = [f for f in reading.entities if f.screening and f.screening.matches]
        told[office] = (figure.link is not None, figure.office_told)
    sentence = "The office in the article, Menteri Pertahanan, is one of the listing: Minister of Defence."
    assert told == {"Menteri Pertahanan": (True, sentence), "Pedagang": (False, "")}
