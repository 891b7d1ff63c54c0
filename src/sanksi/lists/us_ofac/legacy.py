"""The `us-ofac-sdn` list: OFAC's legacy CSV, up to four files (sdn, alt, add, sdn_comments).

Source: OFAC, "Specially Designated Nationals and Blocked Persons, Data Specification", 2023-09-25. Weak aliases stand in the remarks; the
remarks of an entry go on in sdn_comments where they pass 1,000 characters.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from functools import partial

from sanksi.errors import EditionError, ParseError
from sanksi.ledger import PROPERTY_TYPES, properties_of
from sanksi.lists.dates import clean_date
from sanksi.lists.draft import Draft, ReadEdition
from sanksi.lists.files import SourceFile, decode

_ROLES = {12: "sdn", 5: "alt", 6: "add", 2: "comments"}
_GAPS = {
    "alt": "without alt.csv: other names not known",
    "add": "without add.csv: addresses not known",
}
_NULL = "-0-"
_REMARK_LIMIT = 1000
_PART = re.compile(r";\s+")
_QUOTED = re.compile(r"^(?:alt\. )?(a\.k\.a\.|f\.k\.a\.|n\.k\.a\.) ['\"](.*?)['\"]?$")
_RANGE = re.compile(r"^(.*\d{4}) to (.*\d{4})$")

_NUMBERS = frozenset(
    {
        "passportNumber",
        "idNumber",
        "socialSecurityNumber",
        "taxNumber",
        "registrationNumber",
        "uscCode",
        "dunsCode",
        "swiftBic",
        "imoNumber",
        "mmsi",
        "serialNumber",
    }
)


def read_list(files: Sequence[SourceFile], draft: Draft) -> ReadEdition:
    """Read one edition from one to four files; only `sdn` must be there.

    Raises:
        EditionError: no main file, a file twice, or a file of another kind.
        ParseError: binary text, or rows that are no CSV.
    """
    tables: dict[str, list[list[str]]] = {}
    for file in files:
        role, rows = _read_table(file, draft)
        if role in tables:
            raise EditionError(
                f"{file.name!r} is a second {role} file of one edition",
                hint="give each of sdn, alt, add, sdn_comments once",
            )
        tables[role] = rows
    if "sdn" not in tables:
        raise EditionError(
            f"{draft.spec.id}: no sdn file among {[f.name for f in files]!r}",
            hint="the main file sdn.csv has twelve columns",
        )
    gaps = [text for role, text in _GAPS.items() if role not in tables]
    joined = {role: _by_number(tables.get(role, ())) for role in ("alt", "add", "comments")}
    for row in tables["sdn"]:
        number = row[0].strip()
        alt, add, comments = (tuple(joined[role].pop(number, ())) for role in ("alt", "add", "comments"))
        draft.read_entry((tuple(row), alt, add, comments), partial(_read_entry, row, alt, add, comments, draft))
    for role, left in joined.items():
        for number, orphans in left.items():
            draft.issue(f"{role} {number}", " | ".join(orphans[0]), "belongs to an entry that sdn does not have")
    return draft.finish(
        on=None,
        entities_in_file=len(tables["sdn"]),
        gaps=gaps,
    )


def _read_table(file: SourceFile, draft: Draft) -> tuple[str, list[list[str]]]:
    text = decode(file, ("utf-8-sig", "cp1252"))
    if text.lstrip()[:1] == "<":
        raise EditionError(
            f"{file.name!r} is XML or a web page, not OFAC's legacy CSV", hint="check the file and the list id"
        )
    try:
        rows = [row for row in csv.reader(text.splitlines(keepends=True), strict=False) if row and row != ["\x1a"]]
    except csv.Error as error:
        raise ParseError(f"{file.name!r} is no CSV: {error}", hint="download it again") from error
    width = len(rows[0]) if rows else 0
    if width not in _ROLES or not rows[0][0].strip().isdigit():
        raise EditionError(
            f"{file.name!r} is none of OFAC's legacy CSV files: its first row is {rows[:1]!r:.80}",
            hint="check the file and the list id",
        )
    whole = []
    for number, row in enumerate(rows, 1):
        if len(row) == width and row[0].strip().isdigit():
            whole.append(row)
        else:
            draft.entity_id = ""
            draft.issue(
                f"{file.name}:{number}", ",".join(row), f"row with {len(row)} columns instead of {width}", "error"
            )
    if len(rows) - len(whole) > max(2, len(rows) // 100):
        raise EditionError(
            f"{file.name!r}: {len(rows) - len(whole)} of {len(rows)} rows are broken",
            hint="a damaged download; download it again",
        )
    return _ROLES[width], whole


def _by_number(rows: Iterable[Sequence[str]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        found.setdefault(row[0].strip(), []).append(tuple(row))
    return found


def _given(text: str) -> str:
    text = " ".join(text.split())
    return "" if text == _NULL else text


def _read_entry(
    row: Sequence[str],
    alt: Sequence[Sequence[str]],
    add: Sequence[Sequence[str]],
    comments: Sequence[Sequence[str]],
    draft: Draft,
) -> None:
    number, name, kind, program, title, call_sign, vessel_type, tonnage, grt, flag, owner, remarks = (
        _given(value) for value in row
    )
    draft.start(number, "LegalEntity")
    draft.schema = draft.look_up("type", kind, "SDN_Type") or "LegalEntity"
    _add_name(draft, "name", name, "SDN_Name")
    for tag in re.split(r"\]\s*\[", program.strip("[] ")):
        draft.add("program", tag, "Program", listing=True)
    draft.add("recordId", number, "ent_num", listing=True)
    draft.add("position" if draft.schema == "Person" else "notes", title, "Title")
    if draft.schema == "Vessel":
        draft.add("callSign", call_sign, "Call_Sign")
        draft.add("tonnage", tonnage, "Tonnage")
        draft.add("grossRegisteredTonnage", grt, "GRT")
        draft.add_territory("flag", flag, "Vess_flag")
        draft.add("notes", owner and f"Owner: {owner}", "Vess_owner")
    if draft.schema in ("Vessel", "Airplane"):
        draft.add("type", vessel_type, "Vess_type")
    elif foreign := f"{call_sign}{vessel_type}{tonnage}{grt}{flag}{owner}":
        draft.issue("Vess_*", foreign, "vessel fields of an entry that is no vessel")
    spill = "".join(comment[1] for comment in comments)
    if spill and len(remarks) < _REMARK_LIMIT - 100:
        draft.issue("Remarks", spill, "remarks go on in sdn_comments although they do not reach their limit", "note")
    for part in _PART.split((remarks + spill).rstrip(". ")):
        _read_remark(part.strip(), draft)
    for _, _, kind, name, _ in (map(_given, other) for other in alt):
        _add_name(draft, draft.look_up("alias", kind, "alt_type") or "alias", name, "alt_name")
    for _, _, street, city, country, _ in (map(_given, other) for other in add):
        if street or city:
            draft.add("address", ", ".join(p for p in (street, city, country) if p), "Address")
        draft.add_territory("country", country, "Country")


def _add_name(draft: Draft, prop: str, name: str, where: str) -> None:
    """Names of persons are written "FAMILY, Given"; they are stored in the order they are spoken, with the original kept."""
    family, comma, given = name.partition(", ")
    if draft.schema == "Person" and comma:
        draft.add(prop, f"{given} {family}", where, original=name)
        if prop == "name":
            draft.add("firstName", given, where)
            draft.add("lastName", family, where)
    else:
        draft.add(prop, name, where)


def _read_remark(part: str, draft: Draft) -> None:
    if not part:
        return
    if quoted := _QUOTED.match(part):
        draft.add("weakAlias", quoted[2], "Remarks")
        return
    text = part.removeprefix("alt. ")
    words = text.casefold()
    table = draft.spec.lookups["remark"]
    cue = max((c for c in table if words.startswith((f"{c} ", f"{c}:"))), key=len, default=None)
    prop = table[cue] if cue else "notes"
    rest = text[len(cue) :].strip(" :") if cue else part
    if prop.startswith("listing:"):
        draft.add(prop.removeprefix("listing:"), part, "Remarks", listing=True)
    elif cue is None or prop not in properties_of(draft.schema):
        draft.add("notes", part, "Remarks")
    elif prop == "birthDate":
        _add_birth_date(rest, draft)
    elif prop in _NUMBERS:
        number, _, about = rest.partition(" (")
        number = re.split(r"\s+(?:issued|expires)\b", number)[0].strip(" ,")
        draft.add_number(prop, number, "Remarks", original=rest if about else None)
    else:
        _add_typed(prop, rest, draft)


def _add_typed(prop: str, text: str, draft: Draft) -> None:
    match PROPERTY_TYPES.get(prop):
        case "country":
            draft.add_territory(prop, text, "Remarks")
        case "date":
            draft.add_date(prop, text, "Remarks")
        case "gender":
            draft.add(prop, text.casefold(), "Remarks", original=text)
        case _:
            draft.add(prop, text, "Remarks")


def _add_birth_date(text: str, draft: Draft) -> None:
    if found := _RANGE.match(text):
        draft.add_date_range("birthDate", found[1], found[2], "Remarks", original=text)
    elif clean_date(text):
        draft.add_date("birthDate", text, "Remarks")
    else:
        draft.issue("Remarks", f"DOB {text}", "not a date")
