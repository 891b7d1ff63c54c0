"""What a batch is asked to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from sanksi.errors import QueryError
from sanksi.ledger import nearest, properties_of, require_schema

FORMATS = (".csv", ".jsonl")
OUTCOMES = ("hit", "potential", "not_screened", "clear", "unreadable")


@dataclass(frozen=True, kw_only=True)
class BatchJob:
    """What to screen and how.

    Attributes:
        source: .csv (with a header) or .jsonl (an object a line: FollowTheMoney, or plain property names).
        target: .csv (a line a match, or one line for a party without) or .jsonl (a Screening a line, with `row`).
        mapping: `COLUMN=PROPERTY` texts; other columns count when they are named as a property, or `id`, `schema`.
        schema: of parties that do not state one.
        threshold: least score, or None for the default.
        as_of: the day, or None for today.

    Raises:
        QueryError: a format, schema or mapping that cannot be used.
    """

    source: Path
    target: Path
    mapping: tuple[str, ...] = ()
    schema: str = "Thing"
    threshold: float | None = None
    as_of: date | None = None

    def __post_init__(self) -> None:
        for path in (self.source, self.target):
            if path.suffix not in FORMATS:
                raise QueryError(f"{path.name!r} is neither .csv nor .jsonl", hint="give it one of these endings")
        require_schema(self.schema)
        _ = self.columns

    @cached_property
    def columns(self) -> Mapping[str, str]:
        """Column to the property it is mapped to."""
        columns = {}
        known = properties_of(self.schema) | {"id", "schema"}
        for text in self.mapping:
            column, equals, prop = text.partition("=")
            if not equals or not column or prop not in known:
                raise QueryError(
                    f"mapping {text!r} cannot be used", hint=nearest(prop, known) if equals else "write COLUMN=PROPERTY"
                )
            columns[column] = prop
        for own in {"id", "schema"} & set(columns.values()):
            columns.setdefault(own, "")  # another column was said to hold it
        return columns
