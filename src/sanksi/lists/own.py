"""Lists that a user describes himself: one YAML a list in `<home>/lists/`, checked key by key.

A wrong description would read every edition wrongly, so nothing in it is passed over: an unknown key, reader, schema or property is a
SettingError that names the file, the key and what is allowed. Tables that a reader ships (``<reader>.yml`` beside it) come first, the
user's own words on top.
"""

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

import yaml

from sanksi.errors import SettingError
from sanksi.ledger import LISTING_PROPERTIES, NAME_PROPERTIES, SCHEMAS, ancestry, is_thing, properties_of

READERS = ("ftm", "targets_simple", "own_csv")
OPTIONS: Mapping[str, Mapping[str, Collection[str]]] = {
    "ftm": {"targets": ("only", "all"), "deltas": ("refused", "excerpt")},
    "targets_simple": {},
    "own_csv": {
        "schema": (),
        "separator": (),
        "delimiter": (",", ";", "\t", "|"),
        "encoding": ("utf-8", "utf-16", "cp1250", "cp1251", "cp1252", "cp1254", "cp1256", "iso-8859-1"),
        "dates": ("iso", "day-first", "month-first"),
    },
}
"""Reader to what its YAML may set and which words it takes; any text where there are none."""

LISTING = "Sanction:"
"""Before a property of the listing itself: `Sanction:program`."""

_TEXTS = {"title": True, "publisher": True, "reader": True, "licence": False, "url": False, "cadence": False}
_TABLES = ("counts", "columns", "ignored", "lookups")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MAX_BYTES = 2**20


def own_paths(folder: Path | None) -> tuple[Path, ...]:
    """The descriptions in the folder, by name; none when there is no folder."""
    if folder is None or not folder.is_dir():
        return ()
    return tuple(sorted(path for path in folder.iterdir() if path.suffix in (".yml", ".yaml")))


def own_ids(folder: Path | None, *, taken: Collection[str]) -> tuple[str, ...]:
    """Ids of the lists described in the folder, by id; none when there is no folder.

    Raises:
        SettingError: a file name that is no list id, or is the id of an official list.
    """
    return tuple(own_id(path, taken=taken) for path in own_paths(folder))


def own_id(path: Path, *, taken: Collection[str]) -> str:
    """The id of the list that a file describes.

    Raises:
        SettingError: as `own_ids`.
    """
    if path.suffix == ".yaml" or not _ID.fullmatch(path.stem):
        raise SettingError(
            f"{str(path)!r} is no name for a list's description",
            hint="name it LIST-ID.yml; a list id is lower-case letters and digits, in words parted by hyphens",
        )
    if path.stem in taken:
        raise SettingError(
            f"{str(path)!r} has the id of the official list {path.stem!r}", hint="give your list another name"
        )
    return path.stem


def read_own(list_id: str, folder: Path) -> dict[str, Any]:
    """What a ListSpec is made of, from the user's YAML.

    Raises:
        SettingError: the file, the key, and what is allowed.
    """
    return _OwnSpec(list_id, folder / f"{list_id}.yml").read()


