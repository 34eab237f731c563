"""A reading as one row of a staged batch: plain values, its parts as lists of structs.

The column names are those of the tables; what is not known before the load (versions, clusters) is not here.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlsplit

from extract.model import Article, Attribution, Entry, Link, Quotations, Quote, Speaker
from warehouse.exchanges import exchange_struct
from warehouse.ids import article_id, part_ids, speaker_id
from warehouse.model import Reading

Row = dict[str, object]

#: Source of the local files that name no site.
FILES = "files"


def reading_row(number: int, reading: Reading) -> Row:
    """Return the row of the reading at this place in its batch; times are naive UTC."""
    entry, article = reading.entry, reading.article
    row: Row = {
        "reading": number,
        "entry_url": entry.url,
        "claimed_url": entry.claimed_url,
        "source_id": _source_id(entry, article),
        "read_at": naive_utc(reading.read_at),
        "duration_ms": reading.duration_ms,
        "bytes": reading.size,
        "etag": reading.etag,
        "reason": reading.reason,
        "message": reading.message,
        "page_key": reading.url_key,
        "next_check_at": reading.next_check_at and naive_utc(reading.next_check_at),
        "exchange": exchange_struct(reading.exchange),
        "rebuilds": reading.rebuilds,
    }
    return row | _with_digest(_article_columns(article)) if article else row


def _source_id(entry: Entry, article: Article | None) -> str:
    if entry.source_id:
        return entry.source_id
    domain = article.domain if article else host(entry.claimed_url or entry.url)
    return FILES if domain in ("", "localhost") else domain


def _article_columns(article: Article) -> Row:
    key = article_id(article.url)
    texts = [paragraph.text for paragraph in article.paragraphs]
    paragraph_ids = part_ids("p", key, texts)
    published, modified = article.published, article.modified
    return {
        "article_id": key,
        "url": article.url,
        "domain": article.domain,
        "url_key": article.url_key,
        "site_name": article.site_name,
        "title": article.title,
        "authors": article.authors,
        "published_date": published and published.day,
        "published_at": published and published.at and naive_utc(published.at),
        "date_source": article.date_source,
        "modified_at": modified and modified.at and naive_utc(modified.at),
        "language": article.language,
        "section": article.section,
        "tags": article.tags,
        "summary": article.summary,
        "text": article.text,
        "word_count": _word_count(article.text),
        "text_sha256": sha256(article.text.encode()).hexdigest(),
        "content_key": article.content_key,
        "sketch": asdict(article.sketch) if article.sketch else None,
        "extractor": article.extractor,
        "quality": article.quality,
        "opt_outs": article.opt_outs,
        "is_ai_opt_out": article.is_ai_opt_out,
        "is_tdm_opt_out": article.is_tdm_opt_out,
        "license_url": article.license_url,
        "extra": _json(article.extra) if article.extra else None,
        "paragraphs": _paragraphs(article, paragraph_ids),
        "quotes": list(_quotes(article, key, paragraph_ids)),
        "statements": list(_statements(article, key, paragraph_ids)),
        "quoted_terms": _quoted_terms(article, paragraph_ids),
        "links": _links(article.links, article.domain),
        "speakers": list(_speakers(article.quotations)),
    }


def _with_digest(columns: Row) -> Row:
    """The columns of an article with a digest of all of them but the extractor's name."""
    content = json.dumps({**columns, "extractor": None}, default=str).encode()
    return columns | {"extract_sha256": sha256(content).hexdigest()}


def _paragraphs(article: Article, paragraph_ids: Sequence[str]) -> list[Row]:
    return [
        {
            "paragraph_id": key,
            "position": position,
            "kind": paragraph.kind,
            "text": paragraph.text,
            "word_count": _word_count(paragraph.text),
            "start_char": paragraph.start,
            "end_char": paragraph.end,
        }
        for position, (key, paragraph) in enumerate(zip(paragraph_ids, article.paragraphs, strict=True), 1)
    ]


