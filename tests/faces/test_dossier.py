"""The dossier page: self-contained, true to the reading, and deaf to whatever an article tries."""

import base64
import hashlib
import re
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from judged import one_of, words_of
from sanksi.errors import SettingError
from sanksi.faces.dossier import render_dossier, write_dossier

TEXT = """Kapal Angara Disorot
Jumat, 15 September 2023
MOSKWA - Menteri Sergei Shoigu menyebut "latihan rutin" di Vladivostok.
Pyongyang memasok peluru artileri sejak Agustus, kata Kyrylo Budanov.
Kremlin membantah pasokan itu.
Baca Juga: Harga Beras Turun"""


def _span(words: str) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def _evidence(comparison: str, contribution: float) -> dict[str, Any]:
    return {
        "comparison": comparison,
        "party_value": "Sergei Shoigu",
        "entity_value": "SHOIGU, Sergei Kuzhugetovich",
        "outcome": "agrees",
        "contribution": contribution,
        "sentence": "Both tokens agree.",
    }


def _screening(verdict: str, matches: list[dict[str, Any]]) -> dict[str, Any]:
    lists = [
        {
            "id": "us-ofac-sdn",
            "edition": "2023-09-12",
            "sha256": "ab" * 32,
            "age_days": 3,
            "entities": 12874,
            "state": "partial",
        }
    ]
    why = [] if matches else ["us-ofac-sdn: alt.csv is missing, aliases are not known"]
    return {"party": {}, "as_of": "2023-09-15", "verdict": verdict, "why": why, "lists": lists, "matches": matches}


SHOIGU = {
    "entity_id": "us-ofac-sdn-35173",
    "caption": "SHOIGU, Sergei Kuzhugetovich",
    "schema": "Person",
    "score": 0.93,
    "lists": ["us-ofac-sdn"],
    "programs": ["RUSSIA-EO14024"],
    "evidence": [_evidence("name", 0.77), _evidence("territory", 0.16)],
}
NAMES = [("Sergei Shoigu", "PER", "e1"), ("Kyrylo Budanov", "PER", "e2"), ("Pyongyang", "GOV", "e3"), ("Kremlin", "GOV", "e4"), ("Vladivostok", "LOC", "e5")]  # fmt: skip


