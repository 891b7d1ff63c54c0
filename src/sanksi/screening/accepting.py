"""Which editions from the network are taken: of one publication, of today at the latest, and not suddenly much smaller."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sanksi.errors import CountBandError, EditionError
from sanksi.ledger import Edition

if TYPE_CHECKING:
    from sanksi.fetch import Fetched
    from sanksi.lists import ListSpec

SAME_EDITION_DAYS = 1
"""Files of one edition may be dated so far apart: a publication can run over midnight."""

FEW = 5
"""So many entities may leave a schema at once, however few it has: three of seven aircraft are a decision, not a cut file.

With a band of a tenth, 2 of 144 steps between the UN editions of 2016-2026 ask for confirmation (2020-03-20: 85 entities of 390; 2023-10-19: 61 of
253, the end of resolution 2231), and none of 307 between OFAC's of 2021-2024. With half the band 4 of 144 ask,
among them two ordinary decisions; with twice the band still 2, and a file that lost a fifth passes.
"""


def require_acceptable(spec: "ListSpec", edition: Edition, *, today: date) -> None:
    """Refuse an edition of a day to come: it would make every true one an older one.

    Raises:
        EditionError: which day.
    """
    if edition.on > today + timedelta(days=1):
        raise EditionError(
            f"{spec.id} edition states that it is of {edition.on.isoformat()}, a day to come",
            hint="check the clock of this machine; else the publisher's file is wrong",
        )


def require_read(spec: "ListSpec", edition: Edition) -> None:
    """Refuse an edition of which more entities than the list's band could not be read.

    Raises:
        CountBandError: how many.
    """
    unread = edition.entities_in_file - edition.entities_read
    if unread > spec.shrink_band * edition.entities_in_file:
        raise CountBandError(
            f"{spec.id}: {unread} of {edition.entities_in_file} entities of the file could not be read",
            hint="the publisher may have changed the format; --confirm-shrink takes what could be read",
        )


def require_kept(spec: "ListSpec", before: Mapping[str, int], after: Mapping[str, int], *, by_schema: bool) -> None:
    """Refuse an edition that lost more than the list's band since the last one, in all or of one schema.

    Raises:
        CountBandError: what was lost.
    """
    pairs = [("all schemas", sum(before.values()), sum(after.values()))]
    pairs += [(f"schema {schema}", count, after.get(schema, 0)) for schema, count in before.items() if by_schema]
    for which, old, new in pairs:
        if old - new > max(FEW, spec.shrink_band * old):
            raise CountBandError(
                f"{spec.id}: {new} entities of {which}, the edition held has {old}: more than {spec.shrink_band:.0%} would be delisted at once",
                hint="a cut file, or a decision of the publisher: when its page says so, confirm with --confirm-shrink",
            )


def require_one_day(list_id: str, files: "Sequence[Fetched]", today: date) -> date:
    """The day that the server dates the main file with, the first one.

    Raises:
        EditionError: the files are of different publications.
    """
    days = [file.dated_on or today for file in files]
    if (max(days) - min(days)).days > SAME_EDITION_DAYS:
        told = ", ".join(f"{file.url} of {day.isoformat()}" for file, day in zip(files, days, strict=True))
        raise EditionError(
            f"{list_id}: its files are of different days: {told}",
            hint="the publisher is changing them; try again in an hour",
        )
    return days[0]
