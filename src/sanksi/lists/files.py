"""Bytes of an edition out of local files: plain, .gz, .xz, .zip and .tar archives, bounded in size."""

import bz2
import gzip
import lzma
import re
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO, Any, Protocol

from sanksi.errors import EditionError, ParseError

MAX_BYTES = 256 * 2**20
"""The largest file taken, unpacked: the largest real one is OFAC's SDN_ADVANCED XML, 120 MiB in 2024."""

MAX_ARCHIVE_BYTES = 8 * 2**30
"""The largest archive taken, unpacked: all of OFAC's daily sdn.csv of three years are 1 GiB."""


_PACKED = {b"PK\x03\x04": "zip", b"PK\x05\x06": "zip", b"\x1f\x8b\x08": "gzip", b"\xfd7zXZ\x00": "xz", b"BZh": "bzip2"}
"""First bytes of archives, which no list file begins with."""


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


_DAY = re.compile(r"(?<!\d)(20\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file of an edition.

    Attributes:
        name: file name, with the archive's name before it when it came out of one.
        data: its bytes, at most MAX_BYTES.
    """

    name: str
    data: bytes

    @property
    def day(self) -> date | None:
        """The day its name carries (`sdn_2023-09-12.csv`), or None."""
        return _day_of(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file that is read when it is needed: an archive may hold hundreds of editions.

    Attributes:
        name: as of SourceFile.
        load: reads its bytes; raises as `read_files` does.
    """

    name: str
    load: Callable[[], SourceFile]

    @property
    def day(self) -> date | None:
        """The day its name carries, or None."""
        return _day_of(self.name)


def _day_of(name: str) -> date | None:
    found = _DAY.search(name.rsplit("/", 1)[-1])
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def read_files(path: Path) -> Iterator[SourceFile]:
    """The file, or the files an archive holds, in the order of their names, one in memory at a time.

    Raises:
        EditionError: missing, empty, a folder, or larger than MAX_BYTES.
        ParseError: a damaged archive.
    """
    with ExitStack() as stack:
        for file in open_files(path, stack):
            yield file.load()


def open_files(path: Path, stack: ExitStack) -> tuple[StoredFile, ...]:
    """The file, or the files an archive holds, in the order of their names; not yet read.

    Args:
        path: a file or archive.
        stack: keeps the archive open; the files can be loaded until it closes.

    Raises:
        EditionError: missing, empty, a folder, or an archive that unpacks to more than MAX_ARCHIVE_BYTES.
        ParseError: a damaged archive.
    """
    if not path.exists():
        raise EditionError(f"no file {str(path)!r}", hint="check the path")
    if path.is_dir():
        raise EditionError(f"{str(path)!r} is a folder", hint="name the files in it")
    if path.stat().st_size == 0:
        raise EditionError(f"file {str(path)!r} is empty", hint="download it again")
    name = path.name
    suffix = path.suffix.lower()
    with _damage(path):
        if ".tar" in path.suffixes or suffix in (".tgz", ".txz"):
            return _open_tar(path, stack)
        if suffix == ".zip":
            return _open_zip(path, stack)
    if suffix in (".gz", ".xz"):
        return (_stored(name[: -len(suffix)], path, lambda: _unpacking(path)),)
    return (_stored(name, path, lambda: path.open("rb")),)


def _open_zip(path: Path, stack: ExitStack) -> tuple[StoredFile, ...]:
    archive = stack.enter_context(zipfile.ZipFile(path))
    members = sorted((i for i in archive.infolist() if not i.is_dir()), key=lambda i: i.filename)
    _require_members(members, path)
    return tuple(_stored(f"{path.name}/{m.filename}", path, partial(archive.open, m)) for m in members)


def _open_tar(path: Path, stack: ExitStack) -> tuple[StoredFile, ...]:
    """The members of a tar archive; a compressed one is unpacked once to a temporary file, so that members can be read in any order."""
    plain: IO[bytes]
    if path.suffix == ".tar":
        plain = stack.enter_context(path.open("rb"))
    else:
        plain = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
        with _unpacking(path) as packed:
            while block := packed.read(2**20):
                if plain.tell() + len(block) > MAX_ARCHIVE_BYTES:
                    raise EditionError(
                        f"{str(path)!r} unpacks to more than {MAX_ARCHIVE_BYTES // 2**30} GiB",
                        hint="add its editions in several archives",
                    )
                plain.write(block)
        plain.seek(0)
    archive = stack.enter_context(tarfile.open(fileobj=plain))  # noqa: SIM115 - the stack closes it
    members = sorted((m for m in archive if m.isfile()), key=lambda m: m.name)
    _require_members(members, path)
    return tuple(_stored(f"{path.name}/{m.name}", path, partial(archive.extractfile, m)) for m in members)


def _require_members(members: Sequence[object], path: Path) -> None:
    if not members:
        raise EditionError(f"archive {str(path)!r} holds no file", hint="check the archive, or download it again")


def _unpacking(path: Path) -> IO[bytes]:
    openers: dict[str, Callable[[Path], Any]] = {".gz": gzip.open, ".tgz": gzip.open, ".bz2": bz2.open}
    stream: IO[bytes] = openers.get(path.suffix.lower(), lzma.open)(path)
    return stream


def _stored(name: str, path: Path, opener: Callable[[], IO[bytes] | None]) -> StoredFile:
    def load() -> SourceFile:
        with _damage(path):
            stream = opener()
            if stream is None:
                raise EditionError(f"{name!r} is no plain file of its archive", hint="unpack it by hand")
            with stream:
                data = _bounded(stream, name)
        for mark, kind in _PACKED.items():
            if data.startswith(mark):
                where = " within an archive" if "/" in name else ""
                raise EditionError(
                    f"{name!r} is a {kind} archive{where}, not a file of a list",
                    hint="unpack it and add the files that it holds",
                )
        return SourceFile(name=name, data=data)

    return StoredFile(name=name, load=load)


@contextmanager
def _damage(path: Path) -> Iterator[None]:
    try:
        yield
    except (
        tarfile.TarError,
        zipfile.BadZipFile,
        gzip.BadGzipFile,
        lzma.LZMAError,
        zlib.error,
        EOFError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise ParseError(f"{str(path)!r} cannot be unpacked: {error}", hint="download it again") from error


def _bounded(stream: _Readable, name: str) -> bytes:
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise EditionError(
            f"{name!r} is larger than {MAX_BYTES // 2**20} MiB unpacked",
            hint="no edition of this list is that large; check the file",
        )
    return data


def decode(file: SourceFile, encodings: tuple[str, ...]) -> str:
    """The file as text in the first of the encodings that fits.

    Raises:
        ParseError: binary, or in none of the encodings.
    """
    if file.data.lstrip()[:4] == b"%PDF":
        raise ParseError(f"{file.name!r} is a PDF, not text", hint="take the publisher's data file of the list")
    if b"\x00" in file.data[:65536]:
        raise ParseError(
            f"{file.name!r} is binary or UTF-16, not text", hint="the publisher's file is plain text; download it again"
        )
    for encoding in encodings:
        try:
            return file.data.decode(encoding)
        except UnicodeDecodeError as error:
            last = error
    raise ParseError(
        f"{file.name!r} is not {' or '.join(encodings)}: byte {last.start} cannot be read",
        hint="download it again, do not re-save it",
    )
