"""The verb of the stage: read a report."""

from dataclasses import replace
from datetime import date

from sanksi.errors import ReadingError
from sanksi.news.dates import read_day
from sanksi.news.findings import find_findings
from sanksi.news.languages import detect_language, require_reader
from sanksi.news.links import screen_figures
from sanksi.news.listed import find_listed, unite_listed
from sanksi.news.outcome import Reading
from sanksi.news.page import Page, read_page
from sanksi.news.parties import resolve
from sanksi.news.scanning import scan
from sanksi.news.scene import Scene
from sanksi.news.values import Article, PartyScreener
from sanksi.news.words import Lexicon
from sanksi.news.zones import read_zones

NAMED_IN = ("title", "caption", "subheading", "body")
"""Zones whose names are mentions."""


def read(
    text: str | Page,
    *,
    screener: PartyScreener | None,
    today: date,
    as_of: date | None = None,
    html: bool | None = None,
) -> Reading:
    """Read a report: who is named and listed, who claims what, what happens when, and what the regime says about it.

    In a language that nothing here reads, only the names of the screener's lists are found and screened: `Reading.scanned` says so.

    Args:
        text: the report, plain text or HTML; or what `decode_page` made of a PDF.
        screener: screens the parties; None screens nobody.
        today: the latest day the lists may be read for, and the anchor of "yesterday" when the report has no date.
        as_of: the day the lists are read for; the day of publication when left out.
        html: whether the text is HTML; None looks.

    Raises:
        ReadingError: empty, binary or too large; a page without text; without a screener, a language that nothing here reads, or only an extra
            that is not installed.
    """
    page = read_page(text, html=html)
    language = detect_language(page.text)
    try:
        reader = require_reader(language, len(page.text))
    except ReadingError as error:
        if screener is None:
            raise
        return scan(page, language, screener, today=today, as_of=as_of, why=error)
    lexicon = reader.lexicon
    article = read_zones(page.text, lexicon, known=page.told, marks=page.marks)
    published = article.published_on or _first_day(page.text, article, lexicon) or today
    first = as_of or min(published, today)
    named_in = article.spans(*NAMED_IN)
    dates = reader.find_dates(page.text, article.spans("body", "subheading", "title"), published)
    mentions, offices = reader.find_mentions(page.text, named_in, dates)
    listed = find_listed(page.text, named_in, screener, (first, today), lexicon.common)
    named = unite_listed(mentions, listed, offices, lexicon.common)
    cast = resolve(page.text, named, offices, lexicon)
    scene = Scene(page.text, cast, lexicon)
    claims = reader.find_claims(scene, article)
    acts = reader.find_acts(scene, article, claims, dates)
    figures = screen_figures(cast, article, screener, as_of=first, today=today, x=lexicon)
    return Reading(
        article=replace(article, language=lexicon.language),
        mentions=cast.mentions,
        entities=figures,
        claims=claims,
        events=acts.events,
        dates=dates,
        goods=acts.goods,
        findings=find_findings(scene, acts.events, figures, published=published),
        leads=acts.leads,
        unread=reader.unread,
        text=page.text,
        extracted=page.extracted,
    )


def _first_day(text: str, article: Article, lexicon: Lexicon) -> date | None:
    """The first full date of the body: what a report without a publication line counts its days from."""
    days = (read_day(text[a:b], lexicon) for a, b in article.spans("body")[:4])
    return next((day for day in days if day), None)
