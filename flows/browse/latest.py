"""The page of the latest articles."""

from fastapi import APIRouter
from starlette.responses import Response

from flows.browse.frame import Frame
from warehouse.lookup import latest


def routes(frame: Frame) -> APIRouter:
    """Return the page at /latest."""
    router = APIRouter()

    @router.get("/latest")
    def latest_articles() -> Response:
        with frame.reading() as connection:
            found = latest(connection)
        return frame.page("latest.html", found=found)

    return router
