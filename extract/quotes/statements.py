"""Indirect speech of an article: its statements, without their speakers."""

import re
from collections.abc import Iterator
from functools import cache

from extract.model import Paragraph
from extract.quotes.reported import Reported, find_reported
from extract.quotes.rules import load_rules
from extract.quotes.tokens import Tokens

#: Paragraphs in which the article speaks: no headings, captions and tables, and no blocks that quote somebody.
RUNNING_TEXT = frozenset({"text", "standfirst", "list"})

_WORD = re.compile(r"\w+")


def may_report(paragraph: Paragraph, language: str) -> bool:
    """Whether a word of the paragraph may report speech, in a language that has words for it; a cheap test."""
    words = _reporting_words(language)
    # A set of words against a set: one expression of all of them takes twenty times as long.
    return (
        bool(words) and paragraph.kind in RUNNING_TEXT and not words.isdisjoint(_WORD.findall(paragraph.text.lower()))
    )


@cache
def _reporting_words(language: str) -> frozenset[str]:
    rules = load_rules(language)
    if rules.reporting is None:
        return frozenset()
    according = {word for word, code in rules.codes.items() if code == "A"}
    phrasal = {phrase.partition("_")[0] for phrase in rules.reporting.phrasal}
    return rules.reporting.verbs | rules.reporting.participles | phrasal | according


def find_statements(tokens: Tokens) -> Iterator[Reported]:
    """Yield the statements of an article in reading order."""
    if tokens.rules.reporting is None:
        return
    first = 0
    for number, paragraph in enumerate(tokens.paragraphs):
        end = tokens.codes.index("n", first)
        if paragraph.kind in RUNNING_TEXT:
            yield from find_reported(tokens, number, first, end)
        first = end + 1
