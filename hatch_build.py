"""Compiles the kernel for wheels and editable installs; ``python hatch_build.py`` compiles it in place.

The compiler is zig, from the package ``ziglang``: nobody needs one on the machine. A library that was made from the same source, by the same
command, stays. Nothing here chooses by the machine's processor: one wheel serves every machine of its platform.
"""

import hashlib
import importlib.metadata
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import platform_tags

FOLDER = Path("src/sanksi/names")
SOURCES = (FOLDER / "kernel.c", FOLDER / "network.c")
LIBRARY = FOLDER / {"win32": "_kernel.dll", "darwin": "_kernel.dylib"}.get(sys.platform, "_kernel.so")
STAMP = FOLDER / "_kernel.stamp"  # what the library beside it was made from
SCRATCH = Path("build/kernel")  # zig keeps 45 MB there, which makes the next compile 0.2 s instead of 8 s

# -ffp-contract=off: scores are the same on every processor
FLAGS = (
    *("-shared", "-O3", "-std=c11", "-ffp-contract=off", "-fno-sanitize=all", "-fvisibility=hidden"),
    *("-fomit-frame-pointer", "-g0", "-s"),
)
GLIBC = (2, 17)  # of 2012, that of manylinux2014


class KernelHook(BuildHookInterface[Any]):
    """Puts the compiled kernel into the wheel and names the platform in its tag."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # hatchling's signature
        """Compile, before the files are gathered."""
        compile_kernel(Path(self.root))
        build_data["pure_python"] = False
        build_data["infer_tag"] = False
        build_data["tag"] = f"py3-none-{platform()[0]}"
        build_data["artifacts"].append(LIBRARY.as_posix())


def platform() -> tuple[str, tuple[str, ...]]:
    """The wheel's platform tag, and what tells the compiler to build for it."""
    tags = list(platform_tags())
    tag = next(
        (tag for tag in tags if not tag.startswith("linux_")), tags[0]
    )  # older versions of packaging give linux_ last
    baseline = "-mcpu=x86_64_v2" if tag.endswith(("x86_64", "amd64")) else "-mcpu=baseline"
    fpic = () if sys.platform == "win32" else ("-fPIC",)
    glibc = re.fullmatch(r"manylinux_\d+_\d+_(x86_64|aarch64)", tag)
    if glibc is None:
        return tag, (*fpic, baseline)
    major, minor = GLIBC
    target = f"{glibc[1]}-linux-gnu.{major}.{minor}"
    return f"manylinux_{major}_{minor}_{glibc[1]}", (*fpic, baseline, "-target", target)


def compile_kernel(root: Path) -> bool:
    """Compile unless the library is that of this source and command; whether it was compiled. A failure ends the build with one line."""
    try:
        zig = importlib.metadata.version("ziglang")
    except importlib.metadata.PackageNotFoundError:
        sys.exit(
            "sanksi: the kernel needs the package ziglang to be compiled (pip install ziglang, or leave out --no-build-isolation)"
        )
    arguments = (*FLAGS, *platform()[1])
    made_from = hashlib.sha256(
        b"".join((root / s).read_bytes() for s in SOURCES) + repr((zig, arguments)).encode()
    ).hexdigest()
    library, stamp = root / LIBRARY, root / STAMP
    if library.is_file() and stamp.is_file() and stamp.read_text().strip() == made_from:
        return False
    try:
        _compile(root, arguments, library)
        stamp.write_text(f"{made_from}\n")
    except OSError as error:
        sys.exit(f"sanksi: the kernel cannot be compiled: {error}")
    return True


def _compile(root: Path, arguments: tuple[str, ...], library: Path) -> None:
    """The library takes the old one's place whole, at the end: a process that has loaded the old one keeps it."""
    cache = root / SCRATCH / "zig"
    cache.mkdir(parents=True, exist_ok=True)
    environment = {"ZIG_GLOBAL_CACHE_DIR": str(cache), "ZIG_LOCAL_CACHE_DIR": str(cache), **os.environ}
    with tempfile.TemporaryDirectory(dir=root / SCRATCH) as folder:
        out = Path(folder, library.name)
        command = [
            sys.executable,
            "-m",
            "ziglang",
            "cc",
            *arguments,
            *(s.as_posix() for s in SOURCES),
            "-o",
            str(out),
            "-lm",
        ]
        done = subprocess.run(
            command, cwd=root, env=environment, capture_output=True, text=True, errors="replace", check=False
        )
        sys.stderr.write(done.stderr)
        if done.returncode:
            lines = done.stderr.splitlines() or [f"exit status {done.returncode}"]
            first = next((line for line in lines if "error:" in line), lines[-1])
            sys.exit(f"sanksi: the kernel does not compile: {first.strip()}")
        out.replace(library)


if __name__ == "__main__":
    print("compiled" if compile_kernel(Path(__file__).parent) else "up to date", LIBRARY.as_posix())
