"""The own words of every page, by language."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from sanksi.errors import SettingError
from sanksi.regime import load_facts


@cache
def load_texts() -> Mapping[str, Mapping[str, Any]]:
    """All texts, language to section to key; data in `faces/templates/texts.toml`."""
    return tomllib.loads(files("sanksi.faces").joinpath("templates/texts.toml").read_text(encoding="utf-8"))


def require_texts(language: str) -> Mapping[str, Any]:
    """The texts of one language.

    Raises:
        SettingError: there are none in that language.
    """
    texts = load_texts()
    if language not in texts:
        raise SettingError(f"the pages have no texts in {language!r}", hint="languages: " + ", ".join(sorted(texts)))
    return texts[language]


def find_question(fact: str) -> str | None:
    """The question that asks for a fact, in English, as the regimes' vocabulary has it; None for a fact that it does not know."""
    known = load_facts().get(fact)
    return known.ask if known else None
