"""The lock that keeps a second writer out: a file beside the warehouse, held as long as its program lives.

DuckDB's own lock is not enough: it is a POSIX lock, which any open and close of the same file inside the writing
process drops without a word, and it is not held while the warehouse is copied for its readers.
"""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from warehouse.errors import WarehouseBusy, WarehouseError

if sys.platform != "win32":
    import fcntl


@contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Hold the lock file at ``path``; WarehouseBusy, naming the holder, where another process has it.

    What an earlier holder left in the file does no harm: the lock is the kernel's, and goes with its process.
    """
    try:
        file = path.open("a+b")
    except OSError as error:
        raise WarehouseError(f"{path}: no lock can be made ({error.strerror}): nothing can be written there") from error
    with file:
        if not _is_taken(file):
            file.seek(0)
            holder = file.read(200).decode(errors="replace") or "another process"
            raise WarehouseBusy(f"{path.with_suffix('')} is in use by {holder}: wait for it to end")
        file.truncate(0)
        file.write(f"process {os.getpid()} on {socket.gethostname()}".encode())
        file.flush()
        yield


def _is_taken(file: BinaryIO) -> bool:
    # Windows locks an open database against other processes by itself.
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
