"""What follows from a listing: never nothing, sharper where the entry says it, and split by whom it binds."""

from datetime import date

import pytest

from sanksi.errors import QueryError
from sanksi.ledger import NEXUS, Entity, Party, bind, clean_nexus
from sanksi.match import compare
from sanksi.programs import Consequence, follow
from sanksi.regime import load_facts
from sanksi.screening import Screening

DAY = date(2026, 11, 28)


def _follow(
    list_id: str, *programs: str, schema: str = "Person", on: date = DAY, **listing: tuple[str, ...]
) -> Consequence:
    (consequence,) = follow(list_id, {"program": programs, **listing}, schema=schema, on=on)
    return consequence


def test_regimes_of_the_un_differ_in_what_they_carry() -> None:
    """Guinea-Bissau is a travel ban only, Iraq a freeze only, the DPRK both."""
    assert _follow("un-sc", "GB").restrictions == ("travel_ban",)
    assert _follow("un-sc", "Iraq").restrictions == ("asset_freeze",)
    assert _follow("un-sc", "DPRK").restrictions == ("asset_freeze", "travel_ban")


def test_a_company_cannot_be_kept_from_travelling() -> None:
    """Restrictions on persons are left out where the party cannot be one, and kept where its kind is not known."""
    assert _follow("un-sc", "DPRK", schema="Company").restrictions == ("asset_freeze",)
    assert "travel_ban" in _follow("un-sc", "DPRK", schema="LegalEntity").restrictions


def test_unknown_programme_is_said_to_be_unknown() -> None:
    """A tag nobody registered, a list without a register, and a listing without a programme each say so."""
    unknown = _follow("us-ofac-sdn", "MOON-EO99999")
    assert (unknown.state, unknown.restrictions, unknown.confidence) == ("unknown", (), "")
    assert "what follows is not known, not in the register" in unknown.sentence()
    assert _follow("own-watch", "DPRK").state == "unknown"
    (nameless,) = follow("us-ofac-sdn", {}, schema="Person", on=DAY)
    assert nameless.sentence() == "no programme: what follows is not known, the list names no programme"


def test_ended_programme_keeps_its_restrictions_and_says_its_last_day() -> None:
    """The day after the last day is `ended`, never empty; before the first day is `not_yet`."""
    last, after = (_follow("un-sc", "Mali", on=date(2023, month, day)) for month, day in ((8, 31), (9, 1)))
    assert (last.state, after.state) == ("in_force", "ended")
    assert after.restrictions == last.restrictions
    assert "the programme ended on 2023-08-31; until then asset freeze, travel ban" in after.sentence()
    assert _follow("un-sc", "Mali", on=date(2017, 9, 4)).state == "not_yet"


def test_what_the_entry_states_counts_before_the_programme() -> None:
    """The UK and the 1718 vessel list state the measures of each party; OFAC's remarks add to the programme's."""
    russia = "The Russia (Sanctions) (EU Exit) Regulations 2019"
    stated = _follow(
        "gb-fcdo",
        russia,
        schema="Vessel",
        provisions=("Prohibition of port entry", 'Shipping sanctions: (see "Other information")'),
    )
    assert (stated.restrictions, stated.basis, stated.confidence) == (("port_ban", "transport"), "entry", "high")
    assert _follow("gb-fcdo", russia).basis == "program"
    vessel = _follow(
        "starter",
        "DPRK",
        schema="Vessel",
        provisions=("S/RES/2321 (2016), OP12(a)",),
        publisher=("un-1718-vessels of 2020-06-04",),
    )
    assert vessel.restrictions == ("deflag",)
    added = _follow("us-ofac-sdn", "NPWMD", provisions=("Secondary sanctions risk: North Korea Sanctions Regulations",))
    assert added.restrictions == ("asset_freeze", "travel_ban", "secondary_sanctions")


def test_one_tag_carries_less_on_the_other_list_of_ofac() -> None:
    """E.O. 13662 blocks on the SDN list and limits debt on the list of sectoral sanctions."""
    assert "asset_freeze" in _follow("us-ofac-sdn", "UKRAINE-EO13662").restrictions
    assert "asset_freeze" not in _follow("us-ofac-cons", "UKRAINE-EO13662").restrictions


@pytest.mark.parametrize(
    ("jurisdiction", "nexus", "binds"),
    [
        ("un", None, "you"),
        ("un", (), "you"),
        ("us", None, "unknown"),
        ("us", ("us_person",), "you"),
        ("us", ("eu_person",), "others"),
        ("us", (), "others"),
        ("gb", ("us_person", "uk_person"), "you"),
        ("", ("us_person",), "unknown"),
    ],
)
def test_nexus_says_whom_a_law_binds(jurisdiction: str, nexus: tuple[str, ...] | None, binds: str) -> None:
    """Nothing said is unknown; a nexus that was stated is complete; the UN binds everyone."""
    assert bind(jurisdiction, nexus) == binds


def test_words_of_nexus_are_those_of_the_facts() -> None:
    """Screening and check know the same words, and another one is refused with the nearest."""
    assert set(load_facts()["nexus"].words) == set(NEXUS)
    assert clean_nexus(["us_person", "us_person"]) == ("us_person",)
    with pytest.raises(QueryError, match=r"unknown nexus 'us_persn' \(did you mean 'us_person'\?\)"):
        clean_nexus(["us_persn"])


def test_match_of_a_screening_tells_what_follows() -> None:
    """The JSON of a match has `follows`, dated as of the screening and split by the user's nexus."""
    listed = Entity(
        id="us-ofac-sdn-1", schema="Person", properties={"name": ("Ri Jong Hyok",)}, listing={"program": ("DPRK2", "X-EO1")},
        list_id="us-ofac-sdn",
    )  # fmt: skip
    match = compare(Party(name="Ri Jong Hyok"), listed)
    screening = Screening(
        party=Party(name="Ri Jong Hyok"), as_of=date(2014, 12, 31), verdict="hit", why=(), lists=(), matches=(match,), index="", weights="",
        nexus=("eu_person",),
    )  # fmt: skip
    known, unknown = screening.to_dict()["matches"][0]["follows"]  # type: ignore[index]
    assert (known["program"], known["state"], known["in_force_from"], known["binds"]) == (
        "DPRK2",
        "not_yet",
        "2015-01-02",
        "others",
    )
    assert {"restrictions", "authority", "confidence"} <= set(known)
    assert (unknown["program"], unknown["state"]) == ("X-EO1", "unknown")
    assert "; binds US persons, not you" in screening.follows(match)[0].sentence()
