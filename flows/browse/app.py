"""The pages as an application: who may ask, what each answer says to the browser, and which page answers what."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.browse import articles, files, latest, quotes, search, sources, speakers, sql_box
from flows.browse.frame import Frame, Missing
from flows.html.environment import house_style
from warehouse.errors import QueryTimeout, WarehouseError
from warehouse.lake.address import Location

#: Nothing is asked of any other host, no script or style stands in a page, and no other page shows ours.
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class _WithHeaders:
    """Says with every answer what holds for it; Starlette's own way for that hides that a reader has gone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self._app(scope, receive, send_with_headers)


def create_app(published: Location) -> FastAPI:
    """Return the application that shows the newest copy published there."""
    frame = Frame(published)
    app = FastAPI(title="presslake", docs_url=None, redoc_url=None, openapi_url=None)
    # A name of somebody else's that leads to this machine (DNS rebinding) is not ours.
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]"])
    app.add_middleware(_WithHeaders)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")

    @app.get("/house.css")
    def _style() -> Response:
        return Response(house_style(), media_type="text/css")

    for room in (search, latest, files, articles, quotes, speakers, sources, sql_box):
        app.include_router(room.routes(frame))

    @app.exception_handler(Missing)
    async def _missing(_request: Request, error: Missing) -> Response:
        return frame.page("missing.html", error.status, sentence=str(error))

    @app.exception_handler(RequestValidationError)
    async def _no_such_value(_request: Request, error: RequestValidationError) -> Response:
        return frame.page("missing.html", 404, sentence=_what_is_wrong(error))

    @app.exception_handler(404)
    async def _no_page(_request: Request, _error: Exception) -> Response:
        return frame.page("missing.html", 404, sentence="There is no page at this address.")

    @app.exception_handler(WarehouseError)
    async def _failed(_request: Request, error: WarehouseError) -> Response:
        return frame.page("missing.html", 504 if isinstance(error, QueryTimeout) else 503, sentence=str(error))

    return app


def _what_is_wrong(error: RequestValidationError) -> str:
    """Say which part of an address is at fault, in the words of who checked it."""
    [first, *_] = error.errors()
    part = next((str(each) for each in first["loc"][1:]), "address")
    return f"There is no page at this address: {part}: {first['msg'][:1].lower()}{first['msg'][1:]}."
