"""The lexicon of a language: the YAML beside it, read once, with its phrases made ready."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sanksi.news.dates import time_words
from sanksi.news.tokens import Phrases, Token, split_tokens

LANGUAGES = ("id", "en")
WITH_WORDS = (*LANGUAGES, "ru", "ko")
"""Languages that have a lexicon; those that the package reads alone come first."""
VOICES = ("outward", "inward", "triggers", "threatened")
"""Lists of words of a kind of event: active, passive, either; those that only a threat makes one."""
_FOLDER = "lexicon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of one language.

    Attributes:
        language: its code (ISO 639).
        data: the YAML as it stands; keys are told in the file.
        phrases: the lists of phrases that are looked up in text, by key ("offices.heads", "future", ...).
        territories: short names and capitals in lower case, to (code, whether it is a capital).
        common: words that are no names even when a sentence begins with them.
        event_types: kind of event to its PLOVER type, for every language the same.
    """

    language: str
    data: Mapping[str, Any]
    phrases: Mapping[str, Phrases]
    territories: Mapping[str, tuple[str, bool]]
    short_names: Phrases
    common: frozenset[str]
    event_types: Mapping[str, str]

    def words(self, key: str) -> frozenset[str]:
        """A list of the lexicon as a set."""
        return frozenset(self.data[key])

    def stance(self, kind: str, word: str) -> str | None:
        """The stance of a cue of a kind (`quote_after`, `verbs`, `nouns`)."""
        found = self.data["cues"][kind].get(word)
        return str(found) if found else None


@cache
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a language; where that of a language of an extra leaves something out, it is empty."""
    data = read_words(language)
    if language not in LANGUAGES:
        data = _filled(data, read_words("en"))
    offices, cues = data["offices"], data["cues"]
    phrases: dict[str, Phrases] = {
        "office_heads": Phrases([*offices["heads"], *offices["abbreviations"]]),
        "cue_verbs": Phrases(cues["verbs"]),
        "quote_after": Phrases(cues["quote_after"]),
        "according": Phrases(cues["according"]),
        "according_pronoun": Phrases(cues["according_pronoun"]),
        "un": Phrases(data["org_names"]["un"]),
        "gov": Phrases(data["org_names"]["gov"]),
        "demonyms": Phrases(data["demonyms"]),
        "group_speakers": Phrases(data["group_speakers"]),
        "enforcers": Phrases(data["enforcers"]),
        "lead_nouns": Phrases([*data["leads"]["nouns"], *data["leads"]["bare"]]),
        "lead_articles": Phrases(data["leads"]["articles"]),
        "lead_about": Phrases(data["leads"]["about"]),
        "lead_topics": Phrases(data["leads"]["topics"]),
    }
    for topic in data["topics"]:
        phrases["topic:" + topic["name"]] = Phrases(topic["words"])
    acts: list[str] = []
    for event in data["events"]:
        for key in VOICES:
            forms = [w + ending for w in event.get(key, ()) for ending in {"", data["pronoun_suffix"]}]  # "menyitanya"
            phrases[f"event:{event['label']}:{key}"] = Phrases(forms)
            acts += forms
    phrases["acts"] = Phrases(acts)
    for stance, found in data["content_stance"].items():
        phrases["content:" + stance] = Phrases(found)
    territories = {_key(n): (code, False) for code, names in data["territories"].items() for n in names}
    territories |= {_key(n): (code, False) for code, names in data["regions"].items() for n in names}
    territories |= {_key(n): (code, True) for code, names in data["capitals"].items() for n in names}
    common = set(str(data["stopwords"]).split()) | time_words(language)
    for value in data.values():
        if isinstance(value, list):
            common |= {w.lower() for w in value if isinstance(w, str)}
    for value in cues.values():
        common |= {str(w) for w in value}
    common |= {
        w
        for p in (*data["org_heads"], *offices["complements"], *offices["heads"], *offices["abbreviations"])
        for w in p.split()
    }
    if language == "id":
        lines = files("sanksi.news").joinpath(_FOLDER, "id_words.txt").read_text(encoding="utf-8").splitlines()
        common |= {line for line in lines if line and not line.startswith("#")}
    common -= {"h", "sang", "si", *data["name_words"]}
    return Lexicon(
        language=language,
        data=data,
        phrases=phrases,
        territories=territories,
        short_names=Phrases(
            n for group in ("territories", "regions", "capitals") for names in data[group].values() for n in names
        ),
        common=frozenset(common),
        event_types=read_words("events")["kinds"],
    )


def read_words(name: str) -> dict[str, Any]:
    """A file of words as it stands: `id`, `en`, `events`, `languages`."""
    import yaml  # noqa: PLC0415 - only when something is read

    data = yaml.safe_load(files("sanksi.news").joinpath(_FOLDER, f"{name}.yml").read_text(encoding="utf-8"))
    assert isinstance(data, dict)  # noqa: S101 - a file of this package
    return data


def _filled(data: Mapping[str, Any], whole: Mapping[str, Any]) -> dict[str, Any]:
    """The data with every key of a whole lexicon."""
    return {
        key: _filled(data.get(key, {}), value)
        if isinstance(value, dict) and any(isinstance(v, dict | list) for v in value.values())
        else data.get(key, type(value)())
        for key, value in whole.items()
    } | {key: value for key, value in data.items() if key not in whole}


def _key(name: str) -> str:
    return " ".join(t.low for t in split_tokens(name))


def territory_at(tokens: list[Token], i: int, lexicon: Lexicon) -> tuple[int, str, bool] | None:
    """Number of tokens, code, and whether it is a capital or seat of government, of the territory named at token i; None when none is."""
    from sanksi.ledger import clean_territory  # noqa: PLC0415 - with babel behind it

    if not tokens[i].is_capital:
        return None
    short = lexicon.short_names.at(tokens, i)
    for n in range(min(5, len(tokens) - i), short, -1):  # the longest name wins: "Amerika Serikat" over "Amerika"
        span = tokens[i : i + n]
        if not (span[-1].is_capital and all(t.is_word for t in span)):
            continue
        name = " ".join(t.text for t in span)
        if len(name) > 3 and (found := clean_territory(name)):
            return n, found, False
    if short:
        name = " ".join(t.low for t in tokens[i : i + short])
        code, capital = lexicon.territories[name]
        if short > 1 or len(name) > 3 or tokens[i].text.isupper():
            return short, code, capital
    return None
