"""The lexicon of a language: the YAML beside it, read once, with its phrases made ready."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sanksi.news.dates import time_words
from sanksi.news.forms import inflect
from sanksi.news.speech import every_form, make_cues, spell_out
from sanksi.news.tokens import Phrases, Token, split_tokens

LANGUAGES = ("id", "en")
WITH_WORDS = (*LANGUAGES, "ru", "ko")
"""Languages that have a lexicon; those that the package reads alone come first."""
ACTS = ("outward", "inward", "passive", "threatened")
"""Lists of words of a kind of event: of who does it or gives, of who gets, plainly passive ones; those that only a threat makes one."""
BRIDGE = 3
"""Words of a phrase between a subject and its verb, at most."""
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
        event_nouns: acts told by a noun.
        participles: what an act undergone is told with, behind an auxiliary.
        bare_participles: those that are never a past: "frozen" alone tells what something is.
        alike: words of acts and goods, each to one that stands for all that mean the same.
    """

    language: str
    data: Mapping[str, Any]
    phrases: Mapping[str, Phrases]
    territories: Mapping[str, tuple[str, bool]]
    short_names: Phrases
    common: frozenset[str]
    event_types: Mapping[str, str]
    event_nouns: frozenset[str]
    participles: frozenset[str]
    bare_participles: frozenset[str]
    alike: Mapping[str, str]

    def words(self, key: str) -> frozenset[str]:
        """A list of the lexicon as a set."""
        return frozenset(self.data[key])

    def stance(self, kind: str, word: str) -> str | None:
        """The stance of a cue of a kind (`quote_after`, `verbs`, `nouns`)."""
        found = self.data["cues"][kind].get(word)
        return str(found) if found else None

    def bridges_before(self, tokens: Sequence[Token], k: int) -> int:
        """Tokens up to k that only stand between a subject and its verb, "juga", "selama ini"; 0 when none do."""
        ahead = range(min(BRIDGE, k + 1), 0, -1)
        return next((n for n in ahead if self.phrases["bridges"].at(tokens, k - n + 1) == n), 0)

    def is_noun(self, tokens: Sequence[Token], k: int) -> bool:
        """Whether a verb of speech stands as a noun or a name: "such claims", "rejected reports that", "a think tank", "Make Believe"."""
        cues, token = self.data["cues"], tokens[k]
        if k and token.is_capital:
            return True
        before = tokens[k - 1].low if k else ""
        if before in self.data["noun_markers"] or before in ("'s", "’s"):
            return True
        if token.low not in cues["homographs"]:
            return False
        if before == "to":
            return token.low.endswith("s")
        return not k or before in cues["homograph_leads"] or self.stance("verbs", before) is not None


