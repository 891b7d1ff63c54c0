"""Russian, by natasha (the extra `ru`): names with their cases by its tagger, the rest by the lexicon and the grammar of times."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from typing import Any

import pymorphy2_dicts_ru
from natasha import Doc, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter
from natasha.morph.vocab import MorphForm, MorphVocab, PymorphyAnalyzer

from sanksi.news.claims import find_claims
from sanksi.news.dates import find_dates
from sanksi.news.mentions import Office
from sanksi.news.scene import Scene
from sanksi.news.values import Acts, Article, Claim, Mention, Part, When
from sanksi.news.words import Lexicon, load_lexicon

FARTHEST = 10
"""Tokens before a name, at most, among which the office of its bearer begins."""
ENDINGS = {"Gen": "а", "Acc": "а", "Dat": "у", "Ins": "ом", "Loc": "е"}
"""What a man's name that ends in a consonant takes in each case: "Ким Чен Ына"."""
BREAKS = ("PUNCT", "VERB", "CCONJ", "AUX")
"""Parts of speech beyond which no office begins; quotation marks may stand in it."""
OBLIQUE = ("Gen", "Dat", "Ins", "Loc")
MARKS = '«»"“”„'
SYLLABLE = 5
"""Letters of a syllable of a Korean name, at most, with such an ending."""


class _Vocab(MorphVocab):  # type: ignore[misc]  # natasha has no types
    """Natasha's, with the dictionary named: pymorphy2 looks for it through setuptools, which Python 3.12 no longer brings."""

    def __init__(self) -> None:
        PymorphyAnalyzer.__init__(self, path=pymorphy2_dicts_ru.get_path(), result_type=MorphForm)


@dataclass
class _Line:
    """A stretch of text with its tokens, and the offset where it begins."""

    start: int
    doc: Any
    names: list[Mention]

    @cached_property
    def starts(self) -> list[int]:
        """Where its tokens begin in the text."""
        return [self.start + t.start for t in self.doc.tokens]

    @cached_property
    def places(self) -> dict[int, Mention]:
        """Its tokens that belong to a name which is no person's, with the name."""
        named = (m for m in self.names if m.type != "PER")
        return {i: m for m in named for i in range(self.index(m.start), self.index(m.end))}

    def index(self, at: int) -> int:
        """The first token that begins at or behind an offset of the text."""
        return bisect_left(self.starts, at)


