"""The opened index: candidates for parties, entities by row."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sanksi.index.expand import Expander, Groups, Hits, Words, best_of
from sanksi.index.rarity import token_weight
from sanksi.index.seal import Manifest, open_array, open_bytes, read_manifest, verify_files
from sanksi.ledger import Entity, can_match
from sanksi.ledger.names import identifiers_of, names_of

FUZZY_TOKENS = 8
"""Tokens of one name that are compared by likeness; the rest only exactly. Bounds the time of a hostile name."""

LEAST_RANK = 0.4
"""Names ranked lower are no candidates: no other comparison lifts them to the threshold."""

JOINED = 0.97
"""What tokens joined or split are worth, so that a cap never takes an equal name for the sake of joined ones."""

_CACHED_HITS = 4_000_000
_CACHED_RARITIES = 100_000


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
        names = [name.removesuffix(".npy") for name in manifest.files if name.endswith(".npy")]
        self._arrays: dict[str, npt.NDArray[Any]] = {name: open_array(folder, manifest, name) for name in names}
        texts = [name for name in manifest.files if not name.endswith(".npy")]
        self._texts = {name: open_bytes(folder, manifest, name) for name in texts}
        self._hits: dict[str, Hits] = {}
        self._hits_held = 0
        self._rarities: dict[str, float] = {}

    @property
    def rows(self) -> int:
        """Number of entities."""
        return len(self._arrays["row_list"])

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
        start, end = (int(n) for n in self._arrays["row_start"][row : row + 2])
        shape = json.loads(self._texts["entities.jsonl"][start:end].tobytes())
        return Entity(
            id=shape["id"],
            schema=shape["schema"],
            properties={k: tuple(v) for k, v in shape["properties"].items()},
            listing={k: tuple(v) for k, v in shape["listing"].items()},
            list_id=shape["list_id"],
            canonical_id=shape["canonical_id"],
            as_of=date.fromisoformat(shape["as_of"]) if shape["as_of"] else None,
        )

    def find(self, entity_id: str) -> int | None:
        """The row of an entity id, or None."""
        return self._row_of_id.get(entity_id)

    def rarity(self, token: str) -> float:
        """How rare a folded token is among the listed names: 1 for one that no name holds, near 0 for the commonest."""
        rarity = self._rarities.get(token)
        if rarity is None:
            number = self._expander.tokens.find(token)
            sounding = [number] if number is not None else self._expander.sounds.find_tokens(token)
            rarity = float(self._arrays["token_rarity"][sounding[0]]) if len(sounding) else 1.0
            if len(self._rarities) >= _CACHED_RARITIES:
                self._rarities.clear()
            self._rarities[token] = rarity
        return rarity

    def search_many(
        self, parties: Sequence[Entity], *, limit: int, lists: Collection[str] | None = None
    ) -> list[list[int]]:
        """Candidate rows for each party, best first, ties by row.

        Args:
            parties: each with a name or an identifier; one without either has no candidates.
            limit: most candidates for one party; those with a common identifier come first.
            lists: list ids to look in, or None for all.
        """
        return [self._search(party, limit, lists) for party in parties]

    def _search(self, party: Entity, limit: int, lists: Collection[str] | None) -> list[int]:
        ranks = np.zeros(self.rows, np.float32)
        for tokens in names_of(party):
            names, name_ranks = self._rank_names(tokens)
            np.maximum.at(ranks, self._arrays["name_row"][names], name_ranks)
        ranks[self._rows_with_identifiers(party)] = 2.0
        allowed = np.array([can_match(party.schema, schema) for schema in self._manifest.schemas], bool)
        ranks[~allowed[self._arrays["row_schema"]]] = 0.0
        if lists is not None:
            wanted = np.array([name in lists for name in self._manifest.lists], bool)
            ranks[~wanted[self._arrays["row_list"]]] = 0.0
        rows = np.flatnonzero(ranks)
        best = rows[np.argsort(-ranks[rows], kind="stable")[:limit]]
        return [int(row) for row in best]

    def _rank_names(self, tokens: tuple[str, ...]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """Names that share likeness with the tokens, and how much of both sides is shared."""
        distinct = tuple(dict.fromkeys(tokens))
        by_telling = sorted(distinct, key=lambda t: -self.rarity(t))
        fuzzy = set(by_telling[:FUZZY_TOKENS])
        weight = dict(
            zip(distinct, token_weight(np.array([self.rarity(t) for t in distinct], np.float32)).tolist(), strict=True)
        )
        shared = np.zeros(len(self._arrays["name_row"]), np.float32)
        for token in distinct:
            names, sims = self._names_like(token, fuzzy=token in fuzzy)
            shared[names] += weight[token] * sims
        for span in (2, 3):
            for i in range(min(len(tokens), FUZZY_TOKENS) - span + 1):
                parts = tokens[i : i + span]
                numbers, sims = self._expander.expand("".join(parts)) if sum(map(len, parts)) <= 32 else _NOTHING
                names, sims = self._names_of_tokens(numbers, sims)
                shared[names] = np.maximum(shared[names], JOINED * sum(weight[p] for p in set(parts)) * sims)
        names = np.flatnonzero(shared)
        total = sum(weight.values())
        left = np.clip(1.0 - shared[names] / total, 0.0, 1.0)
        right = np.clip(1.0 - shared[names] / self._arrays["name_weight"][names], 0.0, 1.0)
        ranks = 1.0 - 0.3 * np.maximum(left, right) - 0.7 * np.minimum(left, right)
        keep = ranks >= LEAST_RANK
        return names[keep], ranks[keep].astype(np.float32)

    def _names_like(self, token: str, *, fuzzy: bool) -> Hits:
        """Names with a token like this one, or with its two parts as tokens of their own."""
        if not fuzzy:
            number = self._expander.tokens.find(token)
            return _NOTHING if number is None else self._names_of_tokens(np.array([number]), np.ones(1, np.float32))
        found = self._hits.get(token)
        if found is None:
            found = best_of([self._names_of_tokens(*self._expander.expand(token)), *self._names_with_parts(token)])
            if self._hits_held + len(found[0]) > _CACHED_HITS:
                self._hits.clear()
                self._hits_held = 0
            self._hits[token] = found
            self._hits_held += len(found[0])
        return found

    def _names_with_parts(self, token: str) -> list[Hits]:
        hits = []
        for cut in range(2, min(len(token), 32) - 1):
            left, right = (self._expander.sounds.find_tokens(part) for part in (token[:cut], token[cut:]))
            if len(left) and len(right):
                names = [self._names_of_tokens(n, np.ones(len(n), np.float32))[0] for n in (left, right)]
                both = np.intersect1d(names[0], names[1], assume_unique=True)
                hits.append((both, np.full(len(both), JOINED, np.float32)))
        return hits

    def _names_of_tokens(self, numbers: npt.NDArray[np.int64], sims: npt.NDArray[np.float32]) -> Hits:
        starts = self._arrays["posting_start"]
        postings = [self._arrays["posting_name"][starts[n] : starts[n + 1]] for n in numbers]
        return best_of(
            [(p.astype(np.int64), np.full(len(p), s, np.float32)) for p, s in zip(postings, sims, strict=True)]
        )

    def _rows_with_identifiers(self, party: Entity) -> npt.NDArray[np.int64]:
        known = self._arrays["identifier"]
        wanted = [v.encode("ascii") for values in identifiers_of(party).values() for v in values]
        spans = [
            np.arange(np.searchsorted(known, v, "left"), np.searchsorted(known, v, "right"))
            for v in wanted
            if len(known)
        ]
        return (
            self._arrays["identifier_row"][np.concatenate(spans)].astype(np.int64) if spans else np.empty(0, np.int64)
        )

    @cached_property
    def _expander(self) -> Expander:
        a = self._arrays
        tokens, sounds, skeletons = (
            Words(self._texts[f"{name}.txt"].tobytes()) for name in ("vocabulary", "sounds", "skeletons")
        )
        return Expander(
            tokens,
            Groups(sounds, a["sound_start"], a["sound_token"]),
            Groups(skeletons, a["skeleton_start"], a["skeleton_token"]),
        )

    @cached_property
    def _row_of_id(self) -> dict[str, int]:
        entity_ids = json.loads(self._texts["entity_ids.json"].tobytes())
        return {entity_id: row for row, entity_id in enumerate(entity_ids)}


_NOTHING: Hits = (np.empty(0, np.int64), np.empty(0, np.float32))
