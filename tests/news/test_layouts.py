"""Invented pages in many layouts: each element of the page says in `data-zone` what a reader would call it."""

from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest

from sanksi.news import Reading, decode_page, read

PAGES = sorted((Path(__file__).resolve().parents[1] / "excerpts" / "pages").glob("*.html"))
TOLD = {
    "en_agency": ("2023-09-13T09:22+00:00", "Robin Example", "Dana Example", "Exampleters"),
    "en_amp_wire": ("2023-09-13T16:22+00:00", "PAT EXAMPLE and LEE EXAMPLE", None, "EXP News"),
    "en_broadcaster": ("2024-11-13T16:22-05:00", "Alex Example, Noor Example", None, "ENN"),
    "en_interview": ("2024-06-03T16:22-04:00", "Kim Example", None, "Example Review"),
    "en_live": ("2024-06-03T08:00+01:00", None, None, "Example Broadcasting"),
    "en_liveblog": ("2024-06-03T08:00+01:00", "Jo Example", None, "The Example Courier"),
    "en_no_metadata": ("2024-06-03T16:22", None, None, "EXAMPLE WORLD"),
    "en_pullquote": ("2024-06-03T16:22+01:00", "Alex Example, Jo Example", None, "The Daily Example"),
    "en_wire": ("2024-06-03T16:22+00:00", "Pat Example", "Chris Example", "Example Wire"),
    "id_agency": ("2024-06-03T16:22+07:00", "Gita Contoh", "Hadi Contoh", "Kantor Berita Contoh"),
    "id_amp": ("2024-06-03T09:22+07:00", "Tono Contoh", None, "Koran Contoh"),
    "id_article": ("2024-06-03T16:22+09:00", "Rini Contoh", "Bayu Contoh", "Warta Contoh"),
    "id_breaks": ("2024-06-03T20:15+08:00", "Lina Contoh", None, "kabarcontoh"),
    "id_divs": ("2024-06-03T16:22+07:00", None, None, "Harian Contoh"),
    "id_editors_choice": ("2023-09-13T16:22+07:00", "Yuda Contoh", "Nana Contoh", "Tempat Kabar"),
    "id_gallery": ("2024-06-03T18:22+09:00", "Erik Contoh, Tia Contoh", None, "Bingkai Timur"),
    "id_list": ("2024-06-03T16:22+08:00", "Dodi Contoh", "Maya Contoh", "Media Contoh"),
    "id_live": ("2024-06-03T13:00+07:00", None, None, "Siaran Contoh"),
    "id_multipage": ("2024-06-03T16:22+07:00", None, None, "Suara Contoh"),
    "id_paywall": ("2024-06-03", "Wati Contoh", None, "Mingguan Contoh"),
    "id_portal": ("2024-06-03T16:22+08:00", "Sinta Contoh", None, "kabarlintas"),
    "id_undated": (None, "Ratna Contoh", "Damar Contoh", "KABAR SAMUDRA"),
    "id_video": ("2024-06-03T19:05+07:00", "Gina Contoh", None, "Layar Nusantara"),
    "id_wordpress": ("2024-06-03T16:22+07:00", "Oka Contoh", None, "Pantau Bahari Indonesia"),
}
"""Time of publication, author, editor, publisher."""

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


@cache
def reading_of(page: Path) -> Reading:
    """The reading of a page, without a screener."""
    return read(decode_page(page.read_bytes(), name=page.name), screener=None, today=date(2024, 6, 4))


def told_zones(page: Path) -> list[tuple[str, str]]:
    """Zone and text of each element that says its zone."""
    root = lxml.html.fromstring(page.read_bytes().decode())
    return [(str(node.get("data-zone")), " ".join("".join(map(str, node.itertext())).split())) for node in root.iter() if node.get("data-zone")]  # fmt: skip


def zone_texts(reading: Reading, *names: str) -> list[str]:
    """The texts of zones."""
    return [" ".join(reading.text[a:b].split()) for a, b in reading.article.spans(*names)]


@each_page
def test_no_text_of_the_body_is_lost_and_nothing_else_is_in_it(page: Path) -> None:
    """Every sentence of the report is in a body zone; menus, read-also notes, captions, tags and widgets are not."""
    reading = reading_of(page)
    body = zone_texts(reading, "body", "dateline")
    for zone, text in told_zones(page):
        inside = [line for line in body if (text in line if zone == "body" or len(text.split()) > 3 else text == line)]
        assert bool(inside) == (zone == "body"), (zone, text, inside)


@each_page
def test_title_and_subheadings_are_told(page: Path) -> None:
    """The headline is the one that a reader sees, and the headings in between are no body."""
    reading = reading_of(page)
    told = told_zones(page)
    assert [reading.article.title] == [text for zone, text in told if zone == "title"]
    assert [t for z, t in told if z == "subheading" and t not in zone_texts(reading, "subheading")] == []


@each_page
def test_what_is_kept_beside_the_body_is_in_its_zone(page: Path) -> None:
    """A caption or read-also note that stays in the text is in the zone that the page gives it, and no two zones overlap."""
    reading = reading_of(page)
    zones = sorted((z.start, z.end) for z in reading.article.zones)
    assert all(end <= start for (_, end), (start, _) in pairwise(zones))
    for zone, text in told_zones(page):
        if zone in ("caption", "read_also") and text in reading.text:
            spans = [reading.text[a:b] for a, b in reading.article.spans(zone, "credit")]
            assert any(text in span or span in text for span in spans), (zone, text)


