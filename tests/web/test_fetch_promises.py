"""What holds for every URL and every answer: an outcome, and nothing raised."""

import asyncio
import gzip
from collections.abc import Sequence
from ipaddress import ip_network
from typing import get_args

from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.web.cookies import Cookies
from flows.web.fetch import Fetcher, Limits
from flows.web.model import FetchError, FetchRequest, FetchResult, Kind, Outcome

OUTCOMES = get_args(Outcome)
#: Answers to start from.
ANSWERS = [
    b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 5\r\n\r\n<p>mill",
    b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nmill.\r\n0\r\n\r\n",
    b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n" + gzip.compress(b"mill" * 50),
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 301 Moved\r\nlocation: /x\r\ncontent-length: 0\r\n\r\n",
    b'HTTP/1.0 304 Not Modified\r\netag: "x"\r\nset-cookie: a=b; domain=x\r\n\r\n',
    b"HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n",
]
#: What may stand in an answer, where it should not.
SPOILERS = [
    b"",
    b"\r\n",
    b"\x00",
    b": ",
    b"\xff\xfe",
    b"content-length: 99999999999999999999\r\n",
    b"content-encoding: br\r\n",
]

spoiled = st.builds(
    lambda answer, start, length, spoiler: answer[:start] + spoiler + answer[start + length :],
    st.sampled_from(ANSWERS),
    st.integers(0, 100),
    st.integers(0, 9),
    st.sampled_from(SPOILERS) | st.binary(max_size=5),
)


async def nobody(host: str, port: int) -> Sequence[str]:
    raise FetchError("dns", "nobody is asked in this test")


def ask(url: str) -> FetchResult:
    async def asked() -> FetchResult:
        async with Fetcher(user_agent="test", resolve=nobody) as fetcher:
            return await fetcher.exchange(FetchRequest(url=url), url, within=5)

    return asyncio.run(asked())


@settings(deadline=None)
@given(
    st.text(max_size=60)
    | st.text(max_size=30).map("http://{}/".format)
    | st.text(max_size=30).map("https://mill.example{}".format)
)
@example("http://xn--a/")
def test_any_text_is_an_url_or_is_said_to_be_none(url: str) -> None:
    assert ask(url).outcome in {"dns", "bad_url", "ssrf"}


@settings(deadline=None)
@given(st.text(min_size=1), st.text(min_size=1))
@example('"7"', " ")
def test_any_validator_can_be_sent_back(etag: str, last_modified: str) -> None:
    answer = b"HTTP/1.1 304 Not Modified\r\n\r\n"

    result = asyncio.run(answered(answer, "feed", etag=etag, last_modified=last_modified))

    assert "not_modified" == result.outcome


async def answered(answer: bytes, kind: Kind, **validators: str) -> FetchResult:
    """What an exchange makes of these bytes."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    url = f"http://mill.localhost:{server.sockets[0].getsockname()[1]}/"
    opened = (ip_network("127.0.0.0/8"),)
    async with server, Fetcher(user_agent="test", open_networks=opened, limits=Limits(read=5)) as fetcher:
        return await fetcher.exchange(FetchRequest(url=url, kind=kind, **validators), url, within=20, cookies=Cookies())


@settings(max_examples=100, deadline=None)
@given(spoiled, st.sampled_from(get_args(Kind)))
def test_any_answer_has_an_outcome_and_a_sentence_where_it_is_none(answer: bytes, kind: Kind) -> None:
    result = asyncio.run(answered(answer, kind))

    assert (result.outcome in OUTCOMES, result.outcome in {"ok", "not_modified", "redirect"}) == (
        True,
        result.message is None,
    )
