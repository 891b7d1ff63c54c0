"""The names and identifiers of a party, and what is enough to match on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanksi.errors import QueryError
from sanksi.ledger import Party
from sanksi.ledger.names import (
    MAX_NAMES,
    NameReading,
    clean_identifier,
    identifiers_of,
    kinds_of,
    names_of,
    require_matchable,
)
from sanksi.names import fold_name


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [("IMO 8606173", "8606173"), ("927-234-267", "927234267"), ("имо-12", "IMO-12"[4:]), ("--", "")],
)
def test_identifiers_are_cleaned(written: str, cleaned: str) -> None:
    """Spaces, hyphens and a leading IMO are no part of an identifier."""
    assert clean_identifier(written) == cleaned


def test_names_keep_their_strongest_property() -> None:
    """A name given as name and as weak alias counts as a name."""
    party = Party(schema="Person", name="Kim Jong Un", weakAlias=["KIM JONG UN", "Marshal"])
    found = names_of(party, person=True)
    assert found == (
        NameReading(("kim", "jong", "un"), "name", "Kim Jong Un"),
        NameReading(("marshal",), "weakAlias", "Marshal"),
    )
    assert [name.is_weak for name in found] == [False, True]


def test_names_are_read_as_what_they_name() -> None:
    """What is neither known to be is read both ways, unless a legal form tells."""
    for schema, found in (("Thing", [0, 1]), ("Person", [1])):
        party = Party(schema=schema, name="Gazprom Limited Liability Company")
        assert [len(names_of(party, person=person)) for person in kinds_of(schema)] == found
    assert [len(names_of(Party(name="Gazprom"), person=person)) for person in (True, False)] == [1, 1]
    assert [kinds_of(schema) for schema in ("Person", "Company", "Vessel")] == [(True,), (False,), (False,)]


def test_only_so_many_names_are_looked_at() -> None:
    """A hostile party of a thousand names costs what sixty-four do."""
    party = Party(schema="Person", alias=[f"Kim Chol {'ka' * n}" for n in range(1, 1000)])
    assert len(names_of(party, person=True)) == MAX_NAMES


def test_short_identifiers_identify_nothing() -> None:
    """Three characters are no identifier."""
    party = Party(schema="Person", passportNumber=["A12", "927 234 267"])
    assert identifiers_of(party) == {"passportNumber": {"927234267": "927 234 267"}}


@pytest.mark.parametrize(
    "party", [Party(name="?!"), Party(country="kp"), Party(schema="Person", name="\ud800", passportNumber="1")]
)
def test_a_party_without_name_and_identifier_is_refused(party: object) -> None:
    """Nothing to match on is an error, never an empty answer."""
    with pytest.raises(QueryError, match="nothing to match on"):
        require_matchable(party)  # type: ignore[arg-type]


def test_an_identifier_is_enough_to_match_on() -> None:
    """A vessel known by its IMO number alone can be screened."""
    party = Party(schema="Vessel", imoNumber="8606173")
    assert require_matchable(party) is party


@given(word=st.from_regex(r"[0-9A-Za-z][!-~]{0,8}", fullmatch=True), rest=st.text(max_size=40))
def test_what_has_an_ascii_word_in_front_is_read(word: str, rest: str) -> None:
    """Whatever follows, so that such a name need not be read to know that it gives something to match on; a word of two scripts may be nothing."""
    assert fold_name(f"{word} {rest}")
    with pytest.raises(QueryError, match="gives nothing to match on"):
        require_matchable(Party(name="A\u0e41\ufe7c"))
