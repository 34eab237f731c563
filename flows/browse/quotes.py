"""The page of a quote: its words where they stand, what attributed them, and who else printed them."""

from fastapi import APIRouter
from starlette.responses import Response

from flows.browse.frame import Frame, Missing
from flows.browse.marked import marked_paragraphs
from warehouse import lookup


def routes(frame: Frame) -> APIRouter:
    """Return the pages below /quotes."""
    router = APIRouter(prefix="/quotes")

    @router.get("/{quote_id}")
    def quote(quote_id: str) -> Response:
        with frame.reading() as connection:
            found = lookup.quote(connection, quote_id)
            gone = lookup.gone_quote(connection, quote_id) if found is None else None
        if gone is not None:
            return frame.page("gone_quote.html", 410, gone=gone)
        if found is None:
            raise Missing(f"No quote has the id {quote_id}.")
        paragraphs = marked_paragraphs(found.paragraphs, found.neighbours)
        return frame.page("quote.html", found=found, paragraphs=paragraphs)

    return router
