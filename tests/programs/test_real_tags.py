"""Every programme tag of the real lists is in the register, or is one that is known to be unknown."""

import csv
import io
import lzma
import sys
import tarfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sanksi.lists import EntryMemory, SourceFile, read_edition, read_files
from sanksi.programs import find_program, register_of

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lists"))

NOW = datetime(2026, 11, 28, tzinfo=UTC)
DAY = date(2026, 11, 28)
pytestmark = pytest.mark.shared

UNKNOWN = {"No-regime"}
"""Tags of one edition of the UN (2 August 2023) for entries in transit between committees; nothing is known to follow."""


def _members(archive: Path) -> Iterator[SourceFile]:
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isfile() and (stream := tar.extractfile(member)) is not None:
                yield SourceFile(name=Path(member.name).name, data=stream.read())


def _tags(list_id: str, *files: SourceFile, on: date | None = None, memory: EntryMemory | None = None) -> set[str]:
    edition = read_edition(list_id, files, on=on, received_at=NOW, any_count=True, memory=memory)[1]
    return {s.value for s in edition.statements if s.prop == "program"}


def _unknown(list_id: str, tags: set[str]) -> set[str]:
    return {tag for tag in tags if find_program(register_of(list_id), tag, on=DAY) is None}


def test_newest_un_edition(shared: Path) -> None:
    """All fifteen programmes of August 2026, but Lebanon and Mali, on which nobody stands."""
    file = SourceFile(name="un_2026-08-01.xml", data=(shared / "un" / "un_2026-08-01.xml").read_bytes())
    tags = _tags("un-sc", file)
    assert len(tags) == 14
    assert _unknown("un-sc", tags) == set()


def test_eu_editions(shared: Path) -> None:
    """The codes of 2016 and of March 2026."""
    from render_eu import load_entities, render_xml  # noqa: PLC0415 - of tests/lists

    new = SourceFile(
        name="eu.xml", data=render_xml(load_entities(shared / "eu" / "eu_fsf_2026-03-14.yaml.tar.xz"), "2026-03-14")
    )
    old = SourceFile(name="eu.xml", data=lzma.decompress((shared / "eu" / "eu_global_2016-02-11.xml.xz").read_bytes()))
    tags = _tags("eu-fsf", new) | _tags("eu-fsf", old)
    assert len(tags) >= 34
    assert _unknown("eu-fsf", tags) == set()


def test_gb_editions(shared: Path) -> None:
    """The regulations of August 2026 and the regime names of three former lists."""
    from render_uk import load_designations, render_xml  # noqa: PLC0415 - of tests/lists

    designations = list(load_designations(shared / "uk" / "ammitto_uk_sanctions_list_2026-08-22.tar.xz"))
    tags = _tags("gb-fcdo", SourceFile(name="gb.xml", data=render_xml(designations, "22/08/2026")))
    for name in ("conlist_2016-03-25", "conlist_2018-04-13", "conlist_2020-04-27"):
        tags |= _tags("gb-fcdo", *read_files(shared / "uk" / f"{name}.csv.xz"))
    assert len(tags) >= 60
    assert _unknown("gb-fcdo", tags) == set()


def test_swiss_excerpt(shared: Path) -> None:
    """The programmes of the native excerpt: the whole list at hand has lost them."""
    file = SourceFile(name="ch.xml", data=(shared / "native_excerpts" / "ch_seco_2026-08-27_excerpt.xml").read_bytes())
    assert _tags("ch-seco", file) == {"Belarus", "North Korea"}
    assert _unknown("ch-seco", {"Belarus", "North Korea"}) == set()


def test_ofac_editions(shared: Path) -> None:
    """The tags of the SDN list in January 2015 and December 2023, and of the consolidated list."""
    old = SourceFile(name="sdn.csv", data=lzma.decompress((shared / "ofac" / "sdn_2015-01.csv.xz").read_bytes()))
    tags = _tags("us-ofac-sdn", old, on=date(2015, 1, 23))
    tags |= _tags("us-ofac-sdn", *_members(shared / "ofac" / "set_2023-12-28_composite.tar.xz"), on=date(2023, 12, 28))
    assert len(tags) >= 80
    assert _unknown("us-ofac-sdn", tags) == set()
    assert (
        _unknown("us-ofac-cons", _tags("us-ofac-cons", *read_files(shared / "ofac" / "CONS_ENHANCED_2025-01-14.zip")))
        == set()
    )


@pytest.mark.gate
def test_all_editions_of_the_un_and_of_ofac(shared: Path) -> None:
    """Every tag of 144 editions of the UN and of 308 of the SDN list; the UN's of 2016 is a test file whose programmes were replaced."""
    memory, tags = EntryMemory(), set()
    for file in read_files(shared / "un" / "un_versions_all.tar.xz"):
        if "2016" not in file.name:
            tags |= _tags("un-sc", file, memory=memory)
    assert _unknown("un-sc", tags) == UNKNOWN
    sdn: set[str] = set()
    for file in _members(shared / "ofac" / "sdn_history_all.tar.xz"):
        rows = csv.reader(io.StringIO(file.data.decode("utf-8", "replace")))
        sdn |= {tag for row in rows if len(row) > 3 for tag in row[3].strip("[] ").split("] [")}
    assert len(sdn) >= 80
    assert _unknown("us-ofac-sdn", sdn - {"", "-0-"}) == set()
    cons = {tag for file in _members(shared / "ofac" / "cons_xml_all.tar.xz") for tag in _tags("us-ofac-cons", file)}
    assert _unknown("us-ofac-cons", cons) == set()
