"""The network of the tagger in JAX: learns what `src/sanksi/names/network.c` runs; the sizes are those written there.

A batch is sentences of one length class, so that few shapes are compiled. Features, words' vectors and states are dropped at random while it learns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
WIDTH, STATE, MIDDLE = 80, 64, 64
LONGEST, FEATURES, BATCH = 64, 40, 32
LENGTHS = (16, 28, LONGEST)
NEVER = -1e4
BAD = np.array([[b[0] == "I" and a[2:] != b[2:] for b in LABELS] for a in LABELS])
FIRST = np.array([NEVER if label[0] == "I" else 0.0 for label in LABELS], np.float32)
LEVELS = 31
"""Steps on each side of nought that a row is rounded to: six bits, which pack well."""
PARTS = ("NN", "SYM", "VB", "NNP", "IN", "PR", "ADV", "JJ", "SC", "DT", "NUM", "CC", "FW", "NEG", "RP", "UH")
SEEN_FIRST, SEEN_GOLD = 6, 2
"""How often a feature must stand in the texts of the first lesson, or in labelled sentences, to have a row."""

Params = dict[str, Any]
Featured = Sequence[Sequence[str]]


def make_rows(texts: Sequence[Featured], gold: Sequence[Featured]) -> dict[str, int]:
    """Row of each feature that is seen often enough; row 0 is nobody's."""
    in_texts, in_gold = (Counter(f for s in sentences for word in s for f in word) for sentences in (texts, gold))
    known = sorted(f for f in {*in_texts, *in_gold} if in_texts[f] >= SEEN_FIRST or in_gold[f] >= SEEN_GOLD)
    return {f: i + 1 for i, f in enumerate(known)}


def to_arrays(sentences: Sequence[Featured], rows: Mapping[str, int]) -> tuple[Any, Any]:
    """Rows of the features (sentence, word, feature; 0 behind the last), and which words there are."""
    ids = np.zeros((len(sentences), LONGEST, FEATURES), np.int32)
    there = np.zeros((len(sentences), LONGEST), np.float32)
    for i, sentence in enumerate(sentences):
        for j, word in enumerate(sentence[:LONGEST]):
            found = [rows[f] for f in word if f in rows][:FEATURES]
            ids[i, j, : len(found)] = found
            there[i, j] = 1
    return ids, there


def start(size: int, seed: int) -> Params:
    """Parameters before the first lesson."""
    chance = np.random.default_rng(seed)

    def matrix(rows: int, columns: int, spread: float = 0.0) -> Any:
        return jnp.array(chance.normal(0, spread or rows**-0.5, (rows, columns)).astype(np.float32))

    def layer() -> Params:
        return {"in": matrix(WIDTH, 4 * STATE), "again": matrix(STATE, 4 * STATE), "bias": jnp.zeros(4 * STATE)}

    joined = 2 * STATE + WIDTH
    return {
        "rows": matrix(size + 1, WIDTH, 0.15),
        "forwards": layer(),
        "backwards": layer(),
        "middle": matrix(joined, MIDDLE),
        "middle_bias": jnp.zeros(MIDDLE),
        "out": matrix(MIDDLE, len(LABELS)),
        "out_bias": jnp.zeros(len(LABELS)),
        "follow": jnp.zeros((len(LABELS), len(LABELS))),
    }


def _read(layer: Params, words: Any, there: Any, *, backwards: bool) -> Any:
    def step(carry: Any, now: Any) -> Any:
        (h, c), (x, m) = carry, now
        i, f, o, new = jnp.split(x + h @ layer["again"], 4, -1)
        c2 = jax.nn.sigmoid(f + 1) * c + jax.nn.sigmoid(i) * jnp.tanh(new)
        h2 = jax.nn.sigmoid(o) * jnp.tanh(c2)
        h, c = (m[:, None] * a + (1 - m[:, None]) * b for a, b in ((h2, h), (c2, c)))
        return (h, c), h

    zero = jnp.zeros((words.shape[0], STATE))
    inputs = jnp.swapaxes(words @ layer["in"] + layer["bias"], 0, 1)
    return jnp.swapaxes(jax.lax.scan(step, (zero, zero), (inputs, there.T), reverse=backwards)[1], 0, 1)


