"""What a page shows part of, whole: as files to take along."""

from fastapi import APIRouter
from starlette.responses import Response

from flows.browse.downloads import MOST_ROWS, FileForm, send
from flows.browse.frame import Frame, Missing
from warehouse import lookup


def routes(frame: Frame) -> APIRouter:
    """Return the files of articles, speakers and sources."""
    router = APIRouter()

    @router.get("/articles/{key}/quotes.{form}")
    def of_article(key: str, form: FileForm) -> Response:
        return _file(frame, "article", key, form)

    @router.get("/speakers/{key}/quotes.{form}")
    def of_speaker(key: str, form: FileForm) -> Response:
        return _file(frame, "speaker", key, form)

    @router.get("/sources/{key}/articles.{form}")
    def of_source(key: str, form: FileForm) -> Response:
        return _file(frame, "source", key, form)

    return router


def _file(frame: Frame, listed: lookup.Listed, key: str, form: FileForm) -> Response:
    with frame.reading() as connection:
        name = lookup.name(connection, listed, key)
    if name is None:
        raise Missing(f"No {listed} has the id {key}.")
    answer = frame.streaming(lambda connection: lookup.listing(connection, listed, key, MOST_ROWS))
    return send(answer, form, "articles" if listed == "source" else "quotes", name)
