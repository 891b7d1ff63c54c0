"""Stage 2: statements and entities, versioned in time; the vocabulary of every stage above.

Takes statements with the edition that carried them; gives entities as of a day. Promises: nothing that was seen is forgotten, every
read names its day, and the order of statements never changes a result.
"""

from sanksi.ledger.names import fold_name, tokenize_name
from sanksi.ledger.store import HeldEdition, Ledger, SeenStatement, open_ledger
from sanksi.ledger.territories import clean_territory, name_territory
from sanksi.ledger.values import Edition, Entity, Issue, Loudness, Party, Statement, build_entity, require_schema
from sanksi.ledger.vocabulary import (
    LISTING_PROPERTIES,
    NAME_PROPERTIES,
    PROPERTY_TYPES,
    SCHEMAS,
    ancestry,
    can_match,
    nearest,
    properties_of,
)

__all__ = [
    "LISTING_PROPERTIES",
    "NAME_PROPERTIES",
    "PROPERTY_TYPES",
    "SCHEMAS",
    "Edition",
    "Entity",
    "HeldEdition",
    "Issue",
    "Ledger",
    "Loudness",
    "Party",
    "SeenStatement",
    "Statement",
    "ancestry",
    "build_entity",
    "can_match",
    "clean_territory",
    "fold_name",
    "name_territory",
    "nearest",
    "open_ledger",
    "properties_of",
    "require_schema",
    "tokenize_name",
]
