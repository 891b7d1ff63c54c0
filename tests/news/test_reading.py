"""Reports of our own, in Indonesian and English: who says what, what is denied or planned, and what follows."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanksi.errors import ReadingError
from sanksi.news import decode_page, read

TODAY = date(2026, 11, 24)

INDONESIAN = """Kapal Gandum Ditahan di Pelabuhan Contoh

Senin, 3 Juni 2024 | 08:15 WITA

Foto: Suasana dermaga. (Warta Contoh/Juru Foto)

MAKASSAR, WARTA CONTOH - Juru bicara Kementerian Perhubungan Rahmat Contoh mengatakan bahwa kapal itu berangkat pada 30 Mei 2024.

Baca Juga: Harga Cabai Naik Menjelang Akhir Pekan

Rahmat membantah kapal itu memuat amunisi untuk Korea Utara. "Muatannya hanya gandum," ujarnya, Minggu (2/6/2024).

Menurut laporan intelijen, Korea Utara akan mengirim amunisi ke Rusia bulan depan.

Penulis: Penulis Contoh
Editor: Penyunting Contoh
"""

ENGLISH = """Minister Denies Arms Cargo

Published: 3 June 2024, 10:00 GMT

EXAMPLETOWN, June 3 (Example Wire) - Transport Minister Jane Example said on Sunday that the ship carried wheat.

Russia denied that North Korea had sent ammunition to Russia last month.

"We will inspect the cargo next week," Example said.

Read more: Ten places to see in spring
"""


def reading_of(text: str) -> dict[str, Any]:
    """The reading as JSON, without a screener."""
    return read(text, screener=None, today=TODAY).to_dict()


def zones(reading: dict[str, Any], text: str, name: str) -> list[str]:
    """The texts of a zone."""
    return [text[z["start"] : z["end"]].strip() for z in reading["article"]["zones"] if z["zone"] == name]


def test_an_indonesian_report_is_taken_apart() -> None:
    """Publication in Makassar's zone, caption and read-also apart, editor named."""
    reading = reading_of(INDONESIAN)
    assert reading["article"]["published_at"] == "2024-06-03T08:15+08:00"
    assert reading["article"]["editor"] == "Penyunting Contoh"
    assert zones(reading, INDONESIAN, "read_also") == ["Baca Juga: Harga Cabai Naik Menjelang Akhir Pekan"]
    assert not [b for b in zones(reading, INDONESIAN, "body") if "Foto" in b or "Cabai" in b]


def test_short_names_and_endings_lead_to_the_speaker() -> None:
    """ "Rahmat" and "ujarnya" are the spokesman named in full before."""
    claims = reading_of(INDONESIAN)["claims"]
    his = [c for c in claims if c["speaker"]["name"] == "Rahmat Contoh"]
    assert {c["stance"] for c in his} == {"asserts", "denies"}
    assert [INDONESIAN[c["start"] : c["end"]].strip(',"') for c in his if c["quote"]] == ["Muatannya hanya gandum"]


def test_what_is_denied_or_announced_is_not_told_as_done() -> None:
    """No event in either report that somebody denies or plans is asserted."""
    for text in (INDONESIAN, ENGLISH):
        events = [e for e in reading_of(text)["events"] if e["type"] == "AID"]
        assert events
        assert all(e["modality"] != "asserted" for e in events), events


def test_an_announced_delivery_runs_into_the_regime() -> None:
    """Ammunition that is said to go to Russia next month is checked, with its paragraph and as not done."""
    findings = reading_of(INDONESIAN)["findings"]
    assert any(
        x["citation"] == "S/RES/1874 (2009), OP9"
        for f in findings
        if f["outcome"] == "prohibited"
        for x in f["findings"]
    )


