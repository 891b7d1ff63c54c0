"""A deal whose parties are screened: what a listing states, and what stays unknown."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sanksi.errors import QueryError, UnknownFactError
from sanksi.ledger import Entity, Party, open_ledger
from sanksi.regime import Check
from sanksi.screening import ListState, Screener, Screening, import_starter, open_screener
from sanksi.screening.deal import check_deal

DAY = date(2023, 9, 13)
SALE = {"activity": ["supply"], "deal.from": "ru", "deal.to": "kp", "goods.category": ["other"]}
KOMID = "Korea Mining Development Trading Corporation"


@pytest.fixture(scope="module")
def screener(tmp_path_factory: pytest.TempPathFactory) -> Screener:
    """The screener of a home with the starter list, which holds entries of UN lists and of OFAC's."""
    home = tmp_path_factory.mktemp("home")
    import_starter(open_ledger(home, create=True), received_at=datetime(2023, 9, 13, tzinfo=UTC))
    return open_screener(home, today=DAY)


class Retold(Screener):
    """Answers as another screener does, with values of its screenings and matches changed."""

    def __init__(self, told: Screener, *, match: Mapping[str, Any] | None = None, **changes: Any) -> None:
        self._told, self._match, self._changes, self._weights = told, match or {}, changes, told._weights

    def screen(self, party: Entity, **options: Any) -> Screening:
        """The screening of the other one, retold."""
        screening = self._told.screen(party, **options)
        matches = tuple(replace(m, **self._match) for m in screening.matches)
        return replace(screening, **{"matches": matches, **self._changes})


def _ask(screener: Screener, *names: str, facts: Mapping[str, object] = SALE, on: date = DAY, **options: Any) -> Check:
    return check_deal(facts, on=on, parties=[Party(name=n) for n in names], screener=screener, **options)


def test_a_hit_on_a_un_list_states_what_the_listing_says(screener: Screener) -> None:
    """A listed company makes a harmless sale prohibited; number, programme and the day of the lists are carried."""
    assert check_deal(SALE, on=DAY, parties=[], screener=screener).outcome == "facts_missing"
    answer = _ask(screener, KOMID)
    (party,) = answer.parties
    assert (answer.outcome, party.verdict, party.ask, answer.lists_as_of) == ("prohibited", "hit", "", DAY)
    assert party.states == {
        "party.programs": ("DPRK",),
        "party.designated": True,
        "party.designated_id": "KPe.001",
        "party.designated_or_linked": True,
        "party.dprk_or_designated": True,
    }
    assert {f.measure for f in answer.findings if "party.designated" in f.because} == {"UN-DPRK-C11", "UN-DPRK-H01"}
    assert any("asset freeze" in sentence for sentence in party.says)


def test_a_listed_person_is_told_from_a_company(screener: Screener) -> None:
    """A person who is listed may not travel; of a company that is not said."""
    travel = {"activity": ["entry"], "deal.from": "kp", "deal.to": "my"}
    person = _ask(screener, "Yun Ho-jin", facts=travel)
    assert person.facts["party.designated_individual"] is True
    assert [f.measure for f in person.findings if f.outcome == "prohibited"] == ["UN-DPRK-I01"]
    assert "party.designated_individual" not in _ask(screener, KOMID, facts=travel).facts


def test_a_listed_vessel_states_the_measures_of_its_entry(screener: Screener) -> None:
    """A ship closed out of ports is that, and no listed party."""
    answer = _ask(screener, "JI SONG 6", facts={"activity": ["port_call"]})
    assert answer.facts["vessel.un_designated_port_ban"] is True
    assert answer.facts["vessel.un_asset_frozen"] is True
    assert not {"party.designated", "vessel.un_deflagged"} & answer.facts.keys()
    assert answer.outcome == "prohibited"


def test_a_potential_match_leaves_all_unknown_and_asks(screener: Screener) -> None:
    """What may be another party states nothing; the match is shown with the question, and its programmes stay open."""
    answer = _ask(Retold(screener, match={"strong": False}, verdict="potential"), KOMID)
    (party,) = answer.parties
    assert answer.outcome == "facts_missing"
    assert "party.designated" in answer.missing
    assert party.states == {}
    assert (
        party.ask == f"Is {KOMID!r} the same party as KOREA MINING DEVELOPMENT TRADING CORPORATION (starter-un-690735)?"
    )
    assert answer.facts["party.unresolved"] == (KOMID,)


def test_a_listing_elsewhere_is_no_listing_by_the_un(screener: Screener) -> None:
    """A hit on OFAC's list is shown with what follows, and states no fact of a UN regime."""
    answer = _ask(screener, "Kim Jong Un")
    (party,) = answer.parties
    assert (party.verdict, party.states, answer.outcome) == ("hit", {}, "facts_missing")
    assert any("US persons" in sentence for sentence in party.says)


