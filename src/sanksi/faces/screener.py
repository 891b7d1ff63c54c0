"""The screener of the Python face: that of a home, or of entities that a program gives."""

import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Self
from weakref import finalize

from sanksi import screening
from sanksi.errors import QueryError
from sanksi.ledger import Entity, open_ledger

_DESCRIBED = (
    "title: Entities given by a program\npublisher: the program\nreader: ftm\nmax_age_days: 36500\ntargets: all\n"
)


class Screener(screening.Screener):
    """Screens parties; see `sanksi.screening.Screener`. `sanksi.open` gives that of the lists at home."""

    @classmethod
    def from_entities(
        cls,
        entities: Iterable[Mapping[str, Any] | Entity],
        *,
        list_id: str = "own",
        today: date | Callable[[], date] | None = None,
    ) -> Self:
        """A screener of entities of your own, as one list of today, in a temporary folder that goes with the object.

        Args:
            entities: FollowTheMoney dicts with `id`, `schema` and `properties`, or entities; relations and sanctions among them are read as in a file.
            list_id: of their list; the ids of the entities begin with it (`own-17`).
            today: the day that "now" means, or what gives it at each call; the current UTC day when left out.

        Raises:
            QueryError: something that is no entity, or none at all.
            SourceError: what is no FollowTheMoney.
        """
        from tempfile import mkdtemp  # noqa: PLC0415 - not on the way of a query

        from sanksi.lists import SourceFile  # noqa: PLC0415 - the lists at home are read already

        now = today if callable(today) else (lambda: today or datetime.now(UTC).date())
        data = b"".join(json.dumps(_shape(entity), default=str).encode() + b"\n" for entity in entities)
        if not data:
            raise QueryError(
                "there are no entities to screen against", hint='give {"id": ..., "schema": ..., "properties": {...}}'
            )
        home = Path(mkdtemp(prefix="sanksi-"))
        (home / "lists").mkdir()
        (home / "lists" / f"{list_id}.yml").write_text(_DESCRIBED, encoding="utf-8")
        ledger = open_ledger(home, create=True)
        imported = screening.import_edition(
            ledger,
            list_id,
            [SourceFile(name=f"{list_id}.ftm.json", data=data)],
            on=now(),
            received_at=datetime.combine(now(), time(), UTC),
            any_count=True,
            own=home / "lists",
        )
        ledger.close()
        if imported.error is not None:
            shutil.rmtree(home, ignore_errors=True)
            raise imported.error
        made = cls(home, today=now)
        finalize(made, shutil.rmtree, home, ignore_errors=True)
        return made


def _shape(entity: Mapping[str, Any] | Entity) -> Mapping[str, Any]:
    if isinstance(entity, Entity):
        return {"id": entity.id, "schema": entity.schema, "properties": dict(entity.properties), "target": True}
    if not {"id", "schema", "properties"} <= set(entity):
        raise QueryError(
            f"no FollowTheMoney entity: {entity!r:.80}", hint='give {"id": ..., "schema": ..., "properties": {...}}'
        )
    return {"target": True, **entity}
