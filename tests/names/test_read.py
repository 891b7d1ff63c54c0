"""Names of persons and organisations as the tokens that are compared."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sanksi.names import names_organization, read_organization, read_person
from sanksi.names.read import REMEMBERED, _Persons, legal_kinds, spell_word
from sanksi.names.text import MAX_CHARACTERS, MAX_TOKENS, Tokens, bare_token

TOKEN = re.compile("~?[a-z0-9]+(?:=[0-9a-f]{4})?")
READERS = st.sampled_from((read_person, read_organization))


def _one(readings: tuple[Tokens, ...]) -> str:
    assert len(readings) == 1
    return " ".join(readings[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abd al-Rahman", "Abdurrahman"),
        ("Abd al-Rahman", "ABDULRAHMAN"),
        ("AbdelRahman", "Abdel Rahman"),
        ("Abd Allah", "Abdullah"),
        ("ABD AL-LAH", "Abdollah"),
        ("Saif ud-Din", "Saifuddin"),
        ("Saif al-Din", "Saif Uddin"),
        ("Jamal Eddine", "Jamal ad-Din"),
        ("Atiq Allah", "Atiqullah"),
        ("Rahmat Ullah", "RAHMATULLAH"),
    ],
)
def test_arabic_compounds_are_one_name(one: str, other: str) -> None:
    """However the servant, the article and the religion are written: apart, with an article, or as one word."""
    assert _one(read_person(one)).replace("abdur", "abdul") == _one(read_person(other)).replace("abdur", "abdul")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("PUTIN, Vladimir Vladimirovich", "putin vladimir vladimirovich"),
        ("Hizb Allah", "hizb allah"),
        ("Din", "din"),
        ("Allah", "allah"),
        ("Abdul", "abdul"),
        ("Kim Jong-un", "kim jong un"),
    ],
)
def test_other_names_of_persons_stay(written: str, read: str) -> None:
    """What is no compound, or has nothing to be one with, is left as it is."""
    assert _one(read_person(written)) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [("JC Juncker", "j c juncker"), ("Ng Mui", "ng mui"), ("Dr Holt", "dr holt"), ("Sh Holt", "sh holt"), ("ប៉ុល ពត", "bol pt")],
)  # fmt: skip
def test_two_consonants_are_two_initials(written: str, read: str) -> None:
    """In Latin letters, where they are no name, title or sound; word by word too."""
    assert _one(read_person(written)) == read
    assert " ".join(spell_word(word, alone=False)[1] for word in written.split()) == read


@pytest.mark.parametrize(
    ("name", "organisation"),
    [("Acme Offshore Fund, Ltd.", True), ("Ромашка Ltd", True), ("Acme GmbH", True), ("Sem Vos", False), ("Pao Vang", False), ("Inga Sad", False)],
)  # fmt: skip
def test_a_legal_form_tells_an_organisation(name: str, organisation: bool) -> None:
    """Unless people are called so more often."""
    assert names_organization(name) is organisation


def test_vowels_that_are_not_written_are_marked() -> None:
    """Arabic letters give consonants; what Latin letters say is known."""
    assert all(token.startswith("~") for token in read_person("محمود قاسم")[0])
    assert read_person("Mahmud Qasim") == (("mahmud", "qasim"),)
    assert not any(token.startswith("~") for token in read_person("محمود (Mahmud)")[0][1:])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("OAO Gazprom", "JSC Gazprom"),
        ("Gazprom Limited Liability Company", "Gazprom L.L.C."),
        ("Завод Красное Сормово", "Plant Krasnoye Sormovo"),
        ("Hwasong No. Two", "Hwasong No. 2"),
        ("L.X.C. Aviation", "LXC Aviation"),
        ("Bank and Trust", "Bank Trust"),
        ("Brigade Forty-Four", "Brigade 44"),
        ("Brigade Forty 4", "Brigade 44"),
        ("Three Percenters", "3 Percenters"),
        ("Fund II", "Fund 2"),
        ("Bowne (Deutschland) GmbH", "Bowne Germany GmbH"),
        ("Bank of the United Arab Emirates", "Bank of UAE"),
        ("International Labour Office", "International Labor Office"),
        ("van der Bilt Corp.", "Vander Bilt Corp."),
        ("Partners V L.P.", "Partners 5 LP"),
        ("1st Bank", "First Bank"),
        ("Twenty-First Century", "21st Century"),
        ("Acme Mfg. Svcs.", "Acme Manufacturing Services"),
        ("Faberlic Europa", "Faberlic Europe"),
    ],
)
def test_organisations_are_read_alike(one: str, other: str) -> None:
    """Legal forms to their kind, translated words to English, numbers to digits, dotted letters to a word; `and` goes."""
    assert read_organization(one)[0] == read_organization(other)[0]


@pytest.mark.parametrize("written", ["LLC", "The", "Two"])
def test_a_lone_word_of_an_organisation_stays(written: str) -> None:
    """A form, an article or a number with nothing beside it is the name."""
    assert _one(read_organization(written)) == written.lower()


def test_legal_kinds_are_tokens() -> None:
    """What stands for a legal form could be written as a token."""
    assert {"llc", "jsc"} <= legal_kinds()
    assert all(TOKEN.fullmatch(kind) for kind in legal_kinds())


@given(READERS, st.text(max_size=60))
def test_readings_are_tokens(read: "object", text: str) -> None:
    """Whatever is written: lower-case ASCII words, with one mark in front at most, no reading twice."""
    readings = read(text)  # type: ignore[operator]
    assert len(readings) == len(set(readings)) >= 1
    assert all(TOKEN.fullmatch(token) for tokens in readings for token in tokens)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Labor Union", "Laboratory Union"), ("LXC Aviation", "LXC Aircraft"), ("Sem Trading", "Seven Trading"), ("Factory No. 2", "Factory NGO 2")],
)  # fmt: skip
def test_organisations_are_read_apart(one: str, other: str) -> None:
    """Labor is no laboratory, aviation is more than aircraft, a foreign number word that begins a name is a name, No. before a number is no legal form."""
    assert read_organization(one)[0] != read_organization(other)[0]


def test_parts_of_a_name_with_a_slash_are_names_too() -> None:
    """Where each part is long enough to be one; A/S is not."""
    assert read_organization("Al-Qa'ida/Islamic Army")[1:] == (("al", "qaida"), ("islamic", "army"))
    assert len(read_organization("Bowne Denmark A/S")) == 1


def test_foreign_names_in_chinese_characters_are_read_part_by_part() -> None:
    """Those joined by a point are transcriptions: by the lexicon, or a word whose vowels tell little."""
    assert read_person("贝拉克·奥巴马") == (("barack", "~aobama"),)


@given(st.text(max_size=40))
def test_what_was_read_is_read_alike_again(text: str) -> None:
    """The tokens of an organisation, written as a name, are no more words than before, and those of a person stay."""
    once = read_person(text)[0]
    plain = " ".join(map(bare_token, once))
    again = read_person(plain)[0]
    assert "".join(map(bare_token, again))[:3] == plain.replace(" ", "")[:3]


@pytest.mark.parametrize("read", [read_person, read_organization])
@pytest.mark.parametrize(
    "name", ["a" * 100_000, "kim " * 25_000, "-" * 100_000, "\ud800" * 100_000, "abd al din allah " * 6_000]
)
def test_hostile_names_are_cut(read: "object", name: str) -> None:
    """A hundred thousand characters cost a bounded time and give a bounded number of bounded tokens."""
    read("Kim")  # type: ignore[operator]  # tables are loaded
    started = time.process_time()
    readings = read(name)  # type: ignore[operator]
    assert time.process_time() - started < 0.05
    assert all(len(tokens) <= 2 * MAX_TOKENS and sum(map(len, tokens)) <= 2 * MAX_CHARACTERS for tokens in readings)


def test_what_is_remembered_is_bounded() -> None:
    """More words than are remembered make it forget, not grow."""
    persons = _Persons()
    persons.update({f"x{n}": "" for n in range(REMEMBERED)})
    assert persons["muhammad"] == "muhammad"
    assert len(persons) == 1
