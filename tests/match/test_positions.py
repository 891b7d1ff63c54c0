"""Offices of reports and of lists: read to a role and its portfolios, and what they weigh."""

import pytest

from sanksi.ledger import Entity, Party
from sanksi.match import compare
from sanksi.match.positions import read_position


@pytest.mark.parametrize(
    ("report", "listed"),
    [
        ("Menteri Luar Negeri Rusia", "Minister of Foreign Affairs of the Russian Federation"),
        ("Menlu", "Foreign Minister"),
        ("Presiden Rusia", "President of the Russian Federation"),
        ("wakil menteri pertahanan", "First Deputy Minister of Defence"),
        ("kepala intelijen militer", "Director of Military Intelligence"),
        ("anggota parlemen", "Member of the State Duma of the Federal Assembly of the Russian Federation"),
    ],
)
def test_an_office_is_the_same_in_both_languages(report: str, listed: str) -> None:
    ours, theirs = read_position(report), read_position(listed)
    assert ours is not None
    assert theirs is not None
    assert ours.role == theirs.role
    assert ours.portfolios == theirs.portfolios


def test_a_deputy_is_another_office() -> None:
    assert read_position("Deputy Minister of Defence") != read_position("Minister of Defence")
    assert read_position("perwira") is None


def _match(office: str) -> tuple[float, dict[str, tuple[str, float]]]:
    listed = Entity(
        id="x-1",
        schema="Person",
        properties={"name": ("Alexei Borisovich Testov",), "position": ("Minister of Energy of Exampleland",)},
    )
    match = compare(Party(schema="Person", name="Alexei Testov", position=office), listed)
    return match.score, {e.comparison: (e.outcome, e.contribution) for e in match.evidence}


def test_the_same_office_speaks_for_a_party_and_another_one_does_not_speak_against_it() -> None:
    alone = compare(
        Party(schema="Person", name="Alexei Testov"),
        Entity(id="x-1", schema="Person", properties={"name": ("Alexei Borisovich Testov",)}),
    ).score
    same, evidence = _match("menteri energi")
    assert same > alone
    assert evidence["position"][0] == "agrees"
    assert sum(c for _, c in evidence.values()) == pytest.approx(same)
    other, evidence = _match("menteri perdagangan")
    assert other == alone
    assert evidence["position"] == ("differs", 0.0)
    silent, evidence = _match("pengusaha")
    assert silent == alone
    assert "position" not in evidence
