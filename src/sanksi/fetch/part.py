"""A download on disk while it is under way: the bytes as the server sent them, and what a later run needs to go on."""

import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from sanksi.errors import FetchError
from sanksi.fetch.values import Limits

OVERLAP = 2**16
"""So many bytes at the end of a part are asked for again and compared: a shorter part is not worth going on with."""

_BLOCK = 2**18
_HEAD = 1024
_HTML = re.compile(rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What the bytes of a part belong to.

    Attributes:
        url: the address asked for.
        etag: a strong entity tag, or empty.
        last_modified: as the server wrote it, or empty.
        encoding: `gzip` or empty.
        total: length of the whole in bytes; 0 when the server did not say.
    """

    url: str
    etag: str
    last_modified: str
    encoding: str
    total: int


class Part:
    """The `.part` file of an address and the mark beside it.

    Args:
        folder: `<home>/downloads`; made when missing.
        url: the address.
    """

    def __init__(self, folder: Path, url: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        stem = sha256(url.encode()).hexdigest()[:16]
        self.url = url
        self.path = folder / f"{stem}.part"
        self.target = folder / f"{stem}.got"
        self._mark = folder / f"{stem}.mark"

    def resumable(self) -> Mark | None:
        """The mark of bytes that can be gone on with, or None."""
        try:
            mark = Mark(**json.loads(self._mark.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return mark if mark.url == self.url and mark.etag and OVERLAP < self.size < mark.total else None

    @property
    def size(self) -> int:
        """Bytes on disk; 0 without a file."""
        return self.path.stat().st_size if self.path.exists() else 0

    def tail(self) -> bytes:
        """The last OVERLAP bytes."""
        with self.path.open("rb") as held:
            held.seek(self.size - OVERLAP)
            return held.read()

    def restart(self, mark: Mark) -> None:
        """Forget what is there and begin with another mark."""
        self.drop()
        self._mark.write_text(json.dumps(asdict(mark)), encoding="utf-8")
        self.path.touch()

    def drop(self) -> None:
        """Forget what is there."""
        self.path.unlink(missing_ok=True)
        self._mark.unlink(missing_ok=True)

    def unpack(
        self, encoding: str, limits: Limits, check_time: Callable[[], None], *, pages: bool = False
    ) -> tuple[str, int]:
        """Write the content beside the part and drop the part.

        Args:
            encoding: `gzip` or empty.
            limits: bounds the unpacked size.
            check_time: raises when the time is over.
            pages: whether a web page is taken.

        Returns:
            sha256 and size of the content at `target`.

        Raises:
            FetchError: a web page, an empty body, broken or endless gzip.
        """
        try:
            return self._write(encoding, limits, check_time, pages=pages)
        except BaseException:
            self.target.unlink(missing_ok=True)
            raise
        finally:
            self.drop()

    def _write(self, encoding: str, limits: Limits, check_time: Callable[[], None], *, pages: bool) -> tuple[str, int]:
        digest, size, head = sha256(), 0, b""
        with self.path.open("rb") as source, self.target.open("wb") as target:
            blocks = iter(lambda: source.read(_BLOCK), b"")
            for block in _inflate(blocks, self.url) if encoding else blocks:
                check_time()
                size += len(block)
                if size > limits.unpacked_bytes:
                    raise FetchError(
                        f"{self.url!r} unpacks to more than {limits.unpacked_bytes} bytes",
                        hint="no edition of an official list is that large; the server or something on the way is wrong",
                    )
                if len(head) < _HEAD:
                    head += block
                digest.update(block)
                target.write(block)
        if not pages and _HTML.match(head):
            raise web_page(self.url)
        if not size:
            raise FetchError(f"{self.url!r} gave an empty file", hint="try again later")
        return digest.hexdigest(), size


def web_page(url: str) -> FetchError:
    """The error for a page where a list is expected."""
    return FetchError(
        f"{url!r} gave a web page instead of the list",
        hint="the publisher blocks, moved or closed the address; look at it in a browser, and use `sanksi add` with the file",
    )


def _inflate(blocks: Iterator[bytes], url: str) -> Iterator[bytes]:
    """Gzip to plain, at most a block at a time in memory."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        for block in blocks:
            left = block
            while left:
                if unpacker.eof:  # another member
                    unpacker = zlib.decompressobj(wbits=31)
                yield unpacker.decompress(left, _BLOCK)
                left = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
        while not unpacker.eof and (rest := unpacker.decompress(b"", _BLOCK)):
            yield rest
    except zlib.error as error:
        raise FetchError(f"{url!r} gave broken gzip: {error}", hint="try again later") from error
    if not unpacker.eof:
        raise FetchError(f"{url!r} gave cut gzip", hint="try again later")
