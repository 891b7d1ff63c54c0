"""Make `src/sanksi/lists/starter.jsonl` from the official lists; `--check` fails when the file is not what would be made.

usage: python tools/make_starter.py ../shared/data [--check]

Facts only: names, aliases, dates, places, identifiers, territories, programmes, reference numbers. Comments, remarks and positions stay out.
"""

import json
import sys
import tarfile
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from keeping import keep
from sanksi.ledger import Entity, build_entity
from sanksi.lists import SourceFile, read_edition
from starter_vessels import is_imo, read_vessels

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "sanksi" / "lists" / "starter.jsonl"
EDITION = "2023-09-12"
_LEFT_OUT = {"notes", "position", "title", "email", "phone", "website", "address", "birthPlace"}
_LISTING = ("program", "authorityId", "listingDate", "recordId")
_NOW = datetime(2026, 11, 24, tzinfo=UTC)  # the reader wants an instant of receipt; it does not reach the file


def make(data: Path) -> str:
    """The starter list as text, from the folder of the official lists."""
    selection = tomllib.loads((HERE / "starter_selection.toml").read_text(encoding="utf-8"))
    sources = {
        "un-sc": "2023-09-01",
        "us-ofac-sdn": "2023-09-12 (aliases: 2023-12-28)",
        "un-1718-vessels": "2020-06-04",
    }
    lines: list[dict[str, Any]] = [
        {"list": "starter", "edition": EDITION, "sources": sources, "made_by": "tools/make_starter.py"}
    ]
    lines += _un(data, selection["un"]["list_type"])
    lines += _ofac(data, {str(entry["ent_num"]): entry["caption"] for entry in selection["ofac"]})
    lines += _vessels(data)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _un(data: Path, list_type: str) -> Iterator[dict[str, Any]]:
    file = SourceFile(
        name="un_2023-09-01.xml", data=_member(data / "un" / "un_versions_all.tar.xz", "un_2023-09-01.xml")
    )
    _, read = read_edition("un-sc", [file], on=None, received_at=_NOW)
    entities = _entities(read.statements)
    for entity in entities:
        if list_type in entity.listing.get("program", ()):
            yield _line(f"un-{entity.id.removeprefix('un-sc-')}", entity, "un-sc", "2023-09-01")


def _ofac(data: Path, wanted: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    sdn = SourceFile(
        name="sdn_2023-09-12.csv", data=_member(data / "ofac" / "sdn_history_all.tar.xz", "sdn_2023-09-12.csv")
    )
    alt = SourceFile(name="alt.csv", data=_member(data / "ofac" / "set_2023-12-28_composite.tar.xz", "alt.csv"))
    _, read = read_edition("us-ofac-sdn", [sdn, alt], on=date(2023, 9, 12), received_at=_NOW)
    found = {entity.id.removeprefix("us-ofac-sdn-"): entity for entity in _entities(read.statements)}
    for number in sorted(wanted, key=int):
        yield _line(f"ofac-{number}", found[number], "us-ofac-sdn", "2023-09-12")


def _vessels(data: Path) -> Iterator[dict[str, Any]]:
    page = (data / "vessels" / "un_1718_designated_vessels_2020-06-04.html").read_bytes()
    for vessel in read_vessels(page):
        if vessel.imo and not is_imo(vessel.imo):
            raise SystemExit(f"IMO number {vessel.imo} of {vessel.name!r} has a wrong check digit")
        properties = {
            "name": [vessel.name],
            "previousName": vessel.former_names,
            "imoNumber": [vessel.imo] if vessel.imo else [],
            "mmsi": vessel.mmsi,
            "callSign": vessel.call_signs,
            "type": [vessel.type] if vessel.type else [],
        }
        listing = {
            "program": ["DPRK"],
            "listingDate": [d.on.isoformat() for d in vessel.designations],
            "provisions": [measure for d in vessel.designations for measure in d.measures],
        }
        yield {
            "id": f"imo-{vessel.imo}" if vessel.imo else "vessel-" + vessel.name.lower().replace(" ", "-"),
            "schema": "Vessel",
            "properties": {k: list(v) for k, v in properties.items() if v},
            "listing": listing,
            "source": {"list": "un-1718-vessels", "edition": "2020-06-04"},
        }


def _entities(statements: Any) -> list[Entity]:
    groups: dict[str, list[Any]] = {}
    for statement in statements:
        groups.setdefault(statement.entity_id, []).append(statement)
    return [build_entity(group) for _, group in sorted(groups.items())]


def _line(own_id: str, entity: Entity, list_id: str, edition: str) -> dict[str, Any]:
    return {
        "id": own_id,
        "schema": entity.schema,
        "properties": {k: list(v) for k, v in entity.properties.items() if k not in _LEFT_OUT},
        "listing": {k: list(entity.listing[k]) for k in _LISTING if k in entity.listing},
        "source": {"list": list_id, "edition": edition},
    }


def _member(archive: Path, name: str) -> bytes:
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.name.rsplit("/", 1)[-1] == name and (stream := tar.extractfile(member)) is not None:
                return stream.read()
    raise SystemExit(f"{archive.name} holds no {name}")


if __name__ == "__main__":
    text = make(Path(sys.argv[1]))
    keep(TARGET, text.encode("utf-8"), f"{text.count(chr(10)) - 1} entities")
