"""Cells of the CSV, and texts of the older formats, that are put together out of several attributes of the XML: taken apart again."""

import re

from sanksi.lists.eu_fsf.record import Record

_CONTACT = re.compile(r"([A-Z]{2,})\[(.*?)\](?=\s*(?:\n|$))", re.DOTALL)
_TYPE = re.compile(r"\s+\(([a-z]+)-([^()]*)\)\s*")
_GENERATED = (
    ("UN ID", "unitedNationId", r"[^()\n]+"),
    ("Date of UN designation", "designationDate", r"\d{4}-\d{2}-\d{2}"),
    ("Designation details", "designationDetails", r"[^()\n]+"),
)


def split_remark(text: str, values: dict[str, str], *, fill: bool = True) -> str:
    r"""The remark proper out of an entity's remark cell.

    The cell is `(UN ID: …)\n(Date of UN designation: …)\n(Designation details: …)\n(remark)`: what only repeats an attribute is left out,
    the parentheses are taken off.

    Args:
        text: the cell; line ends stand in it as backslash and n.
        values: the entity's attributes.
        fill: whether the format has no cells for these attributes, so that they are read from here.
    """
    text = text.replace("\\n", "\n").strip()
    for label, attribute, form in _GENERATED:
        if fill and (found := re.match(rf"\({label}: ({form})\)\s*(?:\n|$)", text)):
            values.setdefault(attribute, found[1])
        value = values.get(attribute, "").replace("\\n", "\n")
        repeated = f"({label}: {value})"
        if value and text.startswith(repeated):
            text = text[len(repeated) :].strip()
    if text.startswith("(") and text.endswith(")"):
        text = re.sub(r"\)\n\(", "\n", text[1:-1])
    return text


def read_contacts(record: Record) -> None:
    r"""Take an address' `PHONE[…]\nFAX[…]\n(remark)` apart into contactInfo elements; a rest that repeats the remark is left out."""
    text = record.values.pop("contactInfo", "").replace("\\n", "\n")
    for key, value in _CONTACT.findall(text):
        record.children.append(Record("contactInfo", {"key": key, "value": value}))
    rest = " ".join(_CONTACT.sub("", text).split())
    if rest.startswith("(") and rest.endswith(")"):
        rest = rest[1:-1]
    if not record.remark:
        record.remark = rest
    elif rest and rest != " ".join(record.remark.split()):
        record.values["contactInfo"] = rest


def read_number(text: str, kind: str = "") -> tuple[str, str, str]:
    """The number, the code of its type, and what follows, out of `AD001095 (passport-National passport) ((passport))`.

    Args:
        text: the cell.
        kind: the code of its type when another cell says it.
    """
    at = text.find(f" ({kind}-") if kind else -1
    if at >= 0:
        return text[:at].strip(), kind, ""
    found = None if kind else _TYPE.search(text)
    if found is None:
        return text, kind, ""
    rest = text[found.end() :].strip()
    if rest.startswith("(") and rest.endswith(")") and not re.search(r"\]|\)\(", rest):
        rest = rest[1:-1]
    return text[: found.start()].strip(), found[1], rest
