"""Units of running text: the same for a name and for the text it stands in, whatever script, case and grammar do to it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import names_of_every_script
from sanksi.names.running import LONGEST_WORD, follows_ship_word, spell_units, split_units


def spelled(text: str) -> list[set[str]]:
    """What each unit may be."""
    return [{form.key for form in unit.forms} for unit in split_units(text)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Sergey Viktorovich LAVROV", "menlu sergei viktorovich lavrov's"),
        ("KIM Jong Un", "Kim Jong-un"),
        ("KIM Jong Un", "Ким Чен Ын"),
        ("Kim Jong Un", "김정은은"),
        ("김정은", "김 정은이"),
        ("Ayman AL-ZAWAHIRI", "Aiman Zawahiri"),
        ("Mohammed Omar", "ومحمد عمر"),
        ("Utusan Contoh", "utusan contohnya"),
        ("Сергей Лавров", "Сергея Лаврова"),
        ("Наталья Тимакова", "Натальей Тимаковой"),
        ("A. Q. Contoh", "A.Q. Contoh"),
        ("Zoë Núñez", "zoe NUNEZ"),
    ],
)
def test_a_name_is_read_in_text_as_on_a_list(name: str, text: str) -> None:
    """Its units, in their order, are among what the units of the text may be; case, script and what grammar ties on do not count."""
    [units] = spell_units(name, person=True)
    found = spelled(text)
    places = range(len(found) - len(units) + 1)
    assert any(all(u in found[at + n] for n, u in enumerate(units)) for at in places), found


@pytest.mark.parametrize("between", [". ", ", ", "; ", "\n\n", " dan ", " (", '" "'])
def test_a_name_does_not_go_over_a_mark(between: str) -> None:
    """The end of a sentence, a comma and an empty line part names; a word does by being there."""
    units = split_units(f"Utusan{between}Contoh")
    assert len(units) == 3 or not units[1].goes_on


@pytest.mark.parametrize("between", [" ", "-", " - ", "\n", "’ ", "·", ". "])
def test_what_stands_within_a_name(between: str) -> None:
    """A space, a hyphen, a line's end, an apostrophe, the dot between parts; a full stop behind an initial."""
    first = "U" if between == ". " else "Utusan"
    assert [unit.goes_on for unit in split_units(f"{first}{between}Contoh")] == [False, True]


def test_a_legal_form_may_be_left_out_of_an_organisation() -> None:
    """At either end, while two words are left; a person has none."""
    assert spell_units("Contoh Maritime Co., Ltd.", person=False)[1] == spell_units("contoh maritime", person=True)[0]
    assert len(spell_units("Contoh Ltd", person=False)) == 1
    assert len(spell_units("Contoh Maritime Ltd", person=True)) == 1


def test_articles_are_no_units() -> None:
    """One writer puts them and another leaves them out."""
    assert spell_units("Osama bin Contoh", person=True) == spell_units("Osama Contoh", person=True)


def test_every_name_is_spelled_in_a_text_that_has_it() -> None:
    """The units of a name are those of the same words between marks, in names of every script; offsets lie within the words."""
    for name in names_of_every_script():
        text = f"; {name} ;"
        units = split_units(text)
        assert [u.forms[0].key for u in units] == [u.forms[0].key for u in split_units(name)]
        assert all(text[u.start : u.end].strip() for u in units)
        assert all(a.end <= b.start for a, b in pairwise(units))


@given(st.text(max_size=200))
def test_any_text_is_split(text: str) -> None:
    """Units are in order, not empty, and begin a run where nothing stands before them."""
    units = split_units(text)
    assert all(u.start < u.end <= u.start + LONGEST_WORD for u in units)
    assert not units or not units[0].goes_on


@pytest.mark.parametrize(
    ("before", "ship"),
    [
        ("awak kapal tanker ", True),
        ("the M/V ", True),
        ("танкер «", True),
        ("유조선 ", True),
        ("油轮", True),
        ("bertemu ", False),
    ],
)
def test_words_for_ships(before: str, ship: bool) -> None:
    """Beside the name, in the language of the text."""
    assert follows_ship_word(before) is ship
