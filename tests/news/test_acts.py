"""Acts in their many wordings: who does them, to whom, where and when, and how sure they are told."""

from datetime import date
from typing import Any

import pytest

from sanksi.news import read

INDONESIAN = "Berita ini adalah contoh tentang sanksi yang ditulis untuk diuji oleh para pembaca.\n\n"
ENGLISH = "This is an example report about sanctions that was written for the test of it.\n\n"
Parts = set[tuple[str, str]]


def events_of(text: str) -> list[dict[str, Any]]:
    """All events as JSON."""
    return read(text, screener=None, today=date(2026, 11, 24)).to_dict()["events"]  # type: ignore[return-value]


def parts_of(text: str, kind: str) -> Parts:
    """Participants of the only event of that type as (role, text)."""
    [event] = [e for e in events_of(text) if e["type"] == kind]
    return {(p["role"], p["text"]) for p in event["participants"]}


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        (
            INDONESIAN + "Dua truk dikirim Korea Utara ke Rusia pada Juni 2024.",
            "AID",
            {("supplier", "Korea Utara"), ("recipient", "Rusia")},
        ),
        (
            INDONESIAN + "Kapal tanker Umpama Dawn disita penjaga pantai Korea Selatan di Pelabuhan Busan.",
            "COERCE",
            {
                ("agent", "penjaga pantai Korea Selatan"),
                ("target", "Kapal tanker Umpama Dawn"),
                ("place", "Pelabuhan Busan"),
            },
        ),
        (
            ENGLISH + "Gold worth 5 million dollars was sold to Libya by Sample Freight Ltd.",
            "COOPERATE",
            {("supplier", "Sample Freight Ltd"), ("recipient", "Libya")},
        ),
        (
            ENGLISH + "Two officers of the navy were trained by Russian instructors in May.",
            "AID",
            {("agent", "Russian instructors"), ("target", "Two officers of the navy")},
        ),
        (
            ENGLISH + "Two North Korean diplomats were detained by police in Malaysia.",
            "COERCE",
            {("agent", "police"), ("target", "Two North Korean diplomats"), ("place", "Malaysia")},
        ),
    ],
)
def test_the_passive_has_its_doer_behind_it(text: str, kind: str, parts: Parts) -> None:
    """Behind "by" and "oleh", or at once; what stands before undergoes it."""
    assert parts <= parts_of(text, kind)


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        (
            INDONESIAN + "Pengiriman artileri Korea Utara ke Rusia dimulai Agustus.",
            "AID",
            {("supplier", "Korea Utara"), ("recipient", "Rusia")},
        ),
        (
            ENGLISH + "Iranian deliveries of drones to Russia continued.",
            "AID",
            {("supplier", "Iranian"), ("recipient", "Russia")},
        ),
        (
            INDONESIAN + "Menteri Luar Negeri Rusia Sergei Lavrov menggelar perundingan di Beijing pekan lalu.",
            "CONSULT",
            {("agent", "Sergei Lavrov"), ("place", "Beijing")},
        ),
        (
            ENGLISH + "Prosecutors in Seoul have opened a criminal probe into Sample Bank.",
            "ACCUSE",
            {("agent", "Prosecutors"), ("target", "Sample Bank")},
        ),
    ],
)
def test_a_noun_has_the_parties_of_its_verb(text: str, kind: str, parts: Parts) -> None:
    """Its owner, what its prepositions bring in, and the subject of the verb that does it."""
    assert parts <= parts_of(text, kind)


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        (
            INDONESIAN + "Perusahaan yang memasok pompa ke Libya itu dimasukkan ke daftar hitam.",
            "SANCTION",
            ("target", "Perusahaan yang memasok pompa ke Libya itu"),
        ),
        (
            ENGLISH + "Sergei Lavrov, the foreign minister, is to fly to Pyongyang in October.",
            "CONSULT",
            ("agent", "Sergei Lavrov"),
        ),
        (ENGLISH + "Sample Bank in Macau moved money for North Korea.", "COOPERATE", ("agent", "Sample Bank")),
        (
            ENGLISH + "A frigate boarded the freighter Sample Dawn and seized 65 trucks.",
            "COERCE",
            ("agent", "A frigate"),
        ),
        (
            INDONESIAN + "PT Umpama Jaya dan PT Contoh Raya membantah. Keduanya dikenai sanksi.",
            "SANCTION",
            ("target", "PT Contoh Raya"),
        ),
        (
            ENGLISH + "The Treasury designated two firms, Sample Freight Ltd and Harbor Trading Co Ltd.",
            "SANCTION",
            ("target", "Harbor Trading Co Ltd"),
        ),
        (
            INDONESIAN + "Sergei Shoigu tiba di Pyongyang. Esoknya ia bertemu Kim Jong Un.",
            "CONSULT",
            ("agent", "Sergei Shoigu"),
        ),
        (
            INDONESIAN + "Korea Utara menembakkan dua rudal balistik ke Laut Timur.",
            "MOBILIZE",
            ("place", "Laut Timur"),
        ),
        (ENGLISH + "The frigate boarded the freighter south of Crete.", "ACCUSE", ("place", "Crete")),
        (
            ENGLISH + "The pumps were sold to a firm in Dubai, which passed them on to Tehran.",
            "COOPERATE",
            ("recipient", "a firm in Dubai"),
        ),
    ],
)
def test_parties_and_places_are_found_past_what_stands_between(text: str, kind: str, part: tuple[str, str]) -> None:
    """Relative clauses, asides, adjuncts, joined verbs, pairs, pronouns, names beside a description, seas."""
    assert any(
        part in {(p["role"], p["text"]) for p in e["participants"]} for e in events_of(text) if e["type"] == kind
    )


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        (ENGLISH + "If Russia supplies missiles to North Korea, Japan will protest.", "AID", "possible"),
        (ENGLISH + "The transfer of a dozen helicopters to Libya by Turkey was planned for May.", "AID", "planned"),
        (ENGLISH + "Britain is weighing new sanctions on Sample Bank.", "SANCTION", "planned"),
        (INDONESIAN + "PT Umpama Jaya dilaporkan mengekspor nikel ke Korea Utara.", "COOPERATE", "alleged"),
        (INDONESIAN + "Jepang meminta Malaysia menyita kapal itu.", "COERCE", "possible"),
        (
            INDONESIAN + "Kami akan menyita kapal yang mengangkut batu bara Korea Utara, kata juru bicara itu.",
            "COOPERATE",
            "alleged",
        ),
        (ENGLISH + "The company denied that it had sold pumps to North Korea.", "COOPERATE", "denied"),
        (ENGLISH + "We have seized the ship, the Japanese spokesman said.", "COERCE", "asserted"),
    ],
)
def test_how_sure_an_act_is_told(text: str, kind: str, modality: str) -> None:
    """Conditions, plans, hearsay, wishes, what a threat takes as given, denials, and a party's own undisputed deed."""
    assert {e["modality"] for e in events_of(text) if e["type"] == kind} == {modality}


