"""One row of the former OFSI Consolidated List in the fields of its successor.

The layout of 29 columns (until 2022) describes passports in words; from 2022 on "Other Information" is divided by labels in brackets:
"(UK Sanctions List Ref):RUS0251. (UN Ref):TAi.155. (Gender):Male". Source: HM Treasury, Office of Financial Sanctions Implementation,
"Consolidated list format guide".
"""

import re
from collections.abc import Mapping
from itertools import zip_longest

from sanksi.lists.gb_fcdo.texts import find_un_references, says_un_reference

_LABEL = re.compile(r"\(([A-Z][A-Za-z/ ()]{2,60}?)\)\s?:")
_LABELS = {
    "ukstatementofreasons": "UKStatementofReasons",
    "gender": "Gender",
    "phonenumber": "PhoneNumber",
    "website": "Website",
    "emailaddress": "EmailAddress",
    "typeofentity": "TypeOfEntity",
    "parentcompany": "ParentCompany",
    "subsidiaries": "Subsidiary",
    "businessregno": "BusinessRegistrationNumber",
    "businessregistrationnumbers": "BusinessRegistrationNumber",
    "imonumber": "IMONumber",
    "currentowneroperator": "CurrentOwnerOperator",
    "currentowneroperators": "CurrentOwnerOperator",
    "previousowneroperator": "PreviousOwnerOperator",
    "previousowneroperators": "PreviousOwnerOperator",
    "currentbelievedflagofship": "CurrentBelievedFlagOfShip",
    "previousflags": "PreviousFlag",
    "typeofship": "TypeOfShip",
    "tonnageofship": "TonnageOfShip",
    "lengthofship": "LengthOfShip",
    "yearbuilt": "YearBuilt",
    "hullidentificationnumberhin": "HullIdentificationNumber",
}
_DETAILS = {"PassportDetails": "PassportAdditionalInformation", "NIDetails": "NationalIdentifierAdditionalInformation"}
_OWN_REFERENCE = re.compile(r"\(UK Sanctions List Ref\)\s?:\s*([A-Z]{2,4}\d{3,5})\b")


def read_conlist_row(row: Mapping[str, str], *, in_words: bool) -> Mapping[str, str]:
    """The row with what "Other Information" labels as fields of their own; the whole text stays.

    Args:
        row: column to text, of a row of the list.
        in_words: whether the numbers of papers stand within their descriptions, as in the layout of 29 columns.
    """
    fields = dict(row)
    if not in_words:
        for words, details in _DETAILS.items():
            if text := fields.pop(words, ""):
                fields[details] = text
    text = row.get("OtherInformation", "")
    if says_un_reference(text):
        fields["UNReferenceNumber"] = "|".join(find_un_references(text)) or text
    labels = list(_LABEL.finditer(text))
    for label, after in zip_longest(labels, labels[1:]):
        name = _LABELS.get(re.sub(r"[^a-z]", "", label[1].casefold()))
        value = text[label.end() : after.start() if after else len(text)].strip(" .,;")
        if name and value:
            fields[name] = value
    if found := _OWN_REFERENCE.search(text):
        fields["UniqueID"] = found[1]
    return fields
