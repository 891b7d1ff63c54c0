"""The `un-1718-vessels` list: vessels designated by the Security Council Committee pursuant to resolution 1718 (2006), DPRK.

The Committee publishes a document, not a data file: one table over several pages, as PDF and, converted, as HTML. Both become the same
rows first, and only those are read, so both give the same vessels. The list has no reference numbers: a vessel's id is its IMO number.
Source: Security Council Committee pursuant to resolution 1718 (2006), "1718 Designated Vessels List".
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial

from sanksi.errors import EditionError
from sanksi.lists.dates import clean_date
from sanksi.lists.draft import Draft, ReadEdition
from sanksi.lists.files import SourceFile
from sanksi.lists.un_1718_vessels.document_html import read_html
from sanksi.lists.un_1718_vessels.document_pdf import read_pdf
from sanksi.lists.un_1718_vessels.table import Vessel, gather, join_lines, split_items

READER = "un-1718-vessels/1"
FILES = "one"

_TITLE = re.compile(r"1718 Designated Vessels List(?:[ ,–-]+(?:of |as of )?(\d{1,2} [A-Z][a-z]+ \d{4}))?")
_DAY = re.compile(r"(\d{1,2})-([A-Z][a-z]{2})-(\d{2})")
_IMO = re.compile(r"\d{7}")


def read_list(files: Sequence[SourceFile], draft: Draft) -> ReadEdition:
    """Read one edition, HTML or PDF.

    Raises:
        EditionError: not exactly one file, or a document that is not this list.
        ParseError: a damaged PDF, or a table that is not laid out as this list's.
    """
    if len(files) != 1:
        raise EditionError(
            f"{draft.spec.id}: {len(files)} files for one edition",
            hint="the list is one document; give its PDF or its HTML, not both",
        )
    file = files[0]
    title, rows = read_pdf(file) if file.data[:1024].lstrip().startswith(b"%PDF") else read_html(file)
    if not _TITLE.search(title):
        raise EditionError(
            f"{file.name!r} is not the 1718 Designated Vessels List", hint="check the file and the list id"
        )
    measures, vessels = gather(rows, file.name)
    seen: Counter[str] = Counter()
    for vessel in vessels:
        key = _own_id(vessel)
        seen[key] += 1
        raw = (repr(vessel), measures, seen[key])
        draft.read_entry(raw, partial(_read_vessel, vessel, measures, key, seen[key], draft))
    numbers = [v.number for v in vessels]
    expected = [str(n) for n in range(1, len(vessels) + 1)]
    gaps = (
        () if numbers == expected else ("the numbers of the vessels do not run on: rows are missing or were not read",)
    )
    day = next((clean_date(m[1]) for m in _TITLE.finditer(title) if m[1]), None)
    in_file = max((int(n) for n in numbers if n.isdecimal() and len(n) < 10), default=0)
    try:
        on = date.fromisoformat(day) if day else None
    except ValueError as error:
        raise EditionError(f"{file.name!r} states an impossible day {day!r}", hint="check the file") from error
    return draft.finish(on=on, entities_in_file=max(in_file, len(vessels)), gaps=gaps)


def _own_id(vessel: Vessel) -> str:
    """The IMO number, or the first name where the vessel has none, or its place in the table where that has no letter either."""
    if found := _IMO.fullmatch(next(iter(vessel.register), "").strip()):
        return found[0]
    name = re.sub(r"[^a-z0-9]+", "-", next(iter(split_items(vessel.names)), "").casefold()).strip("-")
    return name or f"row-{re.sub(r'[^0-9]', '', vessel.number)}"


def _read_vessel(vessel: Vessel, measures: tuple[str, ...], key: str, turn: int, draft: Draft) -> None:
    draft.start(key if turn == 1 else f"{key}.{turn}", "Vessel")
    if turn > 1:
        draft.issue("IMO number", key, "stands again in this edition")
    for place, name in enumerate(split_items(vessel.names)):
        # the list numbers the names a vessel has had and does not say which one it has now
        draft.add("alias" if place else "name", name, "Vessel Name", original=vessel.names)
    _read_register(vessel, draft)
    for label, text in vessel.fields:
        _read_field(label, text, draft)
    if not vessel.designations:
        draft.issue("Date of designation", vessel.names, "vessel without a date of designation")
    for day, marks in vessel.designations:
        _read_designation(day, marks, measures, draft)
    draft.add("program", "DPRK", "title", listing=True)
    draft.add("authority", draft.spec.publisher, "title", listing=True)


def _read_register(vessel: Vessel, draft: Draft) -> None:
    """IMO number, and below it the numbers of the ship's station."""
    imo, _, stations = join_lines(vessel.register).partition("MMSI:")
    imo = imo.strip()
    if _IMO.fullmatch(imo):
        draft.add_number("imoNumber", imo, "IMO number")
    elif imo:
        draft.add("notes", f"IMO number: {imo}", "IMO number", original=imo)
        draft.issue("IMO number", imo, "no IMO number: known by its name only", "note")
    else:
        draft.issue("IMO number", vessel.names, "no IMO number")
    for number in split_items(stations.strip()):
        draft.add_number("mmsi", number, "MMSI")


def _read_field(label: str, text: str, draft: Draft) -> None:
    kind = draft.look_up("field", label, label)
    if not text or text.casefold() in ("na", "n/a"):
        return
    if kind == "flag":
        for flag in split_items(text):
            draft.add_territory("flag", flag, label)
    elif kind == "callSign":
        for sign in split_items(text):
            draft.add("callSign", sign, label, original=text)
    elif kind == "picture":
        draft.add("notes", f"Picture: {''.join(text.split())}", label, original=text)
    elif kind == "reason":
        draft.add("reason", f"{label} {text}", label, original=text, listing=True)
    else:
        draft.add(kind or "notes", text if kind else f"{label}: {text}", label)


def _read_designation(day: str, marks: tuple[str, ...], measures: tuple[str, ...], draft: Draft) -> None:
    """A day of designation, and the measures that apply since then."""
    found = _DAY.fullmatch(day)
    written = f"{found[1]} {found[2]} 20{found[3]}" if found else day
    draft.add_date("listingDate", written, "Date of designation", original=day, listing=True)
    if not day:
        draft.issue("Date of designation", ", ".join(marks), "measures without a date of designation")
    for mark, measure in zip(marks, measures, strict=True):
        answer = draft.look_up("mark", mark, measure)
        if answer == "yes":
            text = draft.look_up("measure", measure, "Relevant sanctions measures") or measure
            draft.add("provisions", text, measure, original=f"{mark}, designated on {day}", listing=True)
