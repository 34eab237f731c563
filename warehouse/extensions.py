"""DuckDB's extensions, as wheels bring them: signed, for one version of DuckDB, with nothing to download."""

from importlib.util import find_spec
from pathlib import Path

import duckdb


def extension(name: str) -> Path | None:
    """Return the extension for this version of DuckDB, where its wheel ``duckdb-extension-NAME`` is installed."""
    package = find_spec(f"duckdb_extension_{name}")
    for folder in (package and package.submodule_search_locations) or ():
        path = Path(folder) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
        if path.is_file():
            return path
    return None
