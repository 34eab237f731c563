"""The page on which one asks in SQL: as `presslake sql` does, in a process that reaches the copy and nothing else."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from threading import Event, Lock
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from flows.browse.downloads import MOST_ROWS, FileForm, send
from flows.browse.examples import EXAMPLES
from flows.browse.frame import Frame, read_then_closed
from flows.output import flat
from warehouse import lookup
from warehouse.errors import WarehouseError
from warehouse.lake.address import LakeAddress
from warehouse.model import Table
from warehouse.sandbox import QUERY_BYTES, open_answer, run_sql

#: Rows that the page shows, and seconds that a query may take.
_SHOWN_ROWS, _TIMEOUT = 200, 30.0
#: Of a form: each byte of a query may take three in it.
_FORM_BYTES = 3 * QUERY_BYTES + 1000
#: Seconds between two looks whether the browser still waits.
_LOOK_EVERY = 0.25

_NUMBERS = frozenset({int, float, Decimal})

T = TypeVar("T")


class _Refused(Exception):  # noqa: N818 - said on the page
    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


def routes(frame: Frame) -> APIRouter:
    """Return the page at /sql; asking is a POST from that page, one at a time."""
    router = APIRouter()
    asking = Lock()

    @router.get("/sql")
    def empty(query: str = "") -> Response:
        return _page(frame, query)

    @router.post("/sql")
    async def ask(request: Request) -> Response:
        query = wanted = ""
        try:
            _refuse_others(request)
            form = await _form(request)
            query = form.get("query", "").strip()
            given_up = Event()
            wanted = form.get("form", "")
            work = _file_of if wanted in set(FileForm) else _page_of
            return await _while_awaited(request, given_up, lambda: work(frame, query, wanted, asking, given_up))
        except _Refused as refused:
            sentence, status = str(refused), refused.status
        except WarehouseError as error:
            # What the command's options would allow is no option here. The page answers whatever is typed into it.
            sentence, status = str(error).replace("with --", "in presslake sql with --"), 400 if wanted else 200
        return await run_in_threadpool(_page, frame, query, error=sentence, status=status)

    return router


def _page_of(frame: Frame, query: str, _form: str, asking: Lock, given_up: Event) -> Response:
    with ExitStack() as held:
        _take(asking, held)
        found = run_sql(_copy(frame), query, limit=_SHOWN_ROWS + 1, timeout=_TIMEOUT, given_up=given_up)
    return _page(frame, query, found=found)


def _file_of(frame: Frame, query: str, form: str, asking: Lock, given_up: Event) -> Response:
    with ExitStack() as opening:
        _take(asking, opening)
        answer = opening.enter_context(
            open_answer(_copy(frame), query, limit=MOST_ROWS, timeout=_TIMEOUT, given_up=given_up)
        )
        return send(read_then_closed(answer, opening.pop_all()), FileForm(form), "query")


def _take(asking: Lock, held: ExitStack) -> None:
    if not asking.acquire(blocking=False):
        raise _Refused("Another query is running: ask again when it has ended.", 429)
    held.callback(asking.release)


def _copy(frame: Frame) -> Path:
    if isinstance(frame.published, LakeAddress):
        raise _Refused("A query of yours runs on a published copy, and this warehouse is a lake without one.", 409)
    return frame.published


def _refuse_others(request: Request) -> None:
    """Refuse what another site has a browser send; who is no browser says nothing of where it comes from."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:  # it decides: beside it a page without referrers has the origin null
        is_own = site == "same-origin"
    else:
        is_own = origin is None or urlsplit(origin).netloc == request.headers.get("host")
    if not is_own:
        raise _Refused("A query is asked from this page alone.", 403)


async def _form(request: Request) -> dict[str, str]:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _FORM_BYTES:
            raise _Refused(f"The query has more than {QUERY_BYTES:,} bytes.", 413)
    fields = parse_qs(body.decode("ascii", "replace"), keep_blank_values=True)
    return {name: values[0] for name, values in fields.items()}


async def _while_awaited(request: Request, given_up: Event, work: Callable[[], T]) -> T:
    """Return what is worked out in a thread; tell it when the browser waits no more."""
    working = asyncio.ensure_future(run_in_threadpool(work))
    while not working.done():
        await asyncio.wait({working}, timeout=_LOOK_EVERY)
        if not working.done() and await request.is_disconnected():
            given_up.set()
    return await working


def _page(frame: Frame, query: str, *, found: Table | None = None, error: str = "", status: int = 200) -> Response:
    with frame.reading() as connection:
        columns = lookup.dictionary(connection)
    tables = [(name, list(rows)) for name, rows in groupby(columns, key=lambda row: (row["table"], row["about"]))]
    return frame.page(
        "sql.html",
        status,
        query=query,
        error=error,
        columns=found.columns if found else (),
        rows=_cells(found.rows[:_SHOWN_ROWS]) if found else None,
        is_cut=found is not None and len(found.rows) > _SHOWN_ROWS,
        most_rows=MOST_ROWS,
        seconds=int(_TIMEOUT),
        examples=EXAMPLES,
        tables=tables,
    )


def _cells(rows: Sequence[Sequence[object]]) -> list[list[tuple[str, bool]]]:
    """The values of rows as text, and whether each is a number."""
    return [[("" if value is None else str(flat(value)), type(value) in _NUMBERS) for value in row] for row in rows]
