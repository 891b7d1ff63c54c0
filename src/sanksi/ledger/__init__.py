"""Stage 2: statements and entities, versioned in time; the vocabulary of every stage above.

Takes statements with the edition that carried them; gives entities as of a day. Promises: nothing that was seen is forgotten, every
read names its day, and the order of statements never changes a result.
"""

from sanksi.ledger.changes import Amended, Change, Diff
from sanksi.ledger.checks import Attempt, Receipt
from sanksi.ledger.identity import clean_reference
from sanksi.ledger.nexus import BOUND, NEXUS, Binds, bind, clean_nexus
from sanksi.ledger.periods import Period, SeenStatement
from sanksi.ledger.scripts import script_of
from sanksi.ledger.store import Ledger, open_ledger
from sanksi.ledger.tally import count_values
from sanksi.ledger.territories import clean_territory, name_territory
from sanksi.ledger.values import (
    MAX_RANGE_YEARS,
    Edition,
    Entity,
    HeldEdition,
    Issue,
    Loudness,
    Party,
    Statement,
    build_entity,
    interval_of,
    require_schema,
)
from sanksi.ledger.vocabulary import (
    LINK_ENDS,
    LISTING_PROPERTIES,
    NAME_PROPERTIES,
    PROPERTY_TYPES,
    SCHEMAS,
    ancestry,
    can_match,
    is_thing,
    nearest,
    properties_of,
)
from sanksi.names import fold_name

__all__ = [
    "BOUND",
    "LINK_ENDS",
    "LISTING_PROPERTIES",
    "MAX_RANGE_YEARS",
    "NAME_PROPERTIES",
    "NEXUS",
    "PROPERTY_TYPES",
    "SCHEMAS",
    "Amended",
    "Attempt",
    "Binds",
    "Change",
    "Diff",
    "Edition",
    "Entity",
    "HeldEdition",
    "Issue",
    "Ledger",
    "Loudness",
    "Party",
    "Period",
    "Receipt",
    "SeenStatement",
    "Statement",
    "ancestry",
    "bind",
    "build_entity",
    "can_match",
    "clean_nexus",
    "clean_reference",
    "clean_territory",
    "count_values",
    "fold_name",
    "interval_of",
    "is_thing",
    "name_territory",
    "nearest",
    "open_ledger",
    "properties_of",
    "require_schema",
    "script_of",
]
