"""From what a user types to a party: territories by name, identifiers without saying their type."""

from collections.abc import Sequence

from sanksi.errors import QueryError
from sanksi.ledger import PROPERTY_TYPES, Entity, Party, clean_territory, properties_of, require_schema

_NOT_ASKED = frozenset({"authorityId", "unscId", "callSign"})


def build_party(
    *,
    schema: str,
    names: Sequence[str],
    birth_date: str | None = None,
    countries: Sequence[str] = (),
    identifiers: Sequence[str] = (),
) -> Entity:
    """A party of the schema; an identifier is compared with every identifier property the schema has.

    Raises:
        QueryError: unknown schema or territory, or a birth date that is none.
    """
    require_schema(schema)
    properties: dict[str, Sequence[str]] = {"name": list(names)} if names else {}
    if birth_date:
        if not _is_date(birth_date):
            raise QueryError(f"birth date {birth_date!r} is no date", hint="write it as YYYY, YYYY-MM or YYYY-MM-DD")
        properties["birthDate"] = [birth_date]
    codes = []
    for country in countries:
        code = clean_territory(country)
        if code is None:
            raise QueryError(
                f"unknown territory {country!r}", hint="give a name in English or Indonesian, or an ISO code"
            )
        codes.append(code)
    if codes:
        properties["country"] = codes
    if identifiers:
        for prop in sorted(properties_of(schema)):
            if PROPERTY_TYPES.get(prop) == "identifier" and prop not in _NOT_ASKED:
                properties[prop] = list(identifiers)
    return Party(schema=schema, id="", **properties)


def _is_date(text: str) -> bool:
    from datetime import date

    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) in (4, 7) else text)
    except ValueError:
        return False
    return len(text) in (4, 7, 10)
