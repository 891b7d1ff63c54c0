"""The answers of a batch: a line of JSON for each row, and the CSV form of these lines."""

import csv
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sanksi.faces.batch.job import BatchJob
from sanksi.faces.batch.rows import Chunk, read_parties
from sanksi.ledger import Entity
from sanksi.screening import Question, Screener, Screening

_COLUMNS = ("row", "id", "name", "verdict", "entity_id", "caption", "score", "lists", "programs", "why")

_to_json = json.JSONEncoder(ensure_ascii=False).encode
_to_lines = json.JSONEncoder(ensure_ascii=False, separators=(",\n", ": ")).encode


class Answers(NamedTuple):
    """The answers to some rows.

    Attributes:
        lines: a JSON object a line, in UTF-8.
        outcomes: rows by outcome.
        problems: a sentence for each that could not be read, where somebody wants to hear of it.
    """

    lines: bytes
    outcomes: Mapping[str, int]
    problems: tuple[str, ...] = ()


class Asked(NamedTuple):
    """Rows that are being answered.

    Attributes:
        first: number of the first row.
        read: the party of each row, or why it cannot be read.
        question: about the parties.
    """

    first: int
    read: list[Entity | str]
    question: Question


def ask_chunk(chunk: Chunk, job: BatchJob, screener: Screener) -> Asked:
    """The question about the parties of the rows; it has to be searched before it is told."""
    read = read_parties(chunk, job)
    parties = [party for party in read if isinstance(party, Entity)]
    return Asked(chunk.first, read, screener.ask(parties, as_of=job.as_of, threshold=job.threshold))


def tell_answers(asked: Asked) -> Answers:
    """The lines of rows that were searched for; one that cannot be read, or gives nothing to match on, is `unreadable` with the reason."""
    parties = [party for party in asked.read if isinstance(party, Entity)]
    answered = zip(asked.question.answer(), _tell_parties(parties), strict=True)
    without = asked.question.without(Entity())
    alike = _tell_rest(without)
    outcomes: Counter[str] = Counter()
    lines: list[bytes] = []
    for number, party in enumerate(asked.read, asked.first):
        answer, told = next(answered) if isinstance(party, Entity) else (party, b"")
        if answer is None:
            outcomes[without.verdict] += 1
            lines += (b'{"row": %d, "party": ' % number, told, alike)
        elif isinstance(answer, Screening):
            outcomes[answer.verdict] += 1
            lines += (b'{"row": %d, "party": ' % number, told, _tell_rest(answer))
        else:
            outcomes["unreadable"] += 1
            shape = {"row": number, "verdict": "unreadable", "why": [str(answer)], "matches": []}
            lines += (_encode(_to_json(shape)), b"\n")
    return Answers(b"".join(lines), outcomes)


def answer_chunk(chunk: Chunk, job: BatchJob, screener: Screener) -> Answers:
    """Screen the parties of the rows, one step after the other."""
    asked = ask_chunk(chunk, job, screener)
    asked.question.search()
    return tell_answers(asked)


def _encode(text: str) -> bytes:
    """UTF-8; half a surrogate pair, which only JSON can write, stays written as JSON writes it."""
    return text.encode("utf-8", "backslashreplace")


def _tell_parties(parties: Sequence[Entity]) -> list[bytes]:
    r"""The JSON of each party, encoded together: an encoder for each would cost as much as the party.

    JSON writes a line's end in a text as ``\n``, so one that stands in it is a separator: between two parties, or within one.
    """
    if not parties:
        return []
    together = _encode(_to_lines([party.to_dict() for party in parties])[1:-1])
    return together.replace(b"},\n{", b"}\n{").replace(b",\n", b", ").split(b"\n")


def _tell_rest(screening: Screening) -> bytes:
    shape = screening.to_dict()
    del shape["party"]
    return _encode(f", {_to_json(shape)[1:]}\n")


def count_answers(part: Path, key: str) -> Counter[str]:
    """Rows by outcome, which stands under the key, of the whole answers of an earlier run, whose file is cut behind them."""
    outcomes: Counter[str] = Counter()
    whole = 0
    with part.open("rb+") as stream:
        for line in stream:
            if not line.endswith(b"\n"):
                break
            outcomes[json.loads(line)[key]] += 1
            whole += len(line)
        stream.truncate(whole)
    return outcomes


def write_csv(part: Path, target: Path) -> None:
    """Turn lines of answers into a CSV file: a line for each match, or one for a row without."""
    draft = target.with_name(target.name + ".new")
    with (
        part.open(encoding="utf-8") as answers,
        draft.open("w", encoding="utf-8", errors="backslashreplace", newline="") as out,
    ):
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
