"""What changed between two versions of an article: paragraph by paragraph, and word by word within a paragraph."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rich.text import Text

#: Paragraphs that share less than this part of their words are two, not one that was changed.
_SAME_PARAGRAPH = 0.5
#: Quotes that share less are two.
_SAME_QUOTE = 0.6
#: Paragraphs in which a changed one is looked for: of 2,000 that all changed, each would be compared with each.
_REACH = 30
#: Words of a text up to which their order counts; comparing takes the square of them, at 2,000 a tenth of a second.
_ORDERED_WORDS = 2000
#: Pieces of two paragraphs up to which the words are compared that changed.
_MOST_PIECES = 8000
_PIECES = re.compile(r"\s+|\w+|[^\w\s]")
#: How removed and added words are set off, on a terminal by colour alone.
_MARKS = {"removed": ("[-", "-]", "red strike"), "added": ("{+", "+}", "green"), "same": ("", "", "")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A text and what became of it; ``position`` is its place in the list of the version that has it, from 0."""

    op: Literal["same", "changed", "removed", "added"]
    position: int
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteChange:
    """A quote that the later version has no more, and the one that took its place where one is nearly the same."""

    op: Literal["removed", "reworded"]
    speaker: str | None
    old: str
    new: str | None


#: What became of a run of words from one version to the other.
RunKind = Literal["same", "removed", "added"]


def changes(old: Sequence[str], new: Sequence[str]) -> tuple[Change, ...]:
    """Return what is not the same in two lists of paragraphs, in reading order.

    >>> [change.op for change in changes(["One.", "Two."], ["One.", "Three.", "Two."])]
    ['added']
    """
    return tuple(change for change in aligned(old, new) if change.op != "same")


def aligned(old: Sequence[str], new: Sequence[str]) -> tuple[Change, ...]:
    """Return all paragraphs of two lists in reading order, what is the same in both together.

    >>> [change.op for change in aligned(["One.", "Two."], ["One.", "Three.", "Two."])]
    ['same', 'added', 'same']
    """
    found: list[Change] = []
    for op, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            found += (Change(op="same", position=n, old=new[n], new=new[n]) for n in range(new_start, new_end))
        else:
            pairs = _pairs(old[old_start:old_end], new[new_start:new_end])
            found += (_change(old, new, before, after, old_start, new_start) for before, after in pairs)
    return tuple(found)


def _change(  # noqa: PLR0913, PLR0917 - two lists, two places in them, and where these begin
    old: Sequence[str], new: Sequence[str], before: int | None, after: int | None, old_start: int, new_start: int
) -> Change:
    old_text = None if before is None else old[old_start + before]
    if after is None:
        return Change(op="removed", position=old_start + (before or 0), old=old_text, new=None)
    op: Literal["changed", "added"] = "added" if before is None else "changed"
    return Change(op=op, position=new_start + after, old=old_text, new=new[new_start + after])


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield the places of paragraphs that are one, changed, and of those that stand alone, in reading order."""
    before_words, after_words = [text.lower().split() for text in old], [text.lower().split() for text in new]
    start = 0
    for before, words in enumerate(before_words):
        near = range(start, min(start + _REACH, len(new)))
        after = next((n for n in near if _likeness(words, after_words[n], _SAME_PARAGRAPH) >= _SAME_PARAGRAPH), None)
        if after is None:
            yield before, None
        else:
            yield from ((None, n) for n in range(start, after))
            yield before, after
            start = after + 1
    yield from ((None, n) for n in range(start, len(new)))


def _likeness(one: Sequence[str], other: Sequence[str], needed: float = 0.0) -> float:
    """Return the part of their words that two texts share in order; anything below what is needed where it is less."""
    total = len(one) + len(other)
    if 2 * min(len(one), len(other)) < needed * total:
        return 0.0
    at_most = 2 * (Counter(one) & Counter(other)).total() / total if total else 1.0
    if at_most < needed or total > _ORDERED_WORDS:
        return at_most
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def quote_changes(
    gone: Sequence[tuple[str | None, str]], present: Sequence[tuple[str | None, str]], old_text: str
) -> tuple[QuoteChange, ...]:
    """Return what became of the quotes that are gone, given like those of the later version as (speaker, words).

    Only a quote that the earlier version did not have can be another wording of one.
    """
    fresh = [words for _, words in present if words not in old_text]
    found = []
    for speaker, words in gone:
        likeness, nearest = max(((_quotes_likeness(words, other), other) for other in fresh), default=(0.0, ""))
        is_reworded = likeness >= _SAME_QUOTE
        found.append(
            QuoteChange(
                op="reworded" if is_reworded else "removed",
                speaker=speaker,
                old=words,
                new=nearest if is_reworded else None,
            )
        )
    return tuple(found)


def _quotes_likeness(one: str, other: str) -> float:
    return _likeness(one.lower().split(), other.lower().split(), _SAME_QUOTE)


def marked(old: str | None, new: str | None, *, with_marks: bool = True) -> Text:
    """Return both texts as one, its removed and added words coloured, and between marks where that is asked for.

    >>> marked("It sails on Friday.", "It sails on Sunday.").plain
    'It sails on [-Friday-]{+Sunday+}.'
    """
    text = Text()
    for kind, words in word_runs(old, new):
        opening, closing, style = _MARKS[kind]
        text.append(f"{opening}{words}{closing}" if with_marks else words, style)
    return text


def word_runs(old: str | None, new: str | None) -> Iterator[tuple[RunKind, str]]:
    """Yield runs of words as (kind, words), removed ones before those that stand in their place.

    Of two texts of more than _MOST_PIECES words and marks one is removed as a whole and the other added.
    """
    before, after = _PIECES.findall(old or ""), _PIECES.findall(new or "")
    for op, i, j, k, m in _opcodes(before, after):
        if op == "equal":
            yield "same", "".join(before[i:j])
        else:
            runs: tuple[tuple[RunKind, str], ...] = (
                ("removed", "".join(before[i:j])),
                ("added", "".join(after[k:m])),
            )
            yield from ((kind, words) for kind, words in runs if words)


def _opcodes(before: Sequence[str], after: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    if len(before) + len(after) > _MOST_PIECES:
        return [("replace", 0, len(before), 0, len(after))]
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