def _joined(p: Params, ids: Any, there: Any, key: Any, keep: tuple[float, float, float]) -> tuple[Any, Any, Any]:
    """States of both layers, and both with the word's vector; `keep` are shares of features, vectors and states."""
    if key is not None:
        keys = jax.random.split(key, 3)
        ids = ids * jax.random.bernoulli(keys[0], keep[0], ids.shape)
    here = (ids > 0)[..., None]
    words = (p["rows"][ids] * here).sum(2) * 2 / jnp.sqrt(here.sum(2) + 1.0)
    if key is not None:
        words = words * jax.random.bernoulli(keys[1], keep[1], words.shape) / keep[1]
    states = [_read(p[name], words, there, backwards=name == "backwards") for name in ("forwards", "backwards")]
    joined = jnp.concatenate([*states, words], -1)
    if key is not None:
        joined = joined * jax.random.bernoulli(keys[2], keep[2], joined.shape) / keep[2]
    return states[0], states[1], joined


def _emissions(p: Params, ids: Any, there: Any, key: Any) -> Any:
    joined = _joined(p, ids, there, key, (0.7, 0.7, 0.6))[2]
    return jax.nn.relu(joined @ p["middle"] + p["middle_bias"]) @ p["out"] + p["out_bias"]


def _total(emissions: Any, there: Any, follow: Any) -> Any:
    def step(score: Any, now: Any) -> Any:
        emission, m = now
        after = jax.nn.logsumexp(score[:, :, None] + follow[None], 1) + emission
        return jnp.where(m[:, None] > 0, after, score), None

    last = jax.lax.scan(step, FIRST + emissions[:, 0], (jnp.swapaxes(emissions, 0, 1)[1:], there.T[1:]))[0]
    return jax.nn.logsumexp(last, -1)


def _loss(p: Params, ids: Any, there: Any, labels: Any, key: Any) -> Any:
    emissions, follow = _emissions(p, ids, there, key), jnp.where(BAD, NEVER, p["follow"])
    told = (jnp.take_along_axis(emissions, labels[..., None], -1)[..., 0] * there).sum(1)
    told += (follow[labels[:, :-1], labels[:, 1:]] * there[:, 1:]).sum(1)
    return (_total(emissions, there, follow) - told).mean()


def _first_loss(p: Params, ids: Any, there: Any, labels: Any, key: Any) -> Any:
    """Of the first lesson: the part of speech of each word, and the cluster of the next and of the last word."""
    ahead, behind, joined = _joined(p, ids, there, key, (0.6, 0.8, 0.7))

    def miss(scores: Any, wanted: Any) -> Any:
        return -(jnp.take_along_axis(jax.nn.log_softmax(scores), wanted[..., None], -1)[..., 0] * there).sum()

    parts, after, before = labels[..., 0], labels[..., 1], labels[..., 2]
    total = miss(joined @ p["parts"], parts) + 0.3 * (
        miss(ahead @ p["after"], after) + miss(behind @ p["before"], before)
    )
    return total / there.sum()


def _lessons(loss: Callable[..., Any], rates: Any, decay: float) -> tuple[Any, Any]:
    optimiser = optax.chain(optax.clip_by_global_norm(5.0), optax.adamw(rates, weight_decay=decay))

    @jax.jit  # type: ignore[untyped-decorator]
    def update(p: Params, state: Any, ids: Any, there: Any, labels: Any, key: Any) -> Any:
        changes, state = optimiser.update(jax.grad(loss)(p, ids, there, labels, key), state, p)
        return optax.apply_updates(p, changes), state

    return optimiser, update


def _batches(there: Any, chosen: Any, chance: Any) -> list[tuple[Any, int]]:
    """Numbers of sentences of a length class, and its length, in random order; the last batch of a class is filled up from it."""
    lengths, out, least = there.sum(1), [], 0
    for longest in LENGTHS:
        some = chance.permutation(chosen[(lengths[chosen] > least) & (lengths[chosen] <= longest)])
        if len(some):
            some = np.concatenate([some, chance.choice(some, -len(some) % BATCH)])
            out += [(some[i : i + BATCH], longest) for i in range(0, len(some), BATCH)]
        least = longest
    return [out[i] for i in chance.permutation(len(out))]


