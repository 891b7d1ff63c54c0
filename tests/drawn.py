"""Names, parties and lists that Hypothesis draws, hostile ones, and the real ones of ../shared/bench; holds no test."""

import csv
import json
import random
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from hypothesis import strategies as st

from sanksi.ledger import NAME_PROPERTIES, Entity
from sanksi.ledger.names import kinds_of, names_of
from sanksi.names.text import Tokens

BENCH = Path(__file__).resolve().parents[1].parent / "shared" / "bench"

_SIGNED = re.compile("~?[a-z0-9]+=[0-9a-f]{4}")
LETTERS = "abdegiklmnorsuyhz"
"""Few, so that drawn tokens are often alike, and with every letter that sounds are keyed by in groups."""

_WORDS = (
    "bin",
    "ben",
    "ibn",
    "al",
    "de",
    "dr",
    "llc",
    "plant",
    "kim",
    "jong",
    "sergei",
    "sergey",
    "muhammad",
    "mohamed",
    "7",
    "ii",
    "germany",
    "chile",
    "ivanovich",
    "robert",
    "bob",
    "benjamin",
    "haji",
    "sheikh",
    "xiao",
    "hsu",
    "qaeda",
)
_plain = st.text(LETTERS, min_size=1, max_size=9)
_scanned = st.text(LETTERS + "0123456789", min_size=1, max_size=9)
_long = st.text(LETTERS, min_size=20, max_size=40)
_any = st.one_of(_plain, _plain, _scanned, st.sampled_from(_WORDS), _long)

_signs = st.sampled_from((*[""] * 12, "=1a2b", "=9a2b", "=0c3d"))
TOKEN = st.builds(lambda mark, token, sign: mark + token + sign, st.sampled_from(("", "", "", "~")), _any, _signs)
"""A token as `sanksi.names` gives it: a lower-case ASCII word, sometimes with the mark of unknown vowels or the sign of what it was read from."""


@st.composite
def pairs_of_names(draw: st.DrawFn) -> tuple[Tokens, Tokens]:
    """A name and one that is often near it: tokens changed in a letter, glued, cut, moved, or others."""
    name = draw(st.lists(TOKEN, min_size=1, max_size=6))
    other = [token.partition("=")[0] for token in name] if draw(st.booleans()) else list(name)
    for _ in range(draw(st.integers(0, 4))):
        i = draw(st.integers(0, len(other) - 1))
        change = draw(st.integers(0, 6))
        token = other[i]
        at = draw(st.integers(0, len(token)))
        if change == 0:
            other[i] = token[:at] + draw(st.sampled_from(LETTERS + "01")) + token[at:]
        elif change == 1:
            other[i] = token[:at] + token[at + 1 :]
        elif change == 2:
            other[i : i + 2] = ["".join(part.lstrip("~") for part in other[i : i + 2])]
        elif change == 3:
            other[i : i + 1] = [token[:at], token[at:]]
        elif change == 4:
            other = draw(st.permutations(other))
        elif change == 5:
            other[i] = token.lstrip("~")[:1]
        else:
            other.insert(i, draw(TOKEN))
        other = [t for t in other if t.strip("~=")] or ["kim"]
        other = [t[:1] + t[1:].replace("~", "") for t in other]
        other = [t if _SIGNED.fullmatch(t) else t.replace("=", "") for t in other]
    return (tuple(name), tuple(other)) if draw(st.booleans()) else (tuple(other), tuple(name))


def commonness(seed: int) -> Callable[[str], int]:
    """How common tokens are on a list that was never made: the same for the same token."""
    return lambda token: random.Random(f"{seed} {token}").choice((0, 0, *range(256)))  # noqa: S311 - no secret


def real_entities(*lists: str) -> list[Entity]:
    """The entities of lists of ../shared/bench/lists; empty when they are not here."""
    found = []
    for name in lists:
        file = BENCH / "lists" / f"{name}.ftm.json"
        for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else ():
            shape = json.loads(line)
            properties = {prop: tuple(values) for prop, values in shape["properties"].items()}
            found.append(Entity(id=shape["id"], schema=shape["schema"], properties=properties, list_id=name))
    return found


def names_in(entities: Sequence[Entity]) -> list[tuple[str, bool]]:
    """Every name of the entities, and whether it is of a person."""
    return [(value, e.schema == "Person") for e in entities for prop in NAME_PROPERTIES for value in e.get(prop)]


def real_customers(name: str) -> list[dict[str, str]]:
    """The rows of a set of ../shared/bench/dev; empty when it is not here."""
    file = BENCH / "dev" / f"{name}.csv"
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def damage(name: str, rng: random.Random) -> str:
    """A name with up to three slips: a letter other, gone, added or exchanged, words in another order."""
    letters = list(name)
    for _ in range(rng.randrange(4)):
        if not letters:
            break
        i = rng.randrange(len(letters))
        match rng.randrange(5):
            case 0:
                letters[i] = rng.choice("abcdefghijklmnopqrstuvwxyz0123456789 ")
            case 1:
                del letters[i]
            case 2:
                letters.insert(i, rng.choice("aeioush "))
            case 3:
                letters[i : i + 2] = letters[i : i + 2][::-1]
            case _:
                words = "".join(letters).split(" ")
                rng.shuffle(words)
                letters = list(" ".join(words))
    return "".join(letters)


def is_lone_alias(entity: Entity, prop: str, name: str) -> bool:
    """Whether a name is a weak alias of one word: it alone stays below the threshold."""
    party = Entity(schema=entity.schema, properties={"name": (name,)})
    readings = [n.tokens for person in kinds_of(entity.schema) for n in names_of(party, person=person)]
    return prop == "weakAlias" and any(len(tokens) == 1 for tokens in readings)


def names_of_every_script() -> Iterator[str]:
    """A name of letters of each block of 128 code points that has any."""
    for block in range(0, sys.maxunicode + 1, 128):
        letters = [c for c in map(chr, range(block, block + 128)) if unicodedata.category(c)[0] in "LMN"]
        if letters:
            yield "".join(letters[:8]) + " " + "".join(letters[-8:])


HOSTILE = {
    "a long word": "a" * 100_000,
    "a long name": "kim " * 25_000,
    "5,000 tokens": " ".join(f"sergei{c}{d}" for c in "abcdefghij" for d in range(500)),
    "lone surrogates": "\ud800\udfff kim" * 10_000,
    "punctuation": "-" * 99_999,
    "equal tokens": " ".join(["kim"] * 24),
    "tokens glued of each other": " ".join(["kimkim", "kim"] * 12),
    "initials": " ".join("abcdefghijklmnopqrstuvwx"),
    "Arabic": "محمد" * 25_000,
    "Han": "金正恩" * 33_000,
    "separators of records": "kim|pjong\tun\nfoo|o~~|\0" * 4_000,
}
"""Names that nobody has, by what is odd about them; each costs at most 50 ms of the processor."""
