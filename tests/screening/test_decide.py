"""The verdict: what was found counts, what was not looked at is said."""

import itertools
from typing import Literal

import pytest

from sanksi.match import Match
from sanksi.screening import ListState, decide

Kind = Literal["ok", "stale", "partial", "missing"]


def state(list_id: str, kind: Kind) -> ListState:
    """A list in some state."""
    return ListState(
        id=list_id,
        edition="2023-09-01",
        sha256="",
        received_at="",
        age_days=1,
        entities=947,
        state=kind,
        why="" if kind == "ok" else f"{list_id} is {kind}",
    )


def match(score: float, *, strong: bool) -> Match:
    """A match with a score."""
    return Match(
        entity_id="us-ofac-sdn-20157", caption="Jong Un KIM", schema="Person", score=score, canonical_id="us-ofac-sdn-20157", lists=("us-ofac-sdn",), programs=("DPRK3",), evidence=(),
        strong=strong,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("matches", "kinds", "verdict"),
    [
        ([], ["ok", "ok"], "clear"),
        ([], ["ok", "stale"], "not_screened"),
        ([], ["partial"], "not_screened"),
        ([], ["missing"], "not_screened"),
        ([], [], "not_screened"),
        ([match(0.97, strong=True)], ["ok"], "hit"),
        ([match(0.97, strong=True)], ["stale", "missing"], "hit"),
        ([match(0.97, strong=False)], ["ok"], "potential"),
        ([match(0.8, strong=True)], ["stale"], "potential"),
    ],
)
def test_the_verdict_by_precedence(matches: list[Match], kinds: list[Kind], verdict: str) -> None:
    """A match found on a stale list is told; nothing found on a stale, partial or missing list is never clear."""
    decided, why = decide(matches, [state(f"list-{n}", kind) for n, kind in enumerate(kinds)], hit=0.95)
    assert decided == verdict
    assert why


def test_clear_needs_every_list_to_be_ok() -> None:
    """Over all combinations of two lists' states, only ok and ok is clear, and every doubt is told."""
    kinds: tuple[Kind, ...] = ("ok", "stale", "partial", "missing")
    for left, right in itertools.product(kinds, kinds):
        decided, why = decide([], [state("un-sc", left), state("us-ofac-sdn", right)], hit=0.95)
        assert (decided == "clear") == (left == right == "ok")
        assert all(
            f"{name} is {kind}" in " ".join(why)
            for name, kind in (("un-sc", left), ("us-ofac-sdn", right))
            if kind != "ok"
        )
