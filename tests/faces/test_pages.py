"""The decision on a deal and the page of a regime: self-contained, true to what they show, and deaf to hostile words."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from judged import one_of, words_of
from sanksi.faces.cli import main
from sanksi.faces.pages import render_decision, render_regime
from sanksi.faces.pages.sentences import say
from sanksi.faces.pages.texts import require_texts
from sanksi.programs import Consequence
from sanksi.regime import DISCLAIMER, PRECEDENCE, Regime, check, facts_of_deal, list_regimes, load_regime

ON = date(2023, 9, 13)
LANGUAGES = ("en", "id")
DEALS: dict[str, dict[str, Any]] = {
    "prohibited": {"from_": "KP", "to": "RU", "goods": ["ammunition"]},
    "committee_approval": {"from_": "KP", "to": "CN", "goods": ["textiles"], "party__designated": False,
                           "party__designated_or_linked": False, "generates_programme_revenue": False, "purpose": ["commercial"]},
    "facts_missing": {"from_": "CN", "to": "KP", "goods": ["gadget"]},
    "allowed_with_conditions": {"from_": "KP", "to": "RU", "goods": ["ammunition"], "committee__general_exemption_granted": True},
    "outside": {"from_": "CN", "to": "KP", "activity": ["visit"], "party__designated": False, "party__designated_individual": False},
}  # fmt: skip


def _check(outcome: str) -> dict[str, Any]:
    """The check of a deal that has that outcome."""
    answer = check(facts_of_deal(**DEALS[outcome]), on=ON, regimes=("un-dprk",))
    assert answer.outcome == outcome
    return answer.to_dict()


def _decision(shape: Mapping[str, Any], language: str = "en") -> html.HtmlElement:
    return html.document_fromstring(render_decision(shape, language=language))


def _regime(regime: str | Regime, language: str = "en", on: date = ON) -> html.HtmlElement:
    loaded = load_regime(regime) if isinstance(regime, str) else regime
    return html.document_fromstring(render_regime(loaded, on=on, language=language))


PAGES = [(kind, language) for kind in ("decision", *list_regimes()) for language in LANGUAGES]


def _page(kind: str, language: str) -> html.HtmlElement:
    return _decision(_check("facts_missing"), language) if kind == "decision" else _regime(kind, language)


@pytest.mark.parametrize(("kind", "language"), PAGES)
def test_a_page_loads_nothing_and_its_policy_allows_this_style_alone(kind: str, language: str) -> None:
    """No script, no source, no style attribute; the hash of the policy is that of the style."""
    tree = _page(kind, language)
    assert not tree.xpath("//script | //link | //img | //iframe | //object | //form | //@src | //@srcset | //@style")
    style = tree.xpath("string(//style)")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in style


@pytest.mark.parametrize(("kind", "language"), PAGES)
def test_every_id_is_given_once_and_every_link_leads_somewhere(kind: str, language: str) -> None:
    """Links stay within the page, but those to an instrument of the regime, which tell nobody where they come from."""
    tree = _page(kind, language)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    inside = {a.get("href", "")[1:] for a in tree.xpath("//a[starts-with(@href, '#')]")}
    assert inside | set(tree.xpath("//@aria-labelledby")) <= set(ids)
    outside = tree.xpath("//a[not(starts-with(@href, '#'))]")
    addresses = set() if kind == "decision" else set(load_regime(kind).instruments.values())
    assert {a.get("href") for a in outside} == addresses
    assert all(a.get("rel") == "noreferrer" for a in outside)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("outcome", PRECEDENCE)
def test_the_outcome_is_a_word_a_sign_and_a_sentence(outcome: str, language: str) -> None:
    """Each outcome has its own of all three, and a page that lacks facts never says that something is allowed."""
    texts = require_texts(language)
    section = one_of(_decision(_check(outcome), language), "outcome")
    (badge,) = section.xpath(".//p[@class='verdict-word']/span")
    assert words_of(badge) == texts["outcome"][outcome]
    assert outcome in badge.get("class", "").split()
    assert texts["outcome_note"][outcome] in words_of(section)
    signs = {o: one_of(_decision(_check(o)), "outcome").xpath("string(.//p[@class='verdict-word']/span/@data-sign)") for o in PRECEDENCE}  # fmt: skip
    assert len(set(signs.values())) == len(PRECEDENCE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_not_known_never_looks_like_clear(language: str) -> None:
    """Missing facts are hatched and dashed like a party that was not screened, and the page says that no list was asked."""
    tree = _decision(_check("facts_missing"), language)
    style = tree.xpath("string(//style)")
    rule = re.search(r"\.not_screened, \.facts_missing \{(.*?)\}", style)
    assert rule is not None
    assert "repeating-linear-gradient" in rule[1]
    assert "dashed" in rule[1]
    assert require_texts(language)["decision"]["no_lists"] in words_of(tree.xpath("//header")[0])
    assert not tree.xpath("//*[contains(concat(' ', @class, ' '), ' clear ')]")


def test_what_is_left_open_is_pointed_at_where_nothing_is_asked() -> None:
    """A deal outside of every measure, with catch-alls that need the finding of a State, is not told that nothing could change that."""
    shape = _check("outside")
    assert not shape["missing"]
    assert "determination." in " ".join(shape["caveats"])
    links = one_of(_decision(shape), "questions").xpath(".//a/@href")
    assert links == ["#caveats"]


def test_the_deal_stands_there_in_words_with_its_three_dates() -> None:
    """Every fact of the check has its question and its answer; territories have names; the dates are those of the check."""
    shape = _check("prohibited") | {"rules_as_of": "2022-01-31", "lists_as_of": "2023-09-01"}
    tree = _decision(shape)
    rows = {words_of(row[2]): (words_of(row[0]), words_of(row[1])) for row in one_of(tree, "deal").xpath(".//tbody/tr")}
    assert set(rows) == set(shape["facts"])
    assert rows["deal.from"] == ("Which territory gives: sells, sends, teaches, pays?", "North Korea (KP)")
    assert rows["goods.category"][1] == "ammunition"
    assert rows["actor.is_dprk"][1] == "yes"
    dates = [words_of(d) for d in tree.xpath("//header//dd")]
    assert dates == ["13 September 2023", "31 January 2022", "1 September 2023"]


def test_a_finding_shows_paragraph_confidence_days_facts_and_questions() -> None:
    """Everything that a finding of the check has is on the page, the confidences as words."""
    shape = _check("facts_missing")
    blocks = one_of(_decision(shape), "findings").xpath("./div[contains(@class, 'finding')]")
    assert len(blocks) == len(shape["findings"]) > 3
    for block, finding in zip(blocks, shape["findings"], strict=True):
        told = words_of(block)
        texts = require_texts("en")["confidence"]
        assert finding["citation"] in told
        assert finding["measure"] in told
        assert f"paragraph {texts[finding['confidence']]}, rule {texts[finding['substance_confidence']]}" in told
        assert all(item["fact"] in told for item in finding["because"])
        assert all(fact in told for fact in finding["missing"])
        assert "in force since" in told


def test_questions_keep_their_order_and_exemptions_stand_once_with_what_they_need() -> None:
    """Fewest first as in the check; each exemption has who decides, its conditions and its open questions."""
    shape = _check("facts_missing")
    tree = _decision(shape)
    asked = [words_of(item.xpath("span[contains(@class, 'id')]")[0]) for item in one_of(tree, "questions").xpath(".//ol/li")]  # fmt: skip
    assert asked == shape["missing"]
    exemptions = {x["id"]: x for f in shape["findings"] for x in f["exemptions"]}
    assert len(one_of(tree, "exemptions").xpath("./ul/li")) == len(exemptions)
    for id_, exemption in exemptions.items():
        told = words_of(one_of(tree, f"exemption-{id_}"))
        assert all(need["ask"] in told for need in exemption["needs"])
        assert exemption["conditions"] in told
        assert exemption["who"] in told


def test_duties_calls_caveats_and_regimes_stand_on_the_page() -> None:
    """What stands beside the outcome in the check stands beside it here, with the edition of each regime."""
    shape = check(facts_of_deal(from_="KP", to="RU", goods=["ammunition"]), on=ON, regimes=None).to_dict()
    shape["calls"] = [{**shape["duties"][0], "title": "Be watchful", "outcome": "vigilance"}]  # type: ignore[index]  # lists
    tree = _decision(shape)
    assert "Inspect cargo" in words_of(one_of(tree, "duties"))
    assert "Be watchful" in words_of(one_of(tree, "calls"))
    assert "un-libya was not asked" in words_of(one_of(tree, "caveats"))
    edition = load_regime("un-dprk").edition
    assert [words_of(td) for td in one_of(tree, "regimes").xpath(".//tbody/tr/*")] == [
        *("un-dprk", edition, "every UN member State", "it binds you")
    ]
    assert DISCLAIMER.partition(";")[0] in words_of(tree.xpath("//footer")[0])


ATTACKS = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "</style><b>", "{{ 7 * 7 }}", "-->"]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_screened_parties_stand_with_verdict_listing_and_what_is_asked(language: str) -> None:
    """A listed party with what its listing carries; one that nobody screened says so and never looks clear; names stay words."""
    texts = require_texts(language)
    known = Consequence(
        program="DPRK",
        restrictions=("asset_freeze",),
        authority="S/RES/1718 (2006)",
        state="in_force",
        confidence="high",
    )
    ended = Consequence(program="MALI", restrictions=("travel_ban",), state="ended", in_force_to=date(2023, 8, 31))
    parties = [
        {"party": {"caption": "<b>Korea Mining</b>"}, "verdict": "hit", "why": [], "matches": [
            {"caption": "KOREA MINING", "entity_id": "un-sc-690735", "score": 1.0, "follows": [c.to_dict() for c in (known, ended, Consequence(program="X"))]}]},
        {"party": {"caption": "Nobody"}, "verdict": "not_screened", "why": ["no list is held"], "matches": [], "ask": "Is it listed?"},
    ]  # fmt: skip
    section = one_of(_decision(_check("prohibited") | {"parties": parties}, language), "parties")
    words = words_of(section)
    assert f"<b>Korea Mining</b> {texts['verdict']['hit']}" in words
    assert "KOREA MINING un-sc-690735" in words
    assert "DPRK: asset freeze (S/RES/1718 (2006);" in words
    assert "MALI: ended 2023-08-31 · travel ban" in words
    assert f"X: {texts['decision']['carries_unknown']}" in words
    assert texts["verdict"]["not_screened"] in words
    assert texts["verdict"]["clear"] not in words
    assert words.endswith("no list is heldIs it listed?")


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_facts_stay_words(attack: str) -> None:
    """Put into every text of a check, an attack changes no element of the page."""
    tree, harmless = _decision(_poisoned(attack)), _decision(_poisoned("kata"))
    assert [(e.tag, sorted(e.keys())) for e in tree.iter()] == [(e.tag, sorted(e.keys())) for e in harmless.iter()]
    assert all(href.startswith("#") for href in tree.xpath("//@href"))
    assert attack in words_of(one_of(tree, "deal"))


def test_characters_that_hide_or_reorder_text_are_shown() -> None:
    """A right-to-left override, a zero-width space and a lone surrogate in a fact become visible marks."""
    page = render_decision(_poisoned("\u202egnp\u200b\ud800"))
    assert "⟦U+202E⟧gnp⟦U+200B⟧⟦U+D800⟧" in page
    assert not set("\u202e\u200b\ud800") & set(page)


def _poisoned(attack: str) -> dict[str, Any]:
    shape = deepcopy(_check("facts_missing"))
    shape["facts"] |= {"goods.unknown": [attack], "deal.from": attack, attack: attack, "quota.basis": attack}
    shape["missing"] = [attack]
    shape["caveats"] = shape["regimes"] = [attack]
    shape["binds"] = [{"regime": attack, "bound": attack, "binds": attack}]
    texts = (
        "measure",
        "title",
        "citation",
        "confidence",
        "substance_confidence",
        "scope",
        "if_applies",
        "in_force_from",
    )
    finding = shape["findings"][0] | dict.fromkeys(texts, attack)
    finding |= {"because": [{"fact": attack, "value": [attack]}], "missing": [attack]}
    needs = [{"fact": attack, "ask": attack}]
    finding["exemptions"] = [dict.fromkeys(("id", "title", "citation", "confidence", "who", "conditions"), attack) | {"needs": needs}]  # fmt: skip
    return shape | {"findings": [finding], "duties": [finding], "calls": [finding]}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", list_regimes())
def test_every_measure_is_on_the_page_of_its_regime(name: str, language: str) -> None:
    """With summary, each version's days and paragraph, confidences, what is unverified, exemptions and sources; each exemption once."""
    regime, texts = load_regime(name), require_texts(language)
    tree = _regime(name, language)
    for measure in regime.measures:
        told = words_of(one_of(tree, measure.id))
        rows = one_of(tree, measure.id).xpath(".//table/tbody/tr")
        assert len(rows) == len(measure.versions)
        for row, version in zip(rows, measure.versions, strict=True):
            assert version.citation in words_of(row)
            assert str(version.starts_on.year) in words_of(row[0])
        said = texts["confidence"]
        rule = f"{texts['finding']['rule']} {said[measure.substance_confidence]}"
        assert f"{texts['finding']['paragraph']} {said[measure.paragraph_confidence]}, {rule}" in told
        spoken = [say(text, language).text for text in (measure.title, measure.summary)]
        assert all(" ".join(part.split()) in told for part in (*spoken, *measure.unverified))
        assert all(key in told for key in measure.sources)
        for exemption in measure.exemptions:
            assert " ".join(say(exemption.conditions, language).text.split()) in words_of(
                one_of(tree, f"exemption-{exemption.id}")
            )
    assert {a.get("href", "")[1:] for a in one_of(tree, "contents").xpath(".//tbody//a")} == {
        m.id for m in regime.measures
    }
    assert all(day.isoformat()[:4] in words_of(one_of(tree, "instruments")) for day in regime.adopted.values())