@pytest.mark.parametrize(
    ("state", "question"),
    [("ok", "On no UN list as of 2023-09-13"), ("stale", "Not screened against a whole, fresh UN list of 2023-09-13")],
)
def test_a_clear_answer_says_nothing_of_owners(screener: Screener, state: Any, question: str) -> None:
    """No list says whom a party belongs to: also a clear answer on whole, fresh lists leaves that to be asked."""
    held = ListState(
        id="un-sc", edition="2023-09-12", sha256="", received_at="", age_days=1, entities=1011, state=state
    )
    verdict = "clear" if state == "ok" else "not_screened"
    answer = _ask(Retold(screener, lists=(held,), verdict=verdict), "PT Maju Jaya")
    (party,) = answer.parties
    assert (party.states, answer.outcome) == ({}, "facts_missing")
    assert party.ask.startswith(question)
    told = _ask(
        Retold(screener, lists=(held,), verdict=verdict), "PT Maju Jaya", facts={**SALE, "party.designated": False}
    )
    assert told.outcome == "outside"


def test_a_later_list_counts_only_for_who_was_listed_by_then(screener: Screener) -> None:
    """Lists of a later day prove a listing of the day of the act by its own date, and nothing without one."""
    for on, stated in ((date(2009, 4, 24), True), (date(2009, 4, 23), False)):
        answer = _ask(screener, KOMID, on=on, lists_as_of=DAY)
        assert ("party.designated" in answer.facts) is stated
        assert (answer.on, answer.lists_as_of) == (on, DAY)
    undated = Retold(screener, match={"listing": {"program": ("DPRK",), "publisher": ("un-sc",)}})
    assert "party.designated" not in _ask(undated, KOMID, on=date(2010, 1, 1), lists_as_of=DAY).facts


def test_a_listing_under_another_programme_is_not_one_of_the_dprk(screener: Screener) -> None:
    """A party listed for Libya is frozen by the law of Libya, not by that of the DPRK."""
    listing = {"program": ("Libya",), "publisher": ("un-sc",), "authorityId": ("LYe.001",)}
    libyan = Retold(screener, match={"listing": listing, "programs": ("Libya",)})
    answer = _ask(libyan, KOMID)
    assert answer.facts["party.programs"] == ("Libya",)
    assert {r.partition("@")[0] for r in answer.regimes} == {"un-dprk", "un-libya"}
    assert "prohibited" not in {f.outcome for f in answer.findings if f.measure.startswith("UN-DPRK")}
    alone = _ask(libyan, KOMID, facts={**SALE, "deal.to": "tr"})
    assert [f.measure for f in alone.findings if f.outcome == "prohibited"] == ["UN-LY-H01"]


def test_one_listing_on_two_lists_is_one(screener: Screener) -> None:
    """An entry that the starter list and the consolidated list both have is one listed party, by the number it was given."""

    class Twice(Retold):
        def screen(self, party: Entity, **options: Any) -> Screening:
            screening = super().screen(party, **options)
            again = (replace(m, entity_id="un-sc-690735", canonical_id="un-sc-690735") for m in screening.matches)
            return replace(screening, matches=(*screening.matches, *again))

    answer = _ask(Twice(screener), KOMID)
    assert answer.facts["party.designated_id"] == "KPe.001"
    assert answer.parties[0].ask == ""


def test_two_listed_parties_leave_the_number_open(screener: Screener) -> None:
    """Which number counts is not known of two; that one of them is listed is."""
    answer = _ask(screener, KOMID, "Yun Ho-jin")
    assert answer.facts["party.designated"] is True
    assert "party.designated_id" not in answer.facts
    assert "party.unresolved" not in answer.facts
    assert answer.facts["party.designated_individual"] is True


def test_what_the_user_says_stands_against_the_lists_with_a_caveat(screener: Screener) -> None:
    """A fact that is given is not overruled, and the listing is not passed over."""
    answer = _ask(screener, KOMID, facts={**SALE, "party.designated": False})
    assert answer.facts["party.designated"] is False
    assert any("party.designated was given" in line and KOMID in line for line in answer.caveats)


def test_json_carries_the_screening(screener: Screener) -> None:
    """The shape of the contract for a screening, with what it states and asks beside it."""
    shape: Any = _ask(screener, KOMID).to_dict()
    (party,) = shape["parties"]
    assert (party["verdict"], party["states"]["party.designated_id"], party["ask"]) == ("hit", "KPe.001", "")
    follows = [c for m in party["matches"] if m["entity_id"] == "starter-un-690735" for c in m["follows"]]
    assert [c["restrictions"] for c in follows] == [["asset_freeze"]]
    assert shape["lists_as_of"] == "2023-09-13"


def test_wrong_parties_and_facts_are_refused(screener: Screener) -> None:
    """A party without a letter, and a fact that is none."""
    with pytest.raises(QueryError, match="nothing to match on"):
        _ask(screener, "???")
    with pytest.raises(UnknownFactError, match=r"did you mean 'party\.designated'"):
        _ask(screener, KOMID, facts={"party.designate": True})


def test_an_empty_home_leaves_all_unknown(tmp_path: Path) -> None:
    """Without any list a party is not screened, and that is said."""
    answer = _ask(open_screener(tmp_path, today=DAY), KOMID)
    (party,) = answer.parties
    assert (party.verdict, party.states) == ("not_screened", {})
    assert party.ask.startswith("Not screened")
