"""The article's text as the page repeats it for machines: where scripts would print it, nothing else holds it."""

from collections.abc import Sequence

from extract.blocks import page_blocks
from extract.evidence import Evidence
from extract.html import parse_html
from extract.paragraphs import Block
from extract.text import one_line, words

#: Words of a text that is no summary.
_FEWEST = 60
#: The printed part of a text that is a teaser or a caption; of 734 pages whose text is printed one has less of it.
_PRINTED_SHARE = 0.3


def stated_blocks(evidence: Evidence, printed: Sequence[Block]) -> tuple[Block, ...]:
    """Return the paragraphs of the JSON-LD's articleBody, empty where the page prints its text or states none."""
    body = max((candidate.value for candidate in evidence.bodies), key=len, default="")
    count = len(words(body))
    if count < _FEWEST or sum(len(words(block.text)) for block in printed) > _PRINTED_SHARE * count:
        return ()
    if "</p>" in body or "<br" in body:
        return tuple(Block(kind=block.kind, text=block.text) for block in page_blocks(parse_html(body)))
    lines = (one_line(line) for line in body.splitlines())
    return tuple(Block(kind="text", text=line) for line in lines if line)