@pytest.fixture
def reading() -> dict[str, Any]:
    """A reading written by hand: a listed minister, an unlisted official, a denial, goods, and an act put to the regime."""
    shape = {
        "text": TEXT,
        "article": {
            "title": "Kapal Angara Disorot",
            "published_at": "2023-09-15T09:40+07:00",
            "language": "id",
            "publisher": "Warta Contoh",
            "zones": [
                {"zone": "title", **_span("Kapal Angara Disorot")},
                {"zone": "published", **_span("Jumat, 15 September 2023")},
                {"zone": "dateline", **_span("MOSKWA")},
                {"zone": "body", **_span('Menteri Sergei Shoigu menyebut "latihan rutin" di Vladivostok.')},
                {"zone": "read_also", **_span("Baca Juga: Harga Beras Turun")},
            ],
        },
        "mentions": [{**_span(name), "text": name, "type": kind, "entity": entity} for name, kind, entity in NAMES],
        "entities": [
            {"id": entity, "name": name, "type": kind, "offices": [], "countries": [], "screening": None}
            for name, kind, entity in NAMES
        ],
        "claims": [
            {"id": "c1", **_span("latihan rutin"), "cue": "menyebut", "stance": "asserts", "quote": True, "about": [],
             "speaker": {"text": "Sergei Shoigu", "name": "Sergei Shoigu", "entity": "e1", "reporter": False}},
            {"id": "c2", **_span("Pyongyang memasok peluru artileri sejak Agustus"), "cue": "kata", "stance": "alleges", "quote": False,
             "about": [], "speaker": {"text": "Kyrylo Budanov", "name": "Kyrylo Budanov", "entity": "e2", "reporter": False}},
            {"id": "c3", **_span("pasokan itu"), "cue": "membantah", "stance": "denies", "quote": False, "about": ["c2"],
             "speaker": {"text": "Kremlin", "name": "Kremlin", "entity": "e4", "reporter": False}},
        ],
        "events": [
            {"id": "v1", "type": "AID", "label": "transfer of arms", **_span("memasok peluru"), "claim": "c2", "modality": "alleged",
             "participants": [{"role": "supplier", "text": "Pyongyang", "entity": "e3"}], "according_to": "Kyrylo Budanov",
             "denied_by": ["Kremlin"], "date": {"from": "2023-08-01", "to": "2023-08-31"}},
        ],
        "dates": [
            {**_span("Jumat, 15 September 2023"), "text": "Jumat, 15 September 2023", "from": "2023-09-15", "to": "2023-09-15"},
            {**_span("Agustus"), "text": "Agustus", "from": "2023-08-01", "to": "2023-08-31", "at_least": True},
        ],
        "goods": [{**_span("peluru artileri"), "text": "peluru artileri", "categories": ["ammunition"]}],
        "findings": [
            {"event": "v1", "label": "transfer of arms", "modality": "alleged", "according_to": "Kyrylo Budanov", "denied_by": ["Kremlin"],
             "date": "2023-08-01", "outcome": "prohibited", "facts": {"direction": "from_dprk"}, "missing": ["party.designated"],
             "findings": [
                 {"measure": "UN-DPRK-B02", "title": "Arms from the DPRK", "outcome": "prohibited", "citation": "S/RES/1874 (2009), OP9",
                  "confidence": "high", "because": [{"fact": "direction", "value": "from_dprk"}], "missing": ["quota.basis"],
                  "exemptions": [{"id": "X01", "title": "Committee exemption", "needs": [{"fact": "committee.approved", "ask": "Did it agree?"}]}],
                  "in_force_from": "2009-06-12", "in_force_to": None}],
             "duties": [{"measure": "UN-DPRK-K01", "title": "Inspect cargo", "citation": "S/RES/2270 (2016), OP18", "confidence": "medium"}],
             "calls": [], "caveats": ["Nobody has determined what the goods are for."], "regimes": ["un-dprk@2023"]},
        ],
        "leads": [],
    }  # fmt: skip
    entities: Any = shape["entities"]
    entities[0] |= {"screening": _screening("hit", [SHOIGU]), "link": SHOIGU, "not_linked": ""}
    entities[1] |= {"screening": _screening("not_screened", []), "link": None, "not_linked": ""}
    return shape


def _tree(reading: Mapping[str, Any], language: str = "en") -> html.HtmlElement:
    return html.document_fromstring(render_dossier(reading, language=language))


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_page_asks_nothing_of_anybody(reading: dict[str, Any], language: str) -> None:
    """No script, no address, no source, and links that stay within the page."""
    tree = _tree(reading, language)
    assert not tree.xpath("//script | //link | //img | //iframe | //object | //form | //@src | //@srcset | //@style")
    assert not [name for name in tree.xpath("//@*/.") if str(name).startswith(("http:", "https:", "//"))]
    assert all(href.startswith("#") for href in tree.xpath("//@href"))
    assert "url(" not in re.sub(r"url\(#[\w-]+\)", "", tree.xpath("string(//style)"))


def test_the_policy_allows_this_style_and_nothing_else(reading: dict[str, Any]) -> None:
    """The hash in the policy is that of the style in the page."""
    tree = _tree(reading)
    digest = base64.b64encode(hashlib.sha256(tree.xpath("string(//style)").encode()).digest()).decode()
    policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_id_is_given_once_and_every_link_leads_somewhere(reading: dict[str, Any], language: str) -> None:
    """Whatever is pointed at by a link, a label or a picture's pattern exists, once."""
    tree = _tree(reading, language)
    ids = tree.xpath("//@id")
    named = [*tree.xpath("//@aria-labelledby"), *re.findall(r"url\(#([\w-]+)\)", tree.xpath("string(//style)"))]
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//@href")} | set(named) <= set(ids)


