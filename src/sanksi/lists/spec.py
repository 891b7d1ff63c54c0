"""What is known about a list before reading it: one YAML per list in ``specs/``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from sanksi.errors import LookupMissError, QueryError, SettingError
from sanksi.ledger import nearest
from sanksi.lists.own import own_id, own_ids, own_paths, read_own

_FOLDER = files("sanksi.lists") / "specs"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSpec:
    """A list's description.

    Attributes:
        id: list id.
        title: for people.
        publisher: who is answerable for it.
        licence: under which terms the facts may be used.
        url: the publisher's page.
        reader: module of `sanksi.lists` that reads it.
        cadence: how often the publisher publishes, for people.
        downloads: role of a file (`list`, `sdn`, `alt`) to its official address; empty when there is none to fetch.
        max_age_days: older editions do not support `clear`.
        counts: schema to (least, most) entities an edition can plausibly hold.
        ignored: field path to the reason it is not read.
        lookups: named tables, publisher's word to ours.
        columns: column of an own CSV to the property it holds; empty for official lists.
        shrink_band: share of its entities that a list may lose from one edition to the next without somebody confirming it.
        options: what a reader of own lists lets the user choose (`separator`, `schema`, ...); empty for official lists.
    """

    id: str
    title: str
    publisher: str
    licence: str
    url: str
    reader: str
    cadence: str
    downloads: Mapping[str, str]
    max_age_days: int
    counts: Mapping[str, tuple[int, int]]
    ignored: Mapping[str, str]
    lookups: Mapping[str, Mapping[str, str]]
    columns: Mapping[str, str]
    shrink_band: float = 0.1
    options: Mapping[str, str] = field(default_factory=dict)

    def require(self, table: str, word: str, *, where: str) -> str:
        """The word's meaning in a lookup table.

        Raises:
            LookupMissError: the table does not know the word; unknown categories never fall to a default.
        """
        found = self.lookups[table].get(word.strip().casefold())
        if found is None:
            raise LookupMissError(
                f"{self.id}: unknown {table} {word!r} at {where}", hint=f"add it to specs/{self.id}.yml"
            )
        return found


def list_ids(own: Path | None = None) -> tuple[str, ...]:
    """Ids of all lists this version can read, and of those described in a folder of own lists.

    Raises:
        SettingError: a file of that folder whose name cannot be a list id.
    """
    return tuple(sorted({*_official_ids(), *own_ids(own, taken=_official_ids())}))


@cache
def _official_ids() -> frozenset[str]:
    return frozenset(f.name.removesuffix(".yml") for f in _FOLDER.iterdir() if f.name.endswith(".yml"))


def load_spec(list_id: str, own: Path | None = None) -> ListSpec:
    """The description of a list.

    Args:
        list_id: the list.
        own: folder of the user's own lists, one YAML each; None where only official lists are meant.

    Raises:
        QueryError: no such list.
        SettingError: the user's description of the list says something impossible.
    """
    if list_id in _official_ids():
        return _load_official(list_id)
    if list_id not in list_ids(own) or own is None:
        raise QueryError(f"unknown list {list_id!r}", hint=nearest(list_id, list_ids(own)))
    return ListSpec(**read_own(list_id, own))


def load_specs(own: Path | None = None) -> tuple[tuple[ListSpec, ...], tuple[SettingError, ...]]:
    """The descriptions of all lists by id, and what is wrong with those of the user's own that cannot be used."""
    specs, wrong = [_load_official(list_id) for list_id in _official_ids()], []
    for path in own_paths(own):
        try:
            specs.append(ListSpec(**read_own(own_id(path, taken=_official_ids()), path.parent)))
        except SettingError as error:
            wrong.append(error)
    return tuple(sorted(specs, key=lambda spec: spec.id)), tuple(wrong)


@cache
def _load_official(list_id: str) -> ListSpec:
    data: dict[str, Any] = yaml.safe_load((_FOLDER / f"{list_id}.yml").read_text(encoding="utf-8"))
    lookups: dict[str, Mapping[str, str]] = {
        table: {str(k).casefold(): str(v) for k, v in words.items()} for table, words in data.pop("lookups", {}).items()
    }
    if elder := data.pop("lookups_of", ""):
        # two lists of one publisher in one format share their tables and what is ignored; own tables come on top
        shared = load_spec(elder)
        lookups = {**shared.lookups, **lookups}
        data["ignored"] = {**shared.ignored, **data.get("ignored", {})}
    counts = {schema: (int(low), int(high)) for schema, (low, high) in data.pop("counts").items()}
    optional = {key: data.pop(key, {}) for key in ("ignored", "downloads", "columns")}
    return ListSpec(id=list_id, counts=counts, lookups=lookups, cadence=data.pop("cadence", ""), **optional, **data)
