"""Forms of verbs, and patterns with alternatives."""

import pytest

from sanksi.news.forms import english_forms, indonesian_forms
from sanksi.news.speech import every_form, spell_out
from sanksi.news.words import load_lexicon


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("deny", ("deny", "denies", "denied", "denying")),
        ("say/said", ("say", "says", "said", "saying")),
        ("admit/admitted/admitting", ("admit", "admits", "admitted", "admitting")),
        ("dismiss", ("dismiss", "dismisses", "dismissed", "dismissing")),
        ("brush aside", ("brush aside", "brushes aside", "brushed aside", "brushing aside")),
        ("agree", ("agree", "agrees", "agreed", "agreeing")),
        ("convey", ("convey", "conveys", "conveyed", "conveying")),
    ],
)
def test_an_english_verb_is_inflected_in_its_first_word(entry: str, forms: tuple[str, ...]) -> None:
    """Base, third person, past, -ing form."""
    assert english_forms(entry) == forms


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("bantah", ("membantah", "dibantah")),
        ("tuduh", ("menuduh", "dituduh")),
        ("katakan", ("mengatakan", "dikatakan")),
        ("sangkal", ("menyangkal", "disangkal")),
        ("patahkan", ("mematahkan", "dipatahkan")),
        ("ungkap", ("mengungkap", "diungkap")),
        ("lontarkan", ("melontarkan", "dilontarkan")),
        ("jawab", ("menjawab", "dijawab")),
        ("klaim/mengklaim", ("mengklaim", "diklaim")),
        ("temukan bahwa", ("menemukan bahwa", "ditemukan bahwa")),
    ],
)
def test_an_indonesian_root_has_an_active_and_a_passive(entry: str, forms: tuple[str, str]) -> None:
    """The active prefix takes p, t, k and s with it."""
    assert indonesian_forms(entry) == forms


def test_a_pattern_is_spelled_out() -> None:
    """Every choice of every alternative, also of nothing."""
    assert spell_out(["no (link|ties) with", "has (|never )been"]) == [
        "no link with",
        "no ties with",
        "has been",
        "has never been",
    ]
    assert every_form("id", ["sita"]) == {"sita", "menyita", "disita"}


@pytest.mark.parametrize("language", ["id", "en"])
def test_words_of_the_lexicon_are_words(language: str) -> None:
    """No "no" or "on" that YAML takes for a truth value, and no pattern left unspelled."""
    lexicon = load_lexicon(language)
    lists = [value for value in (*lexicon.data.values(), *lexicon.data["cues"].values()) if isinstance(value, list)]
    assert all(isinstance(word, str | dict | list) for words in lists for word in words)
    assert not [form for form in lexicon.data["cues"]["verbs"] if "(" in form or "/" in form]
