"""What OFAC's remarks say, part by part, through the reader of the legacy tables."""

from datetime import UTC, date, datetime

import pytest

from sanksi.lists import ReadEdition, SourceFile, load_spec, read_edition


def read(remarks: str, kind: str = "-0-", name: str = "ROSNEFT") -> ReadEdition:
    """One entry with these remarks."""
    row = f'17241,"{name}","{kind}","RUSSIA-EO14024",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"{remarks}."\r\n'
    file = SourceFile(name="sdn.csv", data=row.encode())
    on, now = date(2023, 9, 12), datetime(2026, 11, 24, tzinfo=UTC)
    return read_edition("us-ofac-sdn", [file], on=on, received_at=now, any_count=True)[1]


def said(edition: ReadEdition) -> list[tuple[str, str]]:
    """Properties and values without those every entry has."""
    return [(s.prop, s.value) for s in edition.statements if s.prop not in ("name", "program", "recordId")]


@pytest.mark.parametrize(
    ("remark", "prop", "value"),
    [
        ("Tax ID No. 7707083893 (Russia)", "innCode", "7707083893"),
        ("Tax ID No. 7707083894 (Russia)", "taxNumber", "7707083894"),
        ("Tax ID No. 7707083893 (Belarus)", "taxNumber", "7707083893"),
        ("Tax ID No. 7707083893", "taxNumber", "7707083893"),
        ("Registration Number 1027700132195 (Russia)", "ogrnCode", "1027700132195"),
        ("Registration Number 1027700132196 (Russia)", "registrationNumber", "1027700132196"),
        ("Registration ID 1027700132195", "registrationNumber", "1027700132195"),
        ("Government Gazette Number 00032537 (Russia)", "okpoCode", "00032537"),
        ("Government Gazette Number 00032538 (Russia)", "registrationNumber", "00032538"),
        ("Government Gazette Number 175392527 (Bulgaria)", "registrationNumber", "175392527"),
        ("Legal Entity Number 549300XIVJCBIGMRUD48", "leiCode", "549300XIVJCBIGMRUD48"),
        ("Legal Entity Number 851683897 (Netherlands)", "registrationNumber", "851683897"),
        ("V.A.T. Number BE 454,419,759 (Belgium)", "vatCode", "BE 454,419,759"),
        ("SWIFT/BIC RUAG RU MM", "swiftBic", "RUAGRUMM"),
        ("D-U-N-S Number 68-389-9999", "dunsCode", "68-389-9999"),
        ("Identification Number IMO 5342883", "imoNumber", "5342883"),
        ("License # 12345 (United Arab Emirates) issued 04 Jan 2019", "licenseNumber", "12345"),
        ("Business Registration Document # CUD: A201309051409325760", "registrationNumber", "A201309051409325760"),
        ("License revoked", "notes", "License revoked"),
        ("Organization Established Date 16 Dec 1965", "incorporationDate", "1965-12-16"),
        ("Organization Type: Central banking", "sector", "Central banking"),
        (
            "Organization Type: Accounting, bookkeeping and auditing activities; tax consultancy", "sector",
            "Accounting, bookkeeping and auditing activities; tax consultancy",
        ),
        ("Target Type State-Owned Enterprise", "legalForm", "State-Owned Enterprise"),
        ("Nationality of Registration China", "jurisdiction", "cn"),
        ("Email Address office@rshb.ru", "email", "office@rshb.ru"),
        ("Website http://www.rshb.ru", "website", "http://www.rshb.ru"),
        ("Phone Number +7 495 517 88 99", "phone", "+7 495 517 88 99"),
        ("Telephone (7)(4955178899)", "notes", "Telephone (7)(4955178899)"),
        ("Issuer Name CNOOC Limited", "notes", "Issuer Name CNOOC Limited"),
        ("all offices worldwide", "notes", "all offices worldwide"),
        ("Listing Date (EO 14024 Directive 3): 24 Feb 2022", "listingDate", "2022-02-24"),
        ("Effective Date (CMIC) 02 Aug 2021", "startDate", "2021-08-02"),
        (
            "Purchase/Sales For Divestment Date (CMIC) 03 Jun 2022", "provisions",
            "Purchase/Sales For Divestment Date (CMIC) 03 Jun 2022",
        ),
        (
            "Secondary sanctions risk: section 1(b) of Executive Order 13224", "provisions",
            "Secondary sanctions risk: section 1(b) of Executive Order 13224",
        ),
        (
            "For more information, please see: https://www.treasury.gov/resource-center/jcpoa_faqs.pdf", "programUrl",
            "https://www.treasury.gov/resource-center/jcpoa_faqs.pdf",
        ),
    ],
)  # fmt: skip
def test_parts_of_an_organisation(remark: str, prop: str, value: str) -> None:
    """Each type has its property; a number is what its country and check digits prove, and no more."""
    edition = read(remark)
    assert said(edition) == [(prop, value)]
    assert edition.issues == ()


@pytest.mark.parametrize(
    ("remark", "prop", "value"),
    [
        ("Passport No.: 0310857, Eritrea, Issue Date 21 August 2006", "passportNumber", "0310857"),
        ("alt. Passport A5199819 (Iran) expires 04 Jan 2010", "passportNumber", "A5199819"),
        ("SSN 33-3208848-3 (Philippines)", "idNumber", "33-3208848-3"),
        ("C.U.R.P. # HESU430525HBCRMR05 (Mexico)", "idNumber", "HESU430525HBCRMR05"),
        ("Chinese Commercial Code 3769 0948 5931", "notes", "Chinese Commercial Code 3769 0948 5931"),
        ("nationality Iran", "nationality", "ir"),
        ("Gender Female", "gender", "female"),
        ("a.k.a. 'ABDELHAY, al-Sheikh'", "weakAlias", "al-Sheikh ABDELHAY"),
        ("f.k.a. 'BOULAHIA'", "weakAlias", "BOULAHIA"),
    ],
)
def test_parts_of_a_person(remark: str, prop: str, value: str) -> None:
    """Documents are passports or identity numbers; quoted names are weak aliases, in the order they are spoken."""
    edition = read(remark, "individual", "HACENE")
    assert said(edition) == [(prop, value)]
    assert edition.issues == ()


