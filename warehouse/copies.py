"""The files that are published: their names, who has one open, and how they go."""

import re
import shutil
import struct
import sys
import time
from pathlib import Path

if sys.platform != "win32":
    import fcntl

#: Bytes before the type of lock in C's struct flock: first on Linux; after start, length and process on macOS and BSDs.
_TYPE_AT = 0 if sys.platform == "linux" else 20
#: More than any of them takes; zeros mean from the start of the file to its end.
_FLOCK_SIZE = 64


def published_copies(publish_path: Path) -> list[Path]:
    """Return the copies that lie beside a published path, oldest first."""
    name = re.compile(re.escape(publish_path.stem) + r"\.\d{8,}" + re.escape(publish_path.suffix))
    if not publish_path.parent.is_dir():
        return []
    return sorted((path for path in publish_path.parent.iterdir() if name.fullmatch(path.name)), key=_number)


def next_copy(publish_path: Path) -> Path:
    """Return the path of a copy that there never was.

    It has the time in it: a process that still has a copy open would be given that one again under the same name,
    were numbers counted anew after somebody deleted all copies.
    """
    numbers = (_number(copy) + 1 for copy in published_copies(publish_path))
    return publish_path.with_name(f"{publish_path.stem}.{max(int(time.time()), *numbers, 1)}{publish_path.suffix}")


def _number(copy: Path) -> int:
    return int(copy.stem.rpartition(".")[2])


def is_held(copy: Path) -> bool:
    """Tell whether another process has a copy open: DuckDB locks what it reads.

    What this process has open itself counts for nothing, as it stays readable here when it was deleted. Always false on
    Windows, where a file that is open cannot be deleted anyway.
    """
    if sys.platform == "win32":
        return False
    asked = bytearray(_FLOCK_SIZE)
    struct.pack_into("h", asked, _TYPE_AT, fcntl.F_WRLCK)
    try:
        with copy.open("rb") as file:
            answer = fcntl.fcntl(file, fcntl.F_GETLK, bytes(asked))
    except OSError:
        # A file system without locks, or a file that only its owner may read.
        return False
    return bool(struct.unpack_from("h", answer, _TYPE_AT)[0] != fcntl.F_UNLCK)


def delete_copy(copy: Path) -> bool:
    """Delete a copy and what DuckDB put beside it; tell whether it is gone."""
    try:
        if sys.platform == "win32" and copy.exists():
            copy.chmod(0o600)  # nothing that is read-only is deleted there
        copy.unlink(missing_ok=True)
        log_of(copy).unlink(missing_ok=True)
    except PermissionError:
        return False  # Windows: a reader has it open
    # Of a query whose program was killed.
    shutil.rmtree(copy.with_name(copy.name + ".tmp"), ignore_errors=True)
    return True


def log_of(path: Path) -> Path:
    """Return where DuckDB keeps what it has not yet written into the database at ``path``."""
    return path.with_name(path.name + ".wal")
