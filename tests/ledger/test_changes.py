"""What changed between editions, when a party was listed and seen, and who is who."""

import tarfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanksi.errors import EditionError, LedgerError, UnknownEntityError
from sanksi.ledger import Edition, Ledger, Statement, interval_of, open_ledger
from sanksi.ledger.changes import find_changes
from sanksi.ledger.database import FORMAT
from sanksi.ledger.identity import clean_reference, is_same_party
from sanksi.ledger.periods import SeenRecord, find_periods, join_days
from sanksi.ledger.record import digest_of, pack, unpack
from sanksi.screening import import_files

DAY = date(2023, 9, 1)


def say(own_id: str, prop: str, value: str, *, schema: str = "Person", list_id: str = "un-sc") -> Statement:
    """A statement of an entity; listing properties with schema Sanction."""
    return Statement(list_id=list_id, entity_id=f"{list_id}-{own_id}", schema=schema, prop=prop, value=value)


def entry(own_id: str, name: str, *, reference: str = "", list_id: str = "un-sc", **more: str) -> tuple[Statement, ...]:
    """A person with a name, a reference and other properties."""
    listing = {"authorityId": reference} if reference else {}
    listing |= {k: v for k, v in more.items() if k in ("unscId", "listingDate", "endDate")}
    own = {"name": name} | {k: v for k, v in more.items() if k not in listing}
    schema = "Vessel" if "imoNumber" in own else "Person"
    return (
        *(say(own_id, prop, value, schema=schema, list_id=list_id) for prop, value in own.items()),
        *(say(own_id, prop, value, schema="Sanction", list_id=list_id) for prop, value in listing.items()),
    )


def add(ledger: Ledger, day: date, *groups: tuple[Statement, ...], list_id: str = "un-sc") -> None:
    """Import an edition of a day."""
    edition = Edition(
        list_id=list_id, on=day, published_at=f"{day}T00:00:00Z", origin="list.xml", sha256=f"{list_id}{day}".ljust(64, "0"), size_bytes=1,
        received_at="2026-11-24T00:00:00Z", reader=f"{list_id}/1", entities_read=len(groups), entities_in_file=len(groups),
    )  # fmt: skip
    assert ledger.import_edition(edition, groups, [], max_age_days=30) is not None


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """An empty ledger."""
    return open_ledger(tmp_path, create=True)


def test_a_diff_tells_listed_amended_and_delisted(ledger: Ledger) -> None:
    """Each kind of change stands in its own place, with the values that came and went."""
    add(ledger, DAY, entry("1", "RI WON HO", passportNumber="381310014"), entry("2", "YUN HO-JIN"))
    add(ledger, date(2023, 9, 3), entry("1", "RI WON HO", passportNumber="381310015"), entry("3", "PAK HAN SE"))
    diff = ledger.diff("un-sc", DAY, date(2023, 9, 4))
    assert diff.to_dict() == {
        "list": "un-sc",
        "from": "2023-09-01",
        "to": "2023-09-03",
        "listed": [{"entity_id": "un-sc-3", "caption": "PAK HAN SE"}],
        "delisted": [{"entity_id": "un-sc-2", "caption": "YUN HO-JIN"}],
        "amended": [
            {
                "entity_id": "un-sc-1",
                "caption": "RI WON HO",
                "changes": [{"property": "passportNumber", "removed": ["381310014"], "added": ["381310015"]}],
            }
        ],
        "caveats": [],
    }
    with pytest.raises(EditionError, match="no edition of 'un-sc' on or before 2023-08-31 is held"):
        ledger.diff("un-sc", date(2023, 8, 31), DAY)


def test_a_reference_spelled_another_way_is_no_amendment(ledger: Ledger) -> None:
    """The publisher's change from QI.B.8.01 to QDi.008 style spellings is not hundreds of amendments."""
    add(ledger, DAY, entry("1", "RI WON HO", reference="KPi.33"), entry("2", "YUN HO-JIN", reference="KPi.001"))
    add(
        ledger,
        date(2023, 9, 3),
        entry("1", "RI WON HO", reference="KPi.033"),
        entry("2", "YUN HO-JIN", reference="KPi.1"),
    )
    assert ledger.diff("un-sc", DAY, date(2023, 9, 3)).amended == ()