def test_each_mention_is_marked_once_with_its_own_words(reading: dict[str, Any]) -> None:
    """A highlight holds exactly the words of its mention and leads to the party."""
    tree = _tree(reading)
    for number, (name, kind, _) in enumerate(NAMES, start=1):
        mark = one_of(tree, f"mention-{number}")
        assert words_of(mark) == name
        assert kind in mark.get("class", "").split()
        assert mark.get("href") == f"#party-{number}"


def test_the_article_stands_there_whole(reading: dict[str, Any]) -> None:
    """Without the small references and zone names, the highlighted text is the text."""
    tree = _tree(reading)
    article = tree.xpath("//div[@class='article']")[0]
    for extra in article.xpath(".//a[contains(@class, 'ref')] | .//span[@class='zone-name']"):
        extra.drop_tree()
    assert [p.text_content() for p in article.xpath("p")] == TEXT.split("\n")


def test_marks_that_cross_are_drawn_in_pieces_and_the_text_stays(reading: dict[str, Any]) -> None:
    """A date that begins inside of goods and ends outside keeps its words, in two pieces with one id."""
    reading["goods"] = [{**_span("artileri sejak"), "text": "artileri sejak"}]
    reading["dates"] = [{**_span("sejak Agustus"), "text": "sejak Agustus", "from": "2023-08-01", "to": "2023-08-31"}]
    tree = _tree(reading)
    pieces = tree.xpath("//div[@class='article']//*[contains(@class, 'm date')]")
    assert [piece.text_content() for piece in pieces] == ["sejak", " Agustus"]
    assert [piece.get("id") for piece in pieces] == ["date-1", None]
    test_the_article_stands_there_whole(reading)


def test_lines_that_are_not_the_report_are_set_apart(reading: dict[str, Any]) -> None:
    """A "Baca Juga" line is named and dimmed; a body line that begins with a dateline is not."""
    lines = _tree(reading).xpath("//div[@class='article']/p")
    assert lines[5].get("class") == "z-read_also zone"
    assert words_of(lines[5].xpath("span[@class='zone-name']")[0]) == "link to another article"
    assert lines[2].get("class") == "z-body"


def test_the_evidence_shown_adds_up_to_the_score(reading: dict[str, Any]) -> None:
    """The contributions in the table sum to the sum below them, which is the score above them."""
    match = one_of(_tree(reading), "listing-1").xpath(".//div[@class='match']")[0]
    numbers = [float(cell.text_content()) for cell in match.xpath(".//td[@class='number']")]
    assert numbers == [0.77, 0.16, 0.93]
    assert "Score: 0.930" in words_of(match)
    assert "the score" in words_of(match.xpath(".//tfoot")[0])


def test_a_sum_that_is_not_the_score_is_said(reading: dict[str, Any]) -> None:
    """A page that does not add up says so, instead of looking tidy."""
    reading["entities"][0]["screening"] = _screening("hit", [{**SHOIGU, "score": 0.95}])
    assert "differs from the score" in words_of(one_of(_tree(reading), "listing-1"))


def test_not_screened_does_not_look_like_clear(reading: dict[str, Any]) -> None:
    """Without an answer of the lists the party has another word, sign and class than a clear one, and a reason."""
    tree = _tree(reading)
    badge = one_of(tree, "party-2").xpath(".//span[contains(@class, 'badge')]")[0]
    assert (badge.get("class"), badge.get("data-sign"), words_of(badge)) == ("badge not_screened", "?", "Not screened")
    assert "aliases are not known" in words_of(one_of(tree, "why-2").getparent())


def test_a_person_nobody_screened_is_not_screened(reading: dict[str, Any]) -> None:
    """A person without a screening never passes as clear; a place stands among those not put to the lists."""
    reading["entities"][0]["screening"] = None
    tree = _tree(reading)
    assert one_of(tree, "party-1").xpath(".//span[@class='badge not_screened']")
    assert one_of(tree, "party-5").tag == "li"


