"""An entity's statements as one record: what the ledger stores, compares and gives back.

A record's bytes do not depend on the order of the statements; its digest is the same exactly when the statements are.
"""

import json
import zlib
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from sanksi.errors import LedgerError
from sanksi.ledger.values import Statement

_DICTIONARY = Path(__file__).with_name("record_words.txt").read_bytes()
"""What most records hold, so that short ones compress. Part of the ledger's format: the file changes only with a new FORMAT."""


def digest_of(statements: Iterable[Statement]) -> bytes:
    """16 bytes that are equal for equal sets of statements."""
    return blake2b(_canonical(statements), digest_size=16).digest()


def pack(statements: Iterable[Statement]) -> bytes:
    """The statements of one entity, compressed; list and entity id are left to the row that carries them."""
    squeeze = zlib.compressobj(level=9, zdict=_DICTIONARY)
    return squeeze.compress(_canonical(statements)) + squeeze.flush()


def unpack(content: bytes, *, list_id: str, entity_id: str) -> tuple[Statement, ...]:
    """The statements of a record.

    Raises:
        LedgerError: the record is damaged.
    """
    try:
        rows = json.loads(zlib.decompressobj(zdict=_DICTIONARY).decompress(content))
    except (zlib.error, ValueError) as error:
        raise LedgerError(
            f"the record of {entity_id!r} in the ledger is damaged: {error}",
            hint="add the editions again in another --home; the disk may be failing",
        ) from error
    return tuple(
        Statement(
            list_id=list_id, entity_id=entity_id, schema=schema, prop=prop, value=value, original=original, lang=lang,
            locator=locator, until=until, circa=bool(circa),
        )
        for schema, prop, value, original, lang, locator, until, circa in rows
    )  # fmt: skip


def _canonical(statements: Iterable[Statement]) -> bytes:
    rows = {
        (s.schema, s.prop, s.value, s.original or "", s.lang or "", s.locator, s.until or "", int(s.circa)): s
        for s in statements
    }
    shape = [
        (s.schema, s.prop, s.value, s.original, s.lang, s.locator, s.until, int(s.circa))
        for _, s in sorted(rows.items(), key=lambda item: item[0])
    ]
    return json.dumps(shape, ensure_ascii=True, separators=(",", ":")).encode("ascii")
