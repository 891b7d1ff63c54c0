"""Learns the weights of two names from the development sets of ../shared/bench, and writes them into the weights file.

usage: python tools/train_names.py [--folds]      (needs scipy; 3 minutes)

What is learned from: the development halves, the official aliases of the entities in ``train_entities.txt`` (one left out and asked for), and their
original-script names. The model is a sum with weights that are bound to their sign, so that more agreement never lowers and contradiction never
raises it. With ``--folds`` it says how good a model of one half is on the other; nothing is written then.
"""

import argparse
import csv
import json
import random
import re
import tempfile
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from sanksi.index import build_index, open_index
from sanksi.ledger import SCHEMAS, Entity
from sanksi.ledger.names import kinds_of, names_of
from sanksi.names.kernel import Tables
from sanksi.names.weights import CURRENT, FEATURES, load_weights

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT.parent / "shared" / "bench"
FILE = ROOT / "src" / "sanksi" / "names" / "weights" / f"{CURRENT}.toml"

ALL = float("inf")
SIGNS: dict[str, tuple[int, tuple[float, ...]]] = {
    # feature: sign of its weight, and the caps at which it may count
    **dict.fromkeys(FEATURES[:16], (1, (ALL,))),
    **dict.fromkeys(("telling",), (1, (0.5, 1.0, 1.5, 2.0, 2.5, 3.0))),
    **dict.fromkeys(("telling_exact",), (1, (1.0, 2.0))),
    **dict.fromkeys(("shared",), (1, (1.0, 2.0, 3.0))),
    **dict.fromkeys(("rare",), (1, (3.0,))),
    **dict.fromkeys(("covered", "paired"), (1, (ALL,))),
    **dict.fromkeys(("known", "open_least", "open_most", "open_listed", "first", "last", "order", "weak", "swapped"), (-1, (ALL,))),
    **dict.fromkeys(("numbers", "open_tokens_least"), (-1, (1.0, 2.0))),
    **dict.fromkeys(("open_party_tokens", "open_listed_tokens"), (-1, (1.0, 3.0))),
}  # fmt: skip
COLUMNS = [(FEATURES.index(f), sign, cap) for f, (sign, caps) in SIGNS.items() for cap in caps]
ROWS, NAMES = 8, 3
BUDGET = 0.0025
SHARES = {
    "ssb": 1.0,
    "loo": 1.0,
    "script": 2.0,
    "treated": 1.0,
    "customers": 1.0,
    "strangers": 2.0,
    "near_misses": 1.0,
    "aliases": 1.0,
    "originals": 2.0,
    "pairs": 4.0,
}
Array = np.ndarray[Any, Any]


