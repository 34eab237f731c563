"""Block quotes: set apart instead of marked, and given to whom the line before them or a signature names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from extract.model import Paragraph
from extract.quotes.rules import Rules
from extract.quotes.signatures import Signature, marked_whole, read_signature, signed_form, whole_run
from extract.quotes.spans import Form, Run

# A paragraph of so many words that ends a block without a full stop is the name of who says it: <cite>.
_LONGEST_CITE = 8
_SENTENCE = re.compile(r"[.!?…]\s")
_SENTENCE_END = '.?!…:;,”"’'


def find_blocks(
    paragraphs: Sequence[Paragraph], runs: Sequence[Sequence[Run]], rules: Rules
) -> Iterator[tuple[int, Run]]:
    """Yield what block quotes say, one run a paragraph, where something tells who says it."""
    numbers = (number for number, paragraph in enumerate(paragraphs) if paragraph.kind == "blockquote")
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        for signed in _signed(paragraphs, [number for _, number in group], rules):
            yield from _block(paragraphs, runs, signed, rules)


_Signed = tuple[list[int], int, Signature | None]


def _signed(paragraphs: Sequence[Paragraph], block: list[int], rules: Rules) -> Iterator[_Signed]:
    """Yield the paragraphs of a block up to each signature, the paragraph that holds it, and the signature."""
    said: list[int] = []
    for number in block:
        text = paragraphs[number].text
        signature = read_signature(text, rules) or (_cited(text, rules) if said and number == block[-1] else None)
        if signature is None or signature.start:
            said.append(number)
        if signature is not None:
            yield said, number, signature
            said = []
    if said:
        behind = said[-1] + 1
        signature = read_signature(paragraphs[behind].text, rules) if behind < len(paragraphs) else None
        is_apart = signature is not None and signature.start == 0
        yield said, behind, signature if is_apart else None


def _cited(text: str, rules: Rules) -> Signature | None:
    """A name alone, which the page sets as the block's <cite>."""
    if len(text.split()) > _LONGEST_CITE or text[-1] in _SENTENCE_END:
        return None
    signature = read_signature(f"—{text}", rules)
    return (
        replace(signature, name_start=signature.name_start - 1, name_end=signature.name_end - 1) if signature else None
    )


def _block(
    paragraphs: Sequence[Paragraph], runs: Sequence[Sequence[Run]], signed: _Signed, rules: Rules
) -> Iterator[tuple[int, Run]]:
    said, place, signature = signed
    if not said:
        return
    if signature is None and not _introduced(paragraphs, said[0], rules):
        return
    form = signed_form(paragraphs[place], signature) if signature else Form(method="block")
    for number in said:
        text = paragraphs[number].text
        end = signature.start if signature and place == number else None
        run = marked_whole(text, runs[number], 0, end) or whole_run(text, 0, end)
        if run.start < run.end:
            yield number, replace(run, form=replace(form, continues=number != said[0]))


def _introduced(paragraphs: Sequence[Paragraph], first: int, rules: Rules) -> bool:
    """Whether the sentence before says that somebody speaks: "In a letter to the owner, Vale wrote:"."""
    before = paragraphs[first - 1].text if first else ""
    words = _SENTENCE.split(before.lower())[-1].rstrip(":").replace(",", " ").split()
    if not before.endswith(":") or not words or words[0] in rules.forms.asking:
        return False
    return any(rules.codes.get(word) in ("V", "A") for word in words)
