"""OFAC's ENHANCED XML: an excerpt written by hand, damaged and foreign files, and the real lists against the legacy ones."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from sanksi.errors import EditionError
from sanksi.ledger import properties_of
from sanksi.lists import SourceFile, load_spec, open_files, read_files
from sanksi.lists.draft import Draft, EntryMemory, ReadEdition
from sanksi.lists.us_ofac import enhanced, read_list
from sanksi.lists.xml import parse_xml

SDN = "us-ofac-sdn"


def read(text: str, list_id: str = SDN) -> ReadEdition:
    """The edition in a text."""
    return enhanced.read(parse_xml(SourceFile(name="x.xml", data=text.encode())), Draft(spec=load_spec(list_id)))


@pytest.fixture(scope="module")
def text(excerpts: Path) -> str:
    """The excerpt."""
    return (excerpts / "ofac_enhanced_2024-08-28.xml").read_text(encoding="utf-8")


def values(edition: ReadEdition, number: str, prop: str) -> list[str]:
    """What an edition says of an entity, in its order."""
    return [s.value for s in edition.statements if s.entity_id == f"{SDN}-{number}" and s.prop == prop]


def test_date_and_schemas(text: str) -> None:
    """The file's own date is the edition's; each kind of entity has its schema; nothing is left over."""
    edition = read(text)
    assert (str(edition.on), edition.published_at, edition.entities_in_file, edition.gaps, edition.issues) == (
        "2024-08-28", "2024-08-28T00:00:00.000Z", 3, (), (),
    )  # fmt: skip
    assert edition.schemas() == {f"{SDN}-21561": "Person", f"{SDN}-13109": "Organization", f"{SDN}-48727": "Airplane"}


def test_properties_are_in_the_vocabulary(text: str) -> None:
    """Every statement stands on a schema that has its property."""
    wrong = [s for s in read(text).statements if s.prop not in properties_of(s.schema)]
    assert wrong == []


def test_names_in_spoken_order(text: str) -> None:
    """Persons are named as spoken, with OFAC's spelling kept and their parts apart; a low quality alias is weak and gives no parts."""
    edition = read(text)
    [name] = [s for s in edition.statements if s.entity_id.endswith("21561") and s.prop == "name"]
    assert (name.value, name.original) == ("Hasan Dehghan EBRAHIMI", "EBRAHIMI, Hasan Dehghan")
    parts = {prop: values(edition, "21561", prop) for prop in ("firstName", "middleName", "lastName", "weakAlias")}
    assert parts == {
        "firstName": ["Hasan"], "middleName": ["Dehghan"], "lastName": ["EBRAHIMI"], "weakAlias": ["Haji Hasan"],
    }  # fmt: skip


def test_original_script_is_an_alias(text: str) -> None:
    """The primary name in another script is an alias without direction marks; Arabic script says no language; f.k.a. is a previous name."""
    edition = read(text)
    [alias] = [s for s in edition.statements if s.prop == "alias"]
    assert (alias.entity_id, alias.value, alias.lang) == (f"{SDN}-13109", "شرکت هواپیمایی پویا ایر", None)
    assert values(edition, "13109", "previousName") == ["PARS AIR"]


def test_script_of_one_language_says_it(text: str) -> None:
    """A name in Korean script alone is the name; it has its language, family name first and unparted."""
    korean = text.replace('<script refId="20122">Latin</script>\n            <formattedFirstName>Hasan Dehghan',
                          '<script refId="20140">Korean</script>\n            <formattedFirstName>정은')  # fmt: skip
    korean = korean.replace("<formattedLastName>EBRAHIMI", "<formattedLastName>김")
    [name] = [s for s in read(korean).statements if s.entity_id.endswith("21561") and s.prop == "name"]
    assert (name.value, name.lang, name.original) == ("김정은", "kor", "김, 정은")


