"""Korean reports, invented for these tests; run by `make languages`, in an environment with the extra."""

from datetime import date

import pytest

from sanksi.news import Reading, read

pytest.importorskip("kiwipiepy", reason="`make languages` has an environment with the extra ko")

TODAY = date(2024, 6, 21)
REPORT = """북한, 포탄 공급 부인

입력 2024.06.20 10:30

북한 외무성 대변인은 20일 항구를 통해 포탄을 공급했다는 보도를 부인했다. 대변인은 "우리는 무기를 판 적이 없다"고 밝혔다.

홍길동 러시아 대사는 지난 19일 평양에서 임꺽정 국장을 만났다. 홍길동 대사는 회담이 잘 진행됐다고 말했다.

한국 국방부에 따르면, 화물선은 지난달 라진항을 떠났다. 미국 재무부는 견본무역은행이 제재를 피했다고 주장했다.

홍길동은 "대가를 치르게 될 것"이라고 경고했다. 그는 미국의 발표가 사실이 아니라고 강조했다.

화물선은 2023년 9월 13일 블라디보스토크에 도착했다.
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    """The report, with nobody screened."""
    return read(REPORT, screener=None, today=TODAY)


def test_the_reading_says_what_it_leaves_out(reading: Reading) -> None:
    """In the JSON shape too."""
    shape = reading.to_dict()
    assert shape["not_read"] == ["events", "goods", "findings", "leads"]
    assert all(shape[part] == [] for part in reading.unread)
    assert reading.article.language == "ko"
    assert reading.article.published_at == "2024-06-20T10:30"


def test_a_name_stands_without_its_particle(reading: Reading) -> None:
    """Persons by surname or office, bodies with their territory, places; and nothing else."""
    found = {f.name: (f.type, f.countries) for f in reading.entities}
    assert found == {
        "북한": ("LOC", ("kp",)),
        "북한 외무성": ("ORG", ("kp",)),
        "홍길동": ("PER", ("ru",)),
        "러시아": ("LOC", ("ru",)),
        "평양": ("LOC", ("kp",)),
        "임꺽정": ("PER", ()),
        "한국 국방부": ("ORG", ("kr",)),
        "미국 재무부": ("ORG", ("us",)),
        "견본무역은행": ("ORG", ()),
        "미국": ("LOC", ("us",)),
    }
    assert all(REPORT[m.start : m.end] == m.text for m in reading.mentions)


def test_a_person_has_the_office_beside_the_name(reading: Reading) -> None:
    """With the territory between them."""
    assert next(f for f in reading.entities if f.name == "홍길동").offices == ("러시아 대사", "대사")


def test_a_foreign_name_of_two_words_is_one() -> None:
    """Its last part alone is the same person."""
    text = "표트르 프리메로프 선장이 항구를 떠났다. 프리메로프는 다음 날 돌아오지 않았다고 말했다."
    found = read(text, screener=None, today=TODAY).entities
    assert [(f.name, f.names) for f in found if f.type == "PER"] == [
        ("표트르 프리메로프", ("표트르 프리메로프", "프리메로프"))
    ]


def test_who_says_what_is_told_by_the_verb_at_the_end(reading: Reading) -> None:
    """Speaker, stance, words and whether they are quoted."""
    said = [
        (c.speaker.name or c.speaker.text, c.stance, c.text, c.quote) for c in reading.claims if not c.speaker.reporter
    ]
    assert said == [
        ("북한 외무성 대변인", "denies", "20일 항구를 통해 포탄을 공급했다는 보도", False),
        ("대변인", "denies", '"우리는 무기를 판 적이 없다"', True),
        ("홍길동", "asserts", "회담이 잘 진행됐다", False),
        ("한국 국방부", "asserts", "화물선은 지난달 라진항을 떠났다", False),
        ("미국 재무부", "alleges", "견본무역은행이 제재를 피했다", False),
        ("홍길동", "warns", '"대가를 치르게 될 것"', True),
        ("홍길동", "denies", "미국의 발표가 사실이 아니라", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "speaker", "stance", "said"),
    [
        ("일본 정부는 이 문제를 제기할 방침이라고 견본통신이 보도했다.", "견본통신", "asserts", "일본 정부는 이 문제를 제기할 방침이라"),
        ('북한 외무성은 담화에서 "근거 없는 날조"라고 반발했다.', "북한 외무성", "denies", '"근거 없는 날조"'),
        ("임꺽정 국장은 혐의를 부인했다.", "임꺽정", "denies", "혐의"),
        ("임꺽정 국장은 미국이 대화를 원하지 않는다고 경고했다.", "임꺽정", "warns", "미국이 대화를 원하지 않는다"),
        ('전문가들은 "상징적인 조치"라고 말했다.', "전문가들", "asserts", '"상징적인 조치"'),
    ],
)  # fmt: skip
def test_who_speaks_and_how(sentence: str, speaker: str, stance: str, said: str) -> None:
    """The subject of the verb of speech, not that of what is said."""
    claim = read(f"화물선이 항구를 떠났다. {sentence}", screener=None, today=TODAY).claims[-1]
    assert (claim.speaker.name or claim.speaker.text, claim.stance, claim.text) == (speaker, stance, said)


def test_a_surname_alone_is_its_bearer() -> None:
    """With an office or the polite word behind it."""
    text = "검찰은 홍길동 대표를 재판에 넘겼다고 밝혔다. 홍 씨는 항구를 떠났다. 홍 대표는 돌아오지 않았다."
    found = read(text, screener=None, today=TODAY).entities
    assert [f.names for f in found if f.type == "PER"] == [("홍길동", "홍")]


def test_a_month_behind_another_is_of_its_year() -> None:
    """ "지난해 1월부터 3월까지"."""
    dates = read("화물선은 지난해 1월부터 3월까지 항구에 있었다.", screener=None, today=TODAY).dates
    assert [(w.begins, w.ends) for w in dates] == [
        (date(2023, 1, 1), date(2023, 1, 31)),
        (date(2023, 3, 1), date(2023, 3, 31)),
    ]


def test_a_full_date_is_the_day_of_a_report_without_one() -> None:
    """The first of the body anchors what is counted."""
    dates = read(
        "화물선은 2024년 3월 4일에 항구를 떠났다. 어제는 아무도 없었다고 말했다.", screener=None, today=TODAY
    ).dates
    assert [w.begins for w in dates] == [date(2024, 3, 4), date(2024, 3, 3)]


@pytest.mark.parametrize(
    ("told", "begins", "ends"),
    [
        ("2023년 9월 13일", date(2023, 9, 13), date(2023, 9, 13)),
        ("9월 13일", date(2024, 9, 13), date(2024, 9, 13)),
        ("20일", date(2024, 6, 20), date(2024, 6, 20)),
        ("2023년 9월", date(2023, 9, 1), date(2023, 9, 30)),
        ("2019년", date(2019, 1, 1), date(2019, 12, 31)),
        ("지난달", date(2024, 5, 1), date(2024, 5, 31)),
        ("어제", date(2024, 6, 20), date(2024, 6, 20)),
        ("이번 주", date(2024, 6, 17), date(2024, 6, 23)),
    ],
)
def test_a_time_is_told_as_days(told: str, begins: date, ends: date) -> None:
    """Counted from publication, or as written."""
    dates = read(f"{told} 화물선이 항구를 떠났다고 한다.", screener=None, today=TODAY).dates
    assert [(w.text, w.begins, w.ends) for w in dates] == [(told, begins, ends)]


def test_a_day_that_the_calendar_does_not_have_is_none() -> None:
    """The thirtieth of February."""
    assert read("2월 30일 화물선이 항구를 떠났다고 한다.", screener=None, today=TODAY).dates == ()
