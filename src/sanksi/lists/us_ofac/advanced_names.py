"""What ADVANCED and ENHANCED XML say alike of a party: its names, addresses, relations and the lists it is on.

Names are spelled as in OFAC's legacy files: family names, and names of what is no person, in capitals. The original keeps the file's spelling.
"""

import re
from collections.abc import Collection, Iterable, Sequence

from sanksi.ledger import LINK_ENDS
from sanksi.lists.draft import Draft
from sanksi.lists.us_ofac import remarks

_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CAPITALS = ("latin", "cyrillic", "greek", "armenian")
_FAMILY_FIRST = ("chinese simplified", "chinese traditional", "japanese", "korean")
_LINES = ("address1", "address2", "address3")


def add_name(
    draft: Draft, prop: str, parts: Sequence[tuple[str, str]], script: str, where: str, *, given: str, family: str
) -> None:
    """A name in the order it is spoken, and its parts unless it is a weak alias.

    Args:
        draft: of the party.
        prop: name, alias, previousName or weakAlias.
        parts: OFAC's type of each part and its text.
        script: OFAC's name of the script.
        where: locator.
        given: what stands before the family name, as OFAC formats it.
        family: the family name, or the whole name of what is no person.
    """
    given, family = (_BIDI.sub("", text) for text in (given, family))
    known = draft.look_up("enhanced_script", script, where)
    lang = known if known and known != "none" else None
    if given and script.casefold() in _FAMILY_FIRST:
        draft.add(prop, family + given, where, original=f"{family}, {given}", lang=lang)
    else:
        draft.add(prop, f"{given} {family}", where, original=f"{family}, {given}" if given else None, lang=lang)
    if prop == "weakAlias" or draft.schema != "Person":
        return
    for kind, text in parts:
        meaning = draft.look_up("enhanced_name_part", kind, where)
        if meaning and meaning != "none":
            value = _BIDI.sub("", text)
            draft.add(meaning, value.upper() if value.upper() == family else value, where, lang=lang)


def spelling_of(prop: str, script: str, scripts: Collection[str]) -> str:
    """The property of one spelling of a name: a primary name in another script is an alias beside its Latin spelling."""
    return "alias" if prop == "name" and script.casefold() != "latin" and "Latin" in scripts else prop


def format_name(parts: Sequence[tuple[str, str]], script: str) -> tuple[str, str]:
    """What stands before the family name, and the family or whole name: OFAC's format, made of the parts.

    >>> format_name([("Last Name", "Nesterenko"), ("First Name", "Tatyana"), ("Middle Name", "Gennadevna")], "Latin")
    ('Tatyana Gennadevna', 'NESTERENKO')
    """
    by_kind: dict[str, list[str]] = {}
    for kind, text in parts:
        by_kind.setdefault(kind.casefold(), []).append(_BIDI.sub("", text))
    before = [t for kind in ("first name", "middle name", "patronymic") for t in by_kind.pop(kind, ())]
    family = [t for kind in ("last name", "maiden name", "matronymic") for t in by_kind.pop(kind, ())]
    nickname = by_kind.pop("nickname", [])
    family += [t for texts in by_kind.values() for t in texts]
    whole = " ".join(family)
    if script.casefold() in _CAPITALS:
        whole = whole.upper()
    if not whole:
        return "", " ".join([*before, *nickname])
    return " ".join([*before, *nickname]), whole


def add_address(draft: Draft, parts: Sequence[tuple[str, str]], country: str, where: str) -> None:
    """An address of its parts, put together as in OFAC's legacy files: lines; city, state and postal code; country."""
    by_kind: dict[str, list[str]] = {}
    for kind, text in parts:
        by_kind.setdefault(kind.casefold(), []).append(text)
    lines = [text for kind in _LINES for text in by_kind.pop(kind, ())]
    city, state, code, region = (by_kind.pop(k, []) for k in ("city", "state/province", "postal code", "region"))
    for kind, texts in by_kind.items():
        draft.issue(where, ", ".join(texts), f"part of an address of unknown kind {kind!r}", "note")
        lines += texts
    if region and not country:  # the legacy files print it in place of the country
        country, region = f"Region: {region[0]}", region[1:]
    town = ", ".join(text for text in (*city, " ".join([*state, *code])) if text) if state else " ".join([*city, *code])
    remarks.add_address(", ".join(lines), ", ".join(t for t in (town, *region) if t), country, where, draft)


def add_relation(draft: Draft, kind: str, own_id: str, other_id: str, where: str, *, former: bool = False) -> None:
    """A relation of this party to another; told from both sides it is one.

    Args:
        draft: of the party.
        kind: OFAC's words ("Owned or Controlled By").
        own_id: this party's own id.
        other_id: the other one's, which may be on another list.
        where: locator.
        former: whether OFAC says that it is over: it then says nothing about owners today.
    """
    if not other_id.isdigit():
        draft.issue(where, f"{kind}: {other_id!r}", "a relation to no entity")
        return
    meaning = draft.look_up("enhanced_relation", kind, where) or "UnknownLink:subject"
    schema, _, end = meaning.partition(":")
    if former:
        schema, end, kind = "UnknownLink", "subject", f"Former: {kind}"
    if end == "both":
        left, right = sorted((own_id, other_id), key=lambda own: (len(own), own))
    elif LINK_ENDS[schema][0] == end:
        left, right = own_id, other_id
    else:
        left, right = other_id, own_id
    draft.add_relation(schema, left, right, where, role=kind)


def find_own_lists(draft: Draft, names: Iterable[str]) -> tuple[str, ...]:
    """Those of OFAC's lists an entry is on that belong to the list being read; an unknown one belongs to none."""
    owners = draft.spec.lookups["enhanced_list"]
    return tuple(name for name in names if owners.get(" ".join(name.split()).casefold()) == draft.spec.id)


def add_listing(draft: Draft, name: str, day: str, where: str) -> None:
    """On which of OFAC's lists an entry is and since when; the date is this listing's only when that list belongs to the one being read."""
    owner = draft.look_up("enhanced_list", name, where)
    draft.add("description", f"{name}: {day}" if day else name, where, listing=True)
    if owner == draft.spec.id:
        draft.add_date("listingDate", day, where, listing=True)
