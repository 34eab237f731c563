"""Documents parsed in workers."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from extract.model import ExtractError
from extract.parsed import Parsed
from flows.extraction import Extractors
from flows.parsing import parsing_in
from flows.web.model import FetchRequest, FetchResult

URL = "https://quay.example/feed"
RSS = b'<rss version="2.0"><channel><item><link>/a</link></item></channel></rss>'
#: A million elements take feedparser most of a minute.
ENDLESS = b'<rss version="2.0">' + b"<a/>" * 1_000_000


@pytest.fixture(scope="module")
def extractors() -> Iterator[Extractors]:
    with Extractors(workers=1, deadline=120) as running:
        yield running


def parsed(extractors: Extractors, body: bytes) -> Parsed:
    result = FetchResult(
        request=FetchRequest(url=URL), outcome="ok", final_url=URL, body=body, fetched_at=datetime.now(UTC)
    )

    async def parse() -> Parsed:
        return await parsing_in(extractors)(result, "quay")

    return asyncio.run(parse())


def test_a_document_comes_back_as_what_it_names(extractors: Extractors) -> None:
    assert [entry.url for entry in parsed(extractors, RSS).entries] == ["https://quay.example/a"]


def test_what_is_no_list_says_so_with_its_address(extractors: Extractors) -> None:
    with pytest.raises(ExtractError, match=f"^{URL}: the gzip file ends"):
        parsed(extractors, b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03")


def test_a_document_that_takes_too_long_is_given_up() -> None:
    with Extractors(workers=1, deadline=0.5) as hasty, pytest.raises(ExtractError) as caught:
        parsed(hasty, ENDLESS)
    assert caught.value.reason == "timeout"