def read_rows(name: str) -> list[dict[str, str]]:
    """The rows of a development set."""
    with (BENCH / "dev" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_entities(*names: str) -> list[dict[str, Any]]:
    """The entities of lists."""
    return [
        json.loads(line)
        for n in names
        for line in (BENCH / "lists" / f"{n}.ftm.json").read_text("utf-8").split("\n")
        if line
    ]


def as_entity(shape: dict[str, Any]) -> Entity:
    """A FollowTheMoney shape as an Entity."""
    schema = shape["schema"] if shape["schema"] in SCHEMAS else "Thing"
    return Entity(
        id=shape.get("id", ""),
        schema=schema,
        properties={k: tuple(v) for k, v in shape["properties"].items()},
        list_id="x",
    )


class Cases:
    """Features of compared names: which question, whether it is the right entity, whether persons are compared."""

    def __init__(self) -> None:
        self.features: list[list[float]] = []
        self.question: list[int] = []
        self.right: list[bool] = []
        self.person: list[bool] = []
        self.questions = 0

    def close(self) -> "Cases":
        """As arrays."""
        self.F = np.array(self.features).reshape(-1, len(FEATURES))
        self.q, self.h, self.p = np.array(self.question, int), np.array(self.right, bool), np.array(self.person, bool)
        return self


def compare_all(
    tables: Tables, ours: Entity, theirs: Entity, common: Callable[[str], int] | None
) -> list[tuple[float, list[float], bool]]:
    """Evidence, features and kind of every comparable pair of names, best first."""
    out = []
    for person in kinds_of(ours.schema):
        if person not in kinds_of(theirs.schema):
            continue
        for mine in names_of(ours, person=person):
            for listed in names_of(theirs, person=person):
                commons = ([common(t) for t in mine.tokens], [common(t) for t in listed.tokens]) if common else None
                z, f, ok = tables.compare(
                    " ".join(mine.tokens), " ".join(listed.tokens), person=person, weak=listed.is_weak, common=commons
                )
                if ok:
                    out.append((z, list(f.values()), person))
    return sorted(out, key=lambda x: -x[0])


def ask(tables: Tables, listed: Sequence[dict[str, Any]], asked: Iterable[dict[str, str]]) -> Cases:
    """Search the list for names, and compare what is found and what should be."""
    cases = Cases()
    entities = {shape["id"]: as_entity(shape) for shape in listed}
    known: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        build_index(entities.values(), Path(folder), editions={})
        index = open_index(Path(folder))
        ids = index.entity_ids()

        def common(token: str) -> int:
            if token not in known:
                known[token] = index.common(token)
            return known[token]

        rows = list(asked)
        parties = [Entity(schema=r["schema"], properties={"name": (r["name"],)}) for r in rows]
        found = index.search_many(parties, threshold=1e-6, limit=ROWS)
        for n, (row, party, hits) in enumerate(zip(rows, parties, found, strict=True)):
            right = set(row["id"].split("|")) if row.get("id") else set()
            for entity_id in dict.fromkeys([ids[i] for i, _ in hits] + sorted(right & entities.keys())):
                for _, f, person in compare_all(tables, party, entities[entity_id], common)[
                    : NAMES * (2 if entity_id in right else 1)
                ]:
                    cases.features.append(f)
                    cases.question.append(n)
                    cases.right.append(entity_id in right)
                    cases.person.append(person)
        cases.questions = len(rows)
    return cases.close()


def ask_pairs(tables: Tables) -> tuple[Cases, Array]:
    """The labelled pairs as cases with one question a pair, and their labels."""
    cases = Cases()
    labels: list[tuple[bool, str, str]] = []
    for name in ("pairs_name_bench", "pairs_entity_bench", "pairs_cross_script"):
        for row in read_rows(name):
            if row["query"]:
                ours, theirs = (as_entity(json.loads(row[side])) for side in ("query", "candidate"))
            else:
                ours, theirs = (
                    Entity(schema=row["schema"], properties={"name": (row[n],)}) for n in ("name1", "name2")
                )
            for _, f, person in compare_all(tables, ours, theirs, None)[:NAMES]:
                cases.features.append(f)
                cases.question.append(len(labels))
                cases.right.append(row["is_match"] == "1")
                cases.person.append(person)
            labels.append((row["is_match"] == "1", name, row["schema"]))
    cases.questions = len(labels)
    return cases.close(), np.array(labels, dtype=object)


def gather(tables: Tables) -> dict[str, Cases]:
    """Every set as cases."""
    full, train = read_entities("un", "ofac"), set((BENCH / "train_entities.txt").read_text().split())
    chance = random.Random(5)
    less, aliases, originals = [], [], []
    for shape in full:
        copy = json.loads(json.dumps(shape))
        if shape["id"] in train:
            places = [
                (p, i) for p in ("alias", "weakAlias", "name") for i in range(len(shape["properties"].get(p, [])))
            ]
            if len(places) > 1:
                p, i = chance.choice(places)
                aliases.append({"id": shape["id"], "schema": shape["schema"], "name": copy["properties"][p].pop(i)})
            names = [n for p in ("name", "alias") for n in shape["properties"].get(p, [])]
            originals += [
                {"id": shape["id"], "schema": shape["schema"], "name": n}
                for n in names
                if re.search("[\u0590-\uffff]", n)
            ]
        less.append(copy)
    customers = read_rows("screen_negatives_global") + read_rows("screen_negatives_us")
    return {
        "ssb": ask(tables, full, read_rows("screen_positives_ssb")),
        "near_misses": ask(tables, full, read_rows("screen_negatives_ssb")),
        "treated": ask(tables, full, read_rows("screen_positives_treated")),
        "customers": ask(tables, full, customers),
        "strangers": ask(tables, full, [row | {"schema": "Organization"} for row in customers[::4]]),
        "loo": ask(tables, read_entities("loo"), read_rows("screen_positives_loo")),
        "script": ask(tables, read_entities("latin"), read_rows("screen_positives_script")),
        "aliases": ask(tables, less, aliases),
        "originals": ask(tables, read_entities("latin"), originals),
    }


def columns_of(features: Array) -> Array:
    """Features as columns whose weights are not negative."""
    return np.stack([sign * np.minimum(features[:, f], cap) for f, sign, cap in COLUMNS], 1)


def fit(x: Array, y: Array, weight: Array) -> tuple[float, Array]:
    """Logistic regression with weights of at least 0."""
    scale = x.std(0)
    scale[scale < 1e-3] = np.inf  # what is nearly always the same tells nothing
    xs = x / scale

    def loss(t: Array) -> tuple[float, Array]:
        z = xs @ t[1:] + t[0]
        g = weight * (1 / (1 + np.exp(-np.clip(z, -50, 50))) - y)
        return float((weight * (np.logaddexp(0, z) - y * z)).sum() + 0.5 * (t[1:] ** 2).sum()), np.r_[
            g.sum(), xs.T @ g + t[1:]
        ]

    start = np.zeros(x.shape[1] + 1)
    bounds = [(None, None)] + [(0.0, None)] * x.shape[1]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 400})
    return float(found.x[0]), found.x[1:] / scale


