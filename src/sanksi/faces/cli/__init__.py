"""The command line: one module a command, imported when the command is called.

Exit status: 0 done, nothing to look at; 10 done, something to look at; 20 could not be decided; 2 wrong usage; 1 any other error, told
in one line on stderr. A traceback only with `--debug`.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from sanksi.errors import SanksiError
from sanksi.faces.cli.session import Session, exit_status_of

COMMANDS = ("add", "batch", "build", "check", "diff", "lists", "read", "regime", "screen", "show", "update")


class _Commands(click.Group):
    """The commands of this package, looked up by name and imported on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"sanksi.faces.cli.{cmd_name}").command
        assert isinstance(command, click.Command)  # noqa: S101 - each module of COMMANDS defines one
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        with formatter.section("Commands"):
            formatter.write_dl([(name, _SUMMARIES[name]) for name in COMMANDS])


_SUMMARIES = {
    "add": "take an edition of a list from local files",
    "batch": "screen a file of parties",
    "build": "build the index from the ledger",
    "check": "a described deal against the regimes",
    "diff": "listed, amended, delisted between two editions",
    "lists": "each list: edition held, age, entities, issues, state",
    "read": "an article: who is listed, what is claimed, what the regime says",
    "regime": "the regimes, and one by its measures",
    "screen": "screen one party",
    "show": "one entity with the statements behind it",
    "update": "fetch the official files of the lists",
}


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--home", type=click.Path(path_type=Path), help="Folder of ledger and index.")
@click.option("--json", "as_json", is_flag=True, help="JSON on stdout, and nothing else.")
@click.option("--debug", is_flag=True, help="Show a traceback when something fails.")
@click.version_option(package_name="sanksi")
@click.pass_context
def sanksi(ctx: click.Context, *, home: Path | None, as_json: bool, debug: bool) -> None:
    """Who is listed, what is alleged, and what the sanctions regime says about it.

    Example: sanksi screen "Kim Jong Un"
    """
    ctx.obj = Session(home=home, as_json=as_json, debug=debug)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        status = sanksi.main(given, prog_name="sanksi", standalone_mode=False)
    except SanksiError as error:
        if "--debug" in given:
            raise
        click.echo(f"sanksi: {error}", err=True)
        status = exit_status_of(error)
    except click.UsageError as error:
        click.echo(f"sanksi: {error.format_message()}", err=True)
        if error.ctx is not None:
            click.echo(f"see: {error.ctx.command_path} --help", err=True)
        status = 2
    except click.Abort:
        click.echo("sanksi: interrupted; what was complete is kept, run the same command again to go on", err=True)
        status = 1
    except OSError as error:
        if "--debug" in given:
            raise
        click.echo(f"sanksi: {error.strerror or error} {error.filename or ''}".rstrip(), err=True)
        status = 1
    except Exception as error:  # the outer edge: one line, the traceback with --debug
        if "--debug" in given:
            raise
        click.echo(
            f"sanksi: unexpected {type(error).__name__}: {error} (a defect of sanksi; --debug shows where)", err=True
        )
        status = 1
    sys.exit(status if isinstance(status, int) else 0)
