"""When an entity was listed and seen, by the authority's dates and by the editions that carried it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple

from sanksi.ledger.values import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenStatement:
    """A statement with the editions between which it was seen: day of the first, and of the first without it (None: still there)."""

    statement: Statement
    seen_from: date
    seen_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A half-open time in which an entity was listed or seen; those of one clock never overlap.

    Attributes:
        clock: `listed` (the authority's dates) or `seen` (the editions that carried it).
        begins: ISO date, as exact as it is known; for `listed` empty when no source gives it.
        ends: ISO date, or None: not ended as far as the newest edition tells.
        by: what the end rests on: `authority` (the entry says it) or `edition` (the first one without it); empty while it lasts.
        stated: the listing date that the entry gives, where the period cannot begin with it because an earlier one ended after it.
    """

    clock: Literal["listed", "seen"]
    begins: str
    ends: str | None
    by: Literal["authority", "edition", ""]
    stated: str = ""

    def to_dict(self) -> dict[str, object]:
        """JSON shape."""
        return {"clock": self.clock, "from": self.begins, "to": self.ends, "by": self.by, "stated": self.stated}


class SeenRecord(NamedTuple):
    """An entity's statements in one state, with the half-open interval of edition numbers in which they were seen."""

    list_id: str
    from_seq: int
    to_seq: int | None
    statements: tuple[Statement, ...]


def find_history(records: Sequence[SeenRecord], days: Mapping[int, date]) -> tuple[SeenStatement, ...]:
    """Each statement of the records with the days between which it was seen, oldest first.

    Args:
        records: all of one entity.
        days: edition number to its day.
    """
    spans: dict[Statement, list[tuple[int, int | None]]] = {}
    for record in records:
        for statement in record.statements:
            spans.setdefault(statement, []).append((record.from_seq, record.to_seq))
    seen = [
        SeenStatement(statement=statement, seen_from=days[start], seen_to=days[end] if end else None)
        for statement, own in spans.items()
        for start, end in join_days(own)
    ]
    return tuple(sorted(seen, key=lambda s: (s.seen_from, s.statement.prop, s.statement.value, s.statement.locator)))


def find_periods(records: Sequence[SeenRecord], days: Mapping[int, date], *, after: str = "") -> tuple[Period, ...]:
    """When an entity was listed and seen, oldest first.

    A listed period begins with the authority's listing date and ends with its end date where the source gives one, else with the first
    edition without the entity. Entries that are listed again often keep the date of their first listing: a later period begins with
    a date that the authority gives for it, else with the edition that has the entry again.

    Args:
        records: all of one entity.
        days: edition number to its day.
        after: when the party's last listing under another id ended, or empty.
    """
    periods = []
    for start, end in join_days([(r.from_seq, r.to_seq) for r in records]):
        run = sorted((r for r in records if r.from_seq >= start and (end is None or r.from_seq < end)), key=_first_seq)
        gone = days[end].isoformat() if end else None
        periods.append(Period(clock="seen", begins=days[start].isoformat(), ends=gone, by="edition" if gone else ""))
        for listing in _listings(run, days):
            last = listing[-1] is run[-1]
            again = days[listing[0].from_seq].isoformat()
            listed = _listed_period(listing, gone=gone if last else None, after=after, again=again)
            if listed:
                periods.append(listed)
                after = listed.ends or after
    return tuple(periods)


def _first_seq(record: SeenRecord) -> int:
    return record.from_seq


def _listings(run: Sequence[SeenRecord], days: Mapping[int, date]) -> Iterator[Sequence[SeenRecord]]:
    """The records of an unbroken run, parted where an entry that its list kept with a past end date is listed again."""
    start = 0
    for number, (old, new) in enumerate(pairwise(run), 1):
        ended, now = _end_date(old), _end_date(new)
        if ended and ended <= days[new.from_seq].isoformat():
            if not now or any(day >= ended for day in _listing_dates([new])):
                yield run[start:number]
                start = number
    yield run[start:]


def _listed_period(listing: Sequence[SeenRecord], *, gone: str | None, after: str, again: str) -> Period | None:
    """The period of one listing; None when it ended before it could begin: an entry that came back only as an ended one."""
    dates, ended = _listing_dates(listing), _end_date(listing[-1])
    ends = min((day for day in (ended, gone) if day), default=None)
    fit = [day for day in dates if day >= after and (ends is None or day < ends)]
    begins = fit[0] if fit else again if after else ""
    if after and ends is not None and begins >= ends:
        return None
    return Period(
        clock="listed",
        begins=begins,
        ends=ends,
        by="" if ends is None else "authority" if ends == ended else "edition",
        stated=dates[-1] if after and dates and not fit else "",
    )


def _listing_dates(records: Sequence[SeenRecord]) -> list[str]:
    return sorted({s.value for r in records for s in r.statements if (s.schema, s.prop) == ("Sanction", "listingDate")})


def _end_date(record: SeenRecord) -> str | None:
    return max((s.value for s in record.statements if (s.schema, s.prop) == ("Sanction", "endDate")), default=None)


def join_days(spans: Sequence[tuple[int, int | None]]) -> tuple[tuple[int, int | None], ...]:
    """Half-open spans of edition numbers, sorted, with touching ones joined."""
    joined: list[tuple[int, int | None]] = []
    for start, end in sorted(spans, key=lambda s: (s[0], s[1] is None, s[1] or 0)):
        if joined and (joined[-1][1] is None or joined[-1][1] >= start):
            last = joined[-1][1]
            joined[-1] = (joined[-1][0], None if last is None or end is None else max(last, end))
        else:
            joined.append((start, end))
    return tuple(joined)
