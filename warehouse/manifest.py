"""The manifest of an export: what it holds and how to tell that all of it is there, written when all else is.

out/manifest.json
out/articles/month=2026-03/part-0.parquet  …   what belongs to articles, by their month of publication
out/speakers.parquet  …                        the rest, one file a table
out/since-20261122T194500000000Z/manifest.json …  what came since, one folder for each ``--since last``
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path, PurePosixPath

from pydantic import TypeAdapter, ValidationError

from warehouse.errors import WarehouseError
from warehouse.exported import Format

NAME = "manifest.json"
#: What the manifest is called while the files that it lists give place to others.
_REPLACED = "manifest.replaced.json"

#: Of an increment: article_id and cluster_id of every copy. The arrival of one article moves others between clusters.
COPIES = "copies"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """A file, by what it was when it was written."""

    #: Below the folder of the manifest, with slashes.
    path: str
    bytes: int
    #: Hexadecimal.
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedTable:
    """The files of a table, and what the table was in the warehouse."""

    #: Names and DuckDB's types, in the table's order.
    columns: dict[str, str]
    files: tuple[ExportedFile, ...]
    #: Rows in the files.
    rows: int
    #: Whether these are all rows of the table.
    is_whole: bool
    #: Of all rows of the table in the warehouse, as ``warehouse.hashes.table_hashes`` has it; not of ``copies``.
    table_hash: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """An export."""

    presslake: str
    schema_version: int
    format: Format
    exported_at: datetime
    #: Name of the readers' copy, or address of the lake, that was exported.
    copy: str
    #: What earlier runs wrote and later ones left alone is in an earlier export; None where all is in this one.
    since: datetime | None
    #: End of the latest run in it; None where no run has ended.
    until: datetime | None
    tables: dict[str, ExportedTable]

    def files(self) -> Iterator[ExportedFile]:
        """The files of all tables."""
        for table in self.tables.values():
            yield from table.files


_MANIFEST = TypeAdapter(Manifest)


def take_place(folder: Path, unfinished: Path, manifest: Manifest) -> Path:
    """Move an export that was written elsewhere into the folder, in place of what is there of an earlier one.

    Returns the manifest's path. It is there last, so that an export whose program died on the way is none. Only what an
    earlier manifest lists is deleted: the folder may hold files of others.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path in (folder, *folder.glob("since-*")):
        _delete_listed(path)
    for file in manifest.files():
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (unfinished / file.path).replace(folder / file.path)
    temporary = unfinished / NAME
    temporary.write_bytes(_MANIFEST.dump_json(manifest, indent=1))
    path = temporary.replace(folder / NAME)
    for each in (folder, *folder.glob("since-*")):
        (each / _REPLACED).unlink(missing_ok=True)
        _remove_empty(each, folder)
    return path


def _delete_listed(folder: Path) -> None:
    """Delete the files of the export in the folder, and the folders that are empty then."""
    if (folder / NAME).is_file():
        _read(folder / NAME)  # another's file of this name stays where it is
        (folder / NAME).replace(folder / _REPLACED)
    if (folder / _REPLACED).is_file():
        for file in _read(folder / _REPLACED).files():
            path = folder / file.path
            path.unlink(missing_ok=True)
            _remove_empty(path.parent, folder)


def _remove_empty(folder: Path, top: Path) -> None:
    with suppress(OSError):  # not empty, or not there any more
        while folder != top:
            folder.rmdir()
            folder = folder.parent


def load_manifest(folder: Path) -> Manifest:
    """Read the manifest of the export in the folder; WarehouseError where there is none, or none that can be used."""
    return _read(folder / NAME)


def _read(path: Path) -> Manifest:
    try:
        manifest = _MANIFEST.validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise WarehouseError(f"{path} is missing: an export that has ended has one, export again") from error
    except OSError as error:
        raise WarehouseError(f"{path} cannot be read: {error.strerror}") from error
    except ValidationError as error:
        raise WarehouseError(f"{path} is no manifest ({_first(error)}): export again into an empty folder") from error
    for file in manifest.files():
        parts = PurePosixPath(file.path)
        if parts.is_absolute() or ".." in parts.parts:
            raise WarehouseError(f"{path} names {file.path}, which lies elsewhere: do not trust this export")
    return manifest


def load_chain(folder: Path) -> tuple[tuple[Path, Manifest], ...]:
    """Return the folders and manifests of the export in the folder and of what came since, in their order."""
    if not folder.is_dir():
        raise WarehouseError(f"{folder}: there is no such folder")
    folders = [folder, *sorted(path.parent for path in folder.glob(f"since-*/{NAME}"))]
    return tuple((each, load_manifest(each)) for each in folders)


def described(folder: Path, paths: Iterable[Path]) -> tuple[ExportedFile, ...]:
    """Return what the files are, those of a month after those of an earlier one."""
    return tuple(
        ExportedFile(path=path.relative_to(folder).as_posix(), bytes=path.stat().st_size, sha256=_sha256(path))
        for path in sorted(paths)
    )


def require_files(folder: Path, files: Iterable[ExportedFile]) -> None:
    """Raise WarehouseError, naming the file, where one is missing or is not as it was written."""
    for file in files:
        path = folder / file.path
        if not path.is_file():
            raise WarehouseError(f"{path} is missing: the export is not complete, export or copy it again")
        if path.stat().st_size != file.bytes or _sha256(path) != file.sha256:
            raise WarehouseError(f"{path} is not as it was exported: it is damaged or changed, copy it again")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _first(error: ValidationError) -> str:
    found = error.errors()[0]
    where = ".".join(map(str, found["loc"]))
    return f"{where}: {found['msg']}" if where else found["msg"]
