"""Clusters across lists against the ground truth of ../shared/data/crosslist: what publishers say, and what people judged."""

import csv
import json
import lzma
import sys
import tarfile
import tomllib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sanksi.ledger import Ledger, open_ledger
from sanksi.lists import SourceFile, read_files
from sanksi.screening import import_edition

pytestmark = [pytest.mark.gate, pytest.mark.shared]
NOW = datetime(2026, 11, 24, tzinfo=UTC)
FLOORS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))["crosslist"]
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lists"))


def add(ledger: Ledger, list_id: str, *files: SourceFile, on: str | None = None) -> None:
    """Import an edition, whole as it is."""
    day = datetime.fromisoformat(on).date() if on else None
    outcome = import_edition(ledger, list_id, files, on=day, received_at=NOW)
    assert outcome.outcome == "imported", outcome.error


def un_edition(shared: Path, day: str) -> SourceFile:
    """An edition of un-sc out of the archive."""
    with tarfile.open(shared / "un" / "un_versions_all.tar.xz") as archive:
        member = next(m for m in archive if m.name.endswith(f"un_{day}.xml"))
        stream = archive.extractfile(member)
        assert stream is not None
        return SourceFile(name=f"un_{day}.xml", data=stream.read())


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def judge(ledger: Ledger, truth: Iterable[tuple[str, str]], list_id: str, floor: dict[str, float]) -> None:
    """Recall over the true pairs whose ends are both held, and precision over the pairs that the truth can contradict."""
    held = {e.id for e in ledger.iter_entities(NOW.date())}
    pairs = {(un, other) for un, other in truth if un in held and other in held}
    joined = {
        (un, other)
        for members in ledger.clusters().values()
        for un in members
        for other in members
        if un.startswith("un-sc-") and other.startswith(f"{list_id}-")
    }
    known_un, known_other = {un for un, _ in pairs}, {other for _, other in pairs}
    contradicted = {(u, o) for u, o in joined - pairs if u in known_un and o in known_other}
    recall = len(joined & pairs) / len(pairs)
    precision = len(joined & pairs) / max(1, len(joined & pairs) + len(contradicted))
    told = f"{list_id}: {len(pairs)} true pairs, recall {recall:.4f}, precision {precision:.4f}"
    assert recall >= floor["recall"], (told, sorted(pairs - joined)[:10])
    assert precision >= floor["precision"], (told, sorted(contradicted)[:10])


def test_editions_of_2026_join_by_the_un_references_they_give(shared: Path, tmp_path: Path) -> None:
    """EU and UK entries that name a UN reference are one party with the UN entry, and with no other; so people judged in 2021, too."""
    import render_eu  # noqa: PLC0415 - found through the path above
    import render_uk  # noqa: PLC0415

    ledger = open_ledger(tmp_path, create=True)
    add(ledger, "un-sc", SourceFile(name="un.xml", data=(shared / "un" / "un_2026-08-01.xml").read_bytes()))
    eu = render_eu.render_xml(render_eu.load_entities(shared / "eu" / "eu_fsf_2026-03-14.yaml.tar.xz"))
    add(ledger, "eu-fsf", SourceFile(name="eu.xml", data=eu))
    designations = render_uk.load_designations(shared / "uk" / "ammitto_uk_sanctions_list_2026-08-22.tar.xz")
    add(ledger, "gb-fcdo", SourceFile(name="uk.xml", data=render_uk.render_xml(designations, "22/08/2026")))
    references = {
        reference: entity.id
        for entity in ledger.iter_entities(NOW.date())
        if entity.list_id == "un-sc"
        for reference in entity.listing["authorityId"]
    }
    uk = rows(shared / "crosslist" / "uk_un_xref_2026-08-22.DERIVED.csv")
    judge(
        ledger,
        {(f"un-sc-{r['un_dataid']}", f"gb-fcdo-{r['uk_unique_id']}") for r in uk if r["un_dataid"]},
        "gb-fcdo",
        FLOORS["uk"],
    )
    eu_rows = rows(shared / "crosslist" / "eu_un_xref_2026-03-14.DERIVED.csv")
    judge(
        ledger,
        {
            (references[r["united_nation_id"]], f"eu-fsf-{r['logical_id']}")
            for r in eu_rows
            if r["united_nation_id"] in references
        },
        "eu-fsf",
        FLOORS["eu"],
    )
    by_reference = {  # `eu-fsf-eu-1790-53` is reference EU.1790.53
        f"eu-fsf-{reference.casefold().replace('.', '-')}": entity.id
        for entity in ledger.iter_entities(NOW.date())
        if entity.list_id == "eu-fsf"
        for reference in entity.listing.get("authorityId", ())
    }
    judged = rows(shared / "crosslist" / "un_crosswalk_from_resolve_2021-10-03.DERIVED.csv")
    pairs = {(f"un-sc-{r['un_dataid']}", by_reference.get(eu, "")) for r in judged for eu in r["eu_fsf_id"].split(";")}
    judge(ledger, pairs, "eu-fsf", FLOORS["eu_2021"])


def test_editions_of_2021_agree_with_human_judgements(shared: Path, tmp_path: Path) -> None:
    """Pairs that people judged to be one are found as far as publishers say so, and pairs judged to be two are never joined."""
    ledger = open_ledger(tmp_path, create=True)
    add(ledger, "un-sc", un_edition(shared, "2021-09-21"))
    conlist = next(iter(read_files(shared / "uk" / "conlist_2020-04-27.csv.xz")))
    add(ledger, "gb-fcdo", conlist)
    add(ledger, "us-ofac-sdn", *read_files(shared / "ofac" / "set_2022-01.tar.xz"), on="2022-01-15")
    truth = rows(shared / "crosslist" / "un_crosswalk_from_resolve_2021-10-03.DERIVED.csv")
    uk = {
        (f"un-sc-{r['un_dataid']}", group.replace("gb-hmt-", "gb-fcdo-"))
        for r in truth
        for group in r["gb_hmt_group"].split(";")
    }
    judge(ledger, uk, "gb-fcdo", FLOORS["uk_2020"])
    us = {(f"un-sc-{r['un_dataid']}", f"us-ofac-sdn-{uid}") for r in truth for uid in r["ofac_uid"].split(";")}
    judge(ledger, us, "us-ofac-sdn", FLOORS["ofac_2022"])
    names = {"unsc-": "un-sc-", "gb-hmt-": "gb-fcdo-", "ofac-": "us-ofac-sdn-"}

    def ours(theirs: str) -> str:
        for prefix, own in names.items():
            if theirs.startswith(prefix):
                return own + theirs.removeprefix(prefix)
        return ""

    with lzma.open(shared / "crosslist" / "opensanctions_resolve_2021-10-03.ijson.xz", "rt") as lines:
        judgements = [json.loads(line) for line in lines]
    apart = [(ours(left), ours(right)) for left, right, verdict, *_ in judgements if verdict == "negative"]
    wrong = [(a, b) for a, b in apart if a and b and ledger.canonical_id(a) == ledger.canonical_id(b)]
    assert len(apart) > 6_000
    assert wrong == []
