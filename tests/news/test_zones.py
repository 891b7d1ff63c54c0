"""Zones of plain text: read-also notes in their spellings, sentences that only look like widgets, clocks and their zones."""

import pytest

from sanksi.news.words import load_lexicon
from sanksi.news.zones import read_stamp, read_zones

BEFORE = "Kapal itu meninggalkan dermaga pada pagi hari dengan muatan gandum."
AFTER = "Awaknya tidak akan kembali sebelum musim hujan, kata juru bicara pelabuhan."
ENGLISH = ("The ship left the quay in the morning with a load of wheat.", "Its crew will not return before the rains.")


def zones_of(line: str, language: str) -> list[tuple[str, str]]:
    """Zone and text of each zone of a report with the line in its midst."""
    before, after = ENGLISH if language == "en" else (BEFORE, AFTER)
    text = f"Judul Berita\n\n{before}\n\n{line}\n\n{after}\n"
    article = read_zones(text, load_lexicon(language))
    return [(zone.zone, text[zone.start : zone.end]) for zone in article.zones]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Baca Juga: Harga Cabai Naik", "id"),
        ("Baca: Harga Cabai Naik, Pedagang Mengeluh karena Pembeli Sepi.", "id"),
        ("BACA JUGA : Harga Cabai Naik", "id"),
        ("(Baca juga: Harga Cabai Naik)", "id"),
        ("**Baca juga: Harga Cabai Naik**", "id"),
        ("» Baca Juga Harga Cabai Naik, Pedagang Mengeluh karena Pembeli Sepi.", "id"),
        ("Baca pula: Harga Cabai Naik", "id"),
        ("Simak juga Harga Cabai Naik", "id"),
        ("Simak Video 'Harga Cabai Naik'", "id"),
        ("Lihat Juga : Harga Cabai Naik", "id"),
        ("Tonton juga: Harga Cabai Naik", "id"),
        ("Berita terkait: Harga Cabai Naik", "id"),
        ("Read more: Chilli prices rise", "en"),
        ("READ ALSO: Chilli prices rise", "en"),
        ("Also read: Chilli prices rise before the holidays, traders complain.", "en"),
        ("See also: Chilli prices rise", "en"),
        ("Related: Chilli prices rise", "en"),
        ("More on this: Chilli prices rise", "en"),
    ],
)
def test_a_read_also_note_is_no_body(line: str, language: str) -> None:
    """Whatever its letters, marks and punctuation, and the body goes on behind it."""
    zones = zones_of(line, language)
    assert [text for zone, text in zones if zone == "read_also"] == [line]
    assert len([text for zone, text in zones if zone == "body"]) == 2


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Terkait penahanan itu, pemilik kapal akan menggugat ke pengadilan.", "id"),
        ("Komentar itu disampaikan menteri setelah rapat di istana.", "id"),
        ("Membaca laporan itu, menteri terdiam.", "id"),
        ("Bacaan itu dilarang oleh pemerintah sejak dua tahun yang lalu.", "id"),
        ("Latest figures show that exports of wheat fell by a third.", "en"),
        ("Comments by the minister drew protest from the owners.", "en"),
        ("Reading the papers took the officers two days and a night.", "en"),
        ("Watch officers saw the ship leave before the sun rose.", "en"),
    ],
)
def test_a_sentence_that_begins_like_a_note_is_body(line: str, language: str) -> None:
    """No text of the body is lost to a word that notes and widgets begin with."""
    assert ("body", line) in zones_of(line, language)


