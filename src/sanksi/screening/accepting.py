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
"""So many entities, names or numbers may leave at once, however few there are: three of seven aircraft are a decision, not a cut file.

With a band of a tenth, 2 of 144 steps between the UN editions of 2016-2026 ask for confirmation (2020-03-20: 85 entities of 390; 2023-10-19: 61 of
253, the end of resolution 2231), and none of 307 between OFAC's of 2021-2024. With half the band 4 of 144 ask,
among them two ordinary decisions; with twice the band still 2, and a file that lost a fifth passes.

Names, aliases, addresses and identifiers are held by the same band, and no other step asks for it. Most that was lost at a step whose entities
pass: UN 2.9 % of names, 1.1 % of aliases, 5.6 % of addresses (2021-09-08: 31 of 552), 1.7 % of identifiers; OFAC SDN (308 editions of
sdn.csv, and the whole sets of 2022-01 and 2023-12) 1.6, 3.8, none, 1.9 %; OFAC consolidated (35 of 2020-2025) 2.6, 2.3, 2.3, 2.5 %.
"""

APART = timedelta(hours=12)
"""Files of one edition may have been changed so far apart, by their Last-Modified: a publication is written in one go."""


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
            hint=f"the publisher may have changed the format: look for a newer sanksi; `sanksi add {spec.id} FILE` takes what can be read",
        )


ALL = "entities of all schemas"


def weigh(schemas: Mapping[str, int], values: Mapping[str, int]) -> dict[str, int]:
    """What of an edition may not shrink suddenly, by its words: all entities first, then those of each schema, names, aliases and so on."""
    by_schema = {f"entities of schema {schema}": count for schema, count in schemas.items()}
    return {ALL: sum(schemas.values())} | by_schema | dict(values)


def require_kept(spec: "ListSpec", before: Mapping[str, int], after: Mapping[str, int]) -> None:
    """Refuse an edition that lost more than the list's band since the last one; both are weighed by `weigh`.

    Raises:
        CountBandError: what was lost.
    """
    for what, old in before.items():
        new = after.get(what, 0)
        if old - new > max(FEW, spec.shrink_band * old):
            raise CountBandError(
                f"{spec.id}: {new} {what}, the edition held has {old}: more than {spec.shrink_band:.0%} would be gone at once",
                hint=f"a cut file, or a decision of the publisher: when its page says so, sanksi update {spec.id} --confirm-shrink",
            )


def require_one_edition(list_id: str, files: "Sequence[Fetched]", today: date) -> date:
    """The day that the server dates the main file with, the first one.

    Raises:
        EditionError: the files are of different publications.
    """
    days = [file.dated_on or today for file in files]
    changed = [file.changed_at for file in files if file.changed_at]
    apart = len(changed) == len(files) and max(changed) - min(changed) > APART
    if apart or (max(days) - min(days)).days > SAME_EDITION_DAYS:
        times = [
            f"{file.changed_at or day:%Y-%m-%d %H:%M}" if apart else day.isoformat()
            for file, day in zip(files, days, strict=True)
        ]
        told = ", ".join(f"{file.url} of {at}" for file, at in zip(files, times, strict=True))
        raise EditionError(
            f"{list_id}: its files are of different publications: {told}",
            hint="the publisher is changing them; try again in an hour",
        )
    return days[0]


def served_again(edition: Edition) -> EditionError:
    """The error for an edition that a later one followed."""
    return EditionError(
        f"{edition.list_id}: the publisher serves the edition of {edition.on.isoformat()} again, which a later one followed",
        hint="the server may be behind; try again later",
    )