@pytest.mark.parametrize("name", list_regimes())
def test_the_pictures_have_a_row_a_measure_a_bar_a_version_and_a_line_an_instrument(name: str) -> None:
    """Wide and narrow alike; nothing is drawn past the edge, bars of a row never overlap, names of instruments never touch."""
    regime = load_regime(name)
    pictures = one_of(_regime(name, on=date(2012, 5, 5)), "timeline").xpath(".//svg[contains(@class, 'picture')]")
    versions = sum(len(m.versions) for m in regime.measures)
    for form in ("wide", "narrow"):
        drawn = [p for p in pictures if form in p.get("class", "")]
        assert sum(len(p.xpath("./rect")) for p in drawn) == versions
        assert sum(len(p.xpath("./text[@class='row-name']")) for p in drawn) == len(regime.measures)
        for picture in drawn:
            width, height = map(float, picture.get("viewbox", "").split()[2:])
            assert len(picture.xpath("./path[@class='instrument']")) == len(regime.instruments)
            assert len(picture.xpath("./path[@class='day']")) == 1
            rows: dict[str, float] = {}
            for bar in sorted(picture.xpath("./rect"), key=lambda r: float(r.get("x", "-1"))):
                x, y = float(bar.get("x", "-1")), bar.get("y", "")
                assert 0 <= rows.get(y, 0) <= x + 2  # a version of a few days is drawn this wide
                rows[y] = x + float(bar.get("width", "0"))
                assert rows[y] <= width
                assert float(y) + 12 <= height
            names = [(float(n.get("y", "0")), float(n.get("x", "0"))) for n in picture.xpath("./text[@class='instrument-name']")]  # fmt: skip
            assert not [1 for a in names for b in names if a != b and a[0] == b[0] and abs(a[1] - b[1]) < 28]


