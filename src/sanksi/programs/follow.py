"""The verb of the stage: from what a listing says to what follows."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from sanksi.errors import MeasureFileError
from sanksi.ledger import BOUND, bind, can_match
from sanksi.programs.register import REGISTER, find_program, load_restrictions, read_rows, register_of
from sanksi.programs.values import Consequence, State

PERSONS_ONLY = frozenset({"travel_ban", "director_ban"})


def follow(
    list_id: str,
    listing: Mapping[str, tuple[str, ...]],
    *,
    schema: str,
    on: date,
    nexus: Collection[str] | None = None,
) -> tuple[Consequence, ...]:
    """What a listing carries on a day, programme by programme in the order of the list; never empty.

    Where the publisher states the measures for each party, they count, not the programme's usual ones. A list that is nobody's here (the
    starter, a user's own) is read by what the entry names as its publisher.

    Args:
        list_id: the list.
        listing: properties of the listing: `program`, `provisions`, `publisher`.
        schema: of the party; restrictions on persons are left out where it cannot be one.
        on: the day.
        nexus: what the user is, see `sanksi.ledger.bind`; None when nothing was said.
    """
    source = find_source(list_id, listing)
    tags, stated = listing.get("program", ()) or ("",), listing.get("provisions", ())
    return tuple(_follow(source, tag, stated, schema, on, None if nexus is None else tuple(nexus)) for tag in tags)


def find_source(list_id: str, listing: Mapping[str, tuple[str, ...]]) -> str:
    """The list whose register says what a listing carries: its own, or the one that the entry names as its publisher."""
    return next((name for name in (list_id, *listing.get("publisher", ())) if register_of(name)), list_id)


@lru_cache(maxsize=4096)
def _follow(
    source: str, tag: str, stated: tuple[str, ...], schema: str, on: date, nexus: tuple[str, ...] | None
) -> Consequence:
    register = register_of(source)
    jurisdiction = register.partition("-")[0]
    binds, bound = bind(jurisdiction, nexus), BOUND.get(jurisdiction, "")
    program = find_program(register, tag, on=on) if register and tag else None
    words, whole = _read_stated(source, stated)
    basis: Literal["entry", "program"] = "entry" if whole else "program"
    if program is None:
        known = _keep(words, schema) if whole else ()
        return Consequence(
            program=tag, restrictions=known, basis="entry" if known else "", stated=stated, binds=binds, bound=bound
        )
    state: State = "in_force"
    if program.ends_on is not None and program.ends_on < on:
        state = "ended"
    elif program.starts_on is not None and on < program.starts_on:
        state = "not_yet"
    return Consequence(
        program=tag,
        title=program.title,
        authority=program.authority,
        state=state,
        restrictions=_keep(words if whole else (*program.carries, *words), schema),
        basis=basis,
        stated=stated,
        beyond=program.beyond,
        confidence="high" if whole else program.confidence,
        source=program.source,
        in_force_from=program.starts_on,
        in_force_to=program.ends_on,
        binds=binds,
        bound=bound,
    )


def _keep(words: Collection[str], schema: str) -> tuple[str, ...]:
    """The words once each, without those that only a person can be under where the party cannot be one."""
    person = can_match(schema, "Person")
    return tuple(dict.fromkeys(word for word in words if person or word not in PERSONS_ONLY))


def _read_stated(source: str, stated: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """Words of what an entry states, and whether they are all that it carries."""
    words, whole = [], False
    for text in stated:
        folded = text.casefold()
        for begins, complete, holds, word in _rules():
            if source.startswith(begins) and holds in folded:
                words.append(word)
                whole |= complete
    return tuple(dict.fromkeys(words)), whole


@cache
def _rules() -> tuple[tuple[str, bool, str, str], ...]:
    """Beginning of the list id, whether it is all that an entry carries, text to find, word."""
    rules = []
    for line, row in read_rows(REGISTER / "stated.csv", ("list", "rule", "holds", "word")):
        if row["word"] not in load_restrictions() or row["rule"] not in ("whole", "more"):
            raise MeasureFileError(f"unknown word: {row['word']!r} or {row['rule']!r} at line {line} of stated.csv")
        rules.append((row["list"], row["rule"] == "whole", row["holds"].casefold(), row["word"]))
    return tuple(rules)
