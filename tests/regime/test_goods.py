"""Words for goods in Indonesian and English."""

import pytest

from sanksi.regime import find_goods, load_facts, scan_goods
from sanksi.regime.goods import _lexicon


@pytest.mark.parametrize(
    ("word", "category"),
    [
        ("artillery shells", "ammunition"),
        ("Peluru  artileri", "ammunition"),
        ("amunisinya", "ammunition"),
        ("senjata", "arms"),
        ("weapons", "arms"),
        ("rudal-rudal", "missile_system"),
        ("roket", "missile_system"),
        ("suku cadang pesawat", "aircraft"),
        ("batu bara", "coal"),
        ("Minyak tanah", "refined_petroleum"),
        ("kapal bekas", "vessel_used"),
        ("rare earths", "rare_earths"),
    ],
)
def test_word_gives_its_category(word: str, category: str) -> None:
    """Case, spacing, plural, clitics and doubling do not hide a word."""
    found = find_goods(word)
    assert found is not None
    assert category in found.facts["goods.category"]
    assert found.source


def test_satellite_is_a_payload_and_its_launch_a_launch() -> None:
    """A word gives what it names, no more: only the launch of a satellite is a launch."""
    satellite, launch = find_goods("satelit"), find_goods("peluncuran satelit")
    assert satellite is not None
    assert launch is not None
    assert satellite.facts["subject_matter"] == ("satellite_payload",)
    assert launch.facts["subject_matter"] == ("satellite_launch",)


def test_unknown_word_is_none() -> None:
    """A word that is not there is not known, also inside another word."""
    assert find_goods("sepeda") is None
    assert find_goods("senjatakan") is None


def test_scan_takes_the_longest_word_at_each_place() -> None:
    """Offsets are those of the text; the longer word wins; nothing overlaps."""
    assert [m.text for m in scan_goods("Two satellite launches, then artillery shells")] == [
        "satellite launches",
        "artillery shells",
    ]
    text = "Kiriman peluru artileri dan Amunisi ditukar dengan bantuan peluncuran satelit."
    mentions = scan_goods(text)
    assert [m.text for m in mentions] == ["peluru artileri", "Amunisi", "peluncuran satelit"]
    assert all(text[m.start : m.end] == m.text for m in mentions)


def test_scan_of_a_text_without_goods_is_empty() -> None:
    """Words that merely contain a lexicon word are no mention."""
    assert scan_goods("Warga tersolarisasi di pasar; gudangnya menyimpan ketapel dan pirouette.") == ()


def test_every_category_has_a_word_in_both_languages() -> None:
    """Whatever kind of goods a measure asks for can be named in English and in Indonesian."""
    categories = set(load_facts()["goods.category"].words)
    for language in ("en", "id"):
        named = {c for g in _lexicon().values() if g.language == language for c in g.facts.get("goods.category", ())}
        assert named == categories


def test_common_words_are_known_when_asked_and_not_found_in_running_text() -> None:
    """Gold is goods when a deal names it; in an article it may be a medal."""
    found = find_goods("emas")
    assert found is not None
    assert found.facts["goods.category"] == ("gold",)
    assert scan_goods("Medali emas dibawa kapal ke pelabuhan.") == ()
    assert [m.text for m in scan_goods("emas batangan dan mobil", named=True)] == ["emas batangan", "mobil"]
