"""The register of programmes: CSV files beside this module, one for each authority's lists, versions of a programme in order of days.

CSV and not YAML, since every screening with a match reads one of them: 1 ms instead of 30. The first lines of a file say its sources. A file
is for every list whose id begins with its name.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sanksi.errors import MeasureFileError

REGISTER = Path(__file__).with_name("register")
FILES = ("un", "us-ofac-sdn", "us-ofac-cons", "eu", "gb", "ch")
COLUMNS = ("tag", "aliases", "from", "to", "carries", "beyond", "authority", "title", "confidence", "source")
CONFIDENCES = ("high", "medium-high", "medium", "low")


class Program(NamedTuple):
    """A version of a programme.

    Attributes:
        tag: as its list writes it.
        carries: restrictions of a designation.
        beyond: what the programme imposes beyond listed parties.
        authority: the instrument.
        title: what it is about.
        confidence: of what it carries and of its authority.
        source: keys that the first lines of the file explain.
        starts_on: first day, or None when it is not known.
        ends_on: last day, or None.
    """

    tag: str
    carries: tuple[str, ...]
    beyond: tuple[str, ...]
    authority: str
    title: str
    confidence: str
    source: str
    starts_on: date | None
    ends_on: date | None


def register_of(list_id: str) -> str:
    """The register file of a list, by how its id begins (`un-sc`, `us_ofac_sdn`, `eu-fsf of 2026-03-14`); empty when it has none."""
    plain = list_id.lower().replace("_", "-")
    return next((name for name in FILES if plain == name or plain.startswith((f"{name}-", f"{name} "))), "")


def find_program(register: str, tag: str, *, on: date) -> Program | None:
    """The version of a programme that stands on a day, else the last one before it, else the first; None when the register lacks it.

    Args:
        register: name of a register file, from `register_of`.
        tag: as the list writes it, or an alias; brackets, case, spaces and hyphens do not count.
        on: the day.
    """
    versions = load_programs(register).get(fold_tag(tag), ())
    begun = [v for v in versions if v.starts_on is None or v.starts_on <= on]
    return begun[-1] if begun else next(iter(versions), None)


def fold_tag(tag: str) -> str:
    """A tag without what lists write differently: `[CAATSA - RUSSIA]` is `caatsarussia`."""
    return re.sub(r"[^\w()]|_", "", tag).casefold()


@cache
def load_programs(register: str) -> Mapping[str, tuple[Program, ...]]:
    """Folded tag or alias to the versions of its programme, in order of days.

    Raises:
        MeasureFileError: an unknown word or an impossible day, versions that overlap, or a tag of two programmes, with file and line.
    """
    known: dict[str, tuple[Program, ...]] = {}
    tags: dict[str, str] = {}
    for line, row in read_rows(REGISTER / f"{register}.csv", COLUMNS):
        place = f"line {line} of {register}.csv"
        program = _read_program(row, place)
        for name in (row["tag"], *filter(None, row["aliases"].split(";"))):
            key = fold_tag(name)
            if tags.setdefault(key, program.tag) != program.tag:
                raise MeasureFileError(f"a tag of two programmes: {name!r} at {place}", hint=tags[key])
            before = known.get(key, ())
            if before and (
                before[-1].ends_on is None or program.starts_on is None or program.starts_on <= before[-1].ends_on
            ):
                raise MeasureFileError(f"overlaps the version before it: {name!r} at {place}")
            known[key] = (*before, program)
    return known


@cache
def load_restrictions() -> Mapping[str, str]:
    """The words for restrictions, with their meaning."""
    return {row["word"]: row["meaning"] for _, row in read_rows(REGISTER / "restrictions.csv", ("word", "meaning"))}


def read_rows(file: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of each row below the notes of a file and its heading.

    Raises:
        MeasureFileError: other columns than these, or a row with more or fewer cells.
    """
    lines = file.read_text(encoding="utf-8").splitlines()
    notes = next(n for n, line in enumerate(lines) if not line.startswith("#"))
    rows = csv.reader(lines[notes:], strict=True)
    heading = tuple(next(rows, ()))
    if heading != columns:
        raise MeasureFileError(f"other columns than expected: {','.join(heading)!r} at line {notes + 1} of {file.name}")
    for cells in rows:
        line = notes + rows.line_num
        if len(cells) != len(columns):
            raise MeasureFileError(f"{len(cells)} cells for {len(columns)} columns at line {line} of {file.name}")
        yield line, dict(zip(columns, cells, strict=True))


def _read_program(row: Mapping[str, str], place: str) -> Program:
    carries, beyond = tuple(row["carries"].split()), tuple(row["beyond"].split())
    for word in (*carries, *beyond):
        if word not in load_restrictions():
            raise MeasureFileError(f"unknown restriction: {word!r} at {place}")
    for column in ("tag", "carries", "authority", "title", "source"):
        if not row[column].strip():
            raise MeasureFileError(f"an empty cell in column {column!r} at {place}")
    if row["confidence"] not in CONFIDENCES:
        raise MeasureFileError(
            f"unknown confidence: {row['confidence']!r} at {place}", hint=f"known: {', '.join(CONFIDENCES)}"
        )
    starts, ends = _read_day(row["from"], place), _read_day(row["to"], place)
    if starts and ends and ends < starts:
        raise MeasureFileError(f"ends before it starts: {row['to']!r} at {place}")
    return Program(
        tag=row["tag"],
        carries=carries,
        beyond=beyond,
        authority=row["authority"],
        title=row["title"],
        confidence=row["confidence"],
        source=row["source"],
        starts_on=starts,
        ends_on=ends,
    )


def _read_day(text: str, place: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise MeasureFileError(f"no day of the calendar: {text!r} at {place}", hint="write it as YYYY-MM-DD") from None
