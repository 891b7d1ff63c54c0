"""Tokens with offsets, phrases over tokens, sentences that do not break inside quotation marks. All linear in the text."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|['’]s\b|[^\W_]+(?:[-'’](?!s\b)[^\W_]+)*|\S")
_ABBREVIATIONS = frozenset(
    [
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "jl",
        "no",
        "st",
        "gen",
        "col",
        "adm",
        "sen",
        "rep",
        "lt",
        "ir",
        "drs",
        "hj",
        "kh",
        "tgl",
        "hlm",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "aug",
        "jan",
        "feb",
    ]
)
SHORT = 1000
"""Characters of a text, a claim or a name, whose tokens are kept beside those of the report."""
OPENING, CLOSING, STRAIGHT = "“„«", "”»", '"'
MARKS = OPENING + CLOSING + STRAIGHT
_END = ".!?…"


class Token(NamedTuple):
    """A word, number or mark; `low` is the text in lower case."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def split_tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Tokens of text[start:end]; offsets count in the whole text.

    A stretch of a text is asked for some hundred times by those who read it, so the tokens of the whole are kept and cut, unless the cut parts one.
    """
    if end is None and not start:
        return list(_tokens_of_short(text)) if len(text) <= SHORT else _scan(text, 0, len(text))
    starts, tokens = _tokens_of(text)
    stop = len(text) if end is None else min(end, len(text))
    first, past = bisect_left(starts, start), bisect_left(starts, stop)
    if (first and tokens[first - 1].end > start) or (past > first and tokens[past - 1].end > stop):
        return _scan(text, start, stop)
    return tokens[first:past]


@lru_cache(maxsize=256)
def _tokens_of_short(text: str) -> tuple[Token, ...]:
    return tuple(_scan(text, 0, len(text)))


@lru_cache(maxsize=2)
def _tokens_of(text: str) -> tuple[list[int], list[Token]]:
    tokens = _scan(text, 0, len(text))
    return [t.start for t in tokens], tokens


def _scan(text: str, start: int, end: int) -> list[Token]:
    out = []
    for m in _TOKEN.finditer(text, start, end):
        word = m.group()
        out.append(Token(m.start(), m.end(), word, word.lower()))
    return out


class Phrases:
    """Phrases of one or more tokens, found longest first, whatever their case.

    Args:
        phrases: the phrases.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, tuple[list[int], set[tuple[str, ...]]]] = {}
        for phrase in phrases:
            words = tuple(t.low for t in split_tokens(phrase))
            if words:
                lengths, known = self._by_first.setdefault(words[0], ([], set()))
                known.add(words)
                if len(words) not in lengths:
                    lengths.append(len(words))
        for lengths, _ in self._by_first.values():
            lengths.sort(reverse=True)

    @property
    def first_words(self) -> Collection[str]:
        """The words that a phrase can begin with."""
        return self._by_first.keys()

    def at(self, tokens: Sequence[Token], i: int) -> int:
        """Number of tokens of the longest phrase that begins at token i; 0 when none does."""
        if i >= len(tokens):
            return 0
        if found := self._by_first.get(tokens[i].low):
            lengths, known = found
            for n in lengths:  # the longest first
                if i + n <= len(tokens) and tuple(t.low for t in tokens[i : i + n]) in known:
                    return n
        return 0

    def find(self, tokens: Sequence[Token], start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        """First and past-last token of the first phrase within tokens[start:end]."""
        stop = len(tokens) if end is None else end
        for i in range(start, stop):
            if (n := self.at(tokens, i)) and i + n <= stop:
                return i, i + n
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A stretch between quotation marks; start and end are those of the words, without the marks."""

    start: int
    end: int
    opened: bool = True
    closed: bool = True


def find_quotes(text: str, start: int, end: int) -> list[Quote]:
    """Quotes of a paragraph. A closing mark without an opening one quotes from the paragraph's (or last quote's) end; an opening one without a closing one, to the end."""
    found: list[Quote] = []
    opened: int | None = None
    floor = start
    for m in re.finditer(r"[“”„«»\"]", text[start:end]):
        i = start + m.start()
        mark = text[i]
        before = text[i - 1] if i > start else " "
        after = text[i + 1] if i + 1 < end else " "
        if mark in OPENING:
            opens = True
        elif mark in CLOSING:  # some pages write the closing mark on both sides
            opens = opened is None and (before.isspace() or before == "(") and not after.isspace()
        else:
            opens = opened is None and not after.isspace() and not before.isalnum() and before not in ",.?!"
        if opens:
            opened = i + 1 if opened is None else opened
        elif opened is not None:
            found.append(Quote(start=opened, end=i))
            opened, floor = None, i + 1
        elif i - floor > 20:
            found.append(Quote(start=_sentence_start(text, floor, i), end=i, opened=False))
            floor = i + 1
    if opened is not None and end - opened > 20:
        found.append(Quote(start=opened, end=end, closed=False))
    return found


def _sentence_start(text: str, floor: int, i: int) -> int:
    """Where the words of a quote without an opening mark begin: after the last sentence end that precedes it, else at the floor."""
    stretch = text[floor:i]
    skip = len(stretch) - len(stretch.lstrip(" ,.;\t\r\n"))
    return floor + skip


def split_sentences(text: str, start: int, end: int, quotes: Sequence[Quote]) -> list[tuple[int, int]]:
    """Sentences of a paragraph as (start, end); a sentence never ends inside a quote, and a cue after a quote belongs to its sentence."""
    tokens = split_tokens(text, start, end)
    out: list[tuple[int, int]] = []
    first = None
    marks = iter(quotes)
    quote = next(marks, None)
    for k, token in enumerate(tokens):
        if first is None:
            first = token.start
        while quote is not None and quote.end < token.start:
            quote = next(marks, None)
        inside = quote is not None and quote.start <= token.start < quote.end
        if inside:
            continue
        following = tokens[k + 1] if k + 1 < len(tokens) else None
        if _ends_here(tokens, k, following):
            out.append((first, token.end))
            first = None
    if first is not None and tokens:
        out.append((first, tokens[-1].end))
    return out


def _ends_here(tokens: Sequence[Token], k: int, following: Token | None) -> bool:
    token = tokens[k]
    previous = tokens[k - 1] if k else None
    if following is None:
        return True
    fresh = following.is_capital or following.text in '“"„«' or following.text[0].isdigit()
    if token.text in _END:
        if (
            token.text == "."
            and previous
            and (previous.low in _ABBREVIATIONS or (len(previous.text) == 1 and previous.is_capital))
        ):
            return False
        return (
            following.text not in CLOSING + ")"
            and (fresh or following.text in "([*-–—")
            and following.start > token.end
        )
    if token.text in CLOSING + STRAIGHT and previous and previous.text in _END:
        return fresh and following.start > token.end
    return False