class RussianReader:
    """Reads names, offices, times and claims."""

    unread: tuple[Part, ...] = ("events", "goods", "findings", "leads")

    @property
    def lexicon(self) -> Lexicon:
        """Of Russian."""
        return load_lexicon("ru")

    def find_dates(self, text: str, spans: Iterable[tuple[int, int]], anchor: date) -> tuple[When, ...]:
        """By the grammar of times."""
        return find_dates(text, spans, anchor, self.lexicon)

    def find_mentions(
        self, text: str, spans: Iterable[tuple[int, int]], dates: Sequence[When]
    ) -> tuple[tuple[Mention, ...], tuple[Office, ...]]:
        """By natasha's tagger; offices by their words and cases."""
        taken = {i for d in dates for i in range(d.start, d.end)}
        mentions: list[Mention] = []
        offices: list[Office] = []
        for start, end in spans:
            line = self._read(text[start:end], start)
            line.names = [m for m in _join(text, line.names) if taken.isdisjoint(range(m.start, m.end))]
            named, found = self._hold(line)
            mentions += named
            offices += found
        return tuple(self._settle(mentions)), tuple(sorted(offices, key=lambda o: o.start))

    def find_claims(self, scene: Scene, article: Article) -> tuple[Claim, ...]:
        """Direct and indirect speech, by the words of the lexicon."""
        return find_claims(scene, article)

    def find_acts(self, *_: object) -> Acts:
        """None: nothing here reads the acts of a Russian report."""
        return Acts()

    @cached_property
    def _vocab(self) -> Any:
        return _Vocab()

    @cached_property
    def _taggers(self) -> tuple[Any, Any, Any, Any]:
        embedding = NewsEmbedding()
        return Segmenter(), NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding)

    def _read(self, text: str, start: int) -> _Line:
        """A stretch of text with its names, each with its nominative."""
        segmenter, morph, syntax, names = self._taggers
        doc = Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(morph)
        doc.parse_syntax(syntax)
        doc.tag_ner(names)
        found = []
        for span in doc.spans:
            span.normalize(self._vocab)
            base = span.normal if _plain(span.normal) != _plain(span.text) else span.text
            if span.type == "PER":
                base = _korean(span, base)
            found.append(
                Mention(
                    start=start + span.start, end=start + span.stop, text=span.text, type=span.type,
                    base=base, countries=self._territory(base), oblique=base != span.text or _case(doc.tokens, span) in OBLIQUE,
                )
            )  # fmt: skip
        return _Line(start, doc, found)

    def _territory(self, name: str) -> tuple[str, ...]:
        low = name.lower()
        told = self.lexicon.territories.get(low)
        code = told[0] if told else _territories().get(low)
        return (code,) if code else ()

    def _hold(self, line: _Line) -> tuple[list[Mention], list[Office]]:
        """The names with the offices before them, and all offices."""
        tokens = line.doc.tokens
        persons = {line.index(m.start): m for m in line.names if m.type == "PER"}
        held: dict[int, Office] = {}
        taken: set[int] = set()
        for at, person in persons.items():
            if (head := self._head_before(line, at, persons)) is not None:
                begin, past = self._adjectives_before(tokens, head), at
            elif (head := self._head_behind(line, person)) is not None:
                begin, past = self._adjectives_before(tokens, head), self._genitives_after(line, head)
            else:
                continue
            held[person.start] = self._office(line, begin, head, past)
            taken |= set(range(begin, past))
        offices = list(held.values())
        for k in range(len(tokens)):
            if k not in taken and self._is_head(tokens[k]):
                begin, past = self._adjectives_before(tokens, k), self._genitives_after(line, k)
                offices.append(self._office(line, begin, k, past))
                taken |= set(range(begin, past))
        named = [
            replace(m, office=office.text, countries=office.countries) if (office := held.get(m.start)) else m
            for m in line.names
        ]
        return named, offices

    def _is_head(self, token: Any) -> bool:
        heads = self.lexicon.data["offices"]["heads"]
        return token.pos in ("NOUN", "PROPN") and any(p.normal_form in heads for p in self._vocab(token.text))

    def _head_before(self, line: _Line, at: int, persons: Mapping[int, Mention]) -> int | None:
        """The token that the office of the name at a token begins with: the farthest one in the case of the name, else the nearest."""
        tokens = line.doc.tokens
        heads: list[int] = []
        for k in range(at - 1, max(-1, at - 1 - FARTHEST), -1):
            if (tokens[k].pos in BREAKS and tokens[k].text not in MARKS) or k in persons:
                break
            if self._is_head(tokens[k]):
                heads.append(k)
        agreeing = [k for k in heads if tokens[k].feats.get("Case") == tokens[at].feats.get("Case")]
        return agreeing[-1] if agreeing else heads[0] if heads else None

    def _head_behind(self, line: _Line, person: Mention) -> int | None:
        """The token that an office behind a name and a comma has as its head: "X, официальный представитель МИД, заявила"."""
        tokens = line.doc.tokens
        k = line.index(person.end)
        if k >= len(tokens) or tokens[k].text != ",":
            return None
        k += 1
        while k < len(tokens) and tokens[k].pos == "ADJ":
            k += 1
        return k if k < len(tokens) and self._is_head(tokens[k]) else None

    def _adjectives_before(self, tokens: Sequence[Any], k: int) -> int:
        while k and tokens[k - 1].pos == "ADJ":
            k -= 1
        return k

    def _genitives_after(self, line: _Line, k: int) -> int:
        """Past the words that say of what: "министр обороны КНДР"."""
        tokens = line.doc.tokens
        past = k + 1
        while past < len(tokens) and past - k < FARTHEST:
            token = tokens[past]
            ruled = token.pos in ("NOUN", "ADJ", "PROPN") and token.feats.get("Case") == "Gen"
            if not ruled and past not in line.places:
                break
            past += 1
        return past

    def _office(self, line: _Line, begin: int, head: int, past: int) -> Office:
        """An office with its head, and the adjectives before it, in the nominative; what follows does not change with the case."""
        tokens, data = line.doc.tokens, self.lexicon.data
        lemmas = [self._vocab(t.text)[0].normal_form for t in tokens[begin:head]]
        heads = [p.normal_form for p in self._vocab(tokens[head].text) if p.normal_form in data["offices"]["heads"]]
        a, b = line.start + tokens[begin].start, line.start + tokens[past - 1].stop
        places = [c for i in range(begin, past) if i in line.places for c in line.places[i].countries]
        countries = [code for w in lemmas if (code := data["demonyms"].get(w))] + places
        behind = line.doc.text[tokens[head].stop : tokens[past - 1].stop]
        words = " ".join([*lemmas, *heads[:1]]) + behind
        return Office(start=a, end=b, text=words, countries=tuple(dict.fromkeys(countries)))

    def _settle(self, mentions: Sequence[Mention]) -> Iterator[Mention]:
        """One spelling of each name; and a surname alone is that of a full name, where one of its cases is: "Образцовой" of "Анна Образцова"."""
        spelled: dict[str, str] = {}
        full = {_plain(w): w for m in mentions if m.type == "PER" and " " in m.name for w in m.name.split()}
        for m in sorted(mentions, key=lambda m: m.start):
            if " " in m.name:
                yield replace(m, base=spelled.setdefault(_plain(m.name), m.name))
            elif m.type == "PER" and _plain(m.name) not in full:
                forms = [full[f] for p in self._vocab(m.text) if (f := _plain(p.normal_form)) in full]
                yield replace(m, base=forms[0]) if forms else m
            else:
                yield m