def test_references_renamed_all_over_the_list_are_one_caveat(ledger: Ledger) -> None:
    """When the publisher gives a large part of its entries references of a new kind, that is told once; other changes still stand."""
    old = [entry(str(n), f"PARTY {n}", reference=f"QI.A.{n}.01") for n in range(40)]
    new = [entry(str(n), f"PARTY {n}", reference=f"QDi.{n + 100}") for n in range(39)]
    add(ledger, DAY, *old)
    add(ledger, date(2023, 9, 3), *new, entry("39", "PARTY 39", reference="QDi.139", passportNumber="381310014"))
    diff = ledger.diff("un-sc", DAY, date(2023, 9, 3))
    assert [a.entity.id for a in diff.amended] == ["un-sc-39"]
    assert diff.caveats == ("39 entries only got a reference of another kind: not counted as amended",)


def test_a_reused_id_does_not_merge_two_parties(ledger: Ledger) -> None:
    """An id given to another name and reference is another entity; history and diff keep the two apart."""
    add(ledger, DAY, entry("1", "RI WON HO", reference="KPi.033"))
    add(ledger, date(2023, 9, 3), entry("1", "JIMMY CHERIZIER", reference="HTi.001"))
    add(ledger, date(2023, 9, 5), entry("1", "JIMMY CHERIZIER", reference="HTi.001", passportNumber="X4455"))
    add(ledger, date(2023, 9, 7), entry("1", "RI WON HO", reference="KPi.033"))
    diff = ledger.diff("un-sc", DAY, date(2023, 9, 3))
    assert ([e.id for e in diff.listed], [e.id for e in diff.delisted]) == (["un-sc-1.2"], ["un-sc-1"])
    assert {s.statement.value for s in ledger.history("un-sc-1")} == {"RI WON HO", "KPi.033"}
    assert [e.id for e in ledger.iter_entities(date(2023, 9, 5))] == ["un-sc-1.2"]
    assert [(p.begins, p.ends) for p in ledger.periods("un-sc-1") if p.clock == "seen"] == [
        ("2023-09-01", "2023-09-03"),
        ("2023-09-07", None),
    ]


def test_a_rename_is_an_amendment(ledger: Ledger) -> None:
    """A party of an unbroken run that changes its name only stays one party."""
    add(ledger, DAY, entry("6853", "REAL IRA", list_id="us-ofac-sdn"), list_id="us-ofac-sdn")
    add(
        ledger,
        date(2023, 9, 3),
        entry("6853", "NEW IRISH REPUBLICAN ARMY", list_id="us-ofac-sdn"),
        list_id="us-ofac-sdn",
    )
    assert [a.entity.id for a in ledger.diff("us-ofac-sdn", DAY, date(2023, 9, 3)).amended] == ["us-ofac-sdn-6853"]


def test_a_renumbered_party_stays_one(ledger: Ledger) -> None:
    """A new id with the old reference is an amendment, and the old id still resolves."""
    add(ledger, DAY, entry("6909003", "JOHNSON ANDRE", reference="HTi.002"))
    add(ledger, date(2023, 9, 3), entry("6909378", "JOHNSON ANDRE", reference="HTi.002"))
    diff = ledger.diff("un-sc", DAY, date(2023, 9, 3))
    assert (diff.listed, diff.delisted) == ((), ())
    assert [c.to_dict() for c in diff.amended[0].changes] == [
        {"property": "id", "removed": ["un-sc-6909003"], "added": ["un-sc-6909378"]}
    ]
    assert ledger.require_entity("un-sc-6909003", as_of=date(2023, 9, 3)).id == "un-sc-6909378"


