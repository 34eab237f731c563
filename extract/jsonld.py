"""What a page says of itself in JSON-LD (https://schema.org/NewsArticle), broken JSON included."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping

#: Types that end otherwise than in Article or Posting and are articles all the same.
_MORE_ARTICLE_TYPES = frozenset({"Report", "ClaimReview", "Review", "CreativeWork"})
_WRAPPED = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)?(.*?)(?:-->|//\s*\]\]>|\]\]>|;)?\s*$", re.DOTALL
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
#: Deeper nesting is no metadata.
_DEPTH = 6


def json_ld_nodes(scripts: Iterable[str]) -> tuple[Mapping[str, object], ...]:
    """Return every object of JSON-LD scripts, outer ones first."""
    return tuple(node for text in scripts for node in _nodes(_parse(text), _DEPTH))


def resolved(value: object, nodes: Iterable[Mapping[str, object]]) -> object:
    """Return the value with every bare reference ({"@id": …}) replaced by the node that it refers to, if any."""
    if isinstance(value, list):
        return [resolved(part, nodes) for part in value]
    if isinstance(value, dict) and "@id" in value and not value.get("name"):
        return next((node for node in nodes if node.get("@id") == value["@id"] and node.get("name")), value)
    return value


def _parse(text: str) -> object:
    """Return the JSON value of a script, mended where the usual slips break it, None where that does not help."""
    unwrapped = _WRAPPED.sub(r"\1", text)
    for attempt in (unwrapped, _TRAILING_COMMA.sub(r"\1", unwrapped)):
        try:
            return json.loads(attempt, strict=False)  # not strict: line breaks inside strings are common
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for part in value:
            yield from _nodes(part, depth)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed", "hasPart"):
            yield from _nodes(value.get(key), depth - 1)


def article_node(nodes: tuple[Mapping[str, object], ...]) -> Mapping[str, object]:
    """Return the node that describes the article, an empty one where no node does.

    A page may describe teasers beside its article: a node with a body or a headline of its own and dates is preferred.
    """
    articles = [node for node in nodes if is_article(node)]
    return max(articles, key=_fullness, default={})


def is_article(node: Mapping[str, object]) -> bool:
    """Tell whether a node's type is one of the articles of schema.org."""
    return any(name.endswith(("Article", "Posting")) or name in _MORE_ARTICLE_TYPES for name in types_of(node))


def types_of(node: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names of a node's types without their vocabulary's address."""
    return tuple(name.rpartition("/")[2] for name in strings(node.get("@type")))


def _fullness(node: Mapping[str, object]) -> int:
    return sum(bool(node.get(key)) for key in ("headline", "datePublished", "author", "articleBody"))


def strings(value: object) -> tuple[str, ...]:
    """Return the strings of a value that may be one, a list of them, or objects with a name; HTML entities are read.

    >>> strings([{"@type": "Person", "name": "Ada Quill"}, "Ben Marsh"])
    ('Ada Quill', 'Ben Marsh')
    """
    if isinstance(value, str):
        return (html.unescape(value),) if value.strip() else ()
    if isinstance(value, dict):
        parts = [str(value[key]) for key in ("givenName", "familyName") if value.get(key)]
        return strings(
            value.get("name") or " ".join(parts) or value.get("@value") or value.get("@id") or value.get("url")
        )
    if isinstance(value, list):
        return tuple(text for part in value for text in strings(part))
    return ()
