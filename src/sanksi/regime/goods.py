"""Words for goods and technology, English and Indonesian, to what the measures ask about.

Data in ``goods.yml`` beside this module, each entry with its source. A word that is not there is not known; it is never dropped.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from sanksi.regime.vocabulary import load_facts
from sanksi.regime.yamlfile import Node, open_yaml

LISTS = {"category": "goods.category", "subject_matter": "subject_matter", "field": "field"}
"""Key of an entry to the fact it gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """What a word for goods means to the measures.

    Attributes:
        word: the lexicon's form.
        language: `en` or `id`.
        facts: fact name to words of its vocabulary; may be without `goods.category` (a satellite is on no list named here).
        source: where the classification comes from.
        in_text: whether it is looked for in running text too.
    """

    word: str
    language: str
    facts: Mapping[str, tuple[str, ...]]
    source: str
    in_text: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsMention:
    """A word for goods in a text.

    Attributes:
        start: first code point.
        end: after the last one.
        text: as it stands there.
        goods: what it means.
    """

    start: int
    end: int
    text: str
    goods: Goods

    def to_dict(self) -> dict[str, object]:
        """JSON shape: offsets, text, the lexicon's word and the facts."""
        facts = {name: list(words) for name, words in self.goods.facts.items()}
        return {"start": self.start, "end": self.end, "text": self.text, "word": self.goods.word, "facts": facts}


def find_goods(word: str) -> Goods | None:
    """What a word means, whatever its case and spacing; None when it is not known."""
    match = _pattern(in_text=False).fullmatch(word.strip())
    return _lexicon()[_fold(match["word"])] if match else None


def scan_goods(text: str, *, named: bool = False) -> tuple[GoodsMention, ...]:
    """Every word for goods in a text, left to right, the longest at each place, never overlapping.

    Args:
        text: running text; words that are too common for it (gold, ship, lead) are left out.
        named: whether the text is what somebody trades or sends, where those words are plain too.
    """
    return tuple(
        GoodsMention(start=m.start(), end=m.end(), text=m.group(), goods=_lexicon()[_fold(m["word"])])
        for m in _pattern(in_text=not named).finditer(text)
    )


@cache
def _lexicon() -> dict[str, Goods]:
    root = open_yaml(Path(str(files("sanksi.regime").joinpath("goods.yml")))).keys(required=("sources", "goods"))
    sources = {key: node.text() for key, node in root.at("sources").items()}
    entries: dict[str, Goods] = {}
    for node in root.at("goods").parts():
        node.keys(required=("source",), optional=("en", "id", "text", *LISTS))
        in_text = flag.flag() if (flag := node.get("text")) else True
        facts = {fact: node.at(key).words(load_facts()[fact].words) for key, fact in LISTS.items() if node.get(key)}
        source = sources[node.at("source").word(sources)]
        for language in ("en", "id"):
            for place in _words(node, language):
                if (folded := _fold(place.text())) in entries:
                    place.fail("a word stands twice")
                entries[folded] = Goods(
                    word=place.text(), language=language, facts=facts, source=source, in_text=in_text
                )
    return entries


def _words(node: Node, language: str) -> tuple[Node, ...]:
    return found.parts() if (found := node.get(language)) else ()


@cache
def _pattern(*, in_text: bool) -> re.Pattern[str]:
    """All words, or those that running text is searched for, longest first; English plural, Indonesian clitics (`amunisinya`) and reduplication (`rudal-rudal`) belong to the match."""
    words = sorted(
        (word for word, goods in _lexicon().items() if goods.in_text or not in_text), key=lambda w: (-len(w), w)
    )
    choices = "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in words)
    return re.compile(rf"(?<!\w)(?P<word>{choices})(?:e?s|-(?P=word))?(?:nya|lah|kah|pun)?(?!\w)", re.IGNORECASE)


def _fold(word: str) -> str:
    return " ".join(word.casefold().split())
