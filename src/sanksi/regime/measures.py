"""Measures as values: what a measure file says, dated and cited."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
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

assert set(LIFTED_OUTCOMES) < set(PRECEDENCE)  # noqa: S101 - one vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """A rule that lifts measures when all its conditions hold.

    Attributes:
        id: as measures name it.
        title: what it is for.
        citation: instrument and paragraph.
        who: whose act or approval it takes; empty when it stands by itself.
        conditions: what it demands, for people.
        when: what it demands, computable.
        outcome: what the measure becomes.
        general: whether it can lift every measure of the regime.
        facts_first: whether the measure stays undecided until the exemption is (a quota, a State's own finding).
        confidence: of the paragraph; None when it is that of the measure.
        starts_on: first day, or None for that of the measure.
        ends_on: last day, or None.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """A measure file.

    Attributes:
        id: `un-dprk`.
        title: what it is.
        authority: who made the law.
        edition: day of the file and the first twelve digits of its sha256.
        law_as_of: day up to which the research looked for changes of the law.
        measures: in the order of the file.
        not_encoded: ids of measures that the research has and the file has not.
        instruments: symbol to address, for readers.
        sources: key to description.
        concerns: when a deal plainly concerns the regime; it is then asked before the others, see `choose_regimes`.
    """

    id: str
    title: str
    authority: str
    edition: str
    law_as_of: date
    measures: tuple[Measure, ...]
    not_encoded: tuple[str, ...]
    instruments: Mapping[str, str]
    sources: Mapping[str, str]
    concerns: Condition | None = None

    @property
    def starts_on(self) -> date:
        """First day of the first version of any measure."""
        return min(m.versions[0].starts_on for m in self.measures)
