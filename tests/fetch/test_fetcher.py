"""The fetcher against a server that lies."""

import gzip
import os
import random
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
import trustme

from lying import Asked, Clock, LyingServer, reply
from sanksi.errors import FetchError
from sanksi.fetch import Fetcher

LIST = b'<?xml version="1.0"?>\n<CONSOLIDATED_LIST dateGenerated="2023-09-14T00:00:00Z">' + b"<X/>" * 50_000 + b"</X>"
DAY = "Thu, 14 Sep 2023 10:00:00 GMT"


def noise(seed: int) -> bytes:
    """Bytes without a pattern, the same each time."""
    return random.Random(seed).randbytes(300_000)  # noqa: S311 - no secret


@pytest.fixture(autouse=True)
def nothing_left_open(tmp_path: Path) -> Iterator[None]:
    """After each test as many files and sockets are open as before."""
    before = _open_files()
    yield
    assert _open_files() <= before + 3  # the server's own, closed by its fixture
    assert not list(tmp_path.glob("**/*.new"))


def _open_files() -> int:
    folder = Path("/proc/self/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


def whole(conn: ssl.SSLSocket, _: Asked) -> None:
    """An honest answer."""
    reply(conn, LIST, ETag='"one"', Last_Modified=DAY, Content_Type="text/xml")


def test_a_file_arrives_whole_with_what_the_server_said(server: LyingServer, fetcher: Fetcher, tmp_path: Path) -> None:
    """Bytes, sha256, validators, day and instant are those of the answer, and no part is left."""
    server.scripts["/list.xml"] = whole
    got = fetcher.fetch(server.url("/list.xml"), tmp_path)
    assert got.path is not None
    assert got.path.read_bytes() == LIST
    assert (got.sha256, got.size_bytes) == (sha256(LIST).hexdigest(), len(LIST))
    assert (got.etag, got.last_modified, str(got.dated_on)) == ('"one"', DAY, "2023-09-14")
    assert (got.status, got.received_at) == ("fetched", "2023-09-14T12:00:00Z")
    assert [path.name for path in tmp_path.iterdir()] == [got.path.name]
    assert server.asked[0].headers["host"].startswith("lists.example")


def test_gzip_is_unpacked(server: LyingServer, fetcher: Fetcher, tmp_path: Path) -> None:
    """The sha256 is of the list, not of its packing; several gzip members are one file."""
    packed = gzip.compress(LIST[:100]) + gzip.compress(LIST[100:])
    server.scripts["/list.xml"] = lambda conn, _: reply(conn, packed, Content_Encoding="gzip")
    assert fetcher.fetch(server.url("/list.xml"), tmp_path).sha256 == sha256(LIST).hexdigest()


def test_not_modified_is_told_without_a_file(server: LyingServer, fetcher: Fetcher, tmp_path: Path) -> None:
    """The validators held are sent, and a 304 gives no path."""
    server.scripts["/list.xml"] = lambda conn, _: reply(conn, status="304 Not Modified", ETag='"one"')
    got = fetcher.fetch(server.url("/list.xml"), tmp_path, etag='"one"', last_modified=DAY)
    assert (got.status, got.path, got.etag) == ("not_modified", None, '"one"')
    asked = server.asked[0].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"one"', DAY)


def test_not_modified_that_nobody_asked_for_is_a_failure(server: LyingServer, fetcher: Fetcher, tmp_path: Path) -> None:
    """A 304 to an unconditional request gives nothing, and says so."""
    server.scripts["/list.xml"] = lambda conn, _: reply(conn, status="304 Not Modified")
    with pytest.raises(FetchError, match="answered 304"):
        fetcher.fetch(server.url("/list.xml"), tmp_path)


def test_changed_content_under_the_same_tag_is_taken(server: LyingServer, fetcher: Fetcher, tmp_path: Path) -> None:
    """When the server sends 200, the bytes count, not the tag."""
    server.scripts["/list.xml"] = lambda conn, _: reply(conn, LIST + b"\n", ETag='"one"')
    got = fetcher.fetch(server.url("/list.xml"), tmp_path, etag='"one"')
    assert got.sha256 == sha256(LIST + b"\n").hexdigest()


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (lambda c, _: reply(c, LIST, cut=1000), "could not be received"),
        (lambda c, _: reply(c, LIST, length=len(LIST) + 10), "could not be received"),
        (lambda c, _: reply(c, LIST, length=1000), "sent more than the 1000 bytes"),
        (lambda c, _: reply(c, b"<html>Forbidden</html>", Content_Type="text/html"), "web page instead of the list"),
        (lambda c, _: reply(c, b"\xef\xbb\xbf \n<!DOCTYPE HTML><p>403", Content_Type="text/xml"), "web page instead"),
        (lambda c, _: reply(c, b"<HTML>no</HTML>"), "web page instead of the list"),
        (lambda c, _: reply(c, b'<?xml version="1.0"?>\n<html xmlns="">'), "web page instead of the list"),
        (lambda c, _: reply(c, b""), "empty file"),
        (lambda c, _: reply(c, b"no", status="403 Forbidden"), "answered 403 Forbidden"),
        (lambda c, _: reply(c, b"", status="204 No Content"), "answered 204"),
        (lambda c, _: reply(c, b"", status="206 Partial Content", Content_Range="bytes 5-9/10"), "another part"),
        (lambda c, _: reply(c, b"\x1f\x8bnonsense", Content_Encoding="gzip"), "broken gzip"),
        (lambda c, _: reply(c, gzip.compress(LIST)[:-9], Content_Encoding="gzip"), "cut gzip"),
        (lambda c, _: reply(c, b"x", Content_Encoding="br"), "encoding 'br'"),
        (lambda c, _: c.sendall(b"HTTP/1.1 200 OK\r\n\r\n" + LIST), "does not say how long it is"),
        (
            lambda c, _: c.sendall(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(LIST[:100])),
            "does not say how long it is",
        ),
        (lambda c, _: c.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<a>"), "not be received"),
        (lambda c, _: c.sendall(b"SSH-2.0-OpenSSH\r\n\r\n"), "could not be received"),
        (lambda c, _: c.sendall(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000), "could not be received"),
        (lambda _, __: None, "could not be received"),
    ],
    ids=[
        "cut", "too long a length", "too short a length", "403 page with 200", "page as XML", "page", "XHTML", "empty", "403", "204",
        "206 unasked", "no gzip", "cut gzip", "unknown encoding", "no length", "gzip without a length", "cut chunks", "no HTTP", "endless header", "silence",
    ],
)  # fmt: skip
def test_a_lie_is_told_and_nothing_is_given(
    script: Callable[[ssl.SSLSocket, Asked], None], said: str, server: LyingServer, fetcher: Fetcher, tmp_path: Path
) -> None:
    """Whatever is no whole list ends as a FetchError that names the address, and no finished file is left."""
    server.scripts["/list.xml"] = script
    with pytest.raises(FetchError, match=said) as told:
        fetcher.fetch(server.url("/list.xml"), tmp_path)
    assert server.url("/list.xml") in told.value.message
    assert told.value.hint
    assert not list(tmp_path.glob("*.got"))


