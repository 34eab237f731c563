"""Half a surrogate pair, which some JSON holds and no file can."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")


def mended(value: Any) -> Any:
    """Return an equal value with U+FFFD for each such half in its strings, so that offsets still hold."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, tuple | list):
        return type(value)(map(mended, value))
    if isinstance(value, Mapping):
        return {mended(key): mended(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: mended(getattr(value, field.name)) for field in fields(value)})
    return value
