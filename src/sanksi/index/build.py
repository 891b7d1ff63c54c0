"""Entities to an index: names for the kernel, identifiers, and the entities themselves."""

import json
from array import array
from collections.abc import Iterable, Mapping
from itertools import accumulate, pairwise
from pathlib import Path

from sanksi.index.records import encode_listed
from sanksi.index.seal import write_index
from sanksi.ledger import Entity
from sanksi.ledger.names import identifiers_of
from sanksi.names.kernel import load_tables
from sanksi.names.weights import load_weights

IDENTIFIER_BYTES = 64
"""Bytes of an identifier, filled up with zeros."""

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
    """
    schemas: dict[str, int] = {}
    lists: dict[str, int] = {}
    rows = []
    for e in entities:
        schema, list_code = schemas.setdefault(e.schema, len(schemas)), lists.setdefault(e.list_id, len(lists))
        record = encode_listed(e, schema=schema, list_code=list_code).encode("ascii")
        identifiers = tuple({cleaned for values in identifiers_of(e).values() for cleaned in values})
        rows.append((e.id, _encode(e), record, identifiers))
    if max(len(schemas), len(lists)) > CODES:
        raise ValueError(f"an index holds {CODES} lists at most, here are {len(lists)}")
    rows.sort(key=lambda row: row[0])
    for (left, *_), (right, *_) in pairwise(rows):
        if left == right:
            raise ValueError(f"two entities carry the id {left!r}")
    known = sorted((value.encode("ascii"), n) for n, row in enumerate(rows) for value in row[3])
    files = {
        "names.bin": load_tables(load_weights()).build(b"".join(row[2] for row in rows)),
        "row_start.bin": array("Q", accumulate((len(row[1]) for row in rows), initial=0)).tobytes(),
        "identifier.bin": b"".join(value.ljust(IDENTIFIER_BYTES, b"\0") for value, _ in known),
        "identifier_row.bin": array("I", [n for _, n in known]).tobytes(),
        "entity_ids.json": json.dumps([row[0] for row in rows]).encode("ascii"),
        "entities.jsonl": b"".join(row[1] for row in rows),
    }
    return write_index(folder, files=files, editions=editions, schemas=tuple(schemas), lists=tuple(lists))


def _encode(entity: Entity) -> bytes:
    shape = {
        "id": entity.id,
        "schema": entity.schema,
        "properties": {k: list(v) for k, v in entity.properties.items()},
        "listing": {k: list(v) for k, v in entity.listing.items()},
        "list_id": entity.list_id,
        "canonical_id": entity.canonical_id,
        "as_of": entity.as_of.isoformat() if entity.as_of else None,
    }
    return json.dumps(shape, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"
