"""Entities to arrays: vocabulary, postings, identifiers and payload."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sanksi.index.rarity import rarity_of, token_weight
from sanksi.index.seal import write_index
from sanksi.ledger import Entity
from sanksi.ledger.names import identifiers_of, names_of, read_token, skeleton_of, sound_key


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
    rows = sorted(
        ((e.id, e.schema, e.list_id, _encode(e), tuple(names_of(e)), _identifiers(e)) for e in entities),
        key=lambda r: r[0],
    )
    for (left, *_), (right, *_) in pairwise(rows):
        if left == right:
            raise ValueError(f"two entities carry the id {left!r}")
    schemas = tuple(sorted({row[1] for row in rows}))
    lists = tuple(sorted({row[2] for row in rows}))
    bags = [(frozenset(tokens), row) for row, (_, _, _, _, names, _) in enumerate(rows) for tokens in names]
    # By length, so that a query token is compared with those of like length only; then by spelling, so that it is found by bisection.
    vocabulary = sorted({token for bag, _ in bags for token in bag}, key=lambda t: (len(t), t))
    number = {token: i for i, token in enumerate(vocabulary)}
    pairs = np.fromiter(
        (number[token] << 32 | name for name, (bag, _) in enumerate(bags) for token in bag),
        dtype=np.int64,
        count=sum(len(b) for b, _ in bags),
    )
    pairs.sort()
    names_with = np.bincount(pairs >> 32, minlength=len(vocabulary))
    sounds = [sound_key(read_token(token) or token) for token in vocabulary]
    sound_words, sound_of = _number(sounds)
    skeleton_words, skeleton_of_token = _number([skeleton_of(read_token(token)) for token in vocabulary])
    # How rare a token is, smoothed over the spellings of its sound: 1 for a single name, 0 for every name.
    names_sounding = np.bincount(sound_of, weights=names_with.astype(np.float64), minlength=len(sound_words))[sound_of]
    rarity = rarity_of(names_sounding.astype(np.float64), len(bags))
    weights = token_weight(rarity)
    known = sorted((value.encode("ascii"), row) for row, (*_, identifiers) in enumerate(rows) for value in identifiers)
    arrays: dict[str, npt.NDArray[Any]] = {
        "posting_start": np.searchsorted(pairs >> 32, np.arange(len(vocabulary) + 1)).astype(np.uint32),
        "posting_name": (pairs & 0xFFFFFFFF).astype(np.uint32),
        "token_rarity": rarity,
        **_group("sound", sound_of, len(sound_words)),
        **_group("skeleton", skeleton_of_token, len(skeleton_words)),
        "name_weight": np.bincount(pairs & 0xFFFFFFFF, weights=weights[pairs >> 32], minlength=len(bags)).astype(
            np.float32
        ),
        "name_row": np.array([row for _, row in bags], dtype=np.uint32),
        "row_schema": np.array([schemas.index(row[1]) for row in rows], dtype=np.uint8),
        "row_list": np.array([lists.index(row[2]) for row in rows], dtype=np.uint8),
        "row_start": np.cumsum([0, *(len(row[3]) for row in rows)], dtype=np.uint64),
        "identifier": np.array([value for value, _ in known], dtype="S64"),
        "identifier_row": np.array([row for _, row in known], dtype=np.uint32),
    }
    texts = {
        "vocabulary.txt": "\n".join(vocabulary).encode("ascii"),
        "sounds.txt": "\n".join(sound_words).encode("ascii"),
        "skeletons.txt": "\n".join(skeleton_words).encode("ascii"),
        "entity_ids.json": json.dumps([row[0] for row in rows]).encode("ascii"),
        "entities.jsonl": b"".join(row[3] for row in rows),
    }
    return write_index(folder, arrays=arrays, texts=texts, editions=editions, schemas=schemas, lists=lists)


def _number(words: Sequence[str]) -> tuple[list[str], npt.NDArray[np.uint32]]:
    """The distinct words by length and spelling, and the number of each word given."""
    distinct = sorted(set(words), key=lambda w: (len(w), w))
    number = {word: i for i, word in enumerate(distinct)}
    return distinct, np.array([number[word] for word in words], dtype=np.uint32)


def _group(name: str, numbers: npt.NDArray[np.uint32], groups: int) -> dict[str, npt.NDArray[Any]]:
    """Tokens in the order of their groups, and where each group starts."""
    tokens = np.argsort(numbers, kind="stable").astype(np.uint32)
    starts = np.searchsorted(numbers[tokens], np.arange(groups + 1)).astype(np.uint32)
    return {f"{name}_start": starts, f"{name}_token": tokens}


def _identifiers(entity: Entity) -> tuple[str, ...]:
    return tuple({cleaned for values in identifiers_of(entity).values() for cleaned in values})


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
