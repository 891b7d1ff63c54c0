"""The seal: an index is whole or refused, and a failed build leaves the old one."""

import json
import os
import tracemalloc
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from sanksi.errors import SealError, StaleIndexError
from sanksi.index import build_index, open_index
from sanksi.ledger import Entity, Party

KIM = Entity(
    id="un-sc-6908555",
    schema="Person",
    properties={"name": ("KIM JONG SIK",), "passportNumber": ("927234267",)},
    listing={"program": ("UN-1718",)},
    list_id="un-sc",
)
RI = Entity(id="un-sc-6908556", schema="Person", properties={"name": ("RI PYONG CHUL",)}, list_id="un-sc")
EDITIONS = {"un-sc": "un-sc@2023-09-01+0123456789ab"}


def test_the_entity_comes_back_as_it_was_given(tmp_path: Path) -> None:
    """Properties, listing, list and id survive; statements are not kept."""
    seal = build_index([KIM, RI], tmp_path / "index", editions=EDITIONS)
    index = open_index(tmp_path / "index")
    assert index.entity(0) == KIM
    assert (index.rows, index.seal, dict(index.editions)) == (2, seal, EDITIONS)


def test_the_order_of_entities_does_not_change_the_seal(tmp_path: Path) -> None:
    """The same entities and editions give the same seal, other editions another."""
    other = Entity(id="eu-1", schema="Company", properties={"name": ("KOMID",), "registrationNumber": ("12345",)})
    entities = [KIM, RI, other]
    seals = {build_index(e, tmp_path / "a", editions=EDITIONS) for e in permutations(entities)}
    assert len(seals) == 1
    assert build_index(entities, tmp_path / "b", editions={"un-sc": "un-sc@2023-09-02+0123456789ab"}) not in seals


def test_a_build_does_not_hold_what_the_entities_say(tmp_path: Path) -> None:
    """Of 40 MB that a thousand entities say, in no order, a build holds a small part at any time; each comes back under its own row."""

    def entities() -> Iterator[Entity]:
        for n in range(1000):
            number = n * 7919 % 1000
            said = {"name": (f"KIM {number}",), "notes": (f"{number} " * 10_000,)}
            yield Entity(id=f"un-sc-{number:03}", schema="Person", properties=said, list_id="un-sc")

    build_index(list(entities())[:1], tmp_path / "warm", editions=EDITIONS)
    tracemalloc.start()
    build_index(entities(), tmp_path / "index", editions=EDITIONS)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    index = open_index(tmp_path / "index")
    assert [index.entity(row).get("name") for row in (0, 500, 999)] == [("KIM 0",), ("KIM 500",), ("KIM 999",)]
    assert most < 6_000_000 < (tmp_path / "index").joinpath(index._manifest.generation, "entities.jsonl").stat().st_size


def test_a_rebuild_replaces_and_old_readers_go_on(tmp_path: Path) -> None:
    """An index opened before a rebuild still answers from the old arrays; only one generation stays on disk."""
    folder = tmp_path / "index"
    build_index([KIM], folder, editions=EDITIONS)
    old = open_index(folder)
    build_index([KIM, RI], folder, editions=EDITIONS)
    build_index([KIM, RI], folder, editions=EDITIONS)
    assert old.entity(0) == KIM
    assert old.search_many([Party(schema="Person", name="Kim Jong Sik")], threshold=0.5, limit=9) == [[(0, 1.0)]]
    assert (old.find(KIM.id), old.find(RI.id)) == (0, None)
    assert open_index(folder).rows == 2
    assert sorted(p.is_dir() for p in folder.iterdir()) == [False, True]


def test_a_failed_build_leaves_the_old_index(tmp_path: Path) -> None:
    """When the entities stop in the middle, or the disk is full, the old index answers and nothing is left lying about."""
    folder = tmp_path / "index"
    build_index([KIM], folder, editions=EDITIONS)

    def broken() -> Iterator[Entity]:
        yield RI
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        build_index(broken(), folder, editions=EDITIONS)
    with pytest.raises(ValueError, match="un-sc-6908556"):
        build_index([RI, RI], folder, editions=EDITIONS)
    index = open_index(folder)
    index.verify()
    assert index.entity(0) == KIM
    assert len(list(folder.iterdir())) == 2