def test_the_periods_of_a_renumbered_party_follow_each_other(ledger: Ledger) -> None:
    """Each id names the other one; the listing goes on under the new id on the day the old one ends, and a day before it knows nothing of it."""
    old, new = (entry(n, "MYOHYANG SHIPPING CO", reference="KPe.068", listingDate="2018-03-30") for n in ("1", "2"))
    add(ledger, DAY, old)
    add(ledger, date(2023, 9, 3), new)
    assert ledger.renumbered("un-sc-1") == ((), ("un-sc-2",))
    assert ledger.renumbered("un-sc-2") == (("un-sc-1",), ())
    assert [(p.begins, p.ends) for p in ledger.periods("un-sc-1") if p.clock == "listed"] == [
        ("2018-03-30", "2023-09-03")
    ]
    assert [(p.begins, p.ends, p.stated) for p in ledger.periods("un-sc-2") if p.clock == "listed"] == [
        ("2023-09-03", None, "2018-03-30")
    ]
    before = date(2023, 9, 2)
    assert ledger.renumbered("un-sc-1", as_of=before) == ((), ())
    assert [p.ends for p in ledger.periods("un-sc-1", as_of=before)] == [None, None]
    assert [s.seen_to for s in ledger.history("un-sc-1", as_of=before)] == [None, None, None]
    assert (ledger.history("un-sc-2", as_of=before), ledger.periods("un-sc-2", as_of=before)) == ((), ())
    assert (ledger.canonical_id("un-sc-2", as_of=before), ledger.clusters(as_of=before)) == ("un-sc-1", {})
    assert ledger.clusters(as_of=date(2023, 9, 3)) == {"un-sc-1": ("un-sc-1", "un-sc-2")}


def test_two_ids_of_one_time_are_no_renumbering(ledger: Ledger) -> None:
    """A party that its list has under two programmes at once has no former id."""
    add(ledger, DAY, *(entry(n, "HUI CHON", imoNumber="8405270") for n in "12"))
    assert ledger.same_as("un-sc-2") == ("un-sc-1", "un-sc-2")
    assert ledger.renumbered("un-sc-1") == ledger.renumbered("un-sc-2") == ((), ())


def test_ids_changed_all_over_the_list_are_told(ledger: Ledger) -> None:
    """Two editions whose ids and references have little in common are compared with a warning."""
    add(ledger, DAY, *(entry(str(n), f"PARTY {n}", reference=f"OLD.{n}") for n in range(30)))
    add(ledger, date(2023, 9, 3), *(entry(str(n), f"PARTY {n}", reference=f"NEW.{n}") for n in range(100, 130)))
    (caveat,) = ledger.diff("un-sc", DAY, date(2023, 9, 3)).caveats
    assert caveat.startswith("30 ids went, 30 came and 0 stayed: the publisher changed ids and references all over")


def test_a_listing_begins_again_after_the_end_of_the_one_before(ledger: Ledger) -> None:
    """An entry that comes back with its first listing date is listed again from the edition that has it, or from a later date that it gives."""
    add(ledger, DAY, entry("1", "YAS AIR", listingDate="2012-12-20"), entry("2", "TIZ PARS", listingDate="2012-12-20"))
    add(ledger, date(2023, 10, 19))
    add(
        ledger,
        date(2025, 11, 15),
        entry("1", "YAS AIR", listingDate="2012-12-20"),
        entry("2", "TIZ PARS", listingDate="2025-09-27"),
    )

    def listed(own_id: str) -> list[tuple[str, str | None, str]]:
        return [(p.begins, p.ends, p.stated) for p in ledger.periods(own_id) if p.clock == "listed"]

    first = ("2012-12-20", "2023-10-19", "")
    assert listed("un-sc-1") == [first, ("2025-11-15", None, "2012-12-20")]
    assert listed("un-sc-2") == [first, ("2025-09-27", None, "")]
    with pytest.raises(UnknownEntityError, match="it was listed from 2012-12-20 to 2023-10-19; from 2025-11-15 to now"):
        ledger.require_entity("un-sc-1", as_of=date(2023, 10, 20))


