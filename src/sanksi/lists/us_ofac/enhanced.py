"""OFAC's ENHANCED XML (`sanctionsData`): one element an entity, words in place, relations between entities.

Source: OFAC, schema ENHANCED_XML.xsd of the Sanctions List Service (sanctionslistservice.ofac.treas.gov); the element names are its own.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from hashlib import blake2b
from itertools import chain

from lxml import etree

from sanksi.errors import EditionError
from sanksi.lists.draft import Draft, ReadEdition
from sanksi.lists.files import SourceFile
from sanksi.lists.us_ofac.advanced_names import (
    add_address,
    add_listing,
    add_name,
    add_relation,
    find_own_lists,
    spelling_of,
)
from sanksi.lists.us_ofac.enhanced_parts import Document, Feature
from sanksi.lists.us_ofac.remarks import Remarks, add_programs, split_parts
from sanksi.lists.xml import Fields, iter_xml, strip_namespaces

_HINT = "download the whole list again"
_SECTIONS = ("publicationInfo", "referenceValues", "featureTypes", "entities")
_NOT_FILTERED = "sanctionsLists"


def read(root: etree._Element, draft: Draft) -> ReadEdition:
    """Read one edition; the tree is emptied on the way.

    Raises:
        EditionError: truncated, changes instead of a whole list, without a date, or of another list.
    """
    strip_namespaces(root)
    return _read(chain(root.iterfind("publicationInfo"), root.iterfind("entities/entity"), (root,)), draft)


def read_file(file: SourceFile, draft: Draft) -> ReadEdition:
    """Read one edition without a tree of all of it.

    Raises:
        EditionError: as `read`; a web page.
        ParseError: not well-formed.
    """
    return _read(iter_xml(file, ("publicationInfo", "entity")), draft)


def _read(units: Iterable[etree._Element], draft: Draft) -> ReadEdition:
    reader = Remarks(draft)
    published: datetime | None = None
    stated = ""
    gaps: list[str] = []
    count = own = 0
    for unit in units:
        if unit.tag == "publicationInfo":
            published, stated, gaps = _read_publication(Fields(unit), draft)
        elif unit.tag == "entity":
            count += 1
            own += _read_unit(unit, draft, reader)
        else:
            _require_sections(unit, draft)
    if published is None:
        raise EditionError(f"{draft.spec.id}: truncated, no publicationInfo in the file", hint=_HINT)
    if stated not in ("", str(count)):
        raise EditionError(f"{draft.spec.id}: truncated, {count} entities where the file says {stated}", hint=_HINT)
    if count and not own:
        raise EditionError(f"{draft.spec.id}: none of {count} entities is on this list", hint="check the list id")
    return draft.finish(
        on=published.date(),
        published_at=published.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        entities_in_file=own,
        gaps=gaps,
    )


def _require_sections(root: etree._Element, draft: Draft) -> None:
    missing = [name for name in _SECTIONS if root.find(name) is None]
    if missing:
        raise EditionError(f"{draft.spec.id}: truncated, no {' and no '.join(missing)} in the file", hint=_HINT)
    for other in (*root, *root.iterfind("entities/*")):
        if other.tag not in _SECTIONS and other.tag != "entity":
            draft.issue(str(other.tag), etree.tostring(other, encoding="unicode")[:200], "section not read")


def _read_publication(info: Fields, draft: Draft) -> tuple[datetime, str, list[str]]:
    """The instant of the data, how many entities the file says it has, if it does, and what it leaves out."""
    text = info.take("dataAsOf")
    try:
        stamp = datetime.fromisoformat(text)
    except ValueError:
        raise EditionError(f"{draft.spec.id}: dataAsOf is {text!r}, which is no instant", hint=_HINT) from None
    gaps = []
    for filters in info.take_groups("filters"):
        for group in filters.element:
            words = ", ".join(sorted((leaf.text or "").strip() for leaf in group))
            if group.tag != _NOT_FILTERED:
                gaps.append(f"an extract, not the whole list: only {group.tag} {words}")
    stated = info.take("recordCount") or info.take("entityCount")
    info.audit(draft, "publicationInfo")
    return stamp.replace(tzinfo=UTC) if stamp.tzinfo is None else stamp.astimezone(UTC), stated, gaps


def _read_unit(entity: etree._Element, draft: Draft, reader: Remarks) -> bool:
    """Read an entity, or repeat what it gave; whether it is on the list."""
    if set(entity.keys()) - {"id"}:
        raise EditionError(
            f"{draft.spec.id}: an entity with {sorted(entity.keys())!r}: changes, not a whole list", hint=_HINT
        )
    own = find_own_lists(draft, (e.text or "" for e in entity.iterfind("sanctionsLists/sanctionsList")))
    raw = etree.tostring(entity, encoding="utf-8", with_tail=False)
    draft.read_entry(("enhanced", blake2b(raw, digest_size=16).digest()), partial(_read_entity, entity, draft, reader))
    entity.clear()
    return bool(own)


def _read_entity(entity: etree._Element, draft: Draft, reader: Remarks) -> None:
    own_id = entity.get("id") or ""
    fields = Fields(entity)
    general = next(fields.take_groups("generalInfo"), None)
    if not own_id.isdigit() or general is None:
        draft.issue("entity", etree.tostring(entity, encoding="unicode")[:200], "entity without id or kind", "error")
        return
    lists = [
        (leaf.text or "", leaf.get("datePublished") or "") for leaf in entity.iterfind("sanctionsLists/sanctionsList")
    ]
    draft.start(own_id, "LegalEntity")
    if not find_own_lists(draft, (name for name, _ in lists)):
        draft.issue("sanctionsLists", ", ".join(name for name, _ in lists), "not on this list: not read", "note")
        return
    schema = draft.look_up("type", general.take("entityType"), "generalInfo/entityType") or "LegalEntity"
    features = [Feature(field) for group in fields.take_groups("features") for field in group.take_groups("feature")]
    documents = [
        Document(field)
        for group in fields.take_groups("identityDocuments")
        for field in group.take_groups("identityDocument")
    ]
    printed = [f.print(draft) for f in features] + [d.print() for d in documents]
    draft.schema = reader.refine_schema(schema, printed)
    _read_listing(fields, own_id, lists, draft)
    for group in fields.take_groups("names"):
        for name in group.take_groups("name"):
            _read_name(name, draft)
    draft.add("position" if draft.schema == "Person" else "notes", general.take("title"), "generalInfo/title")
    for part in split_parts(general.take("remarks")):
        reader.read(part, "generalInfo/remarks")
    general.audit(draft, "generalInfo")
    for group in fields.take_groups("addresses"):
        for address in group.take_groups("address"):
            _read_address(address, draft)
    for feature in features:
        feature.add(draft, reader)
    for document in documents:
        document.add(draft, reader)
    for group in fields.take_groups("relationships"):
        for relation in group.take_groups("relationship"):
            _read_relation(relation, own_id, draft)
    fields.audit(draft, "")


def _read_listing(fields: Fields, own_id: str, lists: list[tuple[str, str]], draft: Draft) -> None:
    where = "sanctionsLists/sanctionsList"
    for group in fields.take_groups("sanctionsLists"):
        for name, day in lists:
            add_listing(draft, name, day, where)
        list(group.take_groups("sanctionsList"))
        group.audit(draft, "sanctionsLists")
    draft.add("recordId", own_id, "id", listing=True)
    for section, tag, prop in (
        ("sanctionsPrograms", "sanctionsProgram", "program"),
        ("sanctionsTypes", "sanctionsType", "provisions"),
        ("legalAuthorities", "legalAuthority", "reason"),
    ):
        for parent in fields.take_groups(section):
            words = [leaf.element.text or "" for leaf in parent.take_groups(tag)]
            if prop == "program":
                add_programs(words, f"{section}/{tag}", draft)
            else:
                for word in words:
                    draft.add(prop, word, f"{section}/{tag}", listing=True)
            parent.audit(draft, section)


def _read_name(name: Fields, draft: Draft) -> None:
    where = "names/name"
    primary, weak, kind = (name.take(tag) for tag in ("isPrimary", "isLowQuality", "aliasType"))
    prop = "name" if primary == "true" else draft.look_up("alias", kind, f"{where}/aliasType") or "alias"
    if weak == "true" and prop != "name":
        prop = "weakAlias"
    scripts = {leaf.text or "" for leaf in name.element.iterfind("translations/translation/script")}
    for group in name.take_groups("translations"):
        for translation in group.take_groups("translation"):
            given, family, full = (translation.take(f"formatted{part}Name") for part in ("First", "Last", "Full"))
            parts = [
                (part.take("type"), part.take("value"))
                for parent in translation.take_groups("nameParts")
                for part in parent.take_groups("namePart")
            ]
            translation.take("isPrimary")
            script = translation.take("script")
            spelling = spelling_of(prop, script, scripts)
            add_name(draft, spelling, parts, script, where, given=given, family=family or full)
            translation.audit(draft, f"{where}/translation")
    name.audit(draft, where)


def _read_address(address: Fields, draft: Draft) -> None:
    where = "addresses/address"
    country = address.take("country")
    found = False
    for group in address.take_groups("translations"):
        for translation in group.take_groups("translation"):
            translation.take("isPrimary")
            translation.take("script")
            parts = [
                (part.take("type"), part.take("value"))
                for parent in translation.take_groups("addressParts")
                for part in parent.take_groups("addressPart")
            ]
            add_address(draft, parts, country, where)
            found = True
            translation.audit(draft, f"{where}/translation")
    if not found:
        add_address(draft, (), country, where)
    address.audit(draft, where)


def _read_relation(relation: Fields, own_id: str, draft: Draft) -> None:
    where = "relationships/relationship"
    kind = relation.take("type")
    for other in relation.take_groups("relatedEntity"):
        add_relation(draft, kind, own_id, other.element.get("entityId") or "", where)
        draft.add("notes", f"{kind}: {other.element.text or ''}", where)
    quality = relation.take("quality")
    if quality and quality != "High":
        draft.issue(f"{where}/quality", f"{kind}: {quality}", "OFAC is not sure of this relation", "note")
    relation.audit(draft, where)
