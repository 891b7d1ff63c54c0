"""What every page shares: templates of `faces/templates/` filled, the style and its hash, days and numbers in the page's language."""

import base64
import hashlib
import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from sanksi.faces.pages.sentences import say
from sanksi.faces.pages.texts import require_texts

if TYPE_CHECKING:
    from jinja2 import Environment

_HIDING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Characters that hide, reorder or break text. Joiners (U+200C, U+200D) stay: Persian and Hindi are written with them."""


def render_page(template: str, *, language: str, styles: Sequence[str] = (), **shown: object) -> str:
    """Fill a template into a self-contained HTML page.

    Args:
        template: name of a template that extends `frame.html`.
        language: of the page's own words: `en` or `id`.
        styles: further style files, after `page.css`; all of them are allowed by one hash.
        **shown: what the template shows.

    Raises:
        SettingError: no texts in that language.
    """
    folder = files("sanksi.faces").joinpath("templates")
    style = "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in ("page.css", *styles))
    return (
        _environment()
        .get_template(template)
        .render(
            t=require_texts(language),
            language=language,
            style=style,
            style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            day=lambda value: _day(value, language),
            short_day=lambda value: _day(value, language, pattern="d MMM y"),
            say=lambda sentence: say(str(sentence), language),
            count=lambda value: _count(value, language),
            number=lambda value, *, signed=False: _number(value, language, signed=signed),
            **shown,
        )
    )


def write_page(page: str, path: Path) -> Path:
    """Write a page to `path`, making its folder where needed, and give the path back."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")
    return path


def show_hidden(value: object) -> object:
    """Give text back with every character that hides, reorders or breaks it written as ⟦U+XXXX⟧; other values as they are."""
    return _HIDING.sub(lambda m: f"⟦U+{ord(m[0]):04X}⟧", value) if type(value) is str else value


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - only an answer with a page needs it

    environment = Environment(
        loader=PackageLoader("sanksi.faces"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=show_hidden,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["plain"] = lambda word: str(word).replace("_", " ")
    return environment


def _count(value: float, language: str) -> str:
    """A quantity with the marks of the language, with as many decimals as it has, three at most."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - as jinja2

    return format_decimal(value, locale=language)


def _number(value: float, language: str, *, signed: bool) -> str:
    """Three decimals with the decimal mark of the language; `signed` writes the plus as well."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - as jinja2

    return format_decimal(value, "+0.000;-0.000" if signed else "0.000", locale=language)


def _day(value: object, language: str, pattern: str = "d MMMM y") -> str:
    """A day, or a day and time, in the words of the language; other text unchanged."""
    from babel.dates import format_date  # noqa: PLC0415 - as jinja2

    if isinstance(value, date) and not isinstance(value, datetime):
        return format_date(value, pattern, locale=language)
    text = str(value)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    words = format_date(at.date(), pattern, locale=language)
    if len(text) <= len("2023-09-14"):
        return words
    return f"{words}, {at:%H:%M}" + (f" UTC{at.isoformat()[-6:]}" if at.utcoffset() is not None else "")
