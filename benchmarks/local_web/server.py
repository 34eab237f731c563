"""A server of many hosts on one loopback port, quick enough not to be what is measured, that logs every request."""

import asyncio
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

#: Bytes that may wait for a client that reads slowly.
_UNREAD_BYTES = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request."""

    #: Without the port.
    host: str
    #: With the query.
    path: str
    #: Names in lower case.
    headers: Mapping[str, str]
    #: How often the same URL was asked for before.
    visits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is sent for a request."""

    #: For the log; 0 where what is sent has none.
    status: int
    #: Everything from the status line on: at once, or pieces with pauses (seconds) between them.
    wire: bytes | Iterable[bytes | float]
    #: Whether the connection is closed behind it.
    closes: bool = False


Answer = Callable[[Asked], Reply]
#: Path -> what it answers.
Site = Mapping[str, Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One request as the server saw it; times are seconds of its monotonic clock."""

    host: str
    path: str
    status: int
    #: When its head had come.
    started: float
    #: When all was sent, or the client gone.
    ended: float
    #: Requests of the host under way when it came, itself included.
    at_once: int
    user_agent: str | None
    #: The validators sent: If-None-Match, If-Modified-Since.
    validators: tuple[str, ...]


class LocalWeb:
    """Sites by host; runs in a thread of its own between ``with`` and its end.

    Names that end in .localhost are the loopback's (RFC 6761, section 6.3), so that
    ``http://harbour.localhost:{port}/`` reaches the site of that name.
    """

    def __init__(self, port: int = 0) -> None:
        # The backlog is Linux's greatest: a client that opens a thousand connections at once is not refused.
        self._socket = socket.create_server(("127.0.0.1", port), backlog=4096)
        self.port: int = self._socket.getsockname()[1]
        self.sites: dict[str, Site] = {}
        self._log: list[Logged] = []
        self.visits: Counter[tuple[str, str]] = Counter()
        self.under_way: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="local web", daemon=True)

    def origin(self, host: str) -> str:
        """The address of a host, without a slash at the end."""
        return f"http://{host}:{self.port}"

    @property
    def log(self) -> list[Logged]:
        """The requests so far, in the order of their ends: all of those whose answers have arrived."""
        if self._loop.is_running():
            # What the client has already, the server may still be about to write down.
            return asyncio.run_coroutine_threadsafe(self._snapshot(), self._loop).result()
        return list(self._log)

    async def _snapshot(self) -> list[Logged]:
        return list(self._log)

    def logged(self, request: Logged) -> None:
        """Take note of a request that has ended."""
        self._log.append(request)

    def __enter__(self) -> Self:
        # Before the thread runs: a block that asks nothing may be over before the thread gets to it.
        self._loop.run_until_complete(self._loop.create_server(lambda: _Connection(self), sock=self._socket))
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        self._loop.run_forever()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    def reply(self, asked: Asked) -> Reply:
        """Return what the URL answers: 404 where there is no such page or host."""
        answer = self.sites.get(asked.host, {}).get(asked.path)
        return answer(asked) if answer else _NOT_THERE


class _Connection(asyncio.Protocol):
    """One client's connection: requests without a body, one after the other."""

    def __init__(self, web: LocalWeb) -> None:
        self._web = web
        self._received = bytearray()
        self._sending: asyncio.Task[None] | None = None
        self._open: tuple[Asked, float, int] | None = None
        self._status = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        if (end := self._received.find(b"\r\n\r\n")) < 0:
            return
        head = self._received[:end].decode("latin-1")
        del self._received[: end + 4]
        self._answer(*_parse_head(head))

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  # asyncio's name
        if self._sending:
            self._sending.cancel()
        self._end()

    def _answer(self, path: str, headers: Mapping[str, str]) -> None:
        web, host = self._web, headers.get("host", "").partition(":")[0]
        asked = Asked(host=host, path=path, headers=headers, visits=web.visits[host, path])
        web.visits[host, path] += 1
        web.under_way[host] += 1
        self._open = asked, time.monotonic(), web.under_way[host]
        reply = web.reply(asked)
        self._status = reply.status
        if isinstance(reply.wire, bytes):
            self._transport.write(reply.wire)
            self._finish(reply.closes)
        else:
            self._sending = asyncio.get_running_loop().create_task(self._send(reply.wire, reply.closes))

    async def _send(self, wire: Iterable[bytes | float], closes: bool) -> None:
        for piece in wire:
            if isinstance(piece, float):
                await asyncio.sleep(piece)
                continue
            self._transport.write(piece)
            while self._transport.get_write_buffer_size() > _UNREAD_BYTES:
                await asyncio.sleep(0.005)
            if self._transport.is_closing():
                return
        self._finish(closes)

    def _finish(self, closes: bool) -> None:
        self._end()
        if closes:
            self._transport.close()

    def _end(self) -> None:
        """Log the request that is under way, if one is."""
        if self._open is None:
            return
        asked, started, at_once = self._open
        self._open = self._sending = None
        self._web.under_way[asked.host] -= 1
        self._web.logged(
            Logged(
                host=asked.host,
                path=asked.path,
                status=self._status,
                started=started,
                ended=time.monotonic(),
                at_once=at_once,
                user_agent=asked.headers.get("user-agent"),
                validators=tuple(name for name in ("if-none-match", "if-modified-since") if name in asked.headers),
            )
        )


def _parse_head(head: str) -> tuple[str, Mapping[str, str]]:
    """Return path and headers; names in lower case."""
    first, *lines = head.split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return first.split(" ")[1], {name.lower(): value.strip() for name, _, value in pairs}


_NOT_THERE = Reply(status=404, wire=b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n")
