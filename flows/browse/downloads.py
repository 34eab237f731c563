"""Rows as a file that a browser keeps: CSV as they come, Parquet once all of them are there."""

import csv
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from io import StringIO
from itertools import chain, islice
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from unicodedata import normalize
from urllib.parse import quote as percent_encoded

from starlette.responses import Response, StreamingResponse

from flows.output import flat, unique_names
from warehouse.model import Answer

#: Rows of one file; presslake export has no such limit.
MOST_ROWS = 100_000
#: Rows that are converted at once, and bytes of a file that are kept in memory.
_BATCH, _SPOOL_BYTES = 5_000, 16 * 2**20
#: What a spreadsheet takes for a formula (OWASP, CSV injection).
_FORMULA = re.compile(r"[=+\-@\t\r]")


class FileForm(StrEnum):
    """What a download is written as; the end of its address."""

    CSV = "csv"
    PARQUET = "parquet"


def send(answer: Answer, form: FileForm, *names: str) -> Response:
    """Return rows as a file named after what they are: ``send(answer, form, "quotes", "Leila Varnham")``.

    The first rows are read at once, so that what fails is still said on a page; the rest while it is sent.
    """
    rows = answer.rows
    answer = Answer(answer.columns, chain(list(islice(rows, 1)), rows))
    name = "-".join(["presslake", *filter(None, map(_plain, names))]) + f".{form}"
    headers = {"Content-Disposition": f"attachment; filename=\"{name}\"; filename*=UTF-8''{percent_encoded(name)}"}
    if form is FileForm.CSV:
        return StreamingResponse(_csv(answer), media_type="text/csv; charset=utf-8", headers=headers)
    return StreamingResponse(_pieces(_parquet(answer)), media_type="application/vnd.apache.parquet", headers=headers)


def _plain(name: str) -> str:
    """A name in letters and digits that every file system takes.

    >>> _plain("Zoë Amsel: «Où?»")
    'zoe-amsel-ou'
    """
    ascii_only = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:60]


def _csv(answer: Answer) -> Iterator[str]:
    yield _lines([answer.columns])
    while rows := list(islice(answer.rows, _BATCH)):
        yield _lines([[_cell(value) for value in row] for row in rows])


def _lines(rows: Sequence[Sequence[object]]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _cell(value: object) -> object:
    """A value for a cell; a text that begins like a formula gets an apostrophe, as people open this by a click.

    >>> _cell("=1+1"), _cell(-5)
    ("'=1+1", -5)
    """
    cell = flat(value)
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def _parquet(answer: Answer) -> IO[bytes]:
    """Write all rows; a column has the type of its values, or is text where these are of several."""
    import pyarrow as pa  # noqa: PLC0415  # 0.2 s of CPU
    import pyarrow.parquet as pq  # noqa: PLC0415

    names = unique_names(answer.columns)
    parts = []
    while rows := list(islice(answer.rows, _BATCH)):
        parts.append(_table(pa, names, rows))
    try:
        table = pa.concat_tables(parts or [_table(pa, names, [])], promote_options="permissive")
    except (pa.ArrowInvalid, pa.ArrowTypeError):  # a column that began as numbers and went on as text
        table = pa.concat_tables([part.cast(pa.schema([(name, pa.string()) for name in names])) for part in parts])
    fields = [(field.name, pa.string() if pa.types.is_null(field.type) else field.type) for field in table.schema]
    file: IO[bytes] = SpooledTemporaryFile(max_size=_SPOOL_BYTES)  # noqa: SIM115  # closed when it is sent
    pq.write_table(table.cast(pa.schema(fields)), file, compression="zstd")
    file.seek(0)
    return file


def _table(pa: Any, names: Sequence[str], rows: Sequence[Sequence[object]]) -> Any:
    return pa.table([_column(pa, [row[n] for row in rows]) for n in range(len(names))], names=names)


def _column(pa: Any, values: Sequence[object]) -> Any:
    try:
        return pa.array(values)
    except (ValueError, TypeError, OverflowError):  # pyarrow's own errors are these too
        return pa.array([None if value is None else str(flat(value)) for value in values])


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(2**18):
            yield piece
