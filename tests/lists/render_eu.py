"""Renders the field-by-field YAML of a whole EU edition as the native XML 1.1 and CSV 1.1, in memory: to judge what the reader makes of it.

Run as a program it measures one archive: `python tests/lists/render_eu.py ../shared/data/eu/eu_fsf_2026-03-14.yaml.tar.xz`.
"""

import csv
import io
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

from sanksi.lists import ReadEdition, SourceFile, read_edition
from sanksi.lists.draft import Group

NAMESPACE = "http://eu.europa.ec/fpi/fsd/export"
Yaml = dict[str, Any]

_DETAILS = {
    "name_aliases": "nameAlias",
    "citizenships": "citizenship",
    "birthdates": "birthdate",
    "addresses": "address",
    "identifications": "identification",
}
_FLAT = {"regulations": "regulation", "regulation_summaries": "regulationSummary", "subject_type": "subjectType"}
_COLUMN_GROUPS = {
    "nameAlias": "NameAlias",
    "citizenship": "Citizenship",
    "birthdate": "BirthDate",
    "address": "Address",
    "identification": "Identification",
}
_COLUMNS = {
    "BirthDate": {"birthdate": "BirthDate", "dayOfMonth": "Day", "monthOfYear": "Month"},
    "Identification": {
        "identificationTypeCode": "TypeCode",
        "identificationTypeDescription": "TypeDescription",
        "issueDate": "IssuedDate",
    },
    "Entity": {"euReferenceNumber": "EU_ReferenceNumber"},
}


def load_entities(archive: Path) -> list[Yaml]:
    """The entities of a YAML archive, in the order of their file names."""
    with tarfile.open(archive) as tar:
        members = sorted((m for m in tar if m.isfile() and not m.name.endswith("_index.yaml")), key=lambda m: m.name)
        texts = [stream.read() for m in members if (stream := tar.extractfile(m))]
    return [yaml.load(text, Loader=yaml.CSafeLoader) for text in texts]


def render_xml(entities: Sequence[Yaml], day: str = "2026-03-14") -> bytes:
    """The entities as an XML 1.1 export."""
    root = etree.Element("export", {"generationDate": f"{day}T06:00:00.000+01:00", "globalFileId": "1"})
    for entity in entities:
        _add_element(root, "sanctionEntity", entity)
    root.set("xmlns", NAMESPACE)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _add_element(parent: etree._Element, tag: str, fields: Mapping[str, Any]) -> None:
    element = etree.SubElement(parent, tag)
    for key, value in fields.items():
        name = _camel(key)
        if key in _DETAILS or key in _FLAT:
            for item in value if isinstance(value, list) else [value]:
                _add_element(element, _DETAILS.get(key) or _FLAT[key], item)
        elif key == "remark" or (key == "publication_url" and tag == "regulation"):
            etree.SubElement(element, name).text = str(value)
        else:
            element.set(name, _text(value))


