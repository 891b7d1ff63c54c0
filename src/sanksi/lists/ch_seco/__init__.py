"""The `ch-seco` list: persons, entities and objects under Swiss sanctions, as the State Secretariat for Economic Affairs publishes them.

One XML, `swiss-sanctions-list`: programmes with their sanctions sets, targets with their identities and the history of each listing, and
the places that identities name by number. Targets that were delisted stay in the file for good; their last modification tells.
Source: SECO, search mask SESAM, whole list in XML; schema `swiss-sanctions-list_1_0.xsd`.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial

from lxml import etree

from sanksi.errors import EditionError
from sanksi.lists.ch_seco.node import Node, local_name
from sanksi.lists.ch_seco.reference import Reference, read_place, read_program
from sanksi.lists.ch_seco.target import read_target
from sanksi.lists.dates import clean_date
from sanksi.lists.draft import Draft, ReadEdition
from sanksi.lists.files import SourceFile
from sanksi.lists.xml import parse_xml

READER = "ch-seco/1"
FILES = "one"


def read_list(files: Sequence[SourceFile], draft: Draft) -> ReadEdition:
    """Read one edition.

    Raises:
        EditionError: not exactly one file, something else than the whole list, or without its day.
        ParseError: not well-formed, cut, or with a document type declaration.
    """
    if len(files) != 1:
        raise EditionError(
            f"{draft.spec.id}: {len(files)} files for one edition", hint="the Swiss list is one file; add one at a time"
        )
    file = files[0]
    root = parse_xml(file)
    if local_name(root) != "swiss-sanctions-list":
        raise EditionError(
            f"{file.name!r} is not the Swiss list: its root is {local_name(root)!r}",
            hint="check the file and the list id",
        )
    if root.get("list-type") != "whole-list":
        raise EditionError(
            f"{file.name!r} is not the whole list but {root.get('list-type')!r}", hint="download the complete list"
        )
    day = clean_date(root.get("date", ""))
    if day is None or len(day) != len("2026-08-27"):
        raise EditionError(
            f"{file.name!r} does not state its day: date={root.get('date')!r}",
            hint="a damaged download; download it again",
        )
    reference = _read_reference(root, draft)
    targets = list(root.iterchildren("{*}target"))
    known = {e.get("ssid", "") for e in targets}
    seen: Counter[str] = Counter()
    for element in targets:
        seen[element.get("ssid", "")] += 1
        turn = seen[element.get("ssid", "")]
        raw = etree.tostring(element, with_tail=False)
        own = reference.only_of(element, known)
        draft.read_entry((raw, own, turn), partial(read_target, Node(element, ""), own, turn, draft))
    try:
        return draft.finish(on=_day(day), entities_in_file=len(targets))
    except ValueError as error:
        raise EditionError(f"{file.name!r} states an impossible day {day!r}", hint="a damaged download") from error


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _read_reference(root: etree._Element, draft: Draft) -> Reference:
    """Programmes and places, with the issues they give."""
    reference = Reference()
    top = Node(root, "")
    top.path = ""
    for name in ("list-type", "date"):
        top.take(name)
    readers = {"sanctions-program": read_program, "place": read_place}
    for tag, read in readers.items():
        for node in top.children(tag):
            # not kept for the next edition: what is read goes into the reference, not into statements alone
            draft.read_entry(object(), partial(read, node, reference, draft))
    top.children("target")
    draft.read_entry(object(), partial(top.audit, draft))
    return reference
