"""Parties on two days: what is said of a listing that came, went or changed, and what a hit of the UN list adds to an event."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from sanksi.ledger import Entity
from sanksi.match import Evidence, Match
from sanksi.news import Reading, read
from sanksi.screening import ListedName, ListState, Screening
from sanksi.screening.values import Verdict

TODAY = date(2026, 11, 28)
REPORT = """This is an example report that was written for the test of it.

Published: 4 March 2024

North Korean envoy Ryon Contoh visited Moscow on Monday. He met the Russian minister there.
"""


def listed(*, program: str = "DPRK", number: str = "KPi.999", strong: bool = True) -> Match:
    """An entry of the UN list that has the envoy's name."""
    name = Evidence(
        comparison="name", party_value="Ryon Contoh", entity_value="Ryon Contoh", outcome="agrees", contribution=1.0, sentence="",
    )  # fmt: skip
    return Match(
        entity_id="un-sc-1", caption="Ryon Contoh", schema="Person", score=1.0, canonical_id="un-sc-1", lists=("un-sc",),
        programs=(program,), evidence=(name,), strong=strong, listing={"program": (program,), "authorityId": (number,)},
    )  # fmt: skip


class NoNames:
    """Knows no names to look for in a text."""

    def find_names(self, *_: Any, **__: Any) -> tuple[ListedName, ...]:
        """None."""
        return ()


@dataclass(frozen=True)
class TwoDays(NoNames):
    """Screens the envoy by what the list had until 2025 and after."""

    before: Match | None
    after: Match | None
    edition_before: str | None = "2024-03-01"
    verdict: Verdict = "hit"

    def screen(
        self, party: Entity, *, as_of: date | None = None, threshold: float | None = None, limit: int = 10
    ) -> Screening:
        """The answer of the day, for this one name."""
        assert as_of is not None
        assert threshold is not None
        early = as_of < date(2025, 1, 1)
        match = self.before if early else self.after
        found = (match,) if match and party.caption == "Ryon Contoh" else ()
        edition = self.edition_before if early else "2026-11-01"
        state = ListState(id="un-sc", edition=edition, sha256="", received_at="", age_days=0, entities=1)
        return Screening(
            party=party, as_of=as_of, verdict=self.verdict if found else "clear", why=(), lists=(state,),
            matches=found[:limit], index="", weights="",
        )  # fmt: skip


def reading_of(screener: TwoDays, as_of: date | None = None) -> Reading:
    """The report read with it."""
    return read(REPORT, screener=screener, today=TODAY, as_of=as_of)


def envoy(reading: Reading) -> dict[str, Any]:
    """The envoy's entity as JSON."""
    return next(e.to_dict() for e in reading.entities if e.name == "Ryon Contoh")


@pytest.mark.parametrize(
    ("screener", "kind", "fields"),
    [
        (TwoDays(listed(), listed()), "same", []),
        (TwoDays(None, listed()), "listed_since", []),
        (TwoDays(listed(), None), "delisted_since", []),
        (TwoDays(listed(), listed(number="KPi.998")), "amended", ["authorityId"]),
        (TwoDays(None, listed(), edition_before=None), "not_known", []),
        (TwoDays(None, None), "same", []),
    ],
)
def test_the_difference_between_publication_and_today_is_told(screener: TwoDays, kind: str, fields: list[str]) -> None:
    """Listed since, delisted since, amended; and a day without an edition says nothing of either."""
    told = envoy(reading_of(screener))
    assert (told["screening"]["as_of"], told["today"]["as_of"]) == ("2024-03-04", "2026-11-28")
    assert (told["change"]["kind"], told["change"]["fields"]) == (kind, fields)
    assert ("authorityId KPi.999 → KPi.998" in told["change"]["sentence"]) is (kind == "amended")


def test_a_report_of_today_is_screened_once() -> None:
    """With one day there is no difference to tell."""
    told = envoy(reading_of(TwoDays(listed(), listed()), as_of=TODAY))
    assert (told["today"], told["change"]) == (None, None)


def test_a_listed_traveller_runs_into_the_travel_ban() -> None:
    """A hit of the UN list becomes party facts of the visit; the check says as of which lists."""
    [finding] = reading_of(TwoDays(listed(), listed())).findings
    assert finding.check.facts["party.designated_individual"] is True
    assert finding.check.facts["party.designated_id"] == "KPi.999"
    assert (finding.check.outcome, finding.check.lists_as_of) == ("prohibited", date(2024, 3, 4))
    assert "UN-DPRK-I01" in {f.measure for f in finding.check.findings}