def test_a_match_that_is_not_taken_for_the_party_marks_nothing(reading: dict[str, Any]) -> None:
    """A candidate the reading does not link to is shown with the reason, but not as the party's listing."""
    reading["entities"][0] |= {"link": None, "not_linked": "The office is another one."}
    tree = _tree(reading)
    assert "v-hit" not in one_of(tree, "mention-1").get("class", "")
    assert "no listing taken: see why" in words_of(one_of(tree, "party-1"))
    assert "The office is another one." in words_of(one_of(tree, "listing-1"))


def test_a_denial_and_what_it_denies_point_at_each_other(reading: dict[str, Any]) -> None:
    """The denied claim names the denial, the denial the claim."""
    tree = _tree(reading)
    assert one_of(tree, "claim-3").xpath(".//td[@data-label='About']/a/@href") == ["#claim-2"]
    assert one_of(tree, "claim-2").xpath(".//td[@data-label='About']/a/@href") == ["#claim-3"]


def test_sentences_of_the_report_itself_are_no_underlined_claims(reading: dict[str, Any]) -> None:
    """Only what somebody says is underlined and stands in the claims table."""
    reading["claims"][0]["speaker"] = {"text": "", "name": "Penulis Contoh", "entity": None, "reporter": True}
    tree = _tree(reading)
    assert one_of(tree, "claim-1").tag == "li"
    assert words_of(one_of(tree, "claim-1-text")) == "latihan rutin"
    assert not one_of(tree, "claim-1-text").get("class")


def test_a_finding_says_what_it_rests_on_and_how_sure_the_paragraph_is(reading: dict[str, Any]) -> None:
    """Outcome, paragraph, confidence, facts, questions, exemptions, duties, and that nobody has established the act."""
    check = words_of(one_of(_tree(reading), "check-1"))
    for words in (
        "Prohibited",
        "alleged, according to Kyrylo Budanov, denied by Kremlin",
        "S/RES/1874 (2009), OP9 (confidence: high)",
        "direction = from dprk",
        "Is any party listed by the UN",
        "From which deliveries was the total made?",
        "Committee exemption To be answered: Did it agree?",
        "Inspect cargo: S/RES/2270 (2016), OP18 (confidence: medium)",
        "Nobody has determined what the goods are for.",
        "in force since 12 June 2009",
    ):
        assert words in check


def test_the_first_screen_answers_who_is_listed_what_is_told_and_what_is_unknown(reading: dict[str, Any]) -> None:
    """The listing with its id, nobody's silence taken for clearance, the act as alleged with who says and denies it, its paragraph, open ends."""
    tree = _tree(reading)
    first = tree.xpath("//main/section")[0]
    assert first.get("id") == "summary"
    listed, unknown = (words_of(part) for part in first.xpath("./div[@class='answers']/div"))
    assert "Hit Sergei Shoigu SHOIGU, Sergei Kuzhugetovich us-ofac-sdn-35173 · RUSSIA-EO14024" in listed
    assert "Not screened × 1: Kyrylo Budanov. This is no clearance" in listed
    assert "us-ofac-sdn 12 Sep 2023 (incomplete)" in listed
    assert "Is any party listed by the UN" in unknown
    [act] = [words_of(row) for row in first.xpath("./table/tbody/tr")]
    assert (
        act.index("transfer of arms") < act.index("alleged") < act.index("denied by Kremlin") < act.index("Prohibited")
    )
    assert act.endswith("S/RES/1874 (2009), OP9")
    assert "If it happens as described" in words_of(first.xpath("./table/thead")[0])
    assert "Kremlin: pasokan itu C3 (denies C2: Pyongyang memasok" in words_of(first)


