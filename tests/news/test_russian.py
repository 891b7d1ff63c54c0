"""Russian reports, invented for these tests; run by `make languages`, in an environment with the extra."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sanksi.ledger import open_ledger
from sanksi.news import Claim, Figure, Reading, read
from sanksi.screening import import_starter, open_screener

pytest.importorskip("natasha", reason="`make languages` has an environment with the extra ru")

TODAY = date(2024, 6, 21)
REPORT = """Порт опроверг сообщения о грузе

20 июня 2024, 10:30 МСК

Директор порта Пётр Примеров опроверг сообщения о поставках снарядов, заявив, что груз был обычным. Об этом в четверг сообщило агентство.

«Мы никогда не продавали оружие, — сказал он. — Судно вышло пустым».

По словам представителя МИД Украины Анны Образцовой, экипаж задержали на прошлой неделе. Образцова также подчеркнула, что документы подделаны.

Минфин США утверждает, что компания «Синий якорь» поставляла нефть в КНДР с 2019 года. Москва отвергла обвинения в поставках нефти.

«Если поставки продолжатся, мы ответим», — предупредила Образцова. Читайте также: другое.
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    """The report, with nobody screened."""
    return read(REPORT, screener=None, today=TODAY)


def figures(text: str) -> dict[str, Figure]:
    """The figures of a text by name."""
    return {f.name: f for f in read(text, screener=None, today=TODAY).entities}


def claims(reading: Reading, stance: str) -> list[Claim]:
    """The claims with a stance that somebody is quoted for."""
    return [c for c in reading.claims if c.stance == stance and not c.speaker.reporter]


def test_the_reading_says_what_it_leaves_out(reading: Reading) -> None:
    """In the JSON shape too; the parts are empty."""
    shape = reading.to_dict()
    assert shape["not_read"] == ["events", "goods", "findings", "leads"]
    assert all(shape[part] == [] for part in reading.unread)
    assert reading.article.language == "ru"


def test_the_page_is_read(reading: Reading) -> None:
    """Title and time with the zone of Moscow."""
    assert reading.article.title == "Порт опроверг сообщения о грузе"
    assert reading.article.published_at == "2024-06-20T10:30+03:00"


def test_a_page_shows_its_time_in_russian() -> None:
    """In an element named for it, without metadata."""
    words = (
        "Судно вышло из порта без разрешения, и пока не известно, когда оно вернётся, сообщил представитель компании."
    )
    page = (
        f"<html lang=ru><h1>Судно ушло</h1><p class=date>20 июня 2024, 10:30 МСК</p><p>{words}</p><p>{words}</p></html>"
    )
    assert read(page, screener=None, today=TODAY).article.published_at == "2024-06-20T10:30+03:00"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("В докладе о санкциях упомянуто имя Ким Чен Ына и его отца.", "Ким Чен Ын", "PER"),
        ("Доклад был написан вместе с Ким Чен Ыном, как сообщили в порту.", "Ким Чен Ын", "PER"),
        ("Письмо передали Петру Примерову, который не ответил на него.", "Петр Примеров", "PER"),
        ("О встрече с Анной Ивановной Образцовой в порту не сообщили.", "Анна Ивановна Образцова", "PER"),
        ("Судно вышло из Пхеньяна и не вернулось в порт.", "Пхеньян", "LOC"),
        ("Деньги поступили на счёт Корейской горнорудной торговой корпорации, как сообщили в порту.", "Корейская горнорудная торговая корпорация", "ORG"),
        ("Это подтвердили в Министерстве обороны Украины, но не в порту.", "Министерство обороны Украины", "ORG"),
    ],
)  # fmt: skip
def test_a_name_is_told_in_the_nominative(text: str, name: str, kind: str) -> None:
    """Whatever its case in the text; the mention keeps the words of the text."""
    found = figures(text)
    assert name in found
    assert found[name].type == kind
    assert all(form in text for form in found[name].names)


def test_a_surname_in_any_case_is_its_bearer(reading: Reading) -> None:
    """ "Анны Образцовой" and "Образцова" are one figure, with her office and its territory."""
    found = next(f for f in reading.entities if f.name == "Анна Образцова")
    assert found.names == ("Анны Образцовой", "Образцова")
    assert found.offices == ("представитель МИД Украины",)
    assert found.countries == ("ua",)


def test_the_two_spellings_of_a_letter_are_one_name() -> None:
    """ "Пётр" and "Петра", as the text first has it."""
    found = figures("Пётр Примеров вышел из порта, и больше его не видели. Петра Примерова ищут на море.")
    assert found.keys() == {"Пётр Примеров"}


def test_an_office_stands_before_or_behind_the_name() -> None:
    """In the nominative, with the territories it names."""
    found = figures(
        "Анна Образцова, официальный представитель МИД России, встретилась с северокорейским министром Петром Примеровым."
    )
    assert found["Анна Образцова"].offices == ("официальный представитель МИД России",)
    assert found["Анна Образцова"].countries == ("ru",)
    assert found["Петр Примеров"].offices == ("северокорейский министр",)
    assert found["Петр Примеров"].countries == ("kp",)


