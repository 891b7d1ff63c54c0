"""The tagger over running text: words as its training text writes them, its names as mentions, and their union with those of the rules."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar, cast

from sanksi.news.tagger import Tagger
from sanksi.news.tokens import Token
from sanksi.news.values import Mention, MentionType

LONGEST = 400
"""Words the tagger sees at once; a longer sentence is cut."""
NESTED = 3
"""Spans that may begin before another and still reach into it, at most: offices and names of one line hardly overlap."""
S = TypeVar("S", bound="Span")
_DROPPED = frozenset("\"'“”„«»‘’()[]")
_STOPS = frozenset(".!?…")
_MARKS = frozenset(",;:") | _STOPS


class Span(Protocol):
    """A stretch of the text."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """Past the last character."""


class HeldOffice(Span, Protocol):
    """What the union needs of an office."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def countries(self) -> tuple[str, ...]:
        """Its territories."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the tagger: `text` may keep brackets, start and end are those of the inner words."""

    start: int
    end: int
    text: str


def find_tagged(text: str, tokens: Sequence[Token], tagger: Tagger) -> list[Mention]:
    """Names that the tagger finds in a line, in order, without overlap."""
    out: list[Mention] = []
    for words in _sentences(text, tokens):
        first: _Word | None = None
        last, kind = words[0], ""
        for word, label in zip((*words, words[-1]), (*tagger.tag([w.text for w in words]), "O"), strict=True):
            if first is not None and (not label.startswith("I-") or word.text[0] == "("):
                out.append(_mention(text, first, last, kind))
                first = None
            if label != "O" and first is None:
                first, kind = word, label[2:]
            last = word
    return out


def _mention(text: str, first: _Word, last: _Word, kind: str) -> Mention:
    return Mention(start=first.start, end=last.end, text=text[first.start : last.end], type=cast(MentionType, kind))


def _sentences(text: str, tokens: Sequence[Token]) -> Iterator[list[_Word]]:
    words: list[_Word] = []
    for word in _words(text, tokens):
        if words and (len(words) >= LONGEST or (words[-1].text in _STOPS and word.text[0].isupper())):
            yield words
            words = []
        words.append(word)
    if words:
        yield words


def _words(text: str, tokens: Sequence[Token]) -> Iterator[_Word]:
    """Tokens that touch are one word ("Kompas.com", "29/10/2023"), a word in brackets keeps them; quotation marks and other brackets are left out."""
    i = 0
    while i < len(tokens):
        end = i + 1
        while end < len(tokens) and tokens[end].start == tokens[end - 1].end:
            end += 1
        group = list(tokens[i:end])
        i = end
        tail: list[Token] = []
        while group and group[-1].text in _MARKS | (_DROPPED - {")"}):
            tail.append(group.pop())
        while group and group[0].text in _DROPPED - {"("}:
            group.pop(0)
        if len(group) >= 3 and group[0].text == "(" and group[-1].text == ")":
            yield _Word(group[1].start, group[-2].end, text[group[0].start : group[-1].end])
        else:
            inner = [t for t in group if t.text not in _DROPPED]
            if inner:
                yield _Word(inner[0].start, inner[-1].end, text[inner[0].start : inner[-1].end])
        for mark in reversed(tail):
            if mark.text in _MARKS:
                yield _Word(mark.start, mark.end, mark.text)


