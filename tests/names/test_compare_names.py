"""Two names laid side by side: the reference, and that the kernel gives what it gives."""

import math
import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drawn import commonness, damage, names_in, pairs_of_names, real_entities
from sanksi.names import read_organization, read_person
from sanksi.names.compare import TOKENS, compare_names
from sanksi.names.kernel import Tables
from sanksi.names.text import Tokens
from sanksi.names.tokens import Class
from sanksi.names.weights import FEATURES, load_weights

WEIGHTS = load_weights()
TABLES = Tables(WEIGHTS)


def _evidence(asked: str, listed: str, *, person: bool = True) -> float:
    read = read_person if person else read_organization
    return compare_names(read(asked)[0], read(listed)[0], WEIGHTS, person=person).evidence


def _require_equal(party: Tokens, listed: Tokens, *, person: bool, weak: bool, seed: int | None) -> None:
    common = None if seed is None else commonness(seed)
    fit = compare_names(party, listed, WEIGHTS, person=person, weak=weak, common=common)
    commons = common and [[common(token) for token in tokens] for tokens in (party, listed)]
    evidence, features, comparable = TABLES.compare(
        " ".join(party), " ".join(listed), person=person, weak=weak, common=commons
    )
    shown = f"{party} {listed} person={person} seed={seed}"
    assert {f: v for f, v in features.items() if abs(v - fit.features[f]) > 1e-12} == {}, shown
    assert evidence == pytest.approx(fit.evidence, abs=1e-11) or evidence == fit.evidence, shown
    assert comparable == fit.comparable, shown


@example((("g", "a", "a", "a", "za", "a"), ("ga", "a", "a", "a", "z", "a")), True, False, None)
@example((("salman", "b1nt", "muhammad"), ("muhammad", "b1nt", "salman")), True, False, None)
@example((("gao=0c69", "shi=2bd4"), ("gao=0c69", "shi=0de5")), True, False, 7)
@example((("bowne", "germany", "7"), ("bowne", "usa")), False, False, None)
@example((("k", "amel", "x"), ("kamel", "x", "amel")), True, False, None)
@example((("ben", "ali"), ("benjamin", "ali")), True, False, None)
@example((("sheikh", "kim", "haji"), ("kim", "haji")), True, False, None)
@example((("xiao", "ivan"), ("shao", "ivanovich", "xu")), True, False, None)
@settings(deadline=None, max_examples=600)
@given(pairs_of_names(), st.booleans(), st.booleans(), st.none() | st.integers(0, 999))
def test_the_kernel_equals_the_reference(
    names: tuple[Tokens, Tokens],
    person: bool,
    weak: bool,
    seed: int | None,
) -> None:
    """Every feature, the evidence and whether two names are comparable, of names of drawn letters, with any commonness."""
    _require_equal(*names, person=person, weak=weak, seed=seed)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(("kim", "kima", "ki", "makim", "kimki", "k")), min_size=18, max_size=40), st.integers(0, 9)
)
def test_the_kernel_equals_the_reference_on_long_names(tokens: list[str], seed: int) -> None:
    """Names of more tokens than are compared, all of them alike, which is where most pairings are tried."""
    _require_equal(tuple(tokens), tuple(reversed(tokens)), person=True, weak=False, seed=seed)


@pytest.mark.shared
def test_the_kernel_equals_the_reference_on_real_names() -> None:
    """Names of the UN and OFAC lists against themselves with slips, and against each other."""
    pool = names_in(real_entities("un", "ofac"))
    if not pool:
        pytest.skip("the shared lists are not here")
    rng = random.Random(1718)  # noqa: S311 - no secret
    for i in range(1_500):
        name, person = rng.choice(pool)
        other = damage(name, rng) if i % 3 else rng.choice(pool)[0]
        read = read_person if person else read_organization
        for party in read(other):
            _require_equal(party, read(name)[0], person=person, weak=i % 7 == 0, seed=i if i % 2 else None)


@pytest.mark.parametrize(("party", "listed"), [("", "kim"), ("kim", ""), ("", "")])
def test_nothing_cannot_be_compared(party: str, listed: str) -> None:
    """A name without tokens gives no evidence and is not comparable, in both."""
    fit = compare_names(tuple(party.split()), tuple(listed.split()), WEIGHTS, person=True)
    evidence, features, comparable = TABLES.compare(party, listed, person=True)
    assert (fit.evidence, fit.comparable, set(fit.features)) == (-math.inf, False, set(FEATURES))
    assert (evidence, comparable, features) == (-math.inf, False, fit.features)


