"""The settings under which a lake is read: its catalog and its files are reached, nothing else.

Not a sandbox: a query can ask the catalog's server, read its address with the password in it, and write new files
beside those of the lake. SQL that nobody trusts goes to a published copy.
"""

from duckdb import DuckDBPyConnection

from warehouse.lockdown import LOCKED
from warehouse.sql import literal

#: Of the settings of a copy: the way to the outside is closed after the lake was attached, and Postgres asks for the
#: secrets that the user keeps.
READ = {
    key: value for key, value in LOCKED.items() if key not in {"enable_external_access", "allow_persistent_secrets"}
}
READ |= {"memory_limit": "2GB"}


def lock_down(connection: DuckDBPyConnection, files: str) -> None:
    """Let the connection read below ``files`` and nowhere else, for as long as it lives."""
    connection.execute(f"set allowed_directories = [{literal(files)}]")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
