"""A file of parties to a file of screenings: in the order of its rows, resumable, nothing left out in silence.

Rows are read here and answered in chunks, by this process or by several; `rows` makes parties of them, `answers` lines of what was found.
"""

from sanksi.faces.batch.job import FORMATS, OUTCOMES, BatchJob
from sanksi.faces.batch.run import run_batch

__all__ = ["FORMATS", "OUTCOMES", "BatchJob", "run_batch"]
