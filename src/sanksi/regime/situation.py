"""The facts of a deal made ready to be asked: defaults filled in, lists closed where they are complete, doubt kept apart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sanksi.regime.vocabulary import Fact, Value, load_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """The facts of a deal on a day, made ready to be asked.

    Attributes:
        on: the day of the act.
        known: fact to value, with defaults, closed lists and the day of the act (`date`) filled in.
        possible: list fact to the words that may hold without being established.
    """

    on: date
    known: Mapping[str, Value]
    possible: Mapping[str, frozenset[str]]


def build_situation(known: Mapping[str, Value], *, on: date) -> Situation:
    """Fill in defaults and closed lists, and gather what may hold without being established.

    Args:
        known: facts as `clean_facts` gives them.
        on: the day of the act.
    """
    filled: dict[str, Value] = {**known, "date": on}
    possible: dict[str, frozenset[str]] = {}
    for name, fact in load_facts().items():
        if name not in known and fact.default is not None:
            filled[name] = fact.default
        open_words = set(_words(known.get(fact.possible)))
        if name not in known and fact.closed_by in known:
            filled[name] = ()
            open_words |= _hidden_words(fact, _words(known[fact.closed_by]))
        if known.get(fact.opened_by):
            open_words |= set(fact.words)
        if open_words:
            possible[name] = frozenset(open_words)
    return Situation(on=on, known=filled, possible=possible)


def _words(value: Value | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _hidden_words(fact: Fact, codes: Iterable[str]) -> set[str]:
    return {
        word
        for prefix, words in fact.open_under.items()
        for code in codes
        if code.startswith(prefix) or prefix.startswith(code)
        for word in words
    }
