"""What comes off the chosen blocks once all of them are known: at both ends, and what comes in rows."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile

from lxml.html import HtmlElement

from extract.blocks import PageBlock
from extract.noise import ends_a_sentence
from extract.text import words

Chosen = Sequence[tuple[PageBlock, str]]

#: Letters; a shorter block may come twice by chance.
_MIN_KEY = 20
#: Letters of a block that is surely running text.
_LONG_KEY = 40
#: With it an account signs each of its posts, of which a page may embed several of one day.
_HANDLE = "(@"
#: The part of a list that is links where it leads to other articles.
_LINKED_LIST = 0.5
_LONGEST_KICKER = 3
_LONGEST_SIGNATURE = 5
#: More short lines at the end are a table or a list that is set as text.
_MOST_SIGNATURES = 2


def trimmed(chosen: Chosen) -> list[tuple[PageBlock, str]]:
    """Return the chosen blocks of a page, with their kinds, without what only stands there."""
    away = trimmed_away(chosen)
    return [(block, kind) for block, kind in chosen if block not in away]


def trimmed_away(chosen: Chosen) -> dict[PageBlock, str]:
    """Return the blocks that only stand there, with the reason why each comes off."""
    away: dict[PageBlock, str] = {}
    for reason, trim in _TRIMS.items():
        left = list(trim(chosen))
        kept = {block for block, _ in left}
        away |= {block: reason for block, _ in chosen if block not in kept}
        chosen = left
    return away


def _without_link_lists(chosen: Chosen) -> Iterator[tuple[PageBlock, str]]:
    """Yield the blocks without lists of links, each with a word before it that says what it is about."""
    lists: defaultdict[HtmlElement, list[PageBlock]] = defaultdict(list)
    for block, kind in chosen:
        if kind == "list":
            lists[_list_of(block)].append(block)
    noise = {block for listed in lists.values() if _is_link_list(listed) for block in listed}
    yield from ((block, kind) for block, kind in chosen if block not in noise)


def _list_of(block: PageBlock) -> HtmlElement:
    return next(block.element.iterancestors("ul", "ol", "dl"), block.element)


def _is_link_list(listed: Sequence[PageBlock]) -> bool:
    return all(block.link_share > _LINKED_LIST and not ends_a_sentence(block.text) for block in listed)


def _without_kicker(chosen: Chosen) -> Chosen:
    """Return the blocks from the first that is more than a word or a name: 'Sport', a place, the author."""
    return chosen[1:] if chosen and _is_short_line(chosen[0], _LONGEST_KICKER) else chosen


def _without_signature(chosen: Chosen) -> Chosen:
    """Return the blocks up to the last that is more than a name, initials or an agency: '(kub)', 'with agencies'."""
    lines = takewhile(lambda each: _is_short_line(each, _LONGEST_SIGNATURE), reversed(chosen))
    count = sum(1 for _ in lines)
    return chosen[: len(chosen) - count] if count <= _MOST_SIGNATURES else chosen


def _is_short_line(chosen: tuple[PageBlock, str], longest: int) -> bool:
    block, kind = chosen
    return kind == "text" and len(words(block.text)) <= longest and not ends_a_sentence(block.text.rstrip(")"))


def _without_last_headings(chosen: Chosen) -> Chosen:
    """Return the blocks without headings at the end, which head nothing; unless there is nothing else."""
    last = max((index for index, (_, kind) in enumerate(chosen) if kind != "heading"), default=len(chosen))
    return chosen[: last + 1]


def _without_repeats(chosen: Chosen) -> Iterator[tuple[PageBlock, str]]:
    """Yield the blocks without those that come again: a doubled paragraph, a place-holder at every advert."""
    counts = Counter(block.key for block, _ in chosen)
    seen: set[str] = set()
    for block, kind in chosen:
        is_place_holder = kind == "text" and len(block.key) < _LONG_KEY and counts[block.key] > 2
        is_double = block.key in seen and len(block.key) > _MIN_KEY and _HANDLE not in block.text
        seen.add(block.key)
        if not is_place_holder and not is_double:
            yield block, kind


#: What comes off, in this order.
_TRIMS: dict[str, Callable[[Chosen], Iterable[tuple[PageBlock, str]]]] = {
    "list of links": _without_link_lists,
    "kicker": _without_kicker,
    "signature": _without_signature,
    "heads nothing": _without_last_headings,
    "repeated": _without_repeats,
}