Models = dict[bool, tuple[float, Array]]


def train(sets: dict[str, Cases], half: int | None, rounds: int = 3) -> Models:
    """Learn from all questions, or from those not of a half."""
    columns = {name: columns_of(c.F) for name, c in sets.items()}
    z = {name: x.sum(1) for name, x in columns.items()}
    models: Models = {}
    for _ in range(rounds):
        for person in (True, False):
            xs, ys, ws = [], [], []
            for name, c in sets.items():
                use = c.p == person
                if half is not None and name not in ("aliases", "originals"):
                    use &= c.q % 2 != half
                at = np.flatnonzero(use)
                order = at[np.lexsort((-z[name][at], ~c.h[at], c.q[at]))]
                new = np.r_[True, (np.diff(c.q[order]) != 0) | (np.diff(c.h[order].astype(int)) != 0)][: len(order)]
                first = np.flatnonzero(new)
                rank = np.arange(len(order)) - np.repeat(first, np.diff(np.r_[first, len(order)]))
                keep = order[(rank == 0) | (~c.h[order] & (rank < (1 if name == "pairs" else 3)))]
                xs.append(columns[name][keep])
                ys.append(c.h[keep].astype(float))
                share = SHARES[name]
                ws.append(np.where(c.h[keep] | (name in ("customers", "strangers", "pairs")), share, 0.3 * share))
            models[person] = fit(np.concatenate(xs), np.concatenate(ys), np.concatenate(ws))
        z = {
            name: np.where(
                c.p,
                columns[name] @ models[True][1] + models[True][0],
                columns[name] @ models[False][1] + models[False][0],
            )
            for name, c in sets.items()
        }
    return models


def best_of(c: Cases, z: Array, only: Array | None = None) -> Array:
    """The best evidence of each question."""
    out = np.full(c.questions, -99.0)
    use = slice(None) if only is None else only
    np.maximum.at(out, c.q[use], z[use])
    return out