def test_a_gzip_bomb_ends(server: LyingServer, limited: Callable[..., Fetcher], tmp_path: Path) -> None:
    """Unpacking stops at the limit, and neither bomb nor rubble stays on disk."""
    bomb = gzip.compress(b"\0" * 20_000_000)
    server.scripts["/list.xml"] = lambda conn, _: reply(conn, bomb, Content_Encoding="gzip")
    with pytest.raises(FetchError, match="unpacks to more than 1000000 bytes"):
        limited(unpacked_bytes=1_000_000).fetch(server.url("/list.xml"), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_body_without_end_ends(server: LyingServer, limited: Callable[..., Fetcher], tmp_path: Path) -> None:
    """Chunks that never stop are cut off at the limit of the transfer."""

    def endless(conn: ssl.SSLSocket, _: Asked) -> None:
        conn.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            conn.sendall(b"2710\r\n" + b"x" * 10_000 + b"\r\n")

    server.scripts["/list.xml"] = endless
    with pytest.raises(FetchError, match="larger than 100000 bytes"):
        limited(transferred_bytes=100_000).fetch(server.url("/list.xml"), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [b"\r\n", b"\n"])
@pytest.mark.parametrize("later", [True, False])
def test_a_surplus_is_seen_whenever_it_comes(
    ending: bytes, later: bool, server: LyingServer, fetcher: Fetcher, tmp_path: Path
) -> None:
    """Bytes past the announced length are an error, in the same segment or the next, whichever way the head ends its lines."""

    def script(conn: ssl.SSLSocket, _: Asked) -> None:
        head = ending.join([b"HTTP/1.1 200 OK", b"Content-Length: 1000", b"", b""])
        conn.sendall(head + LIST[: 1000 if later else 1001])
        if later:
            server.ended.wait(0.05)
            conn.sendall(b"x")

    server.scripts["/list.xml"] = script
    with pytest.raises(FetchError, match="sent more than the 1000 bytes that it announced"):
        fetcher.fetch(server.url("/list.xml"), tmp_path)


def test_a_server_that_keeps_the_connection_is_not_waited_for(
    server: LyingServer, limited: Callable[..., Fetcher], tmp_path: Path
) -> None:
    """After the last byte announced its silence is no fault, and is waited out for a moment only."""
    taken = threading.Event()

    def script(conn: ssl.SSLSocket, asked: Asked) -> None:
        whole(conn, asked)
        taken.wait(20)

    server.scripts["/list.xml"] = script
    assert limited(after_s=0.05).fetch(server.url("/list.xml"), tmp_path).size_bytes == len(LIST)
    taken.set()


@pytest.mark.parametrize("version", [b"1.1", b"1.0"])
def test_interim_answers_are_not_counted(version: bytes, server: LyingServer, fetcher: Fetcher, tmp_path: Path) -> None:
    """103 Early Hints come before the answer, in any version of the protocol."""

    def script(conn: ssl.SSLSocket, asked: Asked) -> None:
        conn.sendall(b"HTTP/" + version + b" 103 Early Hints\r\n\r\n")
        whole(conn, asked)

    server.scripts["/list.xml"] = script
    assert fetcher.fetch(server.url("/list.xml"), tmp_path).size_bytes == len(LIST)


def test_a_head_without_end_ends(server: LyingServer, limited: Callable[..., Fetcher], tmp_path: Path) -> None:
    """Header lines that never stop are cut off at 100 KB."""

    def endless(conn: ssl.SSLSocket, _: Asked) -> None:
        conn.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            conn.sendall(b"X-Line: more\r\n" * 100)

    server.scripts["/list.xml"] = endless
    with pytest.raises(FetchError, match="the head of the answer is longer than 100000 bytes"):
        limited(attempts=1).fetch(server.url("/list.xml"), tmp_path)


def test_a_slow_drip_ends_with_the_time_limit(
    server: LyingServer, fetcher: Fetcher, clock: Clock, tmp_path: Path
) -> None:
    """A byte now and then never passes for progress."""

    def drip(conn: ssl.SSLSocket, _: Asked) -> None:
        conn.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not server.ended.wait(0.001):
            conn.sendall(b"x")

    server.scripts["/list.xml"] = drip
    clock.step = 0.5
    with pytest.raises(FetchError, match="did not arrive within 60 s"):
        fetcher.fetch(server.url("/list.xml"), tmp_path)
    assert len(server.asked) == 1


def test_silence_ends_with_the_read_limit(
    server: LyingServer, limited: Callable[..., Fetcher], clock: Clock, tmp_path: Path
) -> None:
    """A server that says nothing is left, and asked again as often as the limits say."""

    def silent(*_: object) -> None:
        server.ended.wait(0.15)

    server.scripts["/list.xml"] = silent
    with pytest.raises(FetchError, match="could not be received"):
        limited(read_s=0.05, attempts=3).fetch(server.url("/list.xml"), tmp_path)
    assert len(clock.slept) == 2


def test_a_redirect_is_followed(server: LyingServer, fetcher: Fetcher, tmp_path: Path) -> None:
    """A relative redirect leads to the file; the address kept is the official one."""
    server.scripts |= {"/old": lambda c, _: reply(c, status="302 Found", Location="/list.xml"), "/list.xml": whole}
    got = fetcher.fetch(server.url("/old"), tmp_path)
    assert (got.url, got.size_bytes) == (server.url("/old"), len(LIST))


def test_a_redirect_loop_ends(server: LyingServer, fetcher: Fetcher, tmp_path: Path) -> None:
    """Five redirects and no more."""
    server.scripts["/loop"] = lambda c, _: reply(c, status="301 Moved", Location="/loop")
    with pytest.raises(FetchError, match="redirects more than 5 times"):
        fetcher.fetch(server.url("/loop"), tmp_path)
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("http://lists.example/list.xml", "is not https"),
        ("file:///etc/passwd", "is not https"),
        ("https://10.0.0.1/list.xml", "'10.0.0.1', which is no public address"),
        ("https://metadata.example/", "'169.254.169.254', which is no public address"),
        ("https://[::ffff:192.168.0.1]/", "no public address"),
        ("https://user:word@lists.example/", "no plain https address"),
        ("", "redirects to nowhere"),
        ("https://lists.example:port/", "is no address"),
    ],
)
def test_a_redirect_away_from_the_open_internet_is_refused(
    location: str, said: str, server: LyingServer, fetcher: Fetcher, tmp_path: Path
) -> None:
    """Plain http and private addresses, by number or by name, are never connected to."""
    names = {"lists.example": "127.0.0.1", "metadata.example": "169.254.169.254"}
    server.scripts["/list.xml"] = lambda c, _: reply(c, status="302 Found", Location=location)
    careful = replace(fetcher, resolve=lambda host, _: (names.get(host, host),))
    with pytest.raises(FetchError, match=said):
        careful.fetch(server.url("/list.xml"), tmp_path)
    assert server.accepted == 1


