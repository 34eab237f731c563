"""Lists of feeds on this disk, as other feed readers export them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from extract.model import ExtractError
from extract.opml import parse_opml
from extract.parsed import Child
from extract.urls import domain
from flows.errors import SourceError

#: A list of 20,000 feeds has some 5 MB; a larger file is no list.
MAX_BYTES = 50 * 2**20
_LONGEST_ID = 60


def feeds_in(path: Path) -> tuple[Child, ...]:
    """The feeds that an OPML file lists, each address once; SourceError where it is none or lists none."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(f"{path}: {path.stat().st_size:,} bytes are no list of feeds")
        feeds = parse_opml(path.read_bytes(), str(path)).children
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror or error}") from error
    except ExtractError as error:
        raise SourceError(error.message) from error
    if not feeds:
        raise SourceError(f"{path}: no outline has an xmlUrl that is an http(s) URL")
    return feeds


def named_feeds(list_id: str, feeds: Iterable[Child]) -> Iterator[tuple[str, Child]]:
    """Each feed with an id made of its title, behind that of the list: 'ports.harbour-post'.

    The same list gives the same ids; the second feed of a title gets its number.
    """
    taken: set[str] = set()
    for feed in feeds:
        name = _slug(feed.title or "") or _slug(domain(feed.url))
        numbered = (f"{list_id}.{name}" + (f"-{number}" if number > 1 else "") for number in range(1, len(taken) + 2))
        source_id = next(candidate for candidate in numbered if candidate not in taken)
        taken.add(source_id)
        yield source_id, feed


def _slug(title: str) -> str:
    """A title in the letters of an id, empty where it has none of them.

    >>> _slug("Fährhafen: Kai & Co.")
    'fahrhafen-kai-co'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_ID].strip("-")
