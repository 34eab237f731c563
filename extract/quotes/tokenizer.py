"""Reading an article into tokens: its text around the quoted runs cut into words, each word with its code."""

import re
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise

from extract.model import Paragraph
from extract.quotes.capitals import Draft, settle
from extract.quotes.lexicon import END, RUN, load_lexicon, token_pattern
from extract.quotes.neighbours import settle_phrases, settle_words
from extract.quotes.rules import Rules
from extract.quotes.spans import Run
from extract.quotes.tokens import Tokens

_PLACEHOLDER = re.compile("[Qn]")
_PADDING = "nnnn"


def tokenize(paragraphs: Sequence[Paragraph], runs: Sequence[Sequence[Run]], rules: Rules) -> Tokens:
    """Return the tokens of an article whose paragraphs hold these runs; nothing inside a run is read.

    The article is read in one go, a placeholder for each run and paragraph end: one regular expression, one look-up
    of all words. Read run by run, the same costs half as much again.
    """
    reading = _Reading()
    gaps = (after.start - before.end for before, after in pairwise(paragraphs))
    for paragraph, quoted, gap in zip(paragraphs, runs, chain(gaps, (0,)), strict=True):
        reading.add(paragraph, quoted, gap)
    draft = reading.draft(paragraphs, rules)
    settle_words(draft, rules)
    settle(draft, rules)
    if rules.opening:
        settle_phrases(draft, rules)
    quotes = [at for at, code in enumerate(draft.codes) if code == "Q"]
    return Tokens(
        starts=draft.starts,
        ends=draft.ends,
        words=draft.words,
        codes="".join(draft.codes) + _PADDING,
        quotes=quotes,
        closing={at: mark for at, mark in zip(quotes, reading.closing, strict=True) if mark},
        paragraphs=paragraphs,
        rules=rules,
    )


class _Reading:
    """What is read of an article, and what its placeholders stand for."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        #: How long that is what each placeholder stands for, and how much is left out behind it.
        self.hidden: list[tuple[int, int]] = []
        #: The comma or stop right behind each run, which counts as the run's own; empty where there is none.
        self.closing: list[str] = []

    def add(self, paragraph: Paragraph, runs: Sequence[Run], gap: int) -> None:
        """Read a paragraph around its runs; ``gap`` is how far behind its end the next one starts."""
        text, at = paragraph.text, 0
        if RUN in text or END in text:
            text = text.replace(RUN, " ").replace(END, " ")
        for run in runs:
            behind = text[run.outer_end : run.outer_end + 1]
            closing = behind if behind in (",", ".") else ""
            self.texts += text[at : run.outer_start], RUN
            self.hidden.append((run.outer_end - run.outer_start, len(closing)))
            self.closing.append(closing)
            at = run.outer_end + len(closing)
        self.texts += text[at:], END
        self.hidden.append((0, gap))

    def draft(self, paragraphs: Sequence[Paragraph], rules: Rules) -> Draft:
        """The tokens with the codes that the words alone tell."""
        pieces = token_pattern(rules.language).split("".join(self.texts))
        lengths, words = [*map(len, pieces)], pieces[1::2]
        codes = [*map(load_lexicon(rules.language).__getitem__, words)]
        placeholders = (match.start() for match in _PLACEHOLDER.finditer("".join(codes)))
        for at, (length, behind) in zip(placeholders, self.hidden, strict=True):
            words[at] = ""
            lengths[2 * at + 1] = length
            lengths[2 * at + 2] += behind
        edges = [*accumulate(lengths, initial=paragraphs[0].start if paragraphs else 0)]
        return Draft(starts=edges[1:-1:2], ends=edges[2::2], words=words, codes=codes, paragraphs=paragraphs)
