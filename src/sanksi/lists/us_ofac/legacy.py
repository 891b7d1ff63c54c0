"""OFAC's legacy tables: the main table (sdn, cons_prim) and beside it alt, add and comments.

Weak aliases stand in the remarks; the remarks of an entry go on in the comments table where they pass 1,000 characters.

Source: OFAC, "Specially Designated Nationals and Blocked Persons, Data Specification", 2023-09-25.
"""

from collections.abc import Iterable, Sequence
from functools import partial

from sanksi.errors import EditionError
from sanksi.lists.draft import Draft, ReadEdition
from sanksi.lists.files import SourceFile
from sanksi.lists.us_ofac.links import add_links
from sanksi.lists.us_ofac.remarks import (
    LINK_CUE,
    Remarks,
    add_address,
    add_name,
    add_programs,
    add_territory,
    add_tonnage,
    split_parts,
)
from sanksi.lists.us_ofac.tables import Row, Table, read_table

_GAPS = {
    "alt": "without alt.csv: other names not known",
    "add": "without add.csv: addresses not known",
}
_MAIN = {"us-ofac-sdn": "sdn", "us-ofac-cons": "cons_prim"}
_NULL = "-0-"
_REMARK_LIMIT = 1000


def read_list(files: Sequence[SourceFile], draft: Draft) -> ReadEdition:
    """Read one edition from one to four tables in any layout; only the main one must be there.

    Raises:
        EditionError: no main table, a table twice, or a file of another kind.
        ParseError: binary text, or rows that are no table.
    """
    main = _MAIN.get(draft.spec.id, "main")
    tables: dict[str, Table] = {}
    for file in files:
        table = read_table(file, draft)
        if table.role in tables:
            raise EditionError(
                f"{file.name!r} is a second {main if table.role == 'main' else table.role} file of one edition",
                hint="give each of the four tables once, in one layout",
            )
        tables[table.role] = table
    if "main" not in tables:
        raise EditionError(
            f"{draft.spec.id}: no {main} file among {[f.name for f in files]!r}",
            hint=f"the main file {main}.csv has twelve columns",
        )
    joined = {role: _by_number(tables[role].rows if role in tables else ()) for role in ("alt", "add", "comments")}
    cut = _read_entries(tables["main"].rows, joined, draft)
    for role, left in joined.items():
        for number, orphans in left.items():
            draft.issue(f"{role} {number}", " | ".join(orphans[0]), f"belongs to an entry that {main} does not have")
    gaps = [text for role, text in _GAPS.items() if role not in tables]
    if cut and "comments" not in tables:
        gaps.append(f"without comments.csv: the remarks of {cut} entries are cut")
    return draft.finish(on=None, entities_in_file=tables["main"].rows_in_file, gaps=gaps)


def _by_number(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[0].strip(), []).append(row)
    return found


def _read_entries(rows: Sequence[Row], joined: dict[str, dict[str, list[Row]]], draft: Draft) -> int:
    """Read all entries and then their links; the number of entries whose remarks are cut."""
    remarks = Remarks(draft)
    named: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    kinds: dict[str, str] = {}
    cut = 0
    for row in rows:
        number = row[0].strip()
        alt, add, comments = (tuple(joined[role].pop(number, ())) for role in ("alt", "add", "comments"))
        draft.read_entry((row, alt, add, comments), partial(_read_entry, row, alt, add, comments, remarks, draft))
        if number in kinds:
            draft.issue(number, row[1], "a second entry has this number: read as one")
        named.setdefault(_given(row[1]), []).append(number)
        kinds[number] = row[2]
        text = _join(row[11], comments)
        if LINK_CUE in text:
            texts[number] = text
        cut += _is_cut(row[11], comments)

    def schema_of(number: str) -> str:
        kind = _given(kinds[number]).casefold()
        schema = draft.spec.lookups["type"].get(kind, "LegalEntity")
        return remarks.refine_schema(schema, split_parts(texts[number]))

    add_links(named, texts, schema_of, "Remarks", draft)
    return cut


def _join(remarks: str, comments: Sequence[Row]) -> str:
    """The whole remarks: a value that was cut goes on in the comments, with the white space before it."""
    return "".join((remarks if comments else remarks.rstrip(), *(comment[1] for comment in comments)))


def _is_cut(remarks: str, comments: Sequence[Row]) -> bool:
    return not comments and len(remarks.rstrip()) >= _REMARK_LIMIT - 2


def _given(text: str) -> str:
    text = " ".join(text.split())
    return "" if text == _NULL else text


def _read_entry(
    row: Row, alt: Sequence[Row], add: Sequence[Row], comments: Sequence[Row], remarks: Remarks, draft: Draft
) -> None:
    number, name, kind, program, title, *vessel = (_given(value) for value in row[:11])
    text = _given(_join(row[11], comments))
    parts = split_parts(text)
    draft.start(number, "LegalEntity")
    schema = draft.look_up("type", kind, "SDN_Type") or "LegalEntity"
    draft.schema = remarks.refine_schema(schema, parts)
    add_name(draft, "name", name, "SDN_Name")
    add_programs((tag for tag in program.strip("[] ").split("] [") if tag), "Program", draft)
    draft.add("recordId", number, "ent_num", listing=True)
    draft.add("position" if draft.schema == "Person" else "notes", title, "Title")
    _add_vessel(*vessel, draft=draft)
    if comments and len(row[11].rstrip()) < _REMARK_LIMIT - 100:
        spill = comments[0][1]
        draft.issue("Remarks", spill, "remarks go on in sdn_comments although they do not reach their limit", "note")
    if parts and _is_cut(row[11], comments):
        rest = parts.pop()
        draft.add("notes", rest, "Remarks")
        draft.issue("Remarks", rest, "cut at 1,000 characters, and the rest is not there: kept as a note", "note")
    for part in parts:
        remarks.read(part, "Remarks")
    for _, _, kind, name, about in (map(_given, other) for other in alt):
        add_name(draft, draft.look_up("alias", kind, "alt_type") or "alias", name, "alt_name")
        draft.add("notes", about, "alt_remarks")
    for _, _, street, city, country, about in (map(_given, other) for other in add):
        add_address(street, city, country, "Address", draft)
        draft.add("notes", about, "Add_remarks")


def _add_vessel(call_sign: str, kind: str, tonnage: str, grt: str, flag: str, owner: str, *, draft: Draft) -> None:
    left = {"Call_Sign": call_sign, "Vess_type": kind, "Tonnage": tonnage, "GRT": grt, "Vess_flag": flag}
    if draft.schema == "Vessel":
        draft.add("callSign", call_sign, "Call_Sign")
        draft.add("type", kind, "Vess_type")
        add_tonnage("tonnage", tonnage, "Tonnage", draft)
        add_tonnage("grossRegisteredTonnage", grt, "GRT", draft)
        add_territory("flag", flag, "Vess_flag", draft)
        draft.add("notes", owner and f"Owner: {owner}", "Vess_owner")
        return
    if draft.schema == "Airplane":
        draft.add("type", left.pop("Vess_type"), "Vess_type")
    for column, value in (left | {"Vess_owner": owner}).items():
        if value:
            draft.issue(column, value, "a vessel's field in an entry that is no vessel")
