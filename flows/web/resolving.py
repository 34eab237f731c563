"""From a host to its addresses: the system's resolver, which ``localhost`` never reaches."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from flows.web.model import FetchError

#: (host, port) -> its addresses as text, in the order to try them; FetchError 'dns' where there is none.
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]

LOOPBACK = "127.0.0.1"
#: Look-ups under way at once. The loop's own threads are six on two cores: as many dead name servers would stop all.
LOOKUPS = 32


class SystemResolver:
    """getaddrinfo in threads of its own; every name under ``localhost`` is this machine (RFC 6761, 6.3)."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(max_workers=LOOKUPS, thread_name_prefix="resolve")

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a host, in the order of RFC 6724; FetchError where there is none."""
        if is_localhost(host):
            return (LOOPBACK,)
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._threads, _look_up, host, port)
        except (OSError, UnicodeError) as error:  # UnicodeError: a label that is empty or longer than 63 characters
            reason = error.strerror if isinstance(error, OSError) else "no valid name"
            raise FetchError("dns", f"the host has no address: {reason}") from error
        return found

    def close(self) -> None:
        """Let the threads go, without waiting for name servers that do not answer."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def is_localhost(host: str) -> bool:
    """Tell whether a name means this machine by its form.

    >>> is_localhost("news-1.localhost"), is_localhost("localhost.example")
    (True, False)
    """
    name = host.rstrip(".").lower()
    return name == "localhost" or name.endswith(".localhost")


def numeric_addresses(host: str) -> Sequence[str]:
    """The address that a host is in itself, in any spelling that the system takes; nothing for a name. Asks nobody.

    >>> numeric_addresses("0x7f.1"), numeric_addresses("news.example")
    (('127.0.0.1',), ())
    """
    try:
        return _look_up(host, None, socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return ()


def _look_up(host: str, port: int | None, flags: int = 0) -> tuple[str, ...]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)
    return tuple(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))
