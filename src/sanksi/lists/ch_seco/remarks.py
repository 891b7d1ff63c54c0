"""Facts in free text: "IMO Number: 8405270", "Tax ID No.: …", "E-mail: …"; what is not such a fact, or not a whole one, stands in a note."""

import re

from sanksi.ledger import properties_of
from sanksi.lists.dates import clean_date
from sanksi.lists.draft import Draft

_PIECES = re.compile(r"\s*;\s+|\s*\n\s*|(?<=[\w)])\.\s+(?=[A-Z][\w /()-]*:)|(?<=\d)\.\s+(?=[A-Z])")
_AFTER = re.compile(r"\s*(?:no\b\.?|number\b|n°)?\s*[:.#-]+\s*([^\s:.#-].*?)\.?$|\s+((?=\S*\d)\S+?)\.?$", re.IGNORECASE)
_NUMBER = re.compile(r"(?=.*\d)[\w./-]+(?: [\w./-]*\d[\w./-]*)*")
_CALL_SIGN = re.compile(r"[A-Z0-9]{3,8}", re.IGNORECASE)
_CODE = re.compile(r"[A-Z0-9]{8,11}", re.IGNORECASE)
_PHONE = re.compile(r"\+?\(?\d[\d\s()./-]{5,22}\d")
_EMAIL = re.compile(r"[^@\s<>()]+@[^@\s<>()]+\.[A-Za-z]{2,}")
_WEB = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_BETWEEN = re.compile(r"(?:date range: )?dob between (\d{4}) ?(?:and|–|-|to) ?(\d{4})\.?", re.IGNORECASE)
_NUMBERS = frozenset(
    {
        "imoNumber", "mmsi", "idNumber", "registrationNumber", "taxNumber", "innCode", "ogrnCode", "okpoCode", "kppCode", "leiCode",
        "passportNumber", "vatCode", "licenseNumber", "dunsCode", "uscCode", "bikCode",
    }
)  # fmt: skip


def read_information(text: str, where: str, draft: Draft) -> None:
    """Add the facts of a text that the list's description names by their prefix, and the text as a note unless they are all of it."""
    left = False
    for piece in _PIECES.split(text):
        if piece and not _read_piece(piece.strip(), where, draft):
            left = True
    if left:
        draft.add("notes", text, where)


def _read_piece(piece: str, where: str, draft: Draft) -> bool:
    """Whether the whole piece is a fact; adds it."""
    if (found := _BETWEEN.fullmatch(piece)) and draft.schema == "Person":
        draft.add_date_range("birthDate", found[1], found[2], where, original=piece)
        return True
    table = draft.spec.lookups["information"]
    folded = " ".join(piece.split()).casefold()
    for prefix in sorted(table, key=lambda p: (-len(p), p)):
        if folded.startswith(prefix) and (found := _AFTER.fullmatch(" ".join(piece.split())[len(prefix) :])):
            return _add_fact(table[prefix], found[1] or found[2], piece, where, draft)
    return False


def _add_fact(prop: str, value: str, piece: str, where: str, draft: Draft) -> bool:
    if prop not in properties_of(draft.schema):
        return False
    if prop == "callSign":
        return _add_if(_CALL_SIGN, prop, value, piece, where, draft)
    if prop == "swiftBic":
        return _add_if(_CODE, prop, value, piece, where, draft)
    if prop in _NUMBERS:
        return _add_if(_NUMBER, prop, value, piece, where, draft)
    if prop in ("phone", "email", "website"):
        return _add_contacts(prop, value, piece, where, draft)
    if prop.endswith("Date"):
        day = _DAY.sub(lambda m: f"{m[3]}-{m[2].zfill(2)}-{m[1].zfill(2)}", value)
        if clean_date(day) is None:
            return False
        draft.add_date(prop, day, where, original=piece)
        return True
    if prop in ("flag", "pastFlags", "country"):
        draft.add_territory(prop, value, where)
        return True
    draft.add(prop, value, where, original=piece)
    return True


def _add_if(form: re.Pattern[str], prop: str, value: str, piece: str, where: str, draft: Draft) -> bool:
    numbers = re.split(r"\s*[,;]\s*|\s+and\s+", value)
    if not all(form.fullmatch(number) for number in numbers):
        return False
    for number in numbers:
        draft.add_number(prop, number, where, original=piece)
    return True


def _add_contacts(prop: str, value: str, piece: str, where: str, draft: Draft) -> bool:
    form = {"phone": _PHONE, "email": _EMAIL, "website": _WEB}[prop]
    found = [part for part in re.split(r"\s*[,;]\s*" if prop == "phone" else r"[\s,;]+", value) if part]
    if not found or not all(form.fullmatch(part) for part in found):
        return False
    for part in found:
        if prop == "phone" and not part.startswith(("+", "00")):
            return False
    for part in found:
        if prop == "phone":
            digits = re.sub(r"\(0\)|\D", "", part).removeprefix("00" if part.startswith("00") else "")
            draft.add("phone", f"+{digits}", where, original=part)
        elif prop == "email":
            draft.add("email", part, where, original=piece)
        else:
            draft.add("website", part if "://" in part else f"http://{part}", where, original=part)
    return True
