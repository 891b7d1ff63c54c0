"""Lists that a user describes himself, and what is said when the description is wrong."""

from pathlib import Path

import pytest

from sanksi.errors import QueryError, SettingError
from sanksi.faces.cli import main
from sanksi.lists import find_reader, list_ids, load_spec, own

GOOD = {"title": "T", "publisher": "P", "reader": "ftm", "max_age_days": "30"}


def write(folder: Path, name: str = "watch", **keys: str) -> None:
    """A description with these keys instead of or beside the good ones; an empty one leaves a key out."""
    lines = [f"{key}: {value}" for key, value in (GOOD | keys).items() if value]
    (folder / f"{name}.yml").write_text("\n".join(lines), encoding="utf-8")


def test_own_lists_stand_beside_the_official_ones(tmp_path: Path) -> None:
    """An own list is found in its folder, and only there."""
    write(tmp_path, "harbour-watch-2")
    assert set(list_ids(tmp_path)) == {*list_ids(), "harbour-watch-2"}
    assert load_spec("harbour-watch-2", tmp_path).title == "T"
    assert find_reader("harbour-watch-2", tmp_path).READER == "ftm/1"
    with pytest.raises(QueryError, match="unknown list"):
        load_spec("harbour-watch-2")
    assert list_ids(tmp_path / "missing") == list_ids()


@pytest.mark.parametrize("name", ["Harbour", "harbour_watch", "-a", "a--b", "ha watch", "un-sc"])
def test_ids_that_cannot_be(tmp_path: Path, name: str) -> None:
    """A file name that is no list id, or an official one, is a SettingError that names the file."""
    write(tmp_path, name)
    with pytest.raises(SettingError, match=name):
        list_ids(tmp_path)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"title": ""}, "key 'title' is None"),
        ({"publisher": "[1]"}, "key 'publisher'"),
        ({"reader": "un_sc"}, "key 'reader' is 'un_sc' .allowed: ftm, targets_simple, own_csv"),
        ({"reader": "os"}, "key 'reader'"),
        ({"max_age_days": "0"}, "key 'max_age_days' is 0 .write a whole number"),
        ({"max_age_days": "yes"}, "key 'max_age_days' is True"),
        ({"max_ages": "3"}, "key 'max_ages' is 3 .no such key; reader ftm knows: title"),
        ({"downloads": "{list: x}"}, "key 'downloads'"),
        ({"targets": "some"}, "key 'targets' is 'some' .allowed: 'only', 'all'"),
        ({"counts": "{Person: [9, 2]}"}, "key 'counts: Person'"),
        ({"counts": "{Persona: [1, 2]}"}, "key 'counts: Persona' is 'Persona' .allowed: Airplane"),
        ({"counts": "3"}, "key 'counts' is 3"),
        ({"ignored": "{no: x}"}, 'key .ignored: False.* is .x. .write texts; put words such as "no"'),
        ({"lookups": "{schema: {klan: Klan}}"}, "key 'lookups: schema: klan' is 'Klan'"),
        ({"columns": "{A: name}"}, "only reader own_csv has columns"),
        ({"reader": "own_csv", "schema": "Person"}, "exactly one column must be the `id`"),
        ({"reader": "own_csv", "schema": "Person", "columns": "{A: id}"}, "must hold names"),
        ({"reader": "own_csv", "columns": "{A: id, B: name}"}, "either one column is the `schema`"),
        ({"reader": "own_csv", "schema": "Person", "columns": "{A: id, B: nam}"}, "key 'columns: B' is 'nam' .allowed"),
        ({"reader": "own_csv", "schema": "Person", "columns": "{A: id, B: imoNumber}"}, "key 'columns: B'"),
        ({"reader": "own_csv", "schema": "Person", "columns": "{A: id, B: 'Sanction:name'}"}, "Sanction:program"),
        ({"reader": "own_csv", "encoding": "rot13"}, "key 'encoding' is 'rot13' .allowed: 'utf-8'"),
        ({"title": "[", "publisher": ""}, "cannot be read as YAML"),
    ],
)
def test_wrong_keys_are_named(tmp_path: Path, keys: dict[str, str], message: str) -> None:
    """What is wrong is said with the file, the key, its value and what is allowed."""
    write(tmp_path, **keys)
    with pytest.raises(SettingError, match=message) as caught:
        load_spec("watch", tmp_path)
    assert "watch.yml" in caught.value.message


def test_own_tables_come_on_top(tmp_path: Path) -> None:
    """A user's words join the tables that the reader ships."""
    write(tmp_path, lookups="{schema: {klan: Organization}, territory: {zz: none}}", ignored="{colour: paint}")
    spec = load_spec("watch", tmp_path)
    assert spec.lookups["schema"] == {**own._shipped_tables("ftm")["lookups"]["schema"], "klan": "Organization"}
    assert spec.lookups["territory"]["zz"] == "none"
    assert {"colour", "caption"} <= set(spec.ignored)


def test_an_own_list_is_added_and_screened(
    tmp_path: Path, excerpts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the YAML in home to a hit: add, lists and screen know the list."""
    (tmp_path / "lists").mkdir()
    text = (excerpts / "own_lists/own-csv-example.yml").read_text(encoding="utf-8")
    (tmp_path / "lists/own-csv-example.yml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("SANKSI_TODAY", "2026-01-11")

    def run(*words: str) -> tuple[object, str]:
        with pytest.raises(SystemExit) as left:
            main(["--home", str(tmp_path), *words])
        return left.value.code, capsys.readouterr().out

    status, told = run("add", "own-csv-example", str(excerpts / "own_watch_2026-01-10.csv"))
    assert status == 0
    assert "imported own-csv-example edition of 2026-01-10: 3 of 3 entities" in told
    assert '"id": "own-csv-example"' in run("lists", "--json")[1]
    status, told = run("screen", "Chon Myong One", "--json")
    assert status == 10
    assert "own-csv-example-17" in told