@pytest.mark.parametrize(
    ("name", "nearer", "farther"),
    [
        ("Sergei Shoigu", "Sergey Shoygu", "Sergio Shigeru"),
        ("Kim Jong Un", "Kim Chong Un", "Kim Jong Nam"),
        ("Mohammad Reza Naqdi", "Mohammadreza Naqdi", "Mohammad Ali Naqdi"),
        ("Saddam Hussein al-Dulaimi", "Saddam Husayn Al-Dulaymi", "Saddam Hussein al-Tikriti"),
        ("Salman bin Muhammad", "Salman ibn Mohammed", "Muhammad bin Salman"),
        ("Vladimir Putin", "Vladimir Vladimirovich Putin", "Vladimir Volfovich Zhirinovsky"),
        ("Dr. Ri Pyong Chul", "Ri Pyong Chul", "Ri Chol"),
        ("Hassan Nasrallah", "Hasan Nasr Allah", "Hassan Rouhani"),
        ("Ben Netanyahu", "Benjamin Netanyahu", "Bennett Netanyahu"),
        ("Haji Abdul Basir", "Abdul Basir", "Mullah Nazir Abdul Basir"),
        ("V. Surovikin", "Sergei Vladimirovich Surovikin", "Sergei Vladimirovich Sobyanin"),
    ],
)
def test_the_same_person_fits_better_than_another(name: str, nearer: str, farther: str) -> None:
    """Romanisation, gluing, titles and patronymics cost less than another name, nisba or father."""
    assert _evidence(name, nearer) > _evidence(name, farther)


@pytest.mark.parametrize(
    ("name", "nearer", "farther"),
    [
        ("Santander Chile", "Santander Chile S.A.", "Santander Brasil S.A."),
        ("Hwasong 2", "HWASONG No. 2", "HWASONG No. 3"),
        ("OAO Gazprom Neft", "Gazprom Neft PJSC", "Gazprom Media"),
        (
            "Korea Mining Development Trading Corp.",
            "Korea Mining Development Trading Corporation",
            "Korea Daesong General Trading Corporation",
        ),
    ],
)
def test_the_same_organisation_fits_better_than_another(name: str, nearer: str, farther: str) -> None:
    """Legal forms cost less than a place, a number or a trade."""
    assert _evidence(name, nearer, person=False) > _evidence(name, farther, person=False)


@pytest.mark.parametrize(
    ("one", "other", "person"),
    [
        ("Rafi Abd al-Latif Tilfah al-Dulaimi", "Rafi Abd al-Latif Tilfah al-Tikriti", True),
        ("Habib Ben Mohamed al-Loubiri", "Habib Ben Ahmed al-Loubiri", True),
        ("Allah Dad Abdul", "Allah Dad Matin", True),
        ("高石早苗", "高市早苗", True),
        ("김종은", "김정은", True),
        ("Michel Obama", "Michelle Obama", True),
        ("BWI Industries, Inc.", "BAE Industries, Inc.", False),
        ("Snow Storm 1", "Snow Storm 2", False),
        ("Santander", "Santander Chile", False),
        ("Nantahala Offshore Fund, Ltd.", "Nantahala Offshore Fund I, Ltd.", False),
        ("Bowne Global Solutions (France) S.A.R.L.", "Bowne Global Solutions (Germany) GmbH", False),
        ("Bowne Global Solutions, Inc.", "Bowne Global Solutions II, Inc.", False),
        ("China State Construction Equipment Corporation", "China State Construction Engineering Corporation", False),
    ],
)
def test_another_name_number_or_territory_stays_below_the_threshold(one: str, other: str, person: bool) -> None:
    """However much else agrees; in every reading of both."""
    read = read_person if person else read_organization
    best = max(compare_names(a, b, WEIGHTS, person=person, weak=False).evidence for a in read(one) for b in read(other))
    assert best <= WEIGHTS.most_doubtful


@pytest.mark.parametrize(
    ("one", "other", "person"),
    [
        ("Александр Петров", "Alexander Petrov", True),
        ("Shi Jinping", "Xi Jinping", True),
        ("Bob Mugabe", "Robert Mugabe", True),
        ("Sasha Petrov", "Александр Петров", True),
        ("Sheikh Reza Parsaei", "Reza Parsaei", True),
        ("K amel Darraji", "Kamel Darraji", True),
        ("Hamed Abdolahi", "Hamed Abdollahi", True),
        ("A. Khamenei", "Ali Khamenei", True),
        ("习近平", "習近平", True),
        ("金正恩", "김정은", True),
        ("贝拉克·奥巴马", "Barack Obama", True),
        ("Al Qaeda", "Al-Qa'ida/Islamic Army", False),
        ("Vanderbilt Corp.", "van der Bilt Corp.", False),
        ("3%ers", "Three Percenters", False),
        ("JC Juncker", "Jean-Claude Juncker", True),
        ("Ri Yong Ho", "Lee Yong-ho", True),
        ("Muh. Ali Baasyir", "Muhammad Ali Baasyir", True),
        ("Djoko Tjandra", "Joko Chandra", True),
        ("Prime Minister Narendra Modi", "Narendra Modi", True),
        ("His Excellency Paul Biya", "Paul Biya", True),
        ("Brigade 44", "44th Brigade", False),
        ("Amir Sayyid Abdullah", "Amir Abdullah", True),
        ("Michele Obama", "Michelle Obama", True),
        ("Sencora, Inc.", "Cencora, Inc.", False),
    ],
)
def test_what_is_one_name_reaches_the_threshold(one: str, other: str, person: bool) -> None:
    """Spellings of one name, by the best reading of both."""
    read = read_person if person else read_organization
    fits = [compare_names(a, b, WEIGHTS, person=person) for a in read(one) for b in read(other)]
    assert max(fit.evidence for fit in fits) >= 0


