"""Level 1: bytes in, with sha256 and time of receipt; the only outgoing socket of sanksi.

Takes an https address; gives a file on disk with what the server said of it (or the bytes of a page), or a FetchError that says why not. Promises: only
public addresses are connected to, whatever the names resolve to or redirects say; every certificate is verified; a transfer is bounded in
time and size; a body that is shorter or longer than announced is never given; proxies and certificates of the environment are not looked at.
"""

from sanksi.fetch.addresses import is_public
from sanksi.fetch.fetcher import Fetcher
from sanksi.fetch.network import resolve_host
from sanksi.fetch.page import fetch_page
from sanksi.fetch.values import Address, Fetched, Limits

__all__ = ["Address", "Fetched", "Fetcher", "Limits", "fetch_page", "is_public", "resolve_host"]