def test_a_deed_that_somebody_denies_is_no_fact() -> None:
    """A denial that answers nobody in particular leaves every deed of the report alleged."""
    text = "We have seized the ship, the Japanese spokesman said. The owner denied any wrongdoing."
    assert {e["modality"] for e in events_of(ENGLISH + text) if e["type"] == "COERCE"} == {"alleged"}


@pytest.mark.parametrize(
    "text",
    [
        INDONESIAN + "PT Umpama Jaya menampik telah mengirim pompa ke Korea Utara.",
        INDONESIAN + "Kabar bahwa PT Umpama Jaya menjual pompa ke Korea Utara tidak benar.",
        INDONESIAN + "Tidak benar PT Umpama Jaya menjual pompa ke Korea Utara.",
        INDONESIAN + "PT Umpama Jaya disebut-sebut menjual pompa ke Korea Utara.",
        INDONESIAN + "PT Umpama Jaya konon menjual pompa ke Korea Utara.",
        INDONESIAN + "Tudingan PT Umpama Jaya mengekspor nikel ke Korea Utara dibantah direkturnya.",
        INDONESIAN + "Belum ada bukti PT Umpama Jaya menjual pompa ke Korea Utara.",
        INDONESIAN + "Apakah PT Umpama Jaya menjual pompa ke Korea Utara?",
        INDONESIAN + "Moskow mengelak dari tuduhan memasok senjata ke Libya.",
        INDONESIAN + "Dugaan pengiriman senjata Korea Utara ke Rusia mencuat.",
        INDONESIAN + "PT Umpama Jaya tak pernah menjual pompa ke Korea Utara.",
        INDONESIAN + "PT Umpama Jaya hampir menjual pompa ke Korea Utara.",
        INDONESIAN + "PT Umpama Jaya batal menjual pompa ke Korea Utara.",
        INDONESIAN + "PT Umpama Jaya gagal menjual pompa ke Korea Utara.",
        ENGLISH + "Sample Freight Ltd rejected claims it sold pumps to North Korea.",
        ENGLISH + "Sample Freight Ltd is believed to have sold pumps to North Korea.",
        ENGLISH + "It is not true that Sample Freight Ltd sold pumps to North Korea.",
        ENGLISH + "There is no evidence that Sample Freight Ltd sold pumps to North Korea.",
        ENGLISH + "Did Sample Freight Ltd sell pumps to North Korea?",
        ENGLISH + "Sample Freight Ltd, accused of selling pumps to North Korea, closed.",
        ENGLISH + "Sample Freight Ltd allegedly sold pumps to North Korea.",
        ENGLISH + "Rumours that Sample Freight Ltd sold pumps to North Korea spread.",
        ENGLISH + "Sample Freight Ltd nearly sold pumps to North Korea.",
        ENGLISH + "Sample Freight Ltd cancelled the sale of pumps to North Korea.",
        ENGLISH + "Sample Freight Ltd insists it never sold pumps to North Korea.",
        ENGLISH + "Sample Freight Ltd would have sold pumps to North Korea.",
        ENGLISH + "Sample Freight Ltd may have sold pumps to North Korea.",
        ENGLISH + "The suspected sale of rockets by North Korea to Libya went on.",
        ENGLISH + "Reports of arms shipments from North Korea to Russia are fabricated.",
    ],
)
def test_what_is_denied_doubted_or_did_not_come_about_is_no_fact(text: str) -> None:
    """Whether or not a claim is made of it: hearsay, questions, what is untrue, unproven, called off."""
    assert [e for e in events_of(text) if e["modality"] == "asserted" and e["label"].startswith("transfer")] == []


