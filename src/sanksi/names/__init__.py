"""Names and their numbers: the compiled kernel and what calls it."""
