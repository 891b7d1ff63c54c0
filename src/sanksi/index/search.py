"""The opened index: listed entities scored for parties, found by identifier, read by row."""

import json
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from sanksi.index.records import allowed_schemas, encode_party
from sanksi.index.seal import IDENTIFIER_BYTES, Manifest, open_bytes, read_manifest, verify_files
from sanksi.ledger import PROPERTY_TYPES, Entity
from sanksi.ledger.names import identifiers_of
from sanksi.names.kernel import Searcher, load_tables
from sanksi.names.weights import load_weights

if TYPE_CHECKING:
    from sanksi.index.named import NamedAt, NameTable
    from sanksi.names.running import Unit

Found = list[tuple[int, float]]
"""Rows and scores, best first, ties by row."""

Records = list[tuple[bytes, int]]
"""Lines of parties, see `records`, and how many."""

_IDENTIFIERS = frozenset(prop for prop, kind in PROPERTY_TYPES.items() if kind == "identifier")

BATCH = 2_000
"""Parties handed to the kernel at once."""


def open_index(folder: Path) -> "Index":
    """Open the index in the folder, memory-mapped.

    Raises:
        SealError: no index, or manifest, sizes or shapes are wrong. Contents are hashed only by `Index.verify`.
        StaleIndexError: the index has another format.
    """
    return Index(folder, read_manifest(folder))


class Index:
    """Listed entities, found by name and identifier. Rows number the entities by their ids' order."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self._folder = folder
        self._manifest = manifest
        self._files = {name: open_bytes(folder, manifest, name) for name in manifest.files}
        self._row_start = self._files["row_start.bin"].cast("Q")
        self._identifiers = _Fixed(self._files["identifier.bin"])
        self._identifier_row = self._files["identifier_row.bin"].cast("I")

    @property
    def rows(self) -> int:
        """Number of entities."""
        return len(self._row_start) - 1

    @property
    def seal(self) -> str:
        """Content id of the index."""
        return self._manifest.seal

    @property
    def editions(self) -> Mapping[str, str]:
        """List id to edition id."""
        return self._manifest.editions

    def verify(self) -> None:
        """Hash every file; SealError names the first that was changed."""
        verify_files(self._folder, self._manifest)

    def entity(self, row: int) -> Entity:
        """The entity of a row, without statements."""
        shape = json.loads(bytes(self._files["entities.jsonl"][self._row_start[row] : self._row_start[row + 1]]))
        return Entity(
            id=shape["id"],
            schema=shape["schema"],
            properties={k: tuple(v) for k, v in shape["properties"].items()},
            listing={k: tuple(v) for k, v in shape["listing"].items()},
            list_id=shape["list_id"],
            canonical_id=shape["canonical_id"],
            as_of=date.fromisoformat(shape["as_of"]) if shape["as_of"] else None,
        )

    def schema(self, row: int) -> str:
        """The schema of the entity of a row."""
        return self.entity(row).schema

    def find(self, entity_id: str) -> int | None:
        """The row of an entity id, or None."""
        return self._row_of_id.get(entity_id)

    def common(self, token: str) -> int:
        """How common a token is among the listed names, 0 to 255; 0 for one that no name holds."""
        return self._searcher.common(token)

    def search_many(
        self, parties: Sequence[Entity], *, threshold: float, limit: int, lists: Collection[str] | None = None
    ) -> list[Found]:
        """Rows at or above the threshold for each party, by names, birth dates, territories and gender; not by identifiers.

        Args:
            parties: what to look for; one without names finds nothing.
            threshold: least score.
            limit: most rows for one party.
            lists: list ids to look in, or None for all.
        """
        return self.search_records(self.encode(parties), threshold=threshold, limit=limit, lists=lists)

    @staticmethod
    def encode(parties: Sequence[Entity]) -> Records:
        """The parties as the kernel reads them, some at a time."""
        parts = (parties[first : first + BATCH] for first in range(0, len(parties), BATCH))
        return [("".join(map(encode_party, part)).encode("utf-8"), len(part)) for part in parts]

    def search_records(
        self, records: Records, *, threshold: float, limit: int, lists: Collection[str] | None = None
    ) -> list[Found]:
        """What `search_many` gives, for parties that are encoded already; most of the time Python is free for another thread."""
        manifest = self._manifest
        wanted = bytes(lists is None or name in lists for name in manifest.lists).ljust(256, b"\0")
        allowed = allowed_schemas(manifest.schemas)
        answers: list[Found] = []
        for part, count in records:
            start, rows, scores = self._searcher.search(
                part, count, allowed=allowed, lists=wanted, threshold=threshold, limit=limit
            )
            answers += [list(zip(rows[a:b], scores[a:b], strict=True)) if a != b else [] for a, b in pairwise(start)]
        return answers

    def find_names(self, units: "Sequence[Unit]") -> "list[NamedAt]":
        """The stretches of a text that spell a listed name, in order, those that begin together from the longest; they may overlap."""
        return list(self._names.find(units))

    @staticmethod
    def has_identifiers(party: Entity) -> bool:
        """Whether the party has an identifier to look for."""
        return not _IDENTIFIERS.isdisjoint(party.properties)

    def find_by_identifier(self, party: Entity, *, lists: Collection[str] | None = None) -> list[int]:
        """Rows that carry an identifier of the party, ascending."""
        rows = {
            row
            for values in identifiers_of(party).values()
            for value in values
            for row in self._rows_with(value.encode("ascii"))
        }
        return sorted(row for row in rows if lists is None or self.entity(row).list_id in lists)

    def _rows_with(self, identifier: bytes) -> list[int]:
        first = last = bisect_left(self._identifiers, identifier)
        while last < len(self._identifiers) and self._identifiers[last] == identifier:
            last += 1
        return list(self._identifier_row[first:last])

    @cached_property
    def _searcher(self) -> Searcher:
        return Searcher(load_tables(load_weights()), self._files["names.bin"])

    @cached_property
    def _names(self) -> "NameTable":
        from sanksi.index.named import open_names  # noqa: PLC0415 - only who reads texts needs it

        file = self._folder / self._manifest.generation / "running.bin"
        return open_names(file, lambda: map(self.entity, range(self.rows)))

    @cached_property
    def _row_of_id(self) -> dict[str, int]:
        return {entity_id: row for row, entity_id in enumerate(self._entity_ids)}

    def entity_ids(self) -> list[str]:
        """The ids of all entities, by row."""
        return self._entity_ids

    @cached_property
    def _entity_ids(self) -> list[str]:
        ids: list[str] = json.loads(bytes(self._files["entity_ids.json"]))
        return ids


class _Fixed:
    """The identifiers of the file, in order."""

    def __init__(self, content: memoryview) -> None:
        self._content = content

    def __len__(self) -> int:
        return len(self._content) // IDENTIFIER_BYTES

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._content[number * IDENTIFIER_BYTES : (number + 1) * IDENTIFIER_BYTES]).rstrip(b"\0")
