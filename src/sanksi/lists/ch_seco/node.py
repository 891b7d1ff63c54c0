"""An element whose attributes and children are taken one by one, so that what nobody took can be told."""

from lxml import etree

from sanksi.lists.draft import Draft


def local_name(element: etree._Element) -> str:
    """The tag without its namespace."""
    return str(etree.QName(element).localname)


def fold(text: str | None) -> str:
    """The text with its white space folded; empty for None."""
    return " ".join((text or "").split())


class Node:
    """An element of the list.

    Args:
        element: the element.
        parent: path of the element it stands in; the path of an element is the locator of its issues and its key in `ignored`.
    """

    def __init__(self, element: etree._Element, parent: str) -> None:
        self.tag = local_name(element)
        self.path = f"{parent}/{self.tag}".strip("/")
        self._text = fold(element.text)
        self._attributes = {str(name): fold(str(value)) for name, value in element.attrib.items()}
        self._children: dict[str, list[etree._Element]] = {}
        self._stray = ""
        for child in element.iterchildren(etree.Element):
            self._children.setdefault(local_name(child), []).append(child)
            self._stray = fold(f"{self._stray} {child.tail or ''}")

    def take(self, name: str) -> str:
        """An attribute; empty when it is not there."""
        return self._attributes.pop(name, "")

    def peek(self, name: str) -> str:
        """An attribute that stays to be taken."""
        return self._attributes.get(name, "")

    def take_text(self) -> str:
        """The element's own text."""
        text, self._text = self._text, ""
        return text

    def children(self, tag: str) -> tuple["Node", ...]:
        """The children of that name, in the order of the file."""
        return tuple(Node(element, self.path) for element in self._children.pop(tag, ()))

    def take_texts(self, tag: str, draft: Draft) -> tuple[str, ...]:
        """The texts of the children of that name, empty ones left out."""
        texts = []
        for child in self.children(tag):
            texts.append(child.take_text())
            child.audit(draft)
        return tuple(text for text in texts if text)

    def take_child(self, tag: str, draft: Draft) -> str:
        """The text of the child of that name; several are joined."""
        return ", ".join(self.take_texts(tag, draft))

    def audit(self, draft: Draft) -> None:
        """Every attribute and text that was neither taken nor ignored by name becomes an issue."""
        ignored = draft.spec.ignored
        for name, value in self._attributes.items():
            if value and f"@{name}" not in ignored and f"{self.path}/@{name}" not in ignored:
                draft.issue(f"{self.path}/@{name}", value, "attribute not read")
        for text in (self._text, self._stray):
            if text:
                draft.issue(self.path, text, "text not read")
        for tag, elements in self._children.items():
            path = f"{self.path}/{tag}"
            if path in ignored:
                continue
            for element in elements:
                text = fold(" ".join(str(piece) for piece in element.itertext()))
                said = text or ", ".join(
                    f"{k!s}={v!s}" for e in element.iter(etree.Element) for k, v in e.attrib.items()
                )
                draft.issue(path, said, "element not read")
