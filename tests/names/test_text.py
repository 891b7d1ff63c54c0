"""Names in every script read as folded Latin tokens, and the tables behind that."""

import re
from importlib.resources import files

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sanksi.names import fold_name, is_read, readings
from sanksi.names.tables import latin_of, levels_of, load_legal_forms, load_lexicon, load_words
from sanksi.names.text import MAX_TOKENS, bare_token

FOLDED = re.compile("(?:~?[a-z0-9]+(?: ~?[a-z0-9]+)*)?")


def _bare(reading: tuple[str, ...]) -> str:
    """A reading without the marks and the signs of the characters it is read from."""
    return " ".join(map(bare_token, reading))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("PUTIN, Vladimir Vladimirovich", "putin vladimir vladimirovich"),
        ("AL-QADHAFI, Qur’en", "al qadhafi quren"),
        ("O'Brien-Smith", "obrien smith"),
        ("José O´Neil", "jose oneil"),
        ("Straße Łódź Đorđe Ægir Øyvind Þór ışık İstanbul", "strasse lodz dorde aegir oyvind thor isik istanbul"),
        ("Nguyễn Thị Hồng", "nguyen thi hong"),
        ("Jose\u0301 Nu\u0301n\u0303ez", "jose nunez"),
        ("Ｋｉｍ Ｊｏｎｇ ﬁlip", "kim jong filip"),
        ("a\u2060b\u200dc\u202e d\ue000e\x00f", "abc def"),
        ("Kim\tJong\nUn", "kim jong un"),
        ("٣ محمد", "3 muhammad"),
        ("№ 7 – Ⅳ", "no 7 iv"),
        ("…", ""),
    ],
)
def test_latin_is_folded(written: str, folded: str) -> None:
    """Case, accents, compatibility forms and invisible characters go; apostrophes join, other punctuation separates."""
    assert fold_name(written) == folded


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Мuhammad", "muhammad"),
        ("Rodrіgo Núñez", "rodrigo nunez"),
        ("ΝIKOS", "nikos"),
        ("Cергей", "sergei"),
        ("Сергей Smith", "sergei smith"),
    ],
)
def test_look_alikes_are_read_as_the_script_of_their_word(written: str, folded: str) -> None:
    """A word of mixed scripts is read in the one that all its letters may belong to; whole words stay in theirs."""
    assert fold_name(written) == folded


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Сергей Шойгу", "sergei shoigu"),
        ("Юрий Щербаков", "yuri shcherbakov"),
        ("Дмитрий Медведев", "dmitri medvedev"),
        ("Александр Жуковский", "aleksandr zhukovskiy"),
        ("Олексій Гончаренко", "oleksii goncharenko"),
        ("Нұрсұлтан Назарбаев", "nursultan nazarbayev"),
        ("Вучић", "vucic"),
        ("Αλέξης Τσίπρας", "alexis tsipras"),
        ("Μπακογιάννης", "bakogiannis"),
        ("Հարությունյան", "harutyunyan"),
        ("სააკაშვილი", "saakashvili"),
        ("राहुल शर्मा", "rahul sharma"),
        ("खड्ग श्रेष्ठ", "khadga shrestha"),
        ("ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "guraprit singh"),
        ("রহিম", "rahim"),
        ("ராமன்", "raman"),
        ("മോഹൻലാൽ", "mohanlal"),
        ("මහින්ද", "mahinda"),
        ("สมชาย", "somchai"),
        ("ทักษิณ ชินวัตร", "thaksin shinawatra"),
        ("សុខា", "sokha"),
        ("ދިވެހި", "dhivehi"),
    ],
)
def test_alphabets_have_one_reading(written: str, folded: str) -> None:
    """Cyrillic, Greek, Caucasian, Indian and Thai names are read as their bearers are written in Latin."""
    assert [_bare(reading) for reading in readings(written)] == [folded]


@pytest.mark.parametrize(
    ("written", "tokens"),
    [
        ("محمد بن سلمان", ("muhammad", "bin", "salman")),
        ("مُحَمَّد", ("muhammad",)),
        ("أبو بكر البغدادي", ("abu", "bakr", "al", "baghdadi")),
        ("عبدالرحمن", ("abd", "al", "rahman")),
        ("عبد الرحمن", ("abd", "al", "rahman")),
        ("شمس الدين", ("shams", "al", "din")),
        ("علی خامنه‌ای", ("ali", "khamenei")),
        ("حـسـن", ("hassan",)),
        ("الهام", ("elham",)),
        ("قصقصذ", ("~qsqsdh",)),
        ("בנימין נתניהו", ("benyamin", "netanyahu")),
        ("ܝܘܚܢܢ", ("~ywhnn",)),
    ],
)
def test_abjads_are_read_by_the_lexicon(written: str, tokens: tuple[str, ...]) -> None:
    """Known words get their most attested spelling, prefixes stand apart, and unknown words are marked consonants."""
    assert readings(written) == (tokens,)


