"""Make `src/sanksi/names/data/nicknames.tsv`: full names and the short or pet forms that stand for them.

usage: PYTHONPATH=... python tools/make_nicknames.py [--check]      (needs `pip install nicknames==1.0.1`)

Sources: names.csv of the package `nicknames` 1.0.1 (Apache-2.0; English), and `nicknames_more.toml` beside this program (other languages, by hand). Left
out: forms of one letter, and of the forms that stand for many names (Al, Lee) all but those of the commonest names.
"""

import csv
import tomllib
from collections import defaultdict
from importlib import import_module
from pathlib import Path

from keeping import keep
from sanksi.names.tables import levels_of
from sanksi.names.text import fold_name

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "sanksi" / "names" / "data" / "nicknames.tsv"
MADE_ON = "2026-11-28"
MOST = 4
"""Full names that a form stands for: the kernel has room for as many."""


def make() -> str:
    """The table, sorted by full name."""
    forms: dict[str, set[str]] = defaultdict(set)
    with (
        Path(str(import_module("nicknames").__file__)).with_name("names.csv").open(encoding="utf-8", newline="") as file
    ):
        for row in csv.DictReader(file):
            forms[fold_name(row["name2"])].add(fold_name(row["name1"]))
    more = tomllib.loads((HERE / "nicknames_more.toml").read_text(encoding="utf-8"))
    by_hand = {(form, full) for full, others in more.items() for form in others}
    for form, full in by_hand:
        forms[form].add(full)
    chosen: dict[str, set[str]] = defaultdict(set)
    for form, fulls in forms.items():
        known = sorted(full for full in fulls if full.isalpha() and full != form and levels_of(full)[0])
        known.sort(key=lambda full: ((form, full) not in by_hand, -levels_of(full)[0]))
        for full in known[:MOST] if len(form) > 1 and form.isalpha() else ():
            chosen[full].add(form)
    head = [
        "# Full name and the short or pet forms that stand for it, as folded tokens. Made by tools/make_nicknames.py.",
        f"# Sources: names.csv of nicknames 1.0.1 (Apache-2.0), tools/nicknames_more.toml. {MADE_ON}",
    ]
    return "\n".join(head + [f"{full}\t{' '.join(sorted(forms))}" for full, forms in sorted(chosen.items())]) + "\n"


if __name__ == "__main__":
    text = make()
    keep(TARGET, text.encode("ascii"), f"{text.count(chr(10)) - 2:,} names")
