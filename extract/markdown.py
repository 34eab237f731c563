"""Markdown (https://commonmark.org, with tables) as paragraphs, and what its front matter states."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, takewhile

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from extract.model import Link
from extract.paragraphs import Block
from extract.text import one_line

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
#: The enclosing token that gives a block its kind, the outermost first.
_KINDS = {"blockquote_open": "blockquote", "list_item_open": "list", "heading_open": "heading", "tr_open": "table"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownText:
    """A Markdown file taken apart."""

    #: The first heading of the first level, if the text opens with it; it is not among the blocks.
    title: str | None
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    #: The front matter's lower-case keys and its values as text, lists as several.
    front_matter: Mapping[str, tuple[str, ...]]


def read_markdown(text: str) -> MarkdownText:
    """Return the blocks, links and front matter of a Markdown text."""
    match = _FRONT_MATTER.match(text)
    front_matter = _front_matter(match[1]) if match else None
    tokens = _parser().parse(text[match.end() :] if match and front_matter is not None else text)
    blocks = tuple(block for block in _blocks(tokens) if block.text)
    has_title = (
        bool(blocks) and blocks[0].kind == "heading" and next(t.tag for t in tokens if t.type == "heading_open") == "h1"
    )
    return MarkdownText(
        title=blocks[0].text if has_title else None,
        blocks=blocks[has_title:],
        links=tuple(chain.from_iterable(_links(token.children or ()) for token in tokens)),
        front_matter=front_matter or {},
    )


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def _front_matter(source: str) -> Mapping[str, tuple[str, ...]] | None:
    """Return the keys and values of a YAML mapping, None where the text between the rules is none."""
    try:
        stated = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError):
        return None
    if not isinstance(stated, dict):
        return None
    return {
        str(key).lower(): tuple(str(part) for part in (value if isinstance(value, list) else [value]))
        for key, value in stated.items()
        if value
    }


def _blocks(tokens: Sequence[Token]) -> list[Block]:
    blocks: list[Block] = []
    around: list[str] = []
    cells: list[str] = []
    for token in tokens:
        if token.nesting == 1:
            around.append(token.type)
        elif token.nesting == -1:
            around.pop()
        if token.type == "inline" and "tr_open" in around:
            cells.append(_printed(token))
        elif token.type == "inline":
            blocks.append(Block(kind=_kind(around), text=_printed(token)))
        elif token.type == "tr_close":
            blocks.append(Block(kind="table", text=" | ".join(cells)))
            cells = []
        elif token.type in ("fence", "code_block"):
            blocks.append(Block(kind="code", text=one_line(token.content)))
        elif token.type == "html_block":
            blocks.append(Block(kind="text", text=one_line(_TAGS.sub(" ", token.content))))
    return blocks


def _kind(around: Sequence[str]) -> str:
    return next((_KINDS[name] for name in around if name in _KINDS), "text")


def _printed(inline: Token) -> str:
    """Return the text of an inline token without its marks; an image is no text."""
    texts = {"text": None, "code_inline": None, "text_special": None, "softbreak": " ", "hardbreak": " "}
    children = inline.children or ()
    return one_line("".join(texts[child.type] or child.content for child in children if child.type in texts))


def _links(children: Sequence[Token]) -> list[Link]:
    links: list[Link] = []
    for index, token in enumerate(children):
        url = str(token.attrGet("href") or "") if token.type == "link_open" else ""
        if url.startswith(("http://", "https://")):
            anchor = "".join(child.content for child in takewhile(_is_inside, children[index + 1 :]))
            links.append(Link(url=url, anchor=one_line(anchor)))
    return links


def _is_inside(child: Token) -> bool:
    return child.type != "link_close"