@cache
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a language; where that of a language of an extra leaves something out, it is empty."""
    data = read_words(language)
    if language in LANGUAGES:
        data |= read_words(f"speech_{language}") | read_words(f"events_{language}")
        data["harms"] = sorted(every_form(language, data["harms"]))
        data["cues"] = make_cues(language, data["cues"])
    else:
        data = _filled(data, load_lexicon("en").data)
    endings = tuple(data["demonym_plurals"])
    data["demonyms"] = data["demonyms"] | {f"{w}s": code for w, code in data["demonyms"].items() if w.endswith(endings)}
    offices, cues = data["offices"], data["cues"]
    phrases: dict[str, Phrases] = {
        "office_heads": Phrases([*offices["heads"], *offices["abbreviations"]]),
        "cue_verbs": Phrases(cues["verbs"]),
        "quote_after": Phrases(cues["quote_after"]),
        "according": Phrases(cues["according"]),
        "calls": Phrases(cues["calls"]),
        "bridges": Phrases([*data["bridge"], *data["bridges"]]),
        "according_pronoun": Phrases(cues["according_pronoun"]),
        "un": Phrases(data["org_names"]["un"]),
        "gov": Phrases(data["org_names"]["gov"]),
        "demonyms": Phrases(data["demonyms"]),
        "group_speakers": Phrases(data["group_speakers"]),
        "enforcers": Phrases(data["enforcers"]),
        "party_nouns": Phrases(data["party_nouns"]),
        "freights": Phrases(data["freights"]),
        "unproven": Phrases(data["unproven"]),
        "untrue": Phrases(w for w in data["content_stance"]["calls_false"] if " " in w),
        "lead_nouns": Phrases([*data["leads"]["nouns"], *data["leads"]["bare"]]),
        "lead_articles": Phrases(data["leads"]["articles"]),
        "lead_about": Phrases(data["leads"]["about"]),
        "lead_topics": Phrases(data["leads"]["topics"]),
        "lead_topics_abroad": Phrases(data["leads"]["topics_abroad"]),
    }
    for topic in data["topics"]:
        phrases["topic:" + topic["name"]] = Phrases(topic["words"])
    made = [inflect(verb, language) for verb in _verbs(data)]
    found_acts, nouns = _words_of_acts(data, language)
    phrases |= {key: Phrases(words) for key, words in found_acts.items()}
    phrases["acts"] = Phrases(w for words in found_acts.values() for w in words)
    phrases["deeds"] = Phrases(w for key, words in found_acts.items() if not key.endswith("threatened") for w in words)
    for stance, found in data["content_stance"].items():
        phrases["content:" + stance] = Phrases(spell_out(found))
    phrases["innocence"] = Phrases(spell_out(data["innocence"]))
    phrases["such"] = Phrases(spell_out(data["such"]))
    phrases["never"] = Phrases(data["never"])
    phrases["would_not_say"] = Phrases(spell_out(data["would_not_say"]))
    phrases["shows"] = Phrases(data["shows"])
    phrases["firm"] = Phrases(spell_out(data["firm"]))
    phrases["approximations"] = Phrases(data["approximations"])
    phrases["musts"] = Phrases(data["musts"])
    phrases["heard_from"] = Phrases(data["heard_from"])
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
        event_nouns=nouns,
        participles=frozenset(w for forms in made for w in forms.passive),
        bare_participles=frozenset(w for forms in made for w in forms.passive if w not in forms.active),
        alike=_alike(data, found_acts),
    )


def _alike(data: Mapping[str, Any], acts: Mapping[str, Sequence[str]]) -> dict[str, str]:
    found = {w: group[0] for group in data["alike"] for w in group}
    goods = ("transfer", "trade")  # one sells what another says was sent
    for key, words in acts.items():
        label = key.split(":")[1]
        stands = f"#{goods[0] if label in goods else label}"
        found |= {w: stands for w in words if " " not in w}
    return found


def _verbs(data: Mapping[str, Any]) -> list[str]:
    return [v for event in data["events"] for key in ("verbs", "verbs_in") for v in event.get(key, ())]


def _words_of_acts(data: Mapping[str, Any], language: str) -> tuple[dict[str, list[str]], frozenset[str]]:
    """The words of each kind of event by the key of their phrases, and those among them that are nouns."""
    words: dict[str, list[str]] = {}
    nouns: set[str] = set()
    endings = {"", data["pronoun_suffix"]}  # "menyitanya"
    for event in data["events"]:
        told: dict[str, list[str]] = {key: list(event.get(key, ())) for key in ACTS}
        for key, own in (("outward", ""), ("inward", "_in")):
            made = [inflect(verb, language) for verb in event.get("verbs" + own, ())]
            named = [*event.get("nouns" + own, ()), *(n for forms in made for n in forms.nouns)]
            told[key] += [*event.get("outward_in", ())] if own else []
            told[key] += [*named, *(w for forms in made for w in (*forms.active, *forms.passive))]
            nouns |= {n + ending for n in named for ending in endings}
        for key, found in told.items():
            words[f"event:{event['label']}:{key}"] = [w + ending for w in found for ending in endings]
    return words, frozenset(nouns)


def read_words(name: str) -> dict[str, Any]:
    """A file of words as it stands: `id`, `en`, `events`, `languages`."""
    import yaml  # noqa: PLC0415 - only when something is read

    text = files("sanksi.news").joinpath(_FOLDER, f"{name}.yml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe, one is fast
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
