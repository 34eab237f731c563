"""Plain text as paragraphs: blank lines part them, else lines do, and hard-wrapped lines are one again."""

import re
from itertools import groupby, pairwise

from extract.paragraphs import Block
from extract.persons import is_set_as_full_name, split_byline
from extract.text import one_line

#: Where editors, mail programs and archives break lines.
_WRAP_WIDTHS = range(56, 101)
_LONGEST_TITLE = 120
_SENTENCE_END = re.compile(r"[.!?…:;]\W*$")
_BYLINE = re.compile(r"(?i)\s*(?:by|von|par|por|di|da|door|af|av)\s+\S")
_LONGEST_BYLINE = 100
#: Lines at the top of a text among which its byline may stand: without the blank ones, and with them.
_TOP, _TOP_LINES = 3, 12
_BULLET = re.compile(r"\s*[*•-]\s+(?=\S)")
_HYPHENATED = re.compile(r"\w-$")


def plain_blocks(text: str) -> tuple[Block, ...]:
    r"""Return the paragraphs of a text: its blank-line blocks, or its lines where nothing but a title stands apart.

    Lines that were broken at a common width are one paragraph again. A line that opens with a bullet is a list's item.

    >>> [block.text for block in plain_blocks("The ferry sails.\nIt is full.")]
    ['The ferry sails.', 'It is full.']
    """
    chunks = _chunks(text)
    lines_count = len(chunks) == 1 or (len(chunks) == 2 and len(chunks[0]) == 1)
    units = chunks if not lines_count else [unit for chunk in chunks for unit in _unwrapped(chunk)]
    return tuple(block for unit in units for block in _items(unit) if block.text)


def split_signature(text: str) -> tuple[tuple[str, ...], str]:
    r"""Return the names in a line "By …" of its own at the top of a text, and the text with a blank line in its place.

    >>> split_signature("Ferry sails again\nBy Ada Quill\nThe ferry sails.")
    (('Ada Quill',), 'Ferry sails again\n\nThe ferry sails.')
    """
    lines = text.splitlines()
    top = [index for index, line in enumerate(lines[:_TOP_LINES]) if line.strip()][:_TOP]
    for index in top:
        if names := _signed(lines[index]):
            return names, "\n".join((*lines[:index], "", *lines[index + 1 :]))
    return (), text


def _signed(line: str) -> tuple[str, ...]:
    if not _BYLINE.match(line) or len(line) > _LONGEST_BYLINE or _SENTENCE_END.search(line):
        return ()
    names = split_byline(one_line(line))
    return names if all(map(is_set_as_full_name, names)) else ()


def split_title(blocks: tuple[Block, ...]) -> tuple[str | None, tuple[Block, ...]]:
    """Return the title that a text opens with, if it does, and the other blocks.

    A title is a short first line, apart from the rest and without a full stop, above a text that has one.
    """
    head, rest = blocks[:1], blocks[1:]
    if not rest or len(head[0].text) > _LONGEST_TITLE or _SENTENCE_END.search(head[0].text):
        return None, blocks
    return (head[0].text, rest) if any(_SENTENCE_END.search(block.text) for block in rest[:3]) else (None, blocks)


def opens_apart(text: str) -> bool:
    """Tell whether the first line of a text is followed by a blank one."""
    chunks = _chunks(text)
    return len(chunks) > 1 and len(chunks[0]) == 1


def _chunks(text: str) -> list[list[str]]:
    """Return the runs of lines that are not blank; a form feed parts as a blank line does."""
    lines = text.replace("\f", "\n\n").splitlines()
    return [list(run) for is_blank, run in groupby(lines, key=lambda line: not line.strip()) if not is_blank]


def _unwrapped(lines: list[str]) -> list[list[str]]:
    """Return the lines in runs that are a paragraph each: every line alone, unless they show that they were wrapped.

    In wrapped text a line ends where its next word would pass the common width, mostly in mid-sentence; a line with
    room for that word ends a paragraph.
    """
    width = max(len(line.rstrip()) for line in lines)
    full = [len(line.rstrip()) + 1 + len(after.split()[0]) > width for line, after in pairwise(lines)]
    open_ends = [not _SENTENCE_END.search(line) for line, is_full in zip(lines, full, strict=False) if is_full]
    if width not in _WRAP_WIDTHS or 2 * len(open_ends) <= len(full) or 2 * sum(open_ends) < len(open_ends):
        return [[line] for line in lines]
    runs = [[lines[0]]]
    for line, continues in zip(lines[1:], full, strict=True):
        if continues:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _items(lines: list[str]) -> list[Block]:
    """Return the run's text as one block, or as more where bullets open some of its lines."""
    runs: list[list[str]] = []
    for line in lines:
        if not runs or _BULLET.match(line):
            runs.append([line])
        else:
            runs[-1].append(line)
    return [_block(run) for run in runs]


def _block(lines: list[str]) -> Block:
    bullet = _BULLET.match(lines[0])
    text = lines[0][bullet.end() :] if bullet else lines[0]
    for line in lines[1:]:
        text = text.rstrip()
        text += line.lstrip() if _HYPHENATED.search(text) else " " + line
    return Block(kind="list" if bullet else "text", text=one_line(text))
