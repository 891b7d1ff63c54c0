"""A reading as FollowTheMoney entities: the article, who is named, the listed entries, what happens, and how they hang together.

Takes the JSON shape Reading, gives one entity a line. Nothing that a source says becomes a fact of the graph: how it stands, who says it and
who denies it are in the summary of each event and in the role of each link. Ids are hashes of what they name, so that reading the same
article again gives the same ids.

Source of schemas and properties: model of followthemoney 4.11 (MIT, followthemoney.tech), read 2026-11-28. Those of parties stand in
`sanksi.ledger`; `DOCUMENT_PROPERTIES` has the properties of the schemas that no list uses.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

DOCUMENT_PROPERTIES: Mapping[str, frozenset[str]] = {
    "Article": frozenset({"title", "author", "publisher", "publishedAt", "language", "fileName"}),
    "Event": frozenset({"name", "summary", "description", "keywords", "startDate", "endDate", "location", "country", "involved", "proof"}),
    "Documentation": frozenset({"document", "entity", "role"}),
    "UnknownLink": frozenset({"subject", "object", "role", "startDate", "endDate", "proof"}),
    "Sanction": frozenset({"entity", "program", "authority", "summary"}),
}  # fmt: skip
LANGUAGES = {"id": "ind", "en": "eng", "ru": "rus", "ko": "kor"}
SCHEMAS = {"PER": "Person", "ORG": "Organization", "GOV": "PublicBody", "VESSEL": "Vessel"}
"""Kind of a party to its schema; places are locations of events and no entities."""

Ftm = dict[str, Any]
"""`{"id": ..., "schema": ..., "properties": {name: [value, ...]}}`."""


def write_ftm(reading: Mapping[str, Any], path: Path) -> Path:
    """Write the entities of a reading to `path` as JSON lines, making its folder where needed, and give the path back."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n" for entity in entities_of(reading))
    path.write_text("".join(lines), encoding="utf-8")
    return path


def entities_of(reading: Mapping[str, Any]) -> Iterator[Ftm]:
    """The entities of a reading, each id once, the article first.

    Args:
        reading: the JSON shape Reading, with `text`.
    """
    article = reading.get("article") or {}
    own = _id("article", reading["text"])
    yield _entity(
        own, "Article", title=article.get("title"), fileName=article.get("title") or own, author=article.get("author"),
        publisher=article.get("publisher"), publishedAt=_instant(article.get("published_at")),
        language=LANGUAGES.get(article.get("language", "")),
    )  # fmt: skip
    parties = {e["id"]: e for e in reading.get("entities") or () if e.get("type") in SCHEMAS}
    ids = {key: _id(own, SCHEMAS[e["type"]], e["name"]) for key, e in parties.items()}
    told: set[str] = set()
    for key, party in parties.items():
        for entity in _party(party, ids[key], own):
            if entity["id"] not in told:
                told.add(entity["id"])
                yield entity
    names = {e["id"]: e["name"] for e in reading.get("entities") or ()}
    for event in reading.get("events") or ():
        yield from _event(event, ids, names, reading["text"], own)


def _party(party: Mapping[str, Any], own: str, article: str) -> Iterator[Ftm]:
    schema = SCHEMAS[party["type"]]
    link, screening = party.get("link"), party.get("screening") or {}
    change = (party.get("change") or {}).get("sentence") if (party.get("change") or {}).get("entity_id") else None
    vessel = schema == "Vessel"
    yield _entity(
        own, schema, name=party["name"], weakAlias=[n for n in party.get("names") or () if n != party["name"]],
        country=None if vessel else party.get("countries"), flag=party.get("countries") if vessel else None,
        imoNumber=party.get("imo_numbers"), position=party.get("offices") if schema == "Person" else None, notes=change,
    )  # fmt: skip
    yield _entity(_id(article, own), "Documentation", document=article, entity=own, role="named in the article")
    if link is None:
        return
    yield _entity(link["entity_id"], link["schema"], name=link["caption"], topics="sanction")
    follows = next(
        (m.get("follows") for m in screening.get("matches") or () if m["entity_id"] == link["entity_id"]), ()
    )
    for c in follows or ():
        yield _entity(
            _id(link["entity_id"], "sanction", c["program"]), "Sanction", entity=link["entity_id"], program=c["program"],
            authority=c.get("authority"), summary=", ".join(c.get("restrictions") or ()).replace("_", " "),
        )  # fmt: skip
    role = f"screened as of {screening.get('as_of')}: {screening.get('verdict')}, score {link['score']:.3f}"
    yield _entity(
        _id(own, link["entity_id"]), "UnknownLink", subject=own, object=link["entity_id"], role=role, proof=article
    )


def _event(
    event: Mapping[str, Any], ids: Mapping[str, str], names: Mapping[str, str], text: str, article: str
) -> Iterator[Ftm]:
    roles: dict[str, str] = {}
    for p in event.get("participants") or ():
        if p.get("entity") in ids:
            roles.setdefault(ids[p["entity"]], str(p.get("role", "")))
    places = [
        names.get(p.get("entity"), p["text"]) for p in event.get("participants") or () if p.get("role") == "place"
    ]
    day = event.get("date") or {}
    stands = _stands(event)
    label = str(event.get("label") or event["type"])
    yield _entity(
        _id(article, event["id"], label), "Event", name=label, summary=f"{label}: {stands}",
        description=" ".join(text[event["start"] : event["end"]].split()), keywords=event["type"],
        startDate=day.get("from"), endDate=day.get("to"), location=places, proof=article, involved=list(roles),
        country=sorted({c for p in event.get("participants") or () for c in p.get("countries") or ()}),
    )  # fmt: skip
    for (left, as_left), (right, as_right) in combinations(roles.items(), 2):
        yield _entity(
            _id(article, event["id"], left, right), "UnknownLink", subject=left, object=right,
            role=f"{label} ({as_left}, {as_right}): {stands}", startDate=day.get("from"), endDate=day.get("to"), proof=article,
        )  # fmt: skip


def _stands(event: Mapping[str, Any]) -> str:
    """How an event stands, who says so and who denies it."""
    parts = [str(event.get("modality", ""))]
    if event.get("according_to"):
        parts.append(f"according to {event['according_to']}")
    if event.get("denied_by"):
        parts.append(f"denied by {' and '.join(event['denied_by'])}")
    return ", ".join(parts)


def _entity(own: str, schema: str, **properties: str | Sequence[str] | None) -> Ftm:
    told = {
        name: [given] if isinstance(given, str) else list(dict.fromkeys(given))
        for name, given in properties.items()
        if given
    }
    return {"id": own, "schema": schema, "properties": told}


def _instant(published: str | None) -> str | None:
    """An instant in UTC as the model has it; a day, or a time without zone, as it is."""
    if not published:
        return None
    at = datetime.fromisoformat(published)
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S") if at.tzinfo else published


def _id(*parts: str) -> str:
    return "sanksi-" + sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]
