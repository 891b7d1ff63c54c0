"""What every command needs: where home is, how to answer, and which exit status an answer or an error has."""

import functools
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from sanksi.errors import LedgerError, QueryError, SanksiError, SettingError, UnknownFactError

DONE, FAILED, WRONG_USAGE, LOOK, UNDECIDED = 0, 1, 2, 10, 20

VERDICT_STATUS = {"clear": DONE, "hit": LOOK, "potential": LOOK, "not_screened": UNDECIDED}
OUTCOME_STATUS = {
    "outside": DONE,
    "allowed_with_conditions": DONE,
    "prohibited": LOOK,
    "committee_approval": LOOK,
    "facts_missing": UNDECIDED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What the user said before the command's own options.

    Attributes:
        home: folder of ledger and index, or None for the default one.
        as_json: whether stdout carries JSON.
        debug: whether errors show a traceback.
    """

    home: Path | None
    as_json: bool
    debug: bool

    @property
    def folder(self) -> Path:
        """Home as a path: `--home`, else `default_home`."""
        folder = self.home
        if folder is None:
            from sanksi.faces.python import default_home

            folder = default_home()
        if folder.exists() and not folder.is_dir():
            raise LedgerError(
                f"home {str(folder)!r} is a file, not a folder", hint="`--home` or SANKSI_HOME name a folder"
            )
        return folder

    @property
    def own_lists(self) -> Path:
        """Folder of the user's own lists: one YAML each."""
        return self.folder / "lists"

    def today(self) -> date:
        """The day "today" below the faces; SANKSI_TODAY repeats an answer of another day."""
        if stated := os.environ.get("SANKSI_TODAY"):
            return parse_day(stated, where="SANKSI_TODAY")
        return datetime.now(UTC).date()

    def answer(self, shape: object) -> None:
        """Write one JSON object on one line to stdout."""
        click.echo(json.dumps(shape, ensure_ascii=False))


def parse_day(text: str, *, where: str) -> date:
    """An ISO day, or a SettingError that says where it was set."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SettingError(f"{where} is {text!r}, which is no day", hint="write it as YYYY-MM-DD") from None


class Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day, or fail as wrong usage."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it as YYYY-MM-DD", param, ctx)


def exit_status_of(error: SanksiError) -> int:
    """2 when the user's own words were off, 1 for everything else."""
    return WRONG_USAGE if isinstance(error, QueryError | SettingError | UnknownFactError) else FAILED


def pass_session(function: Callable[..., int | None]) -> Callable[..., int | None]:
    """Give the command its Session as first argument, and let `--home`, `--json` and `--debug` stand after the command's name too."""

    @click.option("--home", "own_home", type=click.Path(path_type=Path), help="Folder of ledger and index.")
    @click.option("--json", "own_json", is_flag=True, help="JSON on stdout, and nothing else.")
    @click.option("--debug", "own_debug", is_flag=True, help="Show a traceback when something fails.")
    @click.pass_context
    @functools.wraps(function)
    def with_session(
        ctx: click.Context, /, own_home: Path | None, *, own_json: bool, own_debug: bool, **options: Any
    ) -> int | None:
        session: Session = ctx.obj
        session = replace(
            session,
            home=own_home or session.home,
            as_json=own_json or session.as_json,
            debug=own_debug or session.debug,
        )
        return function(session, **options)

    return with_session
