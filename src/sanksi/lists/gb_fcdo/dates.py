"""The day that an edition states."""

from datetime import date

from sanksi.errors import EditionError
from sanksi.lists.dates import clean_date


def read_day(text: str, field: str, name: str) -> date:
    """The day of an edition: "02/09/2026", "02-Sep-2026".

    Raises:
        EditionError: it is no day.
    """
    cleaned = clean_date(" ".join(text.replace("-", " ").split()) if text.strip()[2:3] == "-" else text) or ""
    try:
        return date.fromisoformat(cleaned)
    except ValueError:
        raise EditionError(
            f"{name!r} has {field} {text!r}, which is no day", hint="the file is not as the publisher gives it"
        ) from None
