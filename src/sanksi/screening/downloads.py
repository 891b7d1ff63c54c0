"""The folder where files arrive: parts that a later update goes on with, and the files of one list while it is read."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sanksi.errors import EditionConflictError
from sanksi.ledger import Receipt

if TYPE_CHECKING:
    from sanksi.fetch import Fetched, Fetcher
    from sanksi.lists import ListSpec, SourceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Downloads:
    """The downloads of a home.

    Attributes:
        home: the home folder.
        fetcher: receives the files.
    """

    home: Path
    fetcher: "Fetcher"

    @property
    def _folder(self) -> Path:
        return self.home / "downloads"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other updates of the home out.

        Raises:
            EditionConflictError: one is under way.
            OSError: the home cannot be written.
        """
        from filelock import FileLock, Timeout  # noqa: PLC0415 - only when lists are updated

        self._folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._folder / "lock", timeout=0)
        try:
            lock.acquire()
        except Timeout as error:
            raise EditionConflictError(
                f"another update of {str(self.home)!r} is under way", hint="wait for it to end; it does the same work"
            ) from error
        try:
            yield
        finally:
            lock.release()

    def fetch(self, url: str, receipt: Receipt | None) -> "Fetched":
        """Receive a file, or learn that it is the one of the receipt."""
        return self.fetcher.fetch(
            url,
            self._folder,
            etag=receipt.etag if receipt else "",
            last_modified=receipt.last_modified if receipt else "",
        )

    def load(self, spec: "ListSpec", got: "Mapping[str, Fetched]", day: date) -> "list[SourceFile]":
        """The files that arrived, named by role and day: a document without a day of its own takes that of its name."""
        from sanksi.lists import open_files  # noqa: PLC0415 - the readers are imported when a list is updated

        folder = self._folder / spec.id
        folder.mkdir(exist_ok=True)
        files: list[SourceFile] = []
        with ExitStack() as stack:
            for role, file in got.items():
                path = folder / f"{role}_{day.isoformat()}{Path(urlsplit(file.url).path).suffix.lower()}"
                if file.path is not None:
                    file.path.replace(path)
                files += [stored.load() for stored in open_files(path, stack)]
        return files

    def clear(self, list_id: str) -> None:
        """Remove the files that arrived; parts stay for the next update."""
        shutil.rmtree(self._folder / list_id, ignore_errors=True)
        for left in self._folder.glob("*.got"):
            left.unlink(missing_ok=True)

    def drop_parts(self, *, before: datetime) -> None:
        """Remove the parts that nobody went on with since an instant."""
        for left in (*self._folder.glob("*.part"), *self._folder.glob("*.mark")):
            if left.stat().st_mtime < before.timestamp():
                left.unlink(missing_ok=True)
