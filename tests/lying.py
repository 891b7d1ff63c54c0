"""A TLS server on the loopback that lies on command, a fetcher that may reach it, and a clock that nobody waits for."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from ipaddress import ip_address
from types import TracebackType
from typing import Self

import pytest
import trustme

from sanksi.fetch import Fetcher, Limits

HOST = "lists.example"
Behave = Callable[[ssl.SSLSocket, "Asked"], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as the server got it; header names in lower case."""

    path: str
    headers: dict[str, str]


def reply(
    conn: ssl.SSLSocket,
    body: bytes = b"",
    *,
    status: str = "200 OK",
    length: int | None = None,
    cut: int | None = None,
    said: Mapping[str, str] | None = None,
    **headers: str,
) -> None:
    """Answer with a body, of an announced length and cut where the script says so."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in (headers | dict(said or {})).items()]
    conn.sendall("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body[:cut])


@dataclass(slots=True, kw_only=True)
class LyingServer:
    """Serves each path by its own script, or by the next of a list of scripts; one thread for all."""

    authority: trustme.CA
    host: str = HOST
    address: str = "127.0.0.1"
    scripts: dict[str, Behave | list[Behave]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    accepted: int = 0
    ended: threading.Event = field(default_factory=threading.Event)
    _listener: socket.socket = field(init=False)
    _thread: threading.Thread = field(init=False)

    def __enter__(self) -> Self:
        """Listen on a free port."""
        self._listener = socket.create_server((self.address, 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop, and wait for the last answer to end."""
        self.ended.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(timeout=5)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listener.getsockname()[1])

    def url(self, path: str, *, host: str = "") -> str:
        """The address of a path."""
        return f"https://{host or self.host}:{self.port}{path}"

    def _serve(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(self.host).configure_cert(context)
        while not self.ended.is_set():
            try:
                plain, _ = self._listener.accept()
            except OSError:
                return
            self.accepted += 1
            plain.settimeout(5)
            with plain, suppress(OSError), context.wrap_socket(plain, server_side=True) as conn:
                self._answer(conn)

    def _answer(self, conn: ssl.SSLSocket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            block = conn.recv(4096)
            if not block:
                return
            head += block
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        asked = Asked(path=first.split()[1], headers=headers)
        self.asked.append(asked)
        script = self.scripts[asked.path]
        if isinstance(script, list):
            script = script.pop(0) if len(script) > 1 else script[0]
        script(conn, asked)
        with suppress(OSError):
            conn.unwrap()


LIMITS = Limits(connect_s=2.0, read_s=0.5, total_s=60.0)


@dataclass(slots=True)
class Clock:
    """Seconds that pass when somebody sleeps, and by `step` whenever somebody looks."""

    seconds: float = 0.0
    step: float = 0.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        """The time."""
        self.seconds += self.step
        return self.seconds

    def sleep(self, seconds: float) -> None:
        """Pass the time without waiting."""
        self.slept.append(seconds)
        self.seconds += seconds


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """A certificate authority of our own."""
    return trustme.CA()


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[LyingServer]:
    """The lying server, listening."""
    with LyingServer(authority=authority) as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    """The clock of the fetcher."""
    return Clock()


@pytest.fixture
def fetcher(authority: trustme.CA, clock: Clock) -> Fetcher:
    """A fetcher for which 127.0.0.1 is public and all hosts are there."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return Fetcher(
        allow=lambda address: address == ip_address("127.0.0.1"),
        context=context,
        resolve=lambda _host, _port: ("127.0.0.1",),
        clock=clock,
        sleep=clock.sleep,
        now=lambda: datetime(2023, 9, 14, 12, tzinfo=UTC),
        limits=LIMITS,
    )


@pytest.fixture
def limited(fetcher: Fetcher) -> Callable[..., Fetcher]:
    """The same fetcher with other limits."""
    return lambda **changes: replace(fetcher, limits=replace(LIMITS, **changes))
