"""Quotation marks paired to runs, one paragraph at a time.

A mark opens or closes by what stands around it, and by its own shape only where that does not decide: wrong-way marks
are common. Only outermost runs count. Pairing never looks past the paragraph: one lost mark spoils one paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from extract.model import Span
from extract.quotes.rules import Marks

_DOUBLE = '“”„‟"«»＂「」『』《》'
# A double mark anywhere; a single one only where it can open, so that apostrophes cost nothing. Digits: '90s.
# It begins with the set of all marks, to which the engine can skip: alternatives, tried at each character, take five
# times as long.
_MARK = re.compile(rf"[{_DOUBLE}'`‘‚‹›](?:(?<=[{_DOUBLE}])|(?<=')'|(?<=`)`|(?<=[‘'‚‹›])(?<!\w.)(?=[^\s\d]))")
_SINGLE = frozenset("‘'‚‹›")
_STRAIGHT = frozenset('"＂‟')
# 6'2" and 12" wide: feet and inches.
_FEET = re.compile(r"\d\s?['’′]\s?\d{1,2}$")
_INCH_AFTER = re.compile(r"\s?(?:x\b|×|by\b|wide|tall|long|deep|thick|diameter)")
_WORD = re.compile(r"\w+")
# Characters in which a single mark must find its partner, so that a thousand apostrophes do not cost a million steps.
_LONGEST_SINGLE = 2000
# What may stand before an opening and after a closing mark, besides space.
_BEFORE_OPENING = frozenset("([{—–-/‘'‚")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/’'…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How the layout of a text shows that a run is speech, and whose; offsets are the article's."""

    #: label, interview, block, signature or post.
    method: str
    #: The words that name the speaker; None where the words before the run do, as before any quotation.
    speaker: Span | None = None
    #: Where the article prints the name that they stand for; None where nothing identifies the speaker.
    name: Span | None = None
    #: The run goes on with what the run before it says.
    continues: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One outermost quoted run of a paragraph: ``text[start:end]`` is what the marks enclose, trimmed."""

    start: int
    end: int
    #: From the opening mark to behind the closing one.
    outer_start: int
    outer_end: int
    #: False where the opening mark has no partner in its paragraph: the run goes to the paragraph's end.
    closed: bool
    #: Set in single quotation marks.
    single: bool = False
    #: Where the layout of the text makes it speech, with or without marks; see extract.quotes.forms.
    form: Form | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedRun:
    """A run in its article."""

    #: Index of its paragraph, from 0.
    paragraph: int
    #: Index of its token among those of the article.
    token: int
    run: Run
    #: What the marks enclose.
    text: str


class _Mark(NamedTuple):
    start: int
    end: int
    char: str
    #: "open", "close", or "either" where neither surroundings nor shape tell.
    role: str


def has_mark(text: str) -> bool:
    """Whether anything in the text may open a quotation.

    >>> has_mark("It’s the dogs’ home."), has_mark("“Go.”")
    (False, True)
    """
    return _MARK.search(text) is not None


def find_runs(text: str, marks: Marks) -> tuple[Run, ...]:
    """Return the outermost quoted runs of one paragraph, in order.

    >>> from extract.quotes.rules import load_rules
    >>> text = "“Yes,” she said. “No.”"
    >>> [text[run.start:run.end] for run in find_runs(text, load_rules("en").marks)]
    ['Yes,', 'No.']
    """
    found = [*_MARK.finditer(text)]
    return tuple(run for run in _outer_runs(text, found, marks) if run.start < run.end) if found else ()


def _outer_runs(text: str, found: list[re.Match[str]], marks: Marks) -> Iterator[Run]:
    """Every outermost run, empty ones included."""
    opened: list[_Mark] = []
    closed: _Mark | None = None
    behind = 0
    for mark in _marks(text, found, marks):
        if mark.start < behind:
            continue
        if mark.char in _SINGLE:
            end = 0 if opened else _single_end(text, mark, marks)
            if end:
                yield _run(text, mark, end - 1, end)
                behind = end
        elif mark.role == "open" or (mark.role == "either" and not opened):
            if _lost_its_partner(text, opened, mark):
                opened.clear()
            opened.append(mark)
        elif opened:
            closed = mark
            first = opened[0]
            opened.pop()
            if not opened:
                yield _run(text, first, mark.start, mark.end)
    if opened:
        yield _left_open(text, opened, closed)


def _lost_its_partner(text: str, opened: list[_Mark], mark: _Mark) -> bool:
    """Whether a straight mark that opens again shows that the one before it, inside the paragraph, was never closed."""
    return (
        bool(opened)
        and mark.char in _STRAIGHT
        and opened[0].char in _STRAIGHT
        and bool(text[: opened[0].start].strip())
    )


def _left_open(text: str, opened: list[_Mark], closed: _Mark | None) -> Run:
    """The run of a mark that found no partner: to the last mark that closed something inside it, else to the end."""
    if len(opened) > 1 and closed is not None and closed.start > opened[-1].start:
        return _run(text, opened[0], closed.start, closed.end)
    return _run(text, opened[0], len(text), len(text), closed=False)


def _run(text: str, opening: _Mark, inner_end: int, outer_end: int, *, closed: bool = True) -> Run:
    inner = text[opening.end : inner_end]
    start = opening.end + len(inner) - len(inner.lstrip())
    return Run(
        start=start,
        end=start + len(inner.strip()),
        outer_start=opening.start,
        outer_end=outer_end,
        closed=closed,
        single=opening.char in _SINGLE,
    )


def _marks(text: str, found: list[re.Match[str]], marks: Marks) -> Iterator[_Mark]:
    """The quotation marks of a paragraph with what each does; inches and the marks of other families left out."""
    last = len(text.rstrip())
    for match in found:
        char, start, end = match.group(), match.start(), match.end()
        if char in _SINGLE:
            if char in marks.single_opening or char in marks.single_either:
                yield _Mark(start, end, char, "open")
        elif not _is_inch(text, start, end):
            yield _Mark(start, end, char, _role(text, start, end, last, marks))


def _role(text: str, start: int, end: int, last: int, marks: Marks) -> str:
    """What a double mark does: by its surroundings, else by its shape."""
    before = text[start - 1] if start else " "
    after = text[end] if end < last else " "
    char = text[start:end]
    opens = before.isspace() or before in _BEFORE_OPENING
    closes = after.isspace() or after in _AFTER_CLOSING
    if end >= last and start:
        return "close"
    if opens != closes:
        return "open" if opens else "close"
    if char in marks.opening:
        return "open"
    return "close" if char in marks.closing else "either"


def _is_inch(text: str, start: int, end: int) -> bool:
    if not start or not text[start - 1].isdigit():
        return False
    return _FEET.search(text, max(0, start - 6), start) is not None or _INCH_AFTER.match(text, end) is not None


@cache
def _single_closing(marks: Marks) -> re.Pattern[str]:
    chars = "".join(sorted(marks.single_closing | marks.single_either))
    return re.compile(rf"(?<=\S)[{re.escape(chars)}](?!\w)")


def _single_end(text: str, opening: _Mark, marks: Marks) -> int:
    """Where the run of a single mark ends, mark included; 0 where the mark is an apostrophe or has no partner.

    An apostrophe behind a plural s ("the owners’ plan") closes only where nothing else does.
    """
    word = _WORD.match(text, opening.end)
    if word and word.group().lower() in marks.elisions:
        return 0
    possessive = 0
    for match in _single_closing(marks).finditer(text, opening.end + 1, opening.end + _LONGEST_SINGLE):
        at = match.start()
        if (
            text[at - 1] != "s"
            or not text[at + 1 : at + 3].strip()[:1].islower()
            or not text[at + 1 : at + 2].isspace()
        ):
            return 0 if _splits_double(text, opening.end, at) else match.end()
        possessive = possessive or match.end()
    return 0 if possessive and _splits_double(text, opening.end, possessive) else possessive


def _splits_double(text: str, start: int, end: int) -> bool:
    """Whether a double quotation begins on one side and ends on the other."""
    return sum(1 for match in _MARK.finditer(text, start, end) if match.group() not in _SINGLE) % 2 == 1