def test_one_private_address_among_public_ones_is_refused(
    server: LyingServer, fetcher: Fetcher, tmp_path: Path
) -> None:
    """Every address of a host is checked before the first is connected to."""
    careful = replace(fetcher, resolve=lambda _, __: ("127.0.0.1", "192.168.1.1"))
    with pytest.raises(FetchError, match=r"192\.168\.1\.1"):
        careful.fetch(server.url("/list.xml"), tmp_path)
    assert server.accepted == 0


def test_rebinding_a_name_gains_nothing(
    authority: trustme.CA, server: LyingServer, fetcher: Fetcher, tmp_path: Path
) -> None:
    """One answer of the resolver is checked and connected to; when the next one is private, it is refused."""
    answers = ["127.0.0.1", "127.0.0.2"]
    careful = replace(fetcher, resolve=lambda _, __: (answers.pop(0),))
    with LyingServer(authority=authority, address="127.0.0.2") as inside:
        server.scripts["/list.xml"] = lambda c, _: reply(c, status="302 Found", Location=inside.url("/secret"))
        with pytest.raises(FetchError, match=r"127\.0\.0\.2"):
            careful.fetch(server.url("/list.xml"), tmp_path)
        assert (server.accepted, inside.accepted, answers) == (1, 0, [])


@pytest.mark.parametrize(
    "url", ["http://lists.example/list.xml", "ftp://lists.example/", "https:///list.xml", "list.xml"]
)
def test_an_address_that_is_not_https_is_refused(url: str, fetcher: Fetcher, tmp_path: Path) -> None:
    """There is no way down to plain http."""
    with pytest.raises(FetchError, match="no plain https address"):
        fetcher.fetch(url, tmp_path)


