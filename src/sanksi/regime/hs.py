"""Commodity codes of the Harmonized System: their form, and whether an edition has them. Data in ``hs.yml`` beside this module."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from sanksi.errors import UnknownFactError
from sanksi.regime.yamlfile import open_yaml


def clean_hs(text: str) -> str:
    """A commodity code as digits alone; dots and spaces are dropped.

    Raises:
        UnknownFactError: not two to ten digits, or a chapter that no edition has.
    """
    code = text.replace(".", "").replace(" ", "")
    if not (code.isascii() and code.isdigit() and 2 <= len(code) <= 10):
        raise UnknownFactError(
            f"goods.hs holds {text!r}, which is no commodity code",
            hint="two to ten digits; keep a leading zero in quotes",
        )
    if code[:2] in _editions()["reserved"]:
        raise UnknownFactError(f"goods.hs holds {text!r}, but no edition has a chapter {code[:2]}")
    return code


def require_edition(codes: Iterable[str], edition: str) -> None:
    """Refuse a code whose heading the edition does not have yet.

    Raises:
        UnknownFactError: such a code.
    """
    for code in codes:
        if code[:4] in _editions()[edition]:
            raise UnknownFactError(
                f"goods.hs holds {code!r}, but {edition} has no heading {code[:4]}",
                hint="say the edition in goods.hs_edition",
            )


@cache
def _editions() -> Mapping[str, frozenset[str]]:
    root = open_yaml(Path(str(files("sanksi.regime").joinpath("hs.yml")))).keys(required=("reserved", "absent"))
    absent = {edition: frozenset(node.texts()) for edition, node in root.at("absent").items()}
    return {"reserved": frozenset(root.at("reserved").texts()), **absent}
