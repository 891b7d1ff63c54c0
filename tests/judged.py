"""What tests of checks and of pages read off an answer, in one place."""

from typing import Any

from lxml import html

from sanksi.regime import Check


def require_told(scenario: dict[str, Any], answer: Check) -> None:
    """The outcome, the measures behind it, and what stands beside it are those of the scenario."""
    deciding = [f for f in answer.findings if f.outcome == answer.outcome]
    assert (answer.outcome, [f.measure for f in deciding]) == (scenario["outcome"], scenario["controlling"])
    assert {f.citation for f in deciding} >= set(scenario.get("cites", ()))
    assert {f.scope for f in deciding} >= set(scenario.get("scopes", ()))
    for beside in ("duties", "calls"):
        if beside in scenario:
            assert [f.measure for f in getattr(answer, beside)] == scenario[beside]
    for measure in scenario.get("caveats", ()):
        assert any(line.startswith(measure) for line in answer.caveats)
    if "missing" in scenario:
        assert list(answer.missing) == scenario["missing"]


def words_of(element: html.HtmlElement) -> str:
    """The text of an element, each run of white space one space."""
    return " ".join(element.text_content().split())


def one_of(tree: html.HtmlElement, element_id: str) -> html.HtmlElement:
    """The one element that has the id."""
    found = tree.xpath("//*[@id=$id]", id=element_id)
    assert len(found) == 1, element_id
    element: html.HtmlElement = found[0]
    return element
