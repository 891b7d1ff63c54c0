"""Texts the tagger learns from: labelled sentences, the corpus of nlp-id as news is written, and copies of sentences with other names."""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lxml import etree

Sentence = tuple[tuple[str, ...], tuple[str, ...]]
Part = tuple[tuple[str, str], ...]

_MARKS = frozenset("\"“”‘’'`«»")
_CLITICS = frozenset(("nya", "lah", "kah", "pun"))
_LOWER = frozenset(("al", "atas", "bin", "dan", "de", "di", "for", "ke", "la", "of", "the", "untuk"))
_UPPER = frozenset(
    "pt ri dki ui pbb as mk dpr mpr dpd kpu kpk tni ad al au bumn esdm ham ukm nu pkb ppp pks pan fc psm pss bri bni bca cimb bp dr tv ntb ntt diy ii iii".split()  # noqa: SIM905
)
_SEATED = frozenset("universitas polda pengadilan kejaksaan kepolisian dinas bank".split())  # noqa: SIM905
_PLACED = frozenset(
    "kabupaten kota kecamatan provinsi jalan pulau kawasan wilayah gunung hotel bandara desa kelurahan rumah teluk sungai istana kantor rs".split()  # noqa: SIM905
)
NEW = 0.6
"""Share of the names of a copy that are others."""


def read_columns(path: Path) -> list[Sentence]:
    """Sentences of a file of columns: words, labels."""
    out: list[Sentence] = []
    for block in path.read_text(encoding="utf-8", errors="replace").split("\n\n"):
        rows = [c for line in block.splitlines() if len(c := line.split()) >= 2]
        if rows:
            out.append((tuple(r[0] for r in rows), tuple(r[-1] for r in rows)))
    return out


def read_corpus() -> list[Part]:
    """Sentences of nlp-id's corpus as (word, part of speech), each once. The package is found, not imported: it would load scikit-learn."""
    spec = importlib.util.find_spec("nlp_id")
    assert spec is not None
    assert spec.submodule_search_locations
    path = Path(spec.submodule_search_locations[0]) / "data" / "dataset_postag.txt"
    sentences: dict[Part, None] = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [tuple(line.split("\t")) for line in block.splitlines()]
        sentences[tuple((r[0], r[1]) for r in rows if len(r) == 2 and r[0].strip())] = None
    return [s for s in sentences if s]


def write_as_news(sentence: Part) -> tuple[str, ...]:
    """Words as the labelled sentences have them: no quotation marks, clitics joined, brackets with their words."""
    words: list[str] = []
    for word, part in sentence:
        bare = word.strip('"“”')
        if not bare or word in _MARKS:
            continue
        if words and bare.lower() in _CLITICS and part in ("DT", "PR", "RP") and words[-1].isalnum():
            words[-1] += bare
        else:
            words.append(bare)
    out: list[str] = []
    i = 0
    while i < len(words):
        ahead = words[i + 1 : i + 9]
        if words[i] == "(" and ")" in ahead[1:]:
            inner = ahead[: ahead.index(")")]
            i += len(inner) + 2
            inner[0] = "(" + inner[0]
            inner[-1] += ")"
            out += ["".join(inner)] if "/" in inner else inner
        else:
            out += [] if words[i] in "()[]" else [words[i]]
            i += 1
    return tuple(out)


def read_own_labels(path: Path, corpus: Sequence[Part]) -> list[Sentence]:
    """Sentences of the corpus that we labelled: number of the sentence, then `first-past the last-kind` of each name."""
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        number, *names = line.split("\t")
        words = write_as_news(corpus[int(number)])
        labels = ["O"] * len(words)
        for name in names:
            first, last, kind = name.split("-")
            labels[int(first) : int(last)] = ["B-" + kind, *["I-" + kind] * (int(last) - int(first) - 1)]
        out.append((words, tuple(labels)))
    return out


def spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Names as (first, past last, kind)."""
    i = 0
    while i < len(labels):
        end = i + 1
        if labels[i] != "O":
            while end < len(labels) and labels[end] == "I-" + labels[i][2:]:
                end += 1
            yield i, end, labels[i][2:]
        i = end


class Names:
    """Names to put in place of others.

    Args:
        sentences: whose names may stand for each other.
        gazetteer: kind of name to names in lower case.
        listed: the UN list.
    """

    def __init__(self, sentences: Sequence[Sentence], gazetteer: Mapping[str, Sequence[str]], listed: Path) -> None:
        self._given, self._foreign = gazetteer["given"], gazetteer["foreign"]
        self._persons, others = _listed_names(listed)
        self._cities = [_title(n) for n in gazetteer["city"] if len(n) > 3]
        self._places = [
            _title(n) for kind in ("city", "abroad", "territory", "place") for n in gazetteer[kind] if len(n) > 3
        ]
        known = [_title(n) for n in gazetteer["org"] if " " in n]
        seen = {words[a:b]: None for words, labels in sentences for a, b, kind in spans(labels) if kind == "ORG"}
        self._short = {
            upper: [n[0] for n in seen if len(n) == 1 and n[0].isupper() == upper] for upper in (False, True)
        }
        self._long = [n for n in seen if len(n) > 1]
        self._organisations = (known, others, self._long)

    def swap(self, sentence: Sentence, chance: random.Random) -> Sentence:
        """A copy of a sentence with other names of the same kinds."""
        words, labels = sentence
        new: list[tuple[str, str]] = []
        done = 0
        for first, last, kind in (*spans(labels), (len(words), len(words), "")):
            new += ((w, "O") for w in words[done:first])
            name = words[first:last]
            if name and chance.random() < NEW and "-" not in name[0] and not any("(" in w for w in name):
                name = self._other(name, kind, chance)
            new += ((w, ("I-" if k else "B-") + kind) for k, w in enumerate(name))
            done = last
        return tuple(w for w, _ in new), tuple(t for _, t in new)

    def _other(self, name: tuple[str, ...], kind: str, chance: random.Random) -> tuple[str, ...]:
        if kind == "PER":
            return self._person(len(name), chance)
        if kind == "LOC":
            return self._place(name, chance)
        if len(name) == 1:
            if name[0].isupper() and chance.random() < 0.4:
                return ("".join(chance.choice("ABDGHIKLMNPRST") for _ in name[0]),)
            return (chance.choice(self._short[name[0].isupper()]),)
        if name[0].lower() in _SEATED and chance.random() < 0.5:
            return (name[0], *chance.choice(self._cities))
        if chance.random() < 0.15:
            return ("PT", *self._person(chance.randint(2, 3), chance))
        return chance.choice(chance.choice(self._organisations))

    def _person(self, words: int, chance: random.Random) -> tuple[str, ...]:
        if words > 1 and chance.random() < 0.25:
            return chance.choice(self._persons)
        pool = self._given if chance.random() < 0.6 else self._foreign
        return tuple(chance.choice(pool).capitalize() for _ in range(min(words, 3)))

    def _place(self, name: tuple[str, ...], chance: random.Random) -> tuple[str, ...]:
        if len(name) > 2 or name[0].lower() == "gedung":
            return name
        return (name[0], *chance.choice(self._cities)) if name[0].lower() in _PLACED else chance.choice(self._places)


def _listed_names(path: Path) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Names of persons and of organisations of the UN list, as words."""
    root = etree.parse(path).getroot()
    persons = {
        _title(" ".join(p.findtext(f"{n}_NAME") or "" for n in ("FIRST", "SECOND", "THIRD")).lower())
        for p in root.iter("INDIVIDUAL")
    }
    others = {_title((e.findtext("FIRST_NAME") or "").lower()) for e in root.iter("ENTITY")}
    return sorted(p for p in persons if 2 <= len(p) <= 4), sorted(o for o in others if 1 <= len(o) <= 6)


def _title(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, as they are written."""
    return tuple(
        w.upper()
        if w in _UPPER and w not in _LOWER
        else w
        if i and w in _LOWER
        else "-".join(p.capitalize() for p in w.split("-"))
        for i, w in enumerate(name.split())
    )
