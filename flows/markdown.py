"""Text as Markdown that shows it: what comes from the web, into a table that others read in a browser."""

import re
from collections.abc import Iterable, Sequence

#: What begins mark-up or HTML, or ends a cell.
_MARKS = re.compile(r"([\\`*_\[\]<>|~&#!])")
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
#: Characters of a cell; of an error message nobody reads more in a list.
_LONGEST = 300


def plain(text: object) -> str:
    r"""Return the beginning of a text on one line, so that it is shown as it is.

    >>> plain("<script>|`x`")
    '\\<script\\>\\|\\`x\\`'
    """
    line = one_line("" if text is None else str(text))
    return escaped(line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…")


def escaped(text: str) -> str:
    """Return a text that is shown as it is, wherever a line of it begins with a word."""
    return _MARKS.sub(r"\\\1", text)


def one_line(text: str) -> str:
    """Return a text with single blanks, without line breaks and control characters."""
    return _BLANKS.sub(" ", text).strip()


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return the lines of a table."""
    lines = [columns, ["---"] * len(columns), *([plain(value) for value in row] for row in rows)]
    return [f"| {' | '.join(line)} |" for line in lines]
