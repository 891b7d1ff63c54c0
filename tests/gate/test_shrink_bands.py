"""The bands that tell a cut file from a decision, over the real editions."""

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sanksi.errors import CountBandError
from sanksi.ledger import count_values
from sanksi.lists import EntryMemory, load_spec, open_files, read_edition, split_editions
from sanksi.screening.accepting import require_kept, weigh

pytestmark = [pytest.mark.gate, pytest.mark.shared]
NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("list_id", "archive", "asks"),
    [
        ("un-sc", "un/un_versions_all.tar.xz", ["2020-03-20", "2023-10-19"]),
        ("us-ofac-cons", "ofac/cons_xml_all.tar.xz", ["2021-08-20"]),
    ],
)
def test_few_real_steps_ask_for_confirmation(list_id: str, archive: str, asks: list[str], shared: Path) -> None:
    """Only mass delistings do, and names, aliases, addresses and identifiers add no step to those that the entities ask for."""
    spec, memory = load_spec(list_id), EntryMemory()
    before: dict[str, int] = {}
    by_all: list[str] = []
    by_entities: list[str] = []
    with ExitStack() as stack:
        for group in split_editions(list_id, list(open_files(shared / archive, stack))):
            if "TRUNCATED" in group[0].name:
                continue
            edition, read = read_edition(list_id, [f.load() for f in group], on=None, received_at=NOW, memory=memory)
            after = weigh(read.count_by_schema(), count_values(s for g in read.groups for s in g.statements))
            entities = {what: count for what, count in before.items() if what.startswith("entities")}
            for held, found in ((before, by_all), (entities, by_entities)):
                try:
                    require_kept(spec, held, after)
                except CountBandError:
                    found.append(edition.on.isoformat())
            before = after
    assert by_all == by_entities == asks
