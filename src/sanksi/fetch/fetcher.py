"""One file over HTTPS: conditional, retried with back-off, resumed, bounded, and never half."""

import ssl
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpcore
import httpx
import tenacity

from sanksi.errors import FetchError
from sanksi.fetch.addresses import is_public
from sanksi.fetch.again import AgainError, asked_wait, wait_s
from sanksi.fetch.headers import (
    KEPT,
    asked_wait_s,
    length_of,
    moment_of,
    redirect_target,
    require_https,
    sendable,
    status_of,
    strong_tag_of,
    text_of,
    total_of,
)
from sanksi.fetch.network import PublicNetwork, Transport, resolve_host
from sanksi.fetch.part import OVERLAP, Mark, Part, web_page
from sanksi.fetch.values import Address, Fetched, Limits

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_PASSING_FAULTS = (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError)


@dataclass(frozen=True, kw_only=True)
class Fetcher:
    """Receives files of official addresses.

    Attributes:
        allow: which addresses may be connected to; all public ones and no other when left out.
        context: TLS settings; certificate verification against the usual authorities when left out.
        resolve: host and port to addresses.
        clock: monotonic seconds.
        sleep: waits between tries.
        now: the instant of receipt.
        limits: bounds of each fetch.
        pages: whether a web page is taken; else it is refused, since a list never is one.
    """

    allow: Callable[[Address], bool] = is_public
    context: ssl.SSLContext = field(default_factory=lambda: httpx.create_ssl_context(trust_env=False))
    resolve: Callable[[str, int], Sequence[str]] = resolve_host
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    limits: Limits = field(default_factory=Limits)
    pages: bool = False

    def fetch(self, url: str, folder: Path, *, etag: str = "", last_modified: str = "") -> Fetched:
        """Receive one file.

        Args:
            url: an https address.
            folder: holds the part that a later run goes on with, and the file when it is whole.
            etag: of the file held, or empty.
            last_modified: of the file held, as the server wrote it, or empty.

        Raises:
            FetchError: no whole file arrived within the limits; why, and from where.
            OSError: the disk is full or cannot be written; the part is gone then.
        """
        return _Job(self, url, Part(folder, url), etag=etag, last_modified=last_modified).run()


