"""The verb of the stage: read a report."""

from dataclasses import replace
from datetime import date

from sanksi.news.claims import find_claims
from sanksi.news.dates import find_dates, read_day
from sanksi.news.events import find_events
from sanksi.news.findings import find_findings
from sanksi.news.goods import read_goods
from sanksi.news.leads import find_leads
from sanksi.news.mentions import find_mentions
from sanksi.news.outcome import Reading
from sanksi.news.page import Page, read_page
from sanksi.news.parties import resolve, screen_figures
from sanksi.news.speakers import Scene
from sanksi.news.values import Article, PartyScreener
from sanksi.news.words import Lexicon, detect_language, load_lexicon
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

    Args:
        text: the report, plain text or HTML, Indonesian or English; or what `decode_page` made of a PDF.
        screener: screens the parties; None screens nobody.
        today: the latest day the lists may be read for, and the anchor of "yesterday" when the report has no date.
        as_of: the day the lists are read for; the day of publication when left out.
        html: whether the text is HTML; None looks.

    Raises:
        ReadingError: empty, binary or too large; a page without text; a language that nothing here reads.
    """
    page = read_page(text, html=html)
    language = detect_language(page.text)
    lexicon = load_lexicon(language)
    article = read_zones(page.text, lexicon, known=page.told, marks=page.marks)
    published = article.published_on or _first_day(page.text, article, lexicon) or today
    body = article.spans("body")
    dates = find_dates(page.text, article.spans("body", "subheading", "title"), published, lexicon)
    mentions, offices = find_mentions(page.text, article.spans(*NAMED_IN), dates, lexicon)
    cast = resolve(page.text, mentions, offices, lexicon)
    scene = Scene(page.text, cast, lexicon)
    claims = find_claims(scene, article)
    goods = tuple(g for a, b in body for g in read_goods(page.text[a:b], a))
    leads = find_leads(scene, body, claims)
    events = find_events(scene, body, claims, goods, dates, leads)
    figures = screen_figures(cast, article, screener, as_of=as_of or min(published, today), today=today, x=lexicon)
    return Reading(
        article=replace(article, language=language),
        mentions=cast.mentions,
        entities=figures,
        claims=claims,
        events=events,
        dates=dates,
        goods=goods,
        findings=find_findings(scene, events, figures, published=published),
        leads=leads,
        text=page.text,
        extracted=page.extracted,
    )


def _first_day(text: str, article: Article, lexicon: Lexicon) -> date | None:
    """The first full date of the body: what a report without a publication line counts its days from."""
    days = (read_day(text[a:b], lexicon) for a, b in article.spans("body")[:4])
    return next((day for day in days if day), None)
