"""Pull quotes: a quotation set apart that the article prints once more is one utterance, not two."""

from collections.abc import Sequence
from dataclasses import replace

from extract.model import Paragraph, Quote
from extract.text import squeezed

# Letters of a quotation that does not come twice by chance: "Yes, we can."
_LEAST_LETTERS = 25
# Characters that may stand beside it: marks, a signature.
_LONGEST_REST = 150


def joined_repeats(paragraphs: Sequence[Paragraph], quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """Return the quotes, each pull quote in the chain of the one that it repeats, and by the same speaker.

    Both stay, since both are printed; the words are one utterance.
    """
    pulled = [number for number, quote in enumerate(quotes) if _is_apart(paragraphs[quote.paragraph], quote)]
    if not pulled or len(quotes) == len(pulled):
        return quotes
    keys = [squeezed(quote.text) for quote in quotes]
    joined = list(quotes)
    for number in pulled:
        source = next((other for other in range(len(quotes)) if _repeats(keys, quotes, number, other, pulled)), None)
        if source is not None:
            _join(joined, number, source)
    return tuple(joined)


def _is_apart(paragraph: Paragraph, quote: Quote) -> bool:
    """Whether a quotation stands alone in its paragraph, but for its marks and a signature."""
    if len(paragraph.text) > len(quote.text) + _LONGEST_REST:
        return False
    is_signed = quote.attribution is not None and quote.attribution.method == "signature"
    around = paragraph.text[: quote.start] + ("" if is_signed else paragraph.text[quote.end :])
    return not squeezed(around)


def _repeats(keys: list[str], quotes: tuple[Quote, ...], pull: int, other: int, pulled: list[int]) -> bool:
    is_elsewhere = quotes[pull].paragraph != quotes[other].paragraph and other not in pulled
    return is_elsewhere and len(keys[pull]) >= _LEAST_LETTERS and keys[pull] in keys[other]


def _join(quotes: list[Quote], pull: int, source: int) -> None:
    """Make both one chain, that of the earlier, and give the pull quote the speaker of the text."""
    first, second = sorted((quotes[pull].chain, quotes[source].chain))
    for number, quote in enumerate(quotes):
        if quote.chain == second:
            quotes[number] = replace(quote, chain=first)
    if (said := quotes[source].attribution) is not None:
        quotes[pull] = replace(quotes[pull], attribution=said)