def tell(sets: dict[str, Cases], labels: Array, models: Models, half: int | None) -> tuple[float, float]:
    """Print recall at budgets of customers that alert, and F1 of pairs; give the zeros of `write`."""
    z = {
        n: np.where(
            c.p,
            columns_of(c.F) @ models[True][1] + models[True][0],
            columns_of(c.F) @ models[False][1] + models[False][0],
        )
        for n, c in sets.items()
    }

    def of(n: int) -> Array:
        return np.arange(n) % 2 == half if half is not None else np.ones(n, bool)

    customers = np.sort(best_of(sets["customers"], z["customers"])[of(sets["customers"].questions)])[::-1]
    budgets = (0.0005, 0.001, 0.0025, 0.01)
    cuts = [customers[int(b * len(customers))] for b in budgets]
    print("  budgets", budgets, "evidence", [round(float(c), 2) for c in cuts])
    for name in ("ssb", "loo", "script", "treated"):
        right = best_of(sets[name], z[name], sets[name].h)[of(sets[name].questions)]
        print(f"  {name:<8}", [round(float((right > cut).mean()), 3) for cut in cuts])
    pairs = best_of(sets["pairs"], z["pairs"])
    for name in ("pairs_name_bench", "pairs_entity_bench", "pairs_cross_script"):
        use = of(len(pairs)) & (labels[:, 1] == name)
        y, s = labels[use, 0].astype(bool), pairs[use]
        f1 = [2 * (s[y] > t).sum() / max(1, (s > t).sum() + y.sum()) for t in (*cuts, *s)]
        print(
            f"  {name:<18} F1 at the budgets {[round(float(f), 3) for f in f1[:4]]} best {max(f1):.3f} at {s[int(np.argmax(f1[4:]))]:.2f}"
        )
    others = labels[:, 2] != "Person"
    y, s = labels[others, 0].astype(bool), pairs[others]
    f1 = [2 * (s[y] > t).sum() / max(1, (s > t).sum() + y.sum()) for t in s]
    strangers = np.sort(best_of(sets["strangers"], z["strangers"])[of(sets["strangers"].questions)])[::-1]
    cut = float(strangers[int(BUDGET * len(strangers))])
    at = [
        round(
            float(
                (best_of(sets[n], z[n], sets[n].h & ~sets[n].p) > cut).sum()
                / len(set(sets[n].q[~sets[n].p & sets[n].h]))
            ),
            3,
        )
        for n in ("loo", "aliases")
    ]
    print(
        f"  others: best F1 {max(f1):.3f} at {s[int(np.argmax(f1))]:.2f}; strangers' cut {cut:.2f}, F1 there {2 * (s[y] > cut).sum() / max(1, (s > cut).sum() + y.sum()):.3f}, found of loo, aliases {at}"
    )
    return float(cuts[2]), cut


def write(models: Models, zeros: tuple[float, float]) -> None:
    """Put the models into the weights file, shifted so that the zeros become 0: there lies the threshold.

    That of persons is where 0.25 % of customers alert; that of others where 0.25 % of them alert when they are taken for organisations.
    """
    text = FILE.read_text(encoding="utf-8")
    for person, name, zero in ((True, "person", zeros[0]), (False, "other", zeros[1])):
        bias, weights = models[person]
        terms = [
            f'  ["{FEATURES[f]}", {json.dumps("all" if cap == ALL else cap)}, {sign * w:.4f}],\n'
            for (f, sign, cap), w in zip(COLUMNS, weights, strict=True) if w >= 0.005
        ]  # fmt: skip
        block = f"[{name}]\nbias = {bias - zero:.4f}\nterms = [\n{''.join(terms)}]\n"
        text = re.sub(rf"^\[{name}\]\n(?:(?!^\[\w).*\n)*", lambda _, b=block: b, text, flags=re.MULTILINE)  # type: ignore[misc]
    FILE.write_text(text, encoding="utf-8")


def main() -> None:
    """Gather, train, tell, write."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--folds", action="store_true")
    chosen = arguments.parse_args()
    warnings.simplefilter("ignore")
    tables = Tables(load_weights())
    sets = gather(tables)
    sets["pairs"], labels = ask_pairs(tables)
    for half in (0, 1) if chosen.folds else ():
        print(f"learned from one half, told on the other ({half})")
        tell(sets, labels, train(sets, half), half)
    models = train(sets, None)
    print("learned from all, told on all")
    zeros = tell(sets, labels, models, None)
    if not chosen.folds:
        write(models, zeros)


if __name__ == "__main__":
    main()
