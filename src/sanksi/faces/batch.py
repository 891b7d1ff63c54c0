"""A file of parties to a file of screenings: row by row, resumable, nothing left out in silence."""

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from sanksi.errors import QueryError, SanksiError
from sanksi.ledger import Entity, Party, clean_territory, nearest, properties_of, require_schema
from sanksi.screening import Screener

FORMATS = (".csv", ".jsonl")
OUTCOMES = ("hit", "potential", "not_screened", "clear", "unreadable")
_COLUMNS = ("row", "id", "name", "verdict", "entity_id", "caption", "score", "lists", "programs", "why")
_TERRITORIES = frozenset({"country", "nationality", "citizenship", "jurisdiction", "flag", "birthCountry"})


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchJob:
    """What to screen and how.

    Attributes:
        source: .csv (with a header) or .jsonl (an object a line: FollowTheMoney, or plain property names).
        target: .csv (a line a match, or one line for a party without) or .jsonl (a Screening a line, with `row`).
        mapping: `COLUMN=PROPERTY` texts; other columns count when they are named as a property, or `id`, `schema`.
        schema: of parties that do not state one.
        threshold: least score, or None for the default.
        as_of: the day, or None for today.
    """

    source: Path
    target: Path
    mapping: tuple[str, ...] = ()
    schema: str = "Thing"
    threshold: float | None = None
    as_of: date | None = None


def run_batch(job: BatchJob, screener: Screener, *, on_row: Callable[[], object] = lambda: None) -> dict[str, int]:
    """Screen every row; a row that cannot be read is answered as `unreadable` with the reason.

    The answers grow in `<target>.part`, which becomes the target at the end; a later run of the same job goes on after the last whole
    line of it. `on_row` is called after each row.

    Returns:
        Rows by outcome.

    Raises:
        QueryError: a format or mapping that cannot be used.
        OSError: a file cannot be read or written.
    """
    for path in (job.source, job.target):
        if path.suffix not in FORMATS:
            raise QueryError(f"{path.name!r} is neither .csv nor .jsonl", hint="give it one of these endings")
    require_schema(job.schema)
    columns = _read_mapping(job)
    part, mark = job.target.with_name(job.target.name + ".part"), job.target.with_name(job.target.name + ".job")
    stamp = sha256(job.source.read_bytes() + repr((job, screener.screen_day(job.as_of))).encode()).hexdigest()
    counts: Counter[str] = Counter(dict.fromkeys(OUTCOMES, 0))
    done = 0
    if part.exists() and mark.exists() and mark.read_text(encoding="ascii") == stamp:
        done = _resume(part, counts)
    else:
        part.unlink(missing_ok=True)
        mark.write_text(stamp, encoding="ascii")
    with part.open("a", encoding="utf-8", newline="") as out:
        for number, row in enumerate(_iter_rows(job.source), 1):
            if number <= done:
                on_row()
                continue
            answer = _answer(number, row, columns, job, screener)
            counts[str(answer["verdict"])] += 1
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")
            on_row()
    if job.target.suffix == ".csv":
        _to_csv(part, job.target)
        part.unlink()
    else:
        part.replace(job.target)
    mark.unlink(missing_ok=True)
    return dict(counts)


def _read_mapping(job: BatchJob) -> Mapping[str, str]:
    columns = {}
    known = properties_of(job.schema) | {"id", "schema"}
    for text in job.mapping:
        column, equals, prop = text.partition("=")
        if not equals or not column or prop not in known:
            raise QueryError(
                f"mapping {text!r} cannot be used", hint=nearest(prop, known) if equals else "write COLUMN=PROPERTY"
            )
        columns[column] = prop
    return columns


def _iter_rows(source: Path) -> Iterator[Mapping[str, Any] | str]:
    """Each row as a mapping, or as a sentence when it cannot be read."""
    with source.open(encoding="utf-8-sig", errors="strict", newline="") as stream:
        try:
            if source.suffix == ".csv":
                for record in csv.DictReader(stream):
                    yield "more cells than the header has" if None in record else record
                return
            for line in stream:
                try:
                    value = json.loads(line)
                except ValueError as error:
                    yield f"no JSON: {error}"
                    continue
                yield value if isinstance(value, dict) else "no JSON object"
        except UnicodeDecodeError as error:
            raise QueryError(f"{source.name!r} is not UTF-8: byte {error.start}", hint="save it as UTF-8") from error
        except csv.Error as error:
            raise QueryError(f"{source.name!r} is no CSV: {error}", hint="check the file") from error


def _party(row: Mapping[str, Any], columns: Mapping[str, str], job: BatchJob) -> Entity:
    schema = require_schema(str(row.get("schema") or job.schema))
    given = dict(row["properties"]) if isinstance(row.get("properties"), dict) else {}
    known = properties_of(schema)
    for column, value in row.items():
        prop = columns.get(column, column)
        if prop in known and value and column not in ("id", "schema"):
            given[prop] = value
    own_id = next((row[c] for c, p in columns.items() if p == "id" and c in row), row.get("id"))
    for prop in _TERRITORIES & set(given):
        values = [given[prop]] if isinstance(given[prop], str) else given[prop]
        given[prop] = [clean_territory(v) or v for v in values]
    return Party(schema=schema, id=str(own_id or ""), **given)


def _answer(
    number: int, row: Mapping[str, Any] | str, columns: Mapping[str, str], job: BatchJob, screener: Screener
) -> dict[str, Any]:
    if isinstance(row, str):
        return {"row": number, "verdict": "unreadable", "why": [row], "matches": []}
    try:
        party = _party(row, columns, job)
        return {"row": number, **screener.screen(party, as_of=job.as_of, threshold=job.threshold).to_dict()}
    except (SanksiError, TypeError, AttributeError) as error:
        return {"row": number, "verdict": "unreadable", "why": [str(error)], "matches": []}


def _resume(part: Path, counts: Counter[str]) -> int:
    """Count the whole answers of an earlier run, and cut what a kill left of the last one."""
    whole = done = 0
    with part.open("rb+") as stream:
        for line in stream:
            if not line.endswith(b"\n"):
                break
            counts[json.loads(line)["verdict"]] += 1
            whole += len(line)
            done += 1
        stream.truncate(whole)
    return done


def _to_csv(part: Path, target: Path) -> None:
    draft = target.with_name(target.name + ".new")
    with part.open(encoding="utf-8") as answers, draft.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, _COLUMNS)
        writer.writeheader()
        for line in answers:
            answer = json.loads(line)
            party = answer.get("party", {})
            shared = {
                "row": answer["row"],
                "id": party.get("id", ""),
                "name": party.get("caption", ""),
                "verdict": answer["verdict"],
                "why": "; ".join(answer["why"]),
            }
            for match in answer["matches"] or [{}]:
                cells = {
                    "entity_id": match.get("entity_id", ""),
                    "caption": match.get("caption", ""),
                    "score": match.get("score", ""),
                }
                cells |= {"lists": " ".join(match.get("lists", ())), "programs": "; ".join(match.get("programs", ()))}
                writer.writerow({k: _harmless(v) for k, v in (shared | cells).items()})
    draft.replace(target)


def _harmless(value: object) -> object:
    """A cell that a spreadsheet would take for a formula gets a quote before it."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value