def test_only_an_https_address_of_the_regime_becomes_a_link(tmp_path: Path) -> None:
    """Somebody's own measure file with a script for an address and markup in its texts gives words, no link and no element."""
    attack = "<img src=x onerror=alert(1)>"
    file = tmp_path / "own.yml"
    measure = {
        "id": "OWN-A01", "title": attack, "summary": attack, "outcome": "prohibited",
        "applies_when": [{"activity": {"any_in": ["supply"]}}],
        "versions": [{"from": "2020-01-01", "instrument": "Law 1", "paragraph": f"1; 2 {attack}"}],
        "provenance": {"substance": "low", "paragraph": "low", "sources": ["S"], "unverified": [attack]},
    }  # fmt: skip
    head = {"regime": "own", "title": attack, "authority": attack, "version": "2026-01-01", "law_as_of": "2026-01-01", "sources": {"S": attack},
            "instruments": {"Law 1": {"adopted": "2020-01-01", "url": "javascript:alert(1)"}}, "measures": [measure]}  # fmt: skip
    file.write_text(json.dumps(head), encoding="utf-8")
    tree = _regime(load_regime(file))
    assert not tree.xpath("//img")
    assert all(href.startswith("#") for href in tree.xpath("//@href"))
    assert f"Law 1, 1; 2 {attack}" in words_of(one_of(tree, "OWN-A01"))


