"""The settings of DuckDB under which a warehouse is written."""

#: As `duckdb.connect` takes them.
DatabaseSettings = dict[str, str | bool | int | float | list[str]]

#: Of files that DuckDB 1.1 to 2.0 open; without it the version of the library decides.
STORAGE_VERSION = "v1.1.0"
SETTINGS: DatabaseSettings = {
    "storage_compatibility_version": STORAGE_VERSION,
    # Nothing is fetched from the network by a query.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # Beyond the limit DuckDB spills to a folder beside the file; a load sets itself a lower one.
    "memory_limit": "1GB",
    "checkpoint_threshold": "128MB",
}
