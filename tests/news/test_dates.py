"""Time expressions: what they mean, how they say that they were anchored, and what is refused."""

import sys
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanksi.news import When
from sanksi.news.dates import find_dates, read_day
from sanksi.news.dates.days import band, months_of, move, period, third
from sanksi.news.words import load_lexicon

PUBLISHED = date(2023, 9, 14)  # a Thursday


def dates_in(text: str, language: str = "id", published: date = PUBLISHED) -> list[When]:
    """The expressions of a text."""
    return list(find_dates(text, [(0, len(text))], published, load_lexicon(language)))


def one_in(text: str, language: str = "id") -> When:
    """The one expression of a text."""
    [found] = dates_in(text, language)
    return found


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("Rabu-Kamis (13-14/9/2023)", "2023-09-13", "2023-09-14"),
        ("Mulai Senin (18/9/2023) hingga Rabu (20/9/2023)", "2023-09-18", "2023-09-20"),
        ("13 s.d. 15 September 2023", "2023-09-13", "2023-09-15"),
        ("seratus dua puluh lima hari lalu", "2023-05-12", "2023-05-12"),
        ("5-7 tahun lalu", "2016-09-14", "2018-09-14"),
        ("periode 2019-2024", "2019-01-01", "2024-12-31"),
        ("pekan terakhir Agustus", "2023-08-25", "2023-08-31"),
        ("Selasa 12/9", "2023-09-12", "2023-09-12"),
        ("Okt-Des 2022", "2022-10-01", "2022-12-31"),
        ("dua tahun lebih", "2021-09-14", "2023-09-14"),
    ],
)
def test_forms_that_newspapers_write(text: str, begins: str, ends: str) -> None:
    """Each is one expression, with the days it covers."""
    found = one_in(f"Itu terjadi {text}.")
    assert (found.begins.isoformat(), found.ends.isoformat()) == (begins, ends)


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("the talks held from Monday to Wednesday", "2023-09-11", "2023-09-13"),
        ("so far this year", "2023-01-01", "2023-09-14"),
        ("the first week of May 2022", "2022-05-01", "2022-05-07"),
        ("He leaves next Tuesday, September 19", "2023-09-19", "2023-09-19"),
        ("on the 14th of next month", "2023-10-14", "2023-10-14"),
        ("Jan.-March 2023", "2023-01-01", "2023-03-31"),
        ("two or three days ago", "2023-09-11", "2023-09-12"),
    ],
)
def test_forms_that_agencies_write(text: str, begins: str, ends: str) -> None:
    """Each is one expression, with the days it covers."""
    found = one_in(text, "en")
    assert (found.begins.isoformat(), found.ends.isoformat()) == (begins, ends)


def test_a_clock_has_its_day_and_its_zone() -> None:
    """The day told before in the sentence, else that of publication; the offset of the zone that is named."""
    found = dates_in("Rabu (13/9/2023) ia tiba, dan pukul 16.22 WITA ia pergi. Pukul 7 malam ia pulang.")
    assert [(w.begins.day, w.clock, w.offset) for w in found] == [
        (13, "", ""),
        (13, "16:22", "+08:00"),
        (14, "19:00", ""),
    ]
    assert one_in("It left at 4:22 p.m. UTC-5:30.", "en").offset == "-05:30"


def test_story_days_count_from_the_time_told_before_across_paragraphs() -> None:
    """ "Sehari sebelumnya" is the day before the last date of the text, and says so; without one, before publication."""
    text = "Kapal berangkat 10 Agustus 2023.\n\nSehari sebelumnya, awaknya naik."
    cut = text.index("\n\n")
    [_, found] = find_dates(text, [(0, cut), (cut, len(text))], PUBLISHED, load_lexicon("id"))
    assert found.begins == date(2023, 8, 9)
    assert "the time told before, 2023-08-10" in found.how
    assert one_in("Sehari sebelumnya, awaknya naik.").begins == date(2023, 9, 13)


def test_a_weekday_goes_by_the_direction_of_its_clause() -> None:
    """The verb nearest before it decides: what was said on Friday is past, what will start on Saturday is not."""
    text = "The agency said on Friday that the drill would start on Saturday."
    assert [w.begins.day for w in dates_in(text, "en")] == [8, 16]


def test_a_weekday_that_does_not_fit_is_told_and_not_mended() -> None:
    """The written date stands, with the doubt beside it."""
    found = one_in("Rapat digelar Rabu (14/9/2023).")
    assert found.begins == date(2023, 9, 14)
    assert found.doubt == "Rabu does not fit: 2023-09-14 is a Thursday."
    swapped = one_in("It was sold on 5/12/2021.", "en")
    assert (swapped.begins, swapped.doubt[-11:]) == (date(2021, 5, 12), "2021-12-05.")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Surat bertanggal 31 September 2023.", "id"),
        ("Surat bertanggal 29 Februari 2023.", "id"),
        ("UU Nomor 11 Tahun 2020 dan Resolusi 1718 berlaku setiap Senin.", "id"),
        ("Ia divonis penjara selama 12 tahun, dua kali dalam setahun.", "id"),
        ("Ia tinggal di Jalan 17 Agustus dan kuliah di Universitas 17 Agustus 1945.", "id"),
        ("Virus Covid-19 menular; Rp 2.023 dibayar untuk 2015 orang.", "id"),
        ("Theresa May may march. By June Smith. The Sun sat.", "en"),
        ("Two days before the vote, 2000 men, 31 June 2023, every Monday.", "en"),
    ],
)
def test_what_is_no_time_is_none(text: str, language: str) -> None:
    """Impossible days, laws, terms, prices, names, and what repeats."""
    assert dates_in(text, language) == []


