"""The 1718 Committee's vessels: the same out of HTML and PDF."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sanksi.errors import EditionError, SourceError
from sanksi.lists import ReadEdition, SourceFile, read_edition

LEFT = (32, 53, 117, 290, 368, 432, 496, 560, 624, 695)
HEADS = (
    "Paragraph 8 (d) of resolution 1718 (2006) and paragraph 12 of resolution 2270 (2016)",
    "Paragraph 12 (a) of resolution 2321 (2016)",
    "Paragraph 12 (d) of resolution 2321 (2016)",
    "Paragraph 6 of resolution 2371 (2017) and paragraph 6 of resolution 2375 (2017)",
    "Economic resources controlled or operated by Ocean Maritime Management (KPe.020)",
)
ROWS: tuple[dict[int, str], ...] = (
    {0: "#", 2: "Vessel Name", 3: "IMO number", 4: "Date of designation", **dict(enumerate(HEADS, 5))},
    {1: "1: HAO FAN 6", 3: "8628597", 4: "03-Oct-17", 5: "na", 6: "na", 7: "na", 8: "Yes", 9: "na"},
    {
        0: "1", 1: "Other|information", 2: "M/V HAO FAN 6 loaded DPRK coal|at Nampo, DPRK, on 27 August 2017.", 3: "MMSI:|1: 341985000",
        4: "30-Mar-18", 5: "na", 6: "Yes", 7: "na", 8: "na", 9: "na",
    },
    {1: "1: Petrel 1 2: Thae Pyong San", 3: "9009085", 4: "21-Jun-17", 5: "na", 6: "na", 7: "na", 8: "na", 9: "Yes"},
    {0: "2", 1: "Flag", 2: "1. Cambodia 2. Democratic People\x92s|Republic of Korea", 3: "MMSI:|1: 515040000|2: 445527000"},
    {1: "Call Sign", 2: "1: XUJX5 2: HMXQ"},
)  # fmt: skip


def write_pdf(rows: tuple[dict[int, str], ...]) -> bytes:
    """A PDF of one page with the rows and the rules between them, `|` parting lines."""
    parts, top = ["BT /F1 11 Tf 300 570 Td (1718 Designated Vessels List) Tj ET"], 560
    for row in rows:
        parts.append(f"22 {top} m 760 {top} l S")
        for column, text in row.items():
            for number, line in enumerate(text.split("|")):
                escaped = line.replace("(", r"\(").replace(")", r"\)")
                parts.append(f"BT /F1 11 Tf {LEFT[column]} {top - 14 - 13 * number} Td ({escaped}) Tj ET")
        top -= 60
    parts.append(f"22 {top} m 760 {top} l S BT /F1 11 Tf 393 40 Td (18) Tj ET")
    content = "\n".join(parts).encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 792 612]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Title(1718 Designated Vessels List 4 June 2020.docx)>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data
        + b"xref\n0 7\n0000000000 65535 f \n%strailer\n<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            table,
            len(data),
        )
    )


def read_bytes(data: bytes, *, any_count: bool = True) -> ReadEdition:
    """The edition that the bytes hold."""
    file = SourceFile(name="list", data=data)
    at = datetime(2020, 6, 5, tzinfo=UTC)
    return read_edition("un-1718-vessels", [file], on=None, received_at=at, any_count=any_count)[1]


def values(read: ReadEdition, own_id: str, prop: str) -> list[str]:
    """The values of a property, in the order of the list."""
    return [s.value for s in read.statements if s.entity_id == f"un-1718-vessels-{own_id}" and s.prop == prop]


@pytest.fixture(scope="module", params=["html", "pdf"])
def read(request: pytest.FixtureRequest, excerpts: Path) -> ReadEdition:
    """The excerpt as read from each format."""
    if request.param == "pdf":
        return read_bytes(write_pdf(ROWS))
    return read_bytes((excerpts / "un_1718_2020-06-04.html").read_bytes())


def test_vessels(read: ReadEdition) -> None:
    """The day is the title's; names, numbers, flags and call signs are of their vessel."""
    assert read.on == date(2020, 6, 4)
    assert read.schemas() == {"un-1718-vessels-8628597": "Vessel", "un-1718-vessels-9009085": "Vessel"}
    assert values(read, "9009085", "name") == ["Petrel 1"]
    assert values(read, "9009085", "alias") == ["Thae Pyong San"]
    assert values(read, "9009085", "mmsi") == ["515040000", "445527000"]
    assert values(read, "9009085", "flag") == ["kh", "kp"]
    assert values(read, "9009085", "callSign") == ["XUJX5", "HMXQ"]
    assert not read.issues
    assert read.gaps == ()


def test_two_designations(read: ReadEdition) -> None:
    """A vessel designated twice has both days, and each measure once."""
    assert values(read, "8628597", "listingDate") == ["2017-10-03", "2018-03-30"]
    assert [v.split(":")[0] for v in values(read, "8628597", "provisions")] == ["Port entry ban", "De-flagging"]
    assert values(read, "8628597", "notes") == ["M/V HAO FAN 6 loaded DPRK coal at Nampo, DPRK, on 27 August 2017."]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [("Call Sign", "Owner", "Owner"), ("<p>Yes</p>", "<p>Partly</p>", "Partly"), ("9009085", "9009086", "9009086")],
)
def test_nothing_is_lost_silently(excerpts: Path, old: str, new: str, told: str) -> None:
    """An unknown row, an unknown mark and a number that fails its check digit are issues."""
    text = (excerpts / "un_1718_2020-06-04.html").read_text(encoding="utf-8")
    assert any(told in issue.value for issue in read_bytes(text.replace(old, new).encode()).issues)


def test_missing_rows_are_a_gap() -> None:
    """Numbers that do not run on tell that rows are missing."""
    rows = tuple({**row, 0: "3"} if row.get(0) == "2" else row for row in ROWS)
    assert len(read_bytes(write_pdf(rows)).gaps) == 1


def test_other_documents_are_refused() -> None:
    """Another page, another PDF and a cut one are no edition."""
    for data in (b"<html><body>503 Service Unavailable</body></html>", b"", write_pdf(())):
        with pytest.raises(EditionError):
            read_bytes(data)
    with pytest.raises(SourceError):
        read_bytes(write_pdf(ROWS)[:400])


def test_a_cut_document_is_refused(excerpts: Path) -> None:
    """A page or a PDF that ends in the middle is no edition, whatever a forgiving library makes of it."""
    html = (excerpts / "un_1718_2020-06-04.html").read_bytes()
    for data in (html[: len(html) * 9 // 10], write_pdf(ROWS)[:-20]):
        with pytest.raises(EditionError, match="has no end"):
            read_bytes(data)


@pytest.mark.shared
def test_real_list_in_both_formats(shared: Path) -> None:
    """All 59 vessels of June 2020, the same out of both; its measures count as the Committee's press release of 30 March 2018 says."""
    base = shared / "vessels"
    html, pdf = (
        read_bytes((base / f"un_1718_designated_vessels_2020-06-04.{kind}").read_bytes(), any_count=False)
        for kind in ("html", "pdf")
    )
    assert html.statements == pdf.statements
    assert html.count_by_schema() == {"Vessel": 59}
    assert [issue.value for issue in html.issues] == ["Does not exist"]
    assert sum(s.prop == "imoNumber" for s in html.statements) == 58
    day = [s for s in html.statements if s.prop == "provisions" and str(s.original).endswith("30-Mar-18")]
    assert sum(s.value.startswith("De-flagging") for s in day) == 12
