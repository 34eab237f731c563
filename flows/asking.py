"""The command that asks in SQL: what is asked runs in a process of its own, with limits (warehouse.sandbox)."""

import os
import re
import sys
from typing import Annotated

import typer

from flows.errors import UsageError
from flows.options import ConfigOption, FormatOption, WarehouseOption
from flows.output import STREAMED, Format, print_rows
from flows.publishing import published_copy
from flows.settings import load_settings

_BYTES = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "KI": 2**10, "MI": 2**20, "GI": 2**30, "TI": 2**40}


def sql(
    query: Annotated[
        str | None,
        typer.Argument(metavar="QUERY", help="A query on the views and tables; - reads it from standard input."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, metavar="ROWS", help="Rows at most; by default all.")
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="Seconds that the query may take; 0 is as long as it likes.")
    ] = 60,
    memory: Annotated[
        str | None,
        typer.Option(metavar="SIZE", help="What it may take, such as 2GB; by default half of the machine's."),
    ] = None,
    form: FormatOption = Format.TABLE,
    config: ConfigOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Run a query on the published copy, which it cannot leave or change.

    Of several statements the last one gives the rows. dictionary names all tables, views and columns.
    """
    from warehouse.sandbox import ANSWER_BYTES, open_answer  # noqa: PLC0415

    asked = _query(query)
    settings = load_settings(config, warehouse=warehouse)
    with open_answer(
        published_copy(settings, "sql"),
        asked,
        limit=limit,
        timeout=timeout or None,
        memory=None if memory is None else byte_count(memory),
        answer_bytes=None if form in STREAMED else ANSWER_BYTES,
    ) as answer:
        print_rows(answer.columns, answer.rows, form)


def byte_count(size: str) -> int:
    """Return how many bytes 500MB or 1.5 GiB are; UsageError where it is none of that.

    >>> byte_count("1.5GB")
    1500000000
    """
    found = re.fullmatch(r"(\d{1,15}(?:\.\d+)?)\s*([KMGT]I?)?B?", size.strip().upper())
    if not found:
        raise UsageError(f"--memory {size}: a size was needed, such as 500MB or 2GB")
    return int(float(found[1]) * _BYTES[found[2] or ""])


def _query(given: str | None) -> str:
    if given is None:
        raise UsageError(
            'give a query, such as presslake sql "from v_quotes limit 5", or - to read one from standard input; '
            'presslake sql "from dictionary" names all tables, views and columns'
        )
    if given.lstrip().startswith(("\\", ".")):
        raise UsageError(f"{given} is a command of other programs: try show tables, describe v_quotes, from dictionary")
    # As bytes: a locale that knows no UTF-8 has left the others of the argument undecoded.
    place, text = ("standard input", sys.stdin.buffer.read()) if given == "-" else ("the query", os.fsencode(given))
    try:
        return text.decode()
    except UnicodeDecodeError as error:
        raise UsageError(f"{place} is no UTF-8 from byte {error.start} on: save the query as UTF-8") from None
