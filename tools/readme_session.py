"""Run the commands of the console blocks of README.md, docs/matching.md and docs/check.md and write what they print below them; `--check` fails when it differs.

usage: python tools/readme_session.py [--check]
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", ROOT / "docs" / "matching.md", ROOT / "docs" / "check.md")
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def run_session(block: str, home: str) -> str:
    """The block with the real output of each of its commands."""
    lines = []
    for line in block.splitlines():
        if line.startswith("$ sanksi "):
            done = subprocess.run(
                f"{sys.executable} -m sanksi {line.removeprefix('$ sanksi ')}",
                shell=True, capture_output=True, text=True, check=False, env=os.environ | {"SANKSI_HOME": home, "COLUMNS": "100", "TERM": "dumb"},
            )  # fmt: skip
            lines += [line, *(text.rstrip() for text in (done.stdout + done.stderr).splitlines())]
    return "\n".join(lines) + "\n"


def make(text: str) -> str:
    """A page with its sessions run in one new home."""
    with tempfile.TemporaryDirectory() as home:
        return _BLOCK.sub(lambda found: f"```console\n{run_session(found[1], home)}```", text)


if __name__ == "__main__":
    for page in PAGES:
        before = page.read_text(encoding="utf-8")
        after = make(before)
        if "--check" not in sys.argv:
            page.write_text(after, encoding="utf-8")
        elif before != after:
            sys.exit(f"{page.name} shows other output than its commands give: run tools/readme_session.py")