def test_a_listing_that_its_list_ended_and_took_up_again_has_two_periods(ledger: Ledger) -> None:
    """Switzerland keeps what it de-listed: the entry is seen without a break and listed twice."""
    days = {"listingDate": "2012-03-23"}
    for day, more in (
        (DAY, days),
        (date(2023, 9, 5), days | {"endDate": "2023-09-03"}),
        (date(2024, 1, 9), {"listingDate": "2024-01-08"}),
    ):
        add(ledger, day, entry("5142", "Dzmitry Lukashenka", list_id="ch-seco", **more), list_id="ch-seco")
    assert [(p.clock, p.begins, p.ends, p.by) for p in ledger.periods("ch-seco-5142")] == [
        ("seen", "2023-09-01", None, ""),
        ("listed", "2012-03-23", "2023-09-03", "authority"),
        ("listed", "2024-01-08", None, ""),
    ]


DATES = st.sampled_from(["", "2023", "2023-09", "2023-09-02", "2023-09-04", "2023-09-06", "2023-09-08", "2024-01-01"])


@given(editions=st.lists(st.none() | st.tuples(DATES, DATES), max_size=10), after=st.sampled_from(["", "2023-09-01"]))
def test_the_periods_of_an_entity_never_overlap(editions: list[tuple[str, str] | None], after: str) -> None:
    """Whatever listing and end dates the editions give, a period of a clock begins where the one before it ended, or later."""
    days = {number: date(2023, 9, number) for number in range(1, len(editions) + 2)}
    records = [
        SeenRecord(
            "un-sc",
            seq,
            seq + 1 if seq < len(editions) else None,
            entry("1", f"A {seq}", listingDate=found[0], endDate=found[1]),
        )
        for seq, found in enumerate(editions, 1)
        if found
    ]
    whole = tuple(r._replace(statements=tuple(s for s in r.statements if s.value)) for r in records)
    for clock in ("listed", "seen"):
        own = [p for p in find_periods(whole, days, after=after) if p.clock == clock]
        assert all(p.ends is None or p.begins < p.ends for p in own)
        assert all(a.ends is not None and a.ends <= b.begins for a, b in pairwise(own))
        assert clock == "seen" or not own or not after or own[0].begins >= after


def test_entries_of_several_lists_are_one_party_when_publishers_say_so(ledger: Ledger) -> None:
    """UN references and IMO numbers join; a name alone never does; the canonical id is the first one and stays."""
    add(ledger, DAY, entry("1", "RI WON HO", reference="KPi.033"), entry("2", "HUI CHON", imoNumber="8405270"))
    add(
        ledger,
        DAY,
        entry("10", "Ri Won-ho", unscId="KPi.33", list_id="eu-fsf"),
        entry("11", "RI WON HO", list_id="eu-fsf"),
        list_id="eu-fsf",
    )
    assert ledger.same_as("eu-fsf-10") == ("un-sc-1", "eu-fsf-10")
    assert ledger.same_as("eu-fsf-11") == ("eu-fsf-11",)
    assert ledger.same_as("eu-fsf-10", as_of=date(2023, 8, 1)) == ()
    add(ledger, DAY, entry("7", "Hwang Gum San 2", imoNumber="IMO 8405270", list_id="ch-seco"), list_id="ch-seco")
    assert ledger.clusters() == {"un-sc-1": ("eu-fsf-10", "un-sc-1"), "un-sc-2": ("ch-seco-7", "un-sc-2")}
    assert {e.id: e.canonical_id for e in ledger.iter_entities(DAY)}["ch-seco-7"] == "un-sc-2"


def test_one_passport_and_one_name_are_one_party(ledger: Ledger) -> None:
    """A passport number joins under the same name only, whatever the order of its words; a typing error joins nobody else."""
    add(ledger, DAY, entry("1", "HABIB LOUBIRI", passportNumber="M788439"))
    add(
        ledger,
        DAY,
        entry("8272", "Loubiri, Habib", passportNumber="M 788439", list_id="us-ofac-sdn"),
        entry("9", "AZIM AGHAJANI", passportNumber="M788439", list_id="us-ofac-sdn"),
        list_id="us-ofac-sdn",
    )
    assert ledger.clusters() == {"un-sc-1": ("un-sc-1", "us-ofac-sdn-8272")}


