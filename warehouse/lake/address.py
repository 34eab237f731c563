"""Where a lake is: the address of its catalog, and the folder or bucket of its files."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self, TypeAlias

PREFIX = "ducklake:"
_POSTGRES = "postgres:"
#: As URLs and as libpq write it.
_URL = re.compile(r"postgres(ql)?://")
_PASSWORD = re.compile(r"(?P<before>password\s*=\s*|://[^:@/\s]*:)(?P<secret>'(?:[^'\\]|\\.)*'|[^\s@&]+)")
_HIDDEN = "***"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LakeAddress:
    """Where a lake is. As text it is without its password."""

    #: As DuckLake writes it: ``postgres:dbname=… host=…``, or the path of a DuckDB file, for one process at a time.
    catalog: str
    #: Folder, or ``s3://bucket/prefix``, of its Parquet files; None is what the catalog says of an existing lake.
    files: str | None = None
    #: Folder of what stays on this machine: staged batches, published copies.
    home: Path = Path()

    @classmethod
    def parse(cls, text: str, *, files: str | None = None, home: Path = Path()) -> Self:
        """Return the address that a configuration states; the path of a catalog's file belongs to ``home``.

        >>> LakeAddress.parse("ducklake:postgresql://desk:secret@lake.example/news")
        ducklake:postgres:postgresql://desk:***@lake.example/news
        """
        catalog = text.removeprefix(PREFIX)
        if _URL.match(catalog):
            catalog = _POSTGRES + catalog
        if not catalog.startswith(_POSTGRES):
            catalog = str((home / catalog).absolute())
        return cls(catalog=catalog, files=files, home=home)

    @property
    def postgres(self) -> str | None:
        """How libpq connects to the catalog; None where it is a file."""
        return self.catalog.removeprefix(_POSTGRES) if self.catalog.startswith(_POSTGRES) else None

    @property
    def local(self) -> Path:
        """The path by which what stays on this machine is named, as by the file of a native warehouse."""
        return self.home / "warehouse.duckdb"

    def exists(self) -> bool:
        """Tell whether there may be a lake: one in Postgres is known when it is opened."""
        return self.postgres is not None or Path(self.catalog).exists()

    def with_files(self, files: str) -> Self:
        """Return the same catalog with its files there."""
        return replace(self, files=files)

    def masked(self, text: str) -> str:
        """Return the text without the catalog's password, for errors of libpq that repeat it."""
        for found in _PASSWORD.finditer(self.catalog):
            text = text.replace(found["secret"], _HIDDEN).replace(found["secret"].strip("'"), _HIDDEN)
        return text

    def __str__(self) -> str:
        return PREFIX + without_password(self.catalog)

    __repr__ = __str__


#: Where a warehouse is: the native file, or a lake.
Location: TypeAlias = Path | LakeAddress


def without_password(text: str) -> str:
    """Return an address as libpq or a URL writes it with its password hidden.

    >>> without_password("dbname=news password='a b' host=lake.example")
    'dbname=news password=*** host=lake.example'
    """
    return _PASSWORD.sub(rf"\g<before>{_HIDDEN}", text)


def is_lake(text: object) -> bool:
    """Tell whether a stated place is that of a lake."""
    return isinstance(text, str) and text.startswith(PREFIX)


def local_path(place: Location) -> Path:
    """Return the path by which the files of a warehouse on this machine are named: its own, where it is one."""
    return place.local if isinstance(place, LakeAddress) else place
