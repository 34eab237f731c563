"""How the command line presents itself: commands and options under headings, and examples, in plain text.

A command's module is imported when that command is called or its help is asked for: the list of all of them, and the
completion of their names, take what Typer takes.
"""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from flows.commands import PANELS, Listed

#: Options of no panel.
_OWN = "Options"


class Command(TyperCommand):
    """A command whose options stand under the headings that they name, and whose examples stay as they are written."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ARG002  # as Typer calls it
        """Return what follows the name in the first line: [OPTIONS], and the arguments as they are called."""
        pieces = ((each.metavar or each.name, each.required) for each in self.params if _is_argument(each))
        return ["[OPTIONS]", *(name if is_required else f"[{name}]" for name, is_required in pieces)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments, the options under no heading, then those under theirs."""
        params: list[Any] = self.get_params(ctx)
        if arguments := [each for each in params if _is_argument(each)]:
            with formatter.section("Arguments"):
                formatter.write_dl([(each.metavar or each.name, each.help or "") for each in arguments])
        panels: dict[str, list[tuple[str, str]]] = {_OWN: []}
        for each in params:
            if not _is_argument(each) and (record := each.get_help_record(ctx)):
                panel = getattr(each, "rich_help_panel", None) or _OWN
                panels.setdefault(panel, []).append((_bare(record[0]), record[1]))
        for panel, records in panels.items():
            with formatter.section(panel):
                formatter.write_dl(records)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  # as Typer calls it
        """Write the examples, a line each."""
        with formatter.section("Examples"):
            for line in (self.epilog or "").splitlines():
                formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


class Commands(TyperGroup):
    """All commands; what stands for one here is replaced by itself when it is called."""

    def __init__(self, **stated: Any) -> None:
        super().__init__(**stated)
        self.commands = {
            name: TyperCommand(name, short_help=listed.does, rich_help_panel=panel)
            for panel, listed_ones in PANELS.items()
            for name, listed in listed_ones.items()
        }

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read "help COMMAND" as "COMMAND --help", as many programs do."""
        return super().parse_args(ctx, [*args[1:2], "--help"] if args[:1] == ["help"] else args)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Return the command that is called, imported."""
        name, listed, rest = super().resolve_command(ctx, args)
        return name, named_command(name) if listed and name else None, rest

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  # as Typer calls it
        """Write the commands under their headings, each on a line."""
        for panel, listed_ones in PANELS.items():
            with formatter.section(panel):
                formatter.write_dl([(name, listed.does) for name, listed in listed_ones.items()])


def named_command(name: str) -> Any:
    """Return the command of this name, with its arguments and options; KeyError where there is none."""
    listed = {name: each for panel in PANELS.values() for name, each in panel.items()}[name]
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, cls=Command, epilog=_examples(listed))(_function(listed))
    return get_command(app)


def _function(listed: Listed) -> Any:
    module, _, name = listed.at.partition(":")
    return getattr(import_module(module), name)


def _examples(listed: Listed) -> str:
    return "\n".join(f"presslake {line}" for line in listed.examples)


def _is_argument(param: Any) -> bool:
    return bool(param.param_type_name == "argument")


def _bare(name: str) -> str:
    """An option without the brackets of its type: --in quotes|statements."""
    return name.replace("<", "").replace(">", "")
