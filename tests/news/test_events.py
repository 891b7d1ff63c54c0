"""Events of single sentences: who takes part, and how sure it is told."""

from datetime import date
from importlib.resources import files
from typing import Any

import pytest
import yaml

from sanksi.news import read
from sanksi.news.words import load_lexicon

INDONESIAN = "Berita ini adalah contoh yang ditulis untuk diuji oleh para pembaca.\n\n"
ENGLISH = "This is an example report that was written for the test of it.\n\n"


def event_of(text: str, kind: str) -> dict[str, Any]:
    """The one event of that type."""
    events: list[dict[str, Any]] = read(text, screener=None, today=date(2026, 11, 24)).to_dict()["events"]  # type: ignore[assignment]
    [event] = [e for e in events if e["type"] == kind]
    return event


def roles(event: dict[str, Any]) -> set[tuple[str, str]]:
    """Its participants as (role, text)."""
    return {(p["role"], p["text"]) for p in event["participants"]}


@pytest.mark.parametrize(
    ("text", "met"),
    [
        (
            INDONESIAN + "Presiden China Xi Jinping bertemu Presiden Rusia Vladimir Putin di Moskow kemarin.",
            {("agent", "Xi Jinping"), ("target", "Vladimir Putin"), ("place", "Moskow")},
        ),
        (
            ENGLISH + "North Korean leader Kim Jong Un met Russian President Vladimir Putin at the port on Monday.",
            {("agent", "Kim Jong Un"), ("target", "Vladimir Putin")},
        ),
    ],
)
def test_both_sides_of_a_meeting_are_found_past_their_offices(text: str, met: set[tuple[str, str]]) -> None:
    """The office between the verb and the second name hides neither the name nor the meeting."""
    assert roles(event_of(text, "CONSULT")) == met


@pytest.mark.parametrize(
    ("text", "target"),
    [
        (
            INDONESIAN + "Departemen Keuangan AS menjatuhkan sanksi terhadap PT Samudra Raya Abadi pada Rabu.",
            "PT Samudra Raya Abadi",
        ),
        (ENGLISH + "We have imposed sanctions on Harbor Trading Co Ltd, the spokesman said.", "Harbor Trading Co Ltd"),
    ],
)
def test_sanctions_imposed_name_whom_they_are_imposed_on(text: str, target: str) -> None:
    """What was imposed is no threat, and its target is the company in full."""
    assert ("target", target) in roles(event_of(text, "SANCTION"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (INDONESIAN + "Korea Utara mengirim senjata ke Rusia, menurut laporan tersebut.", "AID"),
        (
            ENGLISH + "According to two people familiar with the matter, North Korea sold rockets to Russia.",
            "COOPERATE",
        ),
        (ENGLISH + "North Korea sold rockets to Russia, The Harbor Times reported.", "COOPERATE"),
        (
            ENGLISH + "South Korea's defense ministry said on Friday that North Korea had sent ammunition to Russia.",
            "AID",
        ),
    ],
)
def test_what_a_source_says_is_alleged_and_never_asserted(text: str, kind: str) -> None:
    """A cited transfer says according to whom, whatever kind of source it is; a sale is trade, of arms too."""
    event = event_of(text, kind)
    assert event["modality"] == "alleged"
    assert event["according_to"]


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        (
            INDONESIAN + "Rusia melatih tentara Korea Utara sejak Agustus, kata laporan itu.",
            "AID",
            {("agent", "Rusia"), ("target", "Korea Utara")},
        ),
        (
            ENGLISH + "Kapal Sejahtera was inspected by Japan on Monday.",
            "ACCUSE",
            {("agent", "Japan"), ("target", "Kapal Sejahtera")},
        ),
        (
            ENGLISH + "Harbor Trading Co Ltd was sanctioned by the United States on Monday.",
            "SANCTION",
            {("agent", "United States"), ("target", "Harbor Trading Co Ltd")},
        ),
        (
            INDONESIAN + "Menteri Luar Negeri Rusia Sergei Lavrov akan berangkat ke Pyongyang bulan depan.",
            "CONSULT",
            {("agent", "Sergei Lavrov"), ("place", "Pyongyang")},
        ),
    ],
)
def test_training_inspection_designation_and_travel(text: str, kind: str, parts: set[tuple[str, str]]) -> None:
    """Who does it and who undergoes it, in the active and in the passive voice."""
    assert parts <= roles(event_of(text, kind))


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        (
            ENGLISH + "South Korea said on Friday that Russia trained North Korean soldiers in March 2024.",
            "UN-DPRK-D01",
        ),
        (ENGLISH + "France said on Friday that Turkey shipped armored vehicles to Libya in March 2024.", "UN-LY-A01"),
    ],
)
def test_training_and_transfers_run_into_the_regime_that_they_concern(text: str, measure: str) -> None:
    """The adjective of a people is its territory; acts that concern Libya are put to its regime and to no other."""
    [finding] = read(text, screener=None, today=date(2026, 11, 24)).findings
    assert finding.modality == "alleged"
    assert measure in {f.measure for f in finding.check.findings}, finding.check
    assert len(finding.check.regimes) == 1


@pytest.mark.parametrize(
    "text",
    [
        INDONESIAN + "Dewan Keamanan PBB melarang negara mana pun menjual senjata ke Korea Utara.",
        ENGLISH + "The resolution forbids Russia to sell arms to North Korea.",
        ENGLISH + "The negotiations went on for days.",
    ],
)
def test_what_is_forbidden_or_nobodys_is_no_event(text: str) -> None:
    """A ban tells of no sale, and talks that nobody holds tell of nobody."""
    assert read(text, screener=None, today=date(2026, 11, 24)).events == ()


