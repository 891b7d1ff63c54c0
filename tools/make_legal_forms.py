"""Make `src/sanksi/names/data/legal_forms.tsv`: legal forms of companies as folded token sequences, with their key and kind.

usage: python tools/make_legal_forms.py ../shared/data [--check]

Source: rigour's org_types.yml (MIT, OpenSanctions), reduced to facts: each alias folded, the key its compared or shown form without
spaces, the kind the generic form (llc, jsc, lp, ...). Forms written with and without points are both kept: "o o o" and "ooo".
"""

import re
import sys
from pathlib import Path
from typing import Any

import yaml

from keeping import keep
from sanksi.names.text import fold_name

TARGET = Path(__file__).parents[1] / "src" / "sanksi" / "names" / "data" / "legal_forms.tsv"
MADE_ON = "2026-11-24"
KEYS = {
    "limited": "ltd",
    "ooo": "llc",
    "zao": "jsc",
    "pao": "jsc",
    "oao": "jsc",
    "ao": "jsc",
    "cjsc": "jsc",
    "ojsc": "jsc",
    "pjsc": "jsc",
}
"""Forms that lists translate into an English one take the key of that one."""

MORE = {
  "aktsionernoe obshchestvo": ("jsc", "jsc"), "publichnoe aktsionernoe obshchestvo": ("jsc", "jsc"), "aktsionernoye obshchestvo": ("jsc", "jsc"),
  "zakrytoe aktsionernoe obshchestvo": ("jsc", "jsc"), "otkrytoe aktsionernoe obshchestvo": ("jsc", "jsc"), "joint stock company": ("jsc", "jsc"),
  "obshchestvo s ogranichennoi otvetstvennostyu": ("llc", "llc"), "obshchestvo s ogranichennoy otvetstvennostyu": ("llc", "llc"),
  "limited liability company": ("llc", "llc"), "ltd": ("ltd", "llc"), "limited": ("ltd", "llc"), "co ltd": ("ltd", "llc"), "company limited": ("ltd", "llc"),
  "co": ("co", ""), "company": ("co", ""), "corp": ("corp", "jsc"), "corporation": ("corp", "jsc"), "inc": ("inc", "jsc"), "incorporated": ("inc", "jsc"),
  "pt": ("pt", "llc"), "perseroan terbatas": ("pt", "llc"), "tbk": ("tbk", "jsc"), "persero": ("persero", "soe"), "cv": ("cv", "lp"), "ud": ("ud", "sp"),
  "sdn bhd": ("sdnbhd", "llc"), "sendirian berhad": ("sdnbhd", "llc"), "berhad": ("bhd", "jsc"), "bhd": ("bhd", "jsc"), "pte ltd": ("pteltd", "llc"),
  "private limited": ("pteltd", "llc"), "pvt ltd": ("pteltd", "llc"), "pty ltd": ("pteltd", "llc"), "fze": ("fze", "llc"), "fzco": ("fze", "llc"), "fzc": ("fze", "llc"),
  "anonim sirketi": ("as", "jsc"), "limited sirketi": ("ltd", "llc"), "ltd sti": ("ltd", "llc"), "kabushiki kaisha": ("kk", "jsc"), "gmbh": ("gmbh", "llc"),
  "youxian gongsi": ("ltd", "llc"), "gufen youxian gongsi": ("jsc", "jsc"), "youxian zeren gongsi": ("llc", "llc"), "sherkat sahami khass": ("jsc", "jsc"),
}  # fmt: skip


def make(shared: Path) -> str:
    """The table, sorted by form."""
    types: list[dict[str, Any]] = yaml.safe_load(
        (shared / "names" / "rigour_org_types.yml").read_text(encoding="utf-8")
    )["types"]
    forms: dict[str, tuple[str, str]] = {}
    for entry in types:
        kind = (entry.get("generic") or "").lower()
        shown = (
            entry.get("compare") or entry.get("display") or entry.get("generic") or (entry.get("aliases") or [""])[0]
        )
        key = fold_name(str(shown)).replace(" ", "")
        key = KEYS.get(key, key)
        for alias in (*(entry.get("aliases") or ()), entry.get("display"), entry.get("compare")):
            if alias and key:
                for form in _spellings(str(alias)):
                    forms.setdefault(form, (key, kind))
    forms.update(MORE)
    head = [
        "# Legal form as folded tokens, its key, and the kind of form it is (empty: none). Made by tools/make_legal_forms.py.",
        f"# Source: rigour org_types.yml (MIT), reduced to facts. {MADE_ON}",
    ]
    return "\n".join(head + [f"{form}\t{key}\t{kind}" for form, (key, kind) in sorted(forms.items())]) + "\n"


def _spellings(alias: str) -> set[str]:
    folded = fold_name(alias)
    spellings = {folded, fold_name(alias.replace(".", ""))}
    if re.fullmatch("(?:[a-z] )+[a-z]", folded):
        spellings.add(folded.replace(" ", ""))
    return {form for form in spellings if len(form) > 1 and not form.isdigit()}


if __name__ == "__main__":
    text = make(Path(sys.argv[1]))
    keep(TARGET, text.encode("ascii"), f"{text.count(chr(10)) - 2:,} forms")
