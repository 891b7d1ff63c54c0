"""The engine's sentences in the page's language, from gettext catalogues beside the templates.

`measures.*.po` has what the measure files say, word for word. `sentences.*.po` has what the engine says: it speaks English and its answers
are stored with their values inside, so a msgid is looked for as a pattern, where `{name}` stands for any value. A value named `{said…}` is
itself of the engine's words and is given in the other language too. A text may be several sentences; it is given in the other language only
as a whole.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

LONGEST = 1500
"""Characters of a text that is looked at; a name can be as long as somebody likes."""


class Said(NamedTuple):
    """A sentence and the language it is in."""

    text: str
    language: str


def say(sentence: str, language: str) -> Said:
    """A sentence of the engine in a language, or as it is where the catalogues lack any part of it.

    Args:
        sentence: English, with its values; several may be joined by semicolons.
        language: of the page.

    >>> say("Both are tied to RU. The numbers differ.", "id").text
    'Keduanya terkait dengan RU. Angkanya berbeda.'
    """
    if language == "en" or not sentence or len(sentence) > LONGEST:
        return Said(sentence, "en")
    parts = sentence.split("; ") if "; " in sentence else []
    told = _joined([_say(part, language) for part in parts], "; ") or _say(sentence, language)
    return Said(told, language) if told else Said(sentence, "en")


def _say(sentence: str, language: str) -> str | None:
    if whole := _words(language).get(sentence):
        return whole
    rest, told = sentence, []
    while rest:
        found = next(((m, into) for p, into in _patterns(language) if (m := p.match(rest))), None)
        if found is None:
            return None
        match, into = found
        values = {k: _value(v, language) if k.startswith("said") else v for k, v in match.groupdict().items()}
        told.append(into.format(**values))
        rest = rest[match.end() :]
    return " ".join(told) or None


def _value(value: str, language: str) -> str:
    """The engine's words within a sentence; what has no translation stays."""
    return _say(value, language) or _joined([_say(part, language) for part in value.split(", ")], ", ") or value


def _joined(parts: Sequence[str | None], by: str) -> str | None:
    whole = [part for part in parts if part]
    return by.join(whole) if whole and len(whole) == len(parts) else None


@cache
def _words(language: str) -> Mapping[str, str]:
    return {
        msgid: msgstr
        for msgid, msgstr in (*_messages("measures", language), *_messages("sentences", language))
        if "{" not in msgid
    }


@cache
def _patterns(language: str) -> Sequence[tuple[re.Pattern[str], str]]:
    """Those first that fix most letters: "{name} is {other}." fits nearly everything."""
    messages = sorted(_messages("sentences", language), key=lambda m: -len(re.sub(r"\{\w+\}", "", m[0])))
    return [(_compile(msgid), msgstr) for msgid, msgstr in messages]


def _messages(catalogue: str, language: str) -> Sequence[tuple[str, str]]:
    from babel.messages.pofile import read_po  # noqa: PLC0415 - only a page needs it

    path = files("sanksi.faces").joinpath(f"templates/{catalogue}.{language}.po")
    if not path.is_file():
        return ()
    with path.open("rb") as file:
        return [(str(m.id), str(m.string)) for m in read_po(file, locale=language) if m.id]


def _compile(msgid: str) -> re.Pattern[str]:
    """The msgid with a group for each value; it ends where the text does, or, when it is a whole sentence, before the next one."""
    parts = re.split(r"\{(\w+)\}", msgid)
    pattern = "".join(f"(?P<{part}>.{{1,300}}?)" if i % 2 else re.escape(part) for i, part in enumerate(parts))
    return re.compile(pattern + (r"(?:\s+(?=\S)|\Z)" if msgid.endswith(".") else r"\Z"))
