"""The command that makes a warehouse of what another one exported."""

from pathlib import Path
from typing import Annotated

import typer

from flows.options import ConfigOption, WarehouseOption
from flows.settings import load_settings


def import_export(
    folder: Annotated[Path, typer.Argument(help="What presslake export wrote, with what came since below it.")],
    config: ConfigOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Load what presslake export wrote: the same rows in every table, or those of them that are not here yet.

    Each export is one transaction, in which every file, every table and every promise is checked.
    """
    from warehouse.connection import open_warehouse  # noqa: PLC0415  # DuckDB
    from warehouse.imports import import_export as import_one  # noqa: PLC0415
    from warehouse.manifest import load_chain  # noqa: PLC0415

    settings = load_settings(config, warehouse=warehouse)
    chain = load_chain(folder)
    with open_warehouse(settings.warehouse, settings.publish) as opened:
        imported = [import_one(opened.connection, each, manifest) for each, manifest in chain]
        is_new = any(each.runs for each in imported)
        if is_new:
            has_forgotten = any(each.has_forgotten for each in imported)
            if has_forgotten:
                opened.rewrite()
            opened.publish(settings.publish, link=settings.publish_link, keep_held=not has_forgotten)
    articles = sum(each.articles for each in imported)
    typer.echo(f"Imported {articles} articles." if is_new else f"Nothing in {folder} is new here.")
