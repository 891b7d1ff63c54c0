"""How a program keeps the file it makes: written, or with ``--check`` compared with the one that is committed."""

import sys
from pathlib import Path


def keep(target: Path, content: bytes, told: str) -> None:
    """Write the file and tell about it; with ``--check`` end the program instead, with 1 and a sentence when the file has other content.

    Args:
        target: the file.
        content: what the program makes now.
        told: what is in it, for the line that is printed.
    """
    if "--check" in sys.argv:
        program = f"tools/{Path(sys.argv[0]).name}"
        sys.exit(
            0 if target.read_bytes() == content else f"{target.name} is not what {program} makes: run it and commit"
        )
    target.write_bytes(content)
    print(f"{target.name}: {told}")