def test_a_write_that_fails_leaves_the_old_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills while files are written leaves the old index and no half-built folder."""
    folder = tmp_path / "index"
    build_index([KIM], folder, editions=EDITIONS)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        build_index([KIM, RI], folder, editions=EDITIONS)
    assert open_index(folder).rows == 1
    assert len(list(folder.iterdir())) == 2


def test_what_a_killed_build_left_is_removed_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build killed at any of its steps leaves the old index answering, and the next build leaves no trace of it."""
    folder = tmp_path / "index"
    build_index([KIM], folder, editions=EDITIONS)
    for step in ("write_bytes", "write_text", "rename", "replace"):
        with monkeypatch.context() as killed:
            killed.setattr(Path, step, _kill)
            killed.setattr("shutil.rmtree", lambda *_, **__: None)
            with pytest.raises(KeyboardInterrupt):
                build_index([KIM, RI], folder, editions=EDITIONS)
        assert open_index(folder).rows == 1
        assert len(list(folder.iterdir())) > 2
        build_index([KIM], folder, editions=EDITIONS)
        assert sorted(p.is_dir() for p in folder.iterdir()) == [False, True]


def _kill(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


def test_an_id_with_a_line_end_shifts_no_row(tmp_path: Path) -> None:
    """Ids are found whatever characters they hold."""
    odd = Entity(id="un-sc-1\n2", schema="Person", properties={"name": ("RI CHOL",)}, list_id="un-sc")
    build_index([odd, KIM], tmp_path / "index", editions=EDITIONS)
    index = open_index(tmp_path / "index")
    assert [index.entity(row).id for row in range(2)] == [odd.id, KIM.id]
    assert (index.find(odd.id), index.find(KIM.id), index.find("2")) == (0, 1, None)


def test_any_changed_byte_is_noticed(tmp_path: Path) -> None:
    """One changed bit in any file of the index is found by verify, or already when it is opened."""
    folder = tmp_path / "index"
    build_index([KIM, RI], folder, editions=EDITIONS)
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        whole = file.read_bytes()
        for place in sorted({0, len(whole) // 2, len(whole) - 1} if whole else set()):
            file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            with pytest.raises((SealError, StaleIndexError)):
                open_index(folder).verify()
        file.write_bytes(whole)
    open_index(folder).verify()


def test_missing_and_cut_files_are_noticed_on_opening(tmp_path: Path) -> None:
    """A file that is missing or shorter is named when the index is opened."""
    folder = tmp_path / "index"
    with pytest.raises(SealError, match="there is no index"):
        open_index(folder)
    build_index([KIM], folder, editions=EDITIONS)
    payload = next(folder.rglob("entities.jsonl"))
    payload.write_bytes(payload.read_bytes()[:-1])
    with pytest.raises(SealError, match=r"entities.jsonl' has \d+ bytes"):
        open_index(folder)
    payload.unlink()
    with pytest.raises(SealError, match="has None bytes"):
        open_index(folder)


def test_another_format_is_stale(tmp_path: Path) -> None:
    """An index of another format says that it must be built again."""
    folder = tmp_path / "index"
    build_index([KIM], folder, editions=EDITIONS)
    manifest = folder / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format": 99}))
    with pytest.raises(StaleIndexError, match="format 99"):
        open_index(folder)


def test_identifiers_find_the_entity(tmp_path: Path) -> None:
    """However a passport number is written, alone or beside another name, and only in the lists that are asked for."""
    build_index([KIM, RI], tmp_path / "index", editions=EDITIONS)
    index = open_index(tmp_path / "index")
    for party in (
        Party(schema="Person", name="Ri Pyong Chul", passportNumber="927-234-267"),
        Party(schema="Person", passportNumber="927 234 267"),
    ):
        assert index.find_by_identifier(party) == [0] == index.find_by_identifier(party, lists=["un-sc"])
        assert index.find_by_identifier(party, lists=["eu-fsf"]) == []
    assert index.find_by_identifier(Party(schema="Person", passportNumber="927234268")) == []
