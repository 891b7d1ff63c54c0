"""What the server says about a file: its length, its day, where it went, and when to come back."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from sanksi.errors import FetchError

KEPT = "what is held is kept; the next update tries again"


def require_https(url: str) -> None:
    """Refuse what is no https address, or carries a user name.

    Raises:
        FetchError: it is not one.
    """
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise FetchError(f"{url!r} is no address: {error}", hint="lists are received over https only") from error
    if parsed.scheme != "https" or not parsed.host or parsed.userinfo:
        raise FetchError(f"{url!r} is no plain https address", hint="lists are received over https only")


def redirect_target(url: str, response: httpx.Response) -> str:
    """Where a redirect leads.

    Raises:
        FetchError: nowhere, or away from https.
    """
    location = response.headers.get("location", "")
    if not location:
        raise FetchError(f"{url!r} redirects to nowhere", hint=KEPT)
    try:
        target = httpx.URL(url).join(location)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"{url!r} redirects to {location!r}, which is no address", hint=KEPT) from error
    if target.scheme != "https":
        raise FetchError(f"{url!r} redirects to {str(target)!r}, which is not https", hint=KEPT)
    return str(target)


def status_of(response: httpx.Response) -> str:
    """Status code and its words."""
    return f"{response.status_code} {response.reason_phrase}".strip()


def length_of(response: httpx.Response) -> int | None:
    """The announced length of the body in bytes, or None."""
    text = response.headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def asked_wait_s(response: httpx.Response, now: datetime) -> float:
    """How long Retry-After asks to wait, in seconds or until a date; 0 without one."""
    text = response.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    moment = moment_of(text)
    return max(0.0, (moment - now).total_seconds()) if moment else 0.0


def text_of(response: httpx.Response, name: str) -> str:
    """A header that can be kept and sent back; empty when it is absent or not printable ASCII."""
    return sendable(response.headers.get(name, "").strip())


def sendable(text: str) -> str:
    """The text when it is printable ASCII, else nothing: anything else cannot be sent as it came."""
    return text if text.isascii() and text.isprintable() else ""


def strong_tag_of(response: httpx.Response) -> str:
    """The entity tag when it is a strong one, which promises the same bytes (RFC 9110, section 8.8.1), else empty."""
    tag = text_of(response, "etag")
    return "" if tag.startswith("W/") else tag


def total_of(response: httpx.Response, *, begins: int) -> int:
    """Length of the whole that a 206 is the rest of, from the byte asked for to its end; 0 when it is anything else."""
    first, _, total = response.headers.get("content-range", "").partition("/")
    if not (total.isascii() and total.isdigit() and len(total) < 19):
        return 0
    return int(total) if first == f"bytes {begins}-{int(total) - 1}" else 0


def moment_of(text: str) -> datetime | None:
    """The instant of an HTTP date in UTC, or None."""
    try:
        moment = parsedate_to_datetime(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
