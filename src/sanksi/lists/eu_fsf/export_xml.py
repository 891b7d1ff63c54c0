"""The XML of schema 1.1 (`xmlFullSanctionsList_1_1`), published since 2017, as records."""

from datetime import UTC, datetime
from functools import partial

from lxml import etree

from sanksi.errors import EditionError
from sanksi.lists.eu_fsf.record import Entry, Publication, Record

_TEXTS = frozenset({"publicationUrl"})


def read_export(root: etree._Element, name: str) -> Publication:
    """The entities of an `export` element.

    Raises:
        EditionError: it does not state when it was made.
    """
    stated = root.get("generationDate") or ""
    try:
        stamp = datetime.fromisoformat(stated)
        instant = stamp.replace(tzinfo=UTC) if stamp.tzinfo is None else stamp.astimezone(UTC)
    except (ValueError, OverflowError):
        raise EditionError(
            f"{name!r} has generationDate {stated!r}, which is no instant",
            hint="the file is not as the Commission publishes it",
        ) from None
    return Publication(
        # the day is the publisher's own, in Brussels; the instant is kept in UTC
        on=stamp.date(),
        published_at=instant.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        entries=(
            Entry(
                own_id=" ".join((element.get("logicalId") or "").split()),
                reference=(element.get("euReferenceNumber") or "").strip(),
                raw=etree.tostring(element, encoding="utf-8", with_tail=False),
                load=partial(to_record, element),
            )
            for element in root.iterchildren(etree.Element)
        ),
    )


def to_record(element: etree._Element) -> Record:
    """An element of schema 1.1; elements of other namespaces keep theirs in the tag, so that the audit tells them."""
    record = Record(_local(element), {str(name): str(text) for name, text in element.attrib.items() if text})
    texts = [element.text or ""]
    for child in element.iterchildren(etree.Element):
        tag = _local(child)
        texts.append(child.tail or "")
        if tag == "remark" and not len(child) and not child.attrib:
            record.remark = f"{record.remark} {child.text or ''}"
        elif tag in _TEXTS and tag not in record.values and not len(child) and not child.attrib:
            record.values[tag] = child.text or ""
        else:
            record.children.append(to_record(child))
    if own := " ".join(" ".join(texts).split()):
        record.values["#text"] = own
    return record


def _local(element: etree._Element) -> str:
    return str(element.tag).removeprefix("{http://eu.europa.ec/fpi/fsd/export}")
