"""What changed between two versions of an article: paragraph by paragraph, and word by word within a paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rich.text import Text

#: Paragraphs that share less than this part of their words are two, not one that was changed.
_SAME_PARAGRAPH = 0.5
#: Quotes that share less are two.
_SAME_QUOTE = 0.6
_PIECES = re.compile(r"\s+|\w+|[^\w\s]")
#: How removed and added words are set off, on a terminal by colour alone.
_MARKS = {"removed": ("[-", "-]", "red strike"), "added": ("{+", "+}", "green"), "same": ("", "", "")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A text that is not as it was; ``position`` is its place in the list of the version that has it, from 0."""

    op: Literal["changed", "removed", "added"]
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


def changes(old: Sequence[str], new: Sequence[str]) -> tuple[Change, ...]:
    """Return what is not the same in two lists of paragraphs, in reading order.

    >>> [change.op for change in changes(["One.", "Two."], ["One.", "Three.", "Two."])]
    ['added']
    """
    found: list[Change] = []
    for op, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op != "equal":
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
    start = 0
    for before, text in enumerate(old):
        after = next((n for n in range(start, len(new)) if _likeness(text, new[n]) >= _SAME_PARAGRAPH), None)
        if after is None:
            yield before, None
        else:
            yield from ((None, n) for n in range(start, after))
            yield before, after
            start = after + 1
    yield from ((None, n) for n in range(start, len(new)))


def _likeness(one: str, other: str) -> float:
    """Return the part of the words of two texts that they share in order."""
    return SequenceMatcher(None, one.lower().split(), other.lower().split(), autojunk=False).ratio()


def quote_changes(
    gone: Sequence[tuple[str | None, str]], present: Sequence[tuple[str | None, str]], old_text: str
) -> tuple[QuoteChange, ...]:
    """Return what became of the quotes that are gone, given like those of the later version as (speaker, words).

    Only a quote that the earlier version did not have can be another wording of one.
    """
    fresh = [words for _, words in present if words not in old_text]
    found = []
    for speaker, words in gone:
        nearest = max(fresh, key=lambda other: _likeness(words, other), default="")
        is_reworded = _likeness(words, nearest) >= _SAME_QUOTE
        found.append(
            QuoteChange(
                op="reworded" if is_reworded else "removed",
                speaker=speaker,
                old=words,
                new=nearest if is_reworded else None,
            )
        )
    return tuple(found)


def marked(old: str | None, new: str | None, *, with_marks: bool = True) -> Text:
    """Return both texts as one, its removed and added words coloured, and between marks where that is asked for.

    >>> marked("It sails on Friday.", "It sails on Sunday.").plain
    'It sails on [-Friday-]{+Sunday+}.'
    """
    text = Text()
    for kind, words in _runs(old, new):
        opening, closing, style = _MARKS[kind]
        text.append(f"{opening}{words}{closing}" if with_marks else words, style)
    return text


def _runs(old: str | None, new: str | None) -> Iterator[tuple[str, str]]:
    """Yield runs of words as (kind, words), removed ones before those that stand in their place."""
    before, after = _PIECES.findall(old or ""), _PIECES.findall(new or "")
    for op, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if op == "equal":
            yield "same", "".join(before[i:j])
        else:
            runs = (("removed", "".join(before[i:j])), ("added", "".join(after[k:m])))
            yield from ((kind, words) for kind, words in runs if words)
