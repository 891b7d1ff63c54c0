"""Hostile pages cost a bounded time and memory, and end in a reading or in one line that says why not.

Bounds are three to ten times what was measured, so that a busy machine does not break them.
"""

import gzip
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lying import LyingServer, reply
from sanksi.errors import FetchError
from sanksi.fetch import Fetcher, fetch_page

pytestmark = pytest.mark.gate

BOUND_S = 30
BOUND_MIB = 900
"""480 MiB were measured for five million bytes of paragraphs with a letter each, before they are counted."""

SENTENCE = "Kapal itu meninggalkan dermaga dengan gandum, dan awaknya tidak akan kembali sebelum musim hujan."
HEAD = "<!doctype html><html lang=id><head><title>Kapal Gandum</title>"
STORY = f"</head><body><h1>Kapal Gandum</h1>{f'<p>{SENTENCE}</p>' * 5}"
LINKED = "<script type='application/ld+json'>"
SIZE = 4_900_000


def filled(piece: str, size: int = SIZE) -> str:
    """The piece, again and again."""
    return piece * (size // len(piece))


PAGES: dict[str, tuple[Callable[[], str], str]] = {
    "50 MB": (lambda: HEAD + STORY + filled("<p>x", 50_000_000), "has more than the 5000000 bytes"),
    "nested blocks": (lambda: HEAD + STORY + "<div>" * 100_000 + SENTENCE, ""),
    "nested pieces": (lambda: HEAD + STORY + "<span>Baca juga: " * 100_000, ""),
    "nested names": (lambda: HEAD + STORY + "<div class='date tag share'>" * 240 + filled("<i>x</i>", 100_000), ""),
    "paragraphs": (lambda: HEAD + STORY + filled("<p>x"), "more than 30000 elements"),
    "links": (lambda: HEAD + STORY + filled("<a href=x>kata</a>"), "more than 30000 elements"),
    "breaks": (lambda: HEAD + STORY + filled("kata<br>"), "more than 30000 elements"),
    "scripts": (lambda: HEAD + STORY + filled("<script>alert(1)</script>"), "more than 30000 elements"),
    "a long name": (lambda: HEAD + STORY + f"<p class='{filled('date ')}'>x", ""),
    "attributes": (lambda: HEAD + STORY + f"<p {filled('a=b ')}>x", ""),
    "entities": (lambda: HEAD + STORY + "<p>" + filled("&amp;&#x202e;"), ""),
    "brackets": (lambda: HEAD + STORY + filled("<"), ""),
    "overrides": (lambda: HEAD + STORY + "<p>" + f"\u202e{SENTENCE} \u2066{SENTENCE}\u202c" * 500, ""),
    "deep linked data": (lambda: HEAD + LINKED + "[" * 400_000 + "</script>" + STORY, ""),
    "wide linked data": (lambda: HEAD + LINKED + "[" + '{"@graph":[1]},' * 30_000 + "1]</script>" + STORY, ""),
    "large linked data": (lambda: HEAD + LINKED + '{"a":"' + filled("x") + '"}</script>' + STORY, ""),
    "a name without end": (
        lambda: HEAD + LINKED + '{"@type":"NewsArticle","headline":"' + "x " * 200_000 + '"}</script>' + STORY,
        "",
    ),
    "a long text": (
        lambda: HEAD + STORY + filled(f"<p>{SENTENCE}</p>", 1_000_000),
        "characters of text; at most 300000",
    ),
    "quotes": (
        lambda: HEAD + STORY + "<p>" + '"Kapal tiba," kata dia. ' * 100_000,
        "characters of text; at most 300000",
    ),
    "teasers": (
        lambda: HEAD + STORY + "<h3><a href=/x>Harga Cabai</a></h3><p>x</p>" * 7_000,
        "",
    ),
    "labels": (
        lambda: HEAD + STORY + "<div>" + "<span>Editor Budi Contoh</span>" * 12_000,
        "",
    ),
    "broken bytes": (lambda: HEAD + STORY + filled("\udcff\udc81", 200_000), "is no text file"),
    "nulls": (lambda: HEAD + STORY + "\x00" * 1000, "is no text file"),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_bounded(name: str, tmp_path: Path) -> None:
    """The command ends in time, within memory, with a reading or one line."""
    make, message = PAGES[name]
    page = tmp_path / "page.html"
    page.write_bytes(make().encode("utf-8", "surrogateescape"))
    began = time.monotonic()
    with (tmp_path / "out").open("wb") as out, (tmp_path / "err").open("wb") as err:
        command = [sys.executable, "-m", "sanksi", "--home", str(tmp_path / "home"), "read", str(page), "--json"]
        child = subprocess.Popen(command, stdout=out, stderr=err, env=os.environ)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    assert time.monotonic() - began < BOUND_S
    assert used.ru_maxrss / 1024 < BOUND_MIB
    told = (tmp_path / "err").read_text(encoding="utf-8").splitlines()
    if message:
        assert (child.returncode, len(told)) == (1, 1), told
        assert message in told[0]
    else:
        assert child.returncode in (0, 10, 20), told
        text = (tmp_path / "out").read_text(encoding="utf-8")
        assert SENTENCE in text
        assert "alert(1)" not in text


def test_a_page_that_unpacks_without_end_is_refused(server: LyingServer, fetcher: Fetcher) -> None:
    """Gzip of 300 MB in 300 kB is left when it has grown to more than a page."""
    bomb = gzip.compress(b"<p>" * 100_000_000, 9)
    server.scripts["/"] = lambda conn, _: reply(conn, bomb, Content_Encoding="gzip", Content_Type="text/html")
    with pytest.raises(FetchError) as caught:
        fetch_page(server.url("/"), fetcher=fetcher)
    assert "unpacks to more than 5000000 bytes" in caught.value.message
