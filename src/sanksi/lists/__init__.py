"""Stage 1: official lists in; one module and one YAML per list.

Takes files, gives statements and issues of one edition, or a SourceError that says why the file is no edition. Promises: every field is
taken, ignored by name in the list's YAML, or an Issue; nothing from a file is believed before it is parsed.
"""

from sanksi.lists.draft import Draft, EntryMemory, ReadEdition, require_plausible
from sanksi.lists.files import SourceFile, StoredFile, open_files, read_files
from sanksi.lists.reader import find_reader, read_edition, split_editions
from sanksi.lists.spec import ListSpec, list_ids, load_spec, load_specs
from sanksi.lists.starter import packaged_starter

__all__ = [
    "Draft",
    "EntryMemory",
    "ListSpec",
    "ReadEdition",
    "SourceFile",
    "StoredFile",
    "find_reader",
    "list_ids",
    "load_spec",
    "load_specs",
    "open_files",
    "packaged_starter",
    "read_edition",
    "read_files",
    "require_plausible",
    "split_editions",
]
