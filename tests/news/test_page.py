"""Bytes and HTML to text: encodings, refusals, what metadata says, pages that mean harm."""

import json
from pathlib import Path

import pytest

from sanksi.errors import ReadingError
from sanksi.news.page import LARGEST, LONGEST_TEXT, Page, decode_page, read_page
from sanksi.news.values import Article

STORY = "".join(
    f"<p>Kapal itu meninggalkan dermaga {n} dengan gandum, dan awaknya tidak akan kembali sebelum musim hujan.</p>"
    for n in ("pertama", "kedua", "ketiga", "keempat")
)


def page_with(linked: object = None, *, head: str = "", body: str = STORY, lang: str = "id") -> str:
    """A page with JSON-LD (an object, or text as it stands)."""
    data = linked if isinstance(linked, str) else json.dumps(linked or {})
    return (
        f'<!doctype html><html lang="{lang}"><head><title>Kapal Gandum</title>{head}'
        f'<script type="application/ld+json">{data}</script></head>'
        f"<body><article><h1>Kapal Gandum</h1>{body}</article></body></html>"
    )


def told(source: str) -> Article:
    """What the metadata of a page says."""
    found = read_page(source, html=None).told
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Café à Jakarta".encode(), "Café à Jakarta"),
        ("\ufeffSenin".encode(), "Senin"),
        ("Café à Jakarta".encode("cp1252"), "Café à Jakarta"),
        ("Senin, 3 Juni".encode("utf-16"), "Senin, 3 Juni"),
        (b"<meta charset=iso-8859-2>" + "Łódź".encode("iso-8859-2"), "<meta charset=iso-8859-2>Łódź"),
        (b"<meta charset=undefined>caf\xe9", "<meta charset=undefined>café"),
        (b"<meta charset=unicode_escape>caf\xe9 \\d", "<meta charset=unicode_escape>café \\d"),
    ],
    ids=["utf-8", "byte order mark", "cp1252", "utf-16", "declared", "a codec that refuses", "a codec of Python's own"],
)
def test_bytes_become_text(data: bytes, text: str) -> None:
    """UTF-8 first, then what the page declares when pages are written so, then cp1252."""
    assert decode_page(data, name="berita.html") == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "'berita.txt' is empty"),
        (b" \n\t", "'berita.txt' is empty"),
        (b"PK\x03\x04\x00\x01\x02", "'berita.txt' is no text file"),
        (b"kata\x81\x8d", "'berita.txt' is no text file"),
        (b"k" * (LARGEST + 1), f"'berita.txt' has more than the {LARGEST} bytes that are read"),
    ],
    ids=["empty", "blank", "binary", "no encoding", "too large"],
)
def test_bytes_that_are_no_report_are_refused(data: bytes, message: str) -> None:
    """The message names the file and the reason; the hint says what to give."""
    with pytest.raises(ReadingError) as caught:
        decode_page(data, name="berita.txt")
    assert caught.value.message == message
    assert caught.value.hint


@pytest.mark.parametrize(
    "given", ["kata " * 70_000, f"<html><body><p>{'kata ' * 70_000}</p></body></html>", Page(text="k" * 350_000)]
)
def test_a_text_longer_than_reports_are_is_refused(given: str | Page) -> None:
    """Plain, out of a page or out of a PDF: reading takes time with its length."""
    with pytest.raises(ReadingError) as caught:
        read_page(given, html=None)
    assert f"characters of text; at most {LONGEST_TEXT} are read" in caught.value.message


def test_html_is_told_from_text() -> None:
    """A page is taken apart, a report that mentions "<" is not, and the caller can decide."""
    assert read_page(page_with(), html=None).extracted
    plain = "Harga gandum < 200 dolar, kata kapten kapal itu."
    assert read_page(plain, html=None) == Page(text=plain)
    assert read_page(page_with(), html=False).text == page_with()


def test_a_page_begins_with_its_title_and_has_no_script() -> None:
    """Title, then the story; scripts and menus are never text."""
    text = read_page(page_with(body=f"<nav>Beranda</nav>{STORY}<script>alert(1)</script>"), html=None).text
    assert text.startswith("Kapal Gandum\n")
    assert text.count("Kapal itu meninggalkan dermaga") == 4
    assert "alert" not in text
    assert "Beranda" not in text


