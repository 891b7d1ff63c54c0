"""Names of an identity: put together from their parts in the order they are spoken, in each spelling the list gives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from sanksi.lists.ch_seco.node import Node
from sanksi.lists.draft import Draft

_SPOKEN = (
    "whole-name", "given-name", "further-given-name", "father-name", "grand-father-name", "family-name", "tribal-name", "suffix", "other",
)  # fmt: skip
"""Parts of a name in the order they are spoken; a title and a maiden name are not part of it."""

_PROPERTIES = {
    "given-name": "firstName",
    "further-given-name": "secondName",
    "father-name": "fatherName",
    "grand-father-name": "middleName",
    "family-name": "lastName",
    "suffix": "nameSuffix",
}
_MOST = 32
"""Combinations of spellings of one name that are written out; some names of the list would give more than a thousand. Above it each
spelling stands with the main spelling of the other parts, so that none is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    kind: str
    order: int
    text: str
    variants: tuple[tuple[str | None, str, str], ...]  # language, script, spelling


def read_name(node: Node, draft: Draft, *, main: bool) -> None:
    """Add a name with its parts and spellings.

    Args:
        node: the name.
        draft: takes the statements.
        main: whether it is the first primary name of the main identity; any other primary name is an alias.
    """
    kind = draft.look_up("name_type", node.take("name-type"), f"{node.path}/@name-type") or "alias"
    quality = draft.look_up("quality", node.take("quality"), f"{node.path}/@quality") or "weak"
    lang = read_language(node, draft)
    parts = sorted(_read_parts(node, draft), key=lambda part: part.order)
    node.audit(draft)
    prop = "name" if kind == "name" and main else "weakAlias" if quality == "weak" else kind
    if prop == "name" and not main:
        prop = "alias"
    for part in parts:
        if part.kind == "title":
            titles = [part.text, *(text for _, _, text in part.variants)]
            for title in dict.fromkeys(titles):
                draft.add("title" if draft.schema == "Person" else "notes", title, f"{node.path}/name-part")
    if not any(part.kind not in ("title", "suffix") for part in parts):
        draft.issue(node.path, " ".join(part.text for part in parts), "name without text")
        return
    _add_spoken(node.path, _spoken(parts, draft), prop, lang, draft)
    _add_maiden(node.path, parts, lang, draft)
    if draft.schema == "Person" and prop in ("name", "alias"):
        _add_parts(node.path, parts, lang, draft)


def read_language(node: Node, draft: Draft) -> str | None:
    """The `lang` attribute as ISO 639-3; codes of three letters that differ in ISO 639-2 stand in the list's description."""
    code = node.take("lang").casefold()
    table = draft.spec.lookups["language"]
    if not code or table.get(code) == "none":
        return None
    if code in table:
        return table[code]
    if len(code) == len("rus") and code.isascii() and code.isalpha():
        return code
    draft.issue(f"{node.path}/@lang", code, "language not known")
    return None


def _read_parts(node: Node, draft: Draft) -> Iterator[_Part]:
    for number, child in enumerate(node.children("name-part"), 1):
        kind, order = child.take("name-part-type"), child.take("order")
        if kind not in (*_SPOKEN, "title", "maiden-name"):
            draft.issue(f"{child.path}/@name-part-type", kind, "unknown part of a name: read as other")
            kind = "other"
        text = child.take_child("value", draft) or child.take_text()
        variants = []
        for variant in child.children("spelling-variant"):
            lang, script = read_language(variant, draft), variant.take("script").upper()
            if spelling := variant.take_text():
                variants.append((lang, script, spelling))
            variant.audit(draft)
        child.audit(draft)
        if not text and not variants:
            continue
        yield _Part(
            kind=kind,
            order=int(order) if order.isascii() and order.isdigit() and len(order) < 10 else number,
            text=text or variants[0][2],
            variants=tuple(dict.fromkeys(variants)),
        )


def _spoken(parts: Sequence[_Part], draft: Draft) -> list[_Part]:
    """The parts of the name in the order they are spoken; names of entities stand in the order of the file."""
    said = [part for part in parts if part.kind in _SPOKEN]
    if draft.schema == "Person":
        said.sort(key=lambda part: _SPOKEN.index(part.kind))
    return said


def _add_spoken(where: str, parts: list[_Part], prop: str, lang: str | None, draft: Draft) -> None:
    """The whole name, and it in each language and script that the list has spellings in."""
    if not parts:
        return
    written = " ".join(part.text for part in sorted(parts, key=lambda part: part.order))
    base = " ".join(part.text for part in parts)
    draft.add(prop, base, where, original=written, lang=lang)
    other = "alias" if prop == "name" else prop
    cultures = dict.fromkeys((language, script) for part in parts for language, script, _ in part.variants)
    names: dict[str, None] = {base: None}
    for language, script in cultures:
        spellings = [[t for lg, sc, t in part.variants if (lg, sc) == (language, script)] for part in parts]
        whole = all(spellings) or script in ("", "LATN")
        lists = [found or [part.text] for found, part in zip(spellings, parts, strict=True) if found or whole]
        for text in _combine(lists):
            if text not in names:
                names[text] = None
                # a part alone in another script is not the whole name
                draft.add(other if whole else "weakAlias", text, f"{where}/name-part/spelling-variant", lang=language)


def _combine(lists: list[list[str]]) -> Iterator[str]:
    if prod(len(spellings) for spellings in lists) <= _MOST:
        for choice in product(*lists):
            yield " ".join(choice)
        return
    first = [spellings[0] for spellings in lists]
    for place, spellings in enumerate(lists):
        for spelling in spellings:
            yield " ".join([*first[:place], spelling, *first[place + 1 :]])


def _add_maiden(where: str, parts: Sequence[_Part], lang: str | None, draft: Draft) -> None:
    """The name before marriage: the given names with the maiden name."""
    given = [p.text for p in parts if p.kind == "given-name"] + [
        p.text for p in parts if p.kind == "further-given-name"
    ]
    for part in parts:
        if part.kind == "maiden-name":
            prop = "previousName" if given else "weakAlias"
            draft.add(prop, " ".join([*given, part.text]), f"{where}/name-part", original=part.text, lang=lang)
            for language, _, spelling in part.variants:
                text = " ".join([*given, spelling])
                draft.add(prop, text, f"{where}/name-part/spelling-variant", original=spelling, lang=language)


def _add_parts(where: str, parts: Sequence[_Part], lang: str | None, draft: Draft) -> None:
    has_family = any(part.kind == "family-name" for part in parts)
    for part in parts:
        prop = _PROPERTIES.get(part.kind)
        if part.kind == "tribal-name" and not has_family:
            prop = "lastName"
        if prop is None:
            continue
        draft.add(prop, part.text, f"{where}/name-part", lang=lang)
        for language, _, spelling in part.variants:
            if spelling != part.text:
                draft.add(prop, spelling, f"{where}/name-part/spelling-variant", lang=language)
