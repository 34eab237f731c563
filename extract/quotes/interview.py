"""Interviews without labels: paragraphs that ask, each followed by the answer of the one person interviewed.

The questions, set in bold or as headings, name nobody who asks: only the answers are quotes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise, takewhile

from extract.model import Paragraph, Span, Speaker
from extract.quotes.rules import Rules
from extract.quotes.signatures import marked_whole, whole_run
from extract.quotes.spans import Form, Run
from extract.quotes.speakers import Cast
from extract.quotes.tokenizer import tokenize

#: Fewer questions stand in any column; a longer paragraph that ends in one tells something.
_LEAST_QUESTIONS = 3
_LONGEST_QUESTION = 400
_LONGEST_ANSWER = 8
#: The part of the answers that speaks of the speaker.
_SPEAKING = 0.7
_WORD = re.compile(r"[^\W\d_]+")


def find_answers(
    paragraphs: Sequence[Paragraph], runs: Sequence[Sequence[Run]], rules: Rules
) -> Iterator[tuple[int, Run]]:
    """Yield the answers of an interview, one run a paragraph, where the text before it names one person only."""
    asked = [number for number, paragraph in enumerate(paragraphs) if _asks(paragraph)]
    if len(asked) < _LEAST_QUESTIONS or asked[0] == 0:
        return
    between = (range(one + 1, other) for one, other in pairwise([*asked, len(paragraphs)]))
    answers = [[number for number in answer if paragraphs[number].kind == "text"] for answer in between]
    answers = [answer for answer in answers if answer]
    if answers:
        answers[-1] = answers[-1][:1] + list(takewhile(lambda at: not _ends(paragraphs[at], rules), answers[-1][1:]))
    if not _is_interview(paragraphs, answers, asked[0], rules):
        return
    person = interviewed(paragraphs[: asked[0]], rules)
    for number in chain.from_iterable(answers) if person else ():
        text = paragraphs[number].text
        first = any(number == answer[0] for answer in answers)
        form = Form(method="interview", speaker=person, name=person, continues=not first)
        yield number, replace(marked_whole(text, runs[number]) or whole_run(text), form=form)


def _asks(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return text.endswith("?") and len(text) < _LONGEST_QUESTION and paragraph.kind in ("text", "heading")


def _ends(paragraph: Paragraph, rules: Rules) -> bool:
    """Whether a paragraph behind the last answer speaks of the interview, or points elsewhere."""
    words = _WORD.findall(paragraph.text.lower())
    return paragraph.text.endswith(":") or not rules.forms.interview.isdisjoint(words)


def _is_interview(paragraphs: Sequence[Paragraph], answers: list[list[int]], first: int, rules: Rules) -> bool:
    """Whether the text before says that somebody was asked, and the answers are given by somebody."""
    forms = rules.forms
    before = {word for paragraph in paragraphs[:first] for word in _WORD.findall(paragraph.text.lower())}
    if forms.interview.isdisjoint(before) or max(map(len, answers), default=99) > _LONGEST_ANSWER:
        return False
    texts = (" ".join(paragraphs[number].text for number in answer) for answer in answers)
    speaking = sum(not forms.first.isdisjoint(_WORD.findall(text.lower())) for text in texts)
    return speaking >= _SPEAKING * len(answers)


def interviewed(paragraphs: Sequence[Paragraph], rules: Rules) -> Span | None:
    """Return where the only person that the paragraphs name by a full name is named, None where that is not clear."""
    persons: dict[str, Span] = {}
    for speaker, span in named(paragraphs, rules):
        if speaker.kind == "person" and " " in speaker.name:
            persons.setdefault(speaker.name, span)
    return next(iter(persons.values())) if len(persons) == 1 else None


def named(paragraphs: Sequence[Paragraph], rules: Rules) -> Iterator[tuple[Speaker, Span]]:
    """Yield who is named in the paragraphs, and where; who stands behind "in" or "to" is a place unless it is asked."""
    if not paragraphs:
        return
    tokens = tokenize(paragraphs, [()] * len(paragraphs), rules)
    cast = Cast(tokens)
    for at in (at for at, code in enumerate(tokens.codes) if code == "N"):
        asked = {tokens.codes[at - 2 : at - 1], tokens.lower(at - 2)} & {"V", *rules.forms.interview}
        if tokens.codes[at - 1 : at] != "p" or asked or cast.figure(at).is_person:
            yield cast.speaker(at), Span(start=tokens.starts[at], end=tokens.ends[at])
