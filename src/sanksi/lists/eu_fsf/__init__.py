"""The `eu-fsf` list: consolidated list of persons, groups and entities under EU financial sanctions, in every format it was published in.

XML and CSV 1.1 of one edition give the same statements: both become the same records first, and only those are read.
Source: European Commission, FSD export schema `20171012-FULL-schema-1_1.xsd`; the attribute names are its own.
"""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from sanksi.errors import EditionError
from sanksi.lists.draft import Draft, ReadEdition
from sanksi.lists.eu_fsf.entity import read_entity
from sanksi.lists.eu_fsf.export_csv import read_csv
from sanksi.lists.eu_fsf.export_xml import read_export
from sanksi.lists.eu_fsf.record import Publication
from sanksi.lists.eu_fsf.whole_xml import read_whole
from sanksi.lists.files import SourceFile
from sanksi.lists.xml import parse_xml

READER = "eu-fsf/1"
FILES = "one"

NAMESPACE = "{http://eu.europa.ec/fpi/fsd/export}"


def read_list(files: Sequence[SourceFile], draft: Draft) -> ReadEdition:
    """Read one edition: XML 1.1, CSV 1.1 or 1.0, or the XML of before 2017.

    Raises:
        EditionError: not exactly one file, or a file of something else.
        ParseError: not well-formed, cut, or with a document type declaration.
    """
    if len(files) != 1:
        raise EditionError(
            f"{draft.spec.id}: {len(files)} files for one edition",
            hint="the EU list is one file; give its XML or its CSV, not both",
        )
    publication = _open(files[0])
    seen: Counter[str] = Counter()
    references: dict[str, str] = {}
    for entry in publication.entries:
        own_id, reference = entry.own_id, entry.reference
        seen[own_id] += 1
        # one id given to two references is two parties; the same reference again is the same party
        turn = 1 if references.setdefault(own_id, reference) == reference else seen[own_id]
        draft.read_entry(
            (turn, seen[own_id] > 1, entry.raw), partial(read_entity, entry, turn, seen[own_id] > 1, draft)
        )
    return draft.finish(on=publication.on, published_at=publication.published_at, entities_in_file=seen.total())


def _open(file: SourceFile) -> Publication:
    head = file.data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return read_csv(file)
    root = parse_xml(file)
    if root.tag == f"{NAMESPACE}export":
        return read_export(root, file.name)
    if root.tag == "WHOLE":
        return read_whole(root, file.name)
    raise EditionError(
        f"{file.name!r} is not an EU Financial Sanctions File: its root is {str(root.tag)!r}",
        hint="check the file and the list id",
    )
