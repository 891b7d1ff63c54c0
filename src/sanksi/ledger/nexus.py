"""Who is bound by whose law: the nexus a user states, against the jurisdiction of a list or of a regime."""

from collections.abc import Collection
from typing import Literal

from sanksi.errors import QueryError
from sanksi.ledger.vocabulary import nearest

Binds = Literal["you", "others", "unknown"]

BOUND = {
    "un": "every UN member State",
    "us": "US persons",
    "eu": "EU persons",
    "gb": "UK persons",
    "ch": "persons in Switzerland",
}
"""Jurisdiction, as list ids and regime ids begin, to those it binds, for people. Acts in its territory bind anyone; a State passes the UN's measures on to those under its law.

Source: UN Charter, Article 25; 31 CFR 560.314 and its like; the last article of the EU's regulations; Sanctions and Anti-Money
Laundering Act 2018, section 21; Swiss Embargo Act (SR 946.231). In our own words, from memory.
"""

NEXUS = {"us_person": "us", "eu_person": "eu", "uk_person": "gb", "swiss_person": "ch"}
"""What a user can be, to the jurisdiction that binds such a person."""


def bind(jurisdiction: str, nexus: Collection[str] | None) -> Binds:
    """Whether a law binds a user.

    Args:
        jurisdiction: key of `BOUND`; any other is not known.
        nexus: all that the user is, in words of `NEXUS`; None when nothing was said.

    Returns:
        `you`; `others`, when the user stated every nexus and none is of this law; `unknown`. The UN's measures bind everyone through some
        State, so they are never the others'.
    """
    if jurisdiction == "un":
        return "you"
    if nexus is None or jurisdiction not in BOUND:
        return "unknown"
    return "you" if any(NEXUS[word] == jurisdiction for word in nexus) else "others"


def clean_nexus(nexus: Collection[str] | None) -> tuple[str, ...] | None:
    """The words of a nexus, or QueryError with the nearest known word."""
    for word in nexus or ():
        if word not in NEXUS:
            raise QueryError(f"unknown nexus {word!r}", hint=nearest(word, NEXUS))
    return None if nexus is None else tuple(dict.fromkeys(nexus))
