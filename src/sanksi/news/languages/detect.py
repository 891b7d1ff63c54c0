"""Which language a text is in: by the script of most letters, and within a script by a vote of frequent words (`lexicon/languages.yml`)."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sanksi.errors import ReadingError
from sanksi.news.words import LANGUAGES, load_lexicon, read_words

LOOKED_AT = 200_000
"""Characters of a text, at most, that tell its language."""
LETTERS = 4000
"""Letters, at most, that tell its script."""
KANA = 0.1
"""Share of Japanese syllables from which a text in Chinese characters is Japanese."""
LEAST_OWN, LEAST, LEAST_BY_SCRIPT = 0.04, 0.15, 0.03
"""Share of frequent words from which a text is Indonesian or English; another language in Latin script; a language of another script."""
FEWEST = 12
"""Words, at least, by which a language in Latin script is told that nothing here reads: a title of a few words is no proof."""
MARGIN = 1.25
"""So much more a foreign language must show than Indonesian or English: Malay shares most of its words."""
MOST = 0.1
"""Share of a text, at most, that one word is counted for: no word of any language is more frequent, a list or a table may have one that is."""
UNKNOWN = "und"


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its code (ISO 639; `und` when nothing here tells it) and its name in English ("a language in Cyrillic script")."""

    code: str
    name: str


def detect_language(text: str) -> Language:
    """The language of most of a text.

    Raises:
        ReadingError: no running text at all.
    """
    letters = [c for c in text[:LOOKED_AT] if c.isalpha()][:LETTERS]
    if not letters:
        raise ReadingError("the text has no words", hint="give the report as plain text or HTML")
    script = _script(letters)
    spoken = _scripts().get(script)
    if spoken is None:
        return Language(UNKNOWN, "a language in a script that is not known here")
    if isinstance(spoken, str):
        return name_language(spoken)
    words = [w for part in text[:LOOKED_AT].lower().split() if (w := _bare(part))]
    counts = Counter(words)
    votes = {code: _votes(code, frequent, counts) / len(words) for code, frequent in spoken.items()}
    best = max(votes, key=lambda code: votes[code])  # of equals the first of the file
    if script != "LATIN":
        told = votes[best] >= LEAST_BY_SCRIPT
        return name_language(best) if told else Language(UNKNOWN, f"a language in {script.title()} script")
    own = max(LANGUAGES, key=lambda code: votes[code])
    if votes[own] >= LEAST_OWN and votes[own] * MARGIN >= votes[best]:
        return name_language(own)
    if votes[best] >= LEAST and len(words) >= FEWEST:
        return name_language(best)
    return name_language(own) if votes[own] >= LEAST_OWN else Language(UNKNOWN, "a language that is not known here")


def _votes(code: str, frequent: frozenset[str], counts: Mapping[str, int]) -> int:
    """The number of frequent words of the language, none counted beyond MOST, less that of words with a letter that it never writes."""
    most = int(MOST * sum(counts.values())) + 1
    never = _letters().get(code)
    foreign = sum(n for word, n in counts.items() if not never.isdisjoint(word)) if never else 0
    return sum(min(counts.get(word, 0), most) for word in frequent) - foreign


@cache
def name_language(code: str, into: str = "en") -> Language:
    """A language by its code, with the name that CLDR gives it in the language `into`."""
    from babel import Locale  # noqa: PLC0415 - only when something is read

    own = read_words("languages")["names"].get(code) if into == "en" else None
    return Language(code, str(own or Locale(into).languages.get(code) or code))


@cache
def _letters() -> Mapping[str, frozenset[str]]:
    """Letters that a language never writes."""
    return {code: frozenset(letters) for code, letters in read_words("languages")["letters"].items()}


@cache
def _scripts() -> Mapping[str, str | Mapping[str, frozenset[str]]]:
    """Script to its one language, or to its languages with their frequent words."""
    known: dict[str, str | Mapping[str, frozenset[str]]] = {
        script: spoken
        if isinstance(spoken, str)
        else {code: frozenset(words.split()) for code, words in spoken.items()}
        for script, spoken in read_words("languages")["scripts"].items()
    }
    latin = known["LATIN"]
    assert not isinstance(latin, str)  # noqa: S101 - a file of this package
    own = {code: frozenset(str(load_lexicon(code).data["stopwords"]).split()) for code in LANGUAGES}
    return known | {"LATIN": {**own, **latin}}


def _script(letters: Sequence[str]) -> str:
    """The script of most letters, as the first word of their Unicode names."""
    counts = Counter(unicodedata.name(c, "").split(" ")[0].removesuffix("-HIRAGANA") for c in letters)
    if counts["HIRAGANA"] + counts["KATAKANA"] > KANA * len(letters):
        return "HIRAGANA"
    return counts.most_common(1)[0][0]


def _bare(word: str) -> str:
    """A word without the marks around it; vowel signs of Indian scripts are no marks."""
    begin, end = 0, len(word)
    while begin < end and unicodedata.category(word[begin])[0] in "PSZ" and word[begin] != "'":
        begin += 1
    while end > begin and unicodedata.category(word[end - 1])[0] in "PSZC":
        end -= 1
    return word[begin:end]
