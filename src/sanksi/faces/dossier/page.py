"""The page of a reading, as HTML."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sanksi.faces.dossier.marks import build_paragraphs
from sanksi.faces.dossier.network import LAYOUTS as NETWORK_LAYOUTS
from sanksi.faces.dossier.network import build_networks
from sanksi.faces.dossier.timeline import build_timeline, parse_days
from sanksi.faces.dossier.view import build_spans, build_view
from sanksi.faces.pages.axis import NARROW, WIDE
from sanksi.faces.pages.page import render_page, write_page
from sanksi.faces.pages.texts import find_question, require_texts
from sanksi.news import name_language


def render_dossier(reading: Mapping[str, Any], *, language: str = "en") -> str:
    """One reading as a self-contained HTML page.

    Args:
        reading: the JSON shape Reading, with `text`.
        language: of the page's own words: `en` or `id`; the article stays as it is.

    Raises:
        SettingError: no texts in that language.
    """
    texts = require_texts(language)
    view = build_view(reading)
    article = reading.get("article") or {}
    published = parse_days({"from": article.get("published_at")})
    spans = build_spans(reading, view.events, texts)
    return render_page(
        "dossier.html",
        language=language,
        styles=("dossier.css",),
        reading=reading,
        article=article,
        written_in=name_language(article["language"], language).name if article.get("language") else "",
        view=view,
        paragraphs=build_paragraphs(reading),
        timelines=[build_timeline(spans, published[0] if published else None, layout) for layout in (WIDE, NARROW)],
        networks=list(zip(*(build_networks(view, layout, texts) for layout in NETWORK_LAYOUTS), strict=True)),
        question=find_question,
    )


def write_dossier(reading: Mapping[str, Any], path: Path, *, language: str = "en") -> Path:
    """Write the page of a reading to `path`, making its folder where needed, and give the path back."""
    return write_page(render_dossier(reading, language=language), path)
