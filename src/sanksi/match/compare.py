"""Compare a party with a listed entity: name first, then everything else is weighed for and against."""

from collections.abc import Iterator, Sequence

from sanksi.ledger import Entity, can_match
from sanksi.match.facts import Finding, compare_birth_dates, compare_genders, compare_identifiers, compare_territories
from sanksi.match.names import NameFit, fit_names, tell_names
from sanksi.match.values import Evidence, Match
from sanksi.names.compare import Common
from sanksi.names.weights import Weights, load_weights

FULL_NAME = 0.80
"""Least score by the name alone of a strong match: a full name, give or take a typo or a patronymic."""

TELLING = 0.5
"""Least sum of rarities of the shared tokens of a strong match: two of the commonest names are not enough."""


def compare(party: Entity, entity: Entity, *, weights: Weights | None = None, common: Common | None = None) -> Match:
    """Compare a party with a listed entity.

    Every comparison has a weight of evidence; they add up, and the sum stands for a score. What a comparison contributes is how far it moves
    the score. The same name counts fully unless something speaks against it. What only one side says counts nothing. Names that have too little in common are not compared, and then the score is 0 unless an
    identifier is in common.

    Args:
        party: what is screened.
        entity: what is listed.
        weights: defaults to the current file.
        common: how common a token is on the list, 0 to 255, as `Index.common`; without it only what is common everywhere counts.

    Returns:
        A Match whose evidence adds up to its score.
    """
    weights = weights or load_weights()
    fit = fit_names(party, entity, weights, common)
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
        listing=entity.listing,
        positions=entity.get("position"),
    )


def score_many(
    party: Entity, entities: Sequence[Entity], *, weights: Weights | None = None, common: Common | None = None
) -> list[float]:
    """The scores `compare` gives, in the order of the entities."""
    return [compare(party, entity, weights=weights, common=common).score for entity in entities]


def _moves(party: Entity, entity: Entity, fit: NameFit | None, weights: Weights) -> Iterator[tuple[float, Finding]]:
    """The score after each comparison."""
    identifier = compare_identifiers(party, entity, weights)
    score = 0.0
    if fit is not None:
        total = fit.fit.evidence
        same = bool(fit.fit.features["same"])
        score = 1.0 if same else weights.score(total)
        outcome, sentence = tell_names(fit, score)
        yield score, Finding("name", fit.party.spelled, fit.listed.spelled, outcome, total, sentence)
    elif identifier is not None and identifier.outcome == "agrees":
        total, same = weights.identifier["alone"], False
    else:
        return
    others = (
        compare(party, entity, weights) for compare in (compare_birth_dates, compare_territories, compare_genders)
    )
    for finding in (identifier, *others):
        if finding is not None:
            total += finding.weight
            same &= finding.weight >= 0
            score = 1.0 if same else weights.score(total)
            yield score, finding
    if not can_match(party.schema, entity.schema):
        sentence = f"A {party.schema} is no {entity.schema}."
        yield 0.0, Finding("schema", party.schema, entity.schema, "conflicts", 0.0, sentence)


def _is_strong(found: NameFit | None, evidence: Sequence[Evidence]) -> bool:
    outcomes = {e.comparison: e.outcome for e in evidence}
    if "schema" in outcomes:
        return False
    if outcomes.get("identifier") == "agrees":
        return True
    if "conflicts" in outcomes.values() or found is None or found.listed.is_weak:
        return False
    features = found.fit.features
    return features["shared"] >= 2 and evidence[0].contribution >= FULL_NAME and features["telling"] >= TELLING
