"""The kernel's build: made once, made again for another source, and a failure is one line."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    """The file of the project root, which is in no package."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def project(tmp_path: Path, hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that has the kernel's sources only, and the compiler's cache of this one."""
    (tmp_path / hook.FOLDER).mkdir(parents=True)
    for source in hook.SOURCES:
        shutil.copy(ROOT / source, tmp_path / source)
    for variable in ("ZIG_GLOBAL_CACHE_DIR", "ZIG_LOCAL_CACHE_DIR"):
        monkeypatch.setenv(variable, str(ROOT / hook.SCRATCH / "zig"))
    return tmp_path


def test_it_compiles_once_and_again_for_another_source(project: Path, hook: ModuleType) -> None:
    """The stamp is of contents, so a touched file costs nothing."""
    assert hook.compile_kernel(project)
    (project / hook.SOURCES[0]).touch()
    assert not hook.compile_kernel(project)
    with (project / hook.SOURCES[1]).open("a") as source:
        source.write("/* another */\n")
    assert hook.compile_kernel(project)


def test_a_broken_source_is_one_line(project: Path, hook: ModuleType) -> None:
    """With the place, and no library is left that looks made."""
    (project / hook.SOURCES[0]).write_text("int nothing = ;\n")
    with pytest.raises(SystemExit, match=r"^sanksi: the kernel does not compile: .*kernel\.c:1:15: error: .*$"):
        hook.compile_kernel(project)
    assert not (project / hook.LIBRARY).exists()


@pytest.mark.parametrize(
    ("tags", "tag", "target"),
    [
        (["linux_x86_64", "manylinux_2_36_x86_64"], "manylinux_2_17_x86_64", "x86_64-linux-gnu.2.17"),
        (["manylinux_2_39_aarch64", "linux_aarch64"], "manylinux_2_17_aarch64", "aarch64-linux-gnu.2.17"),
        (["linux_x86_64", "musllinux_1_2_x86_64"], "musllinux_1_2_x86_64", None),
        (["macosx_14_0_arm64"], "macosx_14_0_arm64", None),
    ],
)
def test_the_tag_is_that_of_what_was_compiled(
    hook: ModuleType, monkeypatch: pytest.MonkeyPatch, tags: list[str], tag: str, target: str | None
) -> None:
    """With glibc an old one, whatever this machine has; elsewhere this machine's system."""
    monkeypatch.setattr(hook, "platform_tags", lambda: iter(tags))
    given, arguments = hook.platform()
    assert given == tag
    assert (arguments[-1] if "-target" in arguments else None) == target


def test_no_zig_is_one_line(project: Path, hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """An install without build isolation in an environment that lacks it."""

    def version(name: str) -> str:
        raise hook.importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(hook.importlib.metadata, "version", version)
    with pytest.raises(SystemExit, match="pip install ziglang"):
        hook.compile_kernel(project)
