"""A text that nothing here reads, scanned for the names of the lists: whoever is found is screened; nothing else is known of the text."""

import re
from dataclasses import replace
from datetime import date

from sanksi.errors import ReadingError
from sanksi.news.languages import Language
from sanksi.news.links import screen_figures
from sanksi.news.listed import find_listed
from sanksi.news.outcome import Reading
from sanksi.news.page import Page
from sanksi.news.parties import resolve
from sanksi.news.values import PARTS, Article, PartyScreener, Zone
from sanksi.news.words import load_lexicon

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")


def scan(
    page: Page, language: Language, screener: PartyScreener, *, today: date, as_of: date | None, why: ReadingError
) -> Reading:
    """Find listed names in every line, and screen them on both days.

    Args:
        page: the text.
        language: it looks to be in.
        screener: whose lists are asked.
        today: see `sanksi.news.read`.
        as_of: the day the lists are read for; that of publication, where metadata tell it, when None.
        why: nothing reads it.

    Returns:
        A Reading with mentions and parties only; `scanned` says so.
    """
    lexicon = load_lexicon("en")  # for what is no party: press and the UN have their English names everywhere
    told = page.told or Article()
    first = as_of or min(told.published_on or today, today)
    lines = [found.span() for found in _LINE.finditer(page.text)]
    listed = find_listed(page.text, lines, screener, (first, today), common=None)
    cast = resolve(page.text, listed, (), lexicon)
    article = replace(told, language=language.code, zones=tuple(Zone(zone="body", start=a, end=b) for a, b in lines))
    return Reading(
        article=article,
        mentions=cast.mentions,
        entities=screen_figures(cast, article, screener, as_of=first, today=today, x=lexicon),
        claims=(),
        events=(),
        dates=(),
        goods=(),
        findings=(),
        leads=(),
        unread=PARTS,
        scanned=f"{why.message}: it was only scanned for the names of the lists; who is not found may be listed all the same",
        text=page.text,
        extracted=page.extracted,
    )
