"""Measure files to values, strictly: what is unknown, impossible or contradictory is refused with its place."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from importlib.resources import files
from itertools import combinations, pairwise
from pathlib import Path
from typing import cast

from sanksi.errors import MeasureFileError
from sanksi.ledger import nearest
from sanksi.regime.conditions import AllOf, Condition, read_condition
from sanksi.regime.measures import (
    CONFIDENCES,
    LIFTED_OUTCOMES,
    MEASURE_OUTCOMES,
    Exemption,
    Measure,
    MeasureOutcome,
    Regime,
    Version,
)
from sanksi.regime.values import Outcome
from sanksi.regime.yamlfile import Node, open_yaml

MEASURES = Path(str(files("sanksi.regime").joinpath("measures")))
"""Folder of the regimes that ship with the package."""


def list_regimes() -> tuple[str, ...]:
    """Ids of the regimes that ship with the package."""
    return tuple(sorted(file.stem for file in MEASURES.glob("*.yml")))


def load_regime(source: str | Path) -> Regime:
    """A regime from its id or from a measure file; read once as long as the file does not change.

    Args:
        source: id of a packaged regime (`un-dprk`), or the path of a file.

    Raises:
        MeasureFileError: no such regime or file, or the file says something impossible, at a named key.
    """
    file = source if isinstance(source, Path) else MEASURES / f"{source}.yml"
    try:
        stat = file.stat()
    except OSError:
        if isinstance(source, Path):
            raise MeasureFileError(f"no measure file {str(source)!r}") from None
        raise MeasureFileError(f"no regime {source!r} in the package", hint=nearest(source, list_regimes())) from None
    return _load(file.resolve(), stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=32)
def _load(file: Path, _changed_at: int, _size_bytes: int) -> Regime:
    root = open_yaml(file).keys(
        required=(
            "regime",
            "title",
            "authority",
            "version",
            "law_as_of",
            "part",
            "sources",
            "instruments",
            "exemptions",
            "measures",
        ),
        optional=("concerns",),
    )
    if (id_node := root.at("regime")).text() != file.stem:
        id_node.fail(f"the regime's id is not the name of the file, {file.stem!r}")
    instruments = {symbol: _read_instrument(node) for symbol, node in root.at("instruments").items()}
    sources = {key: node.text() for key, node in root.at("sources").items()}
    adopted = {symbol: day for symbol, (day, _) in instruments.items()}
    exemptions = {id_: _read_exemption(id_, node, adopted) for id_, node in root.at("exemptions").items()}
    nodes = root.at("measures").parts() or root.at("measures").fail("no measures")
    measures = tuple(_read_measure(node, adopted, exemptions, sources) for node in nodes)
    _require_unique(nodes, measures)
    _require_used(root.at("exemptions"), exemptions, measures)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    return Regime(
        id=id_node.text(),
        title=root.at("title").text(),
        authority=root.at("authority").text(),
        edition=f"{root.at('version').day().isoformat()}+{digest}",
        law_as_of=root.at("law_as_of").day(),
        measures=measures,
        concerns=read_condition(c) if (c := root.get("concerns")) else None,
        not_encoded=_read_part(root.at("part"), measures),
        instruments={symbol: url for symbol, (_, url) in instruments.items()},
        sources=sources,
    )


def _read_instrument(node: Node) -> tuple[date, str]:
    node.keys(required=("adopted", "url"))
    return node.at("adopted").day(), node.at("url").text()


def _read_part(node: Node, measures: tuple[Measure, ...]) -> tuple[str, ...]:
    node.keys(required=("of", "not_encoded"))
    absent = node.at("not_encoded").texts()
    here = {m.id for m in measures}
    for part in node.at("not_encoded").parts():
        if part.value in here:
            part.fail("a measure that the file has is said to be absent")
    if len(set(absent)) + len(measures) != node.at("of").number():
        node.at("of").fail(f"{len(measures)} measures here and {len(set(absent))} absent do not add up")
    return absent


def _read_citation(node: Node, adopted: Mapping[str, date]) -> tuple[str, date]:
    symbol = node.at("instrument").word(adopted)
    return f"{symbol}, {node.at('paragraph').text()}", adopted[symbol]


def _read_days(node: Node, adopted: date) -> tuple[date | None, date | None]:
    starts = s.day() if (s := node.get("from")) else None
    ends = e.day() if (e := node.get("to")) else None
    if starts and ends and ends < starts:
        node.at("to").fail(f"ends before it starts on {starts.isoformat()}")
    if starts and starts < adopted:
        node.at("from").fail(f"starts before its instrument was adopted on {adopted.isoformat()}")
    return starts, ends


def _read_exemption(id_: str, node: Node, adopted: Mapping[str, date]) -> Exemption:
    node.keys(
        required=("title", "instrument", "paragraph", "conditions", "when", "outcome"),
        optional=("who", "general", "facts_first", "confidence", "also_cite", "from", "to"),
    )
    citation, since = _read_citation(node, adopted)
    starts, ends = _read_days(node, since)
    return Exemption(
        id=id_,
        title=node.at("title").text(),
        citation="; ".join((citation, *_texts(node, "also_cite"))),
        who=w.text() if (w := node.get("who")) else "",
        conditions=node.at("conditions").text(),
        when=read_condition(node.at("when")),
        outcome=cast("Outcome", node.at("outcome").word(LIFTED_OUTCOMES)),
        general=bool((g := node.get("general")) and g.flag()),
        facts_first=bool((f := node.get("facts_first")) and f.flag()),
        confidence=c.word(CONFIDENCES) if (c := node.get("confidence")) else None,
        starts_on=starts,
        ends_on=ends,
    )


def _read_measure(
    node: Node, adopted: Mapping[str, date], exemptions: Mapping[str, Exemption], sources: Mapping[str, str]
) -> Measure:
    node.keys(
        required=("id", "title", "summary", "outcome", "unknown_policy", "applies_when", "versions", "provenance"),
        optional=("exemptions", "also_cite", "notes"),
    )
    if notes := node.get("notes"):  # for readers of the file
        notes.text()
    base = read_condition(node.at("applies_when"))
    outcome = node.at("outcome").word(MEASURE_OUTCOMES)
    provenance = node.at("provenance").keys(required=("substance", "paragraph", "sources"), optional=("unverified",))
    named = n.words(exemptions) if (n := node.get("exemptions")) else ()
    return Measure(
        id=node.at("id").text(),
        title=node.at("title").text(),
        summary=node.at("summary").text(),
        versions=_read_versions(node.at("versions"), adopted, base, outcome),
        catch_all=node.at("unknown_policy").word(("missing", "caveat")) == "caveat",
        exemptions=_require_agreement(
            node, tuple(e for e in exemptions.values() if e.id in named or e.general)
        ),
        also_cite=_texts(node, "also_cite"),
        paragraph_confidence=provenance.at("paragraph").word(CONFIDENCES),
        substance_confidence=provenance.at("substance").word(CONFIDENCES),
        sources=provenance.at("sources").words(sources),
        unverified=_texts(provenance, "unverified"),
    )  # fmt: skip


def _read_versions(node: Node, adopted: Mapping[str, date], base: Condition, outcome: str) -> tuple[Version, ...]:
    versions = []
    for part in node.parts() or node.fail("no versions"):
        part.keys(required=("from", "instrument", "paragraph"), optional=("to", "scope", "outcome", "also_when"))
        citation, since = _read_citation(part, adopted)
        starts, ends = _read_days(part, since)
        versions.append(
            Version(
                starts_on=cast("date", starts),
                ends_on=ends,
                citation=citation,
                scope=s.text() if (s := part.get("scope")) else "",
                outcome=cast("MeasureOutcome", o.word(MEASURE_OUTCOMES) if (o := part.get("outcome")) else outcome),
                applies_when=AllOf(parts=(base, read_condition(also))) if (also := part.get("also_when")) else base,
            )
        )
    for number, (earlier, later) in enumerate(pairwise(versions), start=1):
        if earlier.ends_on is None or later.starts_on <= earlier.ends_on:
            end = earlier.ends_on.isoformat() if earlier.ends_on else "an open end"
            node.parts()[number].at("from").fail(f"overlaps the version before it, which lasts to {end}")
    return tuple(versions)


def _texts(node: Node, key: str) -> tuple[str, ...]:
    return found.texts() if (found := node.get(key)) else ()


def _require_agreement(node: Node, exemptions: tuple[Exemption, ...]) -> tuple[Exemption, ...]:
    for one, other in combinations(exemptions, 2):
        if one.when == other.when and one.outcome != other.outcome:
            node.at("exemptions").fail(f"exemptions {one.id!r} and {other.id!r} ask the same and answer differently")
    return exemptions


def _require_unique(nodes: tuple[Node, ...], measures: tuple[Measure, ...]) -> None:
    counts = Counter(m.id for m in measures)
    for node, measure in zip(nodes, measures, strict=True):
        if counts[measure.id] > 1:
            node.at("id").fail("two measures have one id")


def _require_used(node: Node, exemptions: Mapping[str, Exemption], measures: tuple[Measure, ...]) -> None:
    used = {e.id for m in measures for e in m.exemptions}
    for id_ in exemptions:
        if id_ not in used:
            node.at(id_).fail(f"no measure names the exemption {id_!r}")
