"""YAML read strictly: every complaint names the file, the key path and the value.

`open_yaml` gives the root `Node`; a Node gives its parts as Nodes or as plain values of a stated kind, and refuses the rest.
"""

import re
import reprlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from sanksi.errors import MeasureFileError
from sanksi.ledger import nearest

MOST_BYTES = 1 << 20
"""Most bytes of a file that comes from anybody."""

DEEPEST = 20
"""Deepest nesting of such a file; a facts file needs four."""

_PLAIN_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One place in a file: the value there, and the way to it.

    Attributes:
        file: the file, for messages.
        path: keys and positions from the root ("measures[3].versions[0].from").
        value: whatever YAML gave.
        entry: ids and first days of the list entries on the way, for people ("UN-DPRK-B02, 2016-03-02").
    """

    file: Path
    path: str
    value: Any
    entry: str = ""

    def fail(self, what: str, *, hint: str = "") -> NoReturn:
        """Raise MeasureFileError about this place."""
        shown = show(self.value.isoformat() if isinstance(self.value, date) else self.value)
        which = f"{self.entry}: " if self.entry else ""
        raise MeasureFileError(f"{which}{what}: {shown} at {self.path or 'the top'} of {self.file.name}", hint=hint)

    def keys(self, *, required: Collection[str] = (), optional: Collection[str] = ()) -> "Node":
        """Require a mapping with exactly these keys, and give the Node back."""
        mapping = self._mapping()
        known = {*required, *optional}
        for key in mapping:
            if key not in known:
                replace(self, path=self._below(key), value=key).fail("unknown key", hint=nearest(str(key), known))
        for key in required:
            if key not in mapping:
                self.fail(f"missing key {key!r}")
        return self

    def get(self, key: str) -> "Node | None":
        """The Node under a key, or None when the key is absent or null."""
        value = self._mapping().get(key)
        return None if value is None else replace(self, path=self._below(key), value=value)

    def at(self, key: str) -> "Node":
        """The Node under a key that is required and not null."""
        return self.get(key) or self.fail(f"missing key {key!r}")

    def items(self) -> Iterator[tuple[str, "Node"]]:
        """Key and Node of every entry of a mapping whose keys are texts."""
        for key, value in self._mapping().items():
            node = replace(self, path=self._below(key), value=value)
            if not isinstance(key, str):
                replace(self, value=key).fail("a key must be text, written in quotes")
            yield key, node

    def parts(self) -> tuple["Node", ...]:
        """The Nodes of a list."""
        if not isinstance(self.value, list):
            self.fail("expected a list")
        return tuple(
            replace(self, path=f"{self.path}[{i}]", value=v, entry=self._entry(v)) for i, v in enumerate(self.value)
        )

    def text(self) -> str:
        """A text that is not empty."""
        if not isinstance(self.value, str) or not self.value.strip():
            self.fail("expected text")
        return self.value.strip()

    def word(self, known: Collection[str]) -> str:
        """One of the known words."""
        if not isinstance(self.value, str) or self.value not in known:
            self.fail("unknown word", hint=nearest(str(self.value), known))
        return self.value

    def texts(self) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(part.text() for part in self.parts())

    def words(self, known: Collection[str]) -> tuple[str, ...]:
        """A list of known words."""
        return tuple(part.word(known) for part in self.parts())

    def day(self) -> date:
        """A day that the calendar has, in quotes or without."""
        if isinstance(self.value, str):
            try:
                return date.fromisoformat(self.value)
            except ValueError:
                self.fail("no day of the calendar", hint="write it as YYYY-MM-DD")
        if not isinstance(self.value, date) or isinstance(self.value, datetime):
            self.fail("expected a day", hint="write it as YYYY-MM-DD")
        return self.value

    def number(self) -> int:
        """A whole number."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            self.fail("expected a whole number")
        return self.value

    def flag(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            self.fail("expected true or false")
        return self.value

    def _entry(self, value: object) -> str:
        named = [value[key] for key in ("id", "from") if key in value] if isinstance(value, dict) else []
        return ", ".join([*filter(None, [self.entry]), *(str(name) for name in named[:1])])

    def _mapping(self) -> dict[Any, Any]:
        if not isinstance(self.value, dict):
            self.fail("expected keys and values")
        return self.value

    def _below(self, key: object) -> str:
        return f"{self.path}.{key}" if self.path else str(key)


def show(value: object) -> str:
    """A value as it is written in Python, cut where it is long or deep."""
    shown = reprlib.repr(value if not isinstance(value, str) else value[:80])
    return shown if len(shown) <= 80 else shown[:77] + "..."


def open_yaml(file: Path, *, plain: bool = False) -> Node:
    """Read a YAML file through libyaml when present.

    Args:
        file: its path.
        plain: whether it comes from anybody: aliases, deep nesting and more than `MOST_BYTES` are refused.

    Raises:
        MeasureFileError: no such file, not YAML, an impossible day, or a key that stands twice.
    """
    import yaml  # noqa: PLC0415 - a query that asks no regime need not pay

    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1 if plain else -1)
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise MeasureFileError(f"cannot read {str(file)!r}: {reason}") from None
    if plain and len(content) > MOST_BYTES:
        raise MeasureFileError(f"{str(file)!r} is larger than {MOST_BYTES:,} bytes", hint="a deal takes a page")
    loader_type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if plain:
            _require_plain(yaml.parse(text, loader_type), file)
        loader = loader_type(text)
        try:
            root = loader.get_single_node()
            _require_sane(root, loader, file)
            value = loader.construct_document(root) if root is not None else None
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        what = " ".join(str(getattr(error, "problem", None) or error).split())
        raise MeasureFileError(f"not YAML: {what}{where} of {file.name}") from None
    return Node(file=file, path="", value=value)


