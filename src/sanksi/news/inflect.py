"""The forms of a verb: Indonesian by its affixes, English by its endings; general grammar, no list of words."""

from typing import NamedTuple

_VOWELS = "aeiou"
_SILENT = {"k": "ng", "p": "m", "t": "n", "s": "ny"}
"""First letters that the nasal of an Indonesian prefix takes the place of."""


class Forms(NamedTuple):
    """Words that tell an act: done by the subject, done to it, and the act as a noun."""

    active: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


def inflect(verb: str, language: str) -> Forms:
    """Forms of a verb of the lexicon.

    Args:
        verb: Indonesian a stem with its suffix ("kirim", "kirimkan"); English the base, with past and participle when they are not regular
            ("ship shipped", "sell sold", "give gave given"), and behind `-` when the base and its -s are mostly something else ("-ship shipped").
        language: `id` or `en`.
    """
    return _indonesian(verb) if language == "id" else _english(verb)


def _indonesian(stem: str) -> Forms:
    nasal = _nasal(stem)
    bare = stem.removesuffix("kan")
    roots = (bare, bare.removesuffix("i")) if len(bare) > 4 else (bare,)
    nouns = tuple(dict.fromkeys(f"pe{_nasal(root)}an" for root in roots))
    return Forms((f"me{nasal}",), (f"di{stem}",), nouns)


def _nasal(stem: str) -> str:
    first = stem[0]
    if first in _SILENT and not stem.startswith(("st", "sp", "sy", "tr", "pr", "kr", "kl", "pl")):
        return _SILENT[first] + stem[1:]
    if first in _VOWELS or first in "ghk":
        return "ng" + stem
    if first in "bfvp":
        return "m" + stem
    if first in "cdjzst":
        return "n" + stem
    return stem


def _english(entry: str) -> Forms:
    base, *irregular = entry.removeprefix("-").split()
    cut = base[:-1] if base.endswith("e") else base[:-1] + "i" if base[-1] == "y" and base[-2] not in _VOWELS else base
    past = irregular[0] if irregular else cut + "ed"
    done = irregular[-1] if irregular else past
    doubled = past == base + base[-1] + "ed"
    going = base + base[-1] if doubled else base[:-1] if base.endswith("e") and not base.endswith("ee") else base
    third = (
        cut + "es"
        if base[-1] == "y" and base[-2] not in _VOWELS
        else base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    )
    plain = () if entry.startswith("-") else (base, third)
    return Forms(tuple(dict.fromkeys((*plain, past, going + "ing"))), (done,))
