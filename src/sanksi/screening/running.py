"""Listed names in running text, of any language: looked up as they stand, then compared like any party's."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from sanksi.index import Index
from sanksi.index.named import NamedAt
from sanksi.ledger import Party
from sanksi.lists.identifiers import clean_number
from sanksi.names.running import Unit, follows_ship_word, split_units
from sanksi.screening.values import ListedName

AGREES = 0.75
"""Least score of a stretch of text against an entity whose name it spells; what spells it by its sound alone (Ali, Aly; Kim Chol, Kim Chul) stays above."""

BESIDE = 24
"""Characters before or behind a name within which a word for a ship, or an IMO number, belongs to it."""

FOUND = 100
"""Entities looked at for one name: common names are on the lists many times."""

_IMO = re.compile(r"\bIMO\b[\s.:#-]{0,3}(?:(?:no|number|nomor)\b[\s.:#]{0,3})?(\d{7})(?!\d)", re.IGNORECASE)


def find_names(
    text: str, spans: Iterable[tuple[int, int]], index: Index, *, lists: Collection[str] | None
) -> tuple[ListedName, ...]:
    """Listed names, and IMO numbers of listed vessels, within the spans of a text, in order, without overlap: the longest, then the first, wins.

    A name of a single word is no name here, but for a vessel's. Words of a cased script count in any case; whoever asks may look at it.
    """
    found: list[ListedName] = []
    for start, end in spans:
        found += _find_numbers(text, start, end, index, lists)
        units = split_units(text, start, end)
        found += _agreeing(text, units, index.find_names(units), index, lists)
    taken: set[int] = set()
    kept = []
    for name in sorted(found, key=lambda n: (n.start - n.end, n.start)):
        if taken.isdisjoint(range(name.start, name.end)):
            taken |= set(range(name.start, name.end))
            kept.append(name)
    return tuple(sorted(kept, key=lambda n: n.start))


class _Asked(NamedTuple):
    """A stretch as it is screened."""

    start: int
    end: int
    name: str
    rows: tuple[int, ...]


def _agreeing(
    text: str, units: Sequence[Unit], spelled: Sequence[NamedAt], index: Index, lists: Collection[str] | None
) -> list[ListedName]:
    """The stretches that the comparison of names takes for the entities they spell, each as the kind of party that these are."""
    asked: list[tuple[_Asked, str]] = []
    for at in spelled:
        stretch = _stretch(text, units, at)
        if at.last - at.first == 1 and not _is_ship(text, stretch):
            continue
        by_schema: dict[str, list[int]] = {}
        for row in at.rows:
            by_schema.setdefault(index.schema(row), []).append(row)
        if "Vessel" in by_schema and not _is_ship(text, stretch):
            del by_schema["Vessel"]
        asked += [(stretch._replace(rows=tuple(rows)), schema) for schema, rows in by_schema.items()]
    distinct = list(dict.fromkeys((stretch.name, schema) for stretch, schema in asked))
    parties = [Party(schema=schema, name=name) for name, schema in distinct]
    answers = index.search_many(parties, threshold=AGREES, limit=FOUND, lists=lists) if parties else []
    agreeing = {key: [row for row, _ in answer] for key, answer in zip(distinct, answers, strict=True)}
    found = []
    for stretch, schema in asked:
        rows = [row for row in agreeing[stretch.name, schema] if row in stretch.rows]
        if rows:
            ids = tuple(index.entity_ids()[row] for row in rows)
            found.append(
                ListedName(start=stretch.start, end=stretch.end, name=stretch.name, schema=schema, entity_ids=ids)
            )
    return found


def _is_ship(text: str, stretch: _Asked) -> bool:
    """Whether the words about a name say that it is a ship's: ships bear ordinary words."""
    before, after = text[max(0, stretch.start - BESIDE) : stretch.start], text[stretch.end : stretch.end + BESIDE]
    return follows_ship_word(before) or _IMO.search(after) is not None


def _stretch(text: str, units: Sequence[Unit], at: NamedAt) -> _Asked:
    """Where the name stands without what grammar ties to it, and how it is written so."""
    here = units[at.first : at.last]
    start, end = here[0].start + at.forms[0].before, here[-1].end
    if at.forms[-1].case is None:
        end -= at.forms[-1].behind
    name, past = "", start
    for unit, form in zip(here, at.forms, strict=True):
        begin = unit.start + form.before
        name += text[past:begin] + text[begin : unit.end - form.behind] + (form.case or "")
        past = unit.end
    return _Asked(start, end, " ".join(name.split()), at.rows)


def _find_numbers(text: str, start: int, end: int, index: Index, lists: Collection[str] | None) -> list[ListedName]:
    found = []
    for match in _IMO.finditer(text, start, end):
        if number := clean_number("imoNumber", match[1], schema="Vessel"):
            rows = index.find_by_identifier(Party(schema="Vessel", imoNumber=number), lists=lists)
            if ids := tuple(e.id for e in map(index.entity, rows) if e.schema == "Vessel"):
                found.append(
                    ListedName(
                        start=match.start(),
                        end=match.end(),
                        name="",
                        schema="Vessel",
                        entity_ids=ids,
                        imo_number=number,
                    )
                )
    return found