def unite(
    rules: Sequence[Mention],
    tagged: Iterable[Mention],
    offices: Sequence[HeldOffice],
    ordinary: Callable[[str], bool],
    spoken: Collection[int] = (),
    official: Collection[str] = (),
) -> list[Mention]:
    """Names of both finders, in order, without overlap.

    A rule that knows a territory, an office or an official body stands, but for what lies within the longer name of an organisation; where the finders
    disagree otherwise, the tagger decides, but it makes no person of a place, nor of the one part of an organisation that it sees. An office's holder does not
    begin with its organisation. An organisation or place that only the capitals show is left out.
    """
    told = sorted(tagged, key=_start)
    at = [t.start for t in told]
    beside = sorted(offices, key=_start)
    heads = [o.start for o in beside]
    out: list[Mention] = []
    for m in rules:
        near = _met(m, told, at)
        if (holder := _past_organisation(m, near)) is not None:
            stands = holder if holder.text in official else _agreed(holder, near, ordinary, spoken)
            out += [stands] if stands else []
    out.sort(key=_start)
    begins = [m.start for m in out]
    gone: set[int] = set()
    added: list[Mention] = []
    for name in told:
        over = {k: m for k, m in _numbered(name, out, begins) if k not in gone}
        alone = [m for m in over.values() if all(t == name for t in _met(m, told, at))]
        if name.type != "ORG" and any(m.type == "ORG" and _within(name, m) for m in alone):
            continue
        inside = all(
            m.type in ("LOC", "ORG") and not m.office and name.start <= m.start and m.end <= name.end
            for m in over.values()
        )
        longer = all(m.end - m.start < name.end - name.start for m in over.values())
        if name.type == "ORG" and over and inside and longer and name.text[0].isupper():
            gone |= set(over)
            added.append(replace(name, countries=tuple(dict.fromkeys(c for m in over.values() for c in m.countries))))
            continue
        if any(m.countries or m.office or m.type == "GOV" or m.text in official for m in over.values()):
            continue
        held = next(iter(_met(name, beside, heads)), None)
        if held is not None and not over and (name.type != "ORG" or name.start <= held.start):
            continue  # an office's own words are no name; its organisation is
        gone |= set(over)
        same = next((m for m in over.values() if (m.start, m.end) == (name.start, name.end)), None)
        place = same is not None and same.type == "LOC" and name.type == "PER"  # its first word says so (Oblast Amur)
        found = replace(same, type="LOC" if place else name.type) if same else name
        k = bisect_left(heads, name.start)
        before = beside[k - 1] if k and 0 <= name.start - beside[k - 1].end <= 1 else None
        if found.type == "PER" and before is not None and not found.office:
            found = replace(found, office=before.text, countries=before.countries)
        added.append(found)
    return sorted([*(m for k, m in enumerate(out) if k not in gone), *added], key=_start)


def _agreed(
    m: Mention, told: Sequence[Mention], ordinary: Callable[[str], bool], spoken: Collection[int]
) -> Mention | None:
    """A rule's name as the tagger lets it stand, None when it does not.

    A person has the words that the tagger sees, unless it leaves out what is no ordinary word. Where it sees nothing, a holder of an office stands, and
    who is said to speak, if no word of the name is an ordinary one; what only capitals show does not.
    """
    over = [t for t in told if t.start < m.end and m.start < t.end]
    if m.type != "PER":
        return m if over or m.type == "GOV" or m.countries else None
    words = m.text.split()
    if person := next((t for t in over if t.type == "PER"), None):
        extra = m.text[: max(0, person.start - m.start)].split()
        named = " " in person.text or len(words) == 1
        if extra and not (named and (len(over) > 1 or any(ordinary(w) or w[-1].isdigit() for w in extra))):
            return replace(m, end=max(m.end, person.end), text=m.text + person.text[max(0, m.end - person.start) :])
        if (
            m.office and person.start < m.start < person.end
        ):  # "Juru bicara Kremlin Dmitry Peskov": the office ends where the name begins
            return replace(m, end=person.end, text=person.text[m.start - person.start :])
        return replace(m, start=person.start, end=person.end, text=person.text)
    whole = bool(m.office) and len(words) > 1
    if not whole and any(t.start <= m.start and m.end <= t.end for t in over):
        return None
    heard = whole or bool(over) or m.start in spoken
    return m if heard and not any(map(ordinary, words)) else None


def _past_organisation(m: Mention, told: Iterable[Mention]) -> Mention | None:
    """A mention without the organisation that the tagger sees where an office's holder should begin; None when nothing is left."""
    if m.type != "PER" or not m.office:
        return m
    end = next((t.end for t in told if t.type == "ORG" and t.start == m.start and t.end <= m.end), m.start)
    name = m.text[end - m.start :].lstrip()
    return replace(m, start=m.end - len(name), text=name) if name else None


def _within(a: Mention, b: Mention) -> bool:
    return b.start <= a.start and a.end <= b.end and a.end - a.start < b.end - b.start


def _met(m: Span, spans: Sequence[S], starts: Sequence[int]) -> list[S]:
    """Those of ordered spans that share a character with another; what lies far before it is not looked at."""
    return [span for _, span in _numbered(m, spans, starts)]


def _numbered(m: Span, spans: Sequence[S], starts: Sequence[int]) -> Iterator[tuple[int, S]]:
    for k in range(max(0, bisect_left(starts, m.start) - NESTED), bisect_left(starts, m.end)):
        if m.start < spans[k].end:
            yield k, spans[k]


def _start(m: Span) -> int:
    return m.start
