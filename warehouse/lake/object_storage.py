"""Object storage that speaks S3, as the standard variables of its clients say: ``AWS_ACCESS_KEY_ID`` and so on."""

import os
from urllib.parse import urlsplit

from duckdb import DuckDBPyConnection

from warehouse.sql import literal

#: Settings of DuckDB's S3 secrets, and the variables that state them.
_VARIABLES = {
    "key_id": "AWS_ACCESS_KEY_ID",
    "secret": "AWS_SECRET_ACCESS_KEY",
    "session_token": "AWS_SESSION_TOKEN",
    "region": "AWS_REGION",
}
_ENDPOINT = "AWS_ENDPOINT_URL"


def is_remote(files: str | None) -> bool:
    """Tell whether the files of a lake are in object storage."""
    return files is not None and "://" in files


def save_secret(connection: DuckDBPyConnection, files: str) -> None:
    """Let the connection, and it alone, reach the bucket of ``files``."""
    stated = {key: os.environ[name] for key, name in _VARIABLES.items() if os.environ.get(name)}
    if endpoint := os.environ.get(_ENDPOINT):
        url = urlsplit(endpoint)
        # A server of one's own has no name for each bucket.
        stated |= {"endpoint": url.netloc, "url_style": "path", "use_ssl": str(url.scheme == "https").lower()}
    settings = "".join(f", {key} {literal(value)}" for key, value in stated.items())
    connection.execute(f"create secret lake_files (type s3, scope {literal(files)}{settings})")
