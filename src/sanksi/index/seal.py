"""The files of an index and the manifest that seals them.

A folder holds ``manifest.json`` and one generation folder with the files the manifest names. A build writes its own generation beside the
current one and then replaces the manifest, which is one atomic rename: before it the old index answers, after it the new one, and a build
that fails or is killed leaves the old one whole. What a killed build left lies in folders of its own, which the next build removes.
"""

import hashlib
import json
import mmap
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from sanksi.errors import SealError, StaleIndexError

FORMAT = 8
"""Number of the file format; a reader refuses every other."""

IDENTIFIER_BYTES = 64
"""Bytes of an identifier in its file, filled up with zeros."""

_REBUILD = "run `sanksi build` to make the index again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an index consists of.

    Attributes:
        generation: folder of the files, relative to the index.
        editions: list id to edition id.
        schemas: schema names by the codes the arrays use.
        lists: list ids by the codes the arrays use.
        files: file name to sha256 and bytes.
        seal: sha256 over all of it.
    """

    generation: str
    editions: Mapping[str, str]
    schemas: tuple[str, ...]
    lists: tuple[str, ...]
    files: Mapping[str, Mapping[str, Any]]
    seal: str


def write_index(
    folder: Path,
    write: Callable[[Path], tuple[tuple[str, ...], tuple[str, ...]]],
    *,
    editions: Mapping[str, str],
) -> str:
    """Have all files written aside, then the manifest that names them; give its seal.

    Two builders of one folder at once need a lock of their caller's; a reader never does.

    Args:
        folder: of the index.
        write: puts the files into the folder it is given; gives the schemas and the lists by their codes.
        editions: list id to edition id.
    """
    from tempfile import mkdtemp  # noqa: PLC0415 - only when an index is built

    folder.mkdir(parents=True, exist_ok=True)
    # first, not last: this build may be killed before it ends, too
    for left in folder.glob(".building-*"):
        shutil.rmtree(left, ignore_errors=True)
    aside = Path(mkdtemp(prefix=".building-", dir=folder))
    try:
        schemas, lists = write(aside)
        for file in aside.iterdir():
            _sync(file)  # after a power cut a file could have its size and no content, which opening does not notice
        described = {p.name: _describe(p) for p in sorted(aside.iterdir())}
        content: dict[str, Any] = {
            "format": FORMAT,
            "editions": dict(sorted(editions.items())),
            "schemas": list(schemas),
            "lists": list(lists),
            "files": described,
        }
        seal = _seal(content)
        # The same content may be there already, in use or damaged: it gets a new number and the old goes when nobody is pointed to it.
        place = next(p for n in count() if not (p := folder / f"{seal[:16]}-{n}").exists())
        manifest = json.dumps({**content, "generation": place.name, "seal": seal}, indent=1)
        (aside / "manifest.json").write_text(manifest, encoding="utf-8")
        _sync(aside / "manifest.json")
        aside.rename(place)
        (place / "manifest.json").replace(folder / "manifest.json")
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    for other in folder.iterdir():
        if other.is_dir() and other != place:
            shutil.rmtree(other, ignore_errors=True)
    return seal


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest and hold every file's size and its own seal against it.

    Raises:
        SealError: no manifest, a broken one, or a file that is missing or has another size.
        StaleIndexError: made by another format.
    """
    path = folder / "manifest.json"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        generation, seal, number = content.pop("generation"), content.pop("seal"), content["format"]
        manifest = Manifest(
            generation=generation,
            editions=content["editions"],
            schemas=tuple(content["schemas"]),
            lists=tuple(content["lists"]),
            files=content["files"],
            seal=seal,
        )
    except FileNotFoundError:
        raise SealError(f"there is no index in {str(folder)!r}", hint=_REBUILD) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SealError(f"the manifest {str(path)!r} cannot be read: {error}", hint=_REBUILD) from None
    if number != FORMAT:
        raise StaleIndexError(
            f"the index in {str(folder)!r} has format {number!r}, this program reads {FORMAT}", hint=_REBUILD
        )
    if _seal(content) != seal or not generation.startswith(seal[:16]):
        raise SealError(f"the manifest {str(path)!r} does not carry its own seal {seal!r}", hint=_REBUILD)
    for name, described in manifest.files.items():
        file = folder / generation / name
        size = file.stat().st_size if file.is_file() else None
        if size != described["bytes"]:
            raise SealError(f"{str(file)!r} has {size!r} bytes, the manifest says {described['bytes']}", hint=_REBUILD)
    return manifest


def verify_files(folder: Path, manifest: Manifest) -> None:
    """Hash every file; SealError names the first that is not what the manifest says."""
    for name, described in manifest.files.items():
        file = folder / manifest.generation / name
        if not file.is_file() or _sha256(file) != described["sha256"]:
            raise SealError(f"{str(file)!r} is not the file that was built", hint=_REBUILD)


def open_bytes(folder: Path, manifest: Manifest, name: str) -> memoryview:
    """Map one file for reading only; mapped, it can still be read after a rebuild removed it."""
    if not manifest.files[name]["bytes"]:  # what is empty cannot be mapped
        return memoryview(b"")
    file = folder / manifest.generation / name
    try:
        with file.open(
            "rb"
        ) as stream:  # a copy on write, for only what could be written has an address; nothing is ever written
            return memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_COPY))
    except (OSError, ValueError) as error:
        raise SealError(f"{str(file)!r} cannot be opened: {error}", hint=_REBUILD) from None


def _sync(file: Path) -> None:
    with file.open("r+b") as stream:
        os.fsync(stream.fileno())


def _describe(file: Path) -> dict[str, Any]:
    return {"sha256": _sha256(file), "bytes": file.stat().st_size}


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _seal(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=True).encode()).hexdigest()
