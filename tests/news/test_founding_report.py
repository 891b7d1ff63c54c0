"""The report of 14 September 2023 that the project began with, read against the lists of those days."""

import tarfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sanksi.ledger import open_ledger
from sanksi.news import read
from sanksi.screening import import_files, open_screener

pytestmark = pytest.mark.shared
NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture(scope="module")
def text(shared: Path) -> str:
    """The report as it was scraped."""
    return (shared / "news" / "article_2023-09-14.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def reading(shared: Path, text: str, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """The reading, with the UN edition of 1 and the OFAC edition (names alone) of 12 September 2023."""
    home = tmp_path_factory.mktemp("home")
    ledger = open_ledger(home, create=True)
    for list_id, archive, name in (
        ("un-sc", "un/un_versions_all.tar.xz", "un_2023-09-01.xml"),
        ("us-ofac-sdn", "ofac/sdn_history_all.tar.xz", "sdn_2023-09-12.csv"),
    ):
        with tarfile.open(shared / archive) as tar:
            stream = next(s for m in tar if m.name.endswith(name) and (s := tar.extractfile(m)))
            (home / name).write_bytes(stream.read())
        assert [i.outcome for i in import_files(ledger, list_id, [home / name], on=None, received_at=NOW)] == [
            "imported"
        ]
    ledger.close()
    return read(text, screener=open_screener(home, today=NOW.date()), today=NOW.date()).to_dict()


def person(reading: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The entity of that name."""
    return next(e for e in reading["entities"] if e["name"] == name)


def test_who_published_it_and_when(reading: Mapping[str, Any]) -> None:
    """Publication time with its zone, publisher, editor, source and language."""
    article = reading["article"]
    assert article["published_at"] == "2023-09-14T16:22+07:00"
    assert (article["publisher"], article["editor"], article["source"], article["language"]) == (
        "GALAMEDIANEWS",
        "Dicky Aditya",
        "PMJ News",
        "id",
    )


def test_what_is_no_body(reading: Mapping[str, Any], text: str) -> None:
    """Read-also lines, captions, credits and the footer are not body; what is left is all of the story."""
    zones = reading["article"]["zones"]
    body = [text[z["start"] : z["end"]] for z in zones if z["zone"] == "body"]
    assert not [
        line for line in body if "Baca Juga" in line or "/PMJ News" in line or "Editor" in line or "Terpopuler" in line
    ]
    assert len([z for z in zones if z["zone"] == "read_also"]) == 3
    assert [text[z["start"] : z["end"]] for z in zones if z["zone"] == "subheading"] == ["Langkah Hati-hati"]
    assert body[0].startswith("Pemimpin Korea Utara Kim Jong Un dan")
    assert "rincian lebih lanjut" in body[-1]


@pytest.mark.parametrize(
    ("name", "entity_id", "short"),
    [
        ("Kim Jong Un", "us-ofac-sdn-20157", "Kim"),
        ("Vladimir Putin", "us-ofac-sdn-35096", "Putin"),
        ("Sergei Shoigu", "us-ofac-sdn-35173", None),
        ("Sergei Lavrov", "us-ofac-sdn-35233", None),
    ],
)
def test_the_listed_are_linked_from_every_form(
    reading: Mapping[str, Any], name: str, entity_id: str, short: str | None
) -> None:
    """The full and the short name lead to the same party and its OFAC entry, as of the day of publication."""
    found = person(reading, name)
    assert found["link"]["entity_id"] == entity_id
    assert found["screening"]["as_of"] == "2023-09-14"
    forms = {m["text"] for m in reading["mentions"] if m["entity"] == found["id"]}
    assert short is None or short in forms
    assert not [m for m in reading["mentions"] if m["text"] == short and m["entity"] != found["id"]]


@pytest.mark.parametrize("name", ["Antonio Guterres", "Matthew Miller", "Kyrylo Budanov"])
def test_the_unlisted_are_linked_to_nobody(reading: Mapping[str, Any], name: str) -> None:
    """No link and no match; and not clear either, since this OFAC edition has no aliases."""
    found = person(reading, name)
    assert found["link"] is None
    assert found["screening"]["matches"] == []
    assert found["screening"]["verdict"] == "not_screened"


def test_every_offset_points_into_the_text(reading: Mapping[str, Any], text: str) -> None:
    """Mentions and dates stand where they say."""
    for item in (*reading["mentions"], *reading["dates"]):
        assert text[item["start"] : item["end"]] == item["text"]


def test_the_denial_is_a_denial_of_the_transfer(reading: Mapping[str, Any]) -> None:
    """Moscow and Pyongyang deny what the officials fear, and the fear is never told as fact."""
    denial = next(c for c in reading["claims"] if c["stance"] == "denies")
    assert denial["speaker"]["text"] == "Moskow dan Pyongyang"
    feared = next(c for c in reading["claims"] if c["id"] in denial["about"])
    assert feared["stance"] == "alleges"
    transfer = next(e for e in reading["events"] if e["claim"] == feared["id"])
    assert (transfer["modality"], transfer["denied_by"], transfer["goods"]) == (
        "alleged",
        ["Moskow", "Pyongyang"],
        ["senjata", "amunisi"],
    )


def test_both_statements_of_budanov_are_his(reading: Mapping[str, Any], text: str) -> None:
    """The indirect one, and the quotation that lost its opening mark."""
    his = [c for c in reading["claims"] if c["speaker"]["name"] == "Kyrylo Budanov"]
    assert [(c["quote"], c["stance"]) for c in his] == [(False, "asserts"), (True, "asserts")]
    assert text[his[1]["start"] :].startswith("Sudah satu setengah bulan")


def test_dates_are_intervals_from_the_day_of_publication(reading: Mapping[str, Any]) -> None:
    """Next month is October, a month and a half ago is around the end of July."""
    dates = {d["text"]: (d["from"], d["to"]) for d in reading["dates"]}
    assert dates["Rabu 13 September 2023"] == ("2023-09-13", "2023-09-13")
    assert dates["bulan depan"] == ("2023-10-01", "2023-10-31")
    first, last = dates["satu setengah bulan yang lalu"]
    assert date.fromisoformat(first) <= date(2023, 7, 30) <= date.fromisoformat(last)


def test_the_described_cooperation_runs_into_the_regime(reading: Mapping[str, Any]) -> None:
    """Arms and ammunition to Russia, and help with satellite launches, are findings with resolution and paragraph."""
    cited = {
        (x["measure"], x["citation"])
        for f in reading["findings"]
        for x in f["findings"]
        if x["outcome"] == "prohibited"
    }
    assert ("UN-DPRK-B02", "S/RES/1874 (2009), OP9") in cited
    assert ("UN-DPRK-C08", "S/RES/2270 (2016), OP5") in cited
    events = {e["id"]: e for e in reading["events"]}
    assert any("ammunition" in events[f["event"]]["categories"] for f in reading["findings"])
    assert {f["modality"] for f in reading["findings"]} <= {"alleged", "denied", "possible", "planned"}


def test_the_unnamed_brokers_are_a_lead(reading: Mapping[str, Any]) -> None:
    """Entities without a name are kept for people to follow, and screened against nothing."""
    assert [lead["text"] for lead in reading["leads"]] == [
        "entitas yang menjadi perantara penjualan senjata antara Korea Utara dan Rusia"
    ]


@pytest.mark.parametrize(
    ("kind", "words", "modality", "says", "parts"),
    [
        ("CONSULT", "bertemu", "asserted", None, {("agent", "Kim Jong Un"), ("agent", "Vladimir Putin")}),
        ("CONSULT", "pembicaraan", "asserted", None, {("agent", "Putin"), ("agent", "Kim")}),
        ("CONSULT", "menghadiri", "asserted", None, {("agent", "Sergei Shoigu")}),
        ("AID", "bantuan", "possible", None, {("agent", "Rusia")}),
        (
            "AID",
            "memberikan",
            "alleged",
            "Para pejabat AS dan Korea Selatan",
            {("supplier", "Kim"), ("recipient", "Rusia")},
        ),
        ("AID", "bantuan", "possible", "Washington", {("agent", "Kim"), ("recipient", "Putin")}),
        ("THREATEN", "menerapkan sanksi", "possible", "Washington", {("agent", "Washington")}),
        (
            "SANCTION",
            "memberikan sanksi",
            "asserted",
            "Matthew Miller",
            {("target", "entitas yang menjadi perantara penjualan senjata antara Korea Utara dan Rusia")},
        ),
        ("THREATEN", "menjatuhkan sanksi", "possible", "Matthew Miller", {("agent", "Matthew Miller")}),
        ("CONSULT", "mengunjungi", "planned", "Vladimir Putin", {("agent", "Kim"), ("place", "Komsomolsk-on-Amur")}),
        ("CONSULT", "mengunjungi", "planned", None, {("agent", "Sergei Lavrov"), ("place", "Pyongyang")}),
        ("AID", "memasok", "alleged", "Kyrylo Budanov", {("supplier", "Korea Utara"), ("recipient", "Rusia")}),
        ("AID", "pengiriman", "alleged", "Kyrylo Budanov", {("supplier", "Korea Utara"), ("recipient", "Rusia")}),
    ],
)
def test_every_act_of_the_report_is_there(
    reading: Mapping[str, Any], kind: str, words: str, modality: str, says: str | None, parts: set[tuple[str, str]]
) -> None:
    """Who does what to whom, how sure it is told and who says so: what an analyst would write down."""
    found = [
        {(p["role"], p["text"]) for p in e["participants"]}
        for e in reading["events"]
        if (e["type"], e["text"], e["modality"], e["according_to"]) == (kind, words, modality, says)
    ]
    assert any(parts <= told for told in found), found


def test_the_deliveries_began_a_month_and_a_half_before(reading: Mapping[str, Any]) -> None:
    """Their interval is that of the words, and nobody's present-day act has one of some hours."""
    dates = {e["text"]: e["date"] for e in reading["events"] if e["according_to"] == "Kyrylo Budanov"}
    assert dates["pengiriman"]["from"] <= "2023-07-30" <= dates["pengiriman"]["to"]
    assert dates["memasok"]["to"] == "2023-09-14"
    assert [e["date"] for e in reading["events"] if e["text"] == "pembicaraan" and e["modality"] == "asserted"] == [
        None
    ]
