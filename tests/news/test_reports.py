"""Whole reports of our own: denials told before their allegation, office-only speakers, English agency style."""

from datetime import date
from typing import Any

import pytest

from sanksi.news import read

SHELLS = """Rusia Bantah Beli Peluru Artileri dari Korut

Moskow, KABAR SAMUDRA - Kementerian Pertahanan Rusia membantah telah membeli peluru artileri dari Korea Utara, Selasa (5/3/2024).

"Tuduhan itu tidak benar. Rusia tidak pernah menerima amunisi dari Pyongyang," ujar juru bicara kementerian, Anton Belov, dalam jumpa pers.

Sebelumnya, Menteri Luar Negeri Korea Selatan Han Seung-min menuding Pyongyang mengirim lebih dari 3.000 kontainer amunisi ke Rusia sejak Agustus 2023. Menurut Han, pengiriman itu dilakukan melalui pelabuhan Rajin.

Baca juga:
Profil Han Seung-min, Menlu Baru Korsel

"Kami memperingatkan semua negara agar tidak membeli senjata dari Korea Utara," kata dia.

Kedua pemimpin akan membahas perdagangan batu bara, ungkap seorang pejabat.

(abc/def)
Editor: Rina Kartika
"""

TANKER = """North Korean tanker seen loading refined oil, panel says

By Sarah Whitfield
Published: March 8, 2024, 09:15 GMT

SEOUL, March 8 (Harbor Wire) - A North Korean tanker loaded refined petroleum at the Russian port of Vostochny last month, a United Nations panel said on Thursday.

"The vessel went dark for three days," said Elena Marchetti, a former member of the panel. "We believe it carried diesel to Chongjin."

Russia's foreign ministry denied the report. "These allegations are fabricated," spokeswoman Irina Sokolova told reporters on Wednesday.

South Korean Defence Minister Park Jin-ho warned that Moscow could provide satellite launch technology to Pyongyang in return for ammunition.

Read more: Five things about tankers

The United States plans to impose sanctions on two companies accused of brokering the deal, a senior official said.

Kim Yo Jong, the sister of leader Kim Jong Un, rejected the accusation. Kim said her country "has never exported weapons to Russia".

Editing by Tom Hale
"""

OFFICES = """Menhub: Pelabuhan Baru Rampung Akhir Tahun Ini

Jakarta, 12 Februari 2024 - Menteri Perhubungan (Menhub) Surya Wiratama mengatakan pelabuhan itu akan selesai pada akhir tahun ini.

"Kami akan menambah dua dermaga," kata Menhub di Jakarta, Senin (12/2).

Ia meragukan laporan bahwa proyek tersebut dihentikan. "Itu hoaks," tegasnya.

Ketua Umum Partai Nelayan Sejahtera, Dewi Lestari Putri, meminta pemerintah menunda proyek itu. Kata Dewi, nelayan belum diajak bicara.
"""


def claims_of(text: str) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The reading, and its claims by what is said."""
    reading: dict[str, Any] = read(text, screener=None, today=date(2026, 11, 24)).to_dict()
    return reading, {c["text"]: c for c in reading["claims"]}


def claim_with(text: str, words: str) -> dict[str, Any]:
    """The claim that holds the words."""
    _, claims = claims_of(text)
    found = [c for said, c in claims.items() if words in said]
    assert len(found) == 1, f"{len(found)} claims with {words!r}"
    return found[0]


@pytest.mark.parametrize(
    ("report", "words", "name", "stance"),
    [
        (SHELLS, "telah membeli peluru", "Kementerian Pertahanan Rusia", "denies"),
        (SHELLS, "Tuduhan itu tidak benar", "Anton Belov", "denies"),
        (SHELLS, "kontainer amunisi", "Han Seung-min", "alleges"),
        (SHELLS, "melalui pelabuhan Rajin", "Han Seung-min", "alleges"),
        (SHELLS, "semua negara", "Han Seung-min", "warns"),
        (TANKER, "loaded refined petroleum", "United Nations", "asserts"),
        (TANKER, "went dark", "Elena Marchetti", "asserts"),
        (TANKER, "carried diesel", "Elena Marchetti", "alleges"),
        (TANKER, "fabricated", "Irina Sokolova", "denies"),
        (TANKER, "satellite launch technology", "Park Jin-ho", "warns"),
        (TANKER, "the accusation", "Kim Yo Jong", "denies"),
        (TANKER, "her country", "Kim Yo Jong", "denies"),
        (OFFICES, "akan selesai", "Surya Wiratama", "asserts"),
        (OFFICES, "menambah dua dermaga", "Surya Wiratama", "plans"),
        (OFFICES, "dihentikan", "Surya Wiratama", "doubts"),
        (OFFICES, "Itu hoaks", "Surya Wiratama", "denies"),
        (OFFICES, "menunda proyek", "Dewi Lestari Putri", "asks"),
        (OFFICES, "belum diajak", "Dewi Lestari Putri", "asserts"),
    ],
)
def test_who_says_what_and_how(report: str, words: str, name: str, stance: str) -> None:
    """Each statement has its speaker's full name and its stance."""
    claim = claim_with(report, words)
    assert (claim["speaker"]["name"], claim["stance"]) == (name, stance)


