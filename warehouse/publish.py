"""The copies that readers open, so that neither they nor the writer ever wait.

    warehouse.read.duckdb -> warehouse.read.1795375512.duckdb    a symbolic link, swapped at once
    warehouse.read.1795371907.duckdb                             the copy before it: its name may just have been read

Where symbolic links cannot be made, or are not wanted, ``warehouse.read.duckdb`` is a small text file that names the
copy. Of earlier copies those stay that a reader has open; the next publish asks again.
"""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from warehouse.copies import delete_copy, is_held, log_of, next_copy, published_copies
from warehouse.errors import WarehouseError
from warehouse.model import CopyLink

_POINTER = "presslake reads: "

#: Not .tmp, which DuckDB uses for the folder that a reader's queries spill to.
_UNFINISHED = ".unfinished"

#: A file of DuckDB's before it has any table: made by whoever connects to the path before the first run.
_EMPTY_SIZE, _MAGIC_AT, _MAGIC = 12_288, 8, b"DUCK"


def publish_copy(
    database: Path,
    publish_path: Path,
    *,
    link: CopyLink = "symlink",
    keep_held: bool = True,
    prepare: Callable[[Path], None] | None = None,
) -> Path:
    """Copy a closed, checkpointed database and let ``publish_path`` lead to the copy; return the copy's own path.

    ``prepare`` gets the copy's path before any reader can, and may write to it. The copy before stays, and any other
    that is held; without ``keep_held`` only the new one does.
    Raises WarehouseError where the folder is missing, the disk is full, or a file of someone else is in the way.
    """
    copy = next_copy(publish_path)
    unfinished = copy.with_name(copy.name + _UNFINISHED)
    try:
        _make_way(publish_path, database)
        _delete_old(publish_path)
        copy_file(database, unfinished)
        if prepare:
            prepare(unfinished)
        _finish(unfinished, copy)
        _lead_to(copy, publish_path, link)
    except OSError as error:
        raise WarehouseError(
            f"{publish_path}: no copy could be published ({error.strerror}): readers keep the last, what was "
            "loaded stays: see to it, then try again"
        ) from error
    finally:
        delete_copy(unfinished)
    if not keep_held:
        _delete_all_but(copy, publish_path)
    return copy


def current_copy(publish_path: Path) -> Path:
    """Return the path of the newest published copy, which stays readable when a newer one comes.

    A copy that somebody took elsewhere, or a copy's own path, leads to itself.
    """
    if _is_database(publish_path) and not _is_empty_database(publish_path):
        _refuse_writers_file(publish_path)
        return publish_path.resolve()
    copy = _target(publish_path)
    while copy is None or not copy.is_file():
        missing, copy = copy, _target(publish_path)
        if copy == missing:  # otherwise another was published meanwhile
            raise WarehouseError(
                f"{publish_path}: nothing is published yet: run presslake run first, or presslake add FILES, "
                "or go to the folder where that was done"
            )
    return copy


def _refuse_writers_file(path: Path) -> None:
    if path.with_name(path.name + ".lock").exists():
        raise WarehouseError(
            f"{path} is the writer's own file, and no run could write while it is read: "
            f"open the published copy, {path.with_suffix('.read.duckdb')}"
        )


def _target(publish_path: Path) -> Path | None:
    if publish_path.is_symlink():
        return publish_path.resolve()
    if not publish_path.is_file():
        return None
    start = _start(publish_path)
    if not start.startswith(_POINTER.encode()):
        return None
    return publish_path.with_name(start.decode().removeprefix(_POINTER).strip()).resolve()


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(1000)


def _make_way(publish_path: Path, database: Path) -> None:
    """Move aside what a reader put in the place of the link; refuse where something was there before any copy."""
    if not publish_path.exists() or _target(publish_path) or _is_empty_database(publish_path):
        return
    if publish_path.samefile(database) or not (copies := published_copies(publish_path)):
        raise WarehouseError(f"{publish_path} is not a published copy: move it away, or publish to another path")
    aside = publish_path.with_name(f"{publish_path.name}.instead-of-{copies[-1].name}")
    publish_path.rename(aside)
    if log_of(publish_path).exists():
        log_of(publish_path).rename(log_of(aside))


def _is_empty_database(path: Path) -> bool:
    return _is_database(path) and path.stat().st_size == _EMPTY_SIZE and not log_of(path).exists()


def _is_database(path: Path) -> bool:
    """Tell whether a path is a file of DuckDB's, and no link to one."""
    return path.is_file() and not path.is_symlink() and _start(path)[_MAGIC_AT:].startswith(_MAGIC)


def copy_file(database: Path, unfinished: Path) -> None:
    """Copy a closed, checkpointed database; raises OSError. Whoever relies on it calls save_bytes first."""
    with database.open("rb") as original, unfinished.open("wb") as copy:
        try:
            _clone(original.fileno(), copy.fileno())
        except (OSError, AttributeError):
            # Another file system, or a system without the call.
            copy.seek(0)
            original.seek(0)
            shutil.copyfileobj(original, copy, 1 << 20)


def _clone(original: int, copy: int) -> None:
    """Let the kernel copy, which shares the blocks where the file system can."""
    while os.copy_file_range(original, copy, 1 << 30):
        pass


def _finish(unfinished: Path, copy: Path) -> None:
    """Have the copy on disk under its name, for reading only.

    A program that forgets to ask for that would lock all other readers out of the copy, and might write to it.
    """
    save_bytes(unfinished)
    with suppress(PermissionError):  # a file system without modes
        unfinished.chmod(unfinished.stat().st_mode & 0o444)
    unfinished.replace(copy)


def _lead_to(copy: Path, publish_path: Path, link: CopyLink) -> None:
    temporary = publish_path.with_name(publish_path.name + _UNFINISHED)
    temporary.unlink(missing_ok=True)
    if link == "pointer" or not _is_linked(temporary, copy.name):
        _write_pointer(temporary, copy.name)
    # Of a client that wrote into the copy by this name: its rows would appear in the next one.
    log_of(publish_path).unlink(missing_ok=True)
    temporary.replace(publish_path)
    save_names(publish_path.parent)


def _is_linked(link: Path, target: str) -> bool:
    try:
        link.symlink_to(target)
    except OSError:
        # Windows without the right to do so, or a file system without links.
        return False
    return True


def _write_pointer(path: Path, target: str) -> None:
    path.write_text(_POINTER + target + "\n", "utf-8")
    save_bytes(path)


def save_bytes(path: Path) -> None:
    """Have a closed file on disk; raises OSError."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def save_names(folder: Path) -> None:
    """Have the folder on disk with the names of its files; Windows does that by itself."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _delete_old(publish_path: Path) -> None:
    """Delete the copies that nobody holds, but for the newest, and what a run that was killed left unfinished.

    Before the next one is made, so that the disk needs room for two.
    """
    current = _target(publish_path)  # not the newest where a run was killed before it swapped the link
    for copy in published_copies(publish_path)[:-1]:
        if copy.resolve() != current and not is_held(copy):
            delete_copy(copy)
    for leftover in publish_path.parent.glob(f"{publish_path.stem}.*{_UNFINISHED}"):
        delete_copy(leftover)


def _delete_all_but(kept: Path, publish_path: Path) -> None:
    for copy in published_copies(publish_path):
        if copy != kept and not delete_copy(copy):
            raise WarehouseError(f"{copy} is open in another program and cannot be deleted: close it there, and repeat")
