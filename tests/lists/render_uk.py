"""The UK Sanctions List's XML and CSV, rebuilt in memory from a field-by-field YAML rendering of it; nothing of it is kept.

The rendering names each field as the XML does, in snake case (`un_reference_number` for `UNReferenceNumber`), gives dates in ISO order and
one document a designation. It has no birth dates, papers, positions or ship details.
"""

import csv
import io
import re
import tarfile
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

_TAGS = {
    "ofsi_group_id": "OFSIGroupID",
    "unique_id": "UniqueID",
    "un_reference_number": "UNReferenceNumber",
    "uk_statement_of_reasons": "UKStatementofReasons",
}
_BOXES = {"names": "Name", "non_latin_names": "NonLatinName", "addresses": "Address"}
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-�\U00010000-\U0010ffff]")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_designations(path: Path) -> Iterator[Mapping[str, Any]]:
    """The designations of a rendering, one after the other, in the order of their ids."""
    with tarfile.open(path) as archive:
        streams = (archive.extractfile(m) for m in archive if m.name.endswith((".yaml", ".yml")))
        loaded = (yaml.load(stream, Loader=_LOADER) for stream in streams if stream)  # noqa: S506 - safe, in C
        yield from sorted((d for d in loaded if "unique_id" in d), key=lambda d: str(d["unique_id"]))


def render_xml(designations: Iterable[Mapping[str, Any]], generated: str) -> bytes:
    """The list as the publisher writes it.

    Args:
        designations: as loaded.
        generated: day of the edition, dd/mm/yyyy.
    """
    root = etree.Element("Designations")
    etree.SubElement(root, "DateGenerated").text = generated
    for designation in designations:
        _render_fields(etree.SubElement(root, "Designation"), designation)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _render_fields(parent: etree._Element, fields: Mapping[str, Any]) -> None:
    for key, value in fields.items():
        element = etree.SubElement(parent, _TAGS.get(key) or "".join(w.capitalize() for w in key.split("_")))
        if key in _BOXES:
            for item in value[key if key in value else "names"]:
                _render_fields(etree.SubElement(element, _BOXES[key]), item)
        elif isinstance(value, Mapping):
            _render_fields(element, value)
        elif isinstance(value, bool):
            element.text = str(value).lower()
        else:
            element.text = _to_cell(value)


COLUMNS = (
    "Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Name type,Alias strength,Title,"
    "Name non-latin script,Non-latin script type,Non-latin script language,Regime Name,Designation Type,Designation source,"
    "Sanctions Imposed,Other Information,UK Statement of Reasons,Address Line 1,Address Line 2,Address Line 3,Address Line 4,"
    "Address Line 5,Address Line 6,Address Postal Code,Address Country,Phone number,Website,Email address,Date Designated,D.O.B,"
    "Nationality(/ies),National Identifier number,National Identifier additional information,Passport number,"
    "Passport additional information,Position,Gender,Town of birth,Country of birth,Type of entity,Subsidiaries,Parent company,"
    "Business registration number (s),IMO number,Current owner/operator (s),Previous owner/operator (s),Current believed flag of ship,"
    "Previous flags,Type of ship,Tonnage of ship,Length of ship,Year Built,Hull identification number (HIN)"
)
"""The header of the list's CSV, as published in 2026."""

_CSV = {
    "Last Updated": "last_updated",
    "Unique ID": "unique_id",
    "OFSI Group ID": "ofsi_group_id",
    "UN Reference Number": "un_reference_number",
    "Regime Name": "regime_name",
    "Designation Type": "individual_entity_ship",
    "Designation source": "designation_source",
    "Sanctions Imposed": "sanctions_imposed",
    "Other Information": "other_information",
    "UK Statement of Reasons": "uk_statement_of_reasons",
    "Date Designated": "date_designated",
}


def render_csv(designations: Iterable[Mapping[str, Any]], reported: str) -> bytes:
    """The list as CSV: as many rows a designation as it has names, addresses or names in another script.

    Args:
        designations: as loaded.
        reported: day of the edition, dd-Mon-yyyy.
    """
    out = io.StringIO(newline="")
    out.write(f"Report Date: {reported}\r\n")
    writer = csv.DictWriter(out, COLUMNS.split(","), restval="")
    writer.writeheader()
    for designation in designations:
        plain = {column: _to_cell(designation.get(key, "")) for column, key in _CSV.items()}
        boxes = (designation.get(box, {}) for box in _BOXES)
        for name, script, address in zip_longest(
            *(b.get("names") or b.get("addresses") or () for b in boxes), fillvalue={}
        ):
            writer.writerow(
                plain
                | {f"Name {i}": name.get(f"name{i}", "") for i in range(1, 7)}
                | {"Name type": name.get("name_type", ""), "Alias strength": name.get("alias_strength", "")}
                | {"Name non-latin script": script.get("name_non_latin_script", "")}
                | {f"Address Line {i}": address.get(f"address_line{i}", "") for i in range(1, 7)}
                | {"Address Country": address.get("address_country", "")}
            )
    return out.getvalue().encode("utf-8-sig")


def _to_cell(value: object) -> str:
    text = _NOT_XML.sub("", str(value))
    return "/".join(reversed(text.split("-"))) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text
