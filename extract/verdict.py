"""Whether a page holds an article at all."""

from collections.abc import Collection, Sequence

from extract.blocks import PageBlock
from extract.evidence import Evidence
from extract.model import ExtractError
from extract.paragraphs import Block
from extract.text import words

#: A correction or a breaking line has as many; what is shorter is a teaser, a caption or a notice.
_MIN_WORDS = 25
#: Twice a novel.
_MAX_CHARACTERS = 1_000_000
_LIST_TYPES = frozenset({"CollectionPage", "SearchResultsPage", "ItemList"})
#: Fewer teasers than this may stand under any article.
_MIN_TEASERS = 4
_TEASER_SHARE = 0.5
_LINKED = 0.85


def refuse_wrong_length(blocks: Sequence[Block]) -> None:
    """Raise ExtractError where the blocks hold no words, fewer than an article has, or a book."""
    characters = sum(len(block.text) for block in blocks)
    if characters > _MAX_CHARACTERS:
        raise ExtractError("too_big", f"the main text has {characters:,} characters, {_MAX_CHARACTERS:,} are read")
    count = sum(len(words(block.text)) for block in blocks)
    if count == 0:
        raise ExtractError("empty_body", "the page has no main text")
    if count < _MIN_WORDS:
        raise ExtractError("too_short", f"the main text has {count} words, an article needs {_MIN_WORDS}")


def refuse_list(blocks: Sequence[PageBlock], chosen: Collection[PageBlock], evidence: Evidence) -> None:
    """Raise ExtractError where a page lists articles and is none, by its own word or by teasers under linked headlines.

    ``blocks`` are all of the page, ``chosen`` those that would be the article.
    """
    if evidence.is_article:
        return
    stated = sorted(_LIST_TYPES & set(evidence.page_types))
    if stated:
        raise ExtractError("list_page", f"the page says that it is a {stated[0]}, and states no article")
    texts = [index for index, block in enumerate(blocks) if block in chosen and block.kind in ("text", "list")]
    teasers = sum(_is_teaser(blocks, index) for index in texts)
    if teasers >= _MIN_TEASERS and teasers > _TEASER_SHARE * len(texts):
        raise ExtractError("list_page", f"{teasers} of {len(texts)} paragraphs are teasers of other pages")


def _is_teaser(blocks: Sequence[PageBlock], index: int) -> bool:
    """Tell whether a block is a linked headline, or the text under one."""
    return any(block.link_share > _LINKED for block in blocks[max(0, index - 1) : index + 1])
