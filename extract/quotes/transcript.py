"""Transcripts: paragraphs that open with who speaks in them ("Vale: We stay.").

A label alone proves nothing (Note: …, Final score: …, Photo: …). It speaks if labels answer each other, or if it names
a person of the article and the words behind it address somebody.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import zip_longest

from extract.model import Paragraph, Span
from extract.quotes.interview import interviewed, named
from extract.quotes.labels import Turn, read_turn
from extract.quotes.rules import Rules
from extract.quotes.signatures import marked_whole, whole_run
from extract.quotes.spans import Form, Run

_WORD = re.compile(r"[^\W\d_]+")
#: Fewer labels are no dialogue, and nothing between fewer goes on with what was said.
_LEAST_TURNS = 3
_LEAST_LONG = 4
#: Paragraphs of one answer behind the one with its label.
_MOST_PARAGRAPHS = 6
#: The part of the turns of a dialogue that says I, we or you, or asks.
_ADDRESSING = 0.4


def find_turns(
    paragraphs: Sequence[Paragraph], runs: Sequence[Sequence[Run]], rules: Rules
) -> Iterator[tuple[int, Run]]:
    """Yield what the speakers of a transcript say, one run a paragraph; questions too, by who asks them."""
    read = (read_turn(number, *pair, rules) for number, pair in enumerate(zip(paragraphs, runs, strict=True)))
    labelled = [turn for turn in read if turn]
    if not labelled:
        return
    named = _Named(paragraphs, labelled, rules)
    turns = _speaking(labelled, named, rules)
    for turn, following in zip_longest(turns, turns[1:]):
        form = named.form(paragraphs[turn.paragraph], turn)
        yield _said(paragraphs, runs, turn.paragraph, turn.start, form)
        if following is not None and len(turns) >= _LEAST_LONG:
            for number in _going_on(paragraphs, turn, following, labelled):
                yield _said(paragraphs, runs, number, 0, replace(form, continues=True))


def _said(
    paragraphs: Sequence[Paragraph], runs: Sequence[Sequence[Run]], number: int, start: int, form: Form
) -> tuple[int, Run]:
    text = paragraphs[number].text
    return number, replace(marked_whole(text, runs[number], start) or whole_run(text, start), form=form)


def _speaking(labelled: list[Turn], named: "_Named", rules: Rules) -> list[Turn]:
    """The turns among the labelled paragraphs."""
    forms = rules.forms
    keys = {turn.key for turn in labelled}
    letters = forms.questions | forms.answers
    is_catechism = bool(keys & forms.questions and keys & forms.answers)
    others = [turn for turn in labelled if turn.key not in letters]
    counts = Counter(turn.key for turn in others)
    addressing = sum(turn.addresses for turn in others)
    is_dialogue = (
        len(others) >= _LEAST_TURNS
        and len(counts) > 1
        and counts.most_common(1)[0][1] > 1
        and addressing >= _ADDRESSING * len(others)
    )

    def speaks(turn: Turn) -> bool:
        if turn.key in letters:
            return is_catechism
        if is_dialogue and (named.name(turn) or counts[turn.key] > 1):
            return True
        is_likely = turn.addresses and turn.is_alone and turn.paragraph > 0
        return is_likely and ((turn.described and " " in turn.name) or named.in_text(turn) is not None)

    return [turn for turn in labelled if speaks(turn)]


def _going_on(paragraphs: Sequence[Paragraph], turn: Turn, following: Turn, labelled: list[Turn]) -> Iterator[int]:
    """Yield the paragraphs between two turns that go on with the first, none where they tell of the speakers."""
    between = range(turn.paragraph + 1, following.paragraph)
    words = {word for each in labelled for word in _WORD.findall(each.key) if len(word) > 1}
    told = (not words.isdisjoint(_WORD.findall(paragraphs[number].text.lower())) for number in between)
    if len(between) <= _MOST_PARAGRAPHS and not any(told):
        yield from (number for number in between if _is_words(paragraphs[number]))


def _is_words(paragraph: Paragraph) -> bool:
    """Whether a paragraph between turns is more than dots or a stage direction: "(Applause.)"."""
    text = paragraph.text.strip()
    is_direction = text[:1] in "([" and text[-1:] in ")]"
    return paragraph.kind in ("text", "list") and not is_direction and _WORD.search(text) is not None


class _Named:
    """Whom labels mean: persons and bodies that the paragraphs without a label name, or a longer label."""

    def __init__(self, paragraphs: Sequence[Paragraph], labelled: Sequence[Turn], rules: Rules) -> None:
        self._paragraphs = paragraphs
        self._labelled = labelled
        self._rules = rules

    @cached_property
    def _in_text(self) -> dict[str, Span]:
        """The names that paragraphs without a label print; asked for few articles, since it reads all of them."""
        numbers = {turn.paragraph for turn in self._labelled}
        plain = [paragraph for number, paragraph in enumerate(self._paragraphs) if number not in numbers]
        return _by_words([(who.name, span) for who, span in named(plain, self._rules) if who.kind != "unknown"])

    @cached_property
    def _by_words(self) -> dict[str, Span]:
        long = [turn for turn in self._labelled if " " in turn.name]
        return _by_words([(turn.name, turn.label(self._paragraphs[turn.paragraph])) for turn in long]) | self._in_text

    def in_text(self, turn: Turn) -> Span | None:
        """Where running text prints the name that the label stands for."""
        return _found(turn.key, self._in_text)

    def name(self, turn: Turn) -> Span | None:
        """Where the article prints it, in text or as a label."""
        return _found(turn.key, self._by_words)

    def form(self, paragraph: Paragraph, turn: Turn) -> Form:
        """The form of what a turn says; Q asks for nobody, A is the one person whom the article names before."""
        label = turn.label(paragraph)
        forms = self._rules.forms
        if turn.key in forms.questions:
            name = None
        elif turn.key in forms.answers:
            first = min(each.paragraph for each in self._labelled)
            name = interviewed(self._paragraphs[:first], self._rules)
        else:
            name = self.name(turn) or label
        return Form(method="label", speaker=label, name=name)


def _by_words(names: Sequence[tuple[str, Span]]) -> dict[str, Span]:
    """Where each name is printed first, by the name, each of its words, and its initials."""
    places: dict[str, Span] = {}
    for name, span in names:
        words = name.lower().split()
        initials = ["".join(word[0] for word in words)] if len(words) > 1 else []
        for key in (*words, name.lower(), *initials):
            places.setdefault(key, span)
    return places


def _found(label: str, places: dict[str, Span]) -> Span | None:
    words = label.replace(".", "").split()
    return places.get(" ".join(words)) or places.get(words[-1])
