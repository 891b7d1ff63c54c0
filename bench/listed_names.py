"""Are listed persons found in domestic news, and is nobody else taken for one? The reader without the names of the lists, and with them.

usage: python bench/listed_names.py [--articles N]     (lists and news of ../shared; PFSA-ID is measured with only, nothing of it ships)

Found: articles made of sentences of IDNer-news-2k (train and dev) whose own persons give way to listed ones, some sentences each, and of English
frames; all in a home with the UN list of 2026-08-01 and OFAC's SDN list of 2023-12-28. A person is found when a party of the reading is linked to the
entry (or to another entry with the very same name), and seen when that is among its matches. `full`: the name of the entry; `alias`: a good alias of two
words or more; `lower`: the name in small letters; `title`: in a line in title case; `written`: a name in its own script among foreign words, which no reader reads.
False: what the untouched domestic articles are linked to, or potentially; read through by hand, and who is rightly linked stands in RIGHT.
"""

import argparse
import random
import re
import resource
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sanksi.ledger import Entity, open_ledger
from sanksi.names import fold_name
from sanksi.news import Reading, read
from sanksi.screening import Screener, import_files, open_screener

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
TODAY = date(2026, 8, 2)
AN_ARTICLE = 4
"""Sentences, and listed persons, of an article that is made."""
ENGLISH = (
    "Police in the capital said on Monday that {} had left the country before the trial.",
    "The court heard that {} owned two of the five companies.",
    '"We have nothing to hide," {} told reporters after the meeting.',
    "A spokesman for the ministry confirmed that {} met the governor last week.",
    "Investigators believe that {} transferred the money through a bank in the region.",
    "Among the guests was {}, who did not answer questions.",
    "According to {}, the ship was sold in 2019.",
    "The agreement was signed by {} and the head of the port.",
)
TITLE = "Polisi Periksa {} Terkait Dugaan Pencucian Uang"
RIGHT = frozenset[str]()
"""Ids of entries that the untouched articles do tell of."""


class NoNames:
    """A screener that knows no names to look for."""

    def __init__(self, screener: Screener) -> None:
        self.screen = screener.screen

    def find_names(self, *_: Any, **__: Any) -> tuple[()]:
        """None."""
        return ()


@dataclass(frozen=True, slots=True)
class Made:
    """An article and who was put into it: names with the ids that they are right for."""

    text: str
    names: tuple[tuple[str, frozenset[str]], ...]


def sentences() -> Iterator[list[tuple[str, str]]]:
    """Words with labels of each sentence of IDNer-news-2k."""
    for part in ("train", "dev"):
        sentence: list[tuple[str, str]] = []
        for line in (DATA / "news" / "ner" / f"{part}.txt").read_text(encoding="utf-8").splitlines():
            if cells := line.split():
                sentence.append((cells[0], cells[-1]))
            elif sentence:
                yield sentence
                sentence = []
        if sentence:
            yield sentence


def write(words: Sequence[str]) -> str:
    """Words as running text."""
    text = ""
    opened = False
    for word in words:
        closes = word in {".", ",", ":", ";", "?", "!", ")", "%", "”"} or (word == '"' and opened)
        glued = not text or closes or text[-1] in "(“" or (text[-1] == '"' and opened)
        text += word if glued else " " + word
        opened = opened != (word == '"')
    return text


def frames() -> list[str]:
    """Sentences of one person, with a place for the name."""
    out = []
    for sentence in sentences():
        begins = [n for n, (_, label) in enumerate(sentence) if label == "B-PER"]
        if len(begins) == 1 and 8 <= len(sentence) <= 60 and "{" not in write([w for w, _ in sentence]):
            words = ["{}" if n in begins else word for n, (word, label) in enumerate(sentence) if label != "I-PER"]
            out.append(write(words))
    return out


def documents() -> list[str]:
    """The articles of PFSA-ID as running text; a sentence that names the paper begins one."""
    out: list[str] = []
    sentence: list[str] = []
    for line in (DATA / "news" / "quotes" / "pfsa_dev20.txt").read_text(encoding="utf-8").splitlines():
        if cells := line.split():
            sentence.append(cells[0])
            continue
        if sentence:
            if "KOMPAS" in sentence[:8] or not out:
                out.append(write(sentence))
            else:
                out[-1] += "\n\n" + write(sentence)
        sentence = []
    return out


def news() -> list[str]:
    """Sentences of IDNer-news-2k as they are, ten an article."""
    written = [write([word for word, _ in sentence]) for sentence in sentences()]
    return ["\n\n".join(written[n : n + 10]) for n in range(0, len(written), 10)]


def listed(home: Path) -> list[Entity]:
    """The persons of the lists."""
    return [e for e in open_ledger(home).iter_entities(TODAY) if e.schema == "Person"]


def choose(persons: Sequence[Entity], kind: str) -> list[tuple[str, frozenset[str]]]:
    """One name of the kind for each person that has one, with the ids of all who have it."""
    owners: dict[str, set[str]] = {}
    for person in persons:
        for prop in ("name", "alias", "previousName", "weakAlias"):
            for name in person.get(prop):
                owners.setdefault(sort_words(name), set()).add(person.id)
    chosen = []
    for person in persons:
        names = person.get("alias") if kind in {"alias", "written"} else person.get("name")[:1]
        latin = [n for n in names if n.isascii() == (kind != "written") and len(n.split()) > 1 and len(n) < 60]
        if latin:
            chosen.append((latin[-1], frozenset(owners[sort_words(latin[-1])])))
    return chosen


def sort_words(name: str) -> str:
    """A name whatever the order of its words."""
    return " ".join(sorted(fold_name(name).split()))


