"""Time expressions of Indonesian and English reports as closed intervals of days, anchored at the day of publication.

Text comes apart into atoms (`atoms`), a table per language says which words belong to which class (`table`, `id.yml`, `en.yml`), rules read
a time at an atom (`absolute`, `relative`, `amounts`, `clock`), `grammar` puts them together, and the longest reading wins. Each rule looks
at a bounded number of atoms, so that reading is linear. The conventions stand in tests/evaluation/dates.md.
"""

from sanksi.news.dates.find import Spoken, find_dates, read_day, time_words

__all__ = ["Spoken", "find_dates", "read_day", "time_words"]
