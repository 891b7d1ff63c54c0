"""Stage 3: listed entities in memory-mapped arrays, found by name and identifier.

Takes entities of the ledger; gives candidate rows for a party, best first, and the entity of a row. Promises: an index is whole or refused,
a build never harms the index in use, and every entity is found by each of its own names and identifiers.
"""

from sanksi.index.build import build_index
from sanksi.index.search import Found, Index, open_index

__all__ = ["Found", "Index", "build_index", "open_index"]
