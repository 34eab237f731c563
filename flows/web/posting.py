"""One POST to where the operator wants to be told, through the same guard as every other request."""

import asyncio
from collections.abc import Iterable

import httpx

from flows.web.guard import GuardedBackend, Network
from flows.web.model import FetchError
from flows.web.resolving import SystemResolver
from flows.web.transports import GuardedTransport


def post_json(url: str, text: str, open_networks: Iterable[Network], within: float) -> str | None:
    """Send JSON to a URL, and return what went wrong, or None; ``within`` is in seconds. Redirects are not followed."""
    try:
        status = asyncio.run(_post(url, text, open_networks, within))
    except TimeoutError:
        return f"{url}: no answer within {within:g} s"
    except (FetchError, httpx.HTTPError, httpx.InvalidURL) as error:
        return f"{url}: {error or type(error).__name__}"
    return None if status < 300 else f"{url}: HTTP {status}"


async def _post(url: str, text: str, open_networks: Iterable[Network], within: float) -> int:
    resolver = SystemResolver()
    backend = GuardedBackend(resolver, open_networks)
    transport = GuardedTransport(backend=backend, tls=None, http2=False)
    try:
        async with asyncio.timeout(within), httpx.AsyncClient(transport=transport, trust_env=False) as client:
            answer = await client.post(url, content=text.encode(), headers={"content-type": "application/json"})
            return answer.status_code
    finally:
        resolver.close()
