"""The copies that readers open, so that neither they nor the writer ever wait.

    warehouse.read.duckdb -> warehouse.read.00000042.duckdb      a symbolic link, swapped at once
    warehouse.read.00000041.duckdb  warehouse.read.00000040.duckdb   readers may still hold these

Where symbolic links cannot be made, ``warehouse.read.duckdb`` is a small text file that names the copy.
"""

import os
import re
import shutil
from pathlib import Path

from warehouse.errors import WarehouseError

#: Copies that stay: a reader who opened one may hold it through two more runs where open files cannot be deleted.
KEPT_COPIES = 3

_POINTER = "presslake reads: "

#: Not .tmp, which DuckDB uses for the folder that a reader's queries spill to.
_UNFINISHED = ".unfinished"


def publish_copy(database: Path, publish_path: Path, *, symlinks: bool = True, kept: int = KEPT_COPIES) -> Path:
    """Copy a closed, checkpointed database and let ``publish_path`` lead to the copy; return the copy's path.

    Raises WarehouseError where the folder is missing, the disk is full, or a file of someone else is in the way.
    """
    _refuse_strange_file(publish_path)
    copies = published_copies(publish_path)
    number = _number(copies[-1]) + 1 if copies else 1
    copy = publish_path.with_name(f"{publish_path.stem}.{number:08}{publish_path.suffix}")
    temporary = copy.with_name(copy.name + _UNFINISHED)
    try:
        _copy_file(database, temporary)
        temporary.replace(copy)
        _lead_to(copy, publish_path, symlinks=symlinks)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise WarehouseError(
            f"{publish_path}: no copy could be published ({error.strerror}): readers keep the last"
        ) from error
    _delete_old(publish_path, kept)
    return copy


def current_copy(publish_path: Path) -> Path:
    """Return the path of the newest published copy, which stays readable when a newer one comes."""
    copy = _target(publish_path)
    if copy is None or not copy.is_file():
        raise WarehouseError(f"{publish_path}: nothing is published yet: run presslake run first")
    return copy


def _target(publish_path: Path) -> Path | None:
    if publish_path.is_symlink():
        return publish_path.resolve()
    if not publish_path.is_file():
        return None
    with publish_path.open("rb") as file:
        start = file.read(1000)
    if not start.startswith(_POINTER.encode()):
        return None
    return publish_path.with_name(start.decode().removeprefix(_POINTER).strip()).resolve()


def _refuse_strange_file(publish_path: Path) -> None:
    if publish_path.exists() and _target(publish_path) is None:
        raise WarehouseError(f"{publish_path} is not a published copy: move it away, or publish to another path")


def published_copies(publish_path: Path) -> list[Path]:
    """Return the copies that lie beside a published path, oldest first."""
    name = re.compile(re.escape(publish_path.stem) + r"\.\d{8,}" + re.escape(publish_path.suffix))
    if not publish_path.parent.is_dir():
        return []
    return sorted((path for path in publish_path.parent.iterdir() if name.fullmatch(path.name)), key=_number)


def _number(copy: Path) -> int:
    return int(copy.stem.rpartition(".")[2])


def _copy_file(database: Path, temporary: Path) -> None:
    with database.open("rb") as original, temporary.open("wb") as copy:
        try:
            _clone(original.fileno(), copy.fileno())
        except (OSError, AttributeError):
            # Another file system, or a system without the call.
            copy.seek(0)
            original.seek(0)
            shutil.copyfileobj(original, copy, 1 << 20)
        copy.flush()
        os.fsync(copy.fileno())


def _clone(original: int, copy: int) -> None:
    """Let the kernel copy, which shares the blocks where the file system can."""
    while os.copy_file_range(original, copy, 1 << 30):
        pass


def _lead_to(copy: Path, publish_path: Path, *, symlinks: bool) -> None:
    temporary = publish_path.with_name(publish_path.name + _UNFINISHED)
    temporary.unlink(missing_ok=True)
    if not (symlinks and _is_linked(temporary, copy.name)):
        temporary.write_text(_POINTER + copy.name + "\n", "utf-8")
    temporary.replace(publish_path)
    save_names(publish_path.parent)


def _is_linked(link: Path, target: str) -> bool:
    try:
        link.symlink_to(target)
    except OSError:
        # Windows without the right to do so, or a file system without links.
        return False
    return True


def save_names(folder: Path) -> None:
    """Have the folder on disk with the names of its files; Windows does that by itself."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _delete_old(publish_path: Path, kept: int) -> None:
    for copy in published_copies(publish_path)[:-kept]:
        try:
            copy.unlink()
        except PermissionError:
            # Windows: a reader has it open; the next run tries again.
            continue
    for leftover in publish_path.parent.glob(f"{publish_path.stem}.*{_UNFINISHED}"):
        leftover.unlink(missing_ok=True)
