"""Make `src/sanksi/names/data/han_variants.txt.gz`: Chinese characters that are written for one another, as in simplified, traditional and Japanese script.

usage: PYTHONPATH=... python tools/make_variants.py [--check]      (needs `pip install opencc-python-reimplemented==0.1.7`)

Source: the character tables of OpenCC (Apache-2.0). Characters that share a simplified form count as one: what is compared is whether two names
are written differently, and a doubt is no difference.
"""

import gzip
import sys
from importlib import import_module
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "sanksi" / "names" / "data" / "han_variants.txt.gz"
MADE_ON = "2026-11-24"
TABLES = ("TSCharacters", "JPVariants", "TWVariants", "HKVariants")


def make() -> str:
    """One line per group of characters, the first standing for all."""
    folder = Path(str(import_module("opencc").__file__)).parent / "dictionary"
    stands_for: dict[str, str] = {}

    def find(char: str) -> str:
        while (other := stands_for.get(char, char)) != char:
            char = other
        return char

    for table in TABLES:
        for line in (folder / f"{table}.txt").read_text(encoding="utf-8").splitlines():
            char, _, others = line.partition("\t")
            for other in others.split():
                low, high = sorted((find(char), find(other)))
                stands_for[high] = low
    groups: dict[str, list[str]] = {}
    for char in sorted(stands_for):
        groups.setdefault(find(char), []).append(char)
    newer = sorted(_newer_forms(folder))
    head = [
        "# Chinese characters written for one another, the first of a line standing for all; then, behind an empty line, simplified and Japanese forms",
        "# that traditional script does not have. Made by tools/make_variants.py.",
        f"# Source: character tables of OpenCC, by way of opencc-python-reimplemented 0.1.7 (Apache-2.0). {MADE_ON}",
    ]
    return (
        "\n".join(head + [base + "".join(c for c in chars if c != base) for base, chars in sorted(groups.items())])
        + f"\n\n{''.join(newer)}\n"
    )


def _newer_forms(folder: Path) -> set[str]:
    """Simplified characters that no traditional one looks like, and Japanese ones that are no traditional ones."""
    simplified = [line.split("\t") for line in (folder / "STCharacters.txt").read_text(encoding="utf-8").splitlines()]
    traditional = {char for _, others in simplified for char in others.split()}
    japanese = [line.split("\t") for line in (folder / "JPVariants.txt").read_text(encoding="utf-8").splitlines()]
    old = {char for char, _ in japanese} | traditional
    return {char for char, others in simplified if char not in others.split()} | {
        new for _, others in japanese for new in others.split() if new not in old
    }


if __name__ == "__main__":
    text = make()
    if "--check" in sys.argv:
        made = gzip.decompress(TARGET.read_bytes()).decode()
        sys.exit(0 if made == text else f"{TARGET.name} is not what tools/make_variants.py makes: run it and commit")
    TARGET.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{TARGET.name}: {text.count(chr(10)) - 2:,} groups")
