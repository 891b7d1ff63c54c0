"""Bytes of an edition out of local files: plain, .gz, .xz, .zip and .tar archives, bounded in size."""

import gzip
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from sanksi.errors import EditionError, ParseError

MAX_BYTES = 64 * 2**20
"""The largest file taken, unpacked: the largest real one (OFAC's sdn.csv of 2024) has 4 MiB, its advanced XML 120 MiB is not read here."""


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
        found = _DAY.search(self.name.rsplit("/", 1)[-1])
        try:
            return date(*map(int, found.groups())) if found else None
        except ValueError:
            return None


def read_files(path: Path) -> Iterator[SourceFile]:
    """The file, or the files an archive holds, in the order of their names.

    Raises:
        EditionError: missing, empty, a folder, or larger than MAX_BYTES.
        ParseError: a damaged archive.
    """
    if not path.exists():
        raise EditionError(f"no file {str(path)!r}", hint="check the path")
    if path.is_dir():
        raise EditionError(f"{str(path)!r} is a folder", hint="name the files in it")
    if path.stat().st_size == 0:
        raise EditionError(f"file {str(path)!r} is empty", hint="download it again")
    name = path.name
    try:
        if ".tar" in path.suffixes or path.suffix in (".tgz", ".txz"):
            yield from _read_tar(path)
        elif path.suffix == ".zip":
            yield from _read_zip(path)
        elif path.suffix == ".gz":
            with gzip.open(path) as packed:
                yield SourceFile(name=name.removesuffix(".gz"), data=_bounded(packed, name))
        elif path.suffix == ".xz":
            with lzma.open(path) as packed:
                yield SourceFile(name=name.removesuffix(".xz"), data=_bounded(packed, name))
        else:
            with path.open("rb") as plain:
                yield SourceFile(name=name, data=_bounded(plain, name))
    except (tarfile.TarError, zipfile.BadZipFile, gzip.BadGzipFile, lzma.LZMAError, zlib.error, EOFError) as error:
        raise ParseError(f"{str(path)!r} cannot be unpacked: {error}", hint="download it again") from error


def _read_zip(path: Path) -> Iterator[SourceFile]:
    with zipfile.ZipFile(path) as archive:
        for info in sorted(archive.infolist(), key=lambda i: i.filename):
            if not info.is_dir():
                with archive.open(info) as member:
                    yield SourceFile(name=f"{path.name}/{info.filename}", data=_bounded(member, info.filename))


def _read_tar(path: Path) -> Iterator[SourceFile]:
    with tarfile.open(path) as archive:
        for member in sorted((m for m in archive if m.isfile()), key=lambda m: m.name):
            stream = archive.extractfile(member)
            if stream is not None:
                yield SourceFile(name=f"{path.name}/{member.name}", data=_bounded(stream, member.name))


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