def test_entries_that_their_own_list_tells_apart_are_never_one(ledger: Ledger) -> None:
    """The EU gives one UN reference to two persons: the second stays with its own UN entry, and the conflict is told."""
    add(
        ledger,
        DAY,
        entry("6908585", "KIM KYONG OK", reference="KPi.045"),
        entry("6908586", "KIM TONG-HO", reference="KPi.046", passportNumber="745310111"),
    )
    first = entry("112309", "Kyong Ok Kim", reference="EU.4075.27", unscId="KPi.045", list_id="eu-fsf")
    second = entry(
        "112314", "Tong-Ho Kim", reference="EU.4076.89", unscId="KPi.045", passportNumber="745310111", list_id="eu-fsf"
    )
    add(ledger, DAY, first, second, list_id="eu-fsf")
    assert ledger.clusters() == {
        "un-sc-6908585": ("eu-fsf-112309", "un-sc-6908585"),
        "un-sc-6908586": ("eu-fsf-112314", "un-sc-6908586"),
    }
    held = ledger.newest_edition("eu-fsf")
    assert held is not None
    assert [i.value for i in ledger.issues(held)] == ["un KP.I.45"]


def test_two_parties_that_turn_out_to_be_one_keep_the_older_id(ledger: Ledger) -> None:
    """When a later entry joins two clusters, the younger canonical id resolves to the older one."""
    add(ledger, DAY, entry("1", "RI WON HO", unscId="KPi.033", list_id="eu-fsf"), list_id="eu-fsf")
    add(ledger, DAY, entry("5", "HUI CHON", imoNumber="8405270", list_id="gb-fcdo"), list_id="gb-fcdo")
    add(ledger, DAY, entry("9", "RI WON HO", reference="KPi.033"))
    add(ledger, DAY, entry("7", "X", imoNumber="8405270", unscId="KPi.033", list_id="ch-seco"), list_id="ch-seco")
    assert ledger.canonical_id("gb-fcdo-5") == ledger.canonical_id("un-sc-9") == "eu-fsf-1"
    assert ledger.same_as("gb-fcdo-5") == ("eu-fsf-1", "ch-seco-7", "gb-fcdo-5", "un-sc-9")


def test_the_authoritys_end_date_ends_a_listing(ledger: Ledger) -> None:
    """An entry that its list keeps with a day of de-listing is not listed from that day on, and its period says who ended it."""
    ended = entry("5142", "Dzmitry Lukashenka", listingDate="2012-03-23", endDate="2023-09-02", list_id="ch-seco")
    add(ledger, DAY, ended, list_id="ch-seco")
    assert [e.id for e in ledger.iter_entities(DAY)] == ["ch-seco-5142"]
    assert list(ledger.iter_entities(date(2023, 9, 2))) == []
    with pytest.raises(UnknownEntityError, match="not on the list as of 2023-09-02"):
        ledger.require_entity("ch-seco-5142", as_of=date(2023, 9, 2))
    listed = next(p for p in ledger.periods("ch-seco-5142") if p.clock == "listed")
    assert (listed.begins, listed.ends, listed.by) == ("2012-03-23", "2023-09-02", "authority")


def test_relations_are_no_parties_and_point_both_ways(ledger: Ledger) -> None:
    """A relation is found from either end and never among the listed entities."""
    link = tuple(
        Statement(list_id="us-ofac-sdn", entity_id="us-ofac-sdn-link-1", schema="Ownership", prop=prop, value=value)
        for prop, value in (("owner", "us-ofac-sdn-1"), ("asset", "us-ofac-sdn-2"), ("role", "Owned or Controlled By"))
    )
    parties = [entry(n, f"PARTY {n}", list_id="us-ofac-sdn") for n in "12"]
    add(ledger, DAY, *parties, link, list_id="us-ofac-sdn")
    assert [e.id for e in ledger.iter_entities(DAY)] == ["us-ofac-sdn-1", "us-ofac-sdn-2"]
    assert [r.id for r in ledger.iter_relations(DAY)] == ["us-ofac-sdn-link-1"]
    for end in ("us-ofac-sdn-1", "us-ofac-sdn-2"):
        assert [r.get("role") for r in ledger.relations_of(end, as_of=DAY)] == [("Owned or Controlled By",)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("QDi.043", "QDi.43"),
        ("QI.U.290.11.", "QDi.290"),
        ("TE.H.10.03", "TAe.010"),
        ("QDi.043", "QDi.043 "),
        ("TAe.010", "tae.010"),
    ],
)
def test_one_reference_has_one_spelling(left: str, right: str) -> None:
    """Spellings of one reference compare as equal, and QDi.043 is not QDi.430."""
    assert clean_reference(left) == clean_reference(right)
    assert clean_reference("QDi.043") != clean_reference("QDi.430")


