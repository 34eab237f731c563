"""Quotations inside quotations that have a speaker of their own: “He told me, ‘Leave now,’” she said."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extract.model import Attribution, Paragraph, Quotations, Quote, Speaker
from extract.quotes.names import surname
from extract.quotes.rules import Rules
from extract.quotes.spans import has_mark

#: Finds the quotations of paragraphs.
Finder = Callable[[Sequence[Paragraph]], Quotations]

# Words between the speaker and what he says, and before the speaker.
_LONGEST_CUE = 6
_LEAD = 3
_SENTENCE_END = re.compile(r"[.?!]\s+\w")
_WORD = re.compile(r"[\w’']+")
_METHODS = frozenset(("explicit", "inverted", "pronoun", "nominal"))


def find_nested(
    paragraphs: Sequence[Paragraph], quotes: Sequence[Quote], rules: Rules, find: Finder
) -> Iterator[Quote]:
    """Yield what a quote lets somebody say, whole utterances with a plain cue only; each is a chain of its own.

    Of 252 quotes with marks inside, in 700 articles, 24 hold one; the others hold a name, or what somebody might say.
    """
    number = len(quotes)
    for outer, quote in enumerate(quotes):
        if not has_mark(quote.text) or rules.forms.telling.isdisjoint(_words(quote.text)):
            continue
        inside = Paragraph(kind="text", text=quote.text, start=paragraphs[quote.paragraph].start + quote.start)
        for inner in find([inside]).quotes:
            if inner.attribution and _is_told(inside, inner, inner.attribution, rules):
                yield replace(
                    inner,
                    paragraph=quote.paragraph,
                    start=quote.start + inner.start,
                    end=quote.start + inner.end,
                    chain=number,
                    nested_in=outer,
                    attribution=_own(inner.attribution, quote, quotes, rules),
                )
                number += 1


def _is_told(inside: Paragraph, inner: Quote, said: Attribution, rules: Rules) -> bool:
    """Whether somebody is said to have said it: "he told me, ‘…’", not "they would say" or "when people say"."""
    text, forms = inside.text, rules.forms
    start, end = said.span.start - inside.start, said.span.end - inside.start
    is_before = end <= inner.start
    gap = text[end : inner.start] if is_before else text[inner.end : start]
    cue = _words(gap) if is_before else [*_words(gap), *_words(text[end:])[:1]]
    return (
        (inner.kind == "direct" or (gap.rstrip("‚‘'„“\"»").endswith((": ", ", ")) and inner.text[0].isupper()))
        and said.method in _METHODS
        and rules.pronouns.get(said.text.lower()) != "thing"
        and len(cue) <= _LONGEST_CUE
        and _SENTENCE_END.search(gap) is None
        and not forms.telling.isdisjoint(cue)
        and forms.unreal.isdisjoint([*_words(text[:start])[-_LEAD:], *cue])
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _own(said: Attribution, outer: Quote, quotes: Sequence[Quote], rules: Rules) -> Attribution:
    """The same, with the speaker of the article whom "I" or the name means."""
    speaker = said.speaker
    if rules.pronouns.get(said.text.lower()) == "reporter":
        speaker = outer.attribution.speaker if outer.attribution else None
    elif speaker is not None:
        same = (
            known
            for known in _speakers(quotes)
            if speaker.name.lower() in (known.name.lower(), surname(known.name, rules))
        )
        speaker = next(same, speaker)
    return replace(said, speaker=speaker)


def _speakers(quotes: Sequence[Quote]) -> Iterator[Speaker]:
    yield from (quote.attribution.speaker for quote in quotes if quote.attribution and quote.attribution.speaker)
