"""The pages of an article: what it says, and what changed from one version to another."""

import re
from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from flows.browse.frame import Frame, Missing
from flows.browse.marked import marked_paragraphs
from flows.browse.side_by_side import side_by_side
from warehouse import lookup

if TYPE_CHECKING:
    from warehouse.connection import Connection

#: How an address names two versions: 1..2.
_PAIR = re.compile(r"(\d{1,6})\.\.(\d{1,6})")


def routes(frame: Frame) -> APIRouter:
    """Return the pages below /articles."""
    router = APIRouter(prefix="/articles")

    @router.get("")
    def by_address(url: str = "") -> Response:
        with frame.reading() as connection:
            article_id = lookup.article_at(connection, url)
        if article_id is None:
            raise Missing(f"No article was read from {url}." if url else "Say which: /articles?url=ADDRESS.")
        return RedirectResponse(f"/articles/{article_id}", 302)

    @router.get("/{article_id}")
    def article(article_id: str) -> Response:
        with frame.reading() as connection:
            found = lookup.article(connection, article_id)
            if found is None:
                raise missing_article(connection, article_id)
        paragraphs = marked_paragraphs(found.paragraphs, found.quotes, found.statements, found.terms)
        return frame.page("article.html", found=found, paragraphs=paragraphs)

    @router.get("/{article_id}/versions/{pair}")
    def versions(article_id: str, pair: str) -> Response:
        numbers = _PAIR.fullmatch(pair)
        if not numbers:
            raise Missing(f"Two versions are named as 1..2, not as {pair}.")
        with frame.reading() as connection:
            found = lookup.article(connection, article_id)
            if found is None:
                raise missing_article(connection, article_id)
            earlier, later = (lookup.version(connection, article_id, int(number)) for number in numbers.groups())
        if earlier is None or later is None:
            kept = ", ".join(str(version["version"]) for version in found.versions)
            raise Missing(f"Of this article there is no such version; there is {kept}.")
        return frame.page(
            "versions.html", found=found, earlier=earlier, later=later, compared=side_by_side(earlier, later)
        )

    return router


def missing_article(connection: "Connection", article_id: str) -> Missing:
    """Return what is said of an id that no article has: which were forgotten, nobody knows any more."""
    forgotten = lookup.forgotten(connection)
    said = f"No article has the id {article_id}."
    if forgotten["forgotten"]:
        said += (
            f" It may be among the {forgotten['forgotten']:,} pages and sites that were forgotten on demand, "
            f"the last on {forgotten['last_at']:%Y-%m-%d}."
        )
    return Missing(said)
