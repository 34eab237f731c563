"""Whether a page holds an article at all, and if not, what it is instead.

Precision first: an article that is refused is lost, a wall that is taken for one is a short row. So a wall, a challenge
or an error page is refused only where what it says fills the page, and a list only where the page states no article.
"""

import re
from collections.abc import Collection, Iterable, Sequence

from extract.blocks import PageBlock
from extract.evidence import Evidence
from extract.model import ExtractError
from extract.paragraphs import Block
from extract.readers import Reading
from extract.text import words
from extract.walls import refuse_wall

#: A correction or a breaking line has as many; what is shorter is a teaser, a caption or a notice.
_MIN_WORDS = 25
#: Twice a novel.
_MAX_CHARACTERS = 1_000_000
_LIST_TYPES = frozenset({"CollectionPage", "SearchResultsPage", "ItemList"})
#: Fewer teasers than this may stand under any article.
_MIN_TEASERS = 4
_TEASER_SHARE = 0.5
_LINKED = 0.85
#: Scripts that are written without spaces; two of their characters are about a word.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")


def refuse_what_is_no_article(reading: Reading) -> None:
    """Raise ExtractError with the reason where a page holds no article.

    The more telling reason comes first: a wall of ten words is a wall, not a text that is too short.
    """
    _refuse_book(reading.blocks)
    count = sum(word_count(block.text) for block in reading.blocks)
    if reading.layout:
        refuse_wall(reading, reading.layout, count)
        _refuse_list(reading.layout.blocks, reading.layout.chosen, reading.evidence)
    if count == 0:
        raise ExtractError("empty_body", "the page has no main text")
    if count < _MIN_WORDS:
        raise ExtractError("too_short", f"the main text has {count} words, an article needs {_MIN_WORDS}")


def word_count(text: str) -> int:
    """Return how many words a text has, those of scripts without spaces estimated.

    >>> word_count("The ferry sails."), word_count("渡し船が出る")
    (3, 3)
    """
    if text.isascii():
        return len(words(text))
    unspaced = len(_UNSPACED.findall(text))
    return unspaced // 2 if unspaced > len(text) / 2 else len(words(text))


def _refuse_book(blocks: Iterable[Block]) -> None:
    characters = sum(len(block.text) for block in blocks)
    if characters > _MAX_CHARACTERS:
        raise ExtractError("too_big", f"the main text has {characters:,} characters, {_MAX_CHARACTERS:,} are read")


def _refuse_list(blocks: Sequence[PageBlock], chosen: Collection[PageBlock], evidence: Evidence) -> None:
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
