"""One element of the list, whatever format it came in: its attributes by the names of schema 1.1, each taken once."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from sanksi.lists.draft import Draft


@dataclass(slots=True)
class Record:
    """An element with its attributes, remark and children; `audit` tells what nobody took.

    Attributes:
        tag: as in schema 1.1: `sanctionEntity`, `nameAlias`, `birthdate`, ...
        values: attribute to text; empty ones are left out.
        remark: all its remarks, one after the other.
        children: elements in it.
    """

    tag: str
    values: dict[str, str] = field(default_factory=dict)
    remark: str = ""
    children: list["Record"] = field(default_factory=list)

    def take(self, name: str) -> str:
        """The text of an attribute, white space folded; empty when it is not there."""
        return " ".join(self.values.pop(name, "").split())

    def take_flag(self, name: str) -> bool:
        """Whether an attribute says yes; a word that is neither yes nor no stays for the audit."""
        word = self.values.get(name, "").strip().casefold()
        if word in _FLAGS:
            del self.values[name]
        return _FLAGS.get(word, False)

    def take_remark(self) -> str:
        """The remark, white space folded."""
        text, self.remark = " ".join(self.remark.split()), ""
        return text

    def take_children(self, tag: str) -> list["Record"]:
        """The children of that name."""
        found = [child for child in self.children if child.tag == tag]
        self.children = [child for child in self.children if child.tag != tag]
        return found

    def audit(self, draft: Draft, where: str = "") -> None:
        """Every attribute, remark and child with content that was neither taken nor ignored by name becomes an Issue."""
        path = f"{where}/{self.tag}".strip("/")
        ignored = draft.spec.ignored
        for name, text in (*((f"@{key}", text) for key, text in self.values.items()), ("remark", self.remark)):
            if text and name not in ignored and f"{path}/{name}" not in ignored and (folded := " ".join(text.split())):
                draft.issue(f"{path}/{name}", folded, "field not read")
        for child in self.children:
            child.audit(draft, path)


_FLAGS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entity of the file, not yet read.

    Attributes:
        own_id: its logicalId.
        reference: its EU reference number, or empty.
        raw: all that its record depends on.
        load: gives the record.
    """

    own_id: str
    reference: str
    raw: object
    load: Callable[[], Record]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A file of the list, opened.

    Attributes:
        on: the day it states, in Brussels.
        published_at: instant in UTC, or empty when it states a day only.
        entries: its entities in the order of the file.
    """

    on: date
    published_at: str
    entries: Iterable[Entry]


def iter_words(text: str) -> Iterator[str]:
    """The words of a text in lower case without punctuation around them, to compare remarks."""
    for word in text.casefold().split():
        if bare := word.strip(".,;:()[]'\"‘’“”"):
            yield bare


def fold_remark(text: str) -> str:
    """A remark in one spelling: "(Low quality a.k.a.)" and "low quality a.k.a" are the same."""
    return " ".join(iter_words(text))
