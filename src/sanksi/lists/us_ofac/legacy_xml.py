"""OFAC's legacy XML (`sdnList`)."""

from lxml import etree

from sanksi.lists.draft import Draft, ReadEdition


def read(root: etree._Element, draft: Draft) -> ReadEdition:
    """Read one edition."""
    return draft.finish(on=None, entities_in_file=len(root))
