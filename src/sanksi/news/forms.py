"""The forms in which a report writes a verb of speech: "deny, denies, denied, denying"; "membantah, dibantah"."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

DISPUTES = ("denies", "doubts", "alleges")
"""Stances of verbs whose passive tells a claim: "was denied by X", "dituduh X"."""
_VOWELS = "aeiou"
_ALTERNATIVES = re.compile(r"\(([^()]*)\)")
_NASAL = {"p": "mem", "t": "men", "k": "meng", "s": "meny"}
"""What a root's first letter turns into behind the active prefix; the letter goes."""
_PREFIX = {**dict.fromkeys("bfv", "mem"), **dict.fromkeys("cdjz", "men"), **dict.fromkeys("aeioughx", "meng")}
"""The active prefix before other first letters; "me" before what is not here."""


def spell_out(patterns: Iterable[str]) -> list[str]:
    """Every phrase that patterns with alternatives stand for: "no (link|tie)s" is two, "has (|never) been" too."""
    out: list[str] = []
    for pattern in patterns:
        pieces = _ALTERNATIVES.split(pattern)
        choices = [piece.split("|") if i % 2 else [piece] for i, piece in enumerate(pieces)]
        out += [" ".join("".join(chosen).split()) for chosen in product(*choices)]
    return out


def english_forms(entry: str) -> tuple[str, str, str, str]:
    """Base, third person, past and -ing form of "deny", "say/said", "admit/admitted/admitting", "call for"; the first word is inflected."""
    verb, _, rest = entry.partition(" ")
    base, *given = verb.split("/")
    stem = base[:-1]
    if base.endswith("y") and base[-2] not in _VOWELS:
        third, past = stem + "ies", stem + "ied"
    else:
        third = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
        past = base + ("d" if base.endswith("e") else "ed")
    going = (stem if base.endswith("e") and not base.endswith("ee") else base) + "ing"
    past = given[0] if given else past
    going = given[1] if len(given) > 1 else going
    ending = f" {rest}" if rest else ""
    return base + ending, third + ending, past + ending, going + ending


def indonesian_forms(entry: str) -> tuple[str, str]:
    """Active and passive of a root with its suffix: "tuduh" gives "menuduh" and "dituduh", "klaim/mengklaim" its active as given."""
    verb, _, rest = entry.partition(" ")
    root, _, active = verb.partition("/")
    if not active:
        nasal = _NASAL.get(root[0])
        active = nasal + root[1:] if nasal else _PREFIX.get(root[0], "me") + root
    ending = f" {rest}" if rest else ""
    return active + ending, f"di{root}{ending}"


def make_cues(language: str, cues: Mapping[str, Any]) -> dict[str, Any]:
    """The cues of a lexicon with the forms of its verbs.

    `verbs` has from every form that brings in what is said to its stance; `quote_after` those that stand behind a quote; `passive` those of "was denied
    by X"; `told_by` the Indonesian passives that only report; `separable` the two parts of
    "brushed such talk aside".
    """
    verbs = dict(_entries(cues["as_written"]))
    tags: dict[str, str] = {}
    passive = dict(cues["passive"])
    told = set(cues["told_by"])
    announced = set(cues["announced"])
    calls: set[str] = set()
    for entry, stance in _entries(cues["verbs"]):
        if language == "id":
            active, suffered = indonesian_forms(entry)
            verbs[active] = stance
            announced |= {active} if entry in cues["announced"] else set()
            if stance == "asserts" and entry not in cues["confirming"]:
                told.add(suffered)
            elif stance in DISPUTES or stance == "asserts":
                passive[suffered] = stance
            continue
        base, third, past, going = english_forms(entry)
        verbs |= dict.fromkeys((base, third, past, going), stance)
        announced |= {base, third, past, going} if entry in cues["announced"] else set()
        if " " not in entry:
            tags |= dict.fromkeys({third, past} - set(cues["homographs"]), stance)
            if stance in DISPUTES or entry in cues["confirming"]:
                passive[past] = stance
    for entry, stance in _entries(cues["tags"]):
        tags |= dict.fromkeys((entry,) if language == "id" else english_forms(entry)[1:3], stance)
    addressed = {form for entry in cues["addressed"] for form in english_forms(entry)}
    for entry in cues["calls"]:
        calls |= set(english_forms(entry) if language == "en" else indonesian_forms(entry)[:1])
    separable = {
        (form.split()[0], entry.split()[-1]): stance
        for entry, stance in _entries(cues["separable"])
        for form in english_forms(entry)
    }
    return {
        **cues,
        "addressed": addressed,
        "separable": separable,
        "announced": announced,
        "calls": calls,
        "verbs": verbs,
        "quote_after": tags,
        "passive": passive,
        "told_by": sorted(told),
    }


def every_form(language: str, verbs: Iterable[str]) -> frozenset[str]:
    """The verbs in all their forms, the base or root among them."""
    make = english_forms if language == "en" else indonesian_forms
    return frozenset(form for verb in verbs for form in (verb, *make(verb)))


def _entries(stances: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    """(entry, stance) of a table from stances to patterns."""
    for stance, patterns in stances.items():
        for entry in spell_out(patterns):
            yield entry, stance
