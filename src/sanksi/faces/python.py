"""The Python face: where "today" and "home" are filled in for programs that do not say them."""

import os
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sanksi.errors import QueryError
from sanksi.ledger import Entity, Party
from sanksi.match import Match
from sanksi.match import compare as compare_entities
from sanksi.screening import Screener, open_screener

if TYPE_CHECKING:
    from sanksi.news import Reading


def open(  # noqa: A001 - the product's own verb
    home: str | Path | None = None, *, today: date | Callable[[], date] | None = None
) -> Screener:
    """The screener of the lists at home; it may live long: each call looks at the day and at what updates imported.

    Args:
        home: folder of ledger and index; when left out see `default_home`.
        today: the day that "now" means, or what gives it at each call; the current UTC day when left out.
    """
    return open_screener(default_home() if home is None else Path(home), today=today or _current_day)


def default_home() -> Path:
    """The home of whoever does not say one, here and at the command line: SANKSI_HOME, else the platform's user data folder."""
    if stated := os.environ.get("SANKSI_HOME"):
        return Path(stated)
    from platformdirs import user_data_path  # noqa: PLC0415 - only when no home is given

    return user_data_path("sanksi")


def compare(left: Entity | Mapping[str, Any], right: Entity | Mapping[str, Any]) -> Match:
    """Compare a party with an entity, each a Party or a FollowTheMoney dict.

    Raises:
        QueryError: a dict that is no entity, or nothing to compare.
    """
    return compare_entities(_entity(left), _entity(right))


def read(
    text: str | bytes, *, screener: Screener | None = None, as_of: date | None = None, today: date | None = None
) -> "Reading":
    """Read an article, text or HTML, or the bytes of one, which may be PDF; see `sanksi.news.read`."""
    from sanksi.news import decode_page  # noqa: PLC0415 - screening needs no news
    from sanksi.news import read as read_news  # noqa: PLC0415

    given = decode_page(text, name="the bytes given") if isinstance(text, bytes) else text
    return read_news(given, screener=screener, as_of=as_of, today=today or _current_day())


def _current_day() -> date:
    return datetime.now(UTC).date()


def _entity(given: Entity | Mapping[str, Any]) -> Entity:
    if isinstance(given, Entity):
        return given
    try:
        return Party(schema=given["schema"], id=given.get("id", ""), **given["properties"])
    except (KeyError, TypeError) as error:
        raise QueryError(
            f"no FollowTheMoney entity: {error!r}", hint='give {"schema": ..., "properties": {...}}'
        ) from error