def test_the_reporter_tells_an_act_around_somebodys_claim() -> None:
    """Sanctions are told by the reporter, what they are imposed for by the government."""
    text = "The United States imposed sanctions on three firms it accuses of selling pumps to North Korea."
    events = events_of(ENGLISH + text)
    assert [(e["type"], e["modality"], e["claim"] is None) for e in events if e["type"] == "SANCTION"] == [
        ("SANCTION", "asserted", True)
    ]
    assert {e["modality"] for e in events if e["type"] == "COOPERATE"} <= {"alleged"}


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        (
            ENGLISH + "Sample Freight Ltd supplied North Korea with pumps in 2022.",
            {("supplier", "Sample Freight Ltd"), ("recipient", "North Korea")},
        ),
        (
            ENGLISH + "Sample Freight Ltd sold North Korean coal to China.",
            {("supplier", "Sample Freight Ltd"), ("supplier", "North Korean"), ("recipient", "China")},
        ),
        (ENGLISH + "China bought Iranian oil in May.", {("recipient", "China"), ("supplier", "Iranian")}),
        (
            INDONESIAN + "Korea Utara dipasok minyak oleh Rusia.",
            {("supplier", "Rusia"), ("recipient", "Korea Utara")},
        ),
        (
            INDONESIAN + "PT Umpama Jaya memasok Korea Utara dengan pompa.",
            {("supplier", "PT Umpama Jaya"), ("recipient", "Korea Utara")},
        ),
    ],
)
def test_who_gets_is_never_where_the_goods_come_from(text: str, sides: Parts) -> None:
    """A territory right behind the verb gets; as part of what is moved it is the origin. The regime's answer turns on it."""
    [event] = events_of(text)
    assert {(p["role"], p["text"]) for p in event["participants"]} == sides


@pytest.mark.parametrize(
    ("text", "goods", "categories"),
    [
        (ENGLISH + "North Korea sold gold to Libya.", ["gold"], ["gold"]),
        (INDONESIAN + "Korea Utara menjual emas batangan ke Libya.", ["emas batangan"], ["gold"]),
        (ENGLISH + "Thousands of North Korean workers were sent to Russia.", [], []),
    ],
)
def test_what_is_sold_or_sent_need_not_be_plain_elsewhere(text: str, goods: list[str], categories: list[str]) -> None:
    """Gold is gold where it is sold; people who are sent are no goods, and their sending is an act."""
    [event] = events_of(text)
    assert (event["goods"], event["categories"]) == (goods, categories)


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH + "A trading firm in Dandong grew.",
        ENGLISH + "The search went on for days, and the launch pad stood empty.",
        ENGLISH + "The minister of finance left early.",
        INDONESIAN + "Petugas menahan diri.",
        INDONESIAN + "Negara itu menghormati rezim sanksi.",
    ],
)
def test_words_that_tell_no_act(text: str) -> None:
    """What a firm or a place is for, a base form behind an article, other meanings."""
    assert events_of(text) == []


def test_what_we_believe_that_others_sent_we_did_not_send() -> None:
    """The subject right before the verb acts, not the first person of the clause around it."""
    text = (
        INDONESIAN + '"Kami meyakini Rusia juga mengirim amunisi kepada Korea Utara," kata juru bicara PBB pada Senin.'
    )
    assert {("supplier", "Rusia"), ("recipient", "Korea Utara")} <= parts_of(text, "AID")


def test_goods_may_be_counted_at_length() -> None:
    """However many words stand between the verb and what it moves."""
    text = (
        INDONESIAN
        + "Korea Utara mengirim sekitar 6.700 kontainer yang berisi jutaan butir amunisi ke Rusia tahun lalu."
    )
    [event] = [e for e in events_of(text) if e["type"] == "AID"]
    assert event["label"] == "transfer of arms"
    assert {("supplier", "Korea Utara"), ("recipient", "Rusia")} <= parts_of(text, "AID")