def test_direct_speech_keeps_its_speaker_within_the_marks(reading: Reading) -> None:
    """ "«..., — сказал он. — ...»" is two quotations of whoever spoke last."""
    said = [c for c in reading.claims if c.quote][:2]
    assert [c.text for c in said] == ["«Мы никогда не продавали оружие", "Судно вышло пустым»"]
    assert {c.speaker.name for c in said} == {"Пётр Примеров"}
    assert said[0].stance == "denies"


def test_a_denial_is_tied_to_what_it_denies(reading: Reading) -> None:
    """By the words that both share, whatever their endings; a capital that denies is a government."""
    alleged = next(c for c in claims(reading, "alleges") if c.speaker.name == "Минфин США")
    denial = next(c for c in claims(reading, "denies") if c.speaker.name == "Москва")
    assert alleged.text == "компания «Синий якорь» поставляла нефть в КНДР с 2019 года"
    assert denial.about == (alleged.id,)
    assert next(f for f in reading.entities if f.name == "Москва").type == "GOV"


def test_reported_speech_has_its_speaker(reading: Reading) -> None:
    """ "По словам X, ..." and "X подчеркнула, что ..."."""
    said = {c.text: c.speaker.name for c in reading.claims}
    assert said["экипаж задержали на прошлой неделе"] == "Анна Образцова"
    assert said["документы подделаны"] == "Анна Образцова"
    assert [c.text for c in claims(reading, "warns")] == ["«Если поставки продолжатся, мы ответим»"]


@pytest.mark.parametrize(
    ("sentence", "speaker", "stance"),
    [
        ("В Кремле опровергли сообщения о визите делегации.", "Кремль", "denies"),
        ("Адвокат Анна Образцова назвала обвинения «абсурдными».", "Анна Образцова", "denies"),
        ("Сам Пётр Примеров вину не признаёт.", "Пётр Примеров", "denies"),
        ("«Это ложь», — говорится в заявлении МИД КНДР.", "МИД КНДР", "denies"),
        ("Пётр Примеров пригрозил подать в суд.", "Пётр Примеров", "threatens"),
        ("Пётр Примеров в интервью агентству «Образец» опроверг обвинения.", "Пётр Примеров", "denies"),
        ("Компания «Образец» опровергла обвинения.", "Образец", "denies"),
        ("МИД Японии поблагодарил власти и пообещал передать снимки.", "МИД Японии", "promises"),
        ("Пётр Примеров усомнился в подлинности документов.", "Пётр Примеров", "doubts"),
        ("Как сообщил Пётр Примеров, судно вышло из порта.", "Пётр Примеров", "asserts"),
        ("— Судно вышло из порта, — рассказал Пётр Примеров.", "Пётр Примеров", "asserts"),
    ],
)
def test_who_speaks_and_how(sentence: str, speaker: str, stance: str) -> None:
    """Places that stand for governments, hearsay, denials without a quotation."""
    text = f"Судно вышло из порта без разрешения, и пока не известно, когда оно вернётся. {sentence}"
    said = [c for c in read(text, screener=None, today=TODAY).claims if not c.speaker.reporter]
    assert [(c.speaker.name, c.stance) for c in said] == [(speaker, stance)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Обвинение предъявили Петру Примерову, которого подозревают в поставках топлива.",
        "Анна Образцова заявила, что судно ушло. По его словам, груз был обычным.",
    ],
)
def test_nobody_speaks_who_is_spoken_of(sentence: str) -> None:
    """A name in another case is no subject; "его" is no woman."""
    claims = read(sentence, screener=None, today=TODAY).claims
    assert claims[-1].speaker.name is None


@pytest.mark.parametrize(
    ("told", "begins", "ends"),
    [
        ("13 сентября 2023 года", date(2023, 9, 13), date(2023, 9, 13)),
        ("в среду, 19 июня 2024 года", date(2024, 6, 19), date(2024, 6, 19)),
        ("В пятницу", date(2024, 6, 21), date(2024, 6, 21)),
        ("На прошлой неделе", date(2024, 6, 10), date(2024, 6, 16)),
        ("Два дня назад", date(2024, 6, 19), date(2024, 6, 19)),
        ("в прошлом году", date(2023, 1, 1), date(2023, 12, 31)),
        ("С 2019 года", date(2019, 1, 1), TODAY),
        ("с 1 по 5 июня", date(2024, 6, 1), date(2024, 6, 5)),
        ("вчера", date(2024, 6, 20), date(2024, 6, 20)),
        ("3 мая", date(2024, 5, 3), date(2024, 5, 3)),
    ],
)
def test_a_time_is_read_by_the_grammar(told: str, begins: date, ends: date) -> None:
    """Months and weekdays written small, with the word for the year behind it."""
    dates = read(f"{told} судно вышло из порта, но это не было сообщено.", screener=None, today=TODAY).dates
    assert [(w.text, w.begins, w.ends) for w in dates] == [(told, begins, ends)]


def test_a_party_is_screened_by_its_nominative(tmp_path: Path) -> None:
    """Against a list in Latin letters."""
    ledger = open_ledger(tmp_path, create=True)
    import_starter(ledger, received_at=datetime(2023, 9, 14, tzinfo=UTC))
    ledger.close()
    text = "В докладе о санкциях упомянуто имя Ким Чен Ына и его отца."
    found = read(text, screener=open_screener(tmp_path, today=TODAY), today=TODAY).entities
    linked = {f.name: f.link.caption for f in found if f.link}
    assert linked == {"Ким Чен Ын": "Jong Un KIM"}
