"""From hosts to addresses; nothing here asks a name server."""

import asyncio
from collections.abc import Sequence

import pytest

from flows.web.model import FetchError
from flows.web.resolving import SystemResolver, numeric_addresses


def resolved(host: str) -> Sequence[str]:
    resolver = SystemResolver()
    try:
        return asyncio.run(resolver(host, 80))  # type: ignore[arg-type]
    finally:
        resolver.close()


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST.", "mill.localhost", "a.mill.localhost."])
def test_every_name_under_localhost_is_this_machine(host: str) -> None:
    assert ("127.0.0.1",) == resolved(host)


@pytest.mark.parametrize(
    ("host", "address"), [("127.1", "127.0.0.1"), ("2130706433", "127.0.0.1"), ("::FFFF:10.0.0.1", "::ffff:10.0.0.1")]
)
def test_an_address_is_understood_in_every_spelling(host: str, address: str) -> None:
    assert ((address,), (address,)) == (resolved(host), numeric_addresses(host))


@pytest.mark.parametrize("host", ["a..b", "a" * 64 + ".example"])
def test_what_is_no_name_has_no_address(host: str) -> None:
    with pytest.raises(FetchError, match="no valid name"):
        resolved(host)
