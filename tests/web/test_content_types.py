"""Content types: what may be read as what."""

import pytest

from flows.web.content_types import refuse_content, refuse_type
from flows.web.model import FetchError, Kind


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [
        ("page", "text/html; charset=utf-8"),
        ("page", "TEXT/HTML"),
        ("page", "application/xhtml+xml"),
        ("page", "text/plain"),
        ("page", None),
        ("page", ""),
        ("page", "charset=utf-8"),
        ("page", "text/html, text/html; charset=utf-8"),
        ("feed", "application/rss+xml"),
        ("feed", "application/atom+xml;charset=utf-8"),
        ("feed", "application/feed+json"),
        ("feed", "text/xml"),
        ("feed", "text/html"),
        ("sitemap", "application/xml"),
        ("sitemap", "application/x-gzip"),
        ("sitemap", "application/octet-stream"),
        ("sitemap", "text/plain"),
        ("robots", "image/png"),
    ],
)
def test_types_that_are_read(kind: Kind, content_type: str | None) -> None:
    assert refuse_type(kind, content_type) is None


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [
        ("page", "application/pdf"),
        ("page", "image/jpeg"),
        ("page", "application/octet-stream"),
        ("page", "text/calendar"),
        ("page", "application/json"),
        ("feed", "audio/mpeg"),
        ("feed", "application/pdf"),
        ("sitemap", "video/mp4"),
        ("sitemap", "application/zip"),
    ],
)
def test_types_that_are_not_read(kind: Kind, content_type: str) -> None:
    with pytest.raises(FetchError, match=content_type):
        refuse_type(kind, content_type)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("page", b"<!doctype html><title>Caf\xe9</title>"),
        ("page", "Müller".encode()),
        ("page", b""),
        ("page", "\ufeff<p>quay".encode("utf-16-le")),
        ("page", b"<p>" + b"a" * 2000 + b"\x00"),
        ("sitemap", b"\x1f\x8b\x08\x00\x00"),
        ("feed", b"<?xml version='1.0'?>"),
        ("robots", b"\x00\x01"),
    ],
)
def test_content_that_nobody_named_is_read_where_it_is_text(kind: Kind, body: bytes) -> None:
    assert refuse_content(kind, body) is None


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("page", b"%PDF-1.7"),
        ("page", b"\x89PNG\r\n\x1a\n"),
        ("page", b"PK\x03\x04"),
        ("page", b"\x1f\x8b\x08\x00\x00"),
        ("feed", b"\xff\xd8\xff\xe0\x00\x10JFIF"),
    ],
)
def test_content_that_nobody_named_is_refused_where_it_is_no_text(kind: Kind, body: bytes) -> None:
    with pytest.raises(FetchError, match="no content type"):
        refuse_content(kind, body)
