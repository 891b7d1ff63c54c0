"""Languages that nothing here reads are refused by name."""

from datetime import date

import pytest

from sanksi.errors import ReadingError
from sanksi.news import read
from sanksi.news.words import detect_language

REFUSED = {
    "Malay": "Kerajaan berkata beliau ialah pemilik kapal itu kerana dokumen yang diserahkan pada hari Isnin dan Selasa telah hilang, dan wang itu boleh dikembalikan kepada pihak yang dituntut.",
    "Polish": "Statek nie opuścił portu, ponieważ jego załoga została zatrzymana przez straż, ale rzecznik powiedział, że to nie jest koniec sprawy i że śledztwo będzie trwało do jesieni.",
    "Swedish": "Fartyget lämnade hamnen utan tillstånd och det är inte känt när det kommer tillbaka, men en talesman för rederiet sade att lasten var spannmål från en annan hamn.",
    "Serbian, Croatian or Bosnian": "Brod je napustio luku bez dozvole i nije poznato kada će se vratiti, a ministar je rekao da su dokumenti koji su predati na carini bili lažni.",
    "Hungarian": "A hajó nem hagyta el a kikötőt, mert az őrség azt mondta, hogy a papírok hamisak, és csak egy hét múlva lehet már az ügyet lezárni, vagy még akkor sem.",
    "Tagalog": "Ang barko ay umalis sa daungan nang walang pahintulot at hindi pa alam ng mga opisyal kung saan ito pupunta, ayon sa tagapagsalita ng kagawaran na si Juan.",
    "Greek": "Το πλοίο έφυγε από το λιμάνι χωρίς άδεια και δεν είναι γνωστό πότε θα επιστρέψει.",
    "Korean": "그 배는 허가 없이 항구를 떠났고 언제 돌아올지 알려지지 않았다고 대변인이 말했다.",
    "Hindi or another language in Devanagari script": "जहाज बिना अनुमति के बंदरगाह से निकल गया और उसके लौटने का समय ज्ञात नहीं है।",
}


@pytest.mark.parametrize("language", REFUSED)
def test_a_language_without_a_reader_is_refused_by_name(language: str) -> None:
    """The message names the language, the hint says what is read."""
    with pytest.raises(ReadingError) as caught:
        read(REFUSED[language], screener=None, today=date(2024, 6, 4))
    assert language in caught.value.message
    assert caught.value.hint == "Indonesian and English are read"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kapal itu berangkat dari pelabuhan kemarin dan belum kembali, kata juru bicara kementerian.", "id"),
        ("The ship left port yesterday and has not returned, a spokesman for the ministry said.", "en"),
        ('Menteri mengatakan, "We have no comment," lalu pergi dari gedung itu dengan mobil dinas.', "id"),
    ],
)
def test_a_language_with_a_reader_is_told(text: str, language: str) -> None:
    """By its frequent words, with a quotation in the other language too."""
    assert detect_language(text) == language
