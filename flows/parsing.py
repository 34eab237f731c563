"""Documents parsed in worker processes, which a bomb may take down."""

import asyncio
from concurrent.futures import TimeoutError as DeadlineError

from pebble import ProcessExpired

from extract.listing import parse_listing
from extract.model import ExtractError
from extract.parsed import Parsed
from flows.extraction import Extractors
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
        except DeadlineError as error:
            raise ExtractError("timeout", f"{result.final_url}: not parsed within its deadline") from error
        except ProcessExpired as error:
            message = f"{result.final_url}: its worker died with exit code {error.exitcode}"
            raise ExtractError("crashed", message) from error
        except Exception as error:  # the edge of a document: its bug is its error, and the others are read
            raise ExtractError("parse_error", f"{result.final_url}: {type(error).__name__}: {error}") from error

    return parse


def _named(message: str, result: FetchResult) -> str:
    return message if message.startswith(result.final_url) else f"{result.final_url}: {message}"
