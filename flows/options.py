"""Options that several commands share, and the settings that come of them."""

from pathlib import Path
from typing import Annotated

import typer

from flows.output import Format

ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Configuration; by default presslake.toml, where there is one."),
]
WarehouseOption = Annotated[
    str | None,
    typer.Option("--warehouse", metavar="FILE", help="The DuckDB file that runs write; readers' copies lie beside it."),
]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", min=1, help="Processes that extract; by default one for each core.")
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How rows are printed.")]
LimitOption = Annotated[int, typer.Option("--limit", "-n", min=1, help="Rows at most.")]
