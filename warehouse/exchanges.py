"""What HTTP said, as one struct in the rows of readings and documents: the web's part of ``ops.fetches``."""

from collections.abc import Mapping

import pyarrow as pa

from warehouse.model import Exchange

_STRING = pa.string()

#: Fields as the columns of ``ops.fetches``.
EXCHANGE: Mapping[str, pa.DataType] = {
    "http_status": pa.int16(),
    "final_url": _STRING,
    "hops": pa.list_(_STRING),
    "attempts": pa.int16(),
    "etag": _STRING,
    "last_modified": _STRING,
    "content_sha256": _STRING,
    "warc_file": _STRING,
    "warc_offset": pa.int64(),
    "warc_length": pa.int64(),
    "blocked_by": _STRING,
}


def exchange_struct(exchange: Exchange | None) -> dict[str, object] | None:
    """Return the struct, None for what was not asked for on the web."""
    if exchange is None:
        return None
    warc = exchange.warc
    return {
        "http_status": exchange.status,
        "final_url": exchange.final_url,
        "hops": exchange.hops,
        "attempts": exchange.attempts,
        "etag": exchange.etag,
        "last_modified": exchange.last_modified,
        "content_sha256": exchange.content_sha256,
        "warc_file": warc.file if warc else None,
        "warc_offset": warc.offset if warc else None,
        "warc_length": warc.length if warc else None,
        "blocked_by": exchange.blocked_by,
    }
