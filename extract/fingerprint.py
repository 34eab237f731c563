"""What makes two articles the same article, whatever stands around them."""

from collections.abc import Sequence
from hashlib import sha256

from extract.model import Paragraph
from extract.text import words

#: Fewer words are no evidence: weather lines, corrections and stock prices repeat.
_MIN_WORDS = 40
_RUNNING_TEXT = frozenset({"text", "list", "blockquote"})


def content_key(paragraphs: Sequence[Paragraph]) -> str | None:
    """Return a key that is equal for equal words of the running text, or None where there are fewer than 40.

    Headings, captions, tables, case and punctuation do not count. 32 hexadecimal digits (128 bits).
    """
    running = [word for paragraph in paragraphs if paragraph.kind in _RUNNING_TEXT for word in words(paragraph.text)]
    if len(running) < _MIN_WORDS:
        return None
    return sha256(" ".join(running).encode()).hexdigest()[:32]