def test_an_indonesian_page_has_the_measures_in_indonesian() -> None:
    """On an Indonesian page titles, summaries, scopes and conditions stand in Indonesian; what only English has is marked so."""
    tree = _regime("un-libya", "id")
    regime = load_regime("un-libya")
    shown = words_of(tree)
    for measure in regime.measures:
        for text in (measure.title, measure.summary, *(v.scope for v in measure.versions if v.scope)):
            assert " ".join(say(text, "id").text.split()) in shown
            assert f"{text} " not in shown
    assert [e for e in tree.xpath("//*[@lang='en']") if words_of(e) == regime.title]


def _run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main([str(a) for a in arguments])
    out, err = capsys.readouterr()
    assert isinstance(left.value.code, int)
    return left.value.code, out, err


def test_check_writes_the_decision_and_keeps_its_answer(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`--html` makes folder and page in the language asked for; the exit status and the JSON on stdout stay as they are."""
    target = tmp_path / "putusan" / "deal.html"
    arguments = ("check", "--from", "KP", "--to", "RU", "--goods", "amunisi", "--date", "2023-09-13", "--json")
    status, out, err = _run(capsys, *arguments, "--html", target, "--lang", "id")
    assert (status, err) == (10, f"decision: {target}\n")
    assert json.loads(out)["outcome"] == "prohibited"
    assert "Dilarang" in target.read_text(encoding="utf-8")
    assert _run(capsys, *arguments)[1] == out


def test_regime_lists_tells_and_writes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Without an id all regimes; with one the measures in force on the day, for people and as JSON; a page where asked for."""
    status, out, _ = _run(capsys, "regime", "--json")
    heads = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [(h["id"], h["measures"]) for h in heads] == [(n, len(load_regime(n).measures)) for n in list_regimes()]
    status, out, _ = _run(capsys, "regime", "un-dprk", "--on", "2009-06-11", "--json")
    before = {m["measure"]: m for m in json.loads(out)["in_force"]}
    after = {m["measure"]: m for m in json.loads(_run(capsys, "regime", "un-dprk", "--on", "2009-06-12", "--json")[1])["in_force"]}  # fmt: skip
    assert before["UN-DPRK-B01"]["citation"] != after["UN-DPRK-B01"]["citation"]
    assert before["UN-DPRK-B01"]["in_force_to"] == "2009-06-11"
    assert "UN-DPRK-B08" not in before
    assert "UN-DPRK-B08" in after
    target = tmp_path / "regime.html"
    status, out, _ = _run(capsys, "regime", "un-libya", "--on", "2012-05-05", "--html", target)
    assert status == 0
    assert "Arms to Libya" in out
    assert "not legal advice" in out
    assert "UN-LY-A01" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "status", "complaint"),
    [
        (("un-dprx",), 1, "no regime 'un-dprx' in the package (did you mean 'un-dprk'?)"),
        (("un-dprk", "--on", "2006-07-14"), 1, "no measure of 'un-dprk' was in force on 2006-07-14"),
        (("--html", "page.html"), 2, "a page is of one regime: give its ID"),
        (("absent.yml",), 1, "no measure file"),
    ],
)
def test_wrong_input_gets_one_clear_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], status: int, complaint: str
) -> None:
    """What is wrong is told on stderr, and nothing is written."""
    code, out, err = _run(capsys, "regime", *arguments)
    assert (code, out) == (status, "")
    assert err.startswith(f"sanksi: {complaint}")
