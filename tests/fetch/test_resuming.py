"""Going on with a transfer that broke off: never with the bytes of another edition."""

import random
import ssl
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from lying import Asked, LyingServer, reply
from sanksi.errors import FetchError
from sanksi.fetch import Fetcher
from sanksi.fetch.part import OVERLAP

DAY = "Thu, 14 Sep 2023 10:00:00 GMT"
LIST = b"<CONSOLIDATED_LIST>" + b"<X/>" * 50_000


def noise(seed: int) -> bytes:
    """Bytes without a pattern, the same each time."""
    return random.Random(seed).randbytes(300_000)  # noqa: S311 - no secret


def whole(conn: ssl.SSLSocket, _: Asked) -> None:
    """An honest answer."""
    reply(conn, LIST, ETag='"one"', Content_Type="text/xml")


def _by_range(body: bytes, tag: str) -> Callable[[ssl.SSLSocket, Asked], None]:
    def serve(conn: ssl.SSLSocket, asked: Asked) -> None:
        start = int(asked.headers.get("range", "bytes=0-")[6:-1])
        if start and asked.headers.get("if-range") == tag:
            reply(
                conn,
                body[start:],
                status="206 Partial Content",
                ETag=tag,
                Content_Range=f"bytes {start}-{len(body) - 1}/{len(body)}",
            )
        else:
            reply(conn, body, ETag=tag)

    return serve


def test_a_cut_transfer_is_gone_on_with(server: LyingServer, fetcher: Fetcher, tmp_path: Path) -> None:
    """With a strong tag only the rest is asked for, and the whole has the right bytes."""
    body = noise(7)
    server.scripts["/list.xml"] = [lambda c, _: reply(c, body, cut=200_000, ETag='"a"'), _by_range(body, '"a"')]
    got = fetcher.fetch(server.url("/list.xml"), tmp_path)
    assert got.sha256 == sha256(body).hexdigest()
    assert server.asked[1].headers["if-range"] == '"a"'
    assert 0 < int(server.asked[1].headers["range"][6:-1]) <= 200_000


def test_a_later_run_goes_on_too(server: LyingServer, limited: Callable[..., Fetcher], tmp_path: Path) -> None:
    """A run that gave up leaves its part to the next one."""
    body = noise(8)
    server.scripts["/list.xml"] = [lambda c, _: reply(c, body, cut=200_000, ETag='"a"'), _by_range(body, '"a"')]
    once = limited(attempts=1)
    with pytest.raises(FetchError):
        once.fetch(server.url("/list.xml"), tmp_path)
    assert once.fetch(server.url("/list.xml"), tmp_path).sha256 == sha256(body).hexdigest()
    assert "range" in server.asked[1].headers


def test_a_file_that_changed_in_between_is_begun_again(server: LyingServer, fetcher: Fetcher, tmp_path: Path) -> None:
    """Bytes of two editions are never joined."""
    old, new = noise(1), noise(2)
    server.scripts["/list.xml"] = [lambda c, _: reply(c, old, cut=200_000, ETag='"a"'), _by_range(new, '"b"')]
    assert fetcher.fetch(server.url("/list.xml"), tmp_path).sha256 == sha256(new).hexdigest()


@pytest.mark.parametrize("said", [{"ETag": '"b"'}, {"ETag": '"a"', "Content_Range": "bytes 0-99999/300000"}, {}])
def test_a_wrong_rest_is_not_joined(
    said: dict[str, str], server: LyingServer, fetcher: Fetcher, tmp_path: Path
) -> None:
    """A 206 of another tag or another place throws the part away and begins again."""
    body = noise(3)

    def rest(conn: ssl.SSLSocket, asked: Asked) -> None:
        start = int(asked.headers["range"][6:-1])
        headers = {"Content_Range": f"bytes {start}-299999/300000"} | said
        reply(conn, body[start:], status="206 Partial Content", said=headers)

    server.scripts["/list.xml"] = [
        lambda c, _: reply(c, body, cut=200_000, ETag='"a"'),
        rest,
        lambda c, _: reply(c, body, ETag='"a"'),
    ]
    assert fetcher.fetch(server.url("/list.xml"), tmp_path).sha256 == sha256(body).hexdigest()
    assert "range" not in server.asked[2].headers


