"""The command that makes a warehouse of what another one exported."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.options import ConfigOption, WarehouseOption
from flows.publishing import publish
from flows.settings import Settings, load_settings

if TYPE_CHECKING:
    from warehouse.connection import Warehouse
    from warehouse.imports import Imported
    from warehouse.manifest import Manifest


def import_(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="What presslake export wrote, with what came since below it.")
    ],
    config: ConfigOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Load what presslake export wrote: the same rows in every table, or those of them that are not here yet.

    Each export is one transaction, in which every file, every table and every promise is checked.
    """
    from warehouse.connection import open_warehouse  # noqa: PLC0415  # DuckDB
    from warehouse.manifest import load_chain  # noqa: PLC0415

    settings = load_settings(config, warehouse=warehouse)
    chain = load_chain(folder)
    with open_warehouse(settings.warehouse, settings.publish) as opened:
        imported = [_import(opened, settings, each, manifest) for each, manifest in chain]
        has_forgotten = any(each.has_forgotten for each in imported)
        # Also where nothing is new: the disk may have been full when the import before was to be published.
        publish(opened, settings, keep_held=not has_forgotten)
    articles = sum(each.articles for each in imported)
    is_new = any(each.runs for each in imported)
    typer.echo(f"Imported {articles} articles." if is_new else f"Nothing in {folder} is new here.")


def _import(opened: "Warehouse", settings: Settings, folder: Path, manifest: "Manifest") -> "Imported":
    """Import one export, after what was forgotten there was forgotten here, bytes included."""
    from flows.forgetting import Target, erase_everywhere  # noqa: PLC0415
    from flows.software import software  # noqa: PLC0415
    from warehouse.imports import find_forgotten_there, import_export  # noqa: PLC0415

    there = find_forgotten_there(opened.connection, folder, manifest)
    is_told = bool(there.url_keys or there.domains)
    if is_told:
        erase_everywhere(
            opened, settings, Target(url_keys=tuple(sorted(there.url_keys)), domains=tuple(sorted(there.domains)))
        )
    imported = import_export(opened.connection, folder, manifest, software())
    if imported.has_forgotten:
        opened.rewrite()
    return replace(imported, has_forgotten=imported.has_forgotten or is_told)
