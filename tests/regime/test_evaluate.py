"""Evaluation in three values: properties that hold for every deal, and a second, naive implementation that must agree."""

import timeit
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanksi.errors import NotInForceError, UnknownFactError
from sanksi.regime import PRECEDENCE, Measure, check, clean_facts, load_facts, load_regime
from sanksi.regime.conditions import AllOf, AnyOf, Ask, Condition, Not, facts_of
from sanksi.regime.situation import build_situation

REGIME = load_regime("un-dprk")
DAY = date(2023, 9, 13)
FACTS = load_facts()
ASKED = sorted({name for m in REGIME.measures for v in m.versions for name in facts_of(v.applies_when)})
LIFTING = sorted({name for m in REGIME.measures for e in m.exemptions for name in facts_of(e.when)} - {"date"})
CLOSING = {"goods.category", "goods.hs"}  # naming one of them says that the other is complete
ASSUMED = {name: fact.default for name, fact in FACTS.items() if fact.default is not None}


def _value(name: str) -> st.SearchStrategy[Any]:
    fact = FACTS[name]
    if name == "goods.hs":
        return st.lists(st.sampled_from(["93", "1006", "8471", "2844", "2710", "2505"]), max_size=2, unique=True)
    if fact.words:
        one = st.sampled_from(fact.words)
        return st.lists(one, max_size=3, unique=True) if fact.kind == "list" else one
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "bool": st.booleans(),
        "date": st.dates(date(2016, 1, 1), date(2018, 6, 1)),
        "number": st.integers(0, 5_000_000),
        "territory": st.sampled_from(["KP", "RU", "PA"]),
        "text": st.sampled_from(["KPe.047", "KPe.023", "Rajin"]),
    }
    return kinds[fact.kind]


def _asks(condition: Condition) -> list[Ask]:
    match condition:
        case Ask():
            return [condition]
        case Not(part=part):
            return _asks(part)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            return [ask for part in parts for ask in _asks(part)]


def _hits(ask: Ask) -> list[Any]:
    """Values that meet a test, so that drawn deals come near the measures."""
    match ask.operator:
        case "in":
            return list(ask.operand)
        case "any_in" | "only" | "prefix":
            return [[word] for word in ask.operand]
        case "none_in":
            return [["other"]]
        case "lt":
            return [ask.operand - timedelta(days=1)]
        case "ne":
            return []
    return [ask.operand]


