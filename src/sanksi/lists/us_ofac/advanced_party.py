"""One party of ADVANCED XML: its names, features and documents."""

from collections.abc import Iterator, Mapping

from lxml import etree

from sanksi.lists.draft import Draft
from sanksi.lists.us_ofac.advanced_fields import DOCUMENT_FIELDS, audit
from sanksi.lists.us_ofac.advanced_names import add_address, add_name, format_name, spelling_of
from sanksi.lists.us_ofac.advanced_reference import Reference, read_period, unpack
from sanksi.lists.us_ofac.advanced_values import (
    Period,
    add_document,
    add_feature,
    add_reliability,
    print_document,
    print_feature,
)
from sanksi.lists.us_ofac.remarks import Remarks

_LOCATION = "Location"
_PRIMARY_NAME = "Name"


class Party:
    """The names, features and documents of a party.

    Args:
        element: the DistinctParty.
        reference: what it refers to.
        draft: to which they are added.
        reader: of typed texts, for the same draft.
    """

    def __init__(self, element: etree._Element, reference: Reference, draft: Draft, reader: Remarks) -> None:
        self._reader = reader
        self._element, self._reference, self._draft = element, reference, draft
        self._features = [f for feature in element.iterfind("Profile/Feature") for f in self._read_feature(feature)]
        self._documents = [
            self._read_document(unpack(document))
            for identity in element.iterfind("Profile/Identity")
            for document in reference.documents.get(identity.get("ID", ""), ())
        ]

    def print(self) -> list[str]:
        """Features and documents as the legacy files print them."""
        return [
            *(print_feature(self._draft, kind, text) for kind, text, *_ in self._features),
            *(printed for _, printed, *_ in self._documents),
        ]

    def add(self) -> None:
        """Add all to the draft's entity."""
        draft = self._draft
        for identity in self._element.iterfind("Profile/Identity"):
            self._add_names(identity)
        for comment in self._element.iterfind("Comment"):
            draft.add("notes", comment.text, "DistinctParty/Comment")
        for feature in self._element.iterfind("Profile/Feature"):
            if (self._word("FeatureType", feature.get("FeatureTypeID"), "Feature")) == _LOCATION:
                self._add_addresses(feature)
        for kind, text, about, period, reliability in self._features:
            where = f"Feature/{kind}"
            if add_reliability(draft, print_feature(draft, kind, text, about), reliability, where):
                add_feature(draft, self._reader, kind, text, where, about=about, period=period)
        for kind, printed, number, authority in self._documents:
            add_document(
                draft, self._reader, kind, printed, f"IDRegDocument/{kind}", number=number, authority=authority
            )

    def _word(self, kind: str, number: str | None, where: str) -> str:
        return self._reference.word(kind, number, self._draft, where)

    def _add_names(self, identity: etree._Element) -> None:
        groups = {
            group.get("ID"): self._word("NamePartType", group.get("NamePartTypeID"), "NamePartGroup")
            for group in identity.iterfind("NamePartGroups/MasterNamePartGroup/NamePartGroup")
        }
        if identity.get("False") == "true":
            self._draft.issue("Identity", identity.get("ID", ""), "OFAC says that this identity is false: weak aliases")
        for alias in identity.iterfind("Alias"):
            kind = self._word("AliasType", alias.get("AliasTypeID"), "Alias")
            prop = "name" if kind == _PRIMARY_NAME else self._draft.look_up("alias", kind, "Alias") or "alias"
            if prop == "name" and identity.get("Primary") != "true":
                prop = "alias"  # the name of another identity of the same party
            if identity.get("False") == "true" or (alias.get("LowQuality") == "true" and prop != "name"):
                prop = "weakAlias"
            spellings = [self._read_spelling(name, groups) for name in alias.iterfind("DocumentedName")]
            scripts = {script for _, script in spellings}
            for parts, script in spellings:
                given, family = format_name(parts, script)
                spelling = spelling_of(prop, script, scripts)
                add_name(self._draft, spelling, parts, script, "Alias", given=given, family=family)

    def _read_spelling(
        self, name: etree._Element, groups: Mapping[str | None, str]
    ) -> tuple[list[tuple[str, str]], str]:
        """Type and text of each part of a name, and its script."""
        values = list(name.iterfind("DocumentedNamePart/NamePartValue"))
        parts = [(groups.get(v.get("NamePartGroupID")) or "", " ".join((v.text or "").split())) for v in values]
        return parts, self._word("Script", values[0].get("ScriptID") if values else None, "NamePartValue")

    def _read_feature(self, feature: etree._Element) -> Iterator[tuple[str, str, str, Period | None, str]]:
        """Type, text, comment, period and reliability of each version of a feature; addresses are read apart."""
        kind = self._word("FeatureType", feature.get("FeatureTypeID"), "Feature")
        if kind == _LOCATION:
            return
        where = f"Feature/{kind}"
        comments = [" ".join((c.text or "").split()) for c in feature.iterfind("Comment")]
        for version in feature.iterfind("FeatureVersion"):
            about = " ".join(
                part for part in (" ".join((version.findtext("Comment") or "").split()), *comments) if part
            )
            texts = []
            for detail in version.iterfind("VersionDetail"):
                word = self._word("DetailReference", detail.get("DetailReferenceID"), where)
                texts.append(word or " ".join((detail.text or "").split()))
            for place in version.iterfind("VersionLocation"):
                location = self._reference.locations.get(place.get("LocationID", ""))
                if location is None:
                    self._draft.issue(where, place.get("LocationID", ""), "a place that the file does not have")
                else:
                    texts.append(location.text)
            text = ", ".join(part for part in texts if part)
            period = None
            for element in version.iterfind("DatePeriod"):
                period = read_period(element)
                if period is None:
                    self._draft.issue(where, " ".join("".join(map(str, element.itertext())).split()), "no period")
            if text or period:
                reliability = self._word("Reliability", version.get("ReliabilityID"), where)
                yield kind, text, about, period, reliability

    def _add_addresses(self, feature: etree._Element) -> None:
        for version in feature.iterfind("FeatureVersion"):
            for place in version.iterfind("VersionLocation"):
                location = self._reference.locations.get(place.get("LocationID", ""))
                if location is None:
                    self._draft.issue(
                        "Feature/Location", place.get("LocationID", ""), "a place that the file does not have"
                    )
                else:
                    add_address(self._draft, location.parts, location.country, "Feature/Location")
            self._draft.add("notes", version.findtext("Comment"), "Feature/Location")

    def _read_document(self, document: etree._Element) -> tuple[str, str, str, str]:
        """Type, printed form, number and issuer of a document."""
        where = "IDRegDocument"
        kind = self._word("IDRegDocType", document.get("IDRegDocTypeID"), where)
        number, authority, comment = (
            " ".join((document.findtext(tag) or "").split())
            for tag in ("IDRegistrationNo", "IssuingAuthority", "Comment")
        )
        days = {}
        for element in document.iterfind("DocumentDate"):
            of = self._word("IDRegDocDateType", element.get("IDRegDocDateTypeID"), where)
            period = next((read_period(p) for p in element.iterfind("DatePeriod")), None)
            if of not in ("Issue Date", "Expiration Date") or period is None:
                self._draft.issue(where, f"{kind} {number} {of}", "date of a document not read")
            else:
                days[of] = period.text
        country = self._word("Country", document.get("IssuedBy-CountryID"), where)
        validity = self._word("Validity", document.get("ValidityID"), where)
        about = (f"({authority})" if authority else "", "(fraudulent)" if validity == "Fraudulent" else "", comment)
        printed = print_document(
            kind, number, issuer=country, issued=days.get("Issue Date", ""), expires=days.get("Expiration Date", ""),
            about=" ".join(part for part in about if part),
        )  # fmt: skip
        audit(document, where, DOCUMENT_FIELDS, self._draft)
        return kind, printed, number, authority
