"""A server on loopback that speaks TLS, and in it HTTP/2 where the client does, with the faults that need either."""

import asyncio
import ssl
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.errors import ErrorCodes
from h2.events import RequestReceived

#: Adds what is to be sent on one stream to the connection.
Answer = Callable[[H2Connection, int], None]
_HTTP_1 = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 3\r\n\r\nold"


def page(
    body: bytes, *, status: int = 200, ends: bool = True, content_type: str = "text/html", **headers: str
) -> Answer:
    """Send a response, an underscore in a header's name a hyphen; ``ends`` is whether its end comes, too."""
    head = [(":status", str(status)), ("content-type", content_type)]
    head += [(name.replace("_", "-"), value) for name, value in headers.items()]

    def answer(connection: H2Connection, stream: int) -> None:
        connection.send_headers(stream, head)
        for start in range(0, len(body), connection.max_outbound_frame_size):
            connection.send_data(stream, body[start : start + connection.max_outbound_frame_size])
        if ends:
            connection.end_stream(stream)

    return answer


def reset(connection: H2Connection, stream: int) -> None:
    """Give the stream up."""
    connection.reset_stream(stream, ErrorCodes.INTERNAL_ERROR)


def farewell(connection: H2Connection, stream: int) -> None:  # noqa: ARG001  # a connection has one end
    """Give the connection up."""
    connection.close_connection(ErrorCodes.ENHANCE_YOUR_CALM, last_stream_id=0)


class SecureServer:
    """Paths and their answers on one port; runs in a thread of its own between ``with`` and its end."""

    def __init__(self, certificate: Callable[[ssl.SSLContext], None]) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.set_alpn_protocols(["h2", "http/1.1"])
        certificate(self._context)
        self.answers: dict[str, Answer] = {}
        #: For each request, the number of its connection.
        self.connections: list[int] = []
        self._opened = 0
        self._loop = asyncio.new_event_loop()
        self._server = self._loop.run_until_complete(
            asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._context)
        )
        self.port: int = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever, name="secure server", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._server.close()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._opened += 1
        number = self._opened
        if writer.get_extra_info("ssl_object").selected_alpn_protocol() == "h2":
            await self._speak_http_2(number, reader, writer)
        else:
            await reader.readuntil(b"\r\n\r\n")
            self.connections.append(number)
            writer.write(_HTTP_1)
        writer.close()

    async def _speak_http_2(self, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = H2Connection(H2Configuration(client_side=False))
        connection.initiate_connection()
        writer.write(connection.data_to_send())
        while received := await reader.read(65536):
            for event in connection.receive_data(received):
                if isinstance(event, RequestReceived):
                    self.connections.append(number)
                    path = dict(event.headers or ())[b":path"].decode()
                    self.answers[path](connection, event.stream_id or 0)
            writer.write(connection.data_to_send())
