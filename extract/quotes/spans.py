"""Quotation marks paired to runs, one paragraph at a time.

A mark opens or closes by what stands around it, and by its own shape only where that does not decide: wrong-way marks
are common. Only outermost runs count. Pairing never looks past the paragraph: one lost mark spoils one paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import NamedTuple

from extract.model import Span
from extract.quotes.tables import Marks

_DOUBLE = '“”„‟"«»＂「」『』《》'
# A double mark anywhere; a single one only where it can open, so that apostrophes cost nothing. Digits: '90s.
# It begins with the set of all marks, to which the engine can skip: alternatives, tried at each character, take five
# times as long.
_MARK = re.compile(rf"[{_DOUBLE}'`‘’‚‹›](?:(?<=[{_DOUBLE}])|(?<=')'|(?<=`)`|(?<=[‘’'‚‹›])(?<!\w.)(?=[^\s\d]))")
_SINGLE = frozenset("‘’'‚‹›")
_STRAIGHT = frozenset('"＂‟')
# 6'2" and 12" wide: feet and inches.
_FEET = re.compile(r"\d\s?['’′]\s?\d{1,2}$")
_INCH_AFTER = re.compile(r"\s?(?:x\b|×|by\b|wide|tall|long|deep|thick|diameter)")
# An inch in any language: a word follows, and the next mark closes: "Un tubo de 12" de ancho", dijo.
_BEFORE_CLOSING = re.compile(r"\s[^\W\d_][^\"]*[^\s\"]\"(?!\w)")
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
    #: The score by which it is speech; infinite where the layout shows it.
    speech: float = inf


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
    #: The runs within the one that is open.
    inner: list[Run] = []
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
            run = _run(text, opened.pop(), mark.start, mark.end)
            inner = [*inner, run] if opened else []
            if not opened:
                yield run
    if opened:
        yield from _unfinished(text, opened, inner, closed)


def _lost_its_partner(text: str, opened: list[_Mark], mark: _Mark) -> bool:
    """Whether a straight mark that opens again shows that the one before it, inside the paragraph, was never closed."""
    return (
        bool(opened)
        and mark.char in _STRAIGHT
        and opened[0].char in _STRAIGHT
        and bool(text[: opened[0].start].strip())
    )


def _unfinished(text: str, opened: list[_Mark], inner: list[Run], closed: _Mark | None) -> list[Run]:
    """The runs of marks without a partner: those inside it, else to the last mark that closed one, else to the end."""
    if inner and _never_closed(text, opened, inner):
        return inner
    if len(opened) > 1 and closed is not None and closed.start > opened[-1].start:
        return [_run(text, opened[0], closed.start, closed.end)]
    return [_run(text, opened[0], len(text), len(text), closed=False)]


def _never_closed(text: str, opened: list[_Mark], inner: list[Run]) -> bool:
    """Whether the runs inside a mark without a partner are none of its own: the same mark opens them, in mid-text.

    One that ends the paragraph may have closed both: American print drops the second of two closing marks.
    """
    return (
        len(opened) == 1
        and bool(text[inner[-1].outer_end :].strip())
        and bool(text[: opened[0].start].strip())
        and all(text.startswith(opened[0].char, run.outer_start) for run in inner)
    )


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
    """What a double mark does: by its surroundings, else by its shape.

    A » that begins a paragraph opens: French repeats it where a quotation goes on.
    """
    before = text[start - 1] if start else " "
    after = text[end] if end < last else " "
    char = text[start:end]
    opens = before.isspace() or before in _BEFORE_OPENING
    closes = after.isspace() or after in _AFTER_CLOSING
    if end >= last and start:
        return "close"
    if (not start and char == "»") or (before == "’" and char in marks.opening):
        # l’« Horizon »: a space behind the mark says nothing where French spaces stand.
        return "open"
    if opens != closes:
        return "open" if opens else "close"
    if char in marks.opening:
        return "open"
    return "close" if char in marks.closing else "either"


def _is_inch(text: str, start: int, end: int) -> bool:
    if not start or not text[start - 1].isdigit():
        return False
    if _FEET.search(text, max(0, start - 6), start) or _INCH_AFTER.match(text, end):
        return True
    return text[start:end] in _STRAIGHT and _BEFORE_CLOSING.match(text, end) is not None


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
