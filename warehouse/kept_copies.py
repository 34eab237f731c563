"""The copies of a warehouse that are kept while its file is brought to a later schema.

warehouse.before-0006.duckdb     the file as it was before migration 6, until all of it has succeeded
"""

import re
import shlex
from pathlib import Path

from warehouse.copies import log_of
from warehouse.errors import WarehouseError
from warehouse.publish import copy_file, save_bytes, save_names


def keep_copy(path: Path, migration: int) -> None:
    """Have a copy of a closed, checkpointed warehouse on disk, as it is before a migration.

    Raises WarehouseError, with the room that it takes, where it cannot be written.
    """
    copy = path.with_name(f"{path.stem}.before-{migration:04}{path.suffix}")
    unfinished = copy.with_name(copy.name + ".unfinished")
    try:
        copy_file(path, unfinished)
        save_bytes(unfinished)
        unfinished.replace(copy)
        save_names(path.parent)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise WarehouseError(
            f"{path} has an earlier schema and is left as it is: {copy}, which is kept until it has been brought up, "
            f"cannot be written ({error.strerror}): it needs {path.stat().st_size / 1e6:.0f} MB there"
        ) from error


def kept_copies(path: Path) -> tuple[Path, ...]:
    """Return the copies that are kept of a warehouse, the earliest schema first; none once it was brought up."""
    name = re.compile(re.escape(path.stem) + r"\.before-\d{4}" + re.escape(path.suffix))
    return tuple(sorted(file for file in path.parent.iterdir() if name.fullmatch(file.name)))


def putting_back(path: Path, copy: Path) -> str:
    """Return the command that lets a kept copy take the place of the warehouse again."""
    # The log belongs to the file that goes: DuckDB would replay it into the one that comes.
    return f"rm -f {shlex.quote(str(log_of(path)))} && {shlex.join(['mv', str(copy), str(path)])}"
