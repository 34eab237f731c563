"""Documents parsed in worker processes, which a bomb may take down."""

import asyncio

from extract.listing import parse_listing
from extract.model import ExtractError
from extract.parsed import Parsed
from flows.extraction import Extractors, Failure
from flows.listing import Parse
from flows.web.model import FetchResult


def parsing_in(extractors: Extractors) -> Parse:
    """What parses a fetched document; ExtractError, with a sentence that names it, where that is not to be done."""

    async def parse(result: FetchResult, source_id: str) -> Parsed:
        arguments = (result.body, result.headers.get("content-type"), result.final_url, source_id)
        try:
            return await asyncio.wrap_future(extractors.start(parse_listing, *arguments))
        except ExtractError as error:
            raise ExtractError(error.reason, _named(error.message, result)) from error
        except Exception as error:  # the edge of a document: its bug is its error, and the others are read
            failure = extractors.failure_of(error) or Failure(
                reason="parse_error", message=f"{type(error).__name__}: {error}"
            )
            raise ExtractError(failure.reason, _named(failure.message, result)) from error

    return parse


def _named(message: str, result: FetchResult) -> str:
    return message if message.startswith(result.final_url) else f"{result.final_url}: {message}"
