"""Values between two processes, as lines of JSON: nothing that is read can run, whoever wrote it.

What JSON has no type for is an object of one key: ``{"$date": "2026-03-04"}``.
"""

import json
from binascii import a2b_hex
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

_WRITTEN: Mapping[type, tuple[str, Callable[[Any], str]]] = {
    datetime: ("$datetime", datetime.isoformat),
    date: ("$date", date.isoformat),
    time: ("$time", time.isoformat),
    timedelta: ("$interval", lambda span: str(span // timedelta(microseconds=1))),
    Decimal: ("$decimal", str),
    UUID: ("$uuid", str),
    bytes: ("$blob", bytes.hex),
}
_READ: Mapping[str, Callable[[str], object]] = {
    "$datetime": datetime.fromisoformat,
    "$date": date.fromisoformat,
    "$time": time.fromisoformat,
    "$interval": lambda text: timedelta(microseconds=int(text)),
    "$decimal": Decimal,
    "$uuid": UUID,
    "$blob": a2b_hex,
}


def line_of(value: object) -> bytes:
    """Return a value as one line; ValueError, TypeError or RecursionError where it is none of what SQL gives."""
    return _json(value).encode("utf-8", "surrogatepass") + b"\n"


def value_of(line: bytes) -> object:
    """Return the value of a line, lists and tuples as lists; ValueError or RecursionError where it holds none."""
    return json.loads(line, object_hook=_typed)


def _json(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, default=_named, separators=(",", ":"))
    except TypeError:  # a map whose keys are dates or lists
        return json.dumps(_with_text_keys(value), ensure_ascii=False, default=_named, separators=(",", ":"))


def _named(value: object) -> dict[str, str]:
    name, text_of = _WRITTEN.get(type(value), (None, str))
    if name is None:
        raise TypeError(f"{type(value).__name__} cannot be handed over")
    return {name: text_of(value)}


def _typed(value: dict[str, object]) -> object:
    if len(value) == 1:
        [(name, text)] = value.items()
        if name in _READ and isinstance(text, str):
            try:
                return _READ[name](text)
            except (ValueError, ArithmeticError):
                return value  # a struct of the user's that only looks like it
    return value


def _with_text_keys(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _with_text_keys(part) for key, part in value.items()}
    return [_with_text_keys(part) for part in value] if isinstance(value, list | tuple) else value
