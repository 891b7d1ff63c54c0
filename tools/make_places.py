"""Make `src/sanksi/names/data/places.tsv`: names of territories in several languages as folded token sequences, and the one token they are read as.

usage: python tools/make_places.py [--check]

Source: territory names of CLDR by way of babel (BSD; data under the Unicode licence), and the spellings of `ledger/territories.toml`. Left out: what
means several territories (Korea, Congo), what is a word of companies or a legal form too (mali), and `NO_PLACES`.
"""

import tomllib
from collections import Counter
from pathlib import Path

from babel import Locale

from keeping import keep
from sanksi.names.tables import load_legal_forms, load_words
from sanksi.names.text import fold_name

SOURCE = Path(__file__).parents[1] / "src" / "sanksi"
TARGET = SOURCE / "names" / "data" / "places.tsv"
MADE_ON = "2026-11-28"
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "id", "tr", "pl", "sv", "da", "nb", "ru")
"""English first: what it means wins over what another language means by the same word (Island)."""

PARTS_OF_THE_WORLD = ("002", "003", "005", "009", "013", "029", "142", "150")
"""Continents and the Caribbean by UN M49, as CLDR has them: a company of Europe is named like one of Germany."""

SHORT = {"gb": "uk", "us": "usa", "ae": "uae", "kp": "northkorea", "kr": "southkorea", "cd": "drcongo", "cg": "congorepublic", "hk": "hongkong", "mo": "macao"}  # fmt: skip
MORE = {"gb": ["great britain", "u k"], "us": ["america", "u s a"], "ae": ["uae", "u a e"], "nl": ["holland"], "ir": ["iran"], "sy": ["syria"], "ru": ["russia"]}  # fmt: skip
NO_PLACES = frozenset(("island", "man", "as", "korea", "korut", "congo", "kongo", "guinea", "kap", "region", "america", "amerika", "the", "antilles", "belize city"))  # fmt: skip


def make() -> str:
    """The table, sorted by name."""
    words, tables = load_words(), tomllib.loads((SOURCE / "ledger" / "territories.toml").read_text(encoding="utf-8"))
    taken = {word for part in ("glossary", "numbers") for key, others in words[part].items() for word in (key, *others)}
    taken |= {word for part in ("particles", "titles", "patronymics") for word in words[part]}
    taken |= {" ".join(form) for form in load_legal_forms()}
    codes, english = [*tables["codes"].split(), *PARTS_OF_THE_WORLD], Locale("en").territories
    tokens = {
        code: SHORT.get(code) or fold_name(str(english[code.upper()])).replace(" ", "")
        for code in codes
        if code.upper() in english
    }
    found: dict[str, str] = {}
    for language in LANGUAGES:
        names = [(code, str(name)) for code in tokens if (name := Locale(language).territories.get(code.upper()))]
        if language == "en":
            names += [
                (code, name) for extra in (MORE, tables["names"]) for code, more in extra.items() for name in more
            ]
        spelled = {(code, _spell(name)) for code, name in names if code in tokens}
        several = Counter(name for _, name in spelled)
        found |= {name: tokens[code] for code, name in spelled if several[name] == 1 and name not in found}
    found |= {token: token for token in tokens.values()}
    kept = {
        n: t
        for n, t in found.items()
        if n not in taken and n not in NO_PLACES and (len(n) > 3 or n in SHORT.values()) and len(n.split()) < 6
    }
    head = [
        "# Name of a territory as folded tokens, and the token it is read as. Made by tools/make_places.py.",
        f"# Sources: CLDR by way of babel (Unicode licence), ledger/territories.toml. {MADE_ON}",
    ]
    return "\n".join(head + [f"{name}\t{token}" for name, token in sorted(kept.items())]) + "\n"


def _spell(name: str) -> str:
    return " ".join(word for word in fold_name(name).split() if word not in ("the", "and"))


if __name__ == "__main__":
    text = make()
    keep(TARGET, text.encode("ascii"), f"{text.count(chr(10)) - 2:,} names")