class _Job:
    """One fetch: its time limit, its tries and their redirects."""

    def __init__(self, fetcher: Fetcher, url: str, part: Part, *, etag: str, last_modified: str) -> None:
        self._f = fetcher
        self._limits = fetcher.limits
        self._url = url
        self._part = part
        self._etag = sendable(etag)
        self._last_modified = sendable(last_modified)
        self._deadline = fetcher.clock() + self._limits.total_s

    def run(self) -> Fetched:
        """Try until it is whole, or cannot become so; a part stays only after a fault that may pass."""
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(AgainError),
            wait=wait_s,
            stop=self._is_over,
            sleep=self._f.sleep,
            reraise=True,
        )
        try:
            return retrying(self._try)
        except AgainError as again:
            raise again.error from again.__cause__
        except Exception:
            self._part.drop()
            raise

    def _is_over(self, state: tenacity.RetryCallState) -> bool:
        after_s = asked_wait(state)
        return (
            state.attempt_number >= self._limits.attempts
            or after_s > self._limits.wait_s
            or self._f.clock() + state.upcoming_sleep >= self._deadline
        )

    def _try(self) -> Fetched:
        url = self._url
        network = PublicNetwork(
            resolve=self._f.resolve,
            allow=self._f.allow,
            clock=self._f.clock,
            deadline=self._deadline,
            limits=self._limits,
        )
        for _ in range(self._limits.redirects + 1):
            require_https(url)
            request = httpx.Request("GET", url, headers=self._headers())
            try:
                with (
                    Transport(network, self._f.context) as transport,
                    closing(transport.handle_request(request)) as response,
                ):
                    if response.status_code not in _REDIRECTS:
                        return self._take(response, network)
                    url = redirect_target(url, response)
            except _PASSING_FAULTS as error:
                raise self._again(url, error) from error
        raise FetchError(f"{self._url!r} redirects more than {self._limits.redirects} times", hint=KEPT)

    def _again(self, url: str, error: Exception) -> AgainError:
        if self._f.clock() >= self._deadline:
            return AgainError(FetchError(f"{url!r} did not arrive within {self._limits.total_s:g} s", hint=KEPT))
        words = str(error) or type(error).__name__
        return AgainError(FetchError(f"{url!r} could not be received: {words}", hint=KEPT))

    def _headers(self) -> dict[str, str]:
        headers = {"User-Agent": "sanksi", "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"}
        if self._etag:
            headers["If-None-Match"] = self._etag
        if self._last_modified:
            headers["If-Modified-Since"] = self._last_modified
        if mark := self._part.resumable():
            headers |= {"Range": f"bytes={self._part.size - OVERLAP}-", "If-Range": mark.etag}
        return headers

    def _take(self, response: httpx.Response, network: PublicNetwork) -> Fetched:
        status = response.status_code
        if status == 304 and (self._etag or self._last_modified):
            return self._fetched(response, path=None, digest="", size=0)
        if status in _PASSING:
            raise AgainError(
                FetchError(f"{self._url!r} answered {status_of(response)}", hint=KEPT),
                after_s=asked_wait_s(response, self._f.now()),
            )
        if status == 416:
            self._part.drop()
            raise AgainError(FetchError(f"{self._url!r} answered {status_of(response)}", hint=KEPT))
        if status not in (200, 206):
            raise FetchError(
                f"{self._url!r} answered {status_of(response)}",
                hint="look at the address in a browser; `sanksi add` takes a file that you download yourself",
            )
        if not self._f.pages and response.headers.get("content-type", "").lower().startswith(
            ("text/html", "application/xhtml")
        ):
            raise web_page(self._url)
        encoding = self._receive(response, network)
        digest, size = self._part.unpack(encoding, self._limits, network.require_time, pages=self._f.pages)
        return self._fetched(response, path=self._part.target, digest=digest, size=size)

    def _receive(self, response: httpx.Response, network: PublicNetwork) -> str:
        """Stream the body to the part; gives its encoding."""
        encoding = response.headers.get("content-encoding", "").strip().lower()
        encoding = "" if encoding == "identity" else "gzip" if encoding == "x-gzip" else encoding
        if encoding not in ("", "gzip"):
            raise FetchError(f"{self._url!r} came in encoding {encoding!r}, which was not asked for", hint=KEPT)
        length = length_of(response)
        if length is None and response.headers.get("transfer-encoding", "").lower() != "chunked":
            raise FetchError(
                f"{self._url!r} does not say how long it is, so a cut file could not be told from a whole one",
                hint="`sanksi add` takes a file that you download yourself",
            )
        total, seen = self._begin(response, encoding, length)
        self._stream(response, network, length=length, seen=seen)
        if total and self._part.size != total:
            raise AgainError(FetchError(f"{self._url!r} sent {self._part.size} of {total} bytes", hint=KEPT))
        return encoding

    def _begin(self, response: httpx.Response, encoding: str, length: int | None) -> tuple[int, bytes]:
        """Go on with the part where the server agrees, else begin again; gives the length of the whole and the bytes to be seen again.

        A server agrees by the same tag, Last-Modified and length of the whole: a tag alone is kept by some for another content.
        """
        begins = self._part.size - OVERLAP
        resumed = response.status_code == 206
        mark = Mark(
            url=self._url,
            etag=strong_tag_of(response),
            last_modified=text_of(response, "last-modified"),
            encoding=encoding,
            total=total_of(response, begins=begins) if resumed else length or 0,
        )
        if not resumed:
            self._part.restart(mark)
            return mark.total, b""
        if self._part.resumable() != mark or length not in (None, mark.total - begins):
            raise self._other_part()
        return mark.total, self._part.tail()

    def _stream(self, response: httpx.Response, network: PublicNetwork, *, length: int | None, seen: bytes) -> None:
        """Append the body to the part; its first bytes must be those `seen` before."""
        room = self._limits.transferred_bytes - self._part.size + len(seen)
        got = 0
        with self._part.path.open("ab") as out:
            for block in response.iter_raw():
                got += len(block)
                if got > room:
                    raise FetchError(
                        f"{self._url!r} is larger than {self._limits.transferred_bytes} bytes",
                        hint="no edition of an official list is that large; the server or something on the way is wrong",
                    )
                again, fresh = block[: len(seen)], block[len(seen) :]
                if not seen.startswith(again):
                    raise self._other_part()
                seen = seen[len(again) :]
                out.write(fresh)
                if got == length and network.sends_more_than(length, response.extensions["network_stream"]):
                    raise FetchError(f"{self._url!r} sent more than the {length} bytes that it announced", hint=KEPT)

    def _other_part(self) -> AgainError:
        """The part is forgotten, so that the next try begins again."""
        self._part.drop()
        return AgainError(FetchError(f"{self._url!r} went on with another part than was asked for", hint=KEPT))

    def _fetched(self, response: httpx.Response, *, path: Path | None, digest: str, size: int) -> Fetched:
        changed_at = moment_of(response.headers.get("last-modified", ""))
        answered_at = changed_at or moment_of(response.headers.get("date", ""))
        return Fetched(
            url=self._url,
            path=path,
            sha256=digest,
            size_bytes=size,
            etag=text_of(response, "etag"),
            last_modified=text_of(response, "last-modified"),
            changed_at=changed_at,
            dated_on=answered_at.date() if answered_at else None,
            status="fetched" if path else "not_modified",
            received_at=self._f.now().isoformat(timespec="seconds").replace("+00:00", "Z"),
        )
