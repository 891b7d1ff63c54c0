"""The engine's sentences in the page's language: gettext catalogues `templates/sentences.*.po`, matched with the values filled in.

The engine speaks English and its answers are stored with their values inside, so a msgid is looked for as a pattern: `{name}` stands for
any value. A text may be several sentences; it is given in the other language only as a whole.
"""

import re
from collections.abc import Sequence
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
    """A sentence of the engine in a language, or as it is where the catalogue lacks any part of it.

    Args:
        sentence: English, with its values.
        language: of the page.

    >>> say("Both are tied to RU. The numbers differ.", "id").text
    'Keduanya terkait dengan RU. Angkanya berbeda.'
    """
    rest, told = sentence, []
    while rest and language != "en" and len(sentence) <= LONGEST:
        found = next(((p.match(rest), into) for p, into in _patterns(language) if p.match(rest)), None)
        if found is None or found[0] is None:
            return Said(sentence, "en")
        told.append(found[1].format(**found[0].groupdict()))
        rest = rest[found[0].end() :]
    return Said(" ".join(told), language) if told else Said(sentence, "en")


@cache
def _patterns(language: str) -> Sequence[tuple[re.Pattern[str], str]]:
    from babel.messages.pofile import read_po  # noqa: PLC0415 - only a page needs it

    catalogue = files("sanksi.faces").joinpath(f"templates/sentences.{language}.po")
    if not catalogue.is_file():
        return ()
    with catalogue.open("rb") as file:
        messages = [(str(m.id), str(m.string)) for m in read_po(file, locale=language) if m.id]
    return [(_compile(msgid), msgstr) for msgid, msgstr in messages]


def _compile(msgid: str) -> re.Pattern[str]:
    """The msgid with a group for each value; it ends where the text does, or, when it is a whole sentence, before the next one."""
    parts = re.split(r"\{(\w+)\}", msgid)
    pattern = "".join(f"(?P<{part}>.{{1,300}}?)" if i % 2 else re.escape(part) for i, part in enumerate(parts))
    return re.compile(pattern + (r"(?:\s+(?=\S)|\Z)" if msgid.endswith(".") else r"\Z"))
