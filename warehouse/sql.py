"""The SQL of this package, which lives in ``.sql`` files beside the modules."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


@cache
def statement(folder: str, name: str) -> str:
    """Return the text of ``folder/name.sql``."""
    return (_folder(folder) / f"{name}.sql").read_text("utf-8")


@cache
def statement_names(folder: str) -> tuple[str, ...]:
    """Return the names, without ``.sql``, of the statements in a folder, sorted."""
    paths = _folder(folder).iterdir()
    return tuple(sorted(path.name.removesuffix(".sql") for path in paths if path.name.endswith(".sql")))


def literal(path: Path | str) -> str:
    """Return a path or a name as a string in SQL, for the few statements that take no parameter.

    >>> literal(Path("it's here"))
    "'it''s here'"
    """
    return "'" + str(path).replace("'", "''") + "'"


def _folder(folder: str) -> Traversable:
    return files("warehouse").joinpath(*folder.split("/"))
