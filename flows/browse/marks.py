"""An article's paragraph cut where a quote, a statement, a term or the mention of a speaker begins or ends."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

MarkKind = Literal["quote", "statement", "term", "mention"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that stands in a paragraph, from ``start`` to ``end`` in code points, the end exclusive."""

    start: int
    end: int
    kind: MarkKind
    #: Id of the quote or the statement, of a mention the id of the speaker; a term has none.
    key: str = ""

    @property
    def length(self) -> int:
        """Return how many characters it covers."""
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of a paragraph that the same marks cover from its first character to its last.

    A page cannot nest links, and marks may overlap; segments stand one behind the other.
    """

    text: str
    #: The longest first, so that the last of a kind is the innermost.
    marks: tuple[Mark, ...] = ()
    #: Those of them that begin here: a mark of several segments is reached by keyboard once.
    beginning: tuple[Mark, ...] = ()

    def innermost(self, kind: MarkKind) -> Mark | None:
        """Return the shortest mark of a kind that covers the segment."""
        return next((mark for mark in reversed(self.marks) if mark.kind == kind), None)


def segments(text: str, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """Return the text as segments, whose texts joined are the text; what of a mark lies outside of it is left out.

    >>> [segment.text for segment in segments("He said no.", [Mark(start=8, end=10, kind="quote", key="q")])]
    ['He said ', 'no', '.']
    """
    begun: dict[int, list[Mark]] = {}
    bounds = {0, len(text)}
    for mark in marks:
        start, end = max(mark.start, 0), min(mark.end, len(text))
        if start < end:
            begun.setdefault(start, []).append(replace(mark, start=start, end=end))
            bounds |= {start, end}
    found: list[Segment] = []
    covering: list[Mark] = []
    for start, end in pairwise(sorted(bounds)):
        beginning = begun.get(start, [])
        covering = sorted([mark for mark in covering if mark.end > start] + beginning, key=lambda mark: -mark.length)
        found.append(Segment(text=text[start:end], marks=tuple(covering), beginning=tuple(beginning)))
    return tuple(found)
