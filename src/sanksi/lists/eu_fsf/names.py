"""Names of an entity: which one is its primary name, and how strong the others are."""

import unicodedata
from dataclasses import dataclass

from sanksi.lists.draft import Draft
from sanksi.lists.eu_fsf.record import Record, fold_remark

_PARTS = {"firstName": "firstName", "middleName": "middleName", "lastName": "lastName"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    text: str
    parts: dict[str, str]
    prop: str
    lang: str | None
    rank: tuple[object, ...]


def read_names(record: Record, draft: Draft) -> None:
    """Add all names, with title, function and gender.

    The schema calls every strong name a main one and puts them in no order. The primary name is the strong one that is in Latin letters
    and in English or in no stated language; among these one with a function or with name parts, then the oldest id: so it does not depend
    on the order of the file.
    """
    names = []
    for element in record.take_children("nameAlias"):
        if name := _read_name(element, draft):
            names.append(name)
        element.audit(draft)
    if not names:
        draft.issue("nameAlias", "", "entity without a name", "error")
        return
    first = min(names, key=lambda name: name.rank)
    for name in names:
        prop = "name" if name is first else name.prop
        draft.add(prop, name.text, "nameAlias/@wholeName", lang=name.lang)
        for part, text in name.parts.items():
            if draft.schema == "Person" and (name is first or name.prop == "alias"):
                draft.add(_PARTS[part], text, f"nameAlias/@{part}", lang=name.lang)
            elif not set(text.split()) <= set(name.text.split()):
                draft.issue(f"nameAlias/@{part}", text, "name part that is not in the whole name")


def _read_name(element: Record, draft: Draft) -> _Name | None:
    where = "nameAlias"
    parts = {part: text for part in _PARTS if (text := element.take(part))}
    text = element.take("wholeName") or " ".join(parts.values())
    remark, function, title = element.take_remark(), element.take("function"), element.take("title")
    prop = draft.look_up("strong", element.take("strong"), f"{where}/@strong") or "weakAlias"
    if quality := _quality(remark, draft):
        prop = "weakAlias" if "weakAlias" in (prop, quality) else quality
    language = element.take("nameLanguage")
    lang = draft.look_up("language", language, f"{where}/@nameLanguage") if language else None
    lang = None if lang == "und" else lang
    if draft.schema == "Person":
        if gender := element.take("gender"):
            word = draft.look_up("gender", gender, f"{where}/@gender")
            if word and word != "none":
                draft.add("gender", word, f"{where}/@gender", original=gender)
        draft.add("title", title, f"{where}/@title")
        draft.add("position", function, f"{where}/@function")
    else:
        kind = draft.spec.lookups["legal_form"].get(title.casefold())
        draft.add("legalForm" if kind else "notes", title, f"{where}/@title")
        draft.add("notes", function, f"{where}/@function")
    if remark and fold_remark(remark) not in draft.spec.lookups["alias_quality"]:
        draft.add("notes", f"{text}: {remark}", f"{where}/remark", original=remark)
    if not text:
        draft.issue(f"{where}/@wholeName", function or title or remark, "name without text")
        return None
    own_id = element.values.get("logicalId", "")
    rank = (
        prop != "alias",
        language.upper() not in ("", "EN"),
        not _is_latin(text),
        not (function or title),
        not parts,
        (len(own_id), own_id),
        text,
    )
    return _Name(text=text, parts=parts, prop=prop, lang=lang, rank=rank)


def _quality(remark: str, draft: Draft) -> str | None:
    """What a remark says of its alias: a whole remark first ("f.k.a."), then a phrase in it ("low quality alias; born 1984")."""
    folded = fold_remark(remark)
    if known := draft.spec.lookups["alias_quality"].get(folded):
        return known
    return next((prop for phrase, prop in draft.spec.lookups["alias_phrase"].items() if phrase in folded), None)


def _is_latin(text: str) -> bool:
    return text.isascii() or all("LATIN" in unicodedata.name(c, "") for c in text if c.isalpha())
