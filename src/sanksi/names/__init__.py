"""Stage 0: names. Text in any script to tokens, how like two tokens and two names are, and many names searched at once.

Takes text; gives tokens, comparisons and scores. Promises: the compiled kernel gives what the readable reference (`tokens`, `compare`) gives.
Knows no lists and no entities, so that every stage above can use it.
"""

from sanksi.names.read import names_organization, read_organization, read_person, spell_person
from sanksi.names.text import fold_name, is_read, readings

__all__ = [
    "fold_name",
    "is_read",
    "names_organization",
    "read_organization",
    "read_person",
    "readings",
    "spell_person",
]
