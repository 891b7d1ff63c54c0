"""Files from outside: packed, damaged, or far too large."""

import gzip
import io
import lzma
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import pytest

from sanksi.errors import EditionError, ParseError
from sanksi.lists import SourceFile, read_files, split_editions
from sanksi.lists import files as files_module


def test_every_packing_gives_the_same_bytes(tmp_path: Path, excerpts: Path) -> None:
    """Plain, .gz, .xz, .zip and .tar.xz hold the same file."""
    data = (excerpts / "un_2023-09-01.xml").read_bytes()
    (tmp_path / "un.xml.gz").write_bytes(gzip.compress(data))
    (tmp_path / "un.xml.xz").write_bytes(lzma.compress(data))
    with zipfile.ZipFile(tmp_path / "un.zip", "w") as packed:
        packed.writestr("un.xml", data)
    with tarfile.open(tmp_path / "un.tar.xz", "w:xz") as archive:
        member = tarfile.TarInfo("versions/un.xml")
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    for name in ("un.xml.gz", "un.xml.xz", "un.zip", "un.tar.xz"):
        assert [file.data for file in read_files(tmp_path / name)] == [data], name


def test_a_stream_past_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small archive that unpacks to more than the limit is refused without unpacking all of it."""
    monkeypatch.setattr(files_module, "MAX_BYTES", 2**20)
    (tmp_path / "bomb.xml.gz").write_bytes(gzip.compress(b" " * 2**24))
    with pytest.raises(EditionError, match="larger than 1 MiB unpacked"):
        list(read_files(tmp_path / "bomb.xml.gz"))
    with (tmp_path / "long.xml").open("wb") as sparse:
        sparse.truncate(2**31)  # 2 GiB that take no room
    with pytest.raises(EditionError, match="larger than 1 MiB unpacked"):
        list(read_files(tmp_path / "long.xml"))


@pytest.mark.parametrize("name", ["cut.xml.gz", "cut.xml.xz", "cut.zip", "cut.tar.xz"])
def test_a_damaged_archive_is_told(tmp_path: Path, name: str) -> None:
    """What cannot be unpacked is a ParseError with the file's name."""
    (tmp_path / name).write_bytes(
        (gzip.compress(b"x" * 5000) if name.endswith("gz") else lzma.compress(b"x" * 5000))[:30]
    )
    with pytest.raises(ParseError, match="cannot be unpacked"):
        list(read_files(tmp_path / name))


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("sdn_2023-09-12.csv", date(2023, 9, 12)),
        ("sdn_20230912.csv", date(2023, 9, 12)),
        ("set_2022-01/sdn.csv", None),
        ("sdn_2023-02-31.csv", None),
    ],
)
def test_the_day_in_a_name(name: str, day: date | None) -> None:
    """A whole day in the file's own name counts, a month or an impossible day does not."""
    assert SourceFile(name=name, data=b"").day == day


def test_files_are_grouped_into_editions_by_their_day() -> None:
    """Files of one day belong together, a second publication of a day is an edition of its own."""
    names = ["sdn_2023-09-12.csv", "alt_2023-09-12.csv", "sdn_2023-09-14.csv", "sdn_2023-09-14_2.csv"]
    groups = split_editions("us-ofac-sdn", [SourceFile(name=name, data=b"") for name in names])
    assert [[file.name for file in group] for group in groups] == [names[:2], names[2:3], names[3:]]