class _OwnSpec:
    """One description while it is checked."""

    def __init__(self, list_id: str, path: Path) -> None:
        self._id = list_id
        self._path = path

    def read(self) -> dict[str, Any]:
        """All keys, checked."""
        data = self._load()
        reader = self._text(data, "reader", needed=True)
        if reader not in READERS:
            self._refuse("reader", reader, "allowed: " + ", ".join(READERS))
        known = (*_TEXTS, "max_age_days", *_TABLES, *OPTIONS[reader])
        for key in data:
            if key not in known:
                self._refuse(str(key), data[key], f"no such key; reader {reader} knows: " + ", ".join(known))
        spec: dict[str, Any] = {key: self._text(data, key, needed=needed) for key, needed in _TEXTS.items()}
        spec["options"] = {key: self._option(data, reader, key) for key in OPTIONS[reader] if key in data}
        tables = {key: self._table(data, key, data.get(key, {})) for key in _TABLES}
        shipped = _shipped_tables(reader)
        return spec | {
            "id": self._id,
            "downloads": {},
            "max_age_days": self._days(data),
            "counts": {str(schema): self._band(str(schema), band) for schema, band in tables["counts"].items()},
            "ignored": {**shipped.get("ignored", {}), **self._words("ignored", tables["ignored"])},
            "lookups": self._lookups(shipped.get("lookups", {}), tables["lookups"]),
            "columns": self._columns(self._words("columns", tables["columns"]), reader, spec["options"]),
        }

    def _refuse(self, key: str, value: object, allowed: str) -> NoReturn:
        raise SettingError(f"{str(self._path)!r}: key {key!r} is {value!r:.80}", hint=allowed)

    def _load(self) -> dict[str, Any]:
        try:
            if self._path.stat().st_size > _MAX_BYTES:
                self._refuse("", "larger than 1 MiB", "a description is a page of YAML")
            data = yaml.safe_load(self._path.read_text(encoding="utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError, OSError, RecursionError, ValueError) as error:
            why = " ".join(str(error).split())
            raise SettingError(
                f"{str(self._path)!r} cannot be read as YAML: {why}",
                hint="write one `key: value` a line; put a text with a colon or a # in quotation marks",
            ) from error
        if not isinstance(data, dict):
            self._refuse("", data, "write keys: title, publisher, reader, max_age_days, ...")
        return data

    def _text(self, data: Mapping[str, Any], key: str, *, needed: bool) -> str:
        value = data.get(key)
        if value is None and not needed:
            return ""
        if not isinstance(value, str) or not value.strip():
            self._refuse(key, value, "write a text" + (", it is needed" if needed else ""))
        return value.strip()

    def _option(self, data: Mapping[str, Any], reader: str, key: str) -> str:
        value, allowed = data[key], OPTIONS[reader][key]
        if not isinstance(value, str) or not value or (allowed and value not in allowed):
            self._refuse(key, value, "allowed: " + (", ".join(map(repr, allowed)) or "a text in quotation marks"))
        if key == "schema":
            self._schema(key, value)
        return value

    def _schema(self, key: str, value: str) -> None:
        things = sorted(s for s in SCHEMAS if s != "Thing" and is_thing(s))
        if value not in things:
            self._refuse(key, value, "allowed: " + ", ".join(things))

    def _days(self, data: Mapping[str, Any]) -> int:
        value = data.get("max_age_days")
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 36600:
            self._refuse("max_age_days", value, "write a whole number of days from 1 to 36600")
        return value

    def _table(self, data: Mapping[str, Any], key: str, value: object) -> dict[Any, Any]:
        if not isinstance(value, dict):
            self._refuse(key, data[key], "write one line a word: `word: meaning`")
        return value

    def _band(self, schema: str, band: object) -> tuple[int, int]:
        if schema != "all":
            self._schema(f"counts: {schema}", schema)
        if not isinstance(band, list) or len(band) != 2 or not all(type(n) is int for n in band):
            self._refuse(f"counts: {schema}", band, "write [least, most], whole numbers")
        low, high = band
        if not 0 <= low <= high:
            self._refuse(f"counts: {schema}", band, "write [least, most], the least first")
        return low, high

    def _words(self, key: str, table: Mapping[Any, Any]) -> dict[str, str]:
        for word, meaning in table.items():
            if not isinstance(word, str | int) or isinstance(word, bool) or not isinstance(meaning, str):
                self._refuse(f"{key}: {word!r}", meaning, 'write texts; put words such as "no" in quotation marks')
        return {str(word): meaning for word, meaning in table.items()}

    def _lookups(self, shipped: Mapping[str, Any], own: Mapping[Any, Any]) -> dict[str, dict[str, str]]:
        found = {name: {str(k).casefold(): str(v) for k, v in words.items()} for name, words in shipped.items()}
        for name, words in own.items():
            checked = self._words(f"lookups: {name}", self._table(own, name, words))
            for word, meaning in checked.items():
                if name == "schema":
                    self._schema(f"lookups: schema: {word}", meaning)
            found.setdefault(str(name), {}).update({word.casefold(): meaning for word, meaning in checked.items()})
        return found

    def _columns(self, columns: dict[str, str], reader: str, options: Mapping[str, str]) -> dict[str, str]:
        if reader != "own_csv":
            if columns:
                self._refuse("columns", sorted(columns), f"only reader own_csv has columns of its own, not {reader}")
            return {}
        schema = options.get("schema")
        allowed = properties_of(schema) if schema else _all_properties()
        is_property: Callable[[str], bool] = allowed.__contains__
        for column, prop in columns.items():
            listing = prop.removeprefix(LISTING) if prop.startswith(LISTING) else None
            if prop in ("id", "schema") or listing in LISTING_PROPERTIES:
                continue
            if listing is not None or not is_property(prop):
                own = f"id, schema, {', '.join(sorted(allowed))}" if listing is None else ""
                named = ", ".join(LISTING + p for p in LISTING_PROPERTIES)
                self._refuse(f"columns: {column}", prop, f"allowed: {own}{', ' if own else ''}{named}")
        roles = list(columns.values())
        if roles.count("id") != 1:
            self._refuse("columns", columns, "exactly one column must be the `id`")
        if roles.count("schema") + (schema is not None) != 1:
            self._refuse(
                "columns", columns, "either one column is the `schema`, or the key `schema` holds for every row"
            )
        if not set(roles) & set(NAME_PROPERTIES):
            self._refuse("columns", columns, "at least one column must hold names: " + ", ".join(NAME_PROPERTIES))
        return columns


def _all_properties() -> frozenset[str]:
    return frozenset(p for schema in SCHEMAS if ancestry(schema)[-1] == "Thing" for p in properties_of(schema))


@cache
def _shipped_tables(reader: str) -> Mapping[str, Any]:
    path = files("sanksi.lists") / f"{reader}.yml"
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}
    if elder := found.pop("lookups_of", ""):
        found["lookups"] = {**_shipped_tables(elder)["lookups"], **found["lookups"]}
    return found