@pytest.mark.parametrize("tag", ['W/"a"', ""])
def test_without_a_strong_tag_the_whole_is_asked_for(
    tag: str, server: LyingServer, fetcher: Fetcher, tmp_path: Path
) -> None:
    """A weak tag does not promise the same bytes."""
    said = {"ETag": tag} if tag else {}
    server.scripts["/list.xml"] = [lambda c, _: reply(c, LIST, cut=1000, said=said), whole]
    assert fetcher.fetch(server.url("/list.xml"), tmp_path).sha256 == sha256(LIST).hexdigest()
    assert "range" not in server.asked[1].headers


def test_a_refused_range_begins_again(server: LyingServer, fetcher: Fetcher, tmp_path: Path) -> None:
    """After a 416 the part is forgotten."""
    server.scripts["/list.xml"] = [
        lambda c, _: reply(c, LIST, cut=1000, ETag='"a"'),
        lambda c, _: reply(c, status="416 Range Not Satisfiable"),
        whole,
    ]
    assert fetcher.fetch(server.url("/list.xml"), tmp_path).sha256 == sha256(LIST).hexdigest()


def _cut(body: bytes, **said: str) -> Callable[[ssl.SSLSocket, Asked], None]:
    return lambda conn, _: reply(conn, body, cut=200_000, said={"ETag": '"a"', "Last-Modified": DAY} | said)


def _rest(
    body: bytes, *, end: int = 300_000, total: str = "300000", day: str = DAY, chunked: bool = False
) -> Callable[[ssl.SSLSocket, Asked], None]:
    """A 206 with the bytes asked for up to an end, of a stated total."""

    def script(conn: ssl.SSLSocket, asked: Asked) -> None:
        start = int(asked.headers["range"][6:-1])
        headers = {"ETag": '"a"', "Last-Modified": day, "Content-Range": f"bytes {start}-{end - 1}/{total}"}
        if chunked:
            lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
            conn.sendall(f"HTTP/1.1 206 Partial Content\r\nTransfer-Encoding: chunked\r\n{lines}\r\n".encode())
            conn.sendall(f"{end - start:x}\r\n".encode() + body[start:end] + b"\r\n0\r\n\r\n")
        else:
            reply(conn, body[start:end], status="206 Partial Content", said=headers)

    return script


def test_the_end_of_the_part_is_asked_for_again(server: LyingServer, fetcher: Fetcher, tmp_path: Path) -> None:
    """The last 64 KiB held must come again as they were; then the rest is joined, also from a 206 in chunks."""
    body = noise(4)
    for name, chunked in (("/plain", False), ("/chunked", True)):
        server.scripts[name] = [_cut(body), _rest(body, chunked=chunked)]
        assert fetcher.fetch(server.url(name), tmp_path).sha256 == sha256(body).hexdigest()
        assert server.asked[-1].headers["range"] == f"bytes={200_000 - OVERLAP}-"


def test_a_short_part_is_begun_again(server: LyingServer, fetcher: Fetcher, tmp_path: Path) -> None:
    """A part that is all overlap saves nothing."""
    server.scripts["/list.xml"] = [lambda c, _: reply(c, LIST, cut=OVERLAP, ETag='"one"'), whole]
    assert fetcher.fetch(server.url("/list.xml"), tmp_path).sha256 == sha256(LIST).hexdigest()
    assert "range" not in server.asked[1].headers