@pytest.mark.parametrize(
    ("remark", "value", "until", "circa"),
    [
        ("DOB 17 Jan 1941", "1941-01-17", None, False),
        ("DOB Mar 1965", "1965-03", None, False),
        ("DOB circa 1968", "1968", None, True),
        ("DOB 1960 to 1962", "1960", "1962", False),
        ("DOB 01 Jan 1953 to 31 Dec 1954", "1953-01-01", "1954-12-31", False),
        ("DOB circa 1970-1973", "1970", "1973", True),
    ],
)
def test_birth_dates_are_as_exact_as_written(remark: str, value: str, until: str | None, circa: bool) -> None:
    """A year stays a year, a range a range, and circa is kept."""
    birth = next(s for s in read(remark, "individual").statements if s.prop == "birthDate")
    assert (birth.value, birth.until, birth.circa) == (value, until, circa)


def test_what_belongs_to_a_number_is_kept() -> None:
    """The issuing country and the dates of a document stand in the original text."""
    edition = read("Passport A5199819 (Iran) issued 04 Jan 2005 expires 04 Jan 2010", "individual")
    assert [s.original for s in edition.statements if s.prop == "passportNumber"] == [
        "Passport A5199819 (Iran) issued 04 Jan 2005 expires 04 Jan 2010"
    ]


def test_wallets_are_entities_of_their_holder() -> None:
    """Every address, the first and the alternative ones, is a wallet with its currency."""
    edition = read(
        "Digital Currency Address - XBT 149w62rY42aZBox8fGcmqNsXUzSStKeq8C; "
        "alt. Digital Currency Address - ETH 0x7F367cC41522cE07553e823bf3be79A889DEbe1B",
        "individual",
    )
    wallets = [(s.prop, s.value) for s in edition.statements if s.schema == "CryptoWallet" and s.prop != "name"]
    assert wallets == [
        ("publicKey", "149w62rY42aZBox8fGcmqNsXUzSStKeq8C"),
        ("currencySymbol", "XBT"),
        ("holder", "us-ofac-sdn-17241"),
        ("publicKey", "0x7F367cC41522cE07553e823bf3be79A889DEbe1B"),
        ("currencySymbol", "ETH"),
        ("holder", "us-ofac-sdn-17241"),
    ]


@pytest.mark.parametrize(
    ("remark", "prop"),
    [
        ("ISIN HK0883013259", "isinCode"),
        ("Equity Ticker CEO US", "ticker"),
        ("BIK (RU) 044525225", "bikCode"),
        ("Target Type Public Company", "legalForm"),
    ],
)
def test_what_only_companies_have_makes_a_company(remark: str, prop: str) -> None:
    """An organisation with a security, a Russian bank code or OFAC's own word is a Company."""
    edition = read(remark)
    assert edition.count_by_schema() == {"Company": 1}
    assert [p for p, _ in said(edition)] == [prop]


def test_vessels_and_aircraft_have_their_own_numbers() -> None:
    """Years of build, flags, tail numbers and serial numbers have the properties of a vehicle."""
    vessel = read(
        "Vessel Year of Build 2002; Former Vessel Flag Malta; alt. Former Vessel Flag None Identified", "vessel"
    )
    assert said(vessel) == [("buildDate", "2002"), ("pastFlags", "mt")]
    aircraft = read(
        "Aircraft Manufacture Date 19 Dec 1992; Aircraft Model A300B4; Aircraft Tail Number EP-MNI; "
        "Aircraft Manufacturer's Serial Number (MSN) 302; Previous Aircraft Tail Number G-VAIR",
        "aircraft",
    )
    assert said(aircraft) == [
        ("buildDate", "1992-12-19"),
        ("model", "A300B4"),
        ("registrationNumber", "EP-MNI"),
        ("serialNumber", "302"),
        ("registrationNumber", "G-VAIR"),
    ]


def test_what_a_schema_cannot_hold_stays_in_the_notes() -> None:
    """A passport of a vessel is nonsense, but it is not lost."""
    assert said(read("Passport A5199819 (Iran)", "vessel")) == [("notes", "Passport A5199819 (Iran)")]


def test_dates_and_territories_that_cannot_be_read_are_issues() -> None:
    """What is no date stays in the notes with an Issue; an unknown territory is an Issue."""
    edition = read("DOB when the river froze; nationality Atlantis", "individual")
    assert [(i.value, i.reason) for i in edition.issues] == [
        ("DOB when the river froze", "not a date"),
        ("Atlantis", "territory not known"),
    ]
    assert said(edition) == [("notes", "DOB when the river froze")]


def test_a_territory_without_a_code_is_not_lost() -> None:
    """The Netherlands Antilles are no more; the flag stands in the notes."""
    assert said(read("Former Vessel Flag Netherlands Antilles", "vessel")) == [
        ("notes", "pastFlags: Netherlands Antilles")
    ]


def test_both_lists_share_their_tables() -> None:
    """us-ofac-cons has the lookups and ignored fields of us-ofac-sdn, and counts of its own."""
    sdn, cons = load_spec("us-ofac-sdn"), load_spec("us-ofac-cons")
    assert cons.lookups == sdn.lookups
    assert cons.ignored == sdn.ignored
    assert cons.counts != sdn.counts
