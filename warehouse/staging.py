"""Where batches wait to be loaded: a folder beside the warehouse, one that machines share, or object storage.

Whoever has read a batch writes it there under a name of its own, and whoever loads it brings it here. What a dead run
left is deleted by the next one, which has the warehouse's lock.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import fsspec

from warehouse.errors import WarehouseError
from warehouse.lake.address import LakeAddress, Location, local_path
from warehouse.model import Reading
from warehouse.reasons import reason
from warehouse.stage import Staged, stage_batch


@dataclass(frozen=True, slots=True, kw_only=True)
class Staging:
    """The places of one run."""

    #: On this machine, for what is needed until the run ends.
    folder: Path
    #: Where batches are staged: that folder, or a URL that fsspec knows.
    address: str


@contextmanager
def staging(wanted: str | None, warehouse: Location) -> Iterator[Staging]:
    """An empty place for the batches of a warehouse whose lock is ours, gone at the end of the block.

    ``wanted`` is a folder or a URL that warehouses may share: each has a part of its own there, by its address. None is
    beside the warehouse. Raises WarehouseError where nothing can be written.
    """
    local = local_path(warehouse)
    beside = local.with_name(f"{local.name}.staging")
    whole = str(warehouse if isinstance(warehouse, LakeAddress) else warehouse.absolute())
    name = f"{local.name}.{sha256(whole.encode()).hexdigest()[:8]}.staging"
    if wanted and _is_url(wanted):
        address = f"{wanted.rstrip('/')}/{name}"
        with _emptied(beside), _emptied_at(address):
            yield Staging(folder=beside, address=address)
    else:
        with _emptied(Path(wanted).absolute() / name if wanted else beside) as folder:
            yield Staging(folder=folder, address=str(folder.absolute()))


def stage_at(readings: Sequence[Reading], address: str) -> Staged:
    """Write the readings into one Parquet file in a folder, or at a URL: see ``stage_batch``."""
    if not _is_url(address):
        return stage_batch(readings, Path(address))
    with TemporaryDirectory(prefix="presslake-") as folder:
        staged = stage_batch(readings, Path(folder))
        url = f"{address}/{staged.path.name}"
        with _told(address):
            storage, path = fsspec.url_to_fs(url)
            storage.put_file(str(staged.path), path)
    return replace(staged, path=Path(staged.path.name), url=url)


@contextmanager
def brought_here(staged: Staged, folder: Path) -> Iterator[Path]:
    """The file of a batch, on this machine; it is deleted after the block, wherever it is.

    Raises WarehouseError where it cannot be seen from here.
    """
    path = folder / staged.path
    if staged.url:
        with _told(staged.url):
            storage, remote = fsspec.url_to_fs(staged.url)
            storage.get_file(remote, str(path))
    if not path.exists():
        raise WarehouseError(
            f"{path}: was staged by a worker and cannot be seen from here: the setting staging needs a folder that all "
            "machines share, under the same path, or a URL such as s3://bucket/folder"
        )
    yield path
    path.unlink()
    if staged.url:
        with _told(staged.url):
            storage.rm_file(remote)


def _is_url(place: str) -> bool:
    return "://" in place


@contextmanager
def _emptied(folder: Path) -> Iterator[Path]:
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise reason(error, folder) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _emptied_at(url: str) -> Iterator[None]:
    _delete(url)
    with _told(url):
        storage, path = fsspec.url_to_fs(url)
        storage.makedirs(path, exist_ok=True)  # of use where there are folders
    try:
        yield
    finally:
        _delete(url)


def _delete(url: str) -> None:
    with _told(url):
        storage, path = fsspec.url_to_fs(url)
        storage.invalidate_cache()  # what workers wrote since is not in it
        if storage.exists(path):
            storage.rm(path, recursive=True)


@contextmanager
def _told(url: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # each storage has errors of its own
        raise WarehouseError(f"{url}: {str(error).strip() or type(error).__name__}") from error
