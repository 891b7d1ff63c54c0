"""What is known about a list before reading it: one YAML per list in ``specs/``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from sanksi.errors import LookupMissError, QueryError
from sanksi.ledger import nearest

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


def list_ids() -> tuple[str, ...]:
    """Ids of all lists this version can read."""
    return tuple(sorted(f.name.removesuffix(".yml") for f in _FOLDER.iterdir() if f.name.endswith(".yml")))


@cache
def load_spec(list_id: str) -> ListSpec:
    """The description of a list.

    Raises:
        QueryError: no such list.
    """
    if list_id not in list_ids():
        raise QueryError(f"unknown list {list_id!r}", hint=nearest(list_id, list_ids()))
    data: dict[str, Any] = yaml.safe_load((_FOLDER / f"{list_id}.yml").read_text(encoding="utf-8"))
    lookups = {
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
