"""Korean, by kiwipiepy (the extra `ko`): words without their particles; persons, bodies and places by the words around them; times by forms of their own."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

from kiwipiepy import Kiwi

from sanksi.news.languages.korean_speech import find_speech
from sanksi.news.languages.korean_times import find_times
from sanksi.news.mentions import Office
from sanksi.news.scene import Scene
from sanksi.news.values import Acts, Article, Claim, Mention, Part, When
from sanksi.news.words import Lexicon, load_lexicon

NOUNS = ("NNP", "NNG", "SL", "SH", "SN", "XSN", "XPN", "XR", "NNB")
"""Tags that a name is made of."""
POLITE = "씨"
"""What a surname alone has behind it, when it is no office."""
NEXT = 2
"""Words between a name and the office behind it, at most: "블라디미르 푸틴 러시아 대통령"."""


@dataclass(frozen=True, slots=True)
class _Word:
    """The noun that a word begins with, without its particles; `joined` when nothing but a space stands between it and the next word's noun."""

    start: int
    end: int
    text: str
    proper: bool
    joined: bool


class KoreanReader:
    """Reads names, offices, times and claims."""

    unread: tuple[Part, ...] = ("events", "goods", "findings", "leads")

    @property
    def lexicon(self) -> Lexicon:
        """Of Korean."""
        return load_lexicon("ko")

    def find_dates(self, text: str, spans: Iterable[tuple[int, int]], anchor: date) -> tuple[When, ...]:
        """Days, months and years as written, and a few words counted from publication."""
        return find_times(text, spans, anchor)

    def find_mentions(
        self, text: str, spans: Iterable[tuple[int, int]], dates: Sequence[When]
    ) -> tuple[tuple[Mention, ...], tuple[Office, ...]]:
        """Territories by name, bodies by the noun they end in, persons by their surname, their office or the names beside them."""
        taken = {i for d in dates for i in range(d.start, d.end)}
        mentions: list[Mention] = []
        offices: list[Office] = []
        lines = [[w for w in self._words(text, a, b) if w.start not in taken] for a, b in spans]
        for words in lines:
            named, held = self._name(text, words)
            mentions += named
            offices += held
        parts = {part for m in mentions if m.type == "PER" and " " in m.text for part in m.text.split()}
        surnames = {m.text[0]: m.text for m in reversed(mentions) if m.type == "PER" and len(m.text) == 3}
        mentions += [
            Mention(start=w.start, end=w.end, text=w.text, type="PER", base=surnames[w.text])
            for words in lines
            for w, after in pairwise(words)
            if w.text in surnames and w.end + 1 == after.start and (after.text == POLITE or self._is_head(after))
        ]
        covered = {i for m in mentions for i in range(m.start, m.end)}
        mentions += [
            Mention(start=w.start, end=w.end, text=w.text, type="PER")
            for words in lines
            for w in words
            if w.text in parts and w.start not in covered
        ]
        return tuple(sorted(mentions, key=lambda m: m.start)), tuple(sorted(offices, key=lambda o: o.start))

    def find_claims(self, scene: Scene, article: Article) -> tuple[Claim, ...]:
        """Quotations and reported speech that end in a verb of speech."""
        return find_speech(scene, article)

    def find_acts(self, *_: object) -> Acts:
        """None: nothing here reads the acts of a Korean report."""
        return Acts()

    @cached_property
    def _kiwi(self) -> Any:
        return Kiwi()

    def _words(self, text: str, start: int, end: int) -> Iterator[_Word]:
        """The nouns that the words of a stretch begin with."""
        tokens = [t for t in self._kiwi.tokenize(text[start:end]) if t.len]
        k = 0
        while k < len(tokens):
            past = k
            while past < len(tokens) and tokens[past].tag in NOUNS and (past == k or _glued(tokens, past)):
                past += 1
            if past == k:
                k += 1
                continue
            a, b = start + tokens[k].start, start + tokens[past - 1].start + tokens[past - 1].len
            verb = past < len(tokens) and _glued(tokens, past) and tokens[past].tag.startswith(("XSV", "XSA"))
            if not verb and not (k and _glued(tokens, k) and tokens[k - 1].tag.startswith(("V", "E"))):
                proper = any(t.tag in ("NNP", "SL") for t in tokens[k:past])
                yield _Word(a, b, text[a:b], proper, text[b : b + 1] == " ")
            k = past

    def _name(self, text: str, words: Sequence[_Word]) -> tuple[list[Mention], list[Office]]:
        mentions: list[Mention] = []
        offices: list[Office] = []
        i = 0
        while i < len(words):
            w, code = words[i], self._territory(words[i].text)
            if self._is_body(w):
                before = mentions[-1] if mentions else None
                behind = before and before.type == "LOC" and text[before.end : w.start] == " "
                bare = w.text in self.lexicon.data["org_bare"]
                if before and behind and not bare:
                    mentions[-1] = replace(before, end=w.end, text=text[before.start : w.end], type="ORG")
                elif not bare and w.text not in self.lexicon.data["org_of_state"]:
                    within = self._within(w.text)
                    mentions.append(Mention(start=w.start, end=w.end, text=w.text, type="ORG", countries=within))
            elif code:
                mentions.append(Mention(start=w.start, end=w.end, text=w.text, type="LOC", countries=(code,)))
            elif self._is_head(w):
                offices.append(self._office(text, w.start, w.end, mentions))
            elif w.proper:
                past = self._run(words, i)
                if person := self._person(text, words, i, past, offices):
                    mentions.append(person)
                i = past - 1
            i += 1
        return [self._held(text, m, offices) for m in mentions], offices

    def _person(
        self, text: str, words: Sequence[_Word], i: int, past: int, offices: Sequence[Office]
    ) -> Mention | None:
        """The name in words[i:past], when it is that of a person: of two words, with an office beside it, or of a surname and two syllables."""
        a, b = words[i].start, words[past - 1].end
        name = text[a:b]
        behind = words[past : past + NEXT + 1] if words[past - 1].joined else []
        joined = [w for k, w in enumerate(behind) if all(v.joined for v in behind[:k])]
        office = any(self._is_head(w) for w in joined) or any(o.end + 1 == a for o in offices[-1:])
        place = name.endswith(tuple(self.lexicon.data["loc_heads"]))
        korean = len(name) == 3 and name[0] in self._surnames and not place
        if len(name) < 2 or not (past - i > 1 or office or korean):
            return None
        return Mention(start=a, end=b, text=name, type="PER")

    def _run(self, words: Sequence[_Word], i: int) -> int:
        """Past the words that make one name with that at i."""
        past = i + 1
        while past < len(words) and words[past - 1].joined and words[past - 1].end + 1 == words[past].start:
            w = words[past]
            if not w.proper or self._is_head(w) or self._is_body(w) or self._territory(w.text):
                break
            past += 1
        return past

    def _held(self, text: str, m: Mention, offices: Sequence[Office]) -> Mention:
        """A person with the office that stands beside the name, perhaps with a territory or body between them."""
        if m.type != "PER":
            return m
        k = bisect_left(offices, m.start, key=lambda o: o.start)
        for o in offices[max(0, k - 1) : k + 1]:
            if o.end + 1 == m.start or (o.start - m.end == 1 and text[m.end] == " "):
                return replace(m, office=o.text, countries=o.countries)
        return m

    def _office(self, text: str, start: int, end: int, mentions: Sequence[Mention]) -> Office:
        """An office with the territory or body before it: "북한 외무성 대변인"."""
        last = mentions[-1] if mentions else None
        if last and last.type in ("LOC", "ORG") and text[last.end : start] == " ":
            return Office(start=last.start, end=end, text=text[last.start : end], countries=last.countries)
        return Office(start=start, end=end, text=text[start:end], countries=())

    def _is_head(self, w: _Word) -> bool:
        return w.text.removesuffix("들").endswith(tuple(self.lexicon.data["offices"]["heads"]))

    def _is_body(self, w: _Word) -> bool:
        return w.text.endswith(tuple(self.lexicon.data["org_tails"])) and not self._is_head(w)

    def _within(self, name: str) -> tuple[str, ...]:
        """The territory that the name of a body begins with: "북한대사관"."""
        codes = (self._territory(name[:n]) for n in range(len(name) - 1, 1, -1))
        return tuple(code for code in codes if code)[:1]

    def _territory(self, name: str) -> str | None:
        told = self.lexicon.territories.get(name)
        return told[0] if told else _territories().get(name)

    @cached_property
    def _surnames(self) -> frozenset[str]:
        return frozenset(str(self.lexicon.data["surnames"]).split())


def _glued(tokens: Sequence[Any], k: int) -> bool:
    """Whether nothing stands between token k and the one before."""
    return bool(k) and tokens[k].start <= tokens[k - 1].start + tokens[k - 1].len


@cache
def _territories() -> Mapping[str, str]:
    """Names of territories, by CLDR, to their codes."""
    from babel import Locale  # noqa: PLC0415 - only when something is read

    return {str(name): code.lower() for code, name in Locale("ko").territories.items() if len(code) == 2}
