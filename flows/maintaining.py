"""The command that does what a warehouse needs from time to time."""

from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from flows.errors import UsageError
from flows.options import ConfigOption, WarehouseOption
from flows.publishing import publish
from flows.settings import NO_ARCHIVE, Settings, load_settings

if TYPE_CHECKING:
    from warehouse.model import Upkeep


def maintain(config: ConfigOption = None, warehouse: WarehouseOption = None) -> None:
    """Make few files of many in a lake, give up old snapshots, and delete what nobody can ask for any more.

    A native file needs none of it, and is written anew where most of it is free. What the settings keep for a time only
    goes here, too, as at the end of a run. To be run once a day or so: beside readers, and between two runs.
    """
    settings = load_settings(config, warehouse=warehouse)
    typer.echo(f"{settings.warehouse}: {told(maintain_warehouse(settings))}")


def maintain_warehouse(settings: Settings) -> "Upkeep":
    """Do what is to be done, and return it; UsageError where there is no warehouse."""
    if isinstance(settings.warehouse, Path) and not settings.warehouse.exists():
        raise UsageError(f"{settings.warehouse}: there is no warehouse that could be maintained")
    from flows.retention import delete_parts, let_go  # noqa: PLC0415  # DuckDB
    from warehouse.connection import open_warehouse  # noqa: PLC0415  # DuckDB

    kept = timedelta(days=settings.snapshot_days) if settings.snapshot_days else None
    with open_warehouse(settings.warehouse, settings.publish) as opened:
        archive = None if settings.archive == NO_ARCHIVE else settings.archive
        if old := let_go(opened, archive, settings.retention, "cli"):
            publish(opened, settings, keep_held=True)
            delete_parts(old)
        return opened.maintain(kept)


def told(upkeep: "Upkeep") -> str:
    """Return what was done, in a line."""
    if not any(asdict(upkeep).values()):
        return "nothing was to be done"
    return (
        f"{upkeep.compacted_files} files made into {upkeep.made_files}, "
        f"{upkeep.expired_snapshots} snapshots given up, {upkeep.deleted_files} files deleted"
    )