def test_an_english_report_is_taken_apart() -> None:
    """Language, time zone, read-more and the speakers of an English report."""
    reading = reading_of(ENGLISH)
    assert reading["article"]["language"] == "en"
    assert reading["article"]["published_at"] == "2024-06-03T10:00+00:00"
    assert zones(reading, ENGLISH, "read_also") == ["Read more: Ten places to see in spring"]
    speakers = {(c["speaker"]["name"], c["stance"]) for c in reading["claims"]}
    assert ("Jane Example", "asserts") in speakers
    assert any(stance == "denies" and name.startswith("Russia") for name, stance in speakers)
    assert {d["text"]: d["from"] for d in reading["dates"]}["last month"] == "2024-05-01"


def test_html_is_read_to_text_with_its_metadata() -> None:
    """Title, time and publisher come from the page's own data; scripts are never text."""
    paragraphs = "".join(f"<p>{line}</p>" for line in INDONESIAN.split("\n\n")[3:7])
    page = (
        "<!doctype html><html lang=id><head><title>Kapal Gandum Ditahan</title>"
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Kapal Gandum Ditahan", '
        '"datePublished": "2024-06-03T08:15:00+08:00", "publisher": {"name": "Warta Contoh"}}</script></head>'
        f"<body><article><h1>Kapal Gandum Ditahan</h1>{paragraphs}<script>alert(1)</script></article></body></html>"
    )
    reading = reading_of(page)
    assert reading["article"]["published_at"] == "2024-06-03T08:15+08:00"
    assert reading["article"]["publisher"] == "Warta Contoh"
    assert "alert" not in reading["text"]
    assert all(reading["text"][m["start"] : m["end"]] == m["text"] for m in reading["mentions"])
    assert not [b for b in zones(reading, reading["text"], "body") if "Cabai" in b]


@pytest.mark.parametrize(
    "data",
    [b"", b"   \n", b"\x00\x01\x02\x7fELF" * 50, b"kata " * 1_300_000, ("これは日本語の文章です。" * 20).encode()],
    ids=["empty", "blank", "binary", "too large", "Japanese"],
)
def test_what_cannot_be_read_is_told(data: bytes) -> None:
    """Empty, binary, oversized and foreign input is a ReadingError with a hint."""
    with pytest.raises(ReadingError) as caught:
        read(decode_page(data, name="report.txt"), screener=None, today=TODAY)
    assert caught.value.message
    assert caught.value.hint


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, len(INDONESIAN)), noise=st.text(max_size=30))
def test_any_text_gives_a_reading_or_a_reading_error(cut: int, noise: str) -> None:
    """A report cut anywhere and stitched with noise is read with true offsets, or refused."""
    text = INDONESIAN[:cut] + noise + INDONESIAN[cut:]
    try:
        reading = read(text, screener=None, today=TODAY)
    except ReadingError:
        return
    for mention in reading.mentions:
        assert reading.text[mention.start : mention.end] == mention.text


def test_a_line_without_end_is_bounded() -> None:
    """A hundred thousand words in one line are read; the test would not end if the grammar were not linear."""
    text = "Kapal itu berangkat dari pelabuhan. " + "Menteri Contoh mengatakan bahwa kapal itu " * 2_500
    assert reading_of(text)["article"]["language"] == "id"


def test_the_example_report_is_our_own_and_read_whole() -> None:
    """The shipped report has its parties, its denial and its findings."""
    text = (Path(__file__).resolve().parents[2] / "examples" / "berita.txt").read_text(encoding="utf-8")
    reading = reading_of(text)
    names = {e["name"] for e in reading["entities"] if e["type"] == "PER"}
    assert {
        "Kim Jong Un",
        "Vladimir Putin",
        "Sergei Shoigu",
        "Sergei Lavrov",
        "Matthew Miller",
        "Antonio Guterres",
        "Kyrylo Budanov",
    } <= names
    assert any(c["stance"] == "denies" and c["about"] for c in reading["claims"])
    assert any(f["outcome"] == "prohibited" for f in reading["findings"])
