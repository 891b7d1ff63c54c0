"""An entity's record to statements: the listing, what kind of party it is, and its details.

Source: FSD export schema 1.1, the documentation in its types.
"""

from sanksi.lists.dates import clean_date
from sanksi.lists.draft import Draft
from sanksi.lists.eu_fsf.details import read_address, read_birth, read_citizenship, read_identification
from sanksi.lists.eu_fsf.names import read_names
from sanksi.lists.eu_fsf.record import Entry, Record

_DETAILS = {"citizenship": read_citizenship, "address": read_address, "identification": read_identification}


def read_entity(entry: Entry, turn: int, repeated: bool, draft: Draft) -> None:
    """Add the statements and issues of one entity.

    Args:
        entry: the entity.
        turn: above 1 when its id stands before in the same edition, with another reference.
        repeated: whether its id stands before in the same edition.
        draft: takes them.
    """
    record = entry.load()
    own_id = record.take("logicalId")
    if record.tag != "sanctionEntity" or not own_id:
        draft.issue(record.tag, str(entry.raw), "entry without logicalId, or of an unknown kind", "error")
        return
    if repeated:
        draft.issue(f"logicalId {own_id}", own_id, "the logicalId stands again in this edition", "note")
    draft.start(own_id if turn == 1 else f"{own_id}.{turn}", "LegalEntity")
    _read_kind(record, draft)
    _read_listing(record, draft)
    read_names(record, draft)
    if draft.schema == "Person":
        for birth in record.take_children("birthdate"):
            read_birth(birth, draft)
            birth.audit(draft)
    for tag, read in _DETAILS.items():
        for detail in record.take_children(tag):
            read(detail, draft)
            detail.audit(draft)
    record.audit(draft)


def _read_kind(record: Record, draft: Draft) -> None:
    """The schema; two codes that contradict each other, or are not known, leave it a LegalEntity."""
    words = []
    for subject in record.take_children("subjectType"):
        words += [(name, subject.take(name)) for name in ("code", "classificationCode")]
        subject.audit(draft, record.tag)
    kinds = {draft.look_up("subject_type", word, f"subjectType/@{name}") for name, word in words if word}
    if len(kinds) == 1 and (kind := kinds.pop()):
        draft.schema = kind
    else:
        draft.issue("subjectType", ", ".join(word for _, word in words), "not said, or not clear, what kind of party")


def _read_listing(record: Record, draft: Draft) -> None:
    draft.add("authorityId", record.take("euReferenceNumber"), "@euReferenceNumber", listing=True)
    draft.add("unscId", record.take("unitedNationId"), "@unitedNationId", listing=True)
    draft.add("summary", record.take("designationDetails"), "@designationDetails", listing=True)
    draft.add_date("endDate", record.take("delistingDate"), "@delistingDate", listing=True)
    draft.add("notes", record.take_remark(), "remark")
    dates, kinds = [], set()
    for act in record.take_children("regulation"):
        dates.append((act.values.get("publicationDate", ""), "regulation/@publicationDate"))
        kinds.add(act.values.get("regulationType", ""))
        _read_act(act, draft)
        act.audit(draft)
    dates += [
        (summary.values.get("publicationDate", ""), f"{detail.tag}/regulationSummary/@publicationDate")
        for detail in record.children
        for summary in detail.children
        if summary.tag == "regulationSummary"
    ]
    if designated := record.take("designationDate"):
        draft.add_date("listingDate", designated, "@designationDate", listing=True)
    elif known := [(day, text, where) for text, where in dates if (day := clean_date(text))]:
        # the oldest act that the entry names: listed by then. An amendment may have changed an older entry, so its day is no listing date
        _, text, where = min(known)
        draft.add_date("listingDate" if kinds == {"regulation"} else "date", text, where, listing=True)


def _read_act(act: Record, draft: Draft) -> None:
    where = "regulation"
    draft.add("program", act.take("programme"), f"{where}/@programme", listing=True)
    draft.add("provisions", act.take("numberTitle"), f"{where}/@numberTitle", listing=True)
    draft.add("sourceUrl", act.take("publicationUrl"), f"{where}/publicationUrl", listing=True)
    draft.add_date("modifiedAt", act.take("publicationDate"), f"{where}/@publicationDate", listing=True)
    if maker := act.take("organisationType"):
        draft.add(
            "authority",
            draft.look_up("organisation", maker, f"{where}/@organisationType") or maker,
            f"{where}/@organisationType",
            original=maker,
            listing=True,
        )
    prop = draft.look_up("act", act.take("regulationType"), f"{where}/@regulationType") or "date"
    draft.add_date(prop, act.take("entryIntoForceDate"), f"{where}/@entryIntoForceDate", listing=True)
    if remark := act.take_remark():
        draft.add("summary", remark, f"{where}/remark", listing=True)
    for correction in act.take_children("corrigendum"):
        draft.add("provisions", correction.take("numberTitle"), f"{where}/corrigendum/@numberTitle", listing=True)
        draft.add("sourceUrl", correction.take("publicationUrl"), f"{where}/corrigendum/@publicationUrl", listing=True)
        draft.add_date(
            "modifiedAt", correction.take("publicationDate"), f"{where}/corrigendum/@publicationDate", listing=True
        )
        correction.audit(draft, where)
