"""A page of the web, as bytes: received as carefully as a list, within the bounds of one report."""

import tempfile
from dataclasses import replace
from pathlib import Path

from sanksi.errors import FetchError
from sanksi.fetch.fetcher import Fetcher
from sanksi.fetch.values import Limits

PAGE_LIMITS = Limits(
    transferred_bytes=5_000_000,
    unpacked_bytes=5_000_000,
    read_s=15.0,
    total_s=60.0,
    wait_s=10.0,
    attempts=2,
)


def fetch_page(url: str, *, fetcher: Fetcher | None = None) -> bytes:
    """Receive a page; nothing of it stays on disk.

    Args:
        url: an https address.
        fetcher: whose network, clock and waits are used; the usual ones when left out.

    Raises:
        FetchError: no whole page arrived within the limits; why, and from where.
    """
    careful = replace(fetcher or Fetcher(), pages=True, limits=PAGE_LIMITS)
    with tempfile.TemporaryDirectory(prefix="sanksi-") as folder:
        try:
            path = careful.fetch(url, Path(folder)).path
        except FetchError as error:  # the fetcher's hints speak of lists
            raise FetchError(error.message, hint="save the page in a browser, then read the file") from error
        return path.read_bytes() if path else b""