def test_an_office_is_a_person_only_when_the_report_says_who_holds_it() -> None:
    """ "the Russian president" is Putin where he is named, and an office without a person where he is not."""
    named = "Russian President Vladimir Putin spoke on Sunday. Kim Jong Un met the Russian president on Monday."
    nobody = "North Korean leader Kim Jong Un met the Russian president on Monday."
    [_, putin] = [p for p in event_of(ENGLISH + named, "CONSULT")["participants"] if p["role"] != "place"]
    assert putin["entity"] is not None
    [_, office] = [p for p in event_of(ENGLISH + nobody, "CONSULT")["participants"] if p["role"] != "place"]
    assert (office["entity"], office["countries"]) == (None, ["ru"])


def test_every_type_is_a_word_of_plover() -> None:
    """The kinds of both languages have a type, and it is in the vocabulary."""
    data = yaml.safe_load(files("sanksi.news").joinpath("lexicon/events.yml").read_text(encoding="utf-8"))
    for language in ("id", "en"):
        lexicon = load_lexicon(language)
        assert {spec["label"] for spec in lexicon.data["events"]} <= set(data["kinds"])
    assert set(data["kinds"].values()) <= set(data["types"])


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        (
            INDONESIAN + "PT Umpama Jaya menjual pompa ke Korea Utara pada Mei 2024.",
            "COOPERATE",
            {("supplier", "PT Umpama Jaya"), ("recipient", "Korea Utara")},
        ),
        (
            ENGLISH + "Sample Freight Ltd sold pianos to North Korea in 2022.",
            "COOPERATE",
            {("supplier", "Sample Freight Ltd"), ("recipient", "North Korea")},
        ),
        (
            ENGLISH + "Sample Freight Ltd paid Harbor Trading Co Ltd.",
            "COOPERATE",
            {("agent", "Sample Freight Ltd"), ("target", "Harbor Trading Co Ltd")},
        ),
        (
            ENGLISH + "The navy has detained the tanker Sample Dawn.",
            "COERCE",
            {("agent", "The navy"), ("target", "Sample Dawn")},
        ),
        (
            INDONESIAN + "Pedagang itu menjual pompa kepada seorang perantara di Dandong.",
            "COOPERATE",
            {("supplier", "Pedagang itu")},
        ),
        (
            INDONESIAN + "Hal itu menyusul pertemuan Vladimir Putin dan Kim Jong Un pada Rabu.",
            "CONSULT",
            {("agent", "Vladimir Putin"), ("agent", "Kim Jong Un")},
        ),
        (INDONESIAN + "Kapal itu ditahan di pelabuhan pada 3 Mei 2024.", "COERCE", {("target", "Kapal itu")}),
        (INDONESIAN + "Jaksa mendakwa Budi Rekaan menjual pompa ke Korea Utara.", "ACCUSE", {("agent", "Jaksa")}),
        (
            ENGLISH + "The committee has removed Sample Bank from its sanctions list.",
            "CONCEDE",
            {("target", "Sample Bank")},
        ),
        (INDONESIAN + "Seluruh rekening PT Umpama Jaya dibekukan.", "SANCTION", {("target", "PT Umpama Jaya")}),
        (ENGLISH + "The Security Council will meet on Tuesday.", "CONSULT", {("agent", "Security Council")}),
    ],
)
def test_trade_payment_seizure_charge_release_freeze_and_session(
    text: str, kind: str, parts: set[tuple[str, str]]
) -> None:
    """Each has its type, and who does it or undergoes it, named or not."""
    assert parts <= roles(event_of(text, kind))


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (ENGLISH + "Sample Freight Ltd sold pumps to North Korea in 2023, a panel said.", "a panel"),
        (
            ENGLISH + "The ship carried coal from North Korea, an official said on condition of anonymity.",
            "an official",
        ),
        (ENGLISH + "A report found that Sample Freight Ltd sold pumps to North Korea.", "A report"),
        (INDONESIAN + "Menurut laporan panel, PT Umpama Jaya menjual pompa ke Korea Utara.", "laporan panel"),
        (INDONESIAN + "Sebuah panel menyebut PT Umpama Jaya menjual pompa ke Korea Utara.", "Sebuah panel"),
        (
            INDONESIAN + "Sebelumnya, harian Umpama memberitakan bahwa PT Contoh Jaya menjual pompa ke Korea Utara.",
            "harian Umpama",
        ),
    ],
)
def test_an_act_told_by_a_source_without_a_name_is_alleged(text: str, source: str) -> None:
    """Nobody else says so, and the report does not say it itself."""
    event = event_of(text, "COOPERATE")
    assert (event["modality"], event["according_to"]) == ("alleged", source)


def test_the_reporter_tells_an_act_before_somebody_s_accusation() -> None:
    """A verb of speech behind the act does not make its subject a source of the act; what is suspected stays alleged."""
    text = INDONESIAN + "Polisi menangkap dua pedagang yang dicurigai menjual pompa ke Korea Utara."
    seizure, sale = event_of(text, "COERCE"), event_of(text, "COOPERATE")
    assert (seizure["modality"], seizure["according_to"], sale["modality"]) == ("asserted", None, "alleged")


@pytest.mark.parametrize(
    "text",
    [
        INDONESIAN + "Ekspor batu bara Korea Utara dilarang sejak 2017.",
        ENGLISH + "Exports of coal from North Korea have been banned since 2017.",
        ENGLISH + "Harbor Trading Co Ltd closed its office in Seoul.",
        ENGLISH + "A man carried an umbrella through the rain.",
    ],
)
def test_what_is_forbidden_or_something_else_is_no_act(text: str) -> None:
    """A ban tells of no export, and an office is no account."""
    assert read(text, screener=None, today=date(2026, 11, 24)).events == ()
