"""The copy for readers, as the settings want it."""

from functools import partial
from typing import TYPE_CHECKING

from flows.settings import Settings

if TYPE_CHECKING:
    from warehouse.connection import Warehouse


def publish(opened: "Warehouse", settings: Settings, *, keep_held: bool) -> None:
    """Give readers a copy of the warehouse, with an index if it is not too large for one: see ``Warehouse.publish``."""
    from warehouse.search_index import index_copy  # noqa: PLC0415  # DuckDB

    prepare = partial(index_copy, publish_path=settings.publish, most_paragraphs=settings.search_index)
    opened.publish(settings.publish, link=settings.publish_link, keep_held=keep_held, prepare=prepare)
