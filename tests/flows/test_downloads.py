"""Rows as files: what a spreadsheet and a column of several types make of them."""

import io
from collections.abc import AsyncIterator

import pyarrow.parquet as pq
import pytest
from starlette.responses import Response, StreamingResponse

from flows.browse.downloads import FileForm, send
from warehouse.model import Answer


async def body(response: Response) -> bytes:
    assert isinstance(response, StreamingResponse)
    pieces: AsyncIterator[str | bytes] = response.body_iterator  # type: ignore[assignment]
    return b"".join([piece.encode() if isinstance(piece, str) else piece async for piece in pieces])


def answer(*values: object) -> Answer:
    return Answer(("value",), iter([(value,) for value in values]))


@pytest.mark.parametrize("text", ['=HYPERLINK("http://a.example")', "+1", "-1", "@sum(a1)", "\tno", "\rno"])
@pytest.mark.anyio
async def test_no_text_is_a_formula_in_a_spreadsheet(text: str) -> None:
    lines = (await body(send(answer(text), FileForm.CSV, "quotes"))).decode()
    assert "'" == lines.removeprefix("value\n").removeprefix('"')[0]


@pytest.mark.anyio
async def test_a_number_below_zero_stays_a_number() -> None:
    assert b"value\n-5\n" == await body(send(answer(-5), FileForm.CSV, "quotes"))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), []),
        ((None,), [None]),
        ((1, None, 2.5), [1.0, None, 2.5]),
        (("=1", ["a"], {"b": 1}), ["=1", '["a"]', '{"b": 1}']),
        ((*range(5000), "end"), [*map(str, range(5000)), "end"]),
    ],
)
@pytest.mark.anyio
async def test_a_column_of_any_values_becomes_one_of_parquet(
    values: tuple[object, ...], expected: list[object]
) -> None:
    file = await body(send(answer(*values), FileForm.PARQUET, "quotes"))
    assert expected == pq.read_table(io.BytesIO(file)).column("value").to_pylist()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