@pytest.mark.parametrize(
    ("report", "words", "speaker"),
    [
        (TANKER, "the report", "Russia's foreign ministry"),
        (TANKER, "two companies accused", "a senior official"),
        (SHELLS, "perdagangan batu bara", "seorang pejabat"),
    ],
)
def test_unnamed_speakers_keep_their_words(report: str, words: str, speaker: str) -> None:
    """Who has no name in the article stays with the article's own words, and is nobody else."""
    claim = claim_with(report, words)
    assert (claim["speaker"]["text"], claim["speaker"]["name"]) == (speaker, None)


def test_a_denial_told_first_is_tied_to_the_allegation_behind_it() -> None:
    """The ministry and its spokesman deny what the minister alleges two paragraphs later."""
    reading, _ = claims_of(SHELLS)
    allegation = claim_with(SHELLS, "kontainer amunisi")["id"]
    assert [c["about"] for c in reading["claims"] if c["stance"] == "denies"] == [[allegation], [allegation]]


def test_never_having_been_ill_denies_nothing() -> None:
    """A negative statement about oneself, which nobody had claimed, is no denial."""
    claim = claim_with(
        "Warga Desa Sehat\n\nSumedang, WARTA SAWAH - Karsa Wijaya mengaku dirinya tak pernah mengalami demam selama tinggal di desa itu.",
        "demam",
    )
    assert (claim["speaker"]["name"], claim["stance"]) == ("Karsa Wijaya", "asserts")


def test_the_price_of_fuel_is_no_deal() -> None:
    """Goods that nobody is told to give or get make no event."""
    reading, _ = claims_of(
        "Harga Naik\n\nJakarta, WARTA SAWAH - Biaya terbesar berasal dari pembelian avtur sehingga harga tiket ikut naik pada bulan ini."
    )
    assert reading["events"] == []


def test_what_is_denied_or_alleged_is_never_asserted() -> None:
    """No transfer of the report is told as a fact, and the warning not to buy is no purchase."""
    reading, _ = claims_of(SHELLS)
    transfers = [e for e in reading["events"] if e["label"] == "transfer of arms"]
    assert [e["modality"] for e in transfers] == ["denied", "denied", "alleged"]
    assert transfers[2]["denied_by"] == ["Kementerian Pertahanan Rusia", "Anton Belov"]


def test_a_report_without_publication_line_counts_from_its_first_full_date() -> None:
    """The denied purchase is asked as of the day the body gives, not of today."""
    reading, _ = claims_of(SHELLS)
    assert reading["article"]["published_at"] is None
    assert reading["findings"][0]["date"] == "2024-03-05"


def test_technology_for_launches_runs_into_the_launch_measure() -> None:
    """Offered satellite launch technology is cooperation on launches, and only possible."""
    reading, _ = claims_of(TANKER)
    [finding] = [f for f in reading["findings"] if "satellite launches" in f["label"]]
    assert (finding["modality"], finding["according_to"]) == ("possible", "Park Jin-ho")
    assert any(f["citation"] == "S/RES/2270 (2016), OP5" for f in finding["findings"])


def test_agency_style_head_and_foot() -> None:
    """Byline, time, dateline with the agency, and the editor behind the last line."""
    reading, _ = claims_of(TANKER)
    article = reading["article"]
    assert (article["author"], article["editor"], article["publisher"]) == (
        "Sarah Whitfield",
        "Tom Hale",
        "Harbor Wire",
    )
    assert (article["published_at"], article["dateline"]) == ("2024-03-08T09:15+00:00", "SEOUL, March 8 (Harbor Wire)")


def test_places_and_nationalities_are_no_parties() -> None:
    """Ports and "North Korean" are not screened as persons or organisations."""
    reading, _ = claims_of(TANKER)
    parties = {e["name"] for e in reading["entities"] if e["type"] in ("PER", "ORG")}
    assert parties == {
        "United Nations", "Elena Marchetti", "Irina Sokolova", "Park Jin-ho", "Kim Yo Jong", "Kim Jong Un",
    }  # fmt: skip


def test_an_office_alone_stands_for_its_holder() -> None:
    """ "Menhub" is the transport minister named before."""
    claim = claim_with(OFFICES, "menambah dua dermaga")
    assert claim["speaker"]["text"] == "Menhub"


@pytest.mark.parametrize(
    "report",
    [
        "Turki mengirim amunisi ke Libya\n\nAnkara, 3 Maret 2020 - Turki mengirim amunisi ke Libya, kata juru bicara pemerintah. Rusia memasok senjata ke Suriah.\n",
        "Turkey supplies ammunition to Libya\n\nANKARA, 3 March 2020 - Turkey supplied ammunition to Libya, a spokesman said. Russia will supply weapons to Syria.\n",
    ],
)
def test_each_regime_is_asked_of_the_acts_that_concern_it(report: str) -> None:
    """Arms to Libya run into the regime of Libya; those to a territory of no regime here give no finding."""
    (finding,) = read(report, screener=None, today=date(2020, 3, 4)).findings
    assert finding.check.outcome == "prohibited"
    assert [f.measure for f in finding.check.findings if f.outcome == "prohibited"] == ["UN-LY-A01"]
    assert [r.partition("@")[0] for r in finding.check.regimes] == ["un-libya"]
