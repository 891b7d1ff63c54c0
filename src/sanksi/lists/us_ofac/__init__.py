"""OFAC's two lists, `us-ofac-sdn` and `us-ofac-cons`, in all their formats: legacy tables, legacy XML, ADVANCED and ENHANCED XML.

The content says which format it is: a root element `sdnList`, `Sanctions` or `sanctionsData`, else the four legacy tables in one of their
layouts. Entities are numbered by OFAC's unique id (`ent_num`, `uid`, `FixedRef`), which is the same in all formats.
"""

import re
from collections.abc import Callable, Sequence
from typing import Literal

from lxml import etree

from sanksi.errors import EditionError
from sanksi.lists.draft import Draft, ReadEdition
from sanksi.lists.files import SourceFile
from sanksi.lists.us_ofac import legacy
from sanksi.lists.xml import parse_xml

READER = "us-ofac/3"
FILES: Literal["one", "set"] = "set"

_LARGE = re.compile(rb"<(?:[\w.-]+:)?(Sanctions|sanctionsData)[\s>]")
_FORMATS = "sdnList (legacy), Sanctions (ADVANCED) or sanctionsData (ENHANCED)"


def read_list(files: Sequence[SourceFile], draft: Draft) -> ReadEdition:
    """Read one edition: one XML file, or one to four legacy tables.

    Raises:
        EditionError: a web page, another document, or XML beside other files.
        ParseError: broken XML or tables.
    """
    documents = [file for file in files if file.data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"]
    if not documents:
        return legacy.read_list(files, draft)
    if len(files) > 1:
        raise EditionError(
            f"{documents[0].name!r} is a whole edition, but {len(files)} files are given as one",
            hint="give each XML file as an edition of its own",
        )
    if (read_large := _find_large(documents[0])) is not None:
        return read_large(documents[0], draft)
    root = parse_xml(documents[0])
    return _find_format(root, documents[0].name)(root, draft)


def _find_large(file: SourceFile) -> Callable[[SourceFile, Draft], ReadEdition] | None:
    """The reader of a format whose whole list makes too large a tree; None for the others, and for an unusual encoding."""
    found = _LARGE.search(file.data[:4096])
    match found[1] if found else b"":
        case b"Sanctions":
            from sanksi.lists.us_ofac import advanced  # noqa: PLC0415

            return advanced.read_file
        case b"sanctionsData":
            from sanksi.lists.us_ofac import enhanced  # noqa: PLC0415

            return enhanced.read_file
    return None


def _find_format(root: etree._Element, name: str) -> Callable[[etree._Element, Draft], ReadEdition]:
    # imported when needed: a process that reads tables never loads the XML formats
    match etree.QName(root).localname:
        case "sdnList":
            from sanksi.lists.us_ofac import legacy_xml  # noqa: PLC0415

            return legacy_xml.read
        case "Sanctions":
            from sanksi.lists.us_ofac import advanced  # noqa: PLC0415

            return advanced.read
        case "sanctionsData":
            from sanksi.lists.us_ofac import enhanced  # noqa: PLC0415

            return enhanced.read
        case other:
            raise EditionError(
                f"{name!r} is no OFAC list: its root element is {other!r}", hint=f"OFAC's lists begin with {_FORMATS}"
            )
