"""The command `presslake init`: a configuration to begin with; and what is said where there is none."""

import os
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from flows.errors import UsageError
from flows.exits import say
from flows.settings import FILE_NAME, PREFIX, Settings, is_shipped


def init(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="What is written; by default presslake.toml.")] = Path(
        FILE_NAME
    ),
) -> None:
    """Write a presslake.toml with every kind of source and the settings that most need, all of them commented out.

    A file that is there is left alone.
    """
    text = files("flows").joinpath("starting.toml").read_text(encoding="utf-8")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{path} is there already, and is left as it is: presslake init FILE writes another") from None
    typer.echo(f"Wrote {path}. Take the # from a source in it and make it yours.")
    typer.echo("Try next: presslake run --dry-run · presslake run")


def say_if_not_configured(settings: Settings, config: Path | None) -> None:
    """Say that what is read are the articles that ship, or nothing, and how to name sources of one's own."""
    if not settings.sources:
        say(f"{config or FILE_NAME} names no source: presslake init FILE writes examples, presslake add loads files")
    elif is_shipped(config) and f"{PREFIX}SOURCES" not in os.environ:
        say(f"no {FILE_NAME} here: reading the articles that ship; presslake init writes one, for sources of yours")