@each_page
def test_who_published_and_when(page: Path) -> None:
    """Time with the zone that the page shows, author, editor and publisher; None for what the page does not say."""
    article = reading_of(page).article
    assert (article.published_at, article.author, article.editor, article.publisher) == TOLD[page.stem]


SENTENCES = (
    "Petugas pelabuhan menahan kapal gandum setelah menemukan dokumen muatan yang tidak sesuai.",
    "Kepala pelabuhan mengatakan kapal itu tiba tanpa pandu pada Minggu malam.",
    "Menurut pemilik kapal, seluruh dokumen sudah diserahkan dua pekan sebelum keberangkatan.",
)
NOTE = "<strong>Baca juga: <a href=x>Harga Cabai Naik</a></strong>"
CARD = (
    "<div><a href=x><h3>Harga Cabai Naik</h3><p>Pedagang mengeluh karena pembeli sepi sejak awal bulan.</p></a></div>"
)
TEASERS = "".join(
    f"<div><h3><a href=/{n}>Harga Cabai Naik</a></h3><p>Pedagang mengeluh karena pembeli sepi sejak awal bulan, dan {n} pasar tutup.</p></div>"
    for n in range(9)
)
ALONE = "<p>Baca juga:</p><p>Harga Cabai Naik Lagi</p><p>Harga Beras Turun Pekan Ini</p>"
CHANNEL = "<p>Simak kabar pilihan langsung dari ponselmu. Pilih saluran andalanmu: https://saluran.example/x.</p>"
HIDDEN = "<p style='display: none'>Menteri itu mengaku telah menjual senjata, kata polisi.</p><p hidden>Ia ditahan.</p>"
POST = "<blockquote><p>Kapal itu kami tahan.</p>&mdash; Pelabuhan (@contoh) <a href=x>3 Juni 2021</a></blockquote>"


@pytest.mark.parametrize(
    ("layout", "more"),
    [
        ("<article>{title}<p>{0} {note} {1}</p><p>{2}</p></article>", []),
        ("<article>{title}<p>{0}<br><br>{note}<br><br>{1}<br><br>{2}</p></article>", []),
        ("<div class='paywall share'>{title}<p>{0}</p><p>{1}</p><p>{2}</p></div>", []),
        ("<article>{title}<p>{0}</p>{card}<p>{1}</p><p>{2}</p></article>", []),
        ("<article>{title}<p>{0}</p>{post}<p>{1}</p><p>{2}</p></article>", ["Kapal itu kami tahan."]),
        ("<table><tr><td>{title}<p>{0}</p><p>{1}</p><p>{2}</p></td></tr></table>", []),
        ("<article>{title}<p>{0}</p><p>{1}</p><p>{2}</p><div class=comments><p>Budi: menarik sekali.</p></div>", []),
        ("<article>{title}<p>{0}</p><p>{1}</p><p>{2}</p></article><section>{teasers}</section>", []),
        ("<div>{title}<p>{0}</p><p>{1}</p><p>{2}</p><div>{teasers}</div></div>", []),
        ("<article>{title}<p>{0} (Baca juga: Harga Cabai Naik) {1}</p><p>{2} [Baca: Harga Beras]</p></article>", []),
        ("<article>{title}<p>{0}</p>{alone}<p>{1}</p><p>{2}</p></article>", []),
        ("<article>{title}<p>{0}</p><p>{1}</p><p>{2}</p>{channel}</article>", []),
        ("<article>{title}<p>{0}</p>{hidden}<p>{1}</p><p>{2}</p><p>Halaman 1 dari 3</p></article>", []),
        ("<center>{title}</center><font>{0}<p>{1}<p>{2}</font>", []),
    ],
    ids=[
        "a note in a sentence",
        "breaks",
        "a short report in a wrapper",
        "a card",
        "a post",
        "a table",
        "comments",
        "teasers behind",
        "teasers beside",
        "notes in brackets",
        "a cue over two headlines",
        "a channel",
        "hidden",
        "a page of long ago",
    ],
)
def test_the_body_is_whole_in_small_layouts(layout: str, more: list[str]) -> None:
    """Three sentences, whatever stands between and around them; the day of a post is not that of the page."""
    page = layout.format(
        *SENTENCES,
        title="<h1>Kapal Gandum Ditahan</h1>",
        note=NOTE,
        card=CARD,
        post=POST,
        teasers=TEASERS,
        alone=ALONE,
        channel=CHANNEL,
        hidden=HIDDEN,
    )
    reading = read(f"<!doctype html><html lang=id><body>{page}</body></html>", screener=None, today=date(2024, 6, 4))
    assert sorted(zone_texts(reading, "body")) == sorted([*SENTENCES, *more])
    assert reading.article.published_at is None


def test_captions_name_whom_they_credit() -> None:
    """The credit at the end of a caption is a zone of its own."""
    found = {page.stem: zone_texts(reading_of(page), "credit") for page in PAGES}
    assert found["id_article"] == ["Warta Contoh/Sari Contoh"]
    assert found["en_wire"] == ["REUSE/Robin Example"]
    assert found["id_amp"] == ["Koran Contoh"]
