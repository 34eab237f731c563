"""The copy for readers, as the settings want it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flows.errors import UsageError
from flows.lake_settings import NO_COPY
from flows.settings import Settings

if TYPE_CHECKING:
    from warehouse.connection import Warehouse


def publish(opened: "Warehouse", settings: Settings, *, keep_held: bool) -> None:
    """Give readers a copy of the warehouse, with an index if it is not too large for one: see ``Warehouse.publish``."""
    from warehouse.search_index import index_copy  # noqa: PLC0415  # DuckDB

    if settings.publish == NO_COPY:
        return
    prepare = partial(index_copy, publish_path=settings.publish, most_paragraphs=settings.search_index)
    opened.publish(settings.publish, link=settings.publish_link, keep_held=keep_held, prepare=prepare)


def published_copy(settings: Settings, command: str) -> Path:
    """Return where the copy is; UsageError where readers read a lake, which this command does not."""
    if settings.publish == NO_COPY:
        raise UsageError(
            f'presslake {command} reads a copy, and publish is "none": set publish to a path and run, or read the lake '
            "by warehouse.query.connect"
        )
    return settings.publish
