"""From files to an Edition with its statements: which reader a list has, and which day an edition is of.

A reader is a module of this package that its list's YAML names. It holds `READER` (name and version, kept with each edition), `FILES`
(`one` file an edition, or a `set` of files of one day) and `read_list(files, draft)`.
"""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Literal, Protocol, TypeVar, cast

from sanksi.errors import EditionError, QueryError
from sanksi.ledger import Edition
from sanksi.lists.draft import Draft, EntryMemory, ReadEdition, require_plausible
from sanksi.lists.files import SourceFile, StoredFile
from sanksi.lists.spec import load_spec


class Reader(Protocol):
    """What a reader's module holds."""

    READER: str
    FILES: Literal["one", "set"]

    def read_list(self, files: Sequence[SourceFile], draft: Draft) -> ReadEdition:
        """Read one edition into the draft."""
        ...


_IN_SETS = (".csv", ".del", ".pip", ".ff", ".txt")
"""Files that may be a part of an edition; XML and JSON are whole ones."""

AnyFile = TypeVar("AnyFile", SourceFile, StoredFile)


def find_reader(list_id: str, own: Path | None = None) -> Reader:
    """The module that reads a list; `own` is the folder of the user's own lists.

    Raises:
        QueryError: no such list.
    """
    return cast("Reader", import_module(f"sanksi.lists.{load_spec(list_id, own).reader}"))


def split_editions(list_id: str, files: Sequence[AnyFile], own: Path | None = None) -> tuple[tuple[AnyFile, ...], ...]:
    """Group the files given into editions, from old to new by the days in their names.

    One file is an edition, except for lists that come as a set of files: those belong together by the day in their names, and files
    without a day are one edition together.
    """
    in_sets = find_reader(list_id, own).FILES == "set"
    groups: dict[tuple[str, str, str], list[AnyFile]] = {}
    for file in files:
        # a second publication of one day is named `<name>_<day>_2.csv`: an edition of its own
        stem, _, suffix = file.name.rsplit("/", 1)[-1].rpartition(".")
        turn = stem[-2:] if file.day and stem[-2:-1] == "_" else ""
        alone = "" if in_sets and f".{suffix.lower()}" in _IN_SETS else file.name
        groups.setdefault((str(file.day or ""), turn, alone), []).append(file)
    return tuple(tuple(group) for _, group in sorted(groups.items(), key=lambda item: item[0]))


def read_edition(
    list_id: str,
    files: Sequence[SourceFile],
    *,
    on: date | None,
    received_at: datetime,
    any_count: bool = False,
    memory: EntryMemory | None = None,
    own: Path | None = None,
) -> tuple[Edition, ReadEdition]:
    """Read the files of one edition.

    Args:
        list_id: the list they are said to be of.
        files: all files of the edition.
        on: the edition's day as the user states it, or None to take it from the document or the file name.
        received_at: instant of receipt, UTC.
        any_count: accept an edition outside the list's count bands.
        memory: of the editions of this list read before in the same run; makes unchanged entries cheap.
        own: folder of the user's own lists.

    Raises:
        SourceError: why the files are no edition of the list.
        QueryError: unknown list, or no day to be found.
    """
    spec = load_spec(list_id, own)
    reader = find_reader(list_id, own)
    memory = memory or EntryMemory()
    memory.begin_edition()
    read = reader.read_list(files, Draft(spec=spec, memory=memory))
    if not any_count:
        require_plausible(read, spec)
    day = read.on or on or next((file.day for file in files if file.day), None)
    if read.on and on and read.on != on:
        raise EditionError(
            f"{files[0].name!r} states that it is of {read.on.isoformat()}, not of {on.isoformat()}",
            hint="leave --edition out for this list",
        )
    if on is not None:
        day = on
    if day is None:
        raise QueryError(
            f"{list_id}: the day of the edition is not in the file nor in its name {files[0].name!r}",
            hint="say it with --edition YYYY-MM-DD",
        )
    digest = sha256()
    for file in sorted(files, key=lambda f: f.name):
        digest.update(file.data)
    edition = Edition(
        list_id=list_id,
        on=day,
        published_at=read.published_at or f"{day.isoformat()}T00:00:00Z",
        origin=", ".join(file.name for file in files),
        sha256=digest.hexdigest(),
        size_bytes=sum(len(file.data) for file in files),
        received_at=received_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        reader=reader.READER,
        entities_read=len(read.schemas()),
        entities_in_file=read.entities_in_file,
        gaps=read.gaps,
    )
    return edition, read
