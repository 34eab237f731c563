"""Options that several commands share, and the settings that come of them."""

from pathlib import Path
from typing import Annotated

import typer

from flows.output import Format

#: The heading of what presslake.toml may say too.
_SETTINGS = "Settings"

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Configuration; by default presslake.toml, where there is one.",
        rich_help_panel=_SETTINGS,
    ),
]
WarehouseOption = Annotated[
    str | None,
    typer.Option(
        "--warehouse",
        metavar="FILE",
        help="The DuckDB file that runs write; readers' copies lie beside it.",
        rich_help_panel=_SETTINGS,
    ),
]
WorkersOption = Annotated[
    int | None,
    typer.Option(
        "--workers",
        min=1,
        metavar="N",
        help="Processes that extract; by default one for each core.",
        rich_help_panel=_SETTINGS,
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How rows are printed.")]
QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="Say nothing of a run in which no source failed, as under cron.")
]
LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, metavar="ROWS", help="Rows at most.")]