@pytest.mark.parametrize(
    ("written", "among"),
    [
        ("金正恩", "kim jeong eun"),
        ("李明", "li ming"),
        ("王伟", "wang wei"),
        ("曾國華", "zeng guo hua"),
        ("朴槿惠", "park geun hye"),
        ("田中花子", "tanaka hanako"),
        ("香織 高橋", "kaori takahashi"),
        ("山田さくら", "yamada sakura"),
        ("アレクサンドル", "aleksandr"),
        ("김정은", "kim jeong eun"),
        ("이민호", "lee min ho"),
        ("이민호", "ri min ho"),
        ("정호 김", "jeong ho kim"),
    ],
)
def test_east_asian_names_are_read_in_the_languages_they_may_be_in(written: str, among: str) -> None:
    """The reading in the language of the bearer is among the readings."""
    assert among in [_bare(reading) for reading in readings(written)]


@pytest.mark.parametrize(
    ("written", "main"),
    [
        ("李小龍", "li xiao long"),
        ("國華 曾", "guo hua zeng"),
        ("田中花子", "tanaka hanako"),
        ("舞 藤田", "mai fujita"),
        ("さくら 山田", "sakura yamada"),
    ],
)
def test_a_name_in_chinese_characters_is_chinese_unless_its_parts_are_not(written: str, main: str) -> None:
    """A surname of one character makes a name Chinese first; kana or parts of two characters make it Japanese first."""
    assert fold_name(written) == main


@given(st.text(max_size=60))
def test_readings_are_folded_distinct_and_bounded(text: str) -> None:
    """Whatever the text: lower-case ASCII tokens, no reading twice, no more than asked for."""
    found = readings(text, limit=2)
    assert 1 <= len(found) <= 2
    assert len(set(found)) == len(found)
    assert all(FOLDED.fullmatch(_bare(reading)) for reading in found)
    assert fold_name(fold_name(text)) == fold_name(text)
    assert is_read(text) == bool(fold_name(text))


@example("\u093c")
@example("\u09bc kim")
@example("\u0a3c\u0a3c")
@given(st.text(st.characters(min_codepoint=0x370, max_codepoint=0x31FF), max_size=30))
def test_every_script_reads_to_folded_tokens(text: str) -> None:
    """Letters outside Latin give lower-case ASCII tokens too, or nothing."""
    assert all(FOLDED.fullmatch(_bare(reading)) for reading in readings(text))


def test_a_hostile_name_is_cut() -> None:
    """Ten thousand words or one of ten thousand letters are looked at in part."""
    assert len(readings("é " * 10_000)[0]) == MAX_TOKENS
    assert len(fold_name("عبد" * 10_000)) <= 2_000


def test_common_tokens_are_above_rare_ones() -> None:
    """Levels grow with how common a token is, apart for persons and companies; what is not seen has none."""
    assert levels_of("muhammad")[0] > levels_of("zubaidi")[0] > 0
    assert levels_of("shipping")[1] > levels_of("shipping")[0]
    assert levels_of("qxzzq") == (0, 0)


@pytest.mark.parametrize("part", ["arabic", "hebrew", "han", "hangul", "other"])
def test_a_lexicon_finds_each_of_its_lines(part: str) -> None:
    """Looking up the sections gives what reading the lines gives, and every spelling is folded."""
    table = load_lexicon(part)
    assert all(table.find(native) == latin and fold_name(latin) == latin for native, latin in table)


def test_legal_forms_and_glossary_are_folded() -> None:
    """Every form, title and glossary word is what `fold_name` gives, and a glossary word means one thing."""
    assert load_legal_forms()["g", "m", "b", "h"] == ("gmbh", "llc")
    assert all(fold_name(" ".join(form)) == " ".join(form) for form in load_legal_forms())
    words = load_words()
    meanings = [word for forms in words["glossary"].values() for word in forms]
    assert len(meanings) == len(set(meanings))
    assert set(meanings).isdisjoint(words["glossary"])
    assert all(fold_name(word) == word for word in [*meanings, *words["titles"], *words["particles"]])


def test_tables_say_where_they_come_from() -> None:
    """The scripts table begins with its program, sources and date; letters that are not written are empty, others unknown."""
    head = files("sanksi.names").joinpath("data/scripts.tsv").read_text(encoding="ascii").splitlines()[:3]
    assert "tools/make_scripts.py" in " ".join(head)
    assert (latin_of("щ"), latin_of("ь"), latin_of("!")) == ("shch", "", None)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Ким Чен Ын", (("kim", "chen", "yn"), ("kim", "jong", "un"))),
        ("КИМ ИР СЕН", (("kim", "ir", "sen"), ("kim", "il", "song"))),
        ("Ким", (("kim",),)),
        ("Ли Иванов", (("li", "ivanov"),)),
        (" ", ((),)),
    ],
)
def test_korean_names_in_cyrillic_have_a_korean_reading(name: str, wanted: tuple[tuple[str, ...], ...]) -> None:
    """Only a name all of whose words are such syllables; one word may be anything."""
    assert readings(name) == wanted
