"""The settings under which published copies are read."""

import os

#: Read-only is not a sandbox: a query may still read files, write them with COPY, attach, install and fetch. These are
#: not one either: DuckDB lets queries at the file that is open and at the folder it spills to, whatever external access
#: says, so that ``copy … to '<the copy>' (use_tmp_file false)`` empties the copy. See warehouse.sandbox.
LOCKED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
    # A table name in a query must not find a Python variable.
    "python_enable_replacements": False,
    "threads": min(4, os.cpu_count() or 1),
}