def make(kind: str, names: Sequence[tuple[str, frozenset[str]]], count: int, draw: random.Random) -> list[Made]:
    """Articles of sentences with listed names."""
    places = {"english": list(ENGLISH), "title": [TITLE], "written": ["{} "]}.get(kind) or frames()
    taken = draw.sample(list(names), min(count * AN_ARTICLE, len(names)))
    made = []
    for n in range(0, len(taken), AN_ARTICLE):
        inside = taken[n : n + AN_ARTICLE]
        lines = [draw.choice(places).replace("{}", spell(name, kind), 1) for name, _ in inside]
        if kind == "title":
            lines = [
                line + "\n\nKejadian itu dilaporkan oleh warga kepada polisi pada hari itu juga." for line in lines
            ]
        made.append(Made("\n\n".join(lines), tuple(inside)))
    return made


def spell(name: str, kind: str) -> str:
    """As a report writes it: what a list has in capitals with a capital letter, what is to be in small letters so."""
    if kind == "written":
        return FOREIGN.get(script_of(name), "{}").format(name)
    name = re.sub(r"\w{2,}", lambda m: m[0].capitalize() if m[0].isupper() else m[0], name)
    return name.lower() if kind == "lower" else name


FOREIGN = {
    "ARABIC": "قال متحدث باسم الوزارة إن {} غادر البلاد قبل المحاكمة.",
    "CYRILLIC": "Представитель министерства сообщил, что {} покинул страну до суда.",
    "HANGUL": "대변인은 {}이 재판 전에 나라를 떠났다고 말했다.",
    "CJK": "发言人说{}在审判前离开了该国。",
}


def script_of(name: str) -> str:
    """The script of the first letter."""
    first = next((c for c in name if c.isalpha()), "A")
    return unicodedata.name(first).split()[0].removesuffix("-TYPE")


def reading_of(text: str, screener: Any) -> Reading:
    """As the product reads it."""
    return read(text, screener=screener, today=TODAY, as_of=TODAY, html=False)


def measure_found(made: Sequence[Made], screener: Any, *, misses: bool) -> tuple[float, float]:
    """Share linked, and share seen."""
    right = seen = of = 0
    for article in made:
        try:
            parties = reading_of(article.text, screener).entities
        except Exception as error:  # noqa: BLE001 - a refused text finds nobody
            parties = ()
            if misses:
                print(f"    refused: {error}")
        linked = {f.link.entity_id for f in parties if f.link}
        matched = {m.entity_id for f in parties if f.screening for m in f.screening.matches}
        for name, ids in article.names:
            of += 1
            right += bool(ids & linked)
            seen += bool(ids & (matched | linked))
            if misses and not ids & linked:
                told = [
                    (f.name, f.not_linked)
                    for f in parties
                    if f.screening and set(f.name.split()) & set(spell(name, "").split())
                ]
                print(
                    f"    missed: {name} {told} in {next((line for line in article.text.split(chr(10)) if name.split()[0].casefold() in line.casefold()), '')[:140]}"
                )
    return right / of, seen / of


def measure_false(texts: Sequence[str], screener: Any, *, misses: bool) -> tuple[float, float, float]:
    """Links and potential matches an article that are not right, and articles a second."""
    links, potential, refused = Counter[str](), 0, 0
    begun = time.process_time()
    for text in texts:
        try:
            parties = reading_of(text, screener).entities
        except Exception:  # noqa: BLE001 - a refused text links nobody
            refused += 1
            continue
        for figure in parties:
            if figure.link and figure.link.entity_id not in RIGHT:
                links[f"{figure.name} = {figure.link.caption} ({figure.link.entity_id}) {figure.link.score:.2f}"] += 1
            elif figure.screening and figure.screening.matches:
                potential += 1
    seconds = time.process_time() - begun
    if misses:
        print(*(f"    {n} x {told}" for told, n in links.most_common()), sep="\n")
    return links.total() / len(texts), potential / len(texts), len(texts) / seconds


def open_home(home: Path) -> Screener:
    """A home with the two lists."""
    import_files("un-sc", [DATA / "un" / "un_2026-08-01.xml"], home=home, on=None)  # type: ignore[call-arg]
    return open_screener(home, today=TODAY)


def main() -> None:
    """A line for each measure: without the names of the lists, and with them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=150, help="made articles of each kind")
    parser.add_argument("--home", type=Path, help="a home with the lists; one is made when left out")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = options.home or Path(folder)
        screener = open_screener(home, today=TODAY) if options.home else open_home(home)
        persons = listed(home)
        both = {"without": NoNames(screener), "with": screener}
        for kind in ("full", "english", "alias", "lower", "title", "written"):
            made = make(kind, choose(persons, kind), options.articles, random.Random(7))
            told = {name: measure_found(made, s, misses=options.misses and name == "with") for name, s in both.items()}
            shown = ", ".join(f"{name} {100 * a:.1f} % ({100 * b:.1f} % seen)" for name, (a, b) in told.items())
            print(f"found, {kind:8} {len(made)} articles: {shown}", flush=True)
        for what, texts in (("PFSA", documents()), ("IDNer", news())):
            false = {
                name: measure_false(texts, s, misses=options.misses and name == "with") for name, s in both.items()
            }
            shown = ", ".join(
                f"{name} {a:.3f} ({b:.3f} potential; {c:.0f} articles/s)" for name, (a, b, c) in false.items()
            )
            print(f"false links an article, {what:6} {len(texts)} articles: {shown}", flush=True)
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most")


if __name__ == "__main__":
    main()
