"""A deal and its parties: each party through the lists, and what its listing states as facts of the deal.

Only a hit on a list of the United Nations states facts. Everything else leaves them unknown: a potential match, a list that is missing, and
a clear answer too, since no list says whom a party belongs to or acts for.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sanksi.ledger import Entity
from sanksi.match import Match
from sanksi.programs import Consequence, find_source, register_of
from sanksi.regime import Check, CheckedParty, Fact, Value, check, choose_regimes, clean_facts, load_facts, load_regime
from sanksi.screening.screener import Screener
from sanksi.screening.values import Screening

TOLD = 3
"""Matches of a party that are told in sentences; all stand in the screening."""


def check_deal(
    facts: Mapping[str, object],
    *,
    on: date,
    parties: Sequence[Entity],
    screener: Screener,
    rules_as_of: date | None = None,
    lists_as_of: date | None = None,
    regimes: Sequence[str] | None = None,
) -> Check:
    """`sanksi.regime.check` for a deal whose parties are screened first.

    Args:
        facts: see `check`; a fact that is named there stands, and what the lists say against it is a caveat.
        on: the day of the act.
        parties: all parties of the deal that are to be screened.
        screener: whose lists are asked.
        rules_as_of: see `check`.
        lists_as_of: the day the lists are read for; the day of the act when left out. Of a later day, only a listing of the day of the
            act or before states facts.
        regimes: ids; None for those that the deal, or a listing that may be a party's, concerns.

    Returns:
        The Check with `parties`, in their order.

    Raises:
        QueryError: a party that gives nothing to match on.
        UnknownFactError: a fact name or value outside the vocabulary.
        NotInForceError: a day before the first measure.
    """
    stated = clean_facts(facts)
    day = lists_as_of or on
    seen = [_look_up(screener.screen(party, as_of=day), on=on) for party in parties]
    caveats: tuple[str, ...] = ()
    if regimes is None:
        concerned = {"party.programs": _join(stated.get("party.programs"), *(s.may_be_under for s in seen))}
        regimes, caveats = choose_regimes(stated | concerned, on=rules_as_of or on)
    told = _told(seen, regimes)
    known = _add(stated, told, unresolved=[s.name for s in seen if not s.resolved])
    caveats += tuple(
        f"{name} was given, against what the listing of {s.name!r} says: is it another party?"
        for s, states in zip(seen, told, strict=True)
        for name, value in states.items()
        if name in stated and stated[name] != value and not isinstance(value, tuple)
    )
    answer = check(known, on=on, rules_as_of=rules_as_of, lists_as_of=day, regimes=regimes)
    notes = tuple(s.note(states) for s, states in zip(seen, told, strict=True))
    return replace(answer, caveats=(*answer.caveats, *caveats), parties=notes)


def programs_of(screenings: Sequence[Screening], *, on: date) -> tuple[str, ...]:
    """Programmes of every UN listing that was proven to be a party's on that day."""
    proven = (m for s in screenings for m, _ in _look_up(s, on=on).proven)
    return _known_programs([*proven])


def add_listings(
    facts: Mapping[str, object], screenings: Sequence[Screening], *, on: date, regimes: Sequence[str]
) -> dict[str, Value]:
    """The facts of an act, and beside them what the listings of its parties state.

    Args:
        facts: see `check`; a fact that is named there stands.
        screenings: of all parties whose listing is to speak, as they were looked up.
        on: the day of the act.
        regimes: ids of those that will be asked: some mean only who is listed under their own programme.

    Raises:
        UnknownFactError: a fact name or value outside the vocabulary.
    """
    seen = [_look_up(screening, on=on) for screening in screenings]
    return _add(clean_facts(facts), _told(seen, regimes), unresolved=())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """A party as the lists show it.

    Attributes:
        screening: the answer.
        proven: hits on lists of the United Nations that stood on the day of the act, each with what follows.
        possible: other matches there.
        whole: whether the consolidated list of the United Nations was held, whole and fresh.
    """

    screening: Screening
    proven: tuple[tuple[Match, tuple[Consequence, ...]], ...]
    possible: tuple[Match, ...]
    whole: bool

    @property
    def name(self) -> str:
        return self.screening.party.caption

    @property
    def resolved(self) -> bool:
        """Whether it is known who it is on the lists: one listed party and nobody else."""
        return bool(self.proven) and len({_number(m) for m in (*(m for m, _ in self.proven), *self.possible)}) == 1

    @property
    def may_be_under(self) -> tuple[str, ...]:
        """Programmes of every listing that may be this party's."""
        return _known_programs([*(m for m, _ in self.proven), *self.possible])

    def note(self, states: Mapping[str, Value]) -> CheckedParty:
        """The party for the answer: what was found, what it states, and what is still to be said."""
        matches = self.screening.matches
        says = list(self.screening.why[1 if matches else 0 :])  # the first tells of the best match, which follows
        for match in matches[:TOLD]:
            says.append(f"{match.caption} ({match.entity_id}, {', '.join(match.lists)}, score {match.score:.2f})")
            says += [f"follows: {consequence.sentence()}" for consequence in self.screening.follows(match)]
        if len(matches) > TOLD:
            says.append(f"and {len(matches) - TOLD} more matches")
        return CheckedParty(
            name=self.name,
            verdict=self.screening.verdict,
            states=states,
            ask=self._ask(),
            says=tuple(says),
            screening=self.screening.to_dict(),
        )

    def _ask(self) -> str:
        day = self.screening.as_of.isoformat()
        if self.resolved:
            return ""
        if matches := [*(m for m, _ in self.proven), *self.possible]:
            best = matches[0]
            others = f", or one of {len(matches) - 1} more" if len(matches) > 1 else ""
            return f"Is {self.name!r} the same party as {best.caption} ({best.entity_id}){others}?"
        if self.whole:
            return (
                f"On no UN list as of {day}: is {self.name!r} owned or controlled by a listed party, or acting for one?"
            )
        return f"Not screened against a whole, fresh UN list of {day}: is {self.name!r} listed, or linked to a listed party?"


