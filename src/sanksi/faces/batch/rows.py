"""The rows of a file, in chunks that can be sent to another process, and the party of a row."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, TextIO

from sanksi.errors import QueryError, SanksiError
from sanksi.faces.batch.job import BatchJob
from sanksi.ledger import Entity, Party, clean_territory, properties_of, require_schema

CHUNK = 1_000
"""Rows of a chunk: some 30 ms of work and 1 MB of answers."""

_TERRITORIES = frozenset({"country", "nationality", "citizenship", "jurisdiction", "flag", "birthCountry"})


class Chunk(NamedTuple):
    """Some rows of a file.

    Attributes:
        first: number of the first row, from 1.
        header: column names of a CSV file; empty for JSON lines.
        rows: cells of each row; or the lines.
    """

    first: int
    header: Sequence[str]
    rows: Sequence[Sequence[str]] | Sequence[str]


def iter_chunks(job: BatchJob, *, done: int = 0) -> Iterator[Chunk]:
    """The rows of the job's source behind the first `done` ones.

    Raises:
        QueryError: the file is not UTF-8, or no CSV.
        OSError: it cannot be read.
    """
    with job.source.open(encoding="utf-8-sig", errors="strict", newline="") as stream:
        try:
            header, rows = _open_rows(stream, is_csv=job.source.suffix == ".csv")
            behind, first = islice(rows, done, None), done + 1
            while chunk := list(islice(behind, CHUNK)):
                yield Chunk(first, header, chunk)
                first += len(chunk)
        except UnicodeDecodeError as error:
            raise QueryError(
                f"{job.source.name!r} is not UTF-8: byte {error.start}", hint="save it as UTF-8"
            ) from error
        except csv.Error as error:
            raise QueryError(f"{job.source.name!r} is no CSV: {error}", hint="check the file") from error


def _open_rows(stream: TextIO, *, is_csv: bool) -> tuple[Sequence[str], Iterator[Any]]:
    if not is_csv:
        return (), stream
    rows = filter(None, csv.reader(stream))  # a line without anything is no row
    return next(rows, []), rows


def read_parties(chunk: Chunk, job: BatchJob) -> list[Entity | str]:
    """The party of each row, or a sentence when it cannot be read."""
    props = [job.columns.get(column, column) for column in chunk.header]
    return [_read_party(row, props, job) for row in chunk.rows]


def _read_party(row: Sequence[str] | str, props: Sequence[str], job: BatchJob) -> Entity | str:
    try:
        if isinstance(row, str):
            return _build_party(*_read_line(row, job), job)
        if len(row) > len(props):
            return "more cells than the header has"
        return _build_party({}, zip(props, row, strict=False), job)
    except (SanksiError, TypeError) as error:
        return str(error)


def _read_line(line: str, job: BatchJob) -> tuple[dict[str, Any], Iterable[tuple[str, Any]]]:
    """FollowTheMoney properties, and what else the object says, by the properties that its names are mapped to."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise QueryError(f"no JSON: {error}") from None
    if not isinstance(value, dict):
        raise QueryError("no JSON object")
    stated = value.get("properties")
    columns = ((job.columns.get(column, column), cell) for column, cell in value.items())
    return dict(stated) if isinstance(stated, dict) else {}, columns


def _build_party(given: dict[str, Any], columns: Iterable[tuple[str, Any]], job: BatchJob) -> Entity:
    """The party of properties, which must be known, and of columns, which count when they are known; what several say of one is joined."""
    held: dict[str, Any] = {}
    for prop, value in columns:
        if value:
            held[prop] = _join(held[prop], value) if prop in held else value
    schema, own_id = str(held.pop("schema", job.schema)), str(held.pop("id", ""))
    known = properties_of(require_schema(schema))
    for prop, value in held.items():
        if prop in known:
            given[prop] = _join(given[prop], value) if prop in given else value
    for prop, value in given.items():
        if prop in _TERRITORIES:
            given[prop] = _clean_territories(value)
    return Party(schema=schema, id=own_id, **given)


def _join(values: object, more: object) -> list[Any]:
    return [v for part in (values, more) for v in (part if isinstance(part, list) else [part])]


def _clean_territories(values: Any) -> Any:
    """Codes where the names are known; what is no text is left for `Party` to refuse."""
    if isinstance(values, str):
        return clean_territory(values) or values
    return [_clean_territories(v) if isinstance(v, str) else v for v in values] if isinstance(values, list) else values
