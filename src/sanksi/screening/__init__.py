"""Stage 7: where the stages meet; one party in, one Screening out.

Takes a party and a day; gives matches with evidence, the state of every list, and a verdict. Promises: a stale, partial or missing list
never hides a match that was found, and never lets an answer be `clear`. What a deal with parties runs into stands in `sanksi.screening.deal`,
which is imported from there, since screening alone needs no regime.
"""

from sanksi.screening.importing import (
    Imported,
    import_edition,
    import_editions,
    import_files,
    import_starter,
    plan_editions,
)
from sanksi.screening.question import Question
from sanksi.screening.screener import Screener, open_or_build, open_screener
from sanksi.screening.updating import update_lists
from sanksi.screening.values import ListedName, ListState, Screening, Updated, Verdict
from sanksi.screening.verdict import decide, list_state

__all__ = [
    "Imported",
    "ListState",
    "ListedName",
    "Question",
    "Screener",
    "Screening",
    "Updated",
    "Verdict",
    "decide",
    "import_edition",
    "import_editions",
    "import_files",
    "import_starter",
    "list_state",
    "open_or_build",
    "open_screener",
    "plan_editions",
    "update_lists",
]
