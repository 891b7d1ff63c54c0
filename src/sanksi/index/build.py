"""Entities to an index: names for the kernel, identifiers, and the entities themselves.

Memory holds the ids and the place of each entity in a spill file; what the entities say goes through files, so that a list of a million needs
some 300 MiB.
"""

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from mmap import ACCESS_COPY, mmap
from pathlib import Path
from typing import BinaryIO, NamedTuple

from sanksi.index.records import encode_listed
from sanksi.index.seal import IDENTIFIER_BYTES, write_index
from sanksi.ledger import Entity
from sanksi.ledger.names import identifiers_of
from sanksi.names.kernel import load_tables
from sanksi.names.weights import load_weights

CODES = 256
"""Schemas, and lists, that an index can tell apart."""


def build_index(entities: Iterable[Entity], folder: Path, *, editions: Mapping[str, str]) -> str:
    """Write the index of the entities into the folder, atomically; a failed build leaves the old index.

    Rows are the entities sorted by id, so the order of the input never changes the index. Statements are not kept.

    Args:
        entities: of all lists, each id once.
        folder: of the index; made when it is missing.
        editions: list id to edition id; part of the seal.

    Returns:
        The seal: sha256 over format, editions, and sha256 and shape of every file.

    Raises:
        ValueError: an id that two entities carry, or more than CODES lists.
        OSError: a file cannot be written.
    """
    from tempfile import TemporaryFile  # noqa: PLC0415 - not on the way of a query, which imports this module too

    def write(aside: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
        with TemporaryFile(dir=aside) as spill:
            ids, start, kinds = _spill(entities, spill)
            schemas, lists = (tuple(sorted({kind[part] for kind in kinds})) for part in (0, 1))
            if max(len(schemas), len(lists)) > CODES:
                raise ValueError(f"an index holds {CODES} lists at most, here are {len(lists)}")
            heads = [f"{schemas.index(schema):02x}{lists.index(name):02x}".encode() for schema, name in kinds]
            order = sorted(range(len(ids)), key=ids.__getitem__)
            for left, right in pairwise(order):
                if ids[left] == ids[right]:
                    raise ValueError(f"two entities carry the id {ids[left]!r}")
            (aside / "entity_ids.json").write_text(json.dumps([ids[n] for n in order]), encoding="ascii")
            ids.clear()
            with TemporaryFile(dir=aside) as records:
                _write_rows(aside, records, heads, _read(spill, start, order))
                del order, start
                _write_names(aside / "names.bin", records)
        return schemas, lists

    return write_index(folder, write, editions=editions)


class _Row(NamedTuple):
    """What an entity brings: the number of its schema and list, its line for the kernel behind them, its JSON, its identifiers."""

    kind: int
    record: bytes
    payload: bytes
    identifiers: list[bytes]


def _spill(entities: Iterable[Entity], spill: BinaryIO) -> "tuple[list[str], array[int], list[tuple[str, str]]]":
    """Write what each entity brings; ids, where each begins, and the pairs of schema and list met."""
    ids: list[str] = []
    start = array("Q", [0])
    kinds: dict[tuple[str, str], int] = {}
    for e in entities:
        identifiers = dict.fromkeys(cleaned for values in identifiers_of(e).values() for cleaned in values)
        kind = kinds.setdefault((e.schema, e.list_id), len(kinds))
        whole = f"{kind}\n{encode_listed(e)}\n{_encode(e)}\n{' '.join(identifiers)}".encode("ascii")
        spill.write(whole)
        ids.append(e.id)
        start.append(start[-1] + len(whole))
    return ids, start, list(kinds)


def _read(spill: BinaryIO, start: "array[int]", order: Iterable[int]) -> Iterator[_Row]:
    for n in order:
        spill.seek(start[n])
        kind, record, payload, identifiers = spill.read(start[n + 1] - start[n]).split(b"\n")
        yield _Row(int(kind), record, payload, identifiers.split())


def _write_rows(aside: Path, records: BinaryIO, heads: list[bytes], rows: Iterable[_Row]) -> None:
    """Write the entities, where each begins, and the identifiers with their rows; the lines for the kernel into the other file."""
    row_start = array("Q", [0])
    known = []
    with (aside / "entities.jsonl").open("wb") as payloads:
        for number, row in enumerate(rows):
            records.write(heads[row.kind] + row.record + b"\n")
            payloads.write(row.payload + b"\n")
            row_start.append(row_start[-1] + len(row.payload) + 1)
            known += [(value, number) for value in row.identifiers]
    records.flush()
    known.sort()
    (aside / "row_start.bin").write_bytes(row_start)
    (aside / "identifier.bin").write_bytes(b"".join([value.ljust(IDENTIFIER_BYTES, b"\0") for value, _ in known]))
    (aside / "identifier_row.bin").write_bytes(array("I", [number for _, number in known]))


def _write_names(file: Path, records: BinaryIO) -> None:
    """Have the kernel index the lines."""
    size = records.tell()
    lines = memoryview(mmap(records.fileno(), size, access=ACCESS_COPY)) if size else b""
    with file.open("wb") as out:
        load_tables(load_weights()).build(lines, out)


_to_json = json.JSONEncoder(separators=(",", ":")).encode


def _encode(entity: Entity) -> str:
    shape = {
        "id": entity.id,
        "schema": entity.schema,
        "properties": dict(entity.properties),
        "listing": dict(entity.listing),
        "list_id": entity.list_id,
        "canonical_id": entity.canonical_id,
        "as_of": entity.as_of.isoformat() if entity.as_of else None,
    }
    return _to_json(shape)
