"""The compiled kernel: it loads, and what cannot be used is refused with the way out."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sanksi.errors import KernelError
from sanksi.names import kernel


@pytest.fixture
def unloaded() -> Iterator[None]:
    """Nothing loaded before, nothing left after."""
    kernel.load_kernel.cache_clear()
    yield
    kernel.load_kernel.cache_clear()


def test_the_kernel_is_of_the_modules_version() -> None:
    """It was compiled with the install and is loaded once."""
    assert kernel.load_kernel().sanksi_kernel_version() == kernel.VERSION
    assert kernel.load_kernel() is kernel.load_kernel()


@pytest.mark.usefixtures("unloaded")
def test_a_missing_library_names_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The path, and to install again."""
    monkeypatch.setenv("SANKSI_KERNEL", str(tmp_path / "nothing.so"))
    with pytest.raises(KernelError, match=r"nothing\.so.*install sanksi again"):
        kernel.load_kernel()


@pytest.mark.usefixtures("unloaded")
def test_a_library_of_another_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is none of ours has no version to ask for."""
    monkeypatch.setenv("SANKSI_KERNEL", "msvcrt" if sys.platform == "win32" else "libm.so.6")
    with pytest.raises(KernelError, match="install sanksi again"):
        kernel.load_kernel()


@pytest.mark.usefixtures("unloaded")
def test_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """An editable install whose library was not made again."""
    monkeypatch.setattr(kernel, "VERSION", kernel.VERSION + 1)
    with pytest.raises(KernelError, match="is of version"):
        kernel.load_kernel()
