"""XML from outside, read hardened; and an entry's fields, taken one by one so that what is left can be told."""

from collections.abc import Collection, Iterator
from io import BytesIO
from typing import NoReturn

from lxml import etree

from sanksi.errors import EditionError, ParseError
from sanksi.lists.draft import Draft
from sanksi.lists.files import SourceFile


def parse_xml(file: SourceFile) -> etree._Element:
    """The root of a document without entities, network or document type.

    Raises:
        ParseError: not well-formed (with the line), or with a document type declaration: lists have none, attacks do.
        EditionError: HTML or no XML at all.
    """
    _require_xml(file)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(file.data, parser)
    except etree.XMLSyntaxError as error:
        raise ParseError(
            f"{file.name!r} is not well-formed XML: {error.msg}", hint="a broken or cut download; download it again"
        ) from error
    _require_no_dtd(root, file.name)
    return root


def iter_xml(file: SourceFile, tags: Collection[str]) -> Iterator[etree._Element]:
    """The elements of these local names as they are read, then the root without them: a large document in little memory.

    Namespaces are dropped from the names. An element is emptied when the next one is asked for, and leaves the tree unless it is a child of
    the root; what stands beside the elements stays.

    Raises:
        ParseError: as `parse_xml`, but when the damage is reached: what was read before is of no edition.
        EditionError: as `parse_xml`.
    """
    _require_xml(file)
    events = etree.iterparse(
        BytesIO(file.data),
        events=("end",),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=True,
    )
    last: etree._Element | None = None
    try:
        for _, element in events:
            if last is not None and (parent := last.getparent()) is not None and parent.getparent() is not None:
                parent.remove(last)
            strip_namespaces(element)
            yield element
            element.clear()
            last = element
    except etree.XMLSyntaxError as error:
        raise ParseError(
            f"{file.name!r} is not well-formed XML: {error.msg}", hint="a broken or cut download; download it again"
        ) from error
    root: etree._Element = events.root
    _require_no_dtd(root, file.name)
    strip_namespaces(root)
    yield root


def strip_namespaces(root: etree._Element) -> None:
    """Drop the namespace from the name of each element: a publisher that changes it does not change the list."""
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname


def _require_xml(file: SourceFile) -> None:
    head = file.data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<head", b"<!doctype html", b"<body")):
        raise EditionError(
            f"{file.name!r} is a web page, not the list",
            hint="the server sent an error or maintenance page; download it again",
        )
    if head.startswith(b"%pdf"):
        raise EditionError(f"{file.name!r} is a PDF, not XML", hint="take the publisher's data file of the list")
    if not head.startswith((b"<", b"\xff\xfe<", b"\xfe\xff")):
        raise EditionError(f"{file.name!r} is not XML", hint="check the file and the list id")
    if b"<!doctype" in head or b"<!entity" in head:
        _refuse_dtd(file.name)


def _require_no_dtd(root: etree._Element, name: str) -> None:
    if root.getroottree().docinfo.internalDTD is not None:
        _refuse_dtd(name)


def _refuse_dtd(name: str) -> NoReturn:
    raise ParseError(
        f"{name!r} has a document type declaration", hint="refused: the list has none, and one can be an attack"
    )


class Fields:
    """The child elements of an entry; each is taken once, and `audit` tells what was left.

    Args:
        element: the entry.
    """

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self._left: dict[str, list[etree._Element]] = {}
        for child in element:
            self._left.setdefault(str(child.tag), []).append(child)

    def take(self, name: str) -> str:
        """The text of a field, white space folded; empty when it is not there. A repeated field stays for the audit."""
        found = self._left.get(name)
        if not found or len(found[0]):
            return ""
        text = found.pop(0).text
        if not found:
            del self._left[name]
        return " ".join((text or "").split())

    def take_values(self, name: str) -> tuple[str, ...]:
        """The texts of `<name><VALUE>…</VALUE>…</name>`, empty ones left out; a bare text counts as one value."""
        texts = []
        for element in self._left.pop(name, ()):
            texts += [child.text for child in element.iter("VALUE")] if len(element) else [element.text]
        return tuple(" ".join(text.split()) for text in texts if text and text.strip())

    def take_groups(self, name: str) -> Iterator["Fields"]:
        """The elements of that name, each as Fields of its own."""
        for element in self._left.pop(name, ()):
            yield Fields(element)

    def audit(self, draft: Draft, where: str) -> None:
        """Every field with content that was neither taken nor ignored by name becomes an Issue."""
        for name, elements in self._left.items():
            for element in elements:
                for leaf in element.iter(etree.Element):
                    inner = "" if leaf is element else f"/{leaf.tag}"
                    path = f"{where}/{name}{inner}".strip("/")
                    text = " ".join((leaf.text or "").split())
                    if text and path not in draft.spec.ignored and path.split("/")[0] not in draft.spec.ignored:
                        draft.issue(path, text, "field not read")
