"""Make `src/sanksi/names/data/lexicon_*.tsv.gz`: name parts in scripts that letters alone do not read, with their most attested Latin spelling.

usage: python tools/make_lexicon.py ../shared/data [--check]

Sources: nomenklatura's `names.gz` (groups of equal name parts; Wikidata, CC0), `arabic_names.sqlite3` of arabic-name-romanizer 0.2.0 (MIT;
Wikidata, CC0), popular names by country (sigpwned, CC0), and `lexicon_fixes.toml` beside this program, which wins.
"""

import csv
import gzip
import lzma
import math
import re
import sqlite3
import sys
import tempfile
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rapidfuzz.distance import Indel

from sanksi.names import abjad, han, tables
from sanksi.names.alphabets import spell_indic
from sanksi.names.text import fold_name
from sanksi.names.thai import spell_thai

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "sanksi" / "names" / "data"
MADE_ON = "2026-11-24"
PARTS = ("arabic", "hebrew", "han", "hangul", "other")

Weights = dict[str, float]
Evidence = dict[str, Weights]

_SCRIPTS = (
    ("arabic", re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")),
    ("hebrew", re.compile("[\u0590-\u05ff\u0700-\u074f]")),
    ("hangul", re.compile("[\uac00-\ud7a3]")),
    ("han", re.compile("[\u3005\u3041-\u30ff\u3400-\u9fff]")),
    ("other", re.compile("[\u0900-\u0fff\u1000-\u109f\u1200-\u137f\u1780-\u17ff]")),
)
_NATIVE_FOLD = re.compile("[\u0591-\u05c7\u064b-\u065f\u0670\u0640\u200b-\u200f'’׳״\"]")
_VOWELS = re.compile("[aeiouwy]")
_FOLDS = (
    ("sch", "5"),
    ("sh", "5"),
    ("ch", "4"),
    ("kh", "x"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("zh", "j"),
    ("ts", "c"),
    ("tz", "c"),
)
_SOUNDS = str.maketrans("qcgpvz5", "kskbfs4")
_MAGHREB = {"DZ", "TN", "MA", "MR"}
"""Names of these countries are romanised in the French way, which UN and OFAC lists seldom use; their counts weigh a third."""


def make_all(shared: Path) -> dict[str, str]:
    """The text of each part of the lexicon."""
    evidence: dict[str, Evidence] = {part: defaultdict(lambda: defaultdict(float)) for part in PARTS}
    groups = list(_groups(shared / "names" / "wikidata_name_synonyms.txt.gz"))
    common = _common_latin(shared, groups)
    _add_arabic(shared / "names" / "arabic_names.sqlite3.xz", evidence["arabic"])
    _add_popular(shared / "names" / "popular_by_country", evidence)
    for group in groups:
        _add_group(group, common, evidence)
    fixes = tomllib.loads((HERE / "lexicon_fixes.toml").read_text(encoding="utf-8"))
    return {part: _write(part, evidence[part], fixes.get(part, {})) for part in PARTS}


def _groups(path: Path) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").rpartition(" => ")[0].split(", ")


def _common_latin(shared: Path, groups: list[list[str]]) -> Counter[str]:
    """How many groups and Arabic counts a folded Latin spelling has."""
    common: Counter[str] = Counter()
    for group in groups:
        common.update({fold_name(name) for name in group if _is_latin(name)})
    for kind in ("forenames", "surnames"):
        for row in _rows(shared / "names" / "popular_by_country" / f"common-{kind}-by-country.csv"):
            common[fold_name(row["Romanized Name"])] += 5
    return common


def _is_latin(name: str) -> bool:
    return all(
        ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00 or unicodedata.category(char)[0] in "MP" for char in name
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _script_of(name: str) -> str | None:
    found = {part for char in name if char.isalpha() for part, pattern in _SCRIPTS if pattern.match(char)}
    odd = any(char.isalpha() and not any(pattern.match(char) for _, pattern in _SCRIPTS) for char in name)
    return found.pop() if len(found) == 1 and not odd else None


def _key(part: str, native: str) -> str:
    native = _NATIVE_FOLD.sub("", unicodedata.normalize("NFKC", native))
    if part == "arabic":
        return native.translate(abjad.ARABIC_KEY)
    if part == "hebrew":
        return native.translate(abjad.HEBREW_KEY)
    return native


# --- Arabic counts ---------------------------------------------------------------------------------------------------------------------


def _add_arabic(path: Path, evidence: Evidence) -> None:
    with tempfile.NamedTemporaryFile(suffix=".sqlite3") as file:
        file.write(lzma.decompress(path.read_bytes()))
        file.flush()
        base = sqlite3.connect(file.name)
        units = base.execute("SELECT arabic_key, latin, country, source, count FROM units").fetchall()
        full = base.execute("SELECT arabic_key, latin, country, source, count FROM full_names").fetchall()
        base.close()
    for native, latin, country, source, count in units + full:
        weight = count * (0.3 if source == "dzirinames" or country in _MAGHREB else 1.0)
        for word, spelling in _align(_key("arabic", native).split(), fold_name(latin).split()):
            if spelling and _fit("arabic", word, spelling) >= 0.6:
                evidence[word][spelling] += weight


_ARTICLES = {"al", "el", "ul", "ol", "ur", "as", "ad", "an", "ar", "az", "es", "er", "ed", "il"}


def _align(natives: list[str], latins: list[str]) -> Iterator[tuple[str, str]]:
    """Native words without their article, each with its Latin one, when their numbers agree; a single word may have several."""
    spaced = [latin for latin in latins if latin not in _ARTICLES] or latins
    if len(natives) == len(spaced):
        for native, latin in zip(natives, spaced, strict=True):
            yield _without_article(native, latin)
    elif len(natives) == 1 and 1 < len(spaced) <= 3 and not natives[0].startswith("ال"):
        yield natives[0], " ".join(spaced)


def _without_article(native: str, latin: str) -> tuple[str, str]:
    """Both without the article, when the native word has it and the Latin one does not begin as an article does (Elham, Larbi)."""
    if not native.startswith("ال") or len(native) < 5 or native == "الله":
        return native, latin
    joined = latin.startswith(("al", "el", "il", "ul", "l")) and not native[2:].startswith(("ل", "ع", "ا"))
    return (native, latin) if joined else (native[2:], latin)


# --- groups and popular names ----------------------------------------------------------------------------------------------------------


def _add_popular(folder: Path, evidence: dict[str, Evidence]) -> None:
    for kind in ("forenames", "surnames"):
        for row in _rows(folder / f"common-{kind}-by-country.csv"):
            native, latin = row["Localized Name"].strip(), fold_name(row["Romanized Name"])
            part = _script_of(native)
            if part in (None, "hangul") or not latin or (part == "han" and row["Country"] != "JP"):
                continue
            if _fit(part, _key(part, native), latin) >= 0.5 or part == "han":
                evidence[part][_key(part, native)][latin] += 60.0


def _add_group(group: list[str], common: Counter[str], evidence: dict[str, Evidence]) -> None:
    latins = {
        folded: None
        for name in group
        if _is_latin(name) and (folded := fold_name(name)) and not any(map(str.isdigit, folded))
    }
    japanese = _kana_of(group) is not None
    kanji = sum(1 for name in group if re.fullmatch("[\u3005\u3400-\u9fff]+", name))
    if not latins:
        return
    for name in group:
        part = _script_of(name)
        if part is None:
            continue
        if part == "han" and not _is_worth(name, japanese=japanese, size=len(group)):
            continue
        if part == "hangul" and len(name) < 3:
            continue
        native = _key(part, name)
        if (part not in ("arabic", "other") and " " in name) or any(
            unicodedata.category(char)[0] not in "LMZ" for char in native
        ):
            continue
        is_kanji = part == "han" and japanese and not han.KANA.search(native)
        sound = (_kana_of(group) or native) if is_kanji else native
        fits = {latin: _fit(part, sound, latin) for latin in latins}
        best = max(fits, key=lambda latin: (fits[latin] + 0.02 * math.log2(1 + common[latin]), latin))
        floor = {"arabic": 0.6, "hebrew": 0.6, "han": 0.5, "hangul": 0.5, "other": 0.5}[part]
        if fits[best] >= floor and best.count(" ") <= native.count(" ") + 2:
            pairs = [(native, best)] if " " not in native else _align(native.split(), best.split())
            for word, spelling in pairs:
                worth = (
                    0.2 * math.log2(2 + len(group)) * fits[best]
                    if not is_kanji
                    else (len(group) / max(1, kanji)) * fits[best]
                )
                evidence[part][
                    word.removeprefix("ال")
                    if part == "arabic" and len(word) > 4 and spelling[:2] in _ARTICLES
                    else word
                ][spelling] += worth


def _is_worth(name: str, *, japanese: bool, size: int) -> bool:
    """Kana and Japanese parts; foreign names in Chinese characters when several languages have them."""
    if "·" in name or "・" in name or name.endswith(("姓", "氏")):
        return False
    if han.KANA.search(name):
        return size >= 3 and not re.search("[\u3041-\u309f]", name)
    return japanese if len(name) <= 2 else (japanese or size >= 5)


def _kana_of(group: list[str]) -> str | None:
    """The hiragana of a group, or katakana that sounds as one of its Latin names does, so that the group is Japanese."""
    for name in group:
        if re.fullmatch("[\u3041-\u309f]+", name):
            return name
    for name in group:
        if re.fullmatch("[\u30a1-\u30fa\u30fc]+", name) and any(
            fold_name(latin) == han.read_kana(name) for latin in group if _is_latin(latin)
        ):
            return name
    return None


@cache
def _sound_of(part: str, native: str) -> str:
    if part in ("arabic", "hebrew"):
        return "".join(tables.latin_of(char) or "" for char in native)
    if part == "hangul":
        return "".join(map(han.read_syllable, native))
    if part == "han":
        return "".join(
            han.read_kana(c) if han.KANA.match(c) else tables.mandarin_of(c)
            for c in re.findall("[\u3041-\u30ff]+|.", native)
        )
    return _letters_of(native)


def _letters_of(native: str) -> str:
    if "\u0e00" <= native[0] < "\u0e80":
        return spell_thai(native)
    return (
        spell_indic(native)
        if "\u0900" <= native[0] < "\u0e00"
        else "".join(tables.latin_of(char) or "" for char in native).lower()
    )


@cache
def _skeleton(latin: str) -> str:
    for letters, sign in _FOLDS:
        latin = latin.replace(letters, sign)
    latin = latin.replace("x", "k").replace("ck", "k").replace("j", "4")
    bare = _VOWELS.sub("", latin.replace(" ", "").replace("h", "")).translate(_SOUNDS).replace("l", "r")
    return re.sub(r"(.)\1+", r"\1", bare)


def _fit(part: str, native: str, latin: str) -> float:
    """How well a Latin spelling fits the native letters: by consonants, 0 to 1; a little for equal length of the words."""
    sound = _sound_of(part, native)
    if part in ("arabic", "hebrew"):
        return max(
            _likeness(_skeleton(heard), _skeleton(written))
            for heard in _hearings(part, sound)
            for written in {latin, latin.replace("v", "w")}
        )
    bare, whole = _likeness(_skeleton(sound), _skeleton(latin)), _likeness(sound, latin.replace(" ", ""))
    return 0.5 * bare + 0.5 * whole if part != "han" else max(0.7 * bare + 0.3 * whole, whole)


def _hearings(part: str, sound: str) -> set[str]:
    """The letters of a Hebrew word that stand for two sounds, as either; the other scripts have one."""
    if part != "hebrew":
        return {sound}
    heard = {
        sound,
        sound.replace("sh", "s"),
        sound.replace("p", "f"),
        sound.replace("h", "kh"),
        sound.replace("b", "v"),
    }
    return heard | {one.replace("sh", "s") for one in heard}


def _likeness(left: str, right: str) -> float:
    return Indel.normalized_similarity(left, right) if left or right else 1.0


# --- choosing ---------------------------------------------------------------------------------------------------------------------------


def _loose(latin: str) -> str:
    """Spellings of one sound written one way, so that their counts add up."""
    for letters, sound in (
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
        ("ei", "i"),
        ("ai", "i"),
        ("ay", "i"),
        ("ey", "i"),
        ("y", "i"),
        ("o", "u"),
        ("e", "a"),
        ("dj", "j"),
        ("q", "k"),
        ("w", "v"),
    ):
        latin = latin.replace(letters, sound)
    return re.sub(r"(.)\1+", r"\1", latin)


def _choose(spellings: Weights) -> tuple[str, float]:
    """The most attested spelling of the most attested sound, and the weight of all."""
    sounds: Weights = defaultdict(float)
    for latin, weight in spellings.items():
        sounds[_loose(latin)] += weight
    sound = max(sounds, key=lambda key: (sounds[key], key))
    return max((s for s in spellings if _loose(s) == sound), key=lambda s: (spellings[s], -len(s), s)), sum(
        spellings.values()
    )


def _write(part: str, evidence: Evidence, fixes: dict[str, str]) -> str:
    lines: dict[str, str] = {}
    for native, spellings in evidence.items():
        if not native or len(native) > 24 or " " in native or (part == "arabic" and native.startswith("عبدال")):
            continue
        latin, _ = _choose(spellings)
        if part != "han" or latin.replace(" ", "") != "".join(map(tables.mandarin_of, native)):
            lines[native] = latin
    if part == "arabic":
        for native in [n for n in lines if n.startswith("ال") and n[2:] in lines]:
            if sum(evidence[native[2:]].values()) >= sum(evidence[native].values()):
                del lines[native]
    lines.update(fixes)
    head = [
        f"# Name parts ({part}) and their most attested Latin spelling. Made by tools/make_lexicon.py.",
        "# Sources: nomenklatura names.gz (Wikidata, CC0), arabic-name-romanizer 0.2.0 (MIT; Wikidata CC0), popular names by country (CC0),",
        f"# tools/lexicon_fixes.toml. {MADE_ON}",
    ]
    return "\n".join(head + [f"{native}\t{latin}" for native, latin in sorted(lines.items())]) + "\n"


if __name__ == "__main__":
    made = {f"lexicon_{part}.tsv.gz": text for part, text in make_all(Path(sys.argv[1])).items()}
    for name, text in made.items():
        content = gzip.compress(text.encode(), 9, mtime=0)
        if "--check" in sys.argv:
            if (DATA / name).read_bytes() != content:
                sys.exit(f"{name} is not what tools/make_lexicon.py makes: run it and commit")
            continue
        (DATA / name).write_bytes(content)
        print(f"{name}: {text.count(chr(10)) - 3:,} parts, {len(text.encode()):,} bytes, {len(content):,} packed")
