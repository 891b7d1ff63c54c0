"""Measures as values: what a measure file says, dated and cited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from sanksi.regime.conditions import Condition
from sanksi.regime.values import PRECEDENCE, Outcome

MeasureOutcome = Outcome | Literal["duty", "vigilance"]

MEASURE_OUTCOMES = ("prohibited", "committee_approval", "allowed_with_conditions", "duty", "vigilance")
"""What a measure can say; `facts_missing` and `outside` are answers, never rules."""

LIFTED_OUTCOMES = ("allowed_with_conditions", "outside")
"""What an exemption can turn a measure into."""

CONFIDENCES = ("high", "medium-high", "medium", "low")
"""How sure the research is, surest first."""

BOUND = ("target", "states")
"""Whom a measure can bind: the territory that it is aimed at, with its sellers and buyers, and every other State with its nationals, ships and territory."""

assert set(LIFTED_OUTCOMES) < set(PRECEDENCE)  # noqa: S101 - one vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """When a running total begins again.

    Attributes:
        of: goods that count, words of `goods.category`.
        starts_on: first day of the first period.
        months: length.
        notices: shares of the cap, in per cent, at which States are told.
        barrels_per_tonne: factor that the source states for these goods, or None.
        source: of the factor; empty without one.
    """

    of: tuple[str, ...]
    starts_on: date
    months: int
    notices: tuple[int, ...]
    barrels_per_tonne: float | None
    source: str

    def span(self, on: date) -> tuple[date, date]:
        """First and last day of the period that a day falls into; the first period for a day before it."""
        elapsed = (on.year - self.starts_on.year) * 12 + on.month - self.starts_on.month - (on.day < self.starts_on.day)
        number = max(elapsed // self.months, 0)
        return self._begin(number), self._begin(number + 1) - timedelta(days=1)

    def _begin(self, number: int) -> date:
        years, month = divmod(self.starts_on.month - 1 + number * self.months, 12)
        year = self.starts_on.year + years
        return self.starts_on.replace(year=year, month=month + 1) if year <= date.max.year else date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """A rule that lifts measures when all its conditions hold.

    Attributes:
        id: as measures name it.
        title: what it is for.
        citation: instrument and paragraph; empty when it is cited as the version it lifts.
        who: whose act or approval it takes; empty when it stands by itself.
        conditions: what it demands, for people.
        when: what it demands, computable.
        outcome: what the measure becomes.
        general: whether it can lift every measure of the regime.
        facts_first: whether the measure stays undecided until the exemption is (a quota, a State's own finding).
        confidence: of the paragraph; None when it is that of the measure.
        starts_on: first day, or None for that of the measure.
        ends_on: last day, or None.
        period: when its running totals begin again; None without totals.
    """

    id: str
    title: str
    citation: str
    who: str
    conditions: str
    when: Condition
    outcome: Outcome
    general: bool
    facts_first: bool
    confidence: str | None
    starts_on: date | None
    ends_on: date | None
    period: Period | None

    def in_force(self, on: date) -> bool:
        """Whether it stands on the day."""
        return (self.starts_on is None or self.starts_on <= on) and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A measure as it stood between two days, both included.

    Attributes:
        starts_on: first day.
        ends_on: last day, or None while it stands.
        citation: instrument and paragraph that give it this form.
        scope: what it covers, for people; may be empty.
        outcome: what it says.
        applies_when: the measure's condition and this version's own.
    """

    starts_on: date
    ends_on: date | None
    citation: str
    scope: str
    outcome: MeasureOutcome
    applies_when: Condition

    def in_force(self, on: date) -> bool:
        """Whether it stands on the day."""
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One rule of a regime through time.

    Attributes:
        id: `UN-DPRK-B02`.
        title: what it is about.
        summary: the rule in our own words; not the legal text.
        binds: whom it binds: `target`, `states` or both.
        versions: in order of days, never overlapping.
        catch_all: whether an unknown fact is only a caveat (`unknown_policy: caveat`).
        exemptions: those that can lift it, general ones included.
        also_cite: further paragraphs.
        paragraph_confidence: of the paragraph numbers, as the research states it.
        substance_confidence: of the rule itself, as the research states it.
        sources: keys of the regime's sources that confirm it.
        unverified: what rests on memory, for people.
    """

    id: str
    title: str
    summary: str
    binds: tuple[str, ...]
    versions: tuple[Version, ...]
    catch_all: bool
    exemptions: tuple[Exemption, ...]
    also_cite: tuple[str, ...]
    paragraph_confidence: str
    substance_confidence: str
    sources: tuple[str, ...]
    unverified: tuple[str, ...]

    def version(self, on: date) -> Version | None:
        """The version in force on the day, or None."""
        return next((v for v in self.versions if v.in_force(on)), None)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Regime:
    """A measure file with its chapters.

    Attributes:
        id: `un-dprk`.
        title: what it is.
        authority: who made the law.
        edition: day of the head file and the first twelve digits of the sha256 of all.
        law_as_of: day up to which the research looked for changes of the law.
        measures: in the order of the files.
        not_encoded: ids of measures known to be left out (`part`).
        instruments: symbol to address, for readers.
        adopted: symbol to the day of adoption.
        sources: key to description.
        concerns: when a deal plainly concerns the regime; it is then asked before the others, see `choose_regimes`.
        listed_under: the UN programme that its questions about listed parties mean, where they do not ask for it; or empty.
    """

    id: str
    title: str
    authority: str
    edition: str
    law_as_of: date
    measures: tuple[Measure, ...]
    not_encoded: tuple[str, ...]
    instruments: Mapping[str, str]
    adopted: Mapping[str, date]
    sources: Mapping[str, str]
    concerns: Condition | None = None
    listed_under: str = ""

    @property
    def starts_on(self) -> date:
        """First day of the first version of any measure."""
        return min(m.versions[0].starts_on for m in self.measures)

    def in_force(self, on: date) -> tuple[tuple[Measure, Version], ...]:
        """Every measure that stands on the day, with its version; in the order of the files."""
        return _in_force(self, on)


@lru_cache(maxsize=512)
def _in_force(regime: Regime, on: date) -> tuple[tuple[Measure, Version], ...]:
    return tuple((m, version) for m in regime.measures if (version := m.version(on)) is not None)
