"""`python -m sanksi`: the command line."""

from sanksi.faces.cli import main

main()
