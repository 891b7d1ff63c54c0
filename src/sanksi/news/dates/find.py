"""Finding the expressions of a text, in one pass."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Protocol

from sanksi.news.dates.absolute import day_of_month, figures, marked, month_and_day
from sanksi.news.dates.atoms import Atom, split_atoms
from sanksi.news.dates.grammar import dated_weekday, expression, longest
from sanksi.news.dates.scene import Moment, Scene
from sanksi.news.dates.table import load_table, read_words
from sanksi.news.values import When


class Spoken(Protocol):
    """What the grammar needs of a lexicon: the language."""

    @property
    def language(self) -> str:
        """Its code."""
        ...


def find_dates(text: str, spans: Iterable[tuple[int, int]], anchor: date, lexicon: Spoken) -> tuple[When, ...]:
    """Time expressions within the spans, in order, without overlap.

    Args:
        text: the report.
        spans: start and end of each stretch to read, in order of the story: "two days earlier" counts from the time told before.
        anchor: the day of publication.
        lexicon: of the language.
    """
    out: list[When] = []
    told: Moment | None = None
    for start, end in spans:
        scene = Scene(split_atoms(text, start, end), load_table(lexicon.language), anchor, told)
        for a, b, moment in _read(scene):
            out.append(_when(text, a, b, moment))
        told = scene.told
    return tuple(out)


def read_day(line: str, lexicon: Spoken) -> date | None:
    """The first full date of a line, with its year."""
    scene = Scene(split_atoms(line), load_table(lexicon.language), date.min)
    for i in range(len(scene.atoms)):
        if _begins(scene.atoms, i):
            found = longest(scene, i, (dated_weekday, figures, marked, day_of_month, month_and_day))
            if found and found.moment and not found.moment.free and found.moment.begins == found.moment.ends:
                return found.moment.begins
    return None


@cache
def time_words(language: str) -> frozenset[str]:
    """The words of time in lower case: no names, even with a capital."""
    data = read_words(language)
    classes = data.keys() - {"future", "past", "past_ending", "small_names", "ordinals"}
    return frozenset(str(phrase) for name in classes for phrase in data[name])


def _read(s: Scene) -> Iterable[tuple[int, int, Moment]]:
    i = 0
    while i < len(s.atoms):
        if s.ends_sentence(i):
            s.told_here = False
        found = expression(s, i) if s.may_begin(i) and _begins(s.atoms, i) else None
        if found is None or not _ends(s.atoms, found.past):
            i += 1
            continue
        if found.moment and not s.is_after("repeats", i) and not s.is_after("namesakes", i):
            yield s.atoms[i].start, s.atoms[found.past - 1].end, found.moment
            s.told, s.told_here, s.told_past = found.moment, True, found.past
        i = found.past


def _begins(atoms: Sequence[Atom], i: int) -> bool:
    """Whether an expression may begin at an atom: not inside a word, a figure or a compound ("Covid-19", "1.2023")."""
    atom = atoms[i]
    if not (atom.text[0].isalnum()):
        return False
    if i == 0 or not atom.glued:
        return True
    before = atoms[i - 1]
    inside = before.text[0].isalnum() or before.text in "/+$€'’_"
    return not inside and not (before.text in "-.,:" and before.glued)


def _ends(atoms: Sequence[Atom], past: int) -> bool:
    """Whether an expression may end before an atom: not inside a word or figure."""
    if past >= len(atoms) or not atoms[past].glued:
        return True
    mark = atoms[past]
    if mark.text[0].isalnum():
        return atoms[past - 1].text == ")"
    follows = past + 1 < len(atoms) and atoms[past + 1].glued and atoms[past + 1].text[0].isalnum()
    return not (follows and mark.text in "-./,:%" and atoms[past + 1].text[0].isdigit()) and mark.text != "%"


def _when(text: str, start: int, end: int, moment: Moment) -> When:
    return When(
        start=start,
        end=end,
        text=text[start:end],
        begins=moment.begins,
        ends=moment.ends,
        at_least=moment.at_least,
        kind=moment.kind,
        approximate=moment.approximate,
        clock=moment.clock,
        offset=moment.offset,
        how=moment.how,
        doubt=moment.doubt,
    )
