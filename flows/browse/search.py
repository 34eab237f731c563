"""The first page: what was said, found as one types, and narrowed by who said it, where, when and how."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, BeforeValidator, Field
from starlette.responses import Response

from flows.browse.downloads import MOST_ROWS, FileForm, send
from flows.browse.frame import Frame, Missing
from flows.browse.highlights import highlighted
from warehouse.instant import Asked, Found, InstantSearch, Value, names, shown
from warehouse.model import mappings

#: Texts on one page.
PAGE = 50
#: Seconds that a page waits for the texts to be made ready; a file waits longer.
_PATIENCE, _LONG_PATIENCE = 1.0, 120.0
#: The facets, by the key of the address: heading, and how a value that is nothing is called.
FACETS: Mapping[str, tuple[str, str]] = {
    "speaker": ("Speaker", "nobody named"),
    "source": ("Source", "no source"),
    "month": ("Month", "no date"),
    "kind": ("Kind", "no kind"),
}
#: A field of a form that was left empty.
_Day = Annotated[date | None, BeforeValidator(lambda stated: stated or None)]

#: More values are no choice of anybody's: each is a link that repeats all others, and 2,000 make a page of 66 MB.
_Chosen = Annotated[tuple[str, ...], Field(max_length=100)]


class Address(BaseModel):
    """A search as its address states it; every combination has one of its own."""

    q: str = Field("", max_length=1000)
    texts: Literal["quotes", "statements", "paragraphs"] = Field("quotes", alias="in")
    speaker: _Chosen = ()
    source: _Chosen = ()
    month: _Chosen = ()
    kind: _Chosen = ()
    since: _Day = None
    until: _Day = None
    confidence: float = Field(0, ge=0, le=1)
    copies: bool = True
    start: int = Field(0, ge=0, le=10**9)

    def asked(self) -> Asked:
        """Return the search that is meant."""
        return Asked(
            terms=self.q,
            speakers=() if self.texts == "paragraphs" else self.speaker,
            sources=self.source,
            months=self.month,
            kinds=self.kind,
            since=self.since,
            until=self.until,
            confidence=0 if self.texts == "paragraphs" else self.confidence,
            copies=self.copies,
        )

    def query(self, **changed: object) -> str:
        """Return what stands behind the address, without what is as it is anyway; ``changed`` replaces values."""
        stated = self.model_dump(exclude_defaults=True, by_alias=True) | changed
        return urlencode({key: value for key, value in stated.items() if value not in {None, ()}}, doseq=True)

    def without(self, facet: str, value: str) -> str:
        """Return the address without one value of a facet."""
        kept = tuple(each for each in getattr(self, facet) if each != value)
        return f"/?{self.query(**{facet: kept, 'start': None})}"


def routes(frame: Frame) -> APIRouter:
    """Return the page at the root, what it finds by itself, and the same as a file."""
    router = APIRouter()
    search = InstantSearch(frame.copy)

    @router.get("/")
    def front(request: Request, asked: Annotated[Address, Query()]) -> Response:
        found = search.find(asked.texts, asked.asked(), start=asked.start, limit=PAGE, patience=_PATIENCE)
        part = request.headers.get("HX-Request") == "true"
        page = frame.page("results.html" if part else "search.html", part=part, **_shown(frame, asked, found))
        page.headers["Vary"] = "HX-Request"
        page.headers["Cache-Control"] = "no-store"
        if part:
            page.headers["HX-Replace-Url"] = f"/?{asked.query()}"
        return page

    @router.get("/found.{form}")
    def file(form: FileForm, asked: Annotated[Address, Query()]) -> Response:
        found = search.find(asked.texts, asked.asked(), limit=MOST_ROWS, patience=_LONG_PATIENCE)
        if found is None:
            raise Missing("The texts are still being made ready: try again in a minute.", 503)
        answer = frame.streaming(lambda connection: shown(connection, asked.texts, found.ids))
        return send(answer, form, asked.texts, asked.q)

    return router


def _shown(frame: Frame, asked: Address, found: Found | None) -> dict[str, Any]:
    if found is None:
        return {"asked": asked, "found": None}
    with frame.reading() as connection:
        rows = list(mappings(shown(connection, asked.texts, found.ids)))
        called = names(connection, [*_ids(found.facets), *asked.speaker, *asked.source])
    for row in rows:
        row["parts"] = highlighted(str(row["text"]), found.words)
        row["href"] = _place(asked.texts, row)
    return {
        "asked": asked,
        "found": found,
        "rows": rows,
        "facets": list(_facets(asked, found, called)),
        "chips": list(_chips(asked, called)),
        "cleared": f"/?{urlencode({'q': asked.q, 'in': asked.texts})}",
        "elsewhere": f"/?{urlencode({'q': asked.q, 'in': 'paragraphs'})}",
        "size": PAGE,
        "most_rows": MOST_ROWS,
    }


def _place(texts: str, row: Mapping[str, Any]) -> str:
    """The page of a quote, or where in its article a statement or paragraph stands."""
    if texts == "quotes":
        return f"/quotes/{row['quote_id']}"
    return f"/articles/{row['article_id']}#{row['statement_id' if texts == 'statements' else 'paragraph_id']}"


def _ids(facets: Mapping[str, Sequence[Value]]) -> Iterator[str]:
    for facet in ("speaker", "source"):
        yield from (each.value for each in facets[facet])


def _facets(asked: Address, found: Found, called: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Each facet that has a choice: its key, heading and values; without speakers where nobody speaks."""
    for facet, (heading, nothing) in FACETS.items():
        if facet == "speaker" and asked.texts == "paragraphs":
            continue
        chosen = getattr(asked, facet)
        values = [
            {
                "value": each.value,
                "name": called.get(each.value, each.value) or nothing,
                "count": each.count,
                "is_chosen": each.value in chosen,
            }
            for each in found.facets[facet]
        ]
        if len(values) > 1 or chosen:
            yield {"key": facet, "heading": heading, "values": values}


def _chips(asked: Address, called: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each filter in force: what it is, and the address without it."""
    for facet, (heading, nothing) in FACETS.items():
        for value in getattr(asked, facet):
            yield f"{heading}: {called.get(value, value) or nothing}", asked.without(facet, value)
    for key, said in (("since", "since {}"), ("until", "until {}"), ("confidence", "confidence {} or more")):
        if value := getattr(asked, key):
            yield said.format(value), f"/?{asked.query(**{key: None, 'start': None})}"
    if not asked.copies:
        yield "without copies", f"/?{asked.query(copies=None, start=None)}"