def test_silence_of_the_lists_is_never_told_as_nobody_listed(reading: dict[str, Any]) -> None:
    """Where nobody is linked but somebody is not screened, the first words are that the lists give no answer."""
    reading["entities"][0]["screening"] = None
    listed = words_of(one_of(_tree(reading), "summary").xpath("./div[@class='answers']/div")[0])
    assert "for those below the lists give no answer" in listed
    assert "Nobody named is taken" not in listed
    for entity in reading["entities"]:
        entity["screening"] = _screening("clear", []) | {"why": []} if entity["type"] == "PER" else None
        entity["link"] = None
    assert "Nobody named is taken" in words_of(one_of(_tree(reading), "summary"))


def test_acts_told_alike_stand_in_one_row_and_are_answered_once(reading: dict[str, Any]) -> None:
    """A report that repeats an act fills no pages: one row with both events, the second answer points at the first and names the paragraph."""
    reading["events"].append(reading["events"][0] | {"id": "v2"})
    reading["findings"].append(deepcopy(reading["findings"][0]) | {"event": "v2", "date": "2023-08-02"})
    tree = _tree(reading)
    [row] = one_of(tree, "summary").xpath("./table/tbody/tr")
    assert {"#event-1", "#event-2"} <= set(row.xpath(".//@href"))
    second = words_of(one_of(tree, "check-2"))
    assert "The regime answers as for act 1: Arms from the DPRK, S/RES/1874 (2009), OP9" in second
    assert "2 August 2023" in second
    assert "Inspect cargo" not in second


def test_no_act_is_told_as_a_fact_where_it_is_not_asserted(reading: dict[str, Any]) -> None:
    """Headings, rows and both pictures say how the act stands before they say what it is."""
    for modality in ("alleged", "denied", "planned", "possible"):
        reading["events"][0]["modality"] = reading["findings"][0]["modality"] = modality
        tree = _tree(reading)
        assert words_of(one_of(tree, "check-1").xpath("./h3")[0]).startswith(f"1. {modality} transfer of arms")
        pictures = [
            words_of(picture) for key in ("timeline", "network") for picture in one_of(tree, key).xpath("./svg")
        ]
        assert len(pictures) == 4
        assert all(f"E1 {modality}" in picture for picture in pictures)
        assert {words_of(e) for e in tree.xpath("//*[contains(@class, 'stands')]")} == {modality}


def test_a_date_says_its_kind_how_it_was_anchored_and_what_it_doubts(reading: dict[str, Any]) -> None:
    """In the table, in the language of the page; the mark in the text leads there, and a doubt is an open question."""
    reading["dates"][0] |= {
        "kind": "at", "clock": "16:22", "offset": "+07:00", "how": "Told with its year.", "doubt": "Jumat does not fit: 2023-09-15 is a Thursday.",
    }  # fmt: skip
    reading["dates"][1] |= {"kind": "since", "approximate": True, "how": "No year is told: the nearest to publication, 2023-09-15. From then to publication."}  # fmt: skip
    tree = _tree(reading)
    first, second = (" ".join(map(words_of, one_of(tree, f"when-{n}"))) for n in (1, 2))
    assert "15 September 2023, 16:22 UTC+07:00 a day or period Told with its year.Doubt: Jumat does not fit" in first
    assert "since a time, inexact No year is told" in second
    assert one_of(tree, "date-1").get("href") == "#when-1"
    assert "The date contradicts itself: Jumat, 15 September 2023" in words_of(one_of(tree, "open"))
    told = words_of(one_of(_tree(reading, "id"), "when-1"))
    assert "Keraguan: Jumat tidak cocok: 2023-09-15 adalah hari Kamis." in told
    assert "sejak suatu waktu, tidak tepat Tahunnya tidak disebut" in " ".join(
        map(words_of, one_of(_tree(reading, "id"), "when-2"))
    )


