"""The weights file and the word lists."""

from sanksi.match.words import canonical, kind_of, load_words

from sanksi.match import load_weights


def test_weights_are_named_by_content() -> None:
    """The id carries the file's day and the beginning of its hash."""
    name, _, digest = load_weights().id.partition("+")
    assert name == "2026-11-24"
    assert len(digest) == 12


def test_weights_are_shares() -> None:
    """Every share lies in [0, 1], so no contribution can leave the scale."""
    weights = load_weights()
    parts = (weights.birth_date, weights.territory, weights.gender, weights.schema, weights.identifier_conflicts)
    assert all(0 <= value <= 1 for part in parts for value in part.values())
    assert weights.name["single_base"] + weights.name["single_rare"] < weights.threshold
    assert weights.name["weak_single"] < weights.threshold


def test_words_are_folded_and_of_one_kind() -> None:
    """The word lists hold folded tokens, and a patronymic is no legal form."""
    words = load_words()
    tokens = words.particles | words.patronymics | words.titles | set(words.legal_forms)
    assert all(token.isascii() and token == token.lower() and token.isalnum() for token in tokens)
    assert not words.particles & words.patronymics


def test_legal_forms_are_known_in_organisations_only() -> None:
    """Corp. is a Corporation among companies and a name among people."""
    assert canonical("corporation", person=False) == "corp"
    assert (kind_of("corporation", person=False), kind_of("corporation", person=True)) == ("legal_form", "name")
