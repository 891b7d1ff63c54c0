"""The reader of the UN designated vessels list, on an excerpt written by hand in the form of the list."""

import sys
from datetime import date
from pathlib import Path

import pytest

from sanksi.errors import ParseError

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from starter_vessels import Designation, is_imo, read_vessels  # noqa: E402 - tools are no package

HEAD = """<table><tr><td colspan="10"><p>1718 Designated Vessels List</p></td></tr>
<tr><td rowspan="2">#</td><td colspan="2" rowspan="2">Vessel Name</td><td rowspan="2">IMO number</td><td rowspan="2">Date of
designation</td><td colspan="5">Relevant sanctions measures</td></tr>
<tr><td><p>Paragraph 8</p><p>(d) of resolution 1718 (2006)</p></td><td>Paragraph 12 (a) of resolution 2321 (2016)</td>
<td>Paragraph 12 (d) of resolution 2321 (2016)</td><td>Paragraph 6 of resolution 2371 (2017)</td><td>Economic resources</td></tr>"""
COAL_SHIP = """<tr><td rowspan="2">1</td><td colspan="2"><p>1: HAO FAN 6</p></td><td rowspan="2"><p>8628597</p><p>MMSI:</p>
<p>1: 341985000</p></td><td>03-Oct-17</td><td>na</td><td>na</td><td>na</td><td>Yes</td><td>na</td></tr>
<tr><td><p>Other</p><p>information</p></td><td>An account of a voyage.</td><td>30-Mar-18</td><td>na</td><td>Yes</td><td>na</td>
<td>na</td><td>na</td></tr>"""
RENAMED_SHIP = """<tr><td></td><td colspan="2">1: Blue Nouvelle 2: Greenlight 3: Chong Bong</td><td rowspan="4">8909575
<p>MMSI:</p><p>1: 529734000</p><p>2:515721000</p></td><td>21-Jun-17</td><td>na</td><td>na</td><td>na</td><td>na</td><td>Yes</td></tr>
<tr><td></td><td>Flag</td><td><p>1. Kiribati</p><p>2: Cambodia</p></td><td></td></tr>
<tr><td>2</td><td>Call Sign</td><td>1: T3NM2 2: XUJX6</td><td></td></tr>
<tr><td></td><td>Type</td><td>General Cargo Ship</td><td></td></tr>"""
UNNUMBERED_SHIP = """<tr><td rowspan="2">3</td><td colspan="2">1: MIN NING DE YOU 078</td><td rowspan="2">Does not exist</td>
<td rowspan="2">30-Mar-18</td><td>na</td><td>Yes</td><td>na</td><td>Yes</td><td>na</td></tr>
<tr><td>Designated as economic resources of</td><td>Phyongchon Shipping (Kpe.070)</td></tr></table>"""
PAGE = HEAD + COAL_SHIP + RENAMED_SHIP + UNNUMBERED_SHIP


def test_a_renamed_vessel_has_its_latest_name_and_the_former_ones() -> None:
    """Names are numbered from the oldest on, so the last is the name it has now."""
    vessel = read_vessels(PAGE.encode())[1]
    assert (vessel.name, vessel.former_names) == ("Chong Bong", ("Blue Nouvelle", "Greenlight"))


def test_identifiers_flags_and_kind_are_read_apart() -> None:
    """IMO number, MMSI numbers, flags, call signs and kind come from cells that hold several."""
    vessel = read_vessels(PAGE.encode())[1]
    assert (vessel.imo, vessel.mmsi) == ("8909575", ("529734000", "515721000"))
    assert (vessel.flags, vessel.call_signs, vessel.type) == (
        ("Kiribati", "Cambodia"),
        ("T3NM2", "XUJX6"),
        "General Cargo Ship",
    )


def test_measures_added_on_another_day_stay_apart() -> None:
    """A vessel designated twice keeps each day with the measures of that day."""
    assert read_vessels(PAGE.encode())[0].designations == (
        Designation(on=date(2017, 10, 3), measures=("S/RES/2371 (2017), OP6",)),
        Designation(on=date(2018, 3, 30), measures=("S/RES/2321 (2016), OP12(a)",)),
    )


def test_a_vessel_without_imo_number_has_none() -> None:
    """The list says "Does not exist" for a vessel that never had a number."""
    vessel = read_vessels(PAGE.encode())[2]
    assert (vessel.imo, vessel.resource_of) == (None, "Phyongchon Shipping (Kpe.070)")


def test_an_imo_number_carries_a_check_digit() -> None:
    """One digit off, or two exchanged, is no IMO number."""
    assert is_imo("8628597")
    assert not is_imo("8628598")
    assert not is_imo("6828597")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("8628597", "862859", r"vessel 1, 'HAO FAN 6': '862859 MMSI: 1: 341985000' is no IMO number"),
        ("<td>03-Oct-17</td><td>na</td>", "<td>03-Oct-17</td><td>perhaps</td>", r"'perhaps'"),
        ("Call Sign", "Nickname", r"vessel 2, 'Chong Bong': a row without a known label"),
        ("<td>2</td>", "<td>7</td>", r"vessel 2, 'Chong Bong': the list numbers it \[7\]"),
        ("resolution", "letter", "the page has no row of measures"),
    ],
)
def test_a_page_of_another_form_is_refused_with_the_place(old: str, new: str, message: str) -> None:
    """Nothing is guessed: what does not have the list's form is named."""
    with pytest.raises(ParseError, match=message):
        read_vessels(PAGE.replace(old, new).encode())


@pytest.mark.shared
def test_the_real_list_gives_all_its_vessels() -> None:
    """The list of 4 June 2020 holds 59 vessels, 58 of them with an IMO number whose check digit is right."""
    path = ROOT.parent / "shared" / "data" / "vessels" / "un_1718_designated_vessels_2020-06-04.html"
    if not path.exists():
        pytest.skip("the real lists of ../shared/data are absent")
    vessels = read_vessels(path.read_bytes())
    numbers = [v.imo for v in vessels if v.imo]
    assert (len(vessels), len(set(numbers))) == (59, 58)
    assert all(is_imo(n) for n in numbers)