def _deals(names: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    """Facts around one measure: those that it and its exemptions ask for, often with the words that they ask for, and some others."""

    def around(measure: Measure) -> st.SearchStrategy[dict[str, Any]]:
        asked: dict[str, list[Any]] = {}
        for condition in (*(v.applies_when for v in measure.versions), *(e.when for e in measure.exemptions)):
            for ask in _asks(condition):
                asked.setdefault(ask.fact, []).extend(_hits(ask))
        near = {
            name: st.sampled_from(hits) | _value(name) if hits else _value(name)
            for name, hits in asked.items()
            if name in names
        }
        others = st.lists(st.sampled_from(names), unique=True, max_size=3).flatmap(
            lambda chosen: st.fixed_dictionaries({name: _value(name) for name in chosen})
        )
        return st.builds(lambda some, most: some | most, others, st.fixed_dictionaries({}, optional=near))

    return st.sampled_from(REGIME.measures).flatmap(around)


DEALS = _deals(sorted({*ASKED, *LIFTING}))
PLAIN_DEALS = _deals(sorted({*ASKED} - {*LIFTING}))
DAYS = st.sampled_from(
    sorted({day for m in REGIME.measures for v in m.versions for day in (v.starts_on, v.ends_on) if day})
) | st.dates(REGIME.starts_on, date(2026, 11, 23))


def _naive(condition: Condition, facts: Mapping[str, Any]) -> bool | None:
    """Kleene by the minimum and maximum of 0, 1/2 and 1."""
    return {0.0: False, 0.5: None, 1.0: True}[_degree(condition, facts)]


def _degree(condition: Condition, facts: Mapping[str, Any]) -> float:
    if isinstance(condition, AllOf):
        return min(_degree(part, facts) for part in condition.parts)
    if isinstance(condition, AnyOf):
        return max(_degree(part, facts) for part in condition.parts)
    if isinstance(condition, Not):
        return 1.0 - _degree(condition.part, facts)
    assert isinstance(condition, Ask)
    if condition.fact not in facts:
        return 0.5
    return float(NAIVE[condition.operator](facts[condition.fact], condition.operand))


NAIVE: Mapping[str, Callable[[Any, Any], bool]] = {
    "eq": lambda value, operand: value == operand,
    "ne": lambda value, operand: value != operand,
    "in": lambda value, operand: value in operand,
    "any_in": lambda value, operand: any(word in operand for word in value),
    "none_in": lambda value, operand: all(word not in operand for word in value),
    "only": lambda value, operand: bool(value) and all(word in operand for word in value),
    "lt": lambda value, operand: value < operand,
    "le": lambda value, operand: value <= operand,
    "prefix": lambda value, operand: any(code[: len(prefix)] == prefix for code in value for prefix in operand),
}


@given(facts=_deals(sorted({*ASKED, *LIFTING} - {"goods.hs"})), on=DAYS)
@settings(deadline=None)
def test_naive_implementation_finds_the_same_measures_and_outcome(facts: dict[str, Any], on: date) -> None:
    """Reading every measure by degrees of truth, one by one, gives the measures and the outcome of the evaluator."""
    filled = {**ASSUMED, **clean_facts(facts), "date": on} | ({"goods.hs": ()} if "goods.category" in facts else {})
    expected: dict[str, str] = {}
    for measure in REGIME.measures:
        version = next((v for v in measure.versions if v.starts_on <= on <= (v.ends_on or date.max)), None)
        if version is None or (applies := _naive(version.applies_when, filled)) is False:
            continue
        exemptions = [e for e in measure.exemptions if (e.starts_on or date.min) <= on <= (e.ends_on or date.max)]
        met = [e for e in exemptions if _naive(e.when, filled)]
        first = [e for e in exemptions if e.facts_first and _naive(e.when, filled) is None]
        if any(e.outcome == "outside" for e in met):
            continue
        if (
            applies is None
            and measure.catch_all
            and any(FACTS[name].asserted and name not in filled for name in facts_of(version.applies_when))
        ):
            continue
        if version.outcome in ("duty", "vigilance"):
            continue
        undecided = applies is None or first
        expected[measure.id] = "allowed_with_conditions" if met else "facts_missing" if undecided else version.outcome
    answer = check(facts, on=on)
    assert {f.measure: f.outcome for f in answer.findings} == expected
    assert answer.outcome == min(expected.values(), key=PRECEDENCE.index, default="outside")


@given(facts=DEALS, on=DAYS, data=st.data())
@settings(deadline=None)
def test_forgetting_a_fact_never_puts_a_deal_outside(facts: dict[str, Any], on: date, data: st.DataObject) -> None:
    """What is not known is no permission: a finding that stands with a fact stands, or is asked for, without it.

    Left out: a fact whose presence alone closes a list, and facts with a default. A State's own finding behind a catch-all becomes a
    caveat by design.
    """
    forgettable = sorted({*facts} - CLOSING - {*ASSUMED})
    if not forgettable:
        return
    forgotten = data.draw(st.sampled_from(forgettable))
    before = check(facts, on=on)
    after = check({name: value for name, value in facts.items() if name != forgotten}, on=on)
    by_finding = {m.id for m in REGIME.measures if m.catch_all} if FACTS[forgotten].asserted else set()
    assert {f.measure for f in before.findings} - by_finding <= {f.measure for f in after.findings}
    if {f.measure for f in before.findings} - by_finding:
        assert after.outcome != "outside"


@given(facts=PLAIN_DEALS, on=DAYS, data=st.data())
@settings(deadline=None)
def test_learning_a_fact_never_reopens_a_prohibition(facts: dict[str, Any], on: date, data: st.DataObject) -> None:
    """A prohibited deal stays prohibited whatever else is learnt, unless the fact is one that an exemption asks for.

    Two exceptions by nature: `activity_possible` and `goods.unknown` say that a list is not complete; they are not drawn.
    """
    before = check(facts, on=on)
    unknown = sorted({*ASKED} - {*LIFTING} - {*facts})
    if before.outcome != "prohibited" or not unknown:
        return
    learnt = data.draw(st.sampled_from(unknown))
    after = check(facts | {learnt: data.draw(_value(learnt))}, on=on)
    assert after.outcome == "prohibited"


@given(facts=DEALS, on=DAYS, data=st.data())
@settings(deadline=None)
def test_a_prohibition_ends_only_by_an_exemption_it_had_named(
    facts: dict[str, Any], on: date, data: st.DataObject
) -> None:
    """Whatever is learnt, a prohibited measure stays prohibited or is lifted by an exemption that stood beside it with its question.

    So no measure goes from prohibited to `facts_missing`. Left out: facts with a default, which is a statement that the fact then corrects.
    """
    unknown = sorted({*ASKED, *LIFTING} - {*facts} - {*ASSUMED})
    if not unknown:
        return
    learnt = data.draw(st.sampled_from(unknown))
    before = check(facts, on=on)
    after = check(facts | {learnt: data.draw(_value(learnt))}, on=on)
    standing = {f.measure: f for f in after.findings}
    for finding in (f for f in before.findings if f.outcome == "prohibited"):
        named = {x["id"]: x["outcome"] for x in finding.exemptions}
        if finding.measure not in standing:
            assert "outside" in named.values()
            assert any(line.startswith(finding.measure) for line in after.caveats)
        elif standing[finding.measure].outcome != "prohibited":
            assert standing[finding.measure].outcome == "allowed_with_conditions"
            assert {x["id"] for x in standing[finding.measure].exemptions if x["met"]} & {*named}


@given(facts=DEALS, on=DAYS)
@settings(deadline=None)
def test_outside_has_no_finding_and_asks_nothing(facts: dict[str, Any], on: date) -> None:
    """`outside` is said only when no measure applies and none could."""
    answer = check(facts, on=on)
    assert (answer.outcome == "outside") == (not answer.findings)
    assert answer.outcome == "facts_missing" or not (answer.outcome == "outside" and answer.missing)


def test_nothing_known_leaves_every_measure_open() -> None:
    """An empty description is never outside: each measure but catch-alls is asked for."""
    answer = check({}, on=DAY)
    assert answer.outcome == "facts_missing"
    assert answer.missing[0] == "activity"
    stated = {f.measure for f in answer.findings + answer.duties + answer.calls}
    assert stated == {m.id for m in REGIME.measures if m.version(DAY) and not m.catch_all}


@given(facts=DEALS, on=st.dates(REGIME.starts_on, date(2030, 1, 1)))
@settings(deadline=None)
def test_no_measure_answers_on_a_day_outside_its_versions(facts: dict[str, Any], on: date) -> None:
    """Whatever is described, a measure without a version on the day says nothing."""
    answer = check(facts, on=on)
    silent = {m.id for m in REGIME.measures if not any(v.in_force(on) for v in m.versions)}
    assert silent.isdisjoint(f.measure for f in (*answer.findings, *answer.duties, *answer.calls))
    assert not any(line.startswith(tuple(silent)) for line in answer.caveats if silent)


@pytest.mark.parametrize("direction", ["to_dprk", "from_dprk"])
@pytest.mark.parametrize("category", FACTS["goods.category"].words)
def test_buyer_and_seller_run_into_the_same_measures(category: str, direction: str) -> None:
    """Goods told by the seller's act or by the buyer's are the same goods; the measure says whom it binds."""
    deal = {"direction": direction, "goods.category": [category], "party.designated": False, "purpose": ["commercial"]}
    answers = [check({**deal, "activity": [act]}, on=DAY) for act in ("supply", "procure")]
    assert answers[0].outcome == answers[1].outcome
    found = [[f for f in answer.findings if f.outcome == answer.outcome] for answer in answers]
    assert [f.measure for f in found[0]] == [f.measure for f in found[1]]
    assert all("states" in f.binds for f in found[0])
    if direction == "from_dprk":
        assert all("target" in f.binds for f in found[0])


def test_rules_of_another_day_judge_the_act() -> None:
    """The day of the act stays; the day of the rules selects the versions, and the answer says that they differ."""
    facts = {"activity": ["supply"], "direction": "to_dprk", "goods.hs": ["8471"], "party.designated": False}
    act, rules = date(2017, 12, 20), date(2017, 12, 22)
    assert check(facts, on=act).outcome == "outside"
    answer = check(facts, on=act, rules_as_of=rules)
    assert (answer.outcome, answer.on, answer.rules_as_of) == ("prohibited", act, rules)
    assert "an act of 2017-12-20 by the rules of 2017-12-22" in answer.caveats
    assert check(facts, on=rules, rules_as_of=act).outcome == "outside"


def test_a_limit_on_the_day_of_the_act_stands_under_any_rules() -> None:
    """The last day to import under an older contract is asked of the act, whatever day the rules are of."""
    facts = {
        "activity": ["import"],
        "direction": "from_dprk",
        "goods.category": ["seafood"],
        "contract.signed_before": date(2017, 7, 1),
        "committee.notified": True,
        "party.designated": False,
    }
    in_time, late = date(2017, 9, 4), date(2017, 9, 5)
    assert check(facts, on=in_time, rules_as_of=DAY).outcome == "allowed_with_conditions"
    assert check(facts, on=late, rules_as_of=in_time).outcome == "prohibited"


def test_lists_older_than_the_act_are_told() -> None:
    """The day of the lists behind the facts on parties is carried, and a caveat says when they are older than the act."""
    facts = {"activity": ["payment"], "party.designated": False}
    answer = check(facts, on=DAY, lists_as_of=DAY - timedelta(days=1))
    assert answer.to_dict()["lists_as_of"] == "2023-09-12"
    assert any("lists of 2023-09-12, older than the act" in line for line in answer.caveats)
    assert not any("older than the act" in line for line in check(facts, on=DAY, lists_as_of=DAY).caveats)


def test_what_lifts_a_duty_takes_it_away() -> None:
    """Somebody who must be expelled may stay for a court case: no duty, and a caveat that names the exemption."""
    facts = {"activity": ["residence"], "party.works_for_dprk_bank": True, "party.dprk_national": False}
    assert [f.measure for f in check(facts, on=DAY).duties] == ["UN-DPRK-H10"]
    answer = check(facts | {"purpose": ["judicial"]}, on=DAY)
    assert answer.duties == ()
    assert any(line.startswith("UN-DPRK-H10") and "OP33" in line for line in answer.caveats)
    excused = check(facts | {"committee.general_exemption_granted": True}, on=DAY)
    assert [f.measure for f in excused.duties] == ["UN-DPRK-H10"]


def test_possible_exemption_is_listed_with_what_it_needs() -> None:
    """The general exemption of the Committee stands beside a prohibition with its question."""
    answer = check({"activity": ["procure"], "direction": "from_dprk", "goods.category": ["ammunition"]}, on=DAY)
    exemption = next(f for f in answer.findings if f.measure == "UN-DPRK-B02").exemptions[0]
    assert exemption["id"] == "X01"
    assert exemption["met"] is False
    assert exemption["needs"] == [
        {"fact": "committee.general_exemption_granted", "ask": "Did the Committee grant an exemption for it?"}
    ]


def test_general_exemption_lifts_from_its_first_day() -> None:
    """Resolution 2321 opened the way on 30 November 2016, not a day earlier."""
    facts = {
        "activity": ["supply"],
        "direction": "to_dprk",
        "goods.category": ["luxury"],
        "purpose": ["other"],
        "party.designated": False,
        "committee.general_exemption_granted": True,
    }
    day = date(2016, 11, 30)
    assert check(facts, on=day).outcome == "allowed_with_conditions"
    assert check(facts, on=day - timedelta(days=1)).outcome == "prohibited"


def test_questions_that_settle_a_measure_alone_come_first() -> None:
    """A fact that decides a measure by itself is asked before facts that only decide together."""
    answer = check({"activity": ["employ"], "party.designated": False, "direction": "from_dprk"}, on=DAY)
    assert answer.missing == ("party.dprk_national", "earns_income_in_state")


def test_day_before_the_regime_is_refused() -> None:
    """Before 15 July 2006 no measure answers, and the message says which is the first day."""
    with pytest.raises(
        NotInForceError, match=r"no measure of 'un-dprk' was in force on 2006-07-14 \(the first is of 2006-07-15\)"
    ):
        check({"activity": ["supply"]}, on=date(2006, 7, 14))
    assert check({"activity": ["visit"], "direction": "to_dprk"}, on=date(2006, 7, 15)).outcome == "outside"


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"activty": ["supply"]}, r"unknown fact 'activty' \(.*activity"),
        ({"activity": ["suply"]}, r"unknown word 'suply' for activity \(.*supply"),
        ({"activity": "supply"}, r"activity is 'supply', which is no list \(write it as \[supply\]\)"),
        ({"party.designated": "yes"}, r"party.designated is 'yes', expected true or false"),
        ({"goods.origin": "Atlantis"}, r"goods.origin is 'Atlantis', which is no known territory"),
        ({"goods.hs": ["84x1"]}, r"goods.hs holds '84x1', which is no commodity code"),
        ({"goods.hs": ["7701"]}, r"goods.hs holds '7701', but no edition has a chapter 77"),
        (
            {"goods.hs": ["8806"], "goods.hs_edition": "hs2017"},
            r"goods.hs holds '8806', but hs2017 has no heading 8806 \(say the edition in goods.hs_edition\)",
        ),
        ({"quota.aggregate_after_bbl": "40000 t"}, r"'40000 t' cannot become bbl without a factor"),
        ({"contract.signed_before": "2017-02-30"}, r"contract.signed_before is '2017-02-30', expected a day"),
        ({"date": "2023-09-13"}, r"the day of the act is no fact among the others"),
    ],
)
def test_wrong_fact_is_named_with_the_way_out(facts: dict[str, Any], message: str) -> None:
    """A wrong name, word or kind is refused with the value and what would be right."""
    with pytest.raises(UnknownFactError, match=message):
        check(facts, on=DAY)