def test_a_token_stands_for_one_other_at_most() -> None:
    """A name given once is not found twice, and of two that are alike the nearest in place is taken."""
    fit = compare_names(("kim", "jong", "kim"), ("kim", "chol"), WEIGHTS, person=True)
    assert [(p.kind, p.left_start, p.right_start) for p in fit.pairings] == [(Class.EXACT, 0, 0)]


def test_common_tokens_tell_less() -> None:
    """The same two names are worth less when many on the list carry them."""
    asked, listed = ("muhammad", "hamadi"), ("muhammad", "ali", "hamadi")
    rare = compare_names(asked, listed, WEIGHTS, person=True, common=lambda _: 0)
    usual = compare_names(asked, listed, WEIGHTS, person=True, common=lambda _: 255)
    assert rare.features["telling"] > usual.features["telling"]
    assert rare.evidence > usual.evidence


def test_only_the_first_tokens_are_compared() -> None:
    """What stands after the twenty-fourth token changes nothing, in both."""
    name = tuple(f"kim{c}" for c in "abcdefghijklmnopqrstuvwxyz")
    assert len(name) > TOKENS
    assert compare_names(name, name[:TOKENS], WEIGHTS, person=True).features["same"] == 1.0
    assert TABLES.compare(" ".join(name), " ".join(name[:TOKENS]), person=True)[1]["same"] == 1.0


@settings(deadline=None)
@given(pairs_of_names(), st.booleans())
def test_what_is_read_off_is_bounded(names: tuple[Tokens, Tokens], person: bool) -> None:
    """Shares of weight lie in [0, 1] and with what is open make up both names whole."""
    features = compare_names(*names, WEIGHTS, person=person).features
    shares = [features[c.name.lower()] for c in Class if c]
    assert all(-1e-12 <= share <= 1 + 1e-12 for share in shares)
    assert sum(shares) + features["open_least"] + features["open_most"] == pytest.approx(1.0)
    assert features["covered"] <= 1 + 1e-12
    assert features["covered_listed"] <= 1 + 1e-12


@settings(deadline=None)
@given(st.lists(st.sampled_from(("kim", "jong", "un", "al", "dr", "7", "llc")), min_size=1, max_size=6), st.booleans())
def test_a_name_is_the_same_as_itself(tokens: list[str], person: bool) -> None:
    """Every token stands for itself, in its place."""
    fit = compare_names(tuple(tokens), tuple(tokens), WEIGHTS, person=person)
    assert (fit.features["same"], fit.comparable) == (1.0, True)
    assert fit.features["exact"] == pytest.approx(1.0)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(pairs_of_names(), min_size=1, max_size=4),
    st.booleans(),
    st.integers(0, 7),
    st.none() | st.integers(0, 999),
)
def test_the_kernel_chooses_the_names_that_fit_best(
    pairs: list[tuple[Tokens, Tokens]], person: bool, weak: int, seed: int | None
) -> None:
    """Of all names of a party and of a listing, the reference finds none that fit better; it finds none where the kernel does."""
    ours, theirs = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    weaks = [bool(weak >> i & 1) for i in range(len(theirs))]
    common = None if seed is None else commonness(seed)
    fits = {
        (i, j): compare_names(party, listed, WEIGHTS, person=person, weak=weaks[j], common=common)
        for i, party in enumerate(ours)
        for j, listed in enumerate(theirs)
    }
    ranks = {at: (fit.features["same"], fit.evidence) for at, fit in fits.items() if fit.comparable}
    found = TABLES.find_best(ours, theirs, person=person, weak=weaks, common=common)
    if found is None:
        assert ranks == {}
    else:
        best = max(ranks.values())
        assert ranks[found[:2]] == pytest.approx(best, abs=1e-11)
        assert found[2] == pytest.approx(best, abs=1e-11)


def test_of_names_that_fit_alike_the_first_is_chosen() -> None:
    """The stronger property stands first, so ties keep it."""
    names = [("kim", "jong"), ("kim", "jong")]
    assert TABLES.find_best(names, names, person=True, weak=[False, False]) == (
        0,
        0,
        (1.0, TABLES.compare("kim jong", "kim jong", person=True)[0]),
    )
    assert TABLES.find_best([("kim",)], [("ali",)], person=True, weak=[False]) is None
