"""Renders the harmonised Swiss list as native XML, in memory: to judge what the reader makes of 8,254 targets.

The harmonised list holds one name, remarks and birth dates of each target and says neither which part of a name is which, nor the
programmes. Run as a program it measures one archive: `python tests/lists/render_ch.py ../shared/data/ch/ammitto_seco_entities_2026-02.tar.xz`.
"""

import json
import sys
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from sanksi.lists import ReadEdition, SourceFile, read_edition

Json = dict[str, Any]


def read_entities(archive: Path) -> list[Json]:
    """All entities of the archive."""
    with tarfile.open(archive) as tar:
        files = (tar.extractfile(member) for member in tar if member.isfile())
        return [json.load(file) for file in files if file]


def own_id(entity: Json) -> str:
    """SECO's number of the target."""
    return str(entity["id"]).rsplit("/", 1)[-1]


def birth_dates(entity: Json) -> Iterator[str]:
    """The birth dates it holds."""
    yield from (str(birth["date"]) for birth in entity.get("birth_info", ()) if birth.get("date"))


def render(entities: list[Json]) -> bytes:
    """A whole list in the publisher's format with what the entities hold."""
    root = etree.Element("swiss-sanctions-list", {"list-type": "whole-list", "date": "2026-02-18"})
    program = etree.SubElement(root, "sanctions-program", ssid="1")
    etree.SubElement(program, "program-key", lang="eng").text = "not said"
    etree.SubElement(program, "sanctions-set", ssid="2", lang="eng").text = "not said"
    for entity in entities:
        target = etree.SubElement(root, "target", ssid=own_id(entity))
        etree.SubElement(target, "sanctions-set-id").text = "2"
        subject = etree.SubElement(target, "individual" if entity["entity_type"] == "person" else "entity")
        identity = etree.SubElement(subject, "identity", main="true")
        for name in entity["names"]:
            kind = "primary-name" if name["is_primary"] else "alias"
            element = etree.SubElement(identity, "name", {"name-type": kind, "quality": "good"})
            part = etree.SubElement(element, "name-part", {"order": "1", "name-part-type": "whole-name"})
            etree.SubElement(part, "value").text = name["full_name"]
        for birth in birth_dates(entity):
            year, month, day = birth.split("-")
            parts = {"year": year, "month": str(int(month)), "day": str(int(day)), "calendar": "Gregorian"}
            etree.SubElement(identity, "day-month-year", parts)
        if remarks := entity.get("remarks"):
            etree.SubElement(subject, "justification").text = remarks
        change = {"modification-type": "listed", "effective-date": "2026-02-18"}
        etree.SubElement(target, "modification", change)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def read_rendered(entities: list[Json]) -> ReadEdition:
    """The rendered list as the reader reads it."""
    file = SourceFile(name="rendered.xml", data=render(entities))
    return read_edition("ch-seco", [file], on=None, received_at=datetime(2026, 2, 18, tzinfo=UTC))[1]


def find_lost(entities: list[Json], read: ReadEdition) -> list[str]:
    """Values of the entities that no statement holds."""
    held = {(s.entity_id, s.value) for s in read.statements}
    lost = []
    for entity in entities:
        remarks = [entity["remarks"]] if entity.get("remarks") else []
        values = [name["full_name"] for name in entity["names"]] + list(birth_dates(entity)) + remarks
        lost += [
            f"{own_id(entity)} {value}"
            for value in values
            if (f"ch-seco-{own_id(entity)}", " ".join(value.split())) not in held
        ]
    return lost


if __name__ == "__main__":
    everything = read_entities(Path(sys.argv[1]))
    result = read_rendered(everything)
    missing = find_lost(everything, result)
    print(  # noqa: T201 - this is what the program is for
        f"{len(everything)} targets, read {result.count_by_schema()}, {len(result.statements)} statements,"
        f" {len(result.issues)} issues, {len(missing)} values lost {missing[:5]}"
    )
