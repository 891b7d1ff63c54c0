"""The project's own annotated news articles (tests/evaluation/news, whose guide.md says what every key means), and where their spans lie.

An annotation gives a span as quoted text: `"first words … last words#2"` is from the second place of the first words to the next place of the last
ones, both included. White space in it stands for any white space.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1] / "tests" / "evaluation" / "news"
PARTS = ("open", "kept", "late")
REPORTER = "-"
LEFT_OUT = " "
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as given and what the annotator wrote about it."""

    path: Path
    given: str = field(repr=False)  # failing tests show no words
    gold: Mapping[str, Any] = field(repr=False)

    @property
    def name(self) -> str:
        """File name without its ending."""
        return self.path.stem

    @property
    def plain(self) -> str:
        """The text as given; of HTML what stands between the tags."""
        if self.path.suffix != ".html":
            return self.given
        seen = re.sub(r"(?s)<(script|head)\b.*?</\1>", "", self.given)
        return html.unescape(re.sub(r"<(?:/?(?:p|h\d|div|li|figcaption|figure)\b[^>]*)>", "\n", seen)).replace(
            "\xa0", " "
        )

    def title(self, text: str) -> Span:
        """Where the headline stands in that text; (0, 0) when it does not."""
        return next(places(text, self.gold["title"]), (0, 0))

    def outside(self, text: str) -> list[Span]:
        """Lines of that text that are not the article: read-also, widgets, by-lines, credits."""
        starts = tuple(self.gold["outside"])
        lines = re.finditer(r"[^\n]+", text)
        return [m.span() for m in lines if starts and re.sub(r"<[^>]*>", "", m[0]).strip().startswith(starts)]

    def body(self, text: str) -> str:
        """That text with headline and outside lines blanked, every offset kept."""
        return blanked(text, [self.title(text), *self.outside(text)])

    def names(self, party: str) -> list[str]:
        """All the ways the article names a party; a party that is no key of `parties` names itself."""
        known = self.gold["parties"].get(party)
        return [*known["names"], *known.get("offices", [])] if known else [party]

    def mentions(self, text: str) -> set[tuple[int, int, str]]:
        """Every place where a name or a territory stands, longest names first, in headline and body."""
        kinds = {name: p["type"] for p in self.gold["parties"].values() for name in p["names"]}
        kinds |= dict.fromkeys(self.gold["places"], "LOC")
        text = blanked(text, self.outside(text))
        found = set()
        for name in sorted(kinds, key=len, reverse=True):
            spans = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
            found |= {(start, end, kinds[name]) for start, end in spans}
            text = blanked(text, spans)
        return found


def articles(part: str) -> list[Article]:
    """The articles of a part, by name."""
    notes = sorted((ROOT / part).glob("*.yml"))
    return [_article(note) for note in notes]


def _article(note: Path) -> Article:
    path = next(p for p in note.parent.glob(f"{note.stem}.*") if p.suffix in {".txt", ".html"})
    return Article(
        path=path, given=path.read_text(encoding="utf-8"), gold=yaml.safe_load(note.read_text(encoding="utf-8"))
    )


def blanked(text: str, spans: Sequence[Span]) -> str:
    """The text with those spans blanked."""
    for start, end in spans:
        text = text[:start] + LEFT_OUT * (end - start) + text[end:]
    return text


def places(text: str, quoted: str) -> Iterator[Span]:
    """Every place of a quoted text, with its elision filled by the shortest stretch."""
    pieces = [r"\s+".join(map(re.escape, piece.split())) for piece in quoted.split(" … ")]
    for m in re.finditer(rf"(?s){'.*?'.join(pieces)}", text):
        yield m.span()


def locate(text: str, span: str) -> Span | None:
    """Where the span of an annotation lies; None when the text does not have it."""
    quoted, nth = split_nth(span)
    found = list(places(text, quoted))
    return found[nth - 1] if len(found) >= nth else None


def split_nth(span: str) -> tuple[str, int]:
    """The quoted text and which occurrence is meant, 1 when not said."""
    numbered = re.fullmatch(r"(.*)#(\d+)", span, re.DOTALL)
    return (numbered[1], int(numbered[2])) if numbered else (span, 1)
