"""The fields of ADVANCED XML that are read or say nothing, and an audit that makes an issue of each other one.

Numbers that link parts of a file (NamePartGroup, IdentityReference, DocumentedNameReference) are followed or say nothing by themselves.
Source: OFAC, sdn_advanced.xsd, version 3.
"""

from lxml import etree

from sanksi.lists.draft import Draft

_DAYS = frozenset(
    f"DatePeriod/{end}/{side}/{part}"
    for end in ("Start", "End")
    for side in ("From", "To")
    for part in ("Year", "Month", "Day")
)
_VERSION = "Profile/Feature/FeatureVersion"

PARTY_FIELDS = frozenset(
    {
        "Comment",
        "Profile/Identity/Alias/DocumentedName/DocumentedNamePart/NamePartValue",
        "Profile/Identity/NamePartGroups/MasterNamePartGroup/NamePartGroup",
        "Profile/Feature/Comment",
        "Profile/Feature/IdentityReference",
        f"{_VERSION}/Comment",
        f"{_VERSION}/VersionDetail",
        f"{_VERSION}/VersionLocation",
        *(f"{_VERSION}/{day}" for day in _DAYS),
    }
)
DOCUMENT_FIELDS = frozenset(
    {
        "Comment",
        "IDRegistrationNo",
        "IssuingAuthority",
        "DocumentedNameReference",
        *(f"DocumentDate/{day}" for day in _DAYS),
    }
)
ENTRY_FIELDS = frozenset(
    {
        "EntryEvent/Comment",
        *(f"EntryEvent/Date/{part}" for part in ("Year", "Month", "Day")),
        "SanctionsMeasure/Comment",
    }
)
RELATION_FIELDS = frozenset({"Comment"})
LOCATION_FIELDS = frozenset(
    {
        "LocationAreaCode",
        "LocationCountry",
        "LocationPart/LocationPartValue/Value",
        "FeatureVersionReference",
    }
)
_MAY_BE_EMPTY = frozenset({"DatePeriod"})
"""Elements that may stand without content: a measure's period has no ends, it lasts."""


def audit(element: etree._Element, where: str, known: frozenset[str], draft: Draft) -> None:
    """Every leaf with a text or attributes whose path is not known becomes an issue."""
    _audit(element, "", where, known, draft)


def _audit(element: etree._Element, path: str, where: str, known: frozenset[str], draft: Draft) -> None:
    for child in element:
        inner = f"{path}/{child.tag}" if path else str(child.tag)
        if len(child):
            _audit(child, inner, where, known, draft)
        elif inner not in known and child.tag not in _MAY_BE_EMPTY:
            content = " ".join(
                [*(child.text or "").split(), *(f"{key}={child.get(key)}" for key in map(str, child.keys()))]
            )
            if content:
                draft.issue(f"{where}/{inner}", content, "field not read")
