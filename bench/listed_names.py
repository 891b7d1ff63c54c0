"""Are listed persons found in domestic news, and is nobody else taken for one? The reader without the names of the lists, and with them.

usage: python bench/listed_names.py [--articles N] [--misses]     (lists and news of ../shared; PFSA-ID is measured with only, nothing of it ships)

Found: articles of four sentences, each with a listed person in the place of its own; a home has the UN list of 2026-08-01 and OFAC's SDN list of
2023-12-28. `full`, `alias`: the name of the entry, or a good alias of two words or more, in sentences of IDNer-news-2k that name one person and no
place; `english`: in frames of our own; `lower`: in small letters; `title`: in a headline in title case; `written`: a name in its own script, in a sentence
of a language that nothing here reads. A person is found when an entry with that name is among the matches of a party of the reading, and linked
when it is what a party is taken for.
False: links of the untouched domestic articles, whoever they are to, and parties with potential matches. `RIGHT` are those that a reader of the
articles would make too: the articles name these very parties.
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
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sanksi.ledger import Entity, open_ledger
from sanksi.names import fold_name
from sanksi.news import Reading, read
from sanksi.screening import Screener, import_files, open_screener

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
TODAY = date(2026, 8, 2)
LISTS = (
    ("un-sc", "un/un_2026-08-01.xml", date(2026, 8, 1)),
    ("us-ofac-sdn", "ofac/set_2023-12-28_composite.tar.xz", date(2023, 12, 28)),
)
PERSONS = 4
"""Listed persons of an article that is made."""
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
TITLE = (
    "Polisi Periksa {} Terkait Dugaan Pencucian Uang\n\nKejadian itu dilaporkan warga kepada polisi pada hari itu juga."
)
FOREIGN = {
    "ARABIC": "قال متحدث باسم الوزارة إن {} غادر البلاد قبل المحاكمة.",
    "CYRILLIC": "Представник міністерства повідомив, що {} залишив країну до суду.",
    "HANGUL": "대변인은 {}이 재판 전에 나라를 떠났다고 말했다.",
    "CJK": "发言人说{}在审判前离开了该国。",
}
KINDS = ("full", "alias", "english", "lower", "title", "written")
RIGHT = {
    "us-ofac-sdn-18631": "Mujahidin Indonesia Timur",
    "us-ofac-sdn-12762": "Iran's chief of police",
    "un-sc-111944": "the Somali sheikh",
    "un-sc-6908035": "another leader in Somalia",
    "us-ofac-sdn-18529": "a commander in Gaza",
    "us-ofac-sdn-12606": "Libya's leader of then",
    "us-ofac-sdn-12736": "Syria's vice president of then",
    "us-ofac-sdn-44865": "Iran's president of then",
    "us-ofac-sdn-12735": "Syria's president of then",
}


class NoNames:
    """A screener that knows no names to look for."""

    def __init__(self, screener: Screener) -> None:
        self.screen = screener.screen

    def find_names(self, *_: Any, **__: Any) -> tuple[()]:
        """None."""
        return ()


@dataclass(frozen=True, slots=True)
class Listed:
    """A name of a listed person, and the ids of all who have it."""

    name: str
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Made:
    """An article and who was put into it."""

    text: str
    persons: tuple[Listed, ...]


def open_home(folder: Path) -> Screener:
    """A home with the lists."""
    ledger = open_ledger(folder, create=True)
    for list_id, file, day in LISTS:
        for imported in import_files(
            ledger, list_id, [DATA / file], on=day, received_at=datetime(2026, 8, 2, tzinfo=UTC)
        ):
            assert imported.outcome == "imported", imported
    ledger.close()
    return open_screener(folder, today=TODAY)


def sentences() -> Iterator[list[tuple[str, str]]]:
    """Words with labels of each sentence of IDNer-news-2k."""
    for part in ("train", "dev"):
        lines = (DATA / "news" / "ner" / f"{part}.txt").read_text(encoding="utf-8").split("\n\n")
        cells = ([line.split() for line in block.splitlines() if line.strip()] for block in lines)
        yield from ([(cell[0], cell[-1]) for cell in sentence] for sentence in cells if sentence)


def write(words: Sequence[str]) -> str:
    """Words as running text."""
    text, opened = "", False
    for word in words:
        closes = word in {".", ",", ":", ";", "?", "!", ")", "%", "”"} or (word == '"' and opened)
        glued = not text or closes or text[-1] in "(“" or (text[-1] == '"' and opened)
        text += word if glued else " " + word
        opened = opened != (word == '"')
    return text


def frames() -> list[str]:
    """Sentences that name one person and no place, with a place for the name: of what is said there, nothing speaks against whoever stands in it."""
    out = []
    for sentence in sentences():
        labels = [label for _, label in sentence]
        if labels.count("B-PER") == 1 and "B-LOC" not in labels and 8 <= len(sentence) <= 60:
            out.append(write(["{}" if label == "B-PER" else word for word, label in sentence if label != "I-PER"]))
    return out


def news() -> list[str]:
    """Sentences of IDNer-news-2k as they are, ten an article."""
    written = [write([word for word, _ in sentence]) for sentence in sentences()]
    return ["\n\n".join(written[n : n + 10]) for n in range(0, len(written), 10)]


def documents() -> list[str]:
    """The articles of PFSA-ID as running text; a sentence that names the paper begins one."""
    out: list[str] = []
    for block in (DATA / "news" / "quotes" / "pfsa_dev20.txt").read_text(encoding="utf-8").split("\n\n"):
        words = [line.split()[0] for line in block.splitlines() if line.strip()]
        if words and ("KOMPAS" in words[:8] or not out):
            out.append(write(words))
        elif words:
            out[-1] += "\n\n" + write(words)
    return out


def choose(persons: Sequence[Entity], kind: str) -> list[Listed]:
    """One name of the kind for each person that has one of two words or more."""
    owners: dict[str, set[str]] = {}
    for person in persons:
        for prop in ("name", "alias", "previousName", "weakAlias"):
            for name in person.get(prop):
                owners.setdefault(_in_any_order(name), set()).add(person.id)
    prop = "alias" if kind in {"alias", "written"} else "name"
    script = FOREIGN if kind == "written" else ("LATIN",)
    chosen = []
    for person in persons:
        names = [
            n
            for n in person.get(prop)
            if _script(n) in script and (len(n.split()) > 1 or _script(n) in {"CJK", "HANGUL"})
        ]
        if names and len(names[-1]) < 60:
            chosen.append(Listed(names[-1], frozenset(owners[_in_any_order(names[-1])])))
    return chosen


def _in_any_order(name: str) -> str:
    return " ".join(sorted(fold_name(name).split()))


def _script(name: str) -> str:
    first = next((c for c in name if c.isalpha()), "")
    return unicodedata.name(first, "").split(" ")[0].removesuffix("-TYPE")


def make(kind: str, names: Sequence[Listed], count: int) -> list[Made]:
    """Articles with listed persons in the place of others."""
    draw = random.Random(7)
    places = {"english": ENGLISH, "title": (TITLE,)}.get(kind) or frames()
    taken = draw.sample(list(names), min(count * PERSONS, len(names)))
    articles = [tuple(taken[n : n + PERSONS]) for n in range(0, len(taken), PERSONS)]
    if kind == "written":  # a text has one language
        articles = [(person,) for person in taken[:count]]
    return [
        Made("\n\n".join(_spell(person.name, kind, draw.choice(places)) for person in persons), persons)
        for persons in articles
    ]


def _spell(name: str, kind: str, place: str) -> str:
    """The name as a report writes it, in its place."""
    if kind == "written":
        return FOREIGN[_script(name)].replace("{}", name)
    name = re.sub(r"\w{2,}", lambda found: found[0].capitalize() if found[0].isupper() else found[0], name)
    return place.replace("{}", name.lower() if kind == "lower" else name, 1)


def read_as_today(text: str, screener: Any) -> Reading | None:
    """The reading; None for a text in a language that nothing reads, where no names of lists are known."""
    try:
        return read(text, screener=screener, today=TODAY, as_of=TODAY, html=False)
    except Exception:  # noqa: BLE001 - counts as nobody found
        return None


def measure_found(made: Sequence[Made], screener: Any) -> tuple[float, float, list[str]]:
    """Share found, share linked, and who was not found."""
    found = linked = of = 0
    missed = []
    for article in made:
        reading = read_as_today(article.text, screener)
        parties = reading.entities if reading else ()
        links = {figure.link.entity_id for figure in parties if figure.link}
        matches = {m.entity_id for figure in parties if figure.screening for m in figure.screening.matches}
        for person in article.persons:
            of += 1
            linked += bool(person.ids & links)
            found += bool(person.ids & matches)
            if not person.ids & matches:
                missed.append(f"{person.name} in: {article.text}")
    return found / of, linked / of, missed


@dataclass(frozen=True, slots=True)
class Links:
    """What untouched articles are linked to: links an article, those that are not right, parties with potential matches only, articles a second."""

    links: float
    wrong: float
    potential: float
    speed: float
    told: list[str]


def measure_false(texts: Sequence[str], screener: Any) -> Links:
    """Links of articles about others."""
    told, wrong, potential = Counter[str](), 0, 0
    begun = time.process_time()
    for text in texts:
        reading = read_as_today(text, screener)
        for figure in reading.entities if reading else ():
            if link := figure.link:
                wrong += link.entity_id not in RIGHT
                told[f"{figure.name} = {link.caption} ({link.entity_id}) {link.score:.2f}"] += 1
            elif figure.screening and figure.screening.matches:
                potential += 1
    of, seconds = len(texts), time.process_time() - begun
    return Links(
        told.total() / of, wrong / of, potential / of, of / seconds, [f"{n} x {name}" for name, n in told.most_common()]
    )


def main() -> None:
    """A line for each measure: without the names of the lists, and with them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100, help="made articles of each kind")
    parser.add_argument("--misses", action="store_true", help="tell who was not found, and all links")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        screener = open_home(Path(folder))
        persons = [e for e in open_ledger(Path(folder)).iter_entities(TODAY) if e.schema == "Person"]
        both = {"without": NoNames(screener), "with": screener}
        for kind in KINDS:
            made = make(kind, choose(persons, kind), options.articles)
            for name, asked in both.items():
                found, linked, missed = measure_found(made, asked)
                print(
                    f"{kind:8} {name:8} found {100 * found:5.1f} %, linked {100 * linked:5.1f} %  ({len(made)} articles)",
                    flush=True,
                )
                if options.misses and name == "with":
                    print(*(f"    {person}" for person in missed), sep="\n")
        for kind, texts in (("PFSA", documents()), ("IDNer", news())):
            for name, asked in both.items():
                got = measure_false(texts, asked)
                print(
                    f"{kind:8} {name:8} false links an article {got.wrong:.3f} (all links {got.links:.3f}, potential {got.potential:.2f}), "
                    f"{got.speed:.0f} articles/s  ({len(texts)} articles)",
                    flush=True,
                )
                if options.misses and name == "with":
                    print(*(f"    {link}" for link in got.told), sep="\n")
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at most")


if __name__ == "__main__":
    main()
