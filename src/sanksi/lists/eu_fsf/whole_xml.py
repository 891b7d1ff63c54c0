"""The XML published until 2017 (`global.xml`, root `WHOLE`), as records of schema 1.1."""

from collections.abc import Iterator
from functools import partial

from lxml import etree

from sanksi.lists.eu_fsf.composed import split_remark
from sanksi.lists.eu_fsf.export_csv import day_of
from sanksi.lists.eu_fsf.older import upgrade
from sanksi.lists.eu_fsf.record import Entry, Publication, Record

_BASIS = {
    "legal_basis": "numberTitle",
    "reg_date": "publicationDate",
    "pdf_link": "publicationUrl",
    "programme": "programme",
}
_TAGS = {
    "NAME": "nameAlias",
    "ADDRESS": "address",
    "BIRTH": "birthdate",
    "PASSPORT": "identification",
    "CITIZEN": "citizenship",
}
_FIELDS = {
    "LASTNAME": "lastName",
    "FIRSTNAME": "firstName",
    "MIDDLENAME": "middleName",
    "WHOLENAME": "wholeName",
    "LANGUAGE": "nameLanguage",
    "ZIPCODE": "zipCode",
    "OTHER": "contactInfo",
}


def read_whole(root: etree._Element, name: str) -> Publication:
    """The entities of a `WHOLE` element.

    Raises:
        EditionError: it does not state its day.
    """
    return Publication(
        on=day_of({root.get("Date") or ""}, name),
        published_at="",
        entries=(
            Entry(
                own_id=" ".join((element.get("Id") or "").split()),
                reference="",
                raw=etree.tostring(element, encoding="utf-8", with_tail=False),
                load=partial(to_record, element),
            )
            for element in root.iterchildren(etree.Element)
        ),
    )


def to_record(element: etree._Element) -> Record:
    """An `ENTITY` with its details."""
    tag = "sanctionEntity" if element.tag == "ENTITY" else str(element.tag)
    entity = Record(tag, _values(element), children=[Record("regulation", _basis(element))])
    entity.remark = split_remark(entity.values.pop("remark", ""), entity.values)
    if kind := entity.values.pop("Type", ""):
        entity.children.append(Record("subjectType", {"classificationCode": kind}))
    for child in element.iterchildren(etree.Element):
        detail = Record(_TAGS.get(str(child.tag), str(child.tag)), _values(child))
        owner = detail.values.pop("Entity_id", "")
        if owner not in ("", element.get("Id")):
            detail.values["Entity_id"] = owner
        if child.tag in _TAGS:
            number = "houseNumber" if child.tag == "ADDRESS" else "number"
            for field, text in _texts(child):
                attribute = number if field == "NUMBER" else _FIELDS.get(field, field.lower())
                detail.values[attribute if attribute not in detail.values else f"{attribute} again"] = text
            upgrade(detail)
        detail.children.append(Record("regulationSummary", _basis(child)))
        entity.children.append(detail)
    return entity


def _values(element: etree._Element) -> dict[str, str]:
    values = {str(k): str(v) for k, v in element.attrib.items() if str(k) not in _BASIS}
    if "Id" in values:
        values["logicalId"] = values.pop("Id")
    if text := (element.text or "").strip():
        values["#text"] = text
    return values


def _basis(element: etree._Element) -> dict[str, str]:
    return {new: str(element.get(old)) for old, new in _BASIS.items() if element.get(old)}


def _texts(element: etree._Element) -> Iterator[tuple[str, str]]:
    for child in element.iterchildren(etree.Element):
        if text := " ".join("\n".join(str(t) for t in child.itertext()).split(" ")).strip():
            yield str(child.tag), text
