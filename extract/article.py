"""One page's way to an article: the steps in order, nothing else."""

from functools import partial

from extract.decode import Decoded, decode, decompress
from extract.fingerprint import content_key, sketch
from extract.language import find_language
from extract.layout_rules import LAYOUT
from extract.metadata import choose_metadata
from extract.model import Article, Page
from extract.optouts import find_opt_outs
from extract.paragraphs import joined, placed
from extract.quality import quality_of
from extract.quotes.find import find_quotations
from extract.readers import Reading, read_html_page, read_markdown_page, read_plain_page
from extract.sniff import kind_of
from extract.urls import url_key
from extract.verdict import refuse_what_is_no_article

#: Bytes of a page, unpacked; the largest of 734 news pages has 1.6 million.
MAX_BYTES = 10_000_000

_TEXT_READERS = {"plain": read_plain_page, "markdown": read_markdown_page}


def extract_article(page: Page) -> Article:
    """Return the article of a page; ExtractError with the reason where the page holds none."""
    return article_of(page, *read_text(page))


def read_text(page: Page) -> tuple[Decoded, Reading]:
    """Return a page's text and what it holds and says; ExtractError where it cannot be read at all."""
    decoded = decode(decompress(page.body, MAX_BYTES), page.content_type)
    read = _TEXT_READERS.get(kind_of(decoded.text, page.content_type), partial(read_html_page, rules=page.layout))
    return decoded, read(decoded.text, page.entry)


def article_of(page: Page, decoded: Decoded, reading: Reading) -> Article:
    """Return the article of what was read; ExtractError where it is none."""
    refuse_what_is_no_article(reading)
    metadata = choose_metadata(reading.evidence, page.entry)
    rights = find_opt_outs(reading.evidence.for_machines, page.headers, metadata.url)
    paragraphs = placed(reading.blocks)
    text = joined(paragraphs)
    language = find_language(text, metadata.language)
    return Article(
        url=metadata.url,
        domain=metadata.domain,
        url_key=url_key(metadata.url),
        site_name=metadata.site_name,
        title=metadata.title,
        authors=metadata.authors,
        published=metadata.published,
        date_source=metadata.date_source,
        modified=metadata.modified,
        language=language,
        section=metadata.section,
        tags=metadata.tags,
        summary=metadata.summary,
        text=text,
        paragraphs=paragraphs,
        quotations=find_quotations(paragraphs, language),
        links=reading.links,
        content_key=content_key(paragraphs),
        sketch=sketch(paragraphs),
        quality=quality_of(reading).score,
        extractor=reading.extractor + (f"{LAYOUT}{page.layout.key}" if page.layout.key else ""),
        opt_outs=rights.opt_outs,
        is_ai_opt_out=rights.is_ai_opt_out,
        is_tdm_opt_out=rights.is_tdm_opt_out,
        license_url=rights.license_url,
        extra={
            **metadata.extra,
            **({"captions": list(reading.captions)} if reading.captions else {}),
            "charset": decoded.charset,
            "charset_source": decoded.charset_source,
        },
    )
