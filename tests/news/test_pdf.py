"""PDF to text: paragraphs of broken lines, and files that mean harm."""

import time
import zlib
from collections.abc import Sequence
from datetime import date

import pytest

from sanksi.errors import ReadingError
from sanksi.news import Page, decode_page, read
from sanksi.news.pdf import MOST_PAGES, join_lines

REPORT = """Kapal Gandum Ditahan di Pelabuhan
Senin, 3 Juni 2024 | 16:22 WIB
JAKARTA, WARTA CONTOH - Juru bicara Kementerian Perhubungan Rahmat Contoh
mengatakan bahwa kapal-kapal itu berangkat dari dermaga pada 30 Mei 2024 dan
tidak memuat amunisi.
Baca Juga: Harga Cabai Naik Menjelang Akhir Pekan
Pemilik kapal membantah tuduhan itu dan akan menggugat ke pengadilan.
Editor: Penyunting Contoh"""


def pdf_of(contents: Sequence[bytes], *, packed: bool = False, form: bytes = b"") -> bytes:
    """A PDF with a page for each content, as small as the format lets it be."""
    kids = " ".join(f"{10 + 2 * k} 0 R" for k in range(len(contents)))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    }
    uses = b"/Font << /F1 3 0 R >>" + (b" /XObject << /X 4 0 R >>" if form else b"")
    if form:
        head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >> /Length "
        objects[4] = head + f"{len(form)} >>\nstream\n".encode() + form + b"\nendstream"
    for k, content in enumerate(contents):
        data = zlib.compress(content, 9) if packed else content
        how = b" /Filter /FlateDecode" if packed else b""
        objects[10 + 2 * k] = (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << " + uses
            + f" >> /Contents {11 + 2 * k} 0 R >>".encode()
        )  # fmt: skip
        objects[11 + 2 * k] = f"<< /Length {len(data)}".encode() + how + b" >>\nstream\n" + data + b"\nendstream"
    out, places = bytearray(b"%PDF-1.4\n"), {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += f"{number} 1\n{place:010} 00000 n \n".encode()
    out += f"trailer << /Size {max(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def lines_of(text: str) -> bytes:
    """A content that shows lines of text."""
    shown = "".join(
        f"({line.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj T*\n" for line in text.split("\n")
    )
    return f"BT /F1 11 Tf 14 TL 40 750 Td\n{shown}ET".encode("cp1252")


def test_a_pdf_is_read_as_its_text_would_be() -> None:
    """Paragraphs, title, time, editor and read-also, with the text that the offsets count in given along."""
    page = decode_page(pdf_of([lines_of(REPORT)]), name="berita.pdf")
    assert isinstance(page, Page)
    reading = read(page, screener=None, today=date(2024, 6, 4))
    article = reading.article
    assert (article.title, article.published_at) == ("Kapal Gandum Ditahan di Pelabuhan", "2024-06-03T16:22+07:00")
    assert article.editor == "Penyunting Contoh"
    body = [reading.text[a:b] for a, b in article.spans("body")]
    assert body[0].endswith("kapal-kapal itu berangkat dari dermaga pada 30 Mei 2024 dan tidak memuat amunisi.")
    assert body[1].startswith("Pemilik kapal membantah")
    assert reading.extracted
    assert "text" in reading.to_dict()
    assert all(reading.text[m.start : m.end] == m.text for m in reading.mentions)


def test_broken_lines_are_joined() -> None:
    """A line to the width of the page goes on; a hyphen at its end goes, unless a word is said twice."""
    text = "Kapal itu tiba di pela-\nbuhan membawa kapal-\nkapal kecil yang diturunkan di dermaga.\n\nAwak turun."
    assert join_lines(text) == [
        "Kapal itu tiba di pelabuhan membawa kapal-kapal kecil yang diturunkan di dermaga.",
        "Awak turun.",
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7\n" + b"\x00\xff" * 500, "'x.pdf' is no readable PDF"),
        (pdf_of([lines_of(REPORT)])[:400], "'x.pdf' is no readable PDF"),
        (pdf_of([b"0 0 9 9 re f"]), "'x.pdf' is a PDF without text"),
        (pdf_of([b""] * (MOST_PAGES + 1)), f"'x.pdf' has more than {MOST_PAGES} pages"),
        (pdf_of([b"BT " + b"(a) Tj " * 1_000_000 + b"ET"], packed=True), "'x.pdf' has a page larger"),
        (pdf_of([b"/X Do"], form=b"/X Do " * 50), "'x.pdf' is"),
        (pdf_of([b" " * 300_000_000], packed=True), "'x.pdf' is no readable PDF"),
    ],
    ids=["noise", "cut", "drawings", "a book", "a large page", "a form that calls itself", "a bomb"],
)
def test_a_pdf_that_is_no_report_is_refused_soon(data: bytes, message: str) -> None:
    """One line with the reason, in seconds, whatever the file unpacks to."""
    began = time.process_time()
    with pytest.raises(ReadingError) as caught:
        decode_page(data, name="x.pdf")
    assert caught.value.message.startswith(message)
    assert "\n" not in str(caught.value)
    assert time.process_time() - began < 10