def test_a_potential_match_makes_no_fact() -> None:
    """Whether the traveller is listed stays unknown, and a visit of somebody unknown is put to no regime."""
    weak = listed(strong=False)
    assert reading_of(TwoDays(weak, weak, verdict="potential")).findings == ()


SALE = """This is an example report that was written for the test of it.

Published: 4 March 2024

Ryon Contoh sold rockets to North Korea on Monday.
"""


@pytest.mark.parametrize(("program", "linked"), [("DPRK", True), ("Libya", False), ("Al-Qaida", False)])
def test_only_a_listing_of_the_programme_links_a_party_to_it(program: str, *, linked: bool) -> None:
    """Who is listed for something else is no party linked to the DPRK, in a sale and on a journey."""
    screener = TwoDays(listed(program=program), listed(program=program))
    [sale] = read(SALE, screener=screener, today=TODAY).findings
    assert sale.check.facts["party.programs"] == (program,)
    assert sale.check.facts.get("party.designated_or_linked") is (True if linked else None)
    assert (
        bool([f for f in reading_of(screener).findings if f.check.facts.get("party.designated_individual")]) is linked
    )


MONEY = """This is an example report that was written for the test of it.

Published: 4 March 2024

The wages of the workers were routed to North Korean envoy Ryon Contoh, the ministry said.
"""


def test_money_that_goes_to_a_listed_party_runs_into_the_freeze() -> None:
    """Money alone concerns no regime: without a listing there is no finding."""
    [paid] = read(MONEY, screener=TwoDays(listed(), listed()), today=TODAY).findings
    assert (paid.check.outcome, paid.modality) == ("prohibited", "alleged")
    assert "UN-DPRK-H01" in {f.measure for f in paid.check.findings}
    assert read(MONEY, screener=TwoDays(None, None), today=TODAY).findings == ()


ONE_WORD = "This is an example report that was written for the test of it.\n\nThe {people} trading company KONTO sold rockets to Russia.\n"


@dataclass(frozen=True)
class OneCompany(NoNames):
    """Screens KONTO against an entry of the DPRK; the territory agrees when the party has it."""

    def screen(
        self, party: Entity, *, as_of: date | None = None, threshold: float | None = None, limit: int = 10
    ) -> Screening:
        """The answer for this one name."""
        assert as_of is not None
        assert threshold is not None
        told = [("name", "KONTO", "agrees")]
        told += [("territory", "kp", "agrees")] if "kp" in party.get("country") else []
        evidence = tuple(
            Evidence(comparison=c, party_value=v, entity_value=v, outcome="agrees", contribution=0.4, sentence="")
            for c, v, _ in told
        )
        match = Match(
            entity_id="un-sc-2", caption="KONTO", schema="Organization", score=0.8, canonical_id="un-sc-2", lists=("un-sc",),
            programs=("DPRK",), evidence=evidence,
        )  # fmt: skip
        found = (match,) if party.caption == "KONTO" else ()
        state = ListState(id="un-sc", edition="2026-11-01", sha256="", received_at="", age_days=0, entities=1)
        return Screening(
            party=party, as_of=as_of, verdict="potential" if found else "clear", why=(), lists=(state,),
            matches=found[:limit], index="", weights="",
        )  # fmt: skip


@pytest.mark.parametrize(("people", "linked"), [("North Korean", True), ("big", False)])
def test_one_word_names_an_organisation_only_with_its_territory(people: str, *, linked: bool) -> None:
    """The words before the name give the territory; without it the match is told and not taken."""
    found = read(ONE_WORD.format(people=people), screener=OneCompany(), today=TODAY)
    company = next(e for e in found.entities if e.name == "KONTO")
    assert (company.link is not None) is linked
    assert company.not_linked == ("" if linked else "the article gives one word of the name only")


def test_a_short_form_in_brackets_is_the_organisation_before_it() -> None:
    """ "Full Name (FN)" and FN are one party with the full name."""
    text = "This is an example report that was written for the test of it.\n\nThe Contoh Harbour Trading Corporation (CHTC) grew. CHTC denied it.\n"
    [company] = [e for e in read(text, screener=None, today=TODAY).entities if e.type == "ORG"]
    assert company.name == "Contoh Harbour Trading Corporation"
    assert "CHTC" in company.names
