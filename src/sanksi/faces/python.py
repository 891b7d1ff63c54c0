"""The Python face: where "today" and "home" are filled in for programs that do not say them."""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sanksi.errors import QueryError
from sanksi.ledger import Entity, Party

if TYPE_CHECKING:
    from sanksi import screening
    from sanksi.faces.screener import Screener
    from sanksi.match import Match
    from sanksi.news import Reading
    from sanksi.regime import Check


def open(  # noqa: A001 - the product's own verb
    home: str | Path | None = None, *, today: date | Callable[[], date] | None = None
) -> "Screener":
    """The screener of the lists at home; it may live long: each call looks at the day and at what updates imported.

    Args:
        home: folder of ledger and index; when left out see `default_home`.
        today: the day that "now" means, or what gives it at each call; the current UTC day when left out.
    """
    from sanksi.faces.screener import Screener  # noqa: PLC0415 - a deal without parties needs no lists

    return Screener(default_home() if home is None else Path(home), today=today or _current_day)


def default_home() -> Path:
    """The home of whoever does not say one, here and at the command line: SANKSI_HOME, else the platform's user data folder."""
    if stated := os.environ.get("SANKSI_HOME"):
        return Path(stated)
    from platformdirs import user_data_path  # noqa: PLC0415 - only when no home is given

    return user_data_path("sanksi")


def compare(left: Entity | Mapping[str, Any], right: Entity | Mapping[str, Any]) -> "Match":
    """Compare a party with an entity, each a Party or a FollowTheMoney dict.

    Raises:
        QueryError: a dict that is no entity, or nothing to compare.
    """
    from sanksi.match import compare as compare_entities  # noqa: PLC0415

    return compare_entities(_entity(left), _entity(right))


def check(
    facts: Mapping[str, Any],
    *,
    date: date | str | None = None,
    parties: Sequence[str | Entity | Mapping[str, Any]] = (),
    screener: "screening.Screener | None" = None,
    rules_as_of: date | str | None = None,
    lists_as_of: date | str | None = None,
    regimes: Sequence[str] | None = None,
) -> "Check":
    """What a described deal runs into; see `sanksi.regime.check`, and `sanksi.screening.deal` for what its parties add.

    Args:
        facts: fact name to value; what is not named is not known.
        date: the day of the act, ISO or a date; today when left out.
        parties: parties of the deal to screen, each a name, a Party or a FollowTheMoney dict.
        screener: whose lists they are screened against; those at home when left out.
        rules_as_of: the day whose rules are asked; that of the act when left out.
        lists_as_of: the day the lists are read for; that of the act when left out.
        regimes: ids; those that the deal concerns when left out.

    Raises:
        UnknownFactError: a fact name or value outside the vocabulary.
        NotInForceError: a day before the first measure of a regime.
        QueryError: a day that is none, or a party that gives nothing to match on.
    """
    from sanksi.regime import check as check_facts  # noqa: PLC0415 - screening needs no regime
    from sanksi.screening.deal import check_deal  # noqa: PLC0415

    on = _day(date, "date") or _current_day()
    rules, lists = _day(rules_as_of, "rules_as_of"), _day(lists_as_of, "lists_as_of")
    if isinstance(parties, str):
        raise QueryError(f"parties is {parties!r}, which is no list", hint=f"write it as [{parties!r}]")
    if not parties:
        return check_facts(facts, on=on, rules_as_of=rules, lists_as_of=lists, regimes=regimes)
    return check_deal(
        facts,
        on=on,
        parties=[Party(name=p) if isinstance(p, str) else _entity(p) for p in parties],
        screener=screener or open(),
        rules_as_of=rules,
        lists_as_of=lists,
        regimes=regimes,
    )


def read(
    text: str | bytes,
    *,
    screener: "screening.Screener | None" = None,
    as_of: date | None = None,
    today: date | None = None,
) -> "Reading":
    """Read an article, text or HTML, or the bytes of one, which may be PDF; see `sanksi.news.read`."""
    from sanksi.news import decode_page  # noqa: PLC0415 - screening needs no news
    from sanksi.news import read as read_news  # noqa: PLC0415

    given = decode_page(text, name="the bytes given") if isinstance(text, bytes) else text
    return read_news(given, screener=screener, as_of=as_of, today=today or _current_day())


def _current_day() -> date:
    return datetime.now(UTC).date()


def _day(given: date | str | None, where: str) -> date | None:
    if given is None or (isinstance(given, date) and not isinstance(given, datetime)):
        return given
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise QueryError(f"{where} is {given!r}, which is no day", hint="write it as YYYY-MM-DD") from None


def _entity(given: Entity | Mapping[str, Any]) -> Entity:
    if isinstance(given, Entity):
        return given
    try:
        return Party(schema=given["schema"], id=given.get("id", ""), **given["properties"])
    except (KeyError, TypeError) as error:
        raise QueryError(
            f"no FollowTheMoney entity: {error!r}", hint='give {"schema": ..., "properties": {...}}'
        ) from error