def test_unrelated_records_under_one_id_are_two_parties_after_a_gap() -> None:
    """Without a reference, a name alone parts two records only when somebody else could have got the id between them."""
    old, new = entry("1", "RI WON HO"), entry("1", "JIMMY CHERIZIER")
    assert is_same_party(old, new, apart=False)
    assert not is_same_party(old, new, apart=True)
    assert is_same_party(
        entry("1", "A", passportNumber="381310014"), entry("1", "B", passportNumber="381310014"), apart=True
    )


def test_dates_are_intervals() -> None:
    """A year is a year, a range ends with its last day, and an impossible day stands for its month."""

    def interval(value: str, until: str | None = None) -> tuple[str, str]:
        begins, ends = interval_of(
            Statement(list_id="un-sc", entity_id="un-sc-1", schema="Person", prop="birthDate", value=value, until=until)
        )
        return begins.isoformat(), ends.isoformat()

    assert interval("1965") == ("1965-01-01", "1966-01-01")
    assert interval("1965-12") == ("1965-12-01", "1966-01-01")
    assert interval("1960", "1965") == ("1960-01-01", "1966-01-01")
    assert interval("1966-06-31") == ("1966-06-01", "1966-07-01")


TEXTS = st.text(min_size=1, max_size=12)
STATEMENTS = st.lists(
    st.builds(
        Statement, list_id=st.just("un-sc"), entity_id=st.just("un-sc-1"), schema=st.sampled_from(["Person", "Sanction"]), prop=TEXTS, value=TEXTS,
        original=st.none() | TEXTS, lang=st.none() | TEXTS, locator=TEXTS, until=st.none() | TEXTS, circa=st.booleans(),
    ),
    min_size=1, max_size=6, unique=True,
)  # fmt: skip


@given(statements=STATEMENTS, data=st.data())
def test_a_record_keeps_every_statement_in_any_order(statements: list[Statement], data: st.DataObject) -> None:
    """Packing and unpacking gives the same statements, and the digest does not depend on their order."""
    shuffled: Sequence[Statement] = data.draw(st.permutations(statements))
    assert set(unpack(pack(statements), list_id="un-sc", entity_id="un-sc-1")) == set(statements)
    assert digest_of(shuffled) == digest_of(statements)


def test_the_dictionary_of_records_belongs_to_the_format() -> None:
    """A ledger written by one version is read by the next: the words change only together with the format's number."""
    words = files("sanksi.ledger").joinpath("record_words.txt").read_bytes()
    assert (FORMAT, sha256(words).hexdigest()[:16]) == (4, "60b1d36a7161af21")


def test_a_damaged_record_is_told() -> None:
    """Bytes that are no record give the ledger's own error with the entity."""
    with pytest.raises(LedgerError, match="record of 'un-sc-1' in the ledger is damaged"):
        unpack(b"no record", list_id="un-sc", entity_id="un-sc-1")