def render_csv(entities: Sequence[Yaml], day: str = "14/03/2026") -> bytes:
    """The entities as a CSV 1.1 export: one row a detail, cells put together as the publisher does."""
    rows = [row for entity in entities for row in _rows(entity, day)]
    columns = sorted({name for row in rows for name in row}, key=lambda c: (not c.startswith(("file", "Entity")), c))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def join_columns(archive: Path, day: str = "02/09/2025") -> bytes:
    """The CSV 1.1 of 2025-09 out of its column groups: the same rows in the same order, beside the file of English names."""
    with tarfile.open(archive) as tar:
        files = {
            m.name.rsplit("/", 1)[-1]: list(csv.DictReader(io.TextIOWrapper(stream, "utf-8-sig", newline="")))
            for m in tar
            if m.isfile() and (stream := tar.extractfile(m))
        }
    names = files.pop("output_namealias_english_2.csv")
    del files["EU-list_select_cols.csv"]
    heads: dict[str, dict[str, str]] = {}
    for row in names:
        row["NameAlias_LogicalId"] = row["NameAlias_LogicalId"].removesuffix(".0")
        heads.setdefault(
            row["Entity_LogicalId"],
            {k: v for k, v in row.items() if k.startswith("Entity_")} | {"fileGenerationDate": day},
        )
    rows = [heads[row["Entity_LogicalId"]] | row for row in names]
    for parts in zip(*files.values(), strict=True):
        cells = {k: v for part in parts for k, v in part.items() if not k.startswith("Entity_")}
        if any(cells.values()):
            rows.append(heads[parts[0]["Entity_LogicalId"]] | cells)
    columns = dict.fromkeys(name for row in rows for name in row)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(columns), restval="", delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def _rows(entity: Yaml, day: str) -> Iterator[dict[str, str]]:
    head = {"fileGenerationDate": day}
    for key, value in entity.items():
        if key == "regulations":
            head |= _basis("Entity", value)
        elif key == "subject_type":
            head["Entity_SubjectType"] = value["classification_code"]
            head["Entity_SubjectType_ClassificationCode"] = value["code"]
        elif key not in _DETAILS and key != "remark":
            head[f"Entity_{_column('Entity', _camel(key))}"] = _text(value)
    remarks = [
        f"({label}: {entity[key]})"
        for label, key in (("UN ID", "united_nation_id"), ("Designation details", "designation_details"))
        if entity.get(key)
    ]
    remarks += [f"({entity['remark']})"] if entity.get("remark") else []
    head["Entity_Remark"] = "\n".join(remarks).replace("\n", "\\n")
    for key, tag in _DETAILS.items():
        group = _COLUMN_GROUPS[tag]
        for detail in entity.get(key, ()):
            cells = _basis(group, detail.get("regulation_summaries", ()))
            for name, value in detail.items():
                # the CSV does not say whether a name is strong
                if name not in ("regulation_summaries", "strong"):
                    cells[f"{group}_{_column(group, _camel(name))}"] = _text(value, yes="YES", no="NO")
            if group == "Identification":
                cells["Identification_Number"] += f" ({detail['identification_type_code']}-Description) "
            yield head | cells


def _basis(group: str, acts: Sequence[Yaml]) -> dict[str, str]:
    return {
        f"{group}_Regulation_{'Type' if key == 'regulation_type' else _title(_camel(key))}": _text(value)
        for act in acts
        for key, value in act.items()
        if key != "logical_id"
    }


def _column(group: str, attribute: str) -> str:
    return _COLUMNS.get(group, {}).get(attribute) or _title(attribute)


def _title(text: str) -> str:
    return text[:1].upper() + text[1:]


def _camel(key: str) -> str:
    first, *rest = key.split("_")
    return first + "".join(part.capitalize() for part in rest)


def _text(value: object, *, yes: str = "true", no: str = "false") -> str:
    return (yes if value else no) if isinstance(value, bool) else str(value)


def find_missing(entity: Yaml, group: Group) -> Iterator[tuple[str, str]]:
    """The values of an entity that stand in none of its statements and issues: path and value.

    Numbers of rows, the language of publication and the acts of single details are left out, as the list's YAML says.
    """
    found: dict[str, list[str]] = {}
    for s in group.statements:
        found.setdefault(s.prop, []).extend(_fold(t) for t in (s.value, s.original, s.until) if t)
    told = [_fold(i.value) for i in group.issues]
    for path, value in _leaves(entity, ""):
        text = _fold(_text(value))
        if not text or text in _UNKNOWN or path in _IMPLIED or path.rsplit("/", 1)[-1] in _NOT_KEPT:
            continue
        if "/regulation_summaries/" in path:
            continue
        props, whole = _WHERE[path]
        texts = [t for prop in props.split() for t in found.get(prop, ())]
        if "/number" in path:
            texts = [t.replace(" ", "") for t in texts]
            text = text.replace(" ", "")
        inside = text in texts if whole else any(text in t for t in texts)
        if not inside and not any(text in t for t in told):
            yield path, _text(value)


def _fold(value: str) -> str:
    return " ".join(value.split()).casefold()


_UNKNOWN = ("00", "unknown", "-")

_NAMES = "name alias previousName weakAlias"
_NUMBERS = (
    "passportNumber idNumber socialSecurityNumber taxNumber vatCode registrationNumber licenseNumber swiftBic imoNumber"
)

