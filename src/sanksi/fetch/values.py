"""What a fetch gives, and what bounds it."""

from dataclasses import dataclass
from datetime import date, datetime
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from typing import Literal

Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A file as it was received.

    Attributes:
        url: the address that was asked for, before redirects.
        path: where the unpacked bytes stand; None when not modified.
        sha256: of the unpacked bytes; empty when not modified.
        size_bytes: unpacked.
        etag: entity tag as the server wrote it; empty without one that can be sent back.
        last_modified: as the server wrote it, or empty.
        changed_at: Last-Modified as an instant in UTC; None when it cannot be read.
        dated_on: UTC day of Last-Modified, else of the Date header; None when neither can be read.
        status: `not_modified` when the server says that nothing changed since the validators given.
        received_at: ISO instant in UTC.
    """

    url: str
    path: Path | None
    sha256: str
    size_bytes: int
    etag: str
    last_modified: str
    changed_at: datetime | None
    dated_on: date | None
    status: Literal["fetched", "not_modified"]
    received_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one fetch.

    Attributes:
        transferred_bytes: most bytes over the wire.
        unpacked_bytes: most bytes on disk; the largest real file is OFAC's SDN_ADVANCED XML, 120 MiB in 2024.
        connect_s: longest wait for the resolver, for a connection, and for its TLS handshake.
        read_s: longest silence of the server.
        after_s: longest wait for the connection to end after the last byte announced; a byte more in that time is an error.
        total_s: longest time for all, with retries and waits.
        wait_s: longest wait that a server may ask for with Retry-After.
        attempts: tries, the first one included.
        redirects: most redirects of one try.
    """

    transferred_bytes: int = 256 * 2**20
    unpacked_bytes: int = 256 * 2**20
    connect_s: float = 10.0
    read_s: float = 30.0
    after_s: float = 1.0
    total_s: float = 600.0
    wait_s: float = 120.0
    attempts: int = 5
    redirects: int = 5
