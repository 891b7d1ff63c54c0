"""From files to an Edition with its statements: which reader a list has, and which day an edition is of."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256

from sanksi.errors import EditionError, QueryError
from sanksi.ledger import Edition
from sanksi.lists import starter, un_sc, us_ofac_sdn
from sanksi.lists.draft import ReadEdition, require_plausible
from sanksi.lists.files import SourceFile
from sanksi.lists.spec import ListSpec, load_spec

_READERS: Mapping[str, tuple[str, Callable[[Sequence[SourceFile], ListSpec], ReadEdition]]] = {
    "un-sc": (un_sc.READER, un_sc.read_un_sc),
    "us-ofac-sdn": (us_ofac_sdn.READER, us_ofac_sdn.read_us_ofac_sdn),
    "starter": (starter.READER, starter.read_starter),
}

_ONE_FILE = frozenset({"un-sc", "starter"})


def split_editions(list_id: str, files: Sequence[SourceFile]) -> tuple[tuple[SourceFile, ...], ...]:
    """Group the files given into editions: one file an edition for one-file lists, else by the day in their names.

    Files without a day in their name belong to one edition together.
    """
    if list_id in _ONE_FILE:
        return tuple((file,) for file in files)
    groups: dict[object, list[SourceFile]] = {}
    for file in files:
        # a second publication of one day is named `<name>_<day>_2.csv`: an edition of its own
        stem = file.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        groups.setdefault((file.day, stem[-2:] if file.day and stem[-2:-1] == "_" else ""), []).append(file)
    return tuple(tuple(group) for _, group in sorted(groups.items(), key=lambda item: str(item[0])))


def read_edition(
    list_id: str, files: Sequence[SourceFile], *, on: date | None, received_at: datetime, any_count: bool = False
) -> tuple[Edition, ReadEdition]:
    """Read the files of one edition.

    Args:
        list_id: the list they are said to be of.
        files: all files of the edition.
        on: the edition's day as the user states it, or None to take it from the document or the file name.
        received_at: instant of receipt, UTC.
        any_count: accept an edition outside the list's count bands.

    Raises:
        SourceError: why the files are no edition of the list.
        QueryError: unknown list, or no day to be found.
    """
    spec = load_spec(list_id)
    name, reader = _READERS[list_id]
    read = reader(files, spec)
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
        reader=name,
        entities_read=len({s.entity_id for s in read.statements}),
        entities_in_file=read.entities_in_file,
        gaps=read.gaps,
    )
    return edition, read
