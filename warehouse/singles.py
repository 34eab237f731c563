"""Numbers of single precision with no more digits than these hold: 0.93, where Python's float has 0.930000007."""

from collections.abc import Sequence
from math import isfinite
from struct import pack
from typing import Any

from duckdb import DuckDBPyConnection


def single_columns(cursor: DuckDBPyConnection) -> list[int]:
    """Return which columns of the rows that wait in the cursor are of single precision."""
    return [n for n, column in enumerate(cursor.description or ()) if str(column[1]) == "FLOAT"]


def shortened(rows: Sequence[tuple[Any, ...]], singles: Sequence[int]) -> Sequence[tuple[Any, ...]]:
    """Return the rows with the numbers in these columns as the shortest that are the same in single precision.

    >>> shortened([("a", 0.8999999761581421)], [1])
    [('a', 0.9)]
    """
    return [_with_short(row, singles) for row in rows] if singles else rows


def _with_short(row: tuple[Any, ...], singles: Sequence[int]) -> tuple[Any, ...]:
    values = list(row)
    for n in singles:
        if values[n] is not None:
            values[n] = _short(values[n])
    return tuple(values)


def _short(single: float) -> float:
    candidates = (float(f"{single:.{digits}g}") for digits in (7, 8, 9))
    return next((short for short in candidates if isfinite(short) and pack("f", short) == pack("f", single)), single)
