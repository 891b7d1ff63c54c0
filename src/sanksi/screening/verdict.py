"""What a list's state is on a day, and which verdict states and matches make."""

from collections.abc import Collection, Sequence
from datetime import date

from sanksi.ledger import Attempt, HeldEdition
from sanksi.match import Match
from sanksi.screening.values import ListKind, ListState, Verdict


def decide(
    matches: Sequence[Match], states: Collection[ListState], *, hit: float, require_fresh: bool = True
) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict and the sentences for it; a list that is partial or missing, or stale where it must not be, never lets it be `clear`.

    Args:
        matches: at or above the threshold, best first.
        states: of every list screened.
        hit: least score of a hit.
        require_fresh: whether a stale list keeps the verdict from being `clear`.
    """
    doubts = tuple(state.why for state in states if state.state != "ok")
    in_the_way = any(state.state not in ("ok", *(() if require_fresh else ("stale",))) for state in states)
    if matches:
        best = matches[0]
        decided: Verdict = "hit" if any(m.strong and m.score >= hit for m in matches) else "potential"
        others = f" and {len(matches) - 1} more" if len(matches) > 1 else ""
        return decided, (f"{best.caption} ({best.entity_id}) scores {best.score:.2f}{others}", *doubts)
    if not states:
        return "not_screened", ("no list is held; add one: sanksi add LIST FILE",)
    if in_the_way:
        return "not_screened", doubts
    return "clear", ("no listed entity reaches the threshold on any list", *doubts)


def list_state(held: HeldEdition, day: date, unbuilt: str = "", *, checked_on: date | None = None) -> ListState:
    """The state of a list on a day: how old it is, what it lacks, and whether its index could be built.

    A list is as old as the later of its edition and the last check that found this edition to be the publisher's newest: a list that did
    not change is no older for it.

    Args:
        held: the edition in force on that day.
        day: the day screened for.
        unbuilt: why there is no index of it, or empty.
        checked_on: day of the last such check, not after `day`.
    """
    edition = held.edition
    age = (day - edition.on).days
    unsure = (day - max(edition.on, checked_on or edition.on)).days
    doubts: list[tuple[ListKind, str]] = []
    if unbuilt:
        doubts.append(("unbuilt", f"is held but its index could not be built ({unbuilt})"))
    if edition.gaps:
        doubts.append(("partial", "is " + ", ".join(edition.gaps)))
    if unsure > held.max_age_days:
        checked = f", last checked on {checked_on.isoformat()}" if checked_on else ""
        doubts.append(("stale", f"is {age} days old{checked}, more than {held.max_age_days}"))
    return ListState(
        id=edition.list_id,
        edition=edition.on.isoformat(),
        sha256=edition.sha256,
        received_at=edition.received_at,
        age_days=age,
        entities=edition.entities_read,
        checked_on=checked_on.isoformat() if checked_on else "",
        state=doubts[0][0] if doubts else "ok",
        why="; ".join(f"{edition.list_id} edition of {edition.on.isoformat()} {why}" for _, why in doubts),
    )


def missing_state(list_id: str, day: date, attempt: Attempt | None = None) -> ListState:
    """The state of a list that nothing is held of on a day; `attempt` is its last update when nothing was ever held."""
    why = f"no edition of {list_id} on or before {day.isoformat()} is held"
    if attempt is not None:
        ended = "was refused" if attempt.outcome == "refused" else "failed"
        why = f"no edition of {list_id} is held, its update on {attempt.at[:10]} {ended}: {attempt.why}"
    return ListState(
        id=list_id, edition=None, sha256="", received_at="", age_days=None, entities=0, state="missing", why=why
    )