def test_linked_data_names_title_author_editor_and_publisher() -> None:
    """JSON-LD speaks before meta elements, inside a graph too, and several authors are all named."""
    linked = {
        "@graph": [
            {"@type": "WebSite", "headline": "Beranda"},
            {
                "@type": ["NewsArticle"],
                "headline": "Kapal  Gandum\nDitahan",
                "datePublished": "2024-06-03T08:15:00+0800",
                "author": [{"name": "Penulis Contoh"}, {"name": "Juru Contoh"}],
                "editor": "Penyunting Contoh",
                "publisher": {"name": "Warta Contoh"},
            },
        ]
    }
    found = told(page_with(linked, head='<meta property="og:site_name" content="Situs Lain">'))
    assert found.title == "Kapal Gandum Ditahan"
    assert found.published_at == "2024-06-03T08:15+08:00"
    assert found.author == "Penulis Contoh, Juru Contoh"
    assert (found.editor, found.publisher) == ("Penyunting Contoh", "Warta Contoh")


def test_meta_elements_speak_when_linked_data_is_silent() -> None:
    """Open Graph and article: properties; an address is no author."""
    head = (
        '<meta property="og:site_name" content="Warta Contoh"><meta name="author" content="https://warta.example/juru">'
        '<meta property="article:published_time" content="2024-06-03T08:15:00+07:00">'
    )
    found = told(page_with(head=head))
    assert (found.title, found.publisher, found.author) == ("Kapal Gandum", "Warta Contoh", None)
    assert found.published_at == "2024-06-03T08:15+07:00"


@pytest.mark.parametrize(
    ("stamp", "lang", "published"),
    [
        ("2023-09-14T09:22:00Z", "id", "2023-09-14T16:22+07:00"),
        ("2023-09-14T09:22:00Z", "en", "2023-09-14T09:22+00:00"),
        ("2023-09-14T18:30:00Z", "id", "2023-09-15T01:30+07:00"),
        ("2023/09/14 16:22", "id", "2023-09-14T16:22"),
        ("2023-09-14", "id", "2023-09-14"),
        ("2023-09-14T99:99", "id", "2023-09-14"),
        ("2023-13-45", "id", None),
        ("0000-00-00", "id", None),
        ("9999-12-31T23:59Z", "id", None),
        ("kemarin", "id", None),
    ],
)
def test_the_instant_of_publication(stamp: str, lang: str, published: str | None) -> None:
    """Local time of the page; what no calendar or clock shows is not told."""
    assert told(page_with({"@type": "NewsArticle", "datePublished": stamp}, lang=lang)).published_at == published


@pytest.mark.parametrize(
    "linked",
    [
        "[" * 100_000,
        '{"@type": "NewsArticle", "author": ' + "[" * 900 + "]" * 900 + "}",
        '{"@type": {"a": 1}, "@graph": 5}',
        '{"@type": "NewsArticle", "headline": 5, "author": {"name": {"name": 5}}, "datePublished": []}',
        "<![CDATA[",
    ],
    ids=["never closed", "nested authors", "odd types", "numbers for names", "no JSON"],
)
def test_linked_data_that_means_harm_is_left_aside(linked: str) -> None:
    """The story is still read, and nothing is taken from what cannot be understood."""
    page = read_page(page_with(linked), html=None)
    assert "gandum" in page.text
    assert page.told is not None
    assert (page.told.title, page.told.author, page.told.published_at) == ("Kapal Gandum", None, None)


@pytest.mark.parametrize(
    "source",
    ["<html></html>", "<html><body>" + "<div class=date>" * 50_000 + "x", "   ", "kata\x00kata"],
    ids=["no story", "nested without end", "blank", "binary"],
)
def test_pages_without_a_story_are_refused(source: str) -> None:
    """A ReadingError with a hint, whatever the page is made of."""
    with pytest.raises(ReadingError) as caught:
        read_page(source, html=None)
    assert caught.value.hint


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "published", "author", "publisher"),
    [
        ("health.detik.com-Stroke.html", "2023-11-02T20:59+07:00", "Vidya Pinandhita", "detikcom"),
        ("money.kompas.com-Menhub.html", "2023-11-02T21:34+07:00", "Isna Rifka Sri Rahayu", "Kompas.com"),
        ("world.kbs.co.kr-Temperatures.html", "2023-11-07T15:03", None, "KBS WORLD"),
    ],
)
def test_real_pages_tell_who_and_when(
    shared: Path, name: str, published: str, author: str | None, publisher: str | None
) -> None:
    """Three saved pages: the time with its zone where the page gives one, the author, the outlet, and a story."""
    page = read_page(decode_page((shared / "news" / "pages" / name).read_bytes(), name=name), html=None)
    assert page.told is not None
    assert (page.told.published_at, page.told.author, page.told.publisher) == (published, author, publisher)
    assert page.told.title
    assert page.text.startswith(page.told.title)
    assert len(page.text.split()) > 150
