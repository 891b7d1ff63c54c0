"""What ADVANCED and ENHANCED XML say alike: features, documents and periods.

Both come from one database of OFAC's, of which the legacy files are a printed form: features and documents are printed like remarks and
read by the same table, and names are spelled as there (family names and names of entities in capitals). So an entry reads the same in every
format, and a list read in another one is not a list of amendments. The tables `enhanced_*` of us-ofac-sdn.yml hold the rest.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from sanksi.ledger import PROPERTY_TYPES, properties_of
from sanksi.lists.draft import Draft
from sanksi.lists.us_ofac.remarks import Remarks, add_territory

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """When something was, as OFAC stores it: a start and an end, each between two days.

    Attributes:
        start: first and last day the start can be.
        end: first and last day the end can be.
        circa: whether OFAC says that it is approximate.
    """

    start: tuple[date, date]
    end: tuple[date, date]
    circa: bool

    @property
    def text(self) -> str:
        """As OFAC prints it: "05 Aug 1959", "Mar 1955", "circa 1957", "1951 to 1953"."""
        first, last = (_print(prefix) for prefix in self.ends)
        return f"{'circa ' if self.circa else ''}{first}{'' if first == last else f' to {last}'}"

    @property
    def ends(self) -> tuple[str, str]:
        """The ISO prefixes of both ends; the same one twice for a day, a month or a year."""
        if self.start[0] == self.start[1] and self.end[0] == self.end[1]:
            whole = _prefix(self.start[0], self.end[1])
            if whole:
                return whole, whole
        first = _prefix(*self.start) or self.start[0].isoformat()
        return first, _prefix(*self.end) or self.end[1].isoformat()


def _prefix(first: date, last: date) -> str | None:
    """The day, month or year that goes from the first day to the last, or None."""
    if first == last:
        return first.isoformat()
    if first.year != last.year or first.day != 1:
        return None
    if (first.month, last.month, last.day) == (1, 12, 31):
        return f"{first.year:04}"
    if first.month == last.month and last.day == monthrange(first.year, first.month)[1]:
        return first.isoformat()[:7]
    return None


def _print(prefix: str) -> str:
    year, *rest = prefix.split("-")
    month = _MONTHS[int(rest[0]) - 1] if rest else ""
    return " ".join(part for part in (*rest[1:], month, year) if part)


def print_feature(draft: Draft, kind: str, text: str, about: str = "") -> str:
    """A feature as the legacy files print it: type and value ("DOB 05 Aug 1959"), and OFAC's comment on it."""
    cue = draft.spec.lookups["enhanced_feature"].get(" ".join(kind.split()).casefold(), "")
    return " ".join(f"{cue.removeprefix('remark:') if cue.startswith('remark:') else kind} {text} {about}".split())


def print_document(
    kind: str, number: str, *, issuer: str = "", issued: str = "", expires: str = "", about: str = ""
) -> str:
    """A document as the legacy files print it: "Passport A123 (Iran) issued 04 Jan 1999 expires 04 Jan 2009"."""
    details = (issuer and f"({issuer})", issued and f"issued {issued}", expires and f"expires {expires}", about)
    return " ".join(part for part in (kind, number, *details) if part)


def add_feature(
    draft: Draft, reader: Remarks, kind: str, text: str, where: str, *, about: str = "", period: Period | None = None
) -> None:
    """One feature of a party; of an unknown kind it is an issue and stands in the notes.

    Args:
        draft: of the party.
        reader: of typed texts, for the same draft.
        kind: OFAC's feature type ("Birthdate", "Secondary sanctions risk:").
        text: its value; a date as it is printed.
        where: locator.
        about: OFAC's comment on it.
        period: the date as it is stored, when it is one; it must say the same as the text, else it is taken, with an issue.
    """
    if period is not None and text and text != period.text:
        draft.issue(where, f"{kind} {text}", f"the date is stored as {period.text!r}")
    text = period.text if period else text
    word = " ".join(kind.split())
    column = draft.spec.lookups["enhanced_feature"].get(word.casefold(), "remark:")
    if column.startswith("remark:"):
        beside = about.startswith("(")  # "(NYSE)" stands beside the value in print; a sentence would spoil it
        part = print_feature(draft, word, text, about if beside else "")
        if column == "remark:" and not reader.knows(word):
            draft.issue(where, part, "unknown type of feature: kept as a note")
            draft.add("notes", part, where)
        else:
            reader.read(part, where)
        about = "" if beside else about
    elif column == "notes" or column not in properties_of(draft.schema):
        draft.add("notes", f"{word.removeprefix('Vessel ')}: {text}", where)
    elif PROPERTY_TYPES.get(column) == "country":
        add_territory(column, text, where, draft)
    else:
        draft.add(column, text, where)
    if about:
        draft.add("notes", f"{word} {text}: {about}", where)


def add_document(
    draft: Draft, reader: Remarks, kind: str, printed: str, where: str, *, number: str, authority: str = ""
) -> None:
    """The number of a document or register entry, printed by `print_document`; of an unknown kind it is an issue and stands in the notes.

    Args:
        draft: of the party.
        reader: of typed texts, for the same draft.
        kind: OFAC's document type ("Passport", "Tax ID No.").
        printed: the whole document.
        where: locator.
        number: as written.
        authority: the issuer's name; some name the register (OGRN, INN), which tells what number it is.
    """
    prop = draft.spec.lookups["enhanced_authority"].get(authority.casefold())
    if prop and prop in properties_of(draft.schema):
        draft.add_number(prop, number, where, original=printed)
    elif reader.knows(kind):
        reader.read(printed, where)
    else:
        draft.issue(where, printed, "unknown type of document: kept as a note")
        draft.add("notes", printed, where)


def add_reliability(draft: Draft, printed: str, reliability: str, where: str) -> bool:
    """Whether a feature counts: one that OFAC says is false is a note with an issue, one that is only reported is read with an issue."""
    if reliability == "False":
        draft.issue(where, printed, "OFAC says that this is false: kept as a note")
        draft.add("notes", f"{printed} (false)", where)
        return False
    if reliability not in ("", "Confirmed", "Unknown"):
        draft.issue(where, printed, f"{reliability}, not confirmed", "note")
    return True
