"""Compare a party with a listed entity: name first, then everything else moves the score up or down."""

from collections.abc import Iterator, Sequence

from sanksi.ledger import Entity, can_match
from sanksi.match.facts import Finding, compare_birth_dates, compare_genders, compare_identifiers, compare_territories
from sanksi.match.names import NameFit, Rarity, fit_names
from sanksi.match.values import Evidence, Match, Outcome
from sanksi.match.weights import Weights, load_weights

FULL_NAME = 0.80
"""Least name score of a strong match: a full name, give or take a typo or a patronymic."""

TELLING = 0.8
"""Least sum of rarities of the shared tokens of a strong match: two of the commonest names are not enough."""


def compare(party: Entity, entity: Entity, *, weights: Weights | None = None, rarity: Rarity | None = None) -> Match:
    """Compare a party with a listed entity.

    The score starts with the likeness of the best pair of names. Then every comparison moves it: agreement adds its weight times score times
    headroom, an identifier in common its weight times headroom, a contradiction takes its weight times score. What only one side says
    counts nothing.

    Args:
        party: what is screened.
        entity: what is listed.
        weights: defaults to the current file.
        rarity: folded token to rarity in [0, 1], as `Index.rarity`; without it every token tells the same.

    Returns:
        A Match whose evidence adds up to its score, in the order of the weights file.
    """
    weights = weights or load_weights()
    fit = fit_names(party, entity, weights, rarity or _equally_rare)
    evidence: list[Evidence] = []
    score = 0.0
    for after, finding in _moves(party, entity, fit, weights):
        evidence.append(
            Evidence(
                comparison=finding.comparison,
                party_value=finding.party_value,
                entity_value=finding.entity_value,
                outcome=finding.outcome,
                contribution=after - score,
                sentence=finding.sentence,
            )
        )
        score = after
    return Match(
        entity_id=entity.id,
        caption=entity.caption,
        schema=entity.schema,
        score=score,
        canonical_id=entity.canonical_id or entity.id,
        lists=(entity.list_id,) if entity.list_id else (),
        programs=entity.listing.get("program", ()),
        evidence=tuple(evidence),
        strong=_is_strong(fit, evidence),
    )


def score_many(
    party: Entity, entities: Sequence[Entity], *, weights: Weights | None = None, rarity: Rarity | None = None
) -> list[float]:
    """The scores `compare` gives, without evidence, in the order of the entities."""
    weights = weights or load_weights()
    rarity = rarity or _equally_rare
    scores = []
    for entity in entities:
        score = 0.0
        for score, _ in _moves(party, entity, fit_names(party, entity, weights, rarity), weights):  # noqa: B007 - the last one counts
            pass
        scores.append(score)
    return scores


def _moves(party: Entity, entity: Entity, fit: NameFit | None, weights: Weights) -> Iterator[tuple[float, Finding]]:
    """The score after each comparison."""
    score = 0.0
    if fit is not None:
        score = fit.score
        yield score, _tell_name(fit)
    for compare_fact in (compare_identifiers, compare_birth_dates, compare_territories, compare_genders):
        finding = compare_fact(party, entity, weights)
        if finding is not None:
            headroom = (1.0 - score) * (1.0 if finding.decides else score)
            score = min(1.0, max(0.0, score + finding.up * headroom - finding.down * score))
            yield score, finding
    if not can_match(party.schema, entity.schema):
        lost = weights.schema["conflicts"]
        sentence = f"A {party.schema} is no {entity.schema}."
        yield score * (1.0 - lost), Finding("schema", party.schema, entity.schema, "conflicts", 0.0, lost, sentence)


def _tell_name(fit: NameFit) -> Finding:
    outcome: Outcome = "agrees" if fit.score >= 0.98 else "close" if fit.score >= 0.7 else "differs"
    sentence = {
        "agrees": f"The name is that of the listing: {fit.entity_name}.",
        "close": f"The name is close to the listed {fit.entity_name}.",
        "differs": f"The name has something in common with the listed {fit.entity_name}.",
    }[outcome]
    if fit.missing:
        sentence += f" Not in the listing: {', '.join(fit.missing)}."
    if fit.extra:
        sentence += f" Only in the listing: {', '.join(fit.extra)}."
    if fit.entity_prop == "weakAlias":
        sentence += " The listing calls it a weak alias."
    return Finding("name", fit.party_name, fit.entity_name, outcome, fit.score, 0.0, sentence)


def _is_strong(fit: NameFit | None, evidence: Sequence[Evidence]) -> bool:
    outcomes = {e.comparison: e.outcome for e in evidence}
    if "schema" in outcomes:
        return False
    if outcomes.get("identifier") == "agrees":
        return True
    if "conflicts" in outcomes.values() or fit is None or fit.entity_prop == "weakAlias":
        return False
    return fit.shared >= 2 and fit.score >= FULL_NAME and fit.telling >= TELLING


def _equally_rare(_: str) -> float:
    return 1.0
