"""The page of a source: what it brings, whom it quotes, and its latest articles."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from flows.browse.frame import Frame, Missing
from flows.browse.months import by_month
from warehouse import lookup

#: Articles on one page.
PAGE = 50


def routes(frame: Frame) -> APIRouter:
    """Return the pages below /sources."""
    router = APIRouter(prefix="/sources")

    @router.get("/{source_id}")
    def source(source_id: str, start: Annotated[int, Query(ge=0, le=10**9)] = 0) -> Response:
        with frame.reading() as connection:
            found = lookup.source(connection, source_id, start=start, limit=PAGE)
        if found is None:
            raise Missing(f"No source has the id {source_id}.")
        return frame.page("source.html", found=found, start=start, size=PAGE, months=by_month(found.months, "articles"))

    return router
