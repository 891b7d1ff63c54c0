"""What reads a language, and which reader a language has."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

from sanksi.errors import ReadingError
from sanksi.news.languages.detect import Language, name_language
from sanksi.news.languages.ruled import RuledReader
from sanksi.news.mentions import Office
from sanksi.news.scene import Scene
from sanksi.news.values import Acts, Article, Claim, Mention, Part, When
from sanksi.news.words import LANGUAGES, Lexicon, load_lexicon


class LanguageReader(Protocol):
    """What a language brings: its words, and what finds names, times, claims and acts in its texts."""

    @property
    def lexicon(self) -> Lexicon:
        """Its words; a list that it leaves out is empty."""
        ...

    @property
    def unread(self) -> tuple[Part, ...]:
        """Parts of a reading that stay empty because nothing reads them in this language."""
        ...

    def find_dates(self, text: str, spans: Iterable[tuple[int, int]], anchor: date) -> tuple[When, ...]:
        """Time expressions within the spans, in order; `anchor` is the day of publication."""
        ...

    def find_mentions(
        self, text: str, spans: Iterable[tuple[int, int]], dates: Sequence[When]
    ) -> tuple[tuple[Mention, ...], tuple[Office, ...]]:
        """Names and offices within the spans, in order, without overlap; each name with its form in the nominative."""
        ...

    def find_claims(self, scene: Scene, article: Article) -> tuple[Claim, ...]:
        """Who says what, in order."""
        ...

    def find_acts(self, scene: Scene, article: Article, claims: Sequence[Claim], dates: Sequence[When], /) -> Acts:
        """What is done, with what, and by whom without a name."""
        ...


@dataclass(frozen=True, slots=True)
class _Extra:
    """Where the reader of an extra stands: its module, its class, and the package without which it cannot be imported."""

    module: str
    name: str
    package: str


EXTRAS = {
    "ru": _Extra("sanksi.news.languages.russian", "RussianReader", "natasha"),
    "ko": _Extra("sanksi.news.languages.korean", "KoreanReader", "kiwipiepy"),
}
"""Languages read with an extra of the same name: `pip install sanksi[ru]`."""


LONGEST = 100_000
"""Characters that the reader of an extra takes, at most: natasha needs 25 seconds for them."""


def require_reader(language: Language, length: int = 0) -> LanguageReader:
    """The reader of a language, for a text of so many characters; imported when it is first asked for.

    Raises:
        ReadingError: nothing here reads the language, the extra that does is not installed, or the text is too long for it.
    """
    if language.code in LANGUAGES:
        return RuledReader(load_lexicon(language.code))
    if language.code not in EXTRAS:
        raise ReadingError(f"the text looks like {language.name}, which nothing here reads", hint=_what_is_read())
    if length > LONGEST:
        raise ReadingError(
            f"the text looks like {language.name} and has more than the {LONGEST} characters that are read in it"
        )
    return _load_extra(language.code)


@cache
def _load_extra(code: str) -> LanguageReader:
    extra, looks = EXTRAS[code], f"the text looks like {name_language(code).name}, which is read with an extra"
    if find_spec(extra.package) is None:
        raise ReadingError(f"{looks} that is not installed (pip install 'sanksi[{code}]')", hint=_what_is_read())
    try:
        module = import_module(extra.module)
    except ImportError as error:
        raise ReadingError(f"{looks} that does not load: {error}", hint=_what_is_read()) from error
    return cast("LanguageReader", getattr(module, extra.name)())


def _what_is_read() -> str:
    own, extras = ([name_language(code).name for code in codes] for codes in (LANGUAGES, EXTRAS))
    return f"{' and '.join(own)} are read, and with an extra {' and '.join(extras)}"
