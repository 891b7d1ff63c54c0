"""The script of a name."""

import pytest

from sanksi.ledger import script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("RI WON HO", "Latn"),
        ("리원호", "Hang"),
        ("وانغ شان", "Arab"),
        ("Шойгу", "Cyrl"),
        ("金正恩", "Hani"),
        ("2004", "Zyyy"),
        ("ꦱ", "Zzzz"),
    ],
)
def test_a_name_has_the_script_of_its_letters(text: str, script: str) -> None:
    """Codes are ISO 15924's; digits have no script, and a script that is not in the table is said to be unknown."""
    assert script_of(text) == script
