"""The CSV (`csvFullSanctionsList_1_1`, and 1.0 before it) as records: one row a detail, read by the names in the header."""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import partial

from sanksi.errors import EditionError, ParseError
from sanksi.lists.dates import clean_date
from sanksi.lists.eu_fsf.composed import read_contacts, read_number, split_remark
from sanksi.lists.eu_fsf.older import COLUMNS, upgrade
from sanksi.lists.eu_fsf.record import Entry, Publication, Record
from sanksi.lists.files import SourceFile, decode

_GROUPS = {
    "NameAlias": "nameAlias",
    "Address": "address",
    "BirthDate": "birthdate",
    "Identification": "identification",
    "Citizenship": "citizenship",
}
_RENAMED = {
    ("Entity", "EU_ReferenceNumber"): "euReferenceNumber",
    ("BirthDate", "BirthDate"): "birthdate",
    ("BirthDate", "Day"): "dayOfMonth",
    ("BirthDate", "Month"): "monthOfYear",
    ("Identification", "TypeCode"): "identificationTypeCode",
    ("Identification", "TypeDescription"): "identificationTypeDescription",
    ("Identification", "IssuedDate"): "issueDate",
}
_DAY = "fileGenerationDate"
_ID = "Entity_LogicalId"

Row = tuple[tuple[str, str], ...]
"""The cells of a row that hold something, with the names of their columns."""


def read_csv(file: SourceFile) -> Publication:
    """The entities of a CSV of format 1.1 or 1.0.

    Raises:
        EditionError: not this list's CSV, or it does not state its day.
        ParseError: not UTF-8, or a row with more or fewer cells than the header has (a cut file).
    """
    rows = csv.reader(io.StringIO(decode(file, ("utf-8-sig",)), newline=""), delimiter=";", strict=True)
    days: set[str] = set()
    entities: dict[str, list[Row]] = {}
    try:
        header = next(rows, [])
        names = [COLUMNS.get(n, n) for n in (name.strip() for name in header)]
        doubled = [name for name, times in Counter(names).items() if times > 1 and name != _ID]
        if _ID not in names or _DAY not in names or doubled:
            raise EditionError(
                f"{file.name!r} is neither XML nor the EU list's CSV: its first line is {';'.join(header)[:80]!r}",
                hint="check the file and the list id",
            )
        for cells in rows:
            if not cells:
                continue
            if len(cells) != len(names):
                raise ParseError(
                    f"{file.name!r} line {rows.line_num}: {len(cells)} cells, the header has {len(names)}",
                    hint="a broken or cut download; download it again",
                )
            row = tuple((name, cell.strip()) for name, cell in zip(names, cells, strict=True) if cell.strip())
            values = dict(reversed(row))  # format 1.0 repeats the entity's id in each group: the first one counts
            days.add(values.get(_DAY, ""))
            entities.setdefault(values.get(_ID, ""), []).append(tuple(cell for cell in row if cell[0] != _DAY))
    except csv.Error as error:
        raise ParseError(
            f"{file.name!r} line {rows.line_num}: {error}", hint="a broken or cut download; download it again"
        ) from error
    day = day_of(days, file.name)
    older = "Naal_wholename" in header
    fill = "Entity_DesignationDate" not in names
    return Publication(
        on=day,
        published_at="",
        entries=(
            Entry(
                own_id=" ".join(own_id.split()),
                reference=next((v for k, v in found[0] if k == "Entity_EU_ReferenceNumber"), ""),
                raw=(older, fill, tuple(found)),
                load=partial(_to_record, found, older=older, fill=fill),
            )
            for own_id, found in entities.items()
        ),
    )


def _to_record(rows: Iterable[Row], *, older: bool, fill: bool) -> Record:
    """An entity out of its rows; a detail that stands twice is one, and of two texts for one attribute the second is left for the audit."""
    entity = Record("sanctionEntity")
    details: dict[object, Record] = {}
    remarks: dict[str, None] = {}
    for row in rows:
        own: dict[str, dict[str, str]] = {"Entity": {}}
        for column, cell in row:
            group, _, rest = column.partition("_")
            known = group in _GROUPS or group == "Entity"
            own.setdefault(group if known else "Entity", {}).setdefault(rest if known else column, cell)
        head = own.pop("Entity")
        remark = head.pop("Remark", "")
        basis, values = _split(head, "Entity")
        remarks[split_remark(remark, values, fill=fill)] = None
        for name, text in values.items():
            if entity.values.setdefault(name, text) != text:
                entity.values[f"{name} of another row"] = text
        _add_basis(entity, "regulation", basis)
        for group, cells in own.items():
            record, basis = _to_detail(group, cells, older=older)
            key = (record.tag, record.remark, *sorted(record.values.items()), str(record.children))
            _add_basis(details.setdefault(key, record), "regulationSummary", basis)
    entity.remark = "\n".join(remarks)
    # the CSV has the two codes the other way round than the XML
    codes = {"code": "subjectType_ClassificationCode", "classificationCode": "subjectType"}
    subject = {code: entity.values.pop(name) for code, name in codes.items() if name in entity.values}
    entity.children += [Record("subjectType", subject), *details.values()]
    return entity


def _add_basis(record: Record, tag: str, basis: dict[str, str]) -> None:
    if basis and all(child.tag != tag or child.values != basis for child in record.children):
        record.children.append(Record(tag, basis))


def _to_detail(group: str, cells: dict[str, str], *, older: bool) -> tuple[Record, dict[str, str]]:
    remark = cells.pop("Remark", "").replace("\\n", "\n")
    basis, values = _split(cells, group)
    record = Record(_GROUPS[group], values, remark)
    if older:
        upgrade(record)
    elif group == "Identification":
        values["number"] = read_number(values.get("number", ""), values.get("identificationTypeCode", ""))[0]
        name = values.get("nameOnDocument", "")
        if name.startswith("(name on doc. '") and name.endswith("')"):
            values["nameOnDocument"] = name[len("(name on doc. '") : -len("')")]
    elif group == "Address":
        read_contacts(record)
    return record, basis


def _split(cells: Mapping[str, str], group: str) -> tuple[dict[str, str], dict[str, str]]:
    """The cells of the legal act, and the others, by the names of the XML."""
    basis = {_attribute(k.removeprefix("Regulation_")): v for k, v in cells.items() if k.startswith("Regulation_")}
    if "type" in basis:
        basis["regulationType"] = basis.pop("type")
    values = {
        _RENAMED.get((group, k)) or _attribute(k): v.replace("\\n", "\n")
        for k, v in cells.items()
        if not k.startswith("Regulation_")
    }
    return basis, values


def _attribute(column: str) -> str:
    return column[:1].lower() + column[1:]


def day_of(stated: Collection[str], name: str) -> date:
    """The one day that a file states, day first.

    Raises:
        EditionError: no day, or several.
    """
    if len(stated) == 1 and (text := clean_date(next(iter(stated)))) and len(text) == len("2026-01-31"):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise EditionError(
        f"{name!r} states no day of its own: {', '.join(sorted(stated))[:80]!r}",
        hint="the file is not as the Commission publishes it",
    )
