"""The 1718 Designated Vessels List (UN Security Council Committee, HTML of its PDF) as rows."""

import re
from typing import Any

from lxml import html as lxml_html

_MEASURES = (
    "S/RES/1718 (2006), OP8(d); S/RES/2270 (2016), OP12",
    "S/RES/2321 (2016), OP12(a)",
    "S/RES/2321 (2016), OP12(d)",
    "S/RES/2371 (2017), OP6; S/RES/2375 (2017), OP6",
    "controlled or operated by Ocean Maritime Management (KPe.020)",
)
_NUMBERED = re.compile(r"(?:^|(?<=\s))\d[:.]\s*(.*?)(?=\s*\b\d[:.]\s|$)")
_IDENTIFIED = re.compile(r"(\d{7}|Does not exist)(?:\s*MMSI:?\s*(.*))?$")
_MMSI = re.compile(r"[1-7]\d{8}")


def read_vessels(text: str) -> list[dict[str, Any]]:
    """Each vessel: `names` (latest last, as numbered), `imo` (empty where the list says it does not exist), `mmsi`, `call_signs`, `type`, `listed_on` ("30-Mar-18"), `measures`.

    A vessel is a row whose cells hold an IMO number; the rows below it carry its flag, call signs and type. Free text is not read.
    """
    vessels: list[dict[str, Any]] = []
    for row in lxml_html.fromstring(text).iter("tr"):
        cells = [" ".join("".join(str(t) for t in cell.itertext()).split()) for cell in row.findall("td")]
        found = next(((i, m) for i, cell in enumerate(cells) if (m := _IDENTIFIED.match(cell))), None)
        if found and found[0] > 0:
            at, identified = found
            marks = [cell == "Yes" for cell in cells[at + 2 : at + 7]]
            vessels.append({
                "names": [n for n in _NUMBERED.findall(cells[at - 1]) if n] or [cells[at - 1]],
                "imo": identified[1] if identified[1].isdigit() else "",
                "mmsi": _MMSI.findall(re.sub(r"\d:\s", " ", identified[2] or "")),
                "call_signs": [],
                "type": "",
                "listed_on": cells[at + 1],
                "measures": [m for m, marked in zip(_MEASURES, marks, strict=False) if marked],
            })  # fmt: skip
        elif vessels and "Call Sign" in cells:
            vessels[-1]["call_signs"] = [
                c for c in _NUMBERED.findall(cells[cells.index("Call Sign") + 1]) if re.fullmatch(r"[A-Z0-9]{4,6}", c)
            ]
        elif vessels and "Type" in cells:
            vessels[-1]["type"] = cells[cells.index("Type") + 1]
    return vessels


def is_imo(number: str) -> bool:
    """Whether a ship's IMO number has the right check digit (IMO resolution A.1117(30))."""
    return len(number) == 7 and sum(int(d) * w for d, w in zip(number, range(7, 1, -1), strict=False)) % 10 == int(
        number[6]
    )
