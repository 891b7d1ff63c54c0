"""Measure files to values, strictly: what is unknown, impossible or contradictory is refused with its place."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import cast

from sanksi.errors import MeasureFileError
from sanksi.ledger import nearest
from sanksi.regime.conditions import AllOf, Condition, read_condition
from sanksi.regime.conflicts import require_agreement
from sanksi.regime.measures import (
    BOUND,
    CONFIDENCES,
    LIFTED_OUTCOMES,
    MEASURE_OUTCOMES,
    Exemption,
    Measure,
    MeasureOutcome,
    Period,
    Regime,
    Version,
)
from sanksi.regime.quota import caps_of
from sanksi.regime.values import Outcome
from sanksi.regime.vocabulary import load_facts
from sanksi.regime.yamlfile import Node, open_yaml

MEASURES = Path(str(files("sanksi.regime").joinpath("measures")))
"""Folder of the regimes that ship with the package."""


def list_regimes() -> tuple[str, ...]:
    """Ids of the regimes that ship with the package."""
    return tuple(sorted(file.stem for file in MEASURES.glob("*.yml")))


def load_regime(source: str | Path) -> Regime:
    """A regime from its id or from a measure file.

    A regime is one file, or a head file and, in the folder of the same name beside it, chapters `{exemptions: ..., measures: ...}`. A packaged
    one is read once, another as long as its files do not change.

    Args:
        source: id of a packaged regime (`un-dprk`), or the path of its (head) file.

    Raises:
        MeasureFileError: no such regime or file, or a file says something impossible, at a named key.
    """
    return _load_packaged(source) if isinstance(source, str) else _load_file(source)


@cache
def _load_packaged(name: str) -> Regime:
    if name not in list_regimes():
        raise MeasureFileError(f"no regime {name!r} in the package", hint=nearest(name, list_regimes()))
    return _load_file(MEASURES / f"{name}.yml")


def _load_file(file: Path) -> Regime:
    if not file.is_file():
        raise MeasureFileError(f"no measure file {str(file)!r}")
    chapters = sorted(file.with_suffix("").glob("*.yml"))
    return _load(tuple((f.resolve(), (stat := f.stat()).st_mtime_ns, stat.st_size) for f in (file, *chapters)))


@lru_cache(maxsize=32)
def _load(stamps: tuple[tuple[Path, int, int], ...]) -> Regime:
    head, *chapters = (open_yaml(file) for file, *_ in stamps)
    head.keys(
        required=("regime", "title", "authority", "version", "law_as_of", "sources", "instruments"),
        optional=("part", "concerns", "listed_under", "exemptions", "measures"),
    )
    parts = (head, *(chapter.keys(required=("measures",), optional=("exemptions",)) for chapter in chapters))
    if (id_node := head.at("regime")).text() != head.file.stem:
        id_node.fail(f"the regime's id is not the name of the file, {head.file.stem!r}")
    instruments = {symbol: _read_instrument(node) for symbol, node in head.at("instruments").items()}
    sources = {key: node.text() for key, node in head.at("sources").items()}
    adopted = {symbol: day for symbol, (day, _) in instruments.items()}
    exemption_nodes = _gather_exemptions(parts)
    exemptions = {id_: _read_exemption(id_, node, adopted) for id_, node in exemption_nodes.items()}
    nodes = [node for part in parts if (listed := part.get("measures")) for node in listed.parts()]
    if not nodes:
        (head.get("measures") or head).fail("no measures")
    measures = tuple(_read_measure(node, adopted, exemptions, sources) for node in nodes)
    _require_unique(nodes, measures)
    _require_used(exemption_nodes, measures)
    digest = hashlib.sha256(b"".join(file.read_bytes() for file, *_ in stamps)).hexdigest()[:12]
    return Regime(
        id=id_node.text(),
        title=head.at("title").text(),
        authority=head.at("authority").text(),
        edition=f"{head.at('version').day().isoformat()}+{digest}",
        law_as_of=head.at("law_as_of").day(),
        measures=measures,
        concerns=read_condition(c) if (c := head.get("concerns")) else None,
        listed_under=n.word(load_facts()["party.programs"].words) if (n := head.get("listed_under")) else "",
        not_encoded=_read_part(part, measures) if (part := head.get("part")) else (),
        instruments={symbol: url for symbol, (_, url) in instruments.items()},
        adopted=adopted,
        sources=sources,
    )


def _gather_exemptions(parts: Iterable[Node]) -> dict[str, Node]:
    nodes: dict[str, Node] = {}
    for part in parts:
        for id_, node in listed.items() if (listed := part.get("exemptions")) else ():
            if id_ in nodes:
                node.fail(f"two exemptions have the id {id_!r}")
            nodes[id_] = node
    return nodes


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
        required=("title", "conditions", "when", "outcome"),
        optional=(
            *("instrument", "paragraph", "also_cite", "who", "general", "facts_first", "confidence", "from", "to"),
            "period",
        ),
    )
    citation, since = _read_citation(node, adopted) if node.get("instrument") else ("", date.min)
    starts, ends = _read_days(node, since)
    when = read_condition(node.at("when"))
    if (period := node.get("period")) is not None and not caps_of(when):
        period.fail("a period without a cap: `when` asks for no total")
    return Exemption(
        id=id_,
        title=node.at("title").text(),
        citation="; ".join(c for c in (citation, *_texts(node, "also_cite")) if c),
        who=w.text() if (w := node.get("who")) else "",
        conditions=node.at("conditions").text(),
        when=when,
        outcome=cast("Outcome", node.at("outcome").word(LIFTED_OUTCOMES)),
        general=bool((g := node.get("general")) and g.flag()),
        facts_first=bool((f := node.get("facts_first")) and f.flag()),
        confidence=c.word(CONFIDENCES) if (c := node.get("confidence")) else None,
        starts_on=starts or (since if citation else None),
        ends_on=ends,
        period=_read_period(period) if period else None,
    )


def _read_period(node: Node) -> Period:
    node.keys(required=("of", "from", "months"), optional=("notices", "factor"))
    if (factor := node.get("factor")) is not None:
        factor.keys(required=("barrels", "tonnes", "source"))
    return Period(
        of=node.at("of").words(load_facts()["goods.category"].words),
        starts_on=node.at("from").day(),
        months=node.at("months").number(),
        notices=tuple(n.number() for n in notices.parts()) if (notices := node.get("notices")) else (),
        barrels_per_tonne=factor.at("barrels").number() / factor.at("tonnes").number() if factor else None,
        source=factor.at("source").text() if factor else "",
    )


def _read_measure(
    node: Node, adopted: Mapping[str, date], exemptions: Mapping[str, Exemption], sources: Mapping[str, str]
) -> Measure:
    node.keys(
        required=("id", "title", "summary", "outcome", "applies_when", "versions", "provenance"),
        optional=("binds", "unknown_policy", "exemptions", "also_cite", "notes"),
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
        binds=n.words(BOUND) if (n := node.get("binds")) else ("states",),
        versions=_read_versions(node.at("versions"), adopted, base, outcome),
        catch_all=bool((u := node.get("unknown_policy")) and u.word(("missing", "caveat")) == "caveat"),
        exemptions=require_agreement(node, tuple(e for e in exemptions.values() if e.id in named or e.general)),
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


def _require_unique(nodes: Sequence[Node], measures: tuple[Measure, ...]) -> None:
    counts = Counter(m.id for m in measures)
    for node, measure in zip(nodes, measures, strict=True):
        if counts[measure.id] > 1:
            node.at("id").fail("two measures have one id")


def _require_used(nodes: Mapping[str, Node], measures: tuple[Measure, ...]) -> None:
    used = {e.id for m in measures for e in m.exemptions}
    for id_, node in nodes.items():
        if id_ not in used:
            node.fail(f"no measure names the exemption {id_!r}")
