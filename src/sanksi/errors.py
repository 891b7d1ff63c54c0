"""Every exception of sanksi, drawn as one tree.

    SanksiError                       root; carries `hint`: what the reader can do next
    ├── SourceError                   a list file or page could not be taken as what it claims to be
    │   ├── FetchError                bytes could not be received
    │   ├── EditionError              truncated, older than the one held, of another list, or not an edition at all
    │   ├── ParseError                the format is broken at a named place
    │   ├── LookupMissError           a category that no lookup of the list's YAML knows
    │   └── CountBandError            fewer or more entities than the list can plausibly hold
    ├── LedgerError                   the store of statements
    │   ├── ValueRejectedError        a value that its property cannot hold
    │   ├── UnknownEntityError        no such entity, on that day
    │   └── EditionConflictError      two importers at once, or two contents for one edition
    ├── IndexFileError                the arrays on disk
    │   ├── SealError                 a file is missing or is not what the manifest says
    │   └── StaleIndexError           the index was built from other editions, or by another format
    ├── QueryError                    the party gives nothing to match on; unknown list, schema or property names
    ├── RegimeError                   measures and facts
    │   ├── MeasureFileError          a measure file says something impossible, at a named key
    │   ├── NotInForceError           no version of the regime answers for that date
    │   └── UnknownFactError          a fact name or value outside the vocabulary
    ├── KernelError                   the compiled kernel is missing or of another version
    ├── ReadingError                  a page without text, or in a language nothing here reads
    └── SettingError                  key, value, where it was set, what is allowed

Message recipe: what happened, to which value (in `repr`), where, then the hint. Dates are ISO.
"""


class SanksiError(Exception):
    """Root of the tree.

    Args:
        message: What happened, to which value, where.
        hint: What the reader can do next; a full sentence, or empty.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class SourceError(SanksiError):
    """A list file or page could not be taken as what it claims to be."""


class FetchError(SourceError):
    """Bytes could not be received."""


class EditionError(SourceError):
    """Truncated, older than the edition held, of another list, or not an edition at all."""


class ParseError(SourceError):
    """The format is broken at a named place."""


class LookupMissError(SourceError):
    """A category that no lookup of the list's YAML knows."""


class CountBandError(SourceError):
    """Fewer or more entities than the list can plausibly hold."""


class LedgerError(SanksiError):
    """The store of statements cannot answer truthfully."""


class ValueRejectedError(LedgerError):
    """A value that its property cannot hold."""


class UnknownEntityError(LedgerError):
    """No such entity, on that day."""


class EditionConflictError(LedgerError):
    """Two importers at once, or two contents for one edition."""


class IndexFileError(SanksiError):
    """The arrays on disk cannot be used."""


class SealError(IndexFileError):
    """A file is missing or is not what the manifest says."""


class StaleIndexError(IndexFileError):
    """The index was built from other editions, or by another format."""


class QueryError(SanksiError):
    """The party gives nothing to match on; unknown list, schema or property names."""


class RegimeError(SanksiError):
    """Measures and facts."""


class MeasureFileError(RegimeError):
    """A measure file says something impossible, at a named key."""


class NotInForceError(RegimeError):
    """No version of the regime answers for that date."""


class UnknownFactError(RegimeError):
    """A fact name or value outside the vocabulary."""


class KernelError(SanksiError):
    """The compiled kernel is missing, of another platform or of another version."""


class ReadingError(SanksiError):
    """A page without text, or in a language nothing here reads."""


class SettingError(SanksiError):
    """A setting that cannot be used: key, value, where it was set, what is allowed."""
