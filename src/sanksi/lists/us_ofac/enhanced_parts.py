"""Features and identity documents of ENHANCED XML, printed and added."""

from datetime import date

from sanksi.lists.draft import Draft
from sanksi.lists.us_ofac.advanced_values import (
    Period,
    add_document,
    add_feature,
    add_reliability,
    print_document,
    print_feature,
)
from sanksi.lists.us_ofac.remarks import Remarks
from sanksi.lists.xml import Fields

_BOUNDS = ("fromDateBegin", "fromDateEnd", "toDateBegin", "toDateEnd")


class Feature:
    """One feature: its type, its value, and what OFAC says of it.

    Args:
        fields: the element.
    """

    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        self._kind, self._text, self._about = (fields.take(tag) for tag in ("type", "value", "comments"))

    def print(self, draft: Draft) -> str:
        """As the legacy files print it."""
        return print_feature(draft, self._kind, self._text, self._about)

    def add(self, draft: Draft, reader: Remarks) -> None:
        """Add it to the draft's entity; what the element holds besides is an issue."""
        fields, where = self._fields, f"features/{self._kind}"
        for tag in ("versionId", "valueRefId", "isPrimary"):  # keys without meaning; which one OFAC shows first
            fields.take(tag)
        period = None
        for field in fields.take_groups("valueDate"):
            period = _read_period(field)
            if period is None:
                draft.issue(f"{where}/valueDate", self._text, "its stored date is no period", "note")
            field.audit(draft, f"{where}/valueDate")
        if add_reliability(draft, self.print(draft), fields.take("reliability"), where):
            add_feature(draft, reader, self._kind, self._text, where, about=self._about, period=period)
        fields.audit(draft, "feature")


class Document:
    """One document or register entry.

    Args:
        fields: the element.
    """

    def __init__(self, fields: Fields) -> None:
        self._fields = fields
        self._kind, self._number, self._authority = (
            fields.take(tag) for tag in ("type", "documentNumber", "issuingAuthority")
        )
        country, place, valid, comment = (
            fields.take(tag) for tag in ("issuingCountry", "issuingLocation", "isValid", "comments")
        )
        about = (
            f"({place})" if country and place not in ("", country) else "",
            f"({self._authority})" if self._authority else "",
            "(fraudulent)" if valid == "false" else "",
            comment,
        )
        self._printed = print_document(
            self._kind,
            self._number,
            issuer=country or place,
            issued=_print_day(fields, "issueDate"),
            expires=_print_day(fields, "expirationDate"),
            about=" ".join(part for part in about if part),
        )

    def print(self) -> str:
        """As the legacy files print it."""
        return self._printed

    def add(self, draft: Draft, reader: Remarks) -> None:
        """Add it to the draft's entity; what the element holds besides is an issue."""
        where = f"identityDocuments/{self._kind}"
        self._fields.take("name")  # of the party, which has its names
        add_document(draft, reader, self._kind, self._printed, where, number=self._number, authority=self._authority)
        self._fields.audit(draft, "identityDocument")


def _print_day(fields: Fields, tag: str) -> str:
    """A date of a document as it is printed; as it is stored when it is no date."""
    printed = []
    for field in fields.take_groups(tag):
        raw = ", ".join(leaf.text or "" for leaf in field.element)
        period = _read_period(field)
        printed.append(period.text if period else raw)
    return " ".join(printed)


def _read_period(field: Fields) -> Period | None:
    texts = [field.take(tag) for tag in _BOUNDS]
    circa = field.take("isApproximate") == "true"
    field.take("isDateRange")  # follows from the bounds
    try:
        a, b, c, d = map(date.fromisoformat, texts)
    except ValueError:
        return None
    return Period(start=(a, b), end=(c, d), circa=circa)
