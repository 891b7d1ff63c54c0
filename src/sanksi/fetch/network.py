"""Connections to public addresses only, each bounded by a point in time.

The check is made at connect time and on the very address that is connected to, so a name that resolves to a public address first and to a
private one later (DNS rebinding) gains nothing. Tried before: checking the name and then letting the library resolve it again.
"""

import re
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from ipaddress import ip_address
from threading import Thread
from typing import Any

import httpcore
import httpx

from sanksi.errors import FetchError
from sanksi.fetch.values import Address, Limits

_HEAD_END = re.compile(rb"\n\r?\n")
_INTERIM = re.compile(rb"HTTP/\d\.\d 1\d\d\b")
"""100 Continue, 103 Early Hints: the answer is still to come."""

_HEAD_MAX_BYTES = 100_000
"""Longest head of an answer, about what the library takes."""


def resolve_host(host: str, port: int) -> Sequence[str]:
    """The addresses of a host, as the system's resolver gives them.

    Raises:
        OSError: the name cannot be resolved.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class PublicNetwork(httpcore.NetworkBackend):
    """Opens connections for httpcore.

    Args:
        resolve: host and port to addresses.
        allow: whether an address may be connected to.
        clock: monotonic seconds.
        deadline: point of the clock after which nothing is read or written.
        limits: bounds of single waits.

    Attributes:
        body_bytes: how many bytes came after the head of the last answer.
    """

    def __init__(
        self,
        *,
        resolve: Callable[[str, int], Sequence[str]],
        allow: Callable[[Address], bool],
        clock: Callable[[], float],
        deadline: float,
        limits: Limits,
    ) -> None:
        self._resolve = resolve
        self._allow = allow
        self._clock = clock
        self._deadline = deadline
        self._limits = limits
        self._head: bytearray | None = bytearray()
        self.body_bytes = 0

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the limits say it
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address that answers, after every address was checked."""
        self._head, self.body_bytes = bytearray(), 0
        failure: Exception = httpcore.ConnectError(f"{host!r} has no address")
        for address in self._checked(host, port):
            try:
                stream = httpcore.SyncBackend().connect_tcp(
                    str(address), port, self.bound(self._limits.connect_s), local_address, socket_options
                )
                return _BoundedStream(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def connect_unix_socket(self, path: str, *_: object, **__: object) -> httpcore.NetworkStream:
        """Never: a list has no address on this machine."""
        raise FetchError(f"socket {path!r} is not the internet", hint="name an https address")

    def bound(self, seconds: float) -> float:
        """The wait, cut to what is left of the time."""
        left = self._deadline - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("the time limit is over")
        return min(seconds, left)

    def count(self, data: bytes) -> None:
        """Count what came after the head of the answer, announced or not: the library hides what is past the announced length."""
        if self._head is None:
            self.body_bytes += len(data)
            return
        self._head += data
        while end := _HEAD_END.search(self._head):
            interim = _INTERIM.match(self._head)
            del self._head[: end.end()]
            if not interim:
                self.body_bytes, self._head = len(self._head), None
                return
        if len(self._head) > _HEAD_MAX_BYTES:
            raise httpcore.RemoteProtocolError(f"the head of the answer is longer than {_HEAD_MAX_BYTES} bytes")

    def sends_more_than(self, length: int, stream: httpcore.NetworkStream) -> bool:
        """Whether more than the announced body came, or comes in the moment after it: the server was asked to close the connection."""
        if self.body_bytes == length:
            with suppress(httpcore.NetworkError, httpcore.TimeoutException):  # broken off, or silent: nothing more
                stream.read(1, self._limits.after_s)
        return self.body_bytes > length

    def require_time(self) -> None:
        """Raise when the time is over."""
        self.bound(0.0)

    @property
    def limits(self) -> Limits:
        """Bounds of single waits."""
        return self._limits

    def _checked(self, host: str, port: int) -> list[Address]:
        try:
            addresses = [ip_address(text.partition("%")[0]) for text in self._resolved(host, port)]
        except (OSError, ValueError) as error:
            raise httpcore.ConnectError(f"host {host!r} cannot be resolved: {error}") from error
        for address in addresses:
            if not self._allow(address):
                raise FetchError(
                    f"host {host!r} resolves to {str(address)!r}, which is no public address",
                    hint="the official address, a redirect or the resolver is wrong; nothing was asked of it",
                )
        return addresses

    def _resolved(self, host: str, port: int) -> Sequence[str]:
        """What the resolver says within the time of a connection; it knows no time limit itself, so it is left behind when it is slow."""
        answers: list[Sequence[str]] = []
        failures: list[Exception] = []

        def ask() -> None:
            try:
                answers.append(self._resolve(host, port))
            except Exception as error:  # noqa: BLE001 - raised below, where it can be told
                failures.append(error)

        wait_s = self.bound(self._limits.connect_s)
        worker = Thread(target=ask, daemon=True)
        worker.start()
        worker.join(wait_s)
        if failures:
            raise failures[0]
        if not answers:
            raise httpcore.ConnectTimeout(f"host {host!r} was not resolved within {wait_s:g} s")
        return answers[0]


class _BoundedStream(httpcore.NetworkStream):
    """A connection whose every wait ends with the network's time limit, so that a slow drip ends too."""

    def __init__(self, stream: httpcore.NetworkStream, network: PublicNetwork) -> None:
        self._stream = stream
        self._network = network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        wait_s = self._network.limits.read_s if timeout is None else timeout
        data = self._stream.read(max_bytes, self._network.bound(wait_s))
        self._network.count(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - the limits say it
        self._stream.write(buffer, self._network.bound(self._network.limits.read_s))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 - the limits say it
    ) -> httpcore.NetworkStream:
        wait_s = self._network.bound(self._network.limits.connect_s)
        try:
            return _BoundedStream(self._stream.start_tls(ssl_context, server_hostname, wait_s), self._network)
        except httpcore.ConnectError as error:
            if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                raise FetchError(
                    f"the certificate of host {server_hostname!r} cannot be verified: {error.__cause__.verify_message}",
                    hint="something on the way pretends to be the publisher, or its certificate has ended; nothing was taken",
                ) from error
            raise

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Transport(httpx.BaseTransport):
    """Gives httpx the connections of a PublicNetwork: one at a time, HTTP/1.1, no proxy."""

    def __init__(self, network: PublicNetwork, context: ssl.SSLContext) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=network, max_connections=1)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request and give its response, the body still to be read."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        sent = httpcore.Request(method=request.method, url=url, headers=request.headers.raw, content=b"")
        got = self._pool.handle_request(sent)
        return httpx.Response(got.status, headers=got.headers, stream=_Body(got), extensions=got.extensions)

    def close(self) -> None:
        """Close the connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()