def _require_plain(events: Iterable[Any], file: Path) -> None:
    """Raise on an alias, and on lists within lists that nobody writes: the one grows and the other breaks whatever reads on."""
    depth = 0
    for event in events:
        kind = type(event).__name__
        depth += kind.endswith("StartEvent") - kind.endswith("EndEvent")
        if kind == "AliasEvent":
            raise MeasureFileError(f"an alias at line {event.start_mark.line + 1} of {file.name}", hint="write it out")
        if depth > DEEPEST:
            raise MeasureFileError(f"nested too deep at line {event.start_mark.line + 1} of {file.name}")


def _require_sane(root: Any, loader: Any, file: Path) -> None:
    """Raise where YAML would silently read something else than what stands there, or fail without saying where.

    That is a key that stands twice (the last would count), a number that is none to people (`0301` is 193, `93:01` is 5581), and a day that
    the calendar lacks.

    Args:
        root: the composed node tree of PyYAML, or None for an empty file.
        loader: for days.
        file: for the message.
    """
    stack, visited = [root], set()
    while stack:
        node = stack.pop()
        if node is None or id(node) in visited:
            continue
        visited.add(id(node))
        if node.id == "scalar":
            _require_sane_scalar(node, loader, file)
        elif node.id == "mapping":
            seen: set[str] = set()
            for key, value in node.value:
                if key.value in seen if isinstance(key.value, str) else False:
                    raise MeasureFileError(
                        f"key {show(key.value)} stands twice at line {key.start_mark.line + 1} of {file.name}"
                    )
                if isinstance(key.value, str):
                    seen.add(key.value)
                stack.append(value)
        else:
            stack.extend(node.value)


def _require_sane_scalar(node: Any, loader: Any, file: Path) -> None:
    where = f"{show(node.value)} at line {node.start_mark.line + 1} of {file.name}"
    if node.tag == "tag:yaml.org,2002:int" and not _PLAIN_NUMBER.fullmatch(node.value):
        raise MeasureFileError(f"YAML reads another number: {where}", hint="write it in quotes")
    if node.tag == "tag:yaml.org,2002:timestamp":
        try:
            loader.construct_yaml_timestamp(node)
        except ValueError:
            raise MeasureFileError(f"no day of the calendar: {where}", hint="write it as YYYY-MM-DD") from None
