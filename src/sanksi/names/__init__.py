"""Names read as tokens: folded, in every script, with the tables that know spellings and frequencies."""

from sanksi.names.text import fold_name, readings

__all__ = ["fold_name", "readings"]
