"""Parties without a name that take part in an act."""

from datetime import date

import pytest

from sanksi.news import read

INDONESIAN = "Berita ini adalah contoh tentang sanksi internasional yang ditulis untuk diuji oleh para pembaca.\n\n"
ENGLISH = "This is an example report about sanctions that was written for the test of it.\n\n"


def leads_of(text: str) -> list[str]:
    """The words of the leads."""
    return [lead.text for lead in read(text, screener=None, today=date(2026, 11, 24)).leads]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        (ENGLISH + "The pumps were sold to a toy maker in Examplia.", "a toy maker in Examplia"),
        (ENGLISH + "The police arrested two traders in Port Sample on Monday.", "two traders in Port Sample"),
        (ENGLISH + "The order threatens to blacklist the ship's owner.", "the ship's owner"),
        (ENGLISH + "The committee removed a former official of a Sample bank.", "a former official of a Sample bank"),
        (
            INDONESIAN + "Polisi menangkap seorang perantara penjualan senjata di Surabaya.",
            "seorang perantara penjualan senjata di Surabaya",
        ),
        (INDONESIAN + "Pompa itu dijual sebuah perusahaan pelayaran ke Korea Utara.", "sebuah perusahaan pelayaran"),
        (INDONESIAN + "Uang itu dibayar kepada calo.", "calo"),
    ],
)
def test_a_description_of_a_party_to_an_act_is_a_lead(text: str, lead: str) -> None:
    """With the nouns, place and owner that belong to it."""
    assert leads_of(text) == [lead]


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH + "Sample Freight sold pumps to North Korea, a trader said.",
        ENGLISH + "According to a company, pumps were sold to North Korea.",
        ENGLISH + "The pumps were sold by two firms, Sample Freight Ltd and Harbor Trading Co Ltd.",
        INDONESIAN + "Pompa itu dijual ke Korea Utara, kata seorang pedagang.",
        INDONESIAN + "Menurut seorang pedagang di Dandong, pompa itu dijual ke Korea Utara.",
        "This is an example report that was written for the test of it.\n\nThe house was sold to a toy maker.",
        "Wali kota menerapkan sanksi denda bagi warga. Petugas menahan seorang pedagang di pasar itu pada hari Senin.",
    ],
)
def test_sources_the_named_and_reports_about_something_else_have_no_leads(text: str) -> None:
    """A source takes no part; whoever is named at once is a party, and is screened."""
    assert leads_of(text) == []
