"""Listed names in running text: found in any script and case, on the lists of the day, and nobody who has only a word of one."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sanksi.index.named import build_names
from sanksi.ledger import NAME_PROPERTIES, open_ledger
from sanksi.screening import Screener, import_starter, open_screener

TODAY = date(2023, 9, 14)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the starter list."""
    folder = tmp_path_factory.mktemp("home")
    ledger = open_ledger(folder, create=True)
    assert import_starter(ledger, received_at=datetime(2023, 9, 14, tzinfo=UTC)).outcome == "imported"
    ledger.close()
    return folder


@pytest.fixture
def screener(home: Path) -> Screener:
    """Over that home."""
    return open_screener(home, today=TODAY)


def found(screener: Screener, text: str) -> list[tuple[str, str]]:
    """Stretches of a text, each with its likeliest entity."""
    names = screener.find_names(text, [(0, len(text))])
    return [(text[n.start : n.end], n.entity_ids[0].removeprefix("starter-")) for n in names]


@pytest.mark.parametrize(
    ("text", "stretch", "entity"),
    [
        ("Pertemuan dengan kim jong un dibatalkan.", "kim jong un", "ofac-20157"),
        ("PERTEMUAN DENGAN KIM JONG-UN DIBATALKAN", "KIM JONG-UN", "ofac-20157"),
        ("Kim Jong Un's visit ended.", "Kim Jong Un", "ofac-20157"),
        ("Встреча с Сергеем Шойгу прошла в среду.", "Сергеем Шойгу", "ofac-35173"),
        ("Ким Чен Ын приехал на поезде.", "Ким Чен Ын", "ofac-20157"),
        ("어제 김정은은 열차로 도착했다.", "김정은", "ofac-20157"),
        ("朝鲜领导人金正恩乘火车抵达。", "金正恩", "ofac-20157"),
        ("El ministro Sergéi Lavrov llegó.", "Sergéi Lavrov", "ofac-35233"),
        ("长安海連技術有限公司 没有回答。與長安海連技術有限公司簽約。", "長安海連技術有限公司", "un-6908691"),
        ("Kapal tanker Pukchong 33 terlihat lagi.", "Pukchong 33", "imo-8606173"),
        ("Sebuah kapal tanpa nama (IMO 8606173) terlihat lagi.", "IMO 8606173", "imo-8606173"),
        ("Pemiliknya Green Pine Associated, kata laporan itu.", "Green Pine Associated", "ofac-12212"),
    ],
)
def test_a_listed_name_is_found_as_it_stands(screener: Screener, text: str, stretch: str, entity: str) -> None:
    """In small letters, capitals, with what grammar ties to it, in other scripts, a company without its legal form, a ship by its number."""
    assert found(screener, text) == [(stretch, entity)]


@pytest.mark.parametrize(
    "text",
    [
        "Koti itu dibawa lari, dan Angara tetap sungai.",  # vessels' names without a ship
        "KOMID dan NADA tidak menjawab.",  # one word tells nobody
        "Kim Jong. Un",  # over the end of a sentence
        "강룡과 김규가 만났다.",  # two syllables
        "영철김이 왔다.",  # no surname first
        "Kim bertemu Jong dan Un.",
        "Nomor IMO 8606174 tidak ada.",  # a wrong check digit
        "Menteri Contoh bertemu Gubernur Utusan di pelabuhan.",
        "",
    ],
)
def test_nobody_is_found_by_a_word(screener: Screener, text: str) -> None:
    """Words of a name apart, names of one word, ships' names where no ship is meant."""
    assert found(screener, text) == []


def test_the_longest_name_wins(screener: Screener) -> None:
    """Mi Rim 2 is not Mi Rim, and both are found side by side."""
    text = "Kapal Mi Rim 2 dan kapal Mi Rim berlabuh."
    assert found(screener, text) == [("Mi Rim 2", "imo-9361407"), ("Mi Rim", "imo-8713471")]


def test_every_person_is_found_by_each_name(home: Path, screener: Screener) -> None:
    """Every name of two words or more of every listed person, in the middle of a sentence."""
    for entity in open_ledger(home).iter_entities(TODAY):
        if entity.schema != "Person":
            continue
        for name in (name for prop in NAME_PROPERTIES for name in entity.get(prop)):
            names = screener.find_names(text := f"Kata {name}, itu benar.", [(5, len(text))])
            assert any(entity.id in n.entity_ids and n.start == 5 for n in names) or re.fullmatch(r"\S+", name), name


def test_only_the_spans_and_the_lists_of_the_day_count(home: Path) -> None:
    """A name outside the spans is not found, nor one before there was a list."""
    screener = open_screener(home, today=TODAY)
    text = "Kim Jong Un dan Sergei Shoigu"
    assert [n.name for n in screener.find_names(text, [(16, len(text))])] == ["Sergei Shoigu"]
    assert screener.find_names(text, [(0, len(text))], as_of=date(1999, 1, 1)) == ()


def test_the_table_is_kept_and_made_again(home: Path) -> None:
    """Beside the index, outside its seal: gone or damaged it is made again, and the same text finds the same names."""
    text = "Kim Jong Un"
    assert found(open_screener(home, today=TODAY), text)
    [file] = (home / "index").glob("*/*/running.bin")
    content = file.read_bytes()
    for damaged in (b"", b"\\0" * 100, content[:-8]):
        file.write_bytes(damaged)
        assert found(open_screener(home, today=TODAY), text)
        assert file.read_bytes() == content
    assert build_names(open_ledger(home).iter_entities(TODAY))[:8] == content[:8]


def test_a_hostile_text_is_bounded(screener: Screener) -> None:
    """A name said 5,000 times, and words of names in any order: linear."""
    assert len(found(screener, "Kim Jong Un; " * 5_000)) == 5_000
    assert len(found(screener, "kim jong un " * 3_000)) >= 3_000