def test_misprinted_months_are_read_and_told() -> None:
    """One letter wrong beside a day and a year is a month; the sentence says what was read."""
    found = one_in("Barang disita 3 Agsutus 2023.")
    assert found.begins == date(2023, 8, 3)
    assert found.how.startswith("Agsutus is read as")
    assert dates_in("Ada 3 Agustina 2023 kali.") == []


def test_a_line_gives_its_first_full_date() -> None:
    """A date without a year is no publication date."""
    lexicon = load_lexicon("id")
    assert read_day("Kamis (14/9), diperbarui Jumat, 15 September 2023 | 08:00 WIB", lexicon) == date(2023, 9, 15)
    assert read_day("Kamis (14/9) pagi", lexicon) is None


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("sejak 2006", "since", "From then to publication."),
        ("mulai 1 Oktober 2023", "since", "to an end that is not told."),
        ("hingga 30 April 2024", "until", "from publication."),
        ("sebelum 2006", "until", "from a beginning that is not told."),
        ("dari 2010 hingga 2014", "span", "Told with its year."),
        ("selama tiga hari mulai Rabu (20/9/2023)", "lasting", "Told with its year."),
        ("lebih dari sebulan", "lasting", "1 month to publication"),
    ],
)
def test_open_ends_and_durations_say_what_they_are(text: str, kind: str, words: str) -> None:
    """The kind, and in the sentence what the words leave open."""
    found = one_in(f"Itu berlaku {text}.")
    assert found.kind == kind
    assert words in found.how


def test_periods_at_the_ends_of_the_calendar_are_held_there() -> None:
    """Nothing leaves the years 1 to 9999."""
    assert move(date(2023, 9, 14), -9999, "year") == date.min
    assert months_of(9999, 12) == (date(9999, 12, 1), date.max)
    assert period(date(9999, 6, 1), "decade", 1)[1] == date.max
    assert band(date.max, "year")[1] == date.max
    assert third((date(2024, 1, 1), date(2024, 12, 31)), "late") == (date(2024, 9, 1), date(2024, 12, 31))
    assert period(date(2024, 3, 8), "decade") == (date(2020, 1, 1), date(2029, 12, 31))


WORDS = st.sampled_from(
    [
        "13",
        "31",
        "2023",
        "0",
        "9999",
        "/",
        "-",
        ".",
        ",",
        "(",
        ")",
        ":",
        "dan",
        "hingga",
        "sejak",
        "akhir",
        "awal",
        "dua",
        "puluh",
        "ratus",
        "hari",
        "pekan",
        "tahun",
        "lalu",
        "depan",
        "sebelumnya",
        "September",
        "Mei",
        "Rabu",
        "pukul",
        "WIB",
        "UTC",
        "+",
        "in",
        "the",
        "of",
        "last",
        "next",
        "May",
        "Monday",
        "to",
        "between",
        "ago",
        "earlier",
        "later",
        "mid-",
        "a",
        "half",
        "for",
        "over",
        "until",
        "4pm",
        "Q1",
        "1990s",
        "1990-an",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(WORDS, st.sampled_from(["", " "])), max_size=12), st.sampled_from(["id", "en"]), st.dates())
def test_any_order_of_words_gives_closed_intervals_in_place(
    words: list[tuple[str, str]], language: str, published: date
) -> None:
    """No words make the grammar fail; offsets point into the text, expressions do not overlap, and no interval is reversed."""
    text = "".join(word + gap for word, gap in words)
    found = dates_in(text, language, published)
    assert all(w.begins <= w.ends and text[w.start : w.end] == w.text and w.how for w in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "pattern", ["1, ", "dua puluh ", "Senin hingga ", "sejak ", "awal akhir ", "13-", "pukul 10.00 ", "(", "May "]
)
def test_long_lines_of_one_pattern_take_linear_time(pattern: str) -> None:
    """Twice the text takes at most some twice the calls; counted, for time depends on the machine."""
    calls = [calls_of(pattern * (size // len(pattern))) for size in (10_000, 20_000)]
    assert calls[1] < 2.2 * calls[0] + 1000


def calls_of(text: str) -> int:
    """How many functions the grammar calls for a text."""
    count = 0

    def told(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(told)
    try:
        dates_in(text)
    finally:
        sys.setprofile(None)
    return count
