"""The way back from a damaged file: the command that keeps most of what was loaded.

The writer's file comes back as the newest copy that readers were given; what was loaded since is loaded again by the
next run, as the copy does not know it. The log beside it, which holds what is not in the file yet, is cut off where the
damage begins.
"""

import re
import shlex
from pathlib import Path

import duckdb

from warehouse.copies import log_of, published_copies
from warehouse.kept_copies import kept_copies
from warehouse.sql import literal

#: DuckDB replays a log up to where it ends, so that one cut there loses nothing of what stands before.
_DAMAGED_LOG = re.compile(r"replaying WAL file(?:.*entry at byte position (\d+))?", re.DOTALL)


def way_back(path: Path, publish_path: Path, said: str) -> str:
    """Return, as the end of a sentence, how to have the warehouse back; ``said`` is what DuckDB said of it."""
    log = log_of(path)
    if found := _DAMAGED_LOG.search(said):
        cut = f"truncate -s {found[1]} {_quoted(log)}" if found[1] else f"mv {_quoted(log, f'{log}.damaged')}"
        return f"cut its log with: {cut} and run again, which loads what stood behind it"
    remove_log = f"rm {_quoted(log)} && " if log.exists() else ""
    # Who was killed while a migration ran left the file as it was right before.
    for copy in (*kept_copies(path), *reversed(published_copies(publish_path))):
        if is_whole(copy):
            # Copies are for reading only, and a file that is made by cp is as its original.
            command = f"{remove_log}cp {_quoted(copy, path)} && chmod u+w {_quoted(path)}"
            return f"put back the newest whole copy with: {command} and run again, which loads what came later"
    moved = log if not path.exists() else path
    return f"no whole copy of it is there: move {moved} away and run again, or give another path"


def is_whole(database: Path) -> bool:
    """Tell whether every value of every table of a closed database can be read; takes seconds a gigabyte."""
    try:
        with duckdb.connect() as connection:
            connection.execute(f"attach {literal(database)} as whole (read_only)")
            tables = connection.execute(
                'select format(\'whole."{}"."{}"\', schema_name, table_name) from duckdb_tables()'
                " where database_name = 'whole'"
            ).fetchall()
            for (table,) in tables:
                connection.execute(f"select bit_xor(hash(each)) from {table} as each").fetchall()  # noqa: S608
    except duckdb.Error:
        return False
    return True


def _quoted(*paths: object) -> str:
    return shlex.join(map(str, paths))