_WHERE: dict[str, tuple[str, bool]] = {
    "/eu_reference_number": ("authorityId", True),
    "/united_nation_id": ("unscId", True),
    "/designation_details": ("summary", True),
    "/remark": ("notes", True),
    "/regulations/programme": ("program", True),
    "/regulations/number_title": ("provisions", True),
    "/regulations/publication_url": ("sourceUrl", True),
    "/regulations/publication_date": ("modifiedAt", True),
    "/regulations/entry_into_force_date": ("date startDate", True),
    "/regulations/organisation_type": ("authority", True),
    "/name_aliases/whole_name": (_NAMES, True),
    "/name_aliases/first_name": (f"firstName {_NAMES}", False),
    "/name_aliases/middle_name": (f"middleName {_NAMES}", False),
    "/name_aliases/last_name": (f"lastName {_NAMES}", False),
    "/name_aliases/function": ("position notes", True),
    "/name_aliases/title": ("title legalForm notes", True),
    "/name_aliases/gender": ("gender", True),
    "/citizenships/country_iso2_code": ("nationality country", True),
    "/citizenships/region": ("notes", False),
    "/birthdates/birthdate": ("birthDate", True),
    "/birthdates/year": ("birthDate", False),
    "/birthdates/month_of_year": ("birthDate", False),
    "/birthdates/day_of_month": ("birthDate", False),
    "/birthdates/city": ("birthPlace", False),
    "/birthdates/place": ("birthPlace", False),
    "/birthdates/region": ("birthPlace", False),
    "/birthdates/country_iso2_code": ("birthCountry", True),
    "/birthdates/country_description": ("birthPlace", False),
    "/addresses/street": ("address", False),
    "/addresses/city": ("address", False),
    "/addresses/zip_code": ("address", False),
    "/addresses/region": ("address", False),
    "/addresses/country_iso2_code": ("country", True),
    "/identifications/number": (_NUMBERS, True),
    "/identifications/country_iso2_code": ("notes", False),
}
"""Where a value of the YAML must stand: properties, and whether it must be the whole value."""

_IMPLIED = (
    "/subject_type/code",
    "/subject_type/classification_code",
    "/identifications/identification_type_code",
    "/name_aliases/name_language",
    "/citizenships/country_description",
    "/addresses/country_description",
)
"""What chooses a property, a language or a schema, or names the territory whose code stands beside it."""

_NOT_KEPT = frozenset({"logical_id", "regulation_language", "regulation_type", "circa", "strong", "calendar_type"})
"""Numbers of rows, flags, and words that choose a property; they are no values of their own."""


def _leaves(value: object, path: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, path)
    else:
        yield path, value


def read(data: bytes, name: str) -> ReadEdition:
    """Read bytes as an edition of eu-fsf, within its count bands."""
    return read_edition(
        "eu-fsf", [SourceFile(name=name, data=data)], on=None, received_at=datetime(2026, 11, 24, tzinfo=UTC)
    )[1]


def main() -> None:
    """Measure an archive: what is read of it, what is missing, and whether both formats give the same."""
    entities = load_entities(Path(sys.argv[1]))
    editions = [read(render_xml(entities), "eu.xml"), read(render_csv(entities), "eu.csv")]
    lines: list[object] = []
    for edition in editions:
        lines.append(f"{edition.count_by_schema()}, {len(edition.statements)} statements, {len(edition.issues)} issues")
        lines.append(
            Counter((i.reason.split(":")[0], i.locator.split(" ", 1)[-1]) for i in edition.issues).most_common(40)
        )
    pairs = zip(entities, editions[0].groups, strict=True)
    missing = [found for entity, group in pairs for found in find_missing(entity, group)]
    total = sum(1 for entity in entities for _ in _leaves(entity, ""))
    lines.append(f"{len(missing)} values missing of {total}: {Counter(path for path, _ in missing)} {missing[:30]}")
    xml, table = (set(edition.statements) for edition in editions)
    lines.append(f"XML {len(xml)} and CSV {len(table)} different statements, {len(xml ^ table)} in one of them only")
    sys.stdout.write("\n".join(map(str, lines)) + "\n")


if __name__ == "__main__":
    main()