@pytest.mark.parametrize("key", ["article", "timeline", "network"])
def test_highlights_and_pictures_have_a_key_of_what_occurs(reading: dict[str, Any], key: str) -> None:
    """Each mark of the key has a word, and a sign or a line of its own beside its colour; what does not occur is not in it."""
    legend = one_of(_tree(reading), key).xpath(".//ul[@class='legend']")[0]
    assert legend.get("aria-label")
    words = [words_of(item) for item in legend.xpath("./li")]
    assert all(words)
    expected = {
        "article": {"person", "date", "goods", "Hit", "denies", "alleges"}, "timeline": {"alleged", "date"}, "network": {"alleged", "× denies", "■ Hit"},
    }  # fmt: skip
    assert expected[key] <= set(words)
    assert not {"planned", "organisation", "warns", "Clear"} & set(words)


def test_a_long_span_is_cut_where_the_days_of_the_acts_end(reading: dict[str, Any]) -> None:
    """Two years of war do not press a week of meetings into a line; the arrow says that the bar goes on."""
    reading["dates"].append({**_span("latihan"), "text": "18 bulan", "from": "2022-03-15", "to": "2023-09-15"})
    picture = one_of(_tree(reading), "timeline").xpath("./svg[contains(@class, 'wide')]")[0]
    bars = {words_of(bar).rpartition(":")[0]: float(bar.get("width", "0")) for bar in picture.xpath(".//rect")}
    assert bars["E1 alleged: transfer of arms"] > 0.4 * bars["18 bulan"]
    assert "←" in words_of(picture)


def test_the_timeline_draws_events_and_dates_as_intervals(reading: dict[str, Any]) -> None:
    """A month is longer than a day, an alleged event looks other than a date, and the table says the same."""
    picture = _tree(reading).xpath("//svg[contains(@class, 'wide')]")[0]
    bars = {words_of(bar).rpartition(":")[0]: bar for bar in picture.xpath(".//rect")}
    assert set(bars) == {"E1 alleged: transfer of arms", "Agustus", "Jumat, 15 September 2023"}
    assert float(bars["Agustus"].get("width", "0")) > 10 * float(bars["Jumat, 15 September 2023"].get("width", "0"))
    assert bars["E1 alleged: transfer of arms"].get("class") == "bar event alleged"


def test_a_date_far_from_the_day_of_publication_does_not_press_the_picture(reading: dict[str, Any]) -> None:
    """A year of birth in the text stands in a line below the picture, and the bars of the weeks stay wide."""
    reading["dates"].append({**_span("latihan"), "text": "1950", "from": "1950-01-01", "to": "1950-12-31"})
    section = one_of(_tree(reading), "timeline")
    assert "Too far from the day of publication for the picture: 1950 (1 January 1950)" in words_of(section)
    assert not [bar for bar in section.xpath(".//rect") if words_of(bar).startswith("1950")]


def test_every_bar_lies_within_its_picture(reading: dict[str, Any]) -> None:
    """Wide or narrow, and for intervals that go on outside of the axis, nothing is drawn past the edge."""
    reading["dates"].append({**_span("latihan"), "text": "sejak 1990", "from": "1990-01-01", "to": "2099-12-31"})
    for picture in one_of(_tree(reading), "timeline").xpath(".//svg"):
        width = float(picture.get("viewbox", "0 0 0 0").split()[2])
        assert width > 0
        for bar in picture.xpath(".//rect"):
            assert 0 <= float(bar.get("x", "-1")) <= float(bar.get("x", "0")) + float(bar.get("width", "0")) <= width


