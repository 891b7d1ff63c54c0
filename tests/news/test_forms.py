"""Verb forms by rule."""

import pytest

from sanksi.news.forms import inflect


@pytest.mark.parametrize(
    ("stem", "active", "passive", "noun"),
    [
        ("kirim", "mengirim", "dikirim", "pengiriman"),
        ("pasok", "memasok", "dipasok", "pemasokan"),
        ("tahan", "menahan", "ditahan", "penahanan"),
        ("sita", "menyita", "disita", "penyitaan"),
        ("bekukan", "membekukan", "dibekukan", "pembekuan"),
        ("dakwa", "mendakwa", "didakwa", "pendakwaan"),
        ("ekspor", "mengekspor", "diekspor", "pengeksporan"),
        ("luncurkan", "meluncurkan", "diluncurkan", "peluncuran"),
        ("danai", "mendanai", "didanai", "pendanaan"),
        ("transfer", "mentransfer", "ditransfer", "pentransferan"),
    ],
)
def test_indonesian_affixes(stem: str, active: str, passive: str, noun: str) -> None:
    """The nasal takes the place of k, p, t and s; the noun is made from the stem without its suffix."""
    forms = inflect(stem, "id")
    assert (forms.active, forms.passive) == ((active,), (passive,))
    assert noun in forms.nouns


@pytest.mark.parametrize(
    ("entry", "active", "participle"),
    [
        ("deliver", ("deliver", "delivers", "delivered", "delivering"), "delivered"),
        ("seize", ("seize", "seizes", "seized", "seizing"), "seized"),
        ("supply", ("supply", "supplies", "supplied", "supplying"), "supplied"),
        ("convoy", ("convoy", "convoys", "convoyed", "convoying"), "convoyed"),
        ("launch", ("launch", "launches", "launched", "launching"), "launched"),
        ("-ship shipped", ("shipped", "shipping"), "shipped"),
        ("give gave given", ("give", "gives", "gave", "giving"), "given"),
        ("sell sold", ("sell", "sells", "sold", "selling"), "sold"),
    ],
)
def test_english_endings(entry: str, active: tuple[str, ...], participle: str) -> None:
    """Regular by rule, the rest as written; behind a dash without the base."""
    forms = inflect(entry, "en")
    assert (forms.active, forms.passive, forms.nouns) == (active, (participle,), ())
