"""Loads the compiled kernel (``kernel.c``, compiled at install by ``hatch_build.py``).

Promises: the library that is loaded speaks this module's version, or a KernelError says how to get one that does. ``SANKSI_KERNEL`` names
another library file, for ``make sanitize``.
"""

import ctypes
import os
import sys
from functools import cache
from pathlib import Path

from sanksi.errors import KernelError

VERSION = 1  # that of kernel.c
_LIBRARY = Path(__file__).with_name({"win32": "_kernel.dll", "darwin": "_kernel.dylib"}.get(sys.platform, "_kernel.so"))
_AGAIN = "install sanksi again: pip install --force-reinstall sanksi, or make in a checkout"


@cache
def load_kernel() -> ctypes.CDLL:
    """The library, with its signatures declared.

    Raises:
        KernelError: it is missing, is no library of this platform, or is of another version.
    """
    path = os.environ.get("SANKSI_KERNEL") or str(_LIBRARY)
    try:
        library = ctypes.CDLL(path)
        version = library.sanksi_kernel_version
    except (OSError, AttributeError) as error:
        raise KernelError(f"the compiled kernel cannot be loaded from {path!r}: {error}", hint=_AGAIN) from error
    version.argtypes, version.restype = (), ctypes.c_int32
    if (found := version()) != VERSION:
        raise KernelError(f"the compiled kernel {path!r} is of version {found}, not {VERSION}", hint=_AGAIN)
    return library
