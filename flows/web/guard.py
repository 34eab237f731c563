"""Against server-side request forgery: only public addresses are connected to, and it is checked where that happens.

A name is resolved once and the very address that was checked is connected to, so that neither a redirect nor a name
that changes its address (DNS rebinding) gets around it. TLS still verifies the name.
"""

import asyncio
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from time import monotonic
from typing import Any

import httpcore

from flows.web.model import FetchError
from flows.web.resolving import Resolve, is_localhost, numeric_addresses

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

#: Where web servers listen. A feed cannot make us talk to a mail server or a database.
PORTS = frozenset({80, 443, 8080, 8443})
#: Addresses tried of one host; a host that answers at none of three would not at the fourth.
TRIED_ADDRESSES = 3

#: All of IPv6 that is given to anybody (IANA, IPv6 Global Unicast Address Assignments).
_GLOBAL_UNICAST = IPv6Network("2000::/3")
#: Translated to IPv4 by the network we are in, where DNS64 makes such addresses of IPv4-only hosts (RFC 6052).
_NAT64 = IPv6Network("64:ff9b::/96")
#: Within what ``is_global`` takes for public.
_NOT_PUBLIC: tuple[Network, ...] = (
    IPv4Network("192.0.0.0/24"),  # protocol assignments (RFC 6890)
    IPv4Network("192.88.99.0/24"),  # relays of 6to4 (RFC 7526)
    IPv4Network("168.63.129.16/32"),  # what Azure's machines are configured from
    IPv6Network("2002::/16"),  # 6to4: an IPv4 address is inside, and nobody serves news from it (RFC 7526)
    IPv6Network("2001::/23"),  # Teredo and other protocol assignments (RFC 4380, RFC 2928)
    IPv6Network("3fff::/20"),  # documentation (RFC 9637)
)


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects to the public addresses of hosts, to those in ``open_networks``, and to nothing else."""

    def __init__(
        self,
        resolve: Resolve,
        open_networks: Iterable[Network] = (),
        backend: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._resolve = resolve
        self._open_networks = tuple(open_networks)
        self._backend = backend or httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of the host that takes one; FetchError where it may not be asked."""
        deadline = monotonic() + (timeout or 0.0)
        addresses = (await self._allowed(host, port, timeout))[:TRIED_ADDRESSES]
        for others, address in zip(range(len(addresses) - 1, -1, -1), addresses, strict=True):
            within = (deadline - monotonic()) / (others + 1) if timeout else None
            try:
                return await self._backend.connect_tcp(address, port, within, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if not others:
                    raise
        raise FetchError("dns", "the host has no address")

    async def connect_unix_socket(self, *_: object, **__: object) -> httpcore.AsyncNetworkStream:
        """Refused: nothing on the web is a file of this machine."""
        raise FetchError("ssrf", "a socket of this machine is not to be asked")

    async def sleep(self, seconds: float) -> None:
        """As httpcore wants it between two tries to connect."""
        await asyncio.sleep(seconds)

    async def _allowed(self, host: str, port: int, within: float | None) -> Sequence[str]:
        """All addresses of a host, each of them checked; FetchError where one may not be asked."""
        try:
            async with asyncio.timeout(within):
                addresses = await self._resolve(host, port)
        except TimeoutError as error:
            raise FetchError("timeout", f"the address of the host was not found within {within:g} s") from error
        refuse_addresses(port, addresses, self._open_networks)
        return addresses


def refuse_literal(host: str, port: int, open_networks: Sequence[Network]) -> None:
    """Raise FetchError for a host that is, without asking DNS, an address that may not be asked, or for its port.

    All that can be checked of a host behind a proxy.
    """
    addresses = ("127.0.0.1",) if is_localhost(host) else numeric_addresses(host)
    refuse_addresses(port, addresses, open_networks)


def refuse_addresses(port: int, addresses: Iterable[str], open_networks: Sequence[Network]) -> None:
    """Raise FetchError 'ssrf' if one of a host's addresses may not be asked, or its port."""
    is_open = False
    for text in addresses:
        address = _meant(ip_address(text))
        is_open = any(address in network for network in open_networks)
        if not is_open and not is_public(address):
            raise FetchError("ssrf", f"the address {text} is not public, and not opened by allow_private")
    if not is_open and port not in PORTS:
        raise FetchError("ssrf", f"port {port} is not asked, only {', '.join(map(str, sorted(PORTS)))}")


def is_public(address: Address) -> bool:
    """Tell whether anybody on the internet could be meant by an address; what is inside of it counts.

    >>> is_public(ip_address("9.9.9.9")), is_public(ip_address("64:ff9b::10.0.0.1"))
    (True, False)
    """
    address = _meant(address)
    if address.version == 6 and address not in _GLOBAL_UNICAST:
        return False
    is_unicast = address.is_global and not address.is_multicast
    return is_unicast and not any(address in network for network in _NOT_PUBLIC)


def _meant(address: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, where it does."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address
