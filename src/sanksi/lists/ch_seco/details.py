"""What an identity holds beside names: days, places, nationalities, addresses and documents."""

from sanksi.ledger import properties_of
from sanksi.lists.ch_seco.node import Node
from sanksi.lists.ch_seco.reference import FixedReference, Place
from sanksi.lists.draft import Draft

_OLDEST = 1850
"""A year before it is one of another calendar: 13xx and 14xx are years of the two hijri calendars."""

_DAY_OF = {"Person": "birthDate", "Organization": "incorporationDate"}


def _join(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _is_weak(node: Node, draft: Draft) -> bool:
    quality = node.take("quality")
    return bool(quality) and draft.look_up("quality", quality, f"{node.path}/@quality") != "strong"


def read_day(node: Node, draft: Draft) -> None:
    """Day of birth of a person, of foundation of an entity; as exact as it is, approximate where its quality is low.

    A day of another calendar, without its year, or of an object is told in a note and never compared.
    """
    where = node.path
    circa = _is_weak(node, draft)
    calendar = node.take("calendar")
    known = draft.look_up("calendar", calendar, f"{where}/@calendar") if calendar else "gregorian"
    year, month, day = (node.take(name) for name in ("year", "month", "day"))
    first, last = node.take("from-year"), node.take("to-year")
    node.audit(draft)
    stated = "-".join(part.zfill(2) for part in (year, month, day) if part)
    prop = _DAY_OF.get(draft.schema)
    reason = ""
    if known != "gregorian":
        reason = "date of another calendar: not compared"
    elif prop is None:
        reason = "day of an object: it is not said what happened then"
    elif not (year or first or last) or (day and not month):
        reason = "part of a date: not compared"
    elif any(text.isdecimal() and int(text[:9]) < _OLDEST for text in (year, first, last) if text):
        reason = "not a year of the Gregorian calendar: not compared"
    if reason:
        said = _join(stated or f"day {day}, month {month}, year {year}", f"{first} to {last}" if first or last else "")
        draft.issue(where, f"{said} ({calendar})", reason)
        draft.add("notes", f"{'Born' if prop == 'birthDate' else 'Date'} {said} ({calendar or 'no'} calendar)", where)
        return
    if prop is None:
        return
    if first and last:
        draft.add_date_range(prop, first, last, where, circa=circa)
    elif first or last:
        draft.issue(where, first or last, "a range with one end")
        draft.add("notes", f"{prop} from {first or '?'} to {last or '?'}", where)
    if stated and year:
        draft.add_date(prop, stated, where, circa=circa)


def _find_place(node: Node, reference: FixedReference, draft: Draft, tag: str = "place-id") -> Place | None:
    own_id = node.take(tag)
    if not own_id:
        return None
    place = reference.find_place(own_id)
    if place is None:
        draft.issue(f"{node.path}/@{tag}", own_id, "place not in the list")
    return place


def _add_country(prop: str, place: Place, where: str, draft: Draft) -> None:
    """The territory by its code where that is known, else by its name."""
    table = draft.spec.lookups["territory"]
    if place.code and (len(place.code) == len("CH") or place.code.casefold() in table):
        draft.add_territory(prop, place.code, f"{where}/@place-id")
    else:
        draft.add_territory(prop, place.country or place.code, f"{where}/@place-id")


def read_birth_place(node: Node, reference: FixedReference, draft: Draft) -> None:
    """Place of birth in each of its spellings, and its territory."""
    where = node.path
    weak = _is_weak(node, draft)
    place = _find_place(node, reference, draft)
    remark = node.take_child("remark", draft)
    node.audit(draft)
    if place is None:
        if remark:
            draft.add("notes", f"Place of birth: {remark}", where)
        return
    is_person = draft.schema == "Person"
    texts = [_join(location, area, place.country) for location, area in place.texts()]
    for text in dict.fromkeys(texts):
        draft.add("birthPlace" if is_person else "notes", text if is_person else f"Origin: {text}", where)
    if place.country or place.code:
        _add_country("birthCountry" if is_person else "country", place, where, draft)
    if weak or remark:
        said = _join("of low quality" if weak else "", remark)
        draft.add("notes", f"Place of birth {texts[0]}: {said}", where)


def read_nationality(node: Node, draft: Draft) -> None:
    """Nationality of a person, territory of anything else."""
    where = node.path
    weak = _is_weak(node, draft)
    remark = node.take_child("remark", draft)
    for country in node.children("country"):
        code, name = country.take("iso-code"), country.take_text()
        country.audit(draft)
        place = Place(locations=(), areas=(), country=name, code=code)
        _add_country("nationality" if draft.schema == "Person" else "country", place, where, draft)
        if weak or remark:
            said = _join("of low quality" if weak else "", remark)
            draft.add("notes", f"Nationality {name or code}: {said}", where)
    node.audit(draft)


def read_address(node: Node, reference: FixedReference, draft: Draft) -> None:
    """An address on one line in each spelling of its place, and its territory."""
    where = node.path
    weak = _is_weak(node, draft)
    place = _find_place(node, reference, draft)
    current = node.take("current").casefold()
    care, details, box, code, remark = (
        node.take_child(tag, draft) for tag in ("c-o", "address-details", "p-o-box", "zip-code", "remark")
    )
    node.audit(draft)
    care = f"c/o {care}" if care and not care.casefold().startswith("c/o") else care
    box = f"P.O. Box {box}" if box and box[0].isdigit() else box
    texts = []
    for location, area in place.texts() if place else (("", ""),):
        city = " ".join(part for part in (code, location) if part)
        texts.append(_join(care, details, box, city, area, place.country if place else ""))
    for text in dict.fromkeys(texts):
        draft.add("address", text, where)
    if place and (place.country or place.code):
        _add_country("country", place, where, draft)
    said = _join(
        "of low quality" if weak else "",
        "former address" if current in ("false", "0") else "",
        remark,
    )
    if said:
        draft.add("notes", f"Address {texts[0]}: {said}" if texts[0] else f"Address: {said}", where)


def read_document(node: Node, reference: FixedReference, draft: Draft) -> None:
    """A document's number by its kind; who issued it, where, when and until when stands in a note."""
    where = node.path
    kind = node.take("document-type")
    prop = draft.look_up("document", kind, f"{where}/@document-type") or "idNumber"
    if prop not in properties_of(draft.schema):
        prop = "idNumber" if "idNumber" in properties_of(draft.schema) else "registrationNumber"
    number = node.take_child("number", draft)
    issuers = []
    for issuer in node.children("issuer"):
        code, name = issuer.take("code") or issuer.take("iso-code"), issuer.take_text()
        issuer.audit(draft)
        issuers.append(name or code)
    said = [f"issued by {_join(*issuers)}"] if any(issuers) else []
    for child in node.children("place-of-issue"):
        weak = _is_weak(child, draft)
        place = _find_place(child, reference, draft)
        text = child.take_text()
        child.audit(draft)
        if place:
            text = _join(text, *place.texts()[0], place.country)
        if text:
            said.append(f"issued in {text}{' (of low quality)' if weak else ''}")
    for tag, form in (("date-of-issue", "issued on {}"), ("expiry-date", "valid to {}"), ("remark", "{}")):
        if text := _read_day_text(node, tag, draft):
            said.append(form.format(text))
    node.audit(draft)
    if number:
        draft.add_number(prop, number, where)
    else:
        draft.issue(where, "; ".join(said) or kind, "document without a number", "note")
    if said:
        draft.add("notes", f"{kind.replace('-', ' ').capitalize()} {number}: {'; '.join(said)}", where)


def _read_day_text(node: Node, tag: str, draft: Draft) -> str:
    """The text of a child, or its day, month and year where it holds them as attributes."""
    texts = []
    for child in node.children(tag):
        parts = [child.take(name) for name in ("year", "month", "day")]
        texts.append(child.take_text() or "-".join(part.zfill(2) for part in parts if part))
        child.audit(draft)
    return _join(*texts)