def test_a_certificate_of_nobody_is_refused_at_once(fetcher: Fetcher, clock: Clock, tmp_path: Path) -> None:
    """An authority that is not trusted ends the fetch without another try and without a request."""
    with LyingServer(authority=trustme.CA()) as stranger:
        with pytest.raises(FetchError, match=r"certificate of host 'lists\.example' cannot be verified"):
            fetcher.fetch(stranger.url("/list.xml"), tmp_path)
        assert (stranger.asked, clock.slept) == ([], [])


def test_a_certificate_of_another_host_is_refused(authority: trustme.CA, fetcher: Fetcher, tmp_path: Path) -> None:
    """The host name is verified although the connection goes to a checked address."""
    with LyingServer(authority=authority, host="other.example") as other:
        with pytest.raises(FetchError, match=r"certificate of host 'lists\.example' cannot be verified"):
            fetcher.fetch(other.url("/list.xml", host="lists.example"), tmp_path)
        assert other.asked == []


def test_a_reset_is_tried_again(server: LyingServer, fetcher: Fetcher, clock: Clock, tmp_path: Path) -> None:
    """A connection that breaks off gives way to the next one, each after a longer wait."""

    def reset(conn: ssl.SSLSocket, _: Asked) -> None:
        conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise ConnectionResetError

    server.scripts["/list.xml"] = [reset, reset, whole]
    assert fetcher.fetch(server.url("/list.xml"), tmp_path).size_bytes == len(LIST)
    assert [1 <= clock.slept[0] <= 1.5, 2 <= clock.slept[1] <= 3] == [True, True]


