"""Speech that the layout of a text shows, with or without quotation marks.

Each form is a finder of one shape: it is given the paragraphs and the runs that their marks make, and yields a
paragraph with the one run that is said there, in place of the runs of its marks. What is said is then a run as any
other: nothing inside it is read as the article's own words.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from extract.model import Paragraph
from extract.quotes.blockquotes import find_blocks
from extract.quotes.interview import find_answers
from extract.quotes.rules import Rules
from extract.quotes.signatures import find_signed
from extract.quotes.spans import Run
from extract.quotes.transcript import find_turns

# What speech without marks is not without: a label, a question, a handle.
_SIGN = re.compile(r"[^:.!?“”\"]{1,120}:\s|Q\.|[^@]*@\w|.*\?$")

Runs = Sequence[Sequence[Run]]
Finder = Callable[[Sequence[Paragraph], Runs, Rules], Iterable[tuple[int, Run]]]

#: The first that knows a paragraph has it.
_FINDERS: tuple[Finder, ...] = (find_turns, find_answers, find_blocks, find_signed)


def may_have_form(paragraph: Paragraph) -> bool:
    """Whether the paragraph is worth a look where an article has no mark."""
    return paragraph.kind == "blockquote" or _SIGN.match(paragraph.text) is not None


def with_forms(paragraphs: Sequence[Paragraph], runs: Runs, rules: Rules) -> list[Sequence[Run]]:
    """Return the runs of each paragraph, where a form knows better those of the form."""
    found: dict[int, Run] = {}
    for find in _FINDERS:
        for number, run in find(paragraphs, runs, rules):
            found.setdefault(number, run)
    return [(found[number],) if number in found else quoted for number, quoted in enumerate(runs)]