def test_numbers_and_days_are_written_as_the_language_writes_them(reading: dict[str, Any]) -> None:
    """Indonesian has a decimal comma and its own months, so that 0.930 is not read as a thousand."""
    tree = _tree(reading, "id")
    assert "0,930" in words_of(one_of(tree, "party-1"))
    assert "1 Agustus 2023" in words_of(one_of(tree, "event-1"))


ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "</style><script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "-->",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_from_an_article_becomes_part_of_the_page(reading: dict[str, Any], attack: str) -> None:
    """Put everywhere an article's words can go, an attack stays words."""
    tree, harmless = _tree(_poisoned(reading, attack)), _tree(_poisoned(reading, "kata"))
    for page in (tree, harmless):  # a longer name takes more lines in a box of the network, and nothing but lines
        lines = page.xpath("//svg[contains(@class, 'network')]//text[starts-with(@class, 'label')]")
        assert lines
        assert not [child for line in lines for child in line]
        for line in lines:
            line.getparent().remove(line)
    assert [(e.tag, sorted(e.keys())) for e in tree.iter()] == [(e.tag, sorted(e.keys())) for e in harmless.iter()]
    assert all(href.startswith("#") for href in tree.xpath("//@href"))
    assert attack in words_of(tree.xpath("//div[@class='article']")[0])
    assert attack in words_of(tree.xpath("//h1")[0])


def test_characters_that_hide_or_reorder_text_are_shown(reading: dict[str, Any]) -> None:
    """A right-to-left override, a zero-width space and a lone surrogate become visible marks."""
    page = render_dossier(_poisoned(reading, "\u202egnp.exe\u200b\ud800\x00"))
    assert "⟦U+202E⟧gnp.exe⟦U+200B⟧⟦U+D800⟧⟦U+0000⟧" in page
    assert not set("\u202e\u200b\x00\ud800") & set(page)


def test_the_page_is_written_where_it_is_asked_for(reading: dict[str, Any], tmp_path: Path) -> None:
    """The folder is made, the file is UTF-8, the path comes back."""
    path = tmp_path / "berkas" / "dossier.html"
    assert write_dossier(_poisoned(reading, "Пхеньян \ud800"), path, language="id") == path
    assert "Пхеньян" in path.read_text(encoding="utf-8")


def test_a_bare_reading_makes_a_page_too() -> None:
    """A text in which nothing was found gives a page that says so, and no clearance."""
    tree = _tree({"text": "Hujan turun di Bogor."})
    assert words_of(tree.xpath("//div[@class='article']")[0]) == "Hujan turun di Bogor."
    assert "The article names nobody to put to a list, so none was read." in words_of(one_of(tree, "lists"))


def test_an_unknown_language_is_refused(reading: dict[str, Any]) -> None:
    """The message names the language and those there are."""
    with pytest.raises(SettingError, match=r"no texts in 'fr' \(languages: en, id\)"):
        render_dossier(reading, language="fr")


def test_the_languages_have_the_same_texts() -> None:
    """No key is missing in either language, none is empty, and none says nothing but its key in both."""
    texts = _texts()
    keys = {language: {(s, k) for s, part in sections.items() for k in part} for language, sections in texts.items()}
    assert keys["en"] == keys["id"]
    assert all(text.strip() for sections in texts.values() for part in sections.values() for text in part.values())


def test_every_text_is_used_by_the_templates() -> None:
    """A word of the interface that no template can show is dead weight."""
    templates = "".join(
        f.read_text(encoding="utf-8")
        for f in files("sanksi.faces").joinpath("templates").iterdir()
        if f.name.endswith(".html")
    )
    looked_up = {"type", "mark", "zone", "verdict", "verdict_note", "list_state", "stance", "modality", "outcome", "evidence",
                 "comparison", "confidence", "event", "role", "answer", "page", "outcome_note", "binds", "bound", "restriction", "change", "follows"}  # fmt: skip
    fixed = {(s, k) for s, part in _texts()["en"].items() if s not in looked_up for k in part}
    assert {(s, k) for s, k in fixed if f"t.{s}.{k}" not in templates and f"t.{s}[" not in templates} == set()


