"""Names of persons that the kernel reads word by word are read as Python reads them whole."""

import csv
import ctypes
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import BENCH
from sanksi.names import kernel, spell_person
from sanksi.names.tables import load_levels

HEAD = "0600-\t\t\t"


def spell(dictionary: kernel.Dictionary, names: Sequence[str]) -> list[list[list[str]]]:
    """The tokens of each reading of each name, by the kernel."""
    records = "".join(f"{HEAD}r{name}\n" for name in names).encode("utf-8")
    address, size = dictionary.spell(records)
    lines = ctypes.string_at(address, size).decode("ascii").split("\n")[:-1]
    assert all(line.startswith(HEAD) for line in lines)
    return [[reading.removeprefix("p").split() for reading in line.removeprefix(HEAD).split("|")] for line in lines]


def read(name: str) -> list[list[str]]:
    """The same by Python."""
    return [line.split() for line in spell_person(name)]


WORDS = st.sampled_from(
    (
        "Abd", "al-Rahman", "AL-DIN", "Nasr", "Allah,", "bin", "O'Neil", "J.", "Núñez", "Ким", "Чен", "Ын", "張", "偉華", "김정은", "محمد",
        "الدين", "عبد", "Rodrіgo", "3rd", "...", "田中花子", "–", "מחמד", "สมชาย", "贝拉克·奥巴马", "\u3000", "a\u00a0b", "１２",
    )
)  # fmt: skip
NAMES = st.one_of(
    st.lists(WORDS, max_size=5).map(" ".join),
    st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="|"), max_size=12),
    st.lists(st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="|"), max_size=5), max_size=4).map(
        " ".join
    ),
)


@given(st.lists(NAMES, max_size=4))
def test_word_by_word_is_as_whole(names: list[str]) -> None:
    """Whatever is known before: a new dictionary, and the same asked again."""
    dictionary = kernel.Dictionary()
    wanted = [read(name) for name in names]
    assert spell(dictionary, names) == wanted
    assert spell(dictionary, names[::-1]) == wanted[::-1]


@given(
    st.from_regex(
        r"([a-zA-Z]{0,3}|abd|van)[a-zA-Z]{0,4}([adeil]{1,3}[nhae]{0,2}|[aou]ll?ah?|d+i?een?|[aeu]l?di[ne]?)?",
        fullmatch=True,
    )
)
def test_a_plain_word_reads_as_itself(word: str) -> None:
    """Words of ASCII letters, most of them near what Python reads otherwise: the kernel does not ask for all."""
    assert spell(kernel.Dictionary(), [word]) == [read(word)]


def test_other_kinds_pass_through() -> None:
    """Names that are spelled already stay as they are, between those that are not."""
    records = f"{HEAD}ollc gazprom|rAL-QADHAFI Abd|pkim jong un\n{HEAD}\n{HEAD}p\n"
    dictionary = kernel.Dictionary()
    address, size = dictionary.spell(records.encode())
    assert (
        ctypes.string_at(address, size).decode()
        == f"{HEAD}ollc gazprom|pal qadhafi abdul|pkim jong un\n{HEAD}\n{HEAD}p\n"
    )


def test_more_words_than_it_has_room_for_are_read_all_the_same() -> None:
    """A hostile file of nothing but new words; afterwards it still answers."""
    dictionary = kernel.Dictionary()
    names = [" ".join(f"w{i}x{k}" for k in range(40)) for i in range(10_000)]
    assert spell(dictionary, names) == [[name.split()] for name in names]
    assert spell(dictionary, ["Kim Jong Un"]) == [[["kim", "jong", "un"]]]


@pytest.mark.skipif(not BENCH.is_dir(), reason="../shared/bench is not there: real customers' names are left out")
def test_real_names_of_many_cultures() -> None:
    """Customers of the development sets."""
    names: list[str] = []
    for part in ("negatives_global", "positives_treated", "positives_script"):
        with (BENCH / "dev" / f"screen_{part}.csv").open(encoding="utf-8", newline="") as file:
            names += [row["name"] for row in csv.DictReader(file)][:4_000]
    names = [name for name in names if name.isprintable() and "|" not in name]
    assert len(names) > 4_000
    assert spell(kernel.Dictionary(), names) == [read(name) for name in names]


def test_all_words_known_to_the_tables() -> None:
    """Each as a name of its own, in lower case and in capitals."""
    words = [word for word, _ in load_levels()]
    assert len(words) > 10_000
    for form in (str, str.upper, str.title):
        assert spell(kernel.Dictionary(), list(map(form, words))) == list(map(read, words))
