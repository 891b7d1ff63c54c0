"""Score time expressions against the files of tests/evaluation; --dateparser measures that library on the same (in an environment that has it).

An expression is right when one that overlaps it has its interval, kind, flags and clock; whatever is found where nothing is marked counts
against. dateparser gives one moment: it is right when that lies in the interval, and is not asked for kinds, flags and clocks.

Usage: python bench/dates.py [--misses] [--dateparser] [FILE...]
"""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

import yaml

SETS = Path(__file__).parents[1] / "tests" / "evaluation"
MARK = re.compile(r"\[([^\]]+)\]")


class Value(NamedTuple):
    """From, to, kind with flags and clock in one line, as the annotation writes them."""

    begins: date
    ends: date
    kind: str


class Sentence(NamedTuple):
    """A sentence without its brackets, and start, end and value of each expression in it."""

    language: str
    published: date
    text: str
    marked: list[tuple[int, int, Value]]


@dataclass
class Score:
    """Expressions marked, right, right with exactly their stretch of text, and a line for each miss."""

    marked: int = 0
    right: int = 0
    exact: int = 0
    misses: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Right out of those marked and those found where nothing is."""
        return self.right / (self.marked + sum(m.startswith("nothing") for m in self.misses))


def read_set(path: Path) -> Iterator[Sentence]:
    """The sentences of an evaluation file."""
    for group in yaml.safe_load(path.read_text(encoding="utf-8")):
        for text, *values in group["items"]:
            marked, plain, last = [], "", 0
            for m, value in zip(MARK.finditer(text), values, strict=True):
                plain += text[last : m.start()]
                marked.append((len(plain), len(plain) + len(m[1]), _value(value)))
                plain, last = plain + m[1], m.end()
            yield Sentence(group["language"], group["published"], plain + text[last:], marked)


def _value(line: str) -> Value:
    days, kind, *flags = line.split()
    begins, _, ends = days.partition("..")
    return Value(date.fromisoformat(begins), date.fromisoformat(ends or begins), " ".join([kind, *sorted(flags)]))


def score(path: Path) -> Score:
    """The grammar on one set."""
    from sanksi.news.dates import find_dates  # noqa: PLC0415
    from sanksi.news.words import load_lexicon  # noqa: PLC0415 - dateparser's environment has no sanksi

    out = Score()
    for s in read_set(path):
        found = list(find_dates(s.text, [(0, len(s.text))], s.published, load_lexicon(s.language)))
        for start, end, value in s.marked:
            out.marked += 1
            here = [w for w in found if w.start < end and w.end > start]
            found = [w for w in found if w not in here]
            got = [Value(w.begins, w.ends, _flags(w)) for w in here]
            if got == [value]:
                out.right += 1
                out.exact += (here[0].start, here[0].end) == (start, end)
                if (here[0].start, here[0].end) != (start, end):
                    out.misses += (f"stretch: {s.text[start:end]} | {here[0].text} | {s.text}",)
            else:
                out.misses += (
                    f"{s.published} {s.text[start:end]}: {_line(value)} | {[w.text for w in here]} {'; '.join(map(_line, got))}",
                )
        out.misses += tuple(f"nothing marked: {w.text} {w.begins}..{w.ends} in {s.text}" for w in found)
    return out


def _flags(when: Any) -> str:
    told = (when.approximate and "approx", when.at_least and "at_least", when.doubt and "odd", when.clock + when.offset)
    return " ".join([when.kind, *sorted(f for f in told if f)])


def _line(value: Value) -> str:
    return f"{value.begins}..{value.ends} {value.kind}"


def score_dateparser(path: Path) -> Score:
    """Dateparser on one set: asked for the bare expression, told the language, the day of publication and to prefer the past."""
    import dateparser  # noqa: PLC0415

    out = Score()
    for s in read_set(path):
        base = datetime.combine(s.published, time(12))
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "RETURN_AS_TIMEZONE_AWARE": False}
        for start, end, value in s.marked:
            out.marked += 1
            got = dateparser.parse(s.text[start:end], languages=[s.language], settings=settings)
            out.right += got is not None and value.begins <= got.date() <= value.ends
    return out


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=sorted(SETS.glob("dates*.yml")))
    parser.add_argument("--misses", action="store_true", help="print what is wrong")
    parser.add_argument("--dateparser", action="store_true", help="measure dateparser instead")
    given = parser.parse_args()
    for path in given.files:
        found = (score_dateparser if given.dateparser else score)(path)
        print(f"{path.name}: {found.right} of {found.marked} right, {found.share:.1%}; exact stretch {found.exact}")
        if given.misses:
            print("\n".join(found.misses))


if __name__ == "__main__":
    main()
