"""Stage 5, beside the measures: what a designation carries.

Takes what a listing says (list, programmes, provisions) and a day; gives for each programme the restrictions that follow, by which
authority, how sure that is, and whether it binds the user. Promises: a programme that the register does not know is told as unknown, one
that ended is told with its last day, and neither ever reads as "nothing follows".
"""

from sanksi.programs.follow import find_source, follow
from sanksi.programs.register import Program, find_program, load_programs, load_restrictions, register_of
from sanksi.programs.values import Consequence

__all__ = [
    "Consequence",
    "Program",
    "find_program",
    "find_source",
    "follow",
    "load_programs",
    "load_restrictions",
    "register_of",
]
