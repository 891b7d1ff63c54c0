"""The forms of a verb: Indonesian by its affixes, English by its endings; general grammar, no list of words."""

from typing import NamedTuple

_VOWELS = "aeiou"
_SILENT = {"k": "ng", "p": "m", "t": "n", "s": "ny"}
"""First letters that the nasal of an Indonesian prefix takes the place of."""
_CLUSTERS = ("st", "sp", "sy", "tr", "pr", "kr", "kl", "pl")
"""Beginnings of borrowed words that keep their first letter behind it."""


class Forms(NamedTuple):
    """Words that tell an act: done by the subject, done to it, and the act as a noun."""

    active: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


def inflect(verb: str, language: str) -> Forms:
    """Forms of a verb of the lexicon that tells an act.

    Args:
        verb: Indonesian a stem with its suffix ("kirim", "kirimkan"); English the base, with past and participle when they are not regular
            ("ship shipped", "sell sold", "give gave given"), and behind `-` when the base and its -s are mostly something else ("-ship shipped").
        language: `id` or `en`.
    """
    if language == "id":
        stem = verb.removesuffix("kan")
        roots = (stem, stem.removesuffix("i")) if len(stem) > 4 else (stem,)
        nouns = tuple(dict.fromkeys(f"pe{_nasal(root)}an" for root in roots))
        return Forms((f"me{_nasal(verb)}",), (f"di{verb}",), nouns)
    base, *irregular = verb.removeprefix("-").split()
    third, past, going = _endings(base)
    past = irregular[0] if irregular else past
    if past == base + base[-1] + "ed":
        going = base + base[-1] + "ing"
    plain = () if verb.startswith("-") else (base, third)
    return Forms(tuple(dict.fromkeys((*plain, past, going))), (irregular[-1] if irregular else past,))


def english_forms(entry: str) -> tuple[str, str, str, str]:
    """Base, third person, past and -ing form of "deny", "say/said", "admit/admitted/admitting", "call for"; the first word is inflected."""
    verb, _, rest = entry.partition(" ")
    base, *given = verb.split("/")
    third, past, going = _endings(base)
    past, going = (*given, *(past, going)[len(given) :])
    ending = f" {rest}" if rest else ""
    return base + ending, third + ending, past + ending, going + ending


def indonesian_forms(entry: str) -> tuple[str, str]:
    """Active and passive of a root with its suffix: "tuduh" gives "menuduh" and "dituduh", "klaim/mengklaim" its active as given."""
    verb, _, rest = entry.partition(" ")
    root, _, active = verb.partition("/")
    ending = f" {rest}" if rest else ""
    return (active or f"me{_nasal(root)}") + ending, f"di{root}{ending}"


def _endings(base: str) -> tuple[str, str, str]:
    """Third person, past and -ing form of a regular English verb; consonants that double are not told by its spelling."""
    soft = base.endswith("y") and base[-2] not in _VOWELS
    hissing = base.endswith(("s", "x", "z", "ch", "sh", "o"))
    third = base[:-1] + "ies" if soft else base + ("es" if hissing else "s")
    past = base[:-1] + "ied" if soft else base + ("d" if base.endswith("e") else "ed")
    silent = base.endswith("e") and not base.endswith("ee")
    return third, past, (base[:-1] if silent else base) + "ing"


def _nasal(stem: str) -> str:
    """A stem behind "me" or "pe"."""
    first = stem[0]
    if first in _SILENT and not stem.startswith(_CLUSTERS):
        return _SILENT[first] + stem[1:]
    if first in _VOWELS or first in "ghkx":
        return "ng" + stem
    if first in "bfvp":
        return "m" + stem
    return ("n" if first in "cdjzst" else "") + stem
