"""What the shell completes beside commands and options: values that are read from files, without a database."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from typer import Context

#: Looked for in the working directory, and what stands in for it.
_OWN, _SHIPPED = "presslake.toml", "sources.toml"
_COMMENTED = re.compile(r"^comment on table (\S+) is", re.MULTILINE)


def source_ids(context: Context, incomplete: str) -> list[str]:
    """Return the ids of the configured sources that begin so; none where the configuration cannot be read."""
    stated = context.params.get("config")
    own = Path(stated or _OWN)
    path = own if stated or own.exists() else files("seeds").joinpath(_SHIPPED)
    try:
        sources = tomllib.loads(path.read_text(encoding="utf-8")).get("sources", [])
        return [source["id"] for source in sources if source["id"].startswith(incomplete)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):  # an error would be written over the prompt
        return []


def table_names(incomplete: str) -> list[str]:
    """Return the tables and views that begin so."""
    return [name for name in _tables() if name.startswith(incomplete)]


def _tables() -> Iterator[str]:
    from warehouse.sql import statement, statement_names  # noqa: PLC0415  # no DuckDB

    yield from statement_names("views")
    for schema in statement_names("comments"):
        yield from _COMMENTED.findall(statement("comments", schema))