def _look_up(screening: Screening, *, on: date) -> _Seen:
    proven, possible = [], []
    for match in screening.matches:
        (list_id, *_) = (*match.lists, "")
        if register_of(find_source(list_id, match.listing)) != "un":
            continue
        stands = tuple(c for c in screening.follows(match) if c.state in ("in_force", "unknown"))
        if (
            match.strong
            and match.score >= screening.hit
            and stands
            and (screening.as_of <= on or _listed_by(match, on))
        ):
            proven.append((match, stands))
        else:
            possible.append(match)
    whole = any(s.id == "un-sc" and s.state == "ok" for s in screening.lists)
    return _Seen(screening=screening, proven=tuple(proven), possible=tuple(possible), whole=whole)


def _number(match: Match) -> str:
    """Which listing it is, whichever list carries it: the starter list has entries of the consolidated one."""
    return next(iter(match.listing.get("authorityId", ())), match.canonical_id)


def _listed_by(match: Match, on: date) -> bool:
    days = match.listing.get("listingDate", ())
    return any(len(day) == 10 and day <= on.isoformat() for day in days)


def _told(seen: Sequence[_Seen], regimes: Sequence[str]) -> list[dict[str, Value]]:
    """What each party's listings state to those regimes."""
    meant = {under for name in regimes if (under := load_regime(name).listed_under)}
    return [_facts_of(s, meant) for s in seen]


def _facts_of(seen: _Seen, meant: Collection[str]) -> dict[str, Value]:
    """What holds whichever of the proven listings is the party's."""
    if not seen.proven:
        return {}
    stated: dict[str, Value] = {
        name: True
        for name, fact in load_facts().items()
        if fact.listed and all(_states(fact, match, stands, meant) for match, stands in seen.proven)
    }
    first, *more = ({c.program for c in stands} for _, stands in seen.proven)
    if shared := first.intersection(*more, load_facts()["party.programs"].words):
        stated["party.programs"] = tuple(sorted(shared))
    ids = {number for match, _ in seen.proven for number in match.listing.get("authorityId", ())}
    if len(ids) == 1 and seen.resolved:
        stated["party.designated_id"] = ids.pop()
    return stated


def _states(fact: Fact, match: Match, stands: Sequence[Consequence], meant: Collection[str]) -> bool:
    under = {fact.under} if fact.under else meant
    if not set(under) <= {c.program for c in stands}:
        return False
    if fact.listed == "party":
        return match.schema != "Vessel"
    if fact.listed == "person":
        return match.schema == "Person"
    return match.schema == "Vessel" and any(fact.listed in c.restrictions for c in stands)


def _add(
    stated: Mapping[str, Value], told: Sequence[Mapping[str, Value]], *, unresolved: Sequence[str]
) -> dict[str, Value]:
    """The facts of the caller, and beside them what the lists state; two list numbers leave the number unknown."""
    known = dict(stated)
    for name in {name for states in told for name in states} - stated.keys():
        values = {states[name] for states in told if name in states}
        if name != "party.programs" and len(values) == 1:
            known[name] = values.pop()
    if programs := _join(*(states.get("party.programs") for states in (stated, *told))):
        known["party.programs"] = programs
    if unresolved and "party.programs" not in stated:
        known["party.unresolved"] = _join(stated.get("party.unresolved"), tuple(unresolved))
    return clean_facts(known)


def _known_programs(matches: Sequence[Match]) -> tuple[str, ...]:
    words = load_facts()["party.programs"].words
    return tuple(sorted({p for m in matches for p in m.programs} & set(words)))


def _join(*lists: Value | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in lists if isinstance(words, tuple) for word in words))
