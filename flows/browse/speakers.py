"""The page of a speaker: names, roles, outlets, quotes over time, and the latest of them."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from flows.browse.frame import Frame, Missing
from flows.browse.months import by_month
from warehouse import lookup

#: Quotes on one page.
PAGE = 50


def routes(frame: Frame) -> APIRouter:
    """Return the pages below /speakers."""
    router = APIRouter(prefix="/speakers")

    @router.get("/{speaker_id}")
    def speaker(speaker_id: str, start: Annotated[int, Query(ge=0, le=10**9)] = 0) -> Response:
        with frame.reading() as connection:
            found = lookup.speaker(connection, speaker_id, start=start, limit=PAGE)
        if found is None:
            raise Missing(f"No speaker has the id {speaker_id}.")
        return frame.page("speaker.html", found=found, start=start, size=PAGE, months=by_month(found.months, "quotes"))

    return router
