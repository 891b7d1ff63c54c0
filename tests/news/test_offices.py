"""Offices of the report and positions of the list: the same across languages, and what does not tell who is meant."""

import pytest

from sanksi.news.offices import find_same_office


@pytest.mark.parametrize(
    ("office", "position", "telling"),
    [
        ("Menlu Rusia", "Minister of Foreign Affairs of the Russian Federation", True),
        ("Menteri Pertahanan", "Former Minister of Defense", True),
        ("министр обороны", "Minister of Defence", True),
        ("Presiden Suriah", "President of the Syrian Arab Republic", True),
        ("Brigjen", "IRGC Brigadier General", False),
        ("anggota Duma", "Member of the State Duma of the Federal Assembly of the Russian Federation", False),
        ("gubernur", "Governor of Ghazni Province under the Taliban regime", False),
    ],
)
def test_the_same_office_in_other_words(office: str, position: str, telling: bool) -> None:
    """Rank and matter are the same; many are generals, few are foreign ministers."""
    same = find_same_office(["warga", office], ["Colonel", position] if office != "Brigjen" else [position])
    assert same == (office, position, telling)


@pytest.mark.parametrize(
    ("office", "position"),
    [
        ("Menteri Keuangan", "Minister of Defence"),
        ("Wakil Menteri Keuangan", "Minister of Finance"),
        ("menteri", "Minister"),
        ("wakil presiden", "President"),
        ("direktur", "Director"),
        ("pedagang ikan", "Haji"),
        ("", ""),
    ],
)
def test_another_office(office: str, position: str) -> None:
    """Of another matter, a deputy, or of nothing that is told."""
    assert find_same_office([office], [position]) is None