@given(old=STATEMENTS, new=STATEMENTS)
def test_applying_the_changes_gives_the_new_values(old: list[Statement], new: list[Statement]) -> None:
    """What came and went, applied to the old values, gives the new ones."""

    def values(statements: list[Statement]) -> set[tuple[str, str]]:
        told = (s for s in statements if s.prop not in ("modifiedAt", "authorityId", "unscId"))
        return {(s.prop, f"{s.value}/{s.until}" if s.until else s.value) for s in told}

    applied = values(old)
    for change in find_changes(old, new):
        if change.prop in ("authorityId", "unscId"):  # compared by their one spelling
            continue
        applied -= {(change.prop, value) for value in change.removed}
        applied |= {(change.prop, value) for value in change.added}
    assert applied == values(new)


@given(spans=st.lists(st.tuples(st.integers(1, 9), st.none() | st.integers(1, 12)), max_size=6))
def test_joined_spans_cover_the_same_editions(spans: list[tuple[int, int | None]]) -> None:
    """Joining touching spans loses and adds no edition."""
    real = [(a, b) for a, b in spans if b is None or b > a]

    def covered(pairs: Sequence[tuple[int, int | None]]) -> set[int]:
        return {n for a, b in pairs for n in range(a, b or 20)}

    joined = join_days(real)
    assert covered(joined) == covered(real)
    assert all(left[1] is not None and left[1] < right[0] for left, right in pairwise(joined))


EVENTS = {
    ("2023-10-17", "2023-10-19"): (0, 84),  # the entries of resolution 2231 end
    ("2025-09-03", "2025-11-15"): (123, 2),  # the entries of resolution 1737 come back
    ("2021-09-03", "2021-09-08"): (0, 29),
    ("2026-02-27", "2026-08-01"): (16, 8),
}


@pytest.mark.shared
def test_the_real_events_of_the_un_list_come_out_right(ledger: Ledger, shared: Path, tmp_path: Path) -> None:
    """Snapback, the end of resolution 2231 and others have the sizes that the deltas between the editions have."""
    names = {f"un_{day}.xml" for pair in EVENTS for day in pair}
    names |= {"un_2025-06-16.xml", "un_2025-08-02.xml"}
    with tarfile.open(shared / "un" / "un_versions_all.tar.xz") as archive:
        for member in archive:
            if member.name.rsplit("/", 1)[-1] in names:
                member.name = member.name.rsplit("/", 1)[-1]
                archive.extract(member, tmp_path / "un", filter="data")
    now = datetime(2026, 11, 24, tzinfo=UTC)
    paths = sorted((tmp_path / "un").iterdir())
    assert {i.outcome for i in import_files(ledger, "un-sc", paths, on=None, received_at=now)} == {"imported"}
    for (begins, ends), (listed, delisted) in EVENTS.items():
        diff = ledger.diff("un-sc", date.fromisoformat(begins), date.fromisoformat(ends))
        assert (diff.from_on.isoformat(), diff.to_on.isoformat()) == (begins, ends)
        assert (len(diff.listed), len(diff.delisted)) == (listed, delisted), begins
    renumbered = ledger.diff("un-sc", date(2025, 6, 16), date(2025, 8, 2))
    assert [e.caption for e in renumbered.listed] == ["GRAN GRIF", "VIV ANSANM"]
    assert renumbered.delisted == ()


@pytest.mark.shared
def test_ofac_grows_by_166_entries_on_the_day_of_the_report(ledger: Ledger, shared: Path, tmp_path: Path) -> None:
    """From 12 to 14 September 2023 sdn.csv grows by 166 entries net."""
    with tarfile.open(shared / "ofac" / "sdn_history_all.tar.xz") as archive:
        for member in archive:
            if member.name.endswith(("sdn_2023-09-12.csv", "sdn_2023-09-14.csv")):
                member.name = member.name.rsplit("/", 1)[-1]
                archive.extract(member, tmp_path / "ofac", filter="data")
    paths = sorted((tmp_path / "ofac").iterdir())
    now = datetime(2026, 11, 24, tzinfo=UTC)
    assert [i.outcome for i in import_files(ledger, "us-ofac-sdn", paths, on=None, received_at=now)] == ["imported"] * 2
    diff = ledger.diff("us-ofac-sdn", date(2023, 9, 12), date(2023, 9, 14))
    assert len(diff.listed) - len(diff.delisted) == 166
