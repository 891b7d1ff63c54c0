"""The `gb-fcdo` list: UK Sanctions List as XML or CSV, and the OFSI Consolidated List that it replaced in January 2026.

What the file holds decides how it is read, never its name. Ids are the list's own: the Unique ID (`gb-fcdo-AFG0001`), in the former list
the OFSI group id (`gb-fcdo-12703`), which the present one keeps as `recordId` of the listing.
"""

from collections.abc import Sequence

from sanksi.errors import EditionError
from sanksi.lists.draft import Draft, ReadEdition
from sanksi.lists.files import SourceFile
from sanksi.lists.gb_fcdo.native_xml import read_native_xml
from sanksi.lists.gb_fcdo.tables import read_table

READER = "gb-fcdo/1"
FILES = "one"

__all__ = ["FILES", "READER", "read_list"]


def read_list(files: Sequence[SourceFile], draft: Draft) -> ReadEdition:
    """Read one edition.

    Raises:
        EditionError: not exactly one file, or a file of something else.
        ParseError: a broken or cut file.
    """
    if len(files) != 1:
        raise EditionError(f"{draft.spec.id}: {len(files)} files for one edition", hint="the UK list is one file")
    head = files[0].data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"<", b"\xff\xfe<", b"\xfe\xff")):
        return read_native_xml(files[0], draft)
    return read_table(files[0], draft)
