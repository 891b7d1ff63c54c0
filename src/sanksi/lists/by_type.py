"""Values that a user's file gives for a property, cleaned as the property's FollowTheMoney type asks; what does not fit is an Issue.

The readers of official lists know what each field of their format is; the readers of own lists know only the property's name.
"""

import re

from sanksi.ledger import PROPERTY_TYPES, clean_territory, properties_of
from sanksi.lists.dates import clean_date
from sanksi.lists.draft import Draft
from sanksi.lists.identifiers import UNCHECKED, clean_number

_FORMS: dict[str, tuple[re.Pattern[str], str]] = {
    # phone numbers of no stated territory cannot be told apart: only international ones are kept. Source: ITU-T E.164, 6.2
    "phone": (re.compile(r"\+[1-9]\d{6,14}"), "not an international phone number (+ and the country's code first)"),
    "email": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "not an e-mail address"),
    "website": (re.compile(r"https?://[^\s/]+\.[^\s]+", re.IGNORECASE), "not a web address with http:// or https://"),
    "sourceUrl": (re.compile(r"https?://[^\s/]+\.[^\s]+", re.IGNORECASE), "not a web address with http:// or https://"),
    "programUrl": (
        re.compile(r"https?://[^\s/]+\.[^\s]+", re.IGNORECASE),
        "not a web address with http:// or https://",
    ),
    "topics": (re.compile(r"[a-z]+(\.[a-z]+)*"), "not a FollowTheMoney topic"),
}
_MOST = {"name": 384, "identifier": 64, "address": 600}
"""The longest value of a type; what is longer is prose, and stands in the notes.

Source: followthemoney 4.11, `max_length` of its types; for addresses 250 there, but the UN lists up to 430 characters.
"""

_GENDERS = ("male", "female", "other")
_SLASHED = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})$")


def add_by_type(
    draft: Draft, prop: str, text: str, locator: str, *, listing: bool = False, dates: str = "day-first"
) -> None:
    """One value of a property that the entity's schema has (or the listing, when `listing`).

    Args:
        draft: with the entity begun.
        prop: name of the property.
        text: as the file has it; empty gives nothing.
        locator: where the file has it.
        listing: whether the value is the listing's own.
        dates: how `03/04/1965` is read: `day-first`, `month-first`, or `iso`: not at all, since it says two days.
    """
    raw = " ".join(text.split())
    if not raw:
        return
    kind = PROPERTY_TYPES.get(prop, prop)
    if len(raw) > _MOST.get(kind, len(raw)):
        _keep_prose(draft, kind, raw, locator, listing=listing)
    elif kind == "date":
        _add_date(draft, prop, raw, locator, listing=listing, dates=dates)
    elif kind in ("country", "gender"):
        _add_word(draft, prop, kind, raw, locator, listing=listing)
    elif (
        prop in UNCHECKED
        and clean_number(prop, raw, schema=draft.schema) is None
        and UNCHECKED[prop] not in properties_of(draft.schema)
    ):
        draft.issue(locator, raw, f"fails the check of {prop}")
    elif prop in UNCHECKED:
        draft.add_number(prop, raw, locator)
    elif prop in _FORMS:
        form, reason = _FORMS[prop]
        value = re.sub(r"[\s().-]", "", raw) if prop == "phone" else raw
        if form.fullmatch(value):
            draft.add(prop, value, locator, original=raw, listing=listing)
        else:
            draft.issue(locator, raw, reason)
    else:
        draft.add(prop, raw, locator, listing=listing)


def _keep_prose(draft: Draft, kind: str, raw: str, locator: str, *, listing: bool) -> None:
    notes = "summary" if listing else "notes"
    if listing or notes in properties_of(draft.schema):
        draft.issue(locator, raw, f"longer than a value of type {kind} can be: kept as {notes}", "note")
        draft.add(notes, raw, locator, listing=listing)
    else:
        draft.issue(locator, raw, f"longer than a value of type {kind} can be")


def _add_word(draft: Draft, prop: str, kind: str, raw: str, locator: str, *, listing: bool) -> None:
    """A territory or a gender, by the list's tables or the package's own."""
    table = draft.spec.lookups.get("territory" if kind == "country" else "gender", {})
    word = table.get(raw.casefold())
    if word is None:
        word = clean_territory(raw) if kind == "country" else raw.casefold() if raw.casefold() in _GENDERS else None
    if word is None:
        draft.issue(
            locator, raw, "territory not known" if kind == "country" else "gender not known: " + ", ".join(_GENDERS)
        )
    elif word != "none":
        draft.add(prop, word, locator, original=raw, listing=listing)


def _add_date(draft: Draft, prop: str, raw: str, locator: str, *, listing: bool, dates: str) -> None:
    if slashed := _SLASHED.match(raw):
        first, _, second, year = slashed.groups()
        if dates == "iso":
            draft.issue(locator, raw, "day or month first is not said: set `dates`")
            return
        day, month = (first, second) if dates == "day-first" else (second, first)
        value = clean_date(f"{day}/{month}/{year}")
        if value is None:
            draft.issue(locator, raw, "not a date")
            return
        draft.add_date(prop, value, locator, original=raw, listing=listing)
    else:
        draft.add_date(prop, raw, locator, listing=listing)