def test_nobody_listening_is_tried_again_and_told(fetcher: Fetcher, clock: Clock, tmp_path: Path) -> None:
    """A refused connection is a failure of five tries."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(FetchError, match="could not be received"):
        fetcher.fetch(f"https://lists.example:{port}/", tmp_path)
    assert len(clock.slept) == 4


def test_a_name_that_cannot_be_resolved_is_told(fetcher: Fetcher, tmp_path: Path) -> None:
    """Without a network the message says which host was looked for."""

    def nowhere(*_: object) -> tuple[str, ...]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(FetchError, match=r"host 'lists\.example' cannot be resolved"):
        replace(fetcher, resolve=nowhere).fetch("https://lists.example/", tmp_path)


def test_retry_after_is_honoured(server: LyingServer, fetcher: Fetcher, clock: Clock, tmp_path: Path) -> None:
    """A server that asks for 7 seconds, and then until a date, is given them."""
    later = "Thu, 14 Sep 2023 12:00:20 GMT"
    server.scripts["/list.xml"] = [
        lambda c, _: reply(c, status="429 Too Many Requests", Retry_After="7"),
        lambda c, _: reply(c, status="503 Service Unavailable", Retry_After=later),
        whole,
    ]
    assert fetcher.fetch(server.url("/list.xml"), tmp_path).size_bytes == len(LIST)
    assert clock.slept == [7.0, 20.0]


def test_retry_after_is_bounded(server: LyingServer, fetcher: Fetcher, clock: Clock, tmp_path: Path) -> None:
    """A server that asks for a day is told of, not waited for."""
    server.scripts["/list.xml"] = lambda c, _: reply(c, status="429 Too Many Requests", Retry_After="86400")
    with pytest.raises(FetchError, match="answered 429 Too Many Requests"):
        fetcher.fetch(server.url("/list.xml"), tmp_path)
    assert (len(server.asked), clock.slept) == (1, [])


def test_a_slow_resolver_is_left_behind(limited: Callable[..., Fetcher], tmp_path: Path) -> None:
    """The resolver has the time of a connection and no more."""
    answered = threading.Event()

    def slow(*_: object) -> tuple[str, ...]:
        answered.wait(20)
        return ("127.0.0.1",)

    careful = replace(limited(connect_s=0.05, attempts=1), resolve=slow)
    with pytest.raises(FetchError, match=r"host 'lists\.example' was not resolved within 0\.05 s"):
        careful.fetch("https://lists.example/", tmp_path)
    answered.set()


def test_the_environment_names_no_proxy(
    server: LyingServer, fetcher: Fetcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy in the environment is not used: it would see and could change what is fetched, and no address could be checked."""
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setitem(os.environ, name, "http://127.0.0.9:9")
    server.scripts["/list.xml"] = whole
    assert fetcher.fetch(server.url("/list.xml"), tmp_path).size_bytes == len(LIST)
