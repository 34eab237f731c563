"""What is known of a source's feeds, sitemaps and home pages, for what the source takes now."""

from dataclasses import replace
from datetime import datetime

from flows.sites import Site
from warehouse.connection import Connection
from warehouse.frontier import known_documents
from warehouse.model import Document


def documents_of(connection: Connection, site: Site, now: datetime) -> dict[str, Document]:
    """Return the documents of a source as they were last read, by address.

    Those that were read for other pages than the source takes now are due and without validators: changed or not, they
    may name pages that were left out then.
    """
    known, same = known_documents(connection, [site.source_id]), (None, site.wanted_sha256)
    return {
        url: document if document.ok_at is None or document.wanted_sha256 in same else _unread(document, now)
        for url, document in known.items()
    }


def _unread(document: Document, now: datetime) -> Document:
    # What an index announced has no time of its own: it is asked for when the index is.
    due = document.next_check_at and min(document.next_check_at, now)
    return replace(document, etag=None, last_modified=None, content_sha256=None, next_check_at=due)