def _join(text: str, names: Sequence[Mention]) -> list[Mention]:
    """An organisation and the place, or the short name, that follows it are one name: "МИД КНДР", "Совет Безопасности ООН"."""
    out: list[Mention] = []
    for m in names:
        last = out[-1] if out else None
        follows = last and last.type == "ORG" and text[last.end : m.start] == " "
        if last and follows and (m.type == "LOC" or (m.type == "ORG" and m.text.isupper())):
            whole, base = text[last.start : m.end], f"{last.name} {m.text}"
            out[-1] = replace(last, end=m.end, text=whole, base=base, countries=m.countries)
        else:
            out.append(m)
    return out


def _case(tokens: Sequence[Any], span: Any) -> str:
    """The case of a name; in quotation marks that of the noun before them: "агентству «Пример»"."""
    k = bisect_left(tokens, span.start, key=lambda t: t.start)
    if k > 1 and tokens[k - 1].text in MARKS and tokens[k - 2].pos == "NOUN":
        k -= 2
    return str(tokens[k].feats.get("Case", ""))


def _korean(span: Any, base: str) -> str:
    """The nominative of a name of three syllables whose last one the dictionary does not know: "Ким Чен Ына"."""
    words = base.split()
    if len(words) != 3 or any(len(w) > SYLLABLE for w in words):
        return base
    ending = ENDINGS.get(span.tokens[-1].feats.get("Case", ""), "")
    stem = words[-1].removesuffix(ending)
    if stem == words[-1] or not stem or stem[-1] in "аеёиоуыэюяьй":
        return base
    return " ".join([*words[:-1], stem])


def _plain(name: str) -> str:
    return name.lower().replace("ё", "е")


@cache
def _territories() -> Mapping[str, str]:
    """Names of territories in lower case, by CLDR, to their codes."""
    from babel import Locale  # noqa: PLC0415 - only when something is read

    return {str(name).lower(): code.lower() for code, name in Locale("ru").territories.items() if len(code) == 2}
