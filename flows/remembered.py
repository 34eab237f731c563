"""The robots.txt of each origin, between what the web's room and what the warehouse's room make of it."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from flows.web.hostnames import origin_of
from flows.web.robots import RobotsText
from warehouse.model import Document, Exchange


def robots_by_url(documents: Sequence[Document]) -> Mapping[str, RobotsText]:
    """What the warehouse has of earlier runs."""
    texts = map(_text, documents)
    return {text.url: text for text in texts}


def _text(document: Document) -> RobotsText:
    return RobotsText(
        origin=origin_of(document.url),
        path=urlsplit(document.url).path,
        text=document.body,
        ok_at=document.ok_at,
        fetched_at=document.fetched_at,
        fresh_until=document.next_check_at or document.fetched_at,
        etag=document.etag,
        last_modified=document.last_modified,
    )


def robots_document(text: RobotsText, exchange: Exchange) -> Document:
    """What this run read, for the warehouse."""
    assert text.result, "was asked for in this run"
    was_had = text.ok_at == text.fetched_at
    return Document(
        url=text.url,
        kind="robots",
        source_id=None,
        outcome=text.result.outcome,
        message=text.message or text.result.message,
        status=text.result.status,
        etag=text.etag,
        last_modified=text.last_modified,
        content_sha256=exchange.content_sha256,
        fetched_at=text.fetched_at,
        ok_at=text.ok_at,
        failing_since=None if was_had else text.fetched_at,
        failures=0 if was_had else 1,
        next_check_at=text.fresh_until,
        body=text.text,
        exchange=exchange,
        duration_ms=text.result.duration_ms,
        wire_bytes=text.result.wire_bytes,
    )
