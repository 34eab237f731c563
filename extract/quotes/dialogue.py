"""The quoted runs of an article: those between marks, and lines of dialogue behind a dash where dashes mean speech.

A dash at the beginning of a paragraph may be that of a list. It means speech where a reporting clause follows it in one
of the article's paragraphs: — Ils ont vendu le stade, grogne Ana Vale.
"""

import re
from collections.abc import Sequence

from extract.model import Paragraph
from extract.quotes.incises import cut_incises
from extract.quotes.rules import Rules
from extract.quotes.spans import Run, find_runs

# A dash and how speech begins: a capital, ¿, another mark. A list of figures begins otherwise.
_LINE = re.compile(r"\s*([—–-])\s*(?=[¿¡«“„\"]|[^\W\d_])")
_SENTENCE_END = (".", "!", "?", "…", "»", "”", '"')


def may_be_line(text: str) -> bool:
    """Whether the paragraph begins with a dash."""
    return text.lstrip()[:1] in ("—", "–", "-")


def find_speech(paragraphs: Sequence[Paragraph], rules: Rules) -> list[tuple[Run, ...]]:
    """Return the runs of each paragraph, without the reporting clauses inside them."""
    marked = [find_runs(paragraph.text, rules.marks) for paragraph in paragraphs]
    if rules.marks.incises:
        marked = [
            tuple(part for run in runs for part in cut_incises(paragraph.text, run, rules))
            for paragraph, runs in zip(paragraphs, marked, strict=True)
        ]
    if not rules.marks.dialogue:
        return marked
    lines = [_line(paragraph, rules) for paragraph in paragraphs]
    if not any(_is_told(paragraph.text, line) for paragraph, line in zip(paragraphs, lines, strict=True)):
        return marked
    return [_with_line(runs, line) for runs, line in zip(marked, lines, strict=True)]


def _line(paragraph: Paragraph, rules: Rules) -> tuple[Run, ...]:
    """The speech of a paragraph that begins with a dash, as if it were; empty for any other."""
    text = paragraph.text
    dash = _LINE.match(text)
    if dash is None or dash[1] not in rules.marks.dialogue or paragraph.kind != "text":
        return ()
    end = len(text.rstrip())
    whole = Run(start=dash.end(), end=end, outer_start=dash.start(1), outer_end=end, closed=True)
    parts = cut_incises(text, whole, rules, dialogue=True)
    return parts if parts != (whole,) or text[:end].endswith(_SENTENCE_END) else ()


def _is_told(text: str, line: Sequence[Run]) -> bool:
    """Whether a reporting clause stands in the line."""
    return bool(line) and (len(line) > 1 or line[0].end < len(text.rstrip()))


def _with_line(runs: tuple[Run, ...], line: tuple[Run, ...]) -> tuple[Run, ...]:
    """The line's runs, and the marked ones outside them."""
    outside = [run for run in runs if not any(part.outer_start <= run.outer_start < part.outer_end for part in line)]
    return tuple(sorted((*outside, *line), key=lambda run: run.start))