def test_colours_have_enough_contrast_in_both_schemes() -> None:
    """Text on every ground it can stand on has a contrast of 4.5 or more (WCAG 2.2, 1.4.3), light and dark."""
    style = files("sanksi.faces").joinpath("templates/page.css").read_text(encoding="utf-8")
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    )
    pairs = [("ink", g) for g in ("paper", "ground", "per", "org", "loc", "date", "goods", "none-tint")]
    pairs += [("soft", g) for g in ("paper", "ground", "per", "org", "loc", "date", "goods", "none-tint")]
    pairs += [
        ("bad", "bad-tint"),
        ("warn", "warn-tint"),
        ("none", "none-tint"),
        ("fine", "fine-tint"),
        ("bad", "paper"),
    ]
    pairs += [("link", "paper"), ("link", "ground"), ("none", "paper")]
    pairs += [("paper", bar) for bar in ("bad", "warn", "fine", "bar", "bar-date")]  # signs on the bars of a regime
    for colours in (light, light | dark):
        low = {
            p: round(_contrast(colours[p[0]], colours[p[1]]), 2)
            for p in pairs
            if _contrast(colours[p[0]], colours[p[1]]) < 4.5
        }
        assert low == {}


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4) for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _texts() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(files("sanksi.faces").joinpath("templates/texts.toml").read_text(encoding="utf-8"))


def _poisoned(reading: dict[str, Any], attack: str) -> dict[str, Any]:
    """The reading with the attack appended to its text and put into everything that comes from an article or a list."""
    shape = deepcopy(reading)
    start = len(TEXT) + 1
    shape["text"] = f"{TEXT}\n{attack}"
    span = {"start": start, "end": start + len(attack)}
    shape["article"] |= dict.fromkeys(
        ("title", "publisher", "author", "editor", "source", "language", "published_at"), attack
    )
    shape["article"]["zones"].append({"zone": attack, **span})
    shape["mentions"].append({**span, "text": attack, "type": attack, "entity": attack})
    entity = {
        "id": attack,
        "name": attack,
        "type": attack,
        "offices": [attack],
        "countries": [attack],
        "not_linked": attack,
    }
    match = {**SHOIGU, "caption": attack, "entity_id": attack, "lists": [attack], "programs": [attack]}
    match["evidence"] = [
        {**_evidence(attack, 0.5), "sentence": attack, "party_value": attack, "entity_value": attack, "outcome": attack}
    ]
    shape["entities"].append({**entity, "screening": {**_screening("potential", [match]), "why": [attack]}})
    speaker = {"text": attack, "name": attack, "entity": attack, "reporter": False}
    shape["claims"].append(
        {"id": attack, **span, "cue": attack, "stance": attack, "quote": True, "about": [attack], "speaker": speaker}
    )
    role = {"role": attack, "text": attack, "entity": None}
    shape["events"].append(
        {
            **shape["events"][0],
            "id": "v9",
            **span,
            "type": attack,
            "label": attack,
            "modality": attack,
            "participants": [role],
        }
    )
    shape["dates"].append({**span, "text": attack, "from": attack, "to": attack})
    shape["goods"].append({**span, "text": attack, "categories": [attack]})
    shape["leads"].append({**span, "text": attack})
    check = shape["findings"][0]
    check |= {
        "label": attack,
        "according_to": attack,
        "caveats": [attack],
        "regimes": [attack],
        "facts": {attack: attack},
        "missing": [attack],
    }
    check["findings"][0] |= {"title": attack, "citation": attack, "measure": attack, "missing": [attack]}
    return shape


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Russian; not read in this language: events, goods"),
        ("id", "Rusia; tidak dibaca dalam bahasa ini: peristiwa, barang"),
    ],
)
def test_the_page_tells_the_language_and_what_was_not_read(reading: dict[str, Any], language: str, told: str) -> None:
    """In the words of the page."""
    reading["article"]["language"] = "ru"
    reading |= {"not_read": ["events", "goods"], "events": [], "findings": []}
    tree = _tree(reading, language)
    assert told in [dd.text_content() for dd in tree.xpath("//dl[@class='facts']//dd")]
    words = told.partition("; ")[2].partition(":")[0]
    assert words in tree.xpath("string(//section[@id='network'])")
    assert words not in tree.xpath("string(//section[@id='findings'])")