def test_birth_dates_keep_what_is_not_known(text: str) -> None:
    """A day is a day, a range has two ends, and circa is said."""
    edition = read(text)
    born = [(s.value, s.until, s.circa, s.original) for s in edition.statements if s.prop == "birthDate"]
    assert born == [
        ("1961-03-21", None, False, "21 Mar 1961"),
        ("1955-03", "1956-03", False, "Mar 1955 to Mar 1956"),
        ("1960", None, True, "circa 1960"),
    ]


def test_stored_date_wins_over_printed(text: str) -> None:
    """A printed date that differs from the stored one is an issue, and the stored one is read."""
    edition = read(text.replace("<value>21 Mar 1961</value>", "<value>22 Mar 1961</value>"))
    assert values(edition, "21561", "birthDate")[0] == "1961-03-21"
    assert [i.reason for i in edition.issues] == ["the date is stored as '21 Mar 1961'"]


def test_listing(text: str) -> None:
    """Programmes, measures, legal basis and the date of this list stand on the listing."""
    edition = read(text)
    listing = {
        prop: values(edition, "21561", prop)
        for prop in ("program", "provisions", "reason", "listingDate", "recordId", "description")
    }
    assert listing == {
        "program": ["SDGT", "IRGC"],
        "provisions": ["Block", "Additional Sanctions Information - Subject to Secondary Sanctions"],
        "reason": ["Executive Order 13224 (Terrorism)"],
        "listingDate": ["2017-02-03"],
        "recordId": ["21561"],
        "description": ["SDN List: 2017-02-03"],
    }


def test_date_of_another_list_is_not_the_listing_date(text: str) -> None:
    """A party on both of OFAC's lists is listed on this one since this one's date."""
    both = text.replace(
        '<sanctionsList refId="1550" id="21733"',
        '<sanctionsList refId="91512" id="9" datePublished="2014-10-10">Consolidated List</sanctionsList>'
        '<sanctionsList refId="1550" id="21733"',
    )
    assert values(read(both), "21561", "listingDate") == ["2017-02-03"]
    assert values(read(both), "21561", "description") == ["Consolidated List: 2014-10-10", "SDN List: 2017-02-03"]


def test_document_keeps_issuer_and_dates(text: str) -> None:
    """A passport's number is clean; who issued it and when stays in the original."""
    [passport] = [s for s in read(text).statements if s.prop == "passportNumber"]
    assert (passport.value, passport.original) == (
        "U19707756", "Passport U19707756 (Iran) issued 12 May 2011 expires 11 May 2016",
    )  # fmt: skip


def test_addresses_in_the_order_of_the_legacy_files(text: str) -> None:
    """Lines come first, whatever their order; an address of a country alone gives the country."""
    edition = read(text)
    assert values(edition, "13109", "address") == ["Number 37, Ahour Alley, Shariati St., Tehran, Iran"]
    assert values(edition, "13109", "country") == ["ir", "ru"]


def test_comment_does_not_spoil_a_value(text: str) -> None:
    """What OFAC says of a website is a note; the website is read."""
    edition = read(text)
    assert values(edition, "13109", "website") == ["www.pouyaair.com"]
    assert "Website www.pouyaair.com: Persian language website" in values(edition, "13109", "notes")