def _quotes(article: Article, key: str, paragraph_ids: Sequence[str]) -> Iterator[Row]:
    quotes = (*article.quotations.quotes, *article.quotations.nested)
    order = sorted(range(len(quotes)), key=lambda index: _place(quotes[index]))
    positions = {index: position for position, index in enumerate(order, 1)}
    quote_ids = part_ids("q", key, [quotes[index].text for index in order])
    for quote_id, index in zip(quote_ids, order, strict=True):
        quote = quotes[index]
        yield {
            "quote_id": quote_id,
            "paragraph_id": paragraph_ids[quote.paragraph],
            "position": positions[index],
            "text": quote.text,
            "kind": quote.kind,
            "word_count": _word_count(quote.text),
            "start_char": quote.start,
            "end_char": quote.end,
            "chain": positions.get(quote.chain, 0),  # a check refuses 0
            "nested_in": positions[quote.nested_in] if quote.nested_in is not None else None,
        } | _attribution(quote.attribution)


def _place(quote: Quote) -> tuple[int, int, int]:
    """Where a quote stands among all: behind the one that it is nested in."""
    return quote.paragraph, quote.start, -quote.end


def _statements(article: Article, key: str, paragraph_ids: Sequence[str]) -> Iterator[Row]:
    statements = article.quotations.statements
    statement_ids = part_ids("t", key, [statement.text for statement in statements])
    for position, (statement_id, statement) in enumerate(zip(statement_ids, statements, strict=True), 1):
        yield {
            "statement_id": statement_id,
            "paragraph_id": paragraph_ids[statement.paragraph],
            "position": position,
            "text": statement.text,
            "kind": "indirect",
            "word_count": _word_count(statement.text),
            "start_char": statement.start,
            "end_char": statement.end,
        } | _attribution(statement.attribution)


def _attribution(said: Attribution | None) -> Row:
    if said is None:
        return {"method": "none", "confidence": 0.0}
    return {
        "speaker_id": speaker_id(said.speaker.name) if said.speaker else None,
        "speaker_text": said.text,
        "speaker_start_char": said.span.start,
        "speaker_end_char": said.span.end,
        "speaker_role": said.role,
        "cue": said.cue,
        "via": said.via,
        "method": said.method,
        "confidence": said.confidence,
    }


def _quoted_terms(article: Article, paragraph_ids: Sequence[str]) -> list[Row]:
    return [
        {
            "paragraph_id": paragraph_ids[term.paragraph],
            "text": term.text,
            "start_char": term.start,
            "end_char": term.end,
        }
        for term in article.quotations.terms
    ]


def _links(links: Sequence[Link], domain: str) -> list[Row]:
    return [
        {
            "position": position,
            "url": link.url,
            "domain": (linked := host(link.url)),
            "anchor": link.anchor,
            "is_internal": linked == domain,
        }
        for position, link in enumerate(links, 1)
    ]


def _speakers(quotations: Quotations) -> Iterator[Row]:
    """Each speaker of a quote or a statement once."""
    named = {said.speaker: None for words in quotations.spoken if (said := words.attribution) and said.speaker}
    for speaker in named:
        yield {
            "speaker_id": speaker_id(speaker.name),
            "name": speaker.name,
            "kind": speaker.kind,
            "aliases": _aliases(speaker),
        }


def _aliases(speaker: Speaker) -> list[str]:
    return sorted({speaker.name, *speaker.aliases})


def host(url: str) -> str:
    """Return the host of a URL without www., '' where it has none.

    >>> host("https://www.Harbour.example:8443/a"), host("file:///pages/a.html")
    ('harbour.example', '')
    """
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _json(extra: Mapping[str, object]) -> str:
    try:
        return json.dumps(dict(extra), ensure_ascii=False, allow_nan=False, default=str)
    except ValueError:
        # NaN and Infinity, which Python reads from JSON-LD although they are no JSON.
        finite = json.loads(json.dumps(dict(extra), default=str), parse_constant=lambda _: None)
        return json.dumps(finite, ensure_ascii=False)


def _word_count(text: str) -> int:
    return len(text.split())


def naive_utc(time: datetime) -> datetime:
    """Return an aware time as the tables hold it."""
    return time.astimezone(UTC).replace(tzinfo=None)
