"""The page that one comes to first."""

from fastapi import APIRouter
from starlette.responses import Response

from flows.browse.frame import Frame
from warehouse.lookup import latest


def routes(frame: Frame) -> APIRouter:
    """Return the page at the root."""
    router = APIRouter()

    @router.get("/")
    def front() -> Response:
        with frame.reading() as connection:
            found = latest(connection)
        return frame.page("front.html", found=found)

    return router
