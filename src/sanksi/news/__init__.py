"""Stage 8: articles; page, zones, mentions, parties, claims, dates, events, and what the regime says about them.

Takes a report as text or HTML, Indonesian or English, or in a language whose reader is an extra; gives a `Reading`. Promises: offsets point into the text as given, what is denied,
alleged or planned is never told as done, and nothing is fetched or executed.
"""

from sanksi.news.languages import name_language
from sanksi.news.outcome import EventCheck, Reading
from sanksi.news.page import LARGEST, Page, decode_page
from sanksi.news.reading import read
from sanksi.news.values import (
    Article,
    Claim,
    Event,
    Figure,
    Goods,
    Lead,
    Mention,
    Participant,
    PartyScreener,
    Speaker,
    When,
    Zone,
)

__all__ = [
    "LARGEST",
    "Article",
    "Claim",
    "Event",
    "EventCheck",
    "Figure",
    "Goods",
    "Lead",
    "Mention",
    "Page",
    "Participant",
    "PartyScreener",
    "Reading",
    "Speaker",
    "When",
    "Zone",
    "decode_page",
    "name_language",
    "read",
]