def links(edition: ReadEdition) -> Iterator[dict[str, str]]:
    """Each relation as its properties."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for s in edition.statements:
        if "-link-" in s.entity_id:
            found[s.entity_id] |= {"schema": s.schema, s.prop: s.value.removeprefix(f"{SDN}-")}
    return iter(found.values())


def test_relations_have_direction(text: str) -> None:
    """Who owns and who acts is told right, and a relation told from both sides is one."""
    assert sorted(links(read(text)), key=lambda link: link["schema"]) == [
        {"schema": "Ownership", "owner": "12055", "asset": "13109", "role": "Owned or Controlled By"},
        {"schema": "Representation", "agent": "21561", "client": "10465", "role": "Acting for or on behalf of"},
        {"schema": "UnknownLink", "subject": "13109", "object": "48727", "role": "Associate Of"},
    ]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Leader or official of", {"schema": "Directorship", "director": "13109", "organization": "12055"}),
        ("Family member of", {"schema": "Family", "person": "12055", "relative": "13109"}),
        ("Providing support to", {"schema": "UnknownLink", "subject": "13109", "object": "12055"}),
        ("Owns, controls, or operates", {"schema": "UnknownLink", "subject": "13109", "object": "12055"}),
    ],
)
def test_each_kind_of_relation(text: str, kind: str, expected: dict[str, str]) -> None:
    """Each of OFAC's relations becomes the relation it says, with OFAC's words."""
    edition = read(text.replace("Owned or Controlled By", kind))
    word = "relationship" if expected["schema"] == "Family" else "role"
    assert {**expected, word: kind} in list(links(edition))


def test_wallet_is_an_entity(text: str) -> None:
    """A digital currency address is a wallet that the person holds."""
    wallet = {s.prop: s.value for s in read(text).statements if s.schema == "CryptoWallet"}
    assert (wallet["publicKey"], wallet["currencySymbol"], wallet["holder"]) == (
        "1H939dom7i4WDLCKyGbXUp3fs9CSTNRzgL", "XBT", f"{SDN}-21561",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("Place of Birth", "Shoe size", "unknown type of feature: kept as a note"),
        (">Passport<", ">Library card<", "unknown type of document: kept as a note"),
        ("<title>IRGC officer</title>", "<motto>x</motto>", "field not read"),
        (">First Name<", ">Stage Name<", "unknown enhanced_name_part 'Stage Name'"),
        ("Owned or Controlled By", "Married into", "unknown enhanced_relation 'Married into'"),
        (">Aircraft<", ">Spaceship<", "unknown type 'Spaceship'"),
        ('<isPrimary>true</isPrimary><reliability refId="1560">Confirmed', "<reliability>False", "false"),
    ],
)  # fmt: skip
def test_unknown_words_are_issues(text: str, old: str, new: str, reason: str) -> None:
    """What is not known is never read as something else in silence."""
    assert any(reason in issue.reason for issue in read(text.replace(old, new)).issues)


def test_false_feature_is_a_note(text: str) -> None:
    """A feature that OFAC calls false identifies nobody."""
    edition = read(text.replace("Confirmed</reliability>", "False</reliability>"))
    assert values(edition, "21561", "gender") == []
    assert "Gender Male (false)" in values(edition, "21561", "notes")


def test_extract_has_a_gap(text: str) -> None:
    """A file filtered by programme is no whole list, and says so."""
    programme = "<sanctionsPrograms><sanctionsProgram>IRGC</sanctionsProgram></sanctionsPrograms>"
    edition = read(text.replace("</sanctionsLists></filters>", f"</sanctionsLists>{programme}</filters>"))
    assert edition.gaps == ("an extract, not the whole list: only sanctionsPrograms IRGC",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<dataAsOf>2024-08-28T00:00:00</dataAsOf>", "<dataAsOf>soon</dataAsOf>", "no instant"),
        ("<filters>", "<recordCount>4</recordCount><filters>", "truncated, 3 entities where the file says 4"),
        ('<entity id="48727">', '<entity id="48727" action="remove">', "changes, not a whole list"),
        ("featureTypes>", "other>", "truncated, no featureTypes"),
        (">SDN List<", ">Consolidated List<", "none of 3 entities is on this list"),
    ],
)
def test_not_a_whole_edition(text: str, old: str, new: str, message: str) -> None:
    """Truncated files, changes and other lists are refused with the reason."""
    with pytest.raises(EditionError, match=message):
        read(text.replace(old, new))


def test_unchanged_entity_is_not_read_again(text: str) -> None:
    """The next edition takes an unchanged entity from memory, and reads a changed one."""
    memory = EntryMemory()
    spec = load_spec(SDN)
    editions = []
    for version in (text, text.replace("PARS AIR", "PARS CARGO")):
        memory.begin_edition()
        root = parse_xml(SourceFile(name="x.xml", data=version.encode()))
        editions.append(enhanced.read(root, Draft(spec=spec, memory=memory)))
    same = [new is old for old, new in zip(editions[0].groups, editions[1].groups, strict=True)]
    assert same == [True, False, True]


def real(shared: Path, name: str, list_id: str, member: str = "") -> ReadEdition:
    """A real edition of the shared data."""
    files = [file for file in read_files(shared / "ofac" / name) if member in file.name]
    return read_list(files[-1:], Draft(spec=load_spec(list_id)))


@pytest.mark.shared
def test_real_cons_agrees_with_legacy(shared: Path) -> None:
    """Eleven weeks apart, ENHANCED and legacy XML give the same entities, schemas, names, programmes and birth dates.

    Only ENHANCED has: names in original script (44), name parts (1 middle name), legal bases and dates of each list.
    """
    new = real(shared, "CONS_ENHANCED_2025-01-14.zip", "us-ofac-cons")
    old = real(shared, "cons_xml_all.tar.xz", "us-ofac-cons", "2025-03-28")
    assert new.schemas() == old.schemas()
    assert (new.entities_in_file, new.count_by_schema()) == (443, {"Company": 78, "Organization": 285, "Person": 80})

    def facts(edition: ReadEdition, *props: str) -> set[tuple[str, str, str, str | None]]:
        return {
            (s.entity_id, s.prop, s.value, s.until)
            for s in edition.statements
            if s.prop in props and s.value.isascii() and "-link-" not in s.entity_id
        }

    same = (
        "name",
        "alias",
        "previousName",
        "weakAlias",
        "program",
        "birthDate",
        "isinCode",
        "ticker",
        "swiftBic",
        "email",
    )
    assert facts(new, *same) == facts(old, *same)
    assert len(facts(new, "name")) == 443
    assert {i.reason for i in new.issues} == {
        "fails the check of isinCode: kept as registrationNumber", "Reported, not confirmed",
    }  # fmt: skip


@pytest.mark.shared
def test_real_cons_relations(shared: Path) -> None:
    """All 283 relations of the complete list are read: 278 of ownership, 4 that may be it the other way round, 1 of acting for."""
    edition = real(shared, "CONS_ENHANCED_2025-01-14.zip", "us-ofac-cons")
    ids = {(s.schema, s.entity_id) for s in edition.statements if "-link-" in s.entity_id}
    counts = {schema: sum(s == schema for s, _ in ids) for schema in ("Ownership", "UnknownLink", "Representation")}
    assert counts == {"Ownership": 278, "UnknownLink": 4, "Representation": 1}


@pytest.mark.shared
def test_real_extract_agrees_with_legacy_tables(shared: Path) -> None:
    """The uids of the IRGC extract are those of the legacy tables eight months before, with the same names but for one renamed party."""
    new = real(shared, "sdn_enhanced_IRGC_2024-08-28.xml.xz", SDN)
    with ExitStack() as stack:
        tables = [f.load() for f in open_files(shared / "ofac" / "set_2023-12-28_composite.tar.xz", stack)]
        old = read_list(tables, Draft(spec=load_spec(SDN)))
    names = [
        {s.entity_id: s.value for s in edition.statements if s.prop == "name" and s.schema != "CryptoWallet"}
        for edition in (new, old)
    ]
    both = names[0].keys() & names[1].keys()
    assert (len(names[0]), len(both)) == (293, 259)
    assert [own for own in both if names[0][own] != names[1][own]] == [f"{SDN}-23475"]
    assert new.gaps == ("an extract, not the whole list: only sanctionsPrograms IRGC",)