@pytest.mark.parametrize(
    ("line", "language", "stamp"),
    [
        ("Kamis, 14 September 2023, 16:22 WIB", "id", "2023-09-14T16:22+07:00"),
        ("Kamis, 14 September 2023 | 16.22 WITA", "id", "2023-09-14T16:22+08:00"),
        ("14/09/2023 16:22:05 WIT", "id", "2023-09-14T16:22+09:00"),
        ("14 September 2023 - 4:22 PM WIB", "id", "2023-09-14T16:22+07:00"),
        ("14 September 2023 pukul 16.22 GMT+8", "id", "2023-09-14T16:22+08:00"),
        ("Kamis, 14 Sep 2023", "id", "2023-09-14"),
        ("September 14, 2023 4:22 PM", "en", "2023-09-14T16:22"),
        ("14 September 2023, 12:05 a.m. GMT", "en", "2023-09-14T00:05+00:00"),
        ("Published: 14 September 2023 at 12:05 PM UTC", "en", "2023-09-14T12:05+00:00"),
        ("14 September 2023 04:22 EDT", "en", "2023-09-14T04:22-04:00"),
        ("Rabu, 13/09/2023 16:22 WIB", "id", "2023-09-13T16:22+07:00"),
        ("13 Sep 2023 4:22 PM", "id", "2023-09-13T16:22"),
        ("2 jam lalu", "id", None),
        ("2023-09-13T16:22:00+0700", "en", "2023-09-13T16:22+07:00"),
        ("Updated 4:22 PM EST, Wed September 13, 2023", "en", "2023-09-13T16:22-05:00"),
        ("Updated 2 hours ago", "en", None),
        ("Ditulis oleh redaksi", "id", None),
    ],
)
def test_the_stamp_of_a_line(line: str, language: str, stamp: str | None) -> None:
    """A clock of twelve or twenty-four hours with its zone, to the precision that the line gives."""
    assert read_stamp(line, load_lexicon(language)) == stamp


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("Pemimpin itu di dermaga./Foto Contoh", "Pemimpin itu di dermaga.", "Foto Contoh"),
        ("Suasana dermaga. (Warta Contoh/Juru Foto)", "Suasana dermaga.", "Warta Contoh/Juru Foto"),
        ("Suasana dermaga. Foto: Juru Contoh", "Suasana dermaga.", "Juru Contoh"),
        ("Suasana dermaga pada pagi hari", "Suasana dermaga pada pagi hari", None),
    ],
)
def test_a_caption_and_whom_it_credits(line: str, caption: str, credit: str | None) -> None:
    """The credit at the end of a caption is a zone of its own."""
    text = f"Judul Berita\n\n{line}\n\n{BEFORE}\n\n{AFTER}\n"
    zones = {z.zone: text[z.start : z.end] for z in read_zones(text, load_lexicon("id")).zones}
    assert (zones["caption"], zones.get("credit")) == (caption, credit)


@pytest.mark.parametrize(
    ("head", "foot", "told"),
    [
        ("Penulis: Rini Contoh | Editor: Bayu Contoh\n\nKABAR.EXAMPLE, TUAL – ", "(*)", ("Rini Contoh", "Bayu Contoh", "KABAR.EXAMPLE")),
        ("Reporter\nYuda Contoh\nEditor\nNana Contoh\n\nTUAL, KABAR – ", "", ("Yuda Contoh", "Nana Contoh", "KABAR")),
        ("", "Pewarta: Ratna Contoh\nEditor: Damar Contoh", ("Ratna Contoh", "Damar Contoh", None)),
    ],
    ids=["one line", "a line each", "below"],
)  # fmt: skip
def test_who_wrote_and_edited_it(head: str, foot: str, told: tuple[str | None, ...]) -> None:
    """However the lines are set, the names are told, and no letter of them is body."""
    article = read_zones(text := f"Judul Berita\n{head}{BEFORE}\n\n{AFTER}\n\n{foot}\n", load_lexicon("id"))
    assert (article.author, article.editor, article.publisher) == told
    assert [text[a:b] for a, b in article.spans("body")] == [BEFORE, AFTER]


def test_reporting_and_editing_on_one_line_and_a_contributor_below() -> None:
    """As the wires close a report."""
    foot = "Reporting by Robin Example; Editing by Dana Example\n\nSam Example in Aden contributed to this report."
    article = read_zones(text := f"A Headline\n\n{ENGLISH[0]}\n\n{ENGLISH[1]}\n\n{foot}\n", load_lexicon("en"))
    assert (article.author, article.editor) == ("Robin Example", "Dana Example")
    assert [text[a:b] for a, b in article.spans("body")] == list(ENGLISH)