OTHER = {
    "another content under the same tag": _rest(noise(6)),
    "another day under the same tag": _rest(noise(5), day="Fri, 15 Sep 2023 10:00:00 GMT"),
    "a total that is not stated": _rest(noise(5), total="*"),
    "a total that is not stated, cut": _rest(noise(5), total="*", end=201_000),
    "a smaller total": _rest(noise(5), total="201000", end=201_000),
    "a larger total": _rest(noise(5) + b"more", total="300004", end=300_004),
    "less than the rest": _rest(noise(5), end=201_000),
    "less than the rest, in chunks": _rest(noise(5), end=201_000, chunked=True),
}


@pytest.mark.parametrize("lie", OTHER)
def test_what_is_not_the_rest_is_not_joined(lie: str, server: LyingServer, fetcher: Fetcher, tmp_path: Path) -> None:
    """Tag, Last-Modified, length of the whole and the bytes held must agree; else the whole is asked for."""
    server.scripts["/list.xml"] = [_cut(noise(5)), OTHER[lie], lambda c, _: reply(c, noise(6), ETag='"a"')]
    assert fetcher.fetch(server.url("/list.xml"), tmp_path).sha256 == sha256(noise(6)).hexdigest()
    assert ["range" in asked.headers for asked in server.asked] == [False, True, False]


def test_chunks_that_end_early_are_no_whole(server: LyingServer, fetcher: Fetcher, tmp_path: Path) -> None:
    """A 206 whose chunks stop before the end that it announces is a failure, and its part is gone on with."""
    body = noise(5)

    def early(conn: ssl.SSLSocket, asked: Asked) -> None:
        start = int(asked.headers["range"][6:-1])
        said = f'ETag: "a"\r\nLast-Modified: {DAY}\r\nContent-Range: bytes {start}-299999/300000\r\n'
        conn.sendall(f"HTTP/1.1 206 P\r\nTransfer-Encoding: chunked\r\n{said}\r\n".encode())
        conn.sendall(f"{250_000 - start:x}\r\n".encode() + body[start:250_000] + b"\r\n0\r\n\r\n")

    server.scripts["/list.xml"] = [_cut(body), early, _rest(body)]
    assert fetcher.fetch(server.url("/list.xml"), tmp_path).sha256 == sha256(body).hexdigest()
    assert server.asked[2].headers["range"] == f"bytes={250_000 - OVERLAP}-"


def test_a_tag_that_cannot_be_sent_is_none(
    server: LyingServer, limited: Callable[..., Fetcher], tmp_path: Path
) -> None:
    """Bytes outside ASCII in a tag or a date are neither kept nor sent, so no later run trips over them."""
    said = {"ETag": '"\xe9"', "Last-Modified": "\xe9"}
    server.scripts["/list.xml"] = [_cut(noise(5), **said), lambda c, _: reply(c, LIST, said=said)]
    once = limited(attempts=1)
    with pytest.raises(FetchError):
        once.fetch(server.url("/list.xml"), tmp_path)
    got = once.fetch(server.url("/list.xml"), tmp_path, etag='"\xe9"', last_modified="\xe9")
    assert (got.etag, got.last_modified, got.size_bytes) == ("", "", len(LIST))
    assert not {"range", "if-none-match", "if-modified-since"} & set(server.asked[1].headers)


@pytest.mark.parametrize("error", [RuntimeError("a defect"), FetchError("gone")])
def test_a_part_stays_only_after_a_fault_that_may_pass(
    error: Exception,
    server: LyingServer,
    limited: Callable[..., Fetcher],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After anything else the next run starts anew."""
    server.scripts["/list.xml"] = _cut(noise(5))
    once = limited(attempts=1)
    with pytest.raises(FetchError):
        once.fetch(server.url("/list.xml"), tmp_path)
    assert len(list(tmp_path.iterdir())) == 2

    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr("sanksi.fetch.fetcher.require_https", broken)
    with pytest.raises(type(error), match=str(error)):
        once.fetch(server.url("/list.xml"), tmp_path)
    assert list(tmp_path.iterdir()) == []
