"""The three kinds of text that are read, each to the same form."""

from collections.abc import Iterable
from dataclasses import dataclass

from extract.blocks import ALL_LINKS, PageBlock, drop_link_lists, page_blocks
from extract.bodytree import body_blocks
from extract.boilerplate import EXTRACTOR, main_body
from extract.captions import captions_of, page_captions
from extract.evidence import Candidate, Evidence, find_evidence, stated_evidence
from extract.guesses import with_byline, with_date
from extract.html import drop_what_is_no_text, parse_html
from extract.layout import Removed, find_by_rules, narrow, prune
from extract.layout_rules import NO_LAYOUT_RULES, LayoutRules
from extract.markdown import read_markdown
from extract.model import Entry, Link
from extract.paragraphs import Block
from extract.persons import split_byline
from extract.plaintext import opens_apart, plain_blocks, split_signature, split_title
from extract.posts import free_posts
from extract.selection import Known, match_blocks, select
from extract.stated_body import stated_blocks
from extract.text import squeezed
from extract.urls import absolute_url

#: Less of the body than this found among the page's blocks: it was put together from somewhere else.
_MIN_FOUND = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A page's blocks as the article was chosen from them."""

    blocks: tuple[PageBlock, ...]
    #: Of the blocks, those that trafilatura took.
    matched: frozenset[int]
    known: Known
    #: Of the blocks, those of the article; none where trafilatura's text stands in no block.
    chosen: frozenset[PageBlock]
    #: The page as received.
    markup: str
    #: What the rules of its source took out before.
    removed: tuple[Removed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a page holds and says, before it is judged whether that is an article."""

    evidence: Evidence
    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()
    captions: tuple[str, ...] = ()
    #: What took the text out of the page, with its version.
    extractor: str
    #: None where the text is no HTML.
    layout: Layout | None = None


def read_html_page(text: str, entry: Entry, rules: LayoutRules = NO_LAYOUT_RULES) -> Reading:
    """Return the main text of an HTML page and what the page states of it."""
    tree = parse_html(text)
    evidence = find_evidence(tree, entry)
    named = find_by_rules(tree, rules)
    drop_what_is_no_text(tree)
    pruned = tuple(prune(tree, named))
    free_posts(tree)
    evidence = with_byline(with_date(evidence, tree, entry), tree)
    removed = (*pruned, *narrow(tree, named))
    blocks, captions = page_blocks(tree), page_captions(tree)
    drop_link_lists(blocks)
    body = main_body(tree, sum(len(block.text) for block in blocks if block.link_share < ALL_LINKS))
    body_of_page = body_blocks(body) if body is not None else ()
    keys = [squeezed(block.text) for block in body_of_page]
    matched, known = match_blocks(blocks, keys), _known(evidence)
    is_found = sum(len(blocks[index].key) for index in matched) >= _MIN_FOUND * sum(map(len, keys))
    selected = select(blocks, matched, known) if is_found else []
    printed = tuple(Block(kind=kind, text=block.text) for block, kind in selected) if is_found else body_of_page
    stated = stated_blocks(evidence, printed)
    chosen = frozenset(block for block, _ in selected if not stated)
    layout = Layout(blocks=blocks, matched=matched, known=known, chosen=chosen, markup=text, removed=removed)
    return Reading(
        evidence=evidence,
        blocks=stated or printed,
        links=_links((link for block, _ in selected for link in block.links), entry.claimed_url or entry.url),
        captions=captions_of(captions, [block for block, _ in selected]),
        extractor="json-ld" if stated else EXTRACTOR,
        layout=layout,
    )


def _known(evidence: Evidence) -> Known:
    """Return what the evidence says as keys; a page's <title> carries the outlet's name and is no key."""
    return Known(
        titles=_keys(candidate for candidate in evidence.titles if candidate.source != "title"),
        summaries=_keys(evidence.summaries),
        names=frozenset(squeezed(name) for candidate in evidence.authors for name in split_byline(candidate.value)),
    )


def _keys(candidates: Iterable[Candidate]) -> frozenset[str]:
    return frozenset(key for candidate in candidates if (key := squeezed(candidate.value)))


def _links(links: Iterable[tuple[str, str]], base: str) -> tuple[Link, ...]:
    """Return the links with their addresses made absolute, those that lead to no page left out."""
    absolute = ((absolute_url(base, href), anchor) for href, anchor in links)
    return tuple(Link(url=url, anchor=anchor) for url, anchor in absolute if url)


def read_plain_page(text: str, entry: Entry) -> Reading:
    """Return the paragraphs of a plain text, whose title its entry gives or a line apart at its top, as its byline."""
    names, text = split_signature(text)
    blocks = plain_blocks(text)
    title, rest = split_title(blocks) if opens_apart(text) else (None, blocks)
    stated = {"author": names} | ({"title": (title,)} if title else {})
    return Reading(evidence=stated_evidence("text", stated, entry), blocks=rest, extractor="plain text")


def read_markdown_page(text: str, entry: Entry) -> Reading:
    """Return the blocks of a Markdown text, whose front matter or first heading give its metadata."""
    read = read_markdown(text)
    stated = {"title": (read.title,)} if read.title else {}
    evidence = stated_evidence("text", stated | dict(read.front_matter), entry)
    return Reading(evidence=evidence, blocks=read.blocks, links=read.links, extractor="markdown-it")
