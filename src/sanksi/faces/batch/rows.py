"""The rows of a file, in chunks that can be sent to another process, and the party of a row."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, TextIO

from sanksi.errors import QueryError, SanksiError
from sanksi.faces.batch.job import BatchJob
from sanksi.ledger import Entity, Party, clean_territory, properties_of, require_schema

CHUNK = 2_000
"""Rows of a chunk: some 50 ms of work and 2 MB of answers."""

MAX_FIELD = 1 << 24
"""Characters of a field of CSV; in a file with a longer one a quote is not closed, and the file is refused."""

DELIMITERS = ",;\t"
"""What may stand between the cells of a CSV file: the one that its header has most of."""

_TERRITORIES = frozenset({"country", "nationality", "citizenship", "jurisdiction", "flag", "birthCountry"})

TOO_MANY = "more cells than the header has"


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
        QueryError: the file is not UTF-8, or no CSV, or no column of it is known.
        OSError: it cannot be read.
    """
    with job.source.open(encoding="utf-8-sig", errors="strict", newline="") as stream:
        try:
            header, rows = _open_rows(stream, is_csv=job.source.suffix == ".csv")
            _require_columns(header, job)
            behind, first = islice(rows, done, None), done + 1
            while chunk := _take(behind, CHUNK):
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
    delimiter = max(DELIMITERS, key=stream.readline().count)
    stream.seek(0)
    rows = filter(None, csv.reader(stream, delimiter=delimiter))  # a line without anything is no row
    return next(iter(_take(rows, 1)), []), rows


def _require_columns(header: Sequence[str], job: BatchJob) -> None:
    known = properties_of(job.schema) | {"id", "schema"}
    if header and not any(job.columns.get(column, column) in known for column in header):
        raise QueryError(
            f"no column of {job.source.name!r} is named as what it holds: {', '.join(header)[:200]}",
            hint="name columns name, birthDate, country and so on, or say --map COLUMN=PROPERTY",
        )


def _take(rows: Iterator[Any], count: int) -> list[Any]:
    """The next rows; a field may be longer than Python's csv lets it be in the rest of the program."""
    usual = csv.field_size_limit(MAX_FIELD)
    try:
        return list(islice(rows, count))
    finally:
        csv.field_size_limit(usual)


def read_parties(chunk: Chunk, job: BatchJob) -> list[Entity | str]:
    """The party of each row, or a sentence when it cannot be read."""
    props = [job.columns.get(column, column) for column in chunk.header]
    if not props or len(set(props)) < len(props):  # several columns may say of one property
        return [_read_party(row, props, job) for row in chunk.rows]
    plans: dict[str, Plan] = {}
    own = [props.index(prop) if prop in props else len(props) for prop in ("schema", "id")]
    return [_read_cells(row, props, own, plans, job) for row in chunk.rows]


Plan = list[tuple[str, bool]]
"""For each column the property that it holds, empty when it does not count, and whether that is a territory."""


def _read_cells(
    row: Sequence[str], props: Sequence[str], own: Sequence[int], plans: dict[str, Plan], job: BatchJob
) -> Entity | str:
    """What `_read_party` gives for a row of cells of which no two say of one property."""
    width, (at_schema, at_id) = len(row), own
    if width > len(props):
        return TOO_MANY
    schema = (row[at_schema] if at_schema < width else "") or job.schema
    plan = plans.get(schema)
    if plan is None:
        try:
            plan = plans[schema] = _plan(schema, props)
        except SanksiError as error:
            return str(error)
    held = {}
    for cell, (prop, is_territory) in zip(row, plan, strict=False):
        if cell and prop and (text := (is_territory and clean_territory(cell)) or cell.strip()):
            held[prop] = (text,)
    return Entity(id=row[at_id] if at_id < width else "", schema=schema, properties=held)


def _plan(schema: str, props: Sequence[str]) -> Plan:
    known = properties_of(require_schema(schema)) - {"schema", "id"}
    return [(prop if prop in known else "", prop in _TERRITORIES) for prop in props]


def _read_party(row: Sequence[str] | str, props: Sequence[str], job: BatchJob) -> Entity | str:
    try:
        if isinstance(row, str):
            given, columns = _read_line(row, job)
            return _build_party(given, _join_columns(columns), job)
        if len(row) > len(props):
            return TOO_MANY
        return _build_party({}, _join_columns(zip(props, row, strict=False)), job)
    except (SanksiError, TypeError) as error:
        return str(error)


def _join_columns(columns: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Property to what the columns say of it; what several say is joined."""
    held: dict[str, Any] = {}
    for prop, value in columns:
        if value:
            held[prop] = _join(held[prop], value) if prop in held else value
    return held


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


def _build_party(given: dict[str, Any], held: dict[str, Any], job: BatchJob) -> Entity:
    """The party of properties, which must be known, and of what columns hold, which counts when it is known; what both say is joined."""
    schema, own_id = str(held.pop("schema", "") or job.schema), str(held.pop("id", ""))
    known = properties_of(require_schema(schema))
    for prop, value in held.items():
        if value and prop in known:
            given[prop] = _join(given[prop], value) if prop in given else value
    for prop in _TERRITORIES.intersection(given):
        given[prop] = _clean_territories(given[prop])
    return Party(schema=schema, id=own_id, **given)


def _join(values: object, more: object) -> list[Any]:
    return [v for part in (values, more) for v in (part if isinstance(part, list) else [part])]


def _clean_territories(values: Any) -> Any:
    """Codes where the names are known; what is no text is left for `Party` to refuse."""
    if isinstance(values, str):
        return clean_territory(values) or values
    return [_clean_territories(v) if isinstance(v, str) else v for v in values] if isinstance(values, list) else values
