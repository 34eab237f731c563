"""The lock that keeps a second writer out: a file beside the warehouse, held as long as its program lives.

DuckDB's own lock is not enough: it is a POSIX lock, which any open and close of the same file inside the writing
process drops without a word, and it is not held while the warehouse is copied for its readers.
"""

import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from warehouse.errors import WarehouseBusy, WarehouseError

if sys.platform != "win32":
    import fcntl


#: Seconds within which one who only looks is done.
_LOOK = 0.05


@contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Hold the lock file at ``path``; WarehouseBusy, naming the holder, where another process has it.

    What an earlier holder left in the file does no harm: the lock is the kernel's, and goes with its process.
    """
    with _open_lock(path) as file:
        if not _is_taken(file, path):
            raise WarehouseBusy(f"{path.with_suffix('')} is in use by {_holder(file)}: wait for it to end")
        # A courtesy to the next one, which a full disk may refuse.
        with suppress(OSError):
            file.truncate(0)
            file.write(f"process {os.getpid()} on {socket.gethostname()}".encode())
        yield


def writer(path: Path) -> tuple[str, datetime] | None:
    """Return who holds the lock file at ``path``, and since when (UTC, naive); None where nobody does.

    A look takes a lock itself, for an instant: whoever wants to write tries twice.
    """
    if sys.platform == "win32" or not path.is_file():
        return None
    with path.open("rb", buffering=0) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            since = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(tzinfo=None)
            return _holder(file), since
    return None


def _open_lock(path: Path) -> BinaryIO:
    try:
        return path.open("a+b", buffering=0)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        said = getattr(error, "strerror", None) or error
        raise WarehouseError(
            f"{path}: no lock can be made ({said}): let this user write there, or give another path"
        ) from error


def _holder(file: BinaryIO) -> str:
    file.seek(0)
    return file.read(200).decode(errors="replace") or "another process"


def _is_taken(file: BinaryIO, path: Path) -> bool:
    # Windows locks an open database against other processes by itself.
    if sys.platform == "win32":
        return True
    try:
        with suppress(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        time.sleep(_LOOK)
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        # A network share without a lock service: two writers there would destroy the file.
        said = f"{path}: this file system gives no locks ({error.strerror})"
        raise WarehouseError(f"{said}: keep the warehouse on a local disk") from error
    return True
