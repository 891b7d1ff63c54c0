"""Each language is told by its words; one that nothing here reads is refused by name."""

from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from sanksi.errors import ReadingError
from sanksi.news import read
from sanksi.news.languages import UNKNOWN, Language, detect_language, require_reader
from sanksi.news.languages.detect import name_language
from sanksi.news.languages.reader import EXTRAS, LONGEST
from sanksi.news.words import LANGUAGES, read_words

TEXTS: dict[str, str] = yaml.safe_load((Path(__file__).parent / "languages.yml").read_text(encoding="utf-8"))
READ = {*LANGUAGES, *EXTRAS}


@pytest.mark.parametrize("code", TEXTS)
def test_a_language_is_told_by_its_words(code: str) -> None:
    """Of each of those that are known; Chinese from Japanese, Danish from Norwegian, Indonesian from Malay."""
    assert detect_language(TEXTS[code]).code == code


@pytest.mark.parametrize("code", TEXTS.keys() - READ)
def test_a_language_without_a_reader_is_refused_by_name(code: str) -> None:
    """The message names the language, the hint says what is read."""
    with pytest.raises(ReadingError) as caught:
        read(TEXTS[code], screener=None, today=date(2024, 6, 4))
    assert name_language(code).name in caught.value.message
    assert caught.value.hint == "Indonesian and English are read, and with an extra Russian and Korean"


@pytest.mark.parametrize("code", EXTRAS)
def test_without_its_extra_a_language_is_refused_by_name(code: str) -> None:
    """One line says which language it is and how to install the extra."""
    if find_spec(EXTRAS[code].package):
        pytest.skip(f"the extra {code} is installed")
    with pytest.raises(ReadingError) as caught:
        read(TEXTS[code], screener=None, today=date(2024, 6, 4))
    assert name_language(code).name in caught.value.message
    assert f"pip install 'sanksi[{code}]'" in caught.value.message


def test_an_extra_that_does_not_load_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a Python that its libraries do not know."""
    broken = replace(EXTRAS["ru"], module="sanksi.news.languages.nowhere", package="yaml")
    monkeypatch.setitem(EXTRAS, "eo", broken)
    with pytest.raises(
        ReadingError, match="Esperanto, which is read with an extra that does not load: No module named"
    ):
        require_reader(name_language("eo"))


@pytest.mark.parametrize("code", EXTRAS)
def test_a_text_too_long_for_an_extra_is_refused(code: str) -> None:
    """Whether it is installed or not; Indonesian and English have the bound of all input only."""
    with pytest.raises(ReadingError, match="more than the 100000 characters"):
        require_reader(name_language(code), LONGEST + 1)
    assert require_reader(name_language("id"), LONGEST + 1).unread == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ӧтуввез йылысь гижӧд тані сулалӧ", "a language in Cyrillic script"),
        ("ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ ᎪᎯ ᎢᎦ", "a language in a script that is not known here"),
        ("qzx vrrt plomk dref gnash wuvv", "a language that is not known here"),
    ],
)
def test_an_unknown_language_is_called_unknown(text: str, named: str) -> None:
    """By its script where that is known; nothing is guessed."""
    assert detect_language(text) == Language(UNKNOWN, named)
    with pytest.raises(ReadingError, match=named):
        require_reader(detect_language(text))


def test_a_quotation_in_another_language_does_not_decide() -> None:
    """Most words do."""
    text = 'Menteri mengatakan, "We have no comment," lalu pergi dari gedung itu dengan mobil dinas.'
    assert detect_language(text).code == "id"


def test_every_language_that_is_known_has_a_report() -> None:
    """So that none is told by untried words."""
    scripts = read_words("languages")["scripts"].values()
    assert TEXTS.keys() == {
        *LANGUAGES,
        *(code for spoken in scripts for code in ([spoken] if isinstance(spoken, str) else spoken)),
    }


def test_a_text_without_words_is_refused() -> None:
    """Figures and marks are no language."""
    with pytest.raises(ReadingError, match="no words"):
        detect_language("2024-06-04 12:30 --- 17")
