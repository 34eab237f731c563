"""The command `presslake`: what it can be told, and the errors that leave it.

Commands import what they need when they run: those that only read start neither Prefect nor trafilatura.
"""

import sys
from typing import Annotated

import typer
from typer.exceptions import Exit, TyperException

from flows.errors import FlowError, UsageError
from flows.exits import BUSY, DONE, FAILED, USAGE, say
from flows.help_pages import Commands
from flows.interruption import INTERRUPTED, say_interrupted
from flows.mistakes import mistake
from flows.output import speak_utf8
from warehouse.errors import NoSuchSource, WarehouseBusy, WarehouseError

app = typer.Typer(
    cls=Commands,
    help="News articles in, answers out: who said what, where, when, and who printed it first.\n\n"
    "Start with presslake run, which needs no configuration, then presslake search WORDS. "
    "presslake COMMAND --help has examples of each.",
    epilog="Exit codes: 0 done, also when nothing is new; 1 failed; 2 usage or configuration; "
    "3 partial: a source failed, the rest is loaded; 4 the warehouse is in use; 130 interrupted.",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},  # of the commands too
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(is_wanted: bool) -> None:
    if is_wanted:
        from importlib.metadata import version  # noqa: PLC0415

        typer.echo(f"presslake {version('presslake')}")
        raise Exit


@app.callback()
def options(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Options of no command; without one the help, as a mistake."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise Exit(USAGE)


def main() -> None:
    """Run the command line, every expected error said in one sentence."""
    speak_utf8()
    sys.exit(_exit_code())


def _exit_code() -> int:
    try:
        code: int = app(standalone_mode=False) or DONE  # Typer makes 130 of a KeyboardInterrupt
    except TyperException as error:
        return _failed(mistake(error), error.exit_code)
    except (UsageError, NoSuchSource) as error:
        return _failed(str(error), USAGE)
    except WarehouseBusy as error:
        return _failed(str(error), BUSY)
    except (FlowError, WarehouseError) as error:
        return _failed(str(error), FAILED)
    except OSError as error:  # of whatever file: there is nothing to be seen in a traceback
        return _failed(f"{error.filename or 'the disk'}: {error.strerror or error}: see to it, then try again", FAILED)
    if code == INTERRUPTED:
        say_interrupted()
    return code


def _failed(message: str, code: int) -> int:
    say(message)
    return code
