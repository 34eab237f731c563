"""Sitemaps, sitemap indexes and plain lists of URLs (https://www.sitemaps.org/protocol.html), news:* kept.

Read by local names: old and misspelt namespaces, and none at all, are common.
"""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO

from lxml import etree

from extract.language import language_code
from extract.model import Entry
from extract.parsed import Child, Parsed
from extract.stated_time import parse_time
from extract.text import one_line
from extract.urls import absolute_url

#: URLs of one sitemap, by the protocol.
MAX_URLS = 50_000
_ADDRESS = re.compile(r"https?://\S+")
#: The end of a whole file, in its last bytes.
_END = re.compile(rb"(?i)</[\w:.-]*(?:urlset|sitemapindex)\s*>")
_END_BYTES = 1000
_LAST = re.compile(rb"(?i)</(?:[\w.-]+:)?(?:url|sitemap)\s*>")
#: What no XML may hold, and some titles do.
_CONTROL = bytes((*range(1, 9), 11, 12, *range(14, 32)))
#: An ampersand that begins none of XML's own references: of an address written as it is, or of an entity.
_BARE_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")


def parse_sitemap(body: bytes, url: str, source_id: str | None) -> Parsed:
    """Return the entries of a sitemap, or the children of an index; of one that is cut off what is complete."""
    entries: list[Entry] = []
    children: list[Child] = []
    left_out = 0
    complete, is_cut_off = _complete(body)
    for element in _elements(complete):
        stated = _texts(element)
        address = absolute_url(url, stated.get("loc"))
        if address is None or len(entries) + len(children) >= MAX_URLS:
            left_out += 1
        elif _local_name(element) == "url":
            entries.append(_entry(address, stated, source_id))
        else:
            children.append(Child(url=address, kind="sitemap", modified=parse_time(stated.get("lastmod"))))
        _forget(element)
    return Parsed(
        kind="index" if children else "sitemap",
        entries=tuple(entries),
        children=tuple(children),
        message=_message(url, left_out, is_cut_off=is_cut_off),
    )


def parse_url_list(text: str, url: str, source_id: str | None) -> Parsed | None:
    """Return the entries of a text with one URL a line, None where most lines are none."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    addresses = [line for line in lines if _ADDRESS.fullmatch(line) and absolute_url(url, line)]
    if len(addresses) * 2 <= len(lines):
        return None
    left_out = len(lines) - len(addresses[:MAX_URLS])
    entries = tuple(_entry(address, {}, source_id) for address in addresses[:MAX_URLS])
    return Parsed(kind="sitemap", entries=entries, message=_message(url, left_out, is_cut_off=False))


def _complete(body: bytes) -> tuple[bytes, bool]:
    """Return a sitemap as far as its last complete element, and whether it is cut off there.

    Of an element that is not, libxml2 would give half an address.
    """
    if _END.search(body[-_END_BYTES:]):
        return body, False
    return body[: max((match.end() for match in _LAST.finditer(body)), default=0)], True


def _elements(body: bytes) -> Iterator[etree._Element]:
    """Yield each <url> and <sitemap>; entities are not resolved, so that none can multiply."""
    # Of a bare ampersand libxml2 drops the name behind it: /a?b=1&c=2 would become /a?b=1=2.
    plain = body.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n").translate(None, _CONTROL)
    escaped = _BARE_AMPERSAND.sub(b"&amp;", plain)
    if not escaped:
        return
    reader = etree.iterparse(
        BytesIO(escaped),
        tag=("{*}url", "{*}sitemap"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
    )
    for _, element in reader:
        yield element


def _forget(element: etree._Element) -> None:
    """Free an element and those before it: a sitemap has up to 50 MB."""
    parent = element.getparent()
    element.clear()
    if parent is not None:
        while (first := parent[0]) is not element:
            parent.remove(first)


def _texts(element: etree._Element) -> Mapping[str, str]:
    """Return the texts by local name: those of the element itself, and those of its <news:news> under 'news:…'.

    Images, videos and alternates have a <loc> and a <title> of their own, one level down, and are left alone.
    """
    stated: dict[str, str] = {}
    for child in element.iterchildren("*"):
        name = _local_name(child)
        if name == "news":
            # publication holds name and language
            stated |= {f"news:{_local_name(part)}": _text(part) for part in child.iterdescendants("*")}
        else:
            stated.setdefault(name, _text(child))
    return stated


def _local_name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _text(element: etree._Element) -> str:
    # Escaped twice, or in a CDATA section, where the mark that was put in stays.
    return "".join(map(str, element.itertext(with_tail=False))).strip().replace("&amp;", "&")


def _entry(url: str, stated: Mapping[str, str], source_id: str | None) -> Entry:
    return Entry(
        url=url,
        source_id=source_id,
        claimed_url=url,
        title=one_line(stated.get("news:title", "")) or None,
        published=parse_time(stated.get("news:publication_date")),
        modified=parse_time(stated.get("lastmod")),
        language=language_code(stated.get("news:language")),
    )


def _message(url: str, left_out: int, *, is_cut_off: bool) -> str | None:
    parts = [f"{left_out:,} without a URL or beyond the first {MAX_URLS:,} are left out"] if left_out else []
    parts += ["it is cut off before its end"] if is_cut_off else []
    return f"{url}: {'; '.join(parts)}" if parts else None
