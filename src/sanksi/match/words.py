"""Words in names that say little about who is meant: particles, titles, legal forms. Data in ``words.toml``."""

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

Kind = Literal["name", "particle", "title", "legal_form"]


class Words(NamedTuple):
    """The word lists, as sets of folded tokens."""

    particles: frozenset[str]
    patronymics: frozenset[str]
    titles: frozenset[str]
    legal_forms: dict[str, str]


@cache
def load_words() -> Words:
    """Read the word lists once."""
    data = tomllib.loads(files("sanksi.match").joinpath("words.toml").read_text(encoding="utf-8"))
    forms = {spelling: form for form, others in data["legal_forms"].items() for spelling in (form, *others)}
    return Words(frozenset(data["particles"]), frozenset(data["patronymics"]), frozenset(data["titles"]), forms)


@lru_cache(maxsize=65_536)
def kind_of(token: str, *, person: bool) -> Kind:
    """What a token is in a name of a person, or of anything else."""
    words = load_words()
    if token in words.particles or token in words.patronymics:
        return "particle"
    if person:
        return "title" if token in words.titles else "name"
    return "legal_form" if token in words.legal_forms else "name"


def canonical(token: str, *, person: bool) -> str:
    """The canonical legal form of a token in the name of an organisation, else the token itself."""
    return token if person else load_words().legal_forms.get(token, token)
