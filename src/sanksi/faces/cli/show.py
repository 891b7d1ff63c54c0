"""`sanksi show`: one entity with the statements behind it."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import click

from sanksi.faces.cli.session import DONE, Day, Session, pass_session

if TYPE_CHECKING:
    from sanksi.ledger import Entity, Ledger, SeenStatement


@click.command("show")
@click.argument("entity_id", metavar="ENTITY")
@click.option("--as-of", type=Day(), help="The day to read the ledger for; today when left out.")
@click.option(
    "--history", is_flag=True, help="Every value seen up to that day, with the editions between which it was."
)
@click.option(
    "--nexus", multiple=True, help="What you are: us_person, eu_person, uk_person, swiss_person; tells what binds you."
)
@pass_session
def command(session: Session, *, entity_id: str, as_of: date | None, history: bool, nexus: tuple[str, ...]) -> int:
    """One entity with what its listing carries, the statements behind it, and when each was listed and seen.

    Example: sanksi show us-ofac-sdn-20157 --as-of 2023-09-14
    """
    from sanksi.errors import UnknownEntityError
    from sanksi.ledger import clean_nexus, open_ledger
    from sanksi.programs import follow

    ledger = open_ledger(session.folder)
    day = as_of or session.today()
    seen = ledger.history(entity_id, as_of=day)
    entity = None
    try:
        entity = ledger.require_entity(entity_id, as_of=day)
    except UnknownEntityError:
        if not (history and seen):
            raise
    if entity and not history:  # the id may have been replaced: what stands on the day is under the present one
        entity_id, seen = entity.id, ledger.history(entity.id, as_of=day)
    former, later = ledger.renumbered(entity_id, as_of=day)
    current = set(entity.statements) if entity else set()
    shown = [s for s in seen if history or (s.statement in current and _covers(s, day))]
    shape: dict[str, object] = entity.to_dict() if entity else {"id": entity_id}
    shape |= {
        "as_of": day.isoformat(),
        "listed": entity is not None,
        "periods": [p.to_dict() for p in ledger.periods(entity_id, as_of=day)],
        "former_ids": [_number(e, ledger, day) for e in former],
        "later_ids": [_number(e, ledger, day) for e in later],
        "same_as": [e for e in ledger.same_as(entity_id, as_of=day, ever=history) if e != entity_id],
        "relations": [_relation(r, entity_id, ledger, day) for r in ledger.relations_of(entity_id, as_of=day)],
        "statements": [_row(s) for s in shown],
    }
    consequences = (
        follow(entity.list_id, entity.listing, schema=entity.schema, on=day, nexus=clean_nexus(nexus or None))
        if entity
        else ()
    )
    shape["follows"] = [c.to_dict() for c in consequences]
    if session.as_json:
        session.answer(shape)
    else:
        _print(shape, entity, entity_id, [c.sentence() for c in consequences])
    return DONE


def _number(entity_id: str, ledger: "Ledger", day: date) -> dict[str, object]:
    """Another id that the list had the party under, with its periods."""
    return {"entity_id": entity_id, "periods": [p.to_dict() for p in ledger.periods(entity_id, as_of=day)]}


def _covers(seen: "SeenStatement", day: date) -> bool:
    return seen.seen_from <= day and (seen.seen_to is None or day < seen.seen_to)


def _row(seen: "SeenStatement") -> dict[str, object]:
    from sanksi.ledger import PROPERTY_TYPES, script_of

    s = seen.statement
    return {
        "property": s.prop,
        "schema": s.schema,
        "value": s.value,
        "until": s.until,
        "circa": s.circa,
        "original": s.original,
        "lang": s.lang,
        "script": script_of(s.value) if PROPERTY_TYPES.get(s.prop) == "name" else None,
        "locator": s.locator,
        "seen_from": seen.seen_from.isoformat(),
        "seen_to": seen.seen_to.isoformat() if seen.seen_to else None,
    }


def _relation(relation: "Entity", entity_id: str, ledger: "Ledger", day: date) -> dict[str, object]:
    """The relation with, for each other end, the name it has on the day."""
    from sanksi.errors import UnknownEntityError
    from sanksi.ledger import PROPERTY_TYPES

    others = []
    for prop, values in relation.properties.items():
        for value in values if PROPERTY_TYPES.get(prop) == "entity" else ():
            if value != entity_id:
                try:
                    caption = ledger.require_entity(value, as_of=day).caption
                except UnknownEntityError:
                    caption = "not listed on this day"
                others.append({"property": prop, "entity_id": value, "caption": caption})
    role = (*relation.get("role"), *relation.get("relationship"), *relation.get("publicKey"))
    return {"id": relation.id, "schema": relation.schema, "role": list(role), "others": others}


def _print(shape: dict[str, object], entity: "Entity | None", asked: str, follows: Sequence[str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    head = (
        f"{entity.caption}  ({entity.schema}, {entity.id})  as of {shape['as_of']}"
        if entity
        else f"{shape['id']}: not listed as of {shape['as_of']}"
    )
    console.print(Text(head, style="bold"))
    numbers = (
        *_dicts(shape["former_ids"]),
        {"entity_id": asked, "periods": shape["periods"]},
        *_dicts(shape["later_ids"]),
    )
    handed = _handed_over(numbers)
    for number in numbers:
        if len(numbers) > 1:
            console.print(Text(f"  as {number['entity_id']}:", style="" if number["entity_id"] == asked else "yellow"))
        for period in _dicts(number["periods"]):
            console.print(Text(f"  {'  ' if len(numbers) > 1 else ''}{_tell(period, handed)}"))
    for sentence in follows:
        console.print(Text(f"  follows  {sentence}"))
    if same := shape["same_as"]:
        console.print(Text(f"  the same party as {', '.join(map(str, same if isinstance(same, list) else []))}"))
    for relation in _dicts(shape["relations"]):
        others = ", ".join(f"{o['property']} {o['caption']} ({o['entity_id']})" for o in _dicts(relation["others"]))
        roles = relation["role"]
        role = ", ".join(map(str, roles if isinstance(roles, list) else []))
        console.print(Text(f"  {relation['schema']}: {role}  {others}".rstrip()))
    table = Table(box=None, pad_edge=False)
    for heading in ("property", "value", "as published", "field", "seen from", "to"):
        table.add_column(heading, overflow="fold")
    for row in _dicts(shape["statements"]):
        value = f"{'circa ' if row['circa'] else ''}{row['value']}{' to ' + str(row['until']) if row['until'] else ''}"
        cells = (row["property"], value, row["original"] or "", row["locator"], row["seen_from"], row["seen_to"] or "")
        table.add_row(*(Text(str(cell)) for cell in cells))
    console.print(table)


def _handed_over(numbers: Sequence[dict[str, object]]) -> set[object]:
    """The days on which one id of the party took over from another in the same edition."""
    ends = [{p["to"] for p in _dicts(number["periods"])} for number in numbers]
    begins = [{p["from"] for p in _dicts(number["periods"])} for number in numbers]
    return {day for old, new in pairwise(range(len(numbers))) for day in ends[old] & begins[new]}


def _tell(period: dict[str, object], handed: Collection[object]) -> str:
    """A period in words."""
    by = {"authority": " (the authority's date)", "edition": " (first edition without it)"}.get(str(period["by"]), "")
    if period["to"] in handed:
        by = " (goes on under its next id)"
    again = f"; listed again, the entry still gives {period['stated']}" if period["stated"] else ""
    if again and period["from"] in handed:
        again = f"; the entry gives {period['stated']}"
    begins = period["from"] or "a day that the list does not give"
    return f"{period['clock']} from {begins} to {period['to'] or 'now'}{by}{again}"


def _dicts(value: object) -> list[dict[str, object]]:
    return value if isinstance(value, list) else []