def first_lesson(texts: Sequence[Featured], wanted: Any, rows: Mapping[str, int], seed: int, epochs: int = 2) -> Params:
    """Rows and recurrent layers that know parts of speech and neighbours; `wanted` is (sentence, word, part and two clusters)."""
    p, chance = start(len(rows), seed), np.random.default_rng(seed)
    clusters = int(wanted[..., 1:].max()) + 1
    for name, size in (("parts", len(PARTS)), ("after", clusters), ("before", clusters)):
        deep = 2 * STATE + WIDTH if name == "parts" else STATE
        p[name] = jnp.array(chance.normal(0, deep**-0.5, (deep, size)).astype(np.float32))
    ids, there = to_arrays(texts, rows)
    steps = epochs * len(ids) // BATCH
    optimiser, update = _lessons(_first_loss, optax.cosine_decay_schedule(2.5e-3, steps, 0.1), 0.0)
    state, key = optimiser.init(p), jax.random.PRNGKey(seed)
    for _ in range(epochs):
        for some, long in _batches(there, np.arange(len(ids)), chance):
            key, now = jax.random.split(key)
            p, state = update(p, state, ids[some, :long], there[some, :long], wanted[some, :long], now)
    return {name: p[name] for name in ("rows", "forwards", "backwards")}


def learn_labels(
    sets: Sequence[Sequence[tuple[Featured, Sequence[str]]]],
    known: Params,
    rows: Mapping[str, int],
    seed: int,
    epochs: int,
) -> Params:
    """The network of labelled sentences, begun from the first lesson; the mean of its last epochs.

    Args:
        sets: the first is read in each epoch, of the others one after the other.
        known: of `first_lesson`.
        rows: of `make_rows`.
        seed: of all chance.
        epochs: how many.
    """
    sentences = [s for some in sets for s in some]
    belongs = np.array([k for k, some in enumerate(sets) for _ in some])
    ids, there = to_arrays([f for f, _ in sentences], rows)
    labels = np.zeros(there.shape, np.int32)
    for i, (_, told) in enumerate(sentences):
        labels[i, : len(told)] = [LABELS.index(t) for t in told[:LONGEST]]
    p, chance = {**start(len(rows), seed), **known}, np.random.default_rng(seed)
    optimiser, update = _lessons(_loss, 2e-3, 2e-2)
    state, key = optimiser.init(p), jax.random.PRNGKey(seed)
    kept: list[Params] = []
    for epoch in range(epochs):
        turn = 1 + epoch % max(1, len(sets) - 1)
        for some, long in _batches(there, np.flatnonzero((belongs == 0) | (belongs == turn)), chance):
            key, now = jax.random.split(key)
            p, state = update(p, state, ids[some, :long], there[some, :long], labels[some, :long], now)
        if epoch >= 0.6 * epochs:
            kept.append(p)
    mean: Params = jax.tree_util.tree_map(lambda *values: sum(values) / len(values), *kept)
    return mean


def pack(nets: Sequence[Params], follow: Any, field: Any) -> bytes:
    """The block that `names/network.py` reads: the networks, and the field's weights of one label after another and of its features."""
    total = np.where(BAD, NEVER, follow + sum(np.asarray(p["follow"]) for p in nets))
    unit = max(float(np.abs(field).max()), 1e-9) / 32767
    numbers = [FIRST, total, np.array([unit])]
    for p in nets:
        numbers += [p[name][part] for name in ("forwards", "backwards") for part in ("in", "again", "bias")]
        numbers += [p[name] for name in ("middle", "middle_bias", "out", "out_bias")]
    rows = np.concatenate([np.asarray(p["rows"])[1:] for p in nets])
    scale = np.maximum(np.abs(rows).max(1), 1e-9) / LEVELS
    blocks = [np.asarray(n, "<f4") for n in (*numbers, scale)]
    blocks += [np.rint(field / unit).astype("<i2"), np.rint(rows / scale[:, None]).astype(np.int8)]
    return b"".join(b.tobytes() for b in blocks)