def test_launch_help_cites_its_paragraph() -> None:
    """Help with a satellite launch is prohibited by 2270 OP5, with the confidence of the research."""
    facts = {
        "activity": ["launch_cooperation", "technical_assistance"],
        "direction": "to_dprk",
        "subject_matter": ["satellite_launch"],
        "field": ["space"],
    }
    decisive = [f for f in check(facts, on=DAY).findings if f.outcome == "prohibited"]
    assert [(f.measure, f.citation, f.confidence) for f in decisive] == [
        ("UN-DPRK-C08", "S/RES/2270 (2016), OP5", "medium-high")
    ]


@pytest.mark.gate
@pytest.mark.parametrize(
    "facts",
    [
        {
            "activity": ["procure"],
            "direction": "from_dprk",
            "goods.category": ["ammunition"],
            "party.designated": False,
        },
        {},
    ],
)
def test_one_check_is_fast(facts: dict[str, Any]) -> None:
    """Once loaded, a check takes under 2 ms, also when nothing is known and every measure is open (bench/regime.py)."""
    check(facts, on=DAY)
    assert min(timeit.repeat(lambda: check(facts, on=DAY), number=5, repeat=20)) / 5 < 0.002


@pytest.mark.gate
def test_ten_thousand_checks_are_fast() -> None:
    """Deals on every day of the regime, ten thousand of them, take under 10 s."""
    facts = {"activity": ["supply"], "direction": "to_dprk", "goods.hs": ["8471"], "party.designated": False}
    days = [REGIME.starts_on + timedelta(days=number % 7000) for number in range(10_000)]
    assert timeit.timeit(lambda: [check(facts, on=day) for day in days], number=1) < 10


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"goods.category": ["coal"]}, True),
        ({"goods.category": ["coal", "iron"]}, True),
        ({"goods.category": ["coal", "arms"]}, False),
        ({"goods.category": ["coal"], "goods.unknown": ["a box"]}, None),
        ({"goods.category": ["arms"], "goods.unknown": ["a box"]}, False),
        ({"goods.hs": ["1006"]}, False),
        ({"goods.hs": ["2701"]}, None),
        ({"goods.hs": ["93"]}, None),
        ({}, None),
    ],
)
def test_only_holds_when_nothing_else_can_be_among_the_words(facts: dict[str, Any], expected: bool | None) -> None:
    """One other word fails it, one that may hide leaves it open, and an empty list is no word of it."""
    ask = Ask(fact="goods.category", operator="only", operand=("coal", "iron"))
    assert ask.value(build_situation(clean_facts(facts), on=DAY)) is expected
