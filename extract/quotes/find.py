"""The door of this room: the quotations of an article."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from extract.model import Attribution, Paragraph, Quotations, Quote, QuotedTerm, QuoteKind, Statement
from extract.quotes.attribution import UNKNOWN, Attributed, Narrator
from extract.quotes.classify import quote_kind, speech_score
from extract.quotes.dialogue import find_speech, may_be_line
from extract.quotes.forms import may_have_form, with_forms
from extract.quotes.nested import find_nested
from extract.quotes.repeats import joined_repeats
from extract.quotes.reported import Reported
from extract.quotes.rules import Rules, load_rules
from extract.quotes.spans import QuotedRun, Run, has_mark
from extract.quotes.statements import find_statements, may_report
from extract.quotes.tokenizer import tokenize
from extract.quotes.tokens import Tokens
from extract.quotes.weights import Scores, load_scores


def find_quotations(paragraphs: Sequence[Paragraph], language: str | None) -> Quotations:
    """Return the quotes of an article with their speakers, the quoted terms, and the statements in indirect speech.

    Each in reading order. A language without a file in `rules/` gets its quotes by form only, and no speakers.

    >>> text = "“The kiln stays open,” said Ana Okafor, the potter."
    >>> found = find_quotations([Paragraph(kind="text", text=text, start=0)], "en")
    >>> found.quotes[0].text, found.quotes[0].attribution.speaker.name
    ('The kiln stays open,', 'Ana Okafor')
    """
    rules = load_rules(language)
    if not _may_speak(paragraphs, rules):
        return Quotations()
    return quotations(paragraphs, rules, load_scores(rules.language))


def _may_speak(paragraphs: Sequence[Paragraph], rules: Rules) -> bool:
    """Whether anything may be found: the cheapest tests of all paragraphs first."""
    return (
        any(has_mark(paragraph.text) for paragraph in paragraphs)
        or any(may_have_form(paragraph) or may_be_line(paragraph.text) for paragraph in paragraphs)
        or any(may_report(paragraph, rules.language) for paragraph in paragraphs)
    )


def quotations(
    paragraphs: Sequence[Paragraph],
    rules: Rules,
    scores: Scores,
    narrator: Callable[[Tokens, Scores], Narrator] = Narrator,
) -> Quotations:
    """Return the same by rules and scores of the caller's choice."""
    runs: Sequence[Sequence[Run]] = find_speech(paragraphs, rules)
    if rules.forms.labels:
        runs = with_forms(paragraphs, runs, rules)
    if not any(runs) and rules.reporting is None:
        return Quotations()
    tokens = tokenize(paragraphs, runs, rules)
    utterances, terms = _sort(tokens, runs, scores)
    tokens = tokens.with_terms({term.token: term.text for term in terms})
    reports = list(find_statements(tokens))
    attributed, tellers = [UNKNOWN] * len(utterances), list[Attribution]()
    if rules.codes and (utterances or reports):
        attributed, tellers = _narrate(narrator(tokens, scores), utterances, reports)
    quotes = joined_repeats(paragraphs, tuple(_quotes(tokens, utterances, attributed)))
    return Quotations(
        quotes=quotes,
        nested=tuple(find_nested(paragraphs, quotes, rules, partial(quotations, rules=rules, scores=scores))),
        terms=tuple(
            QuotedTerm(paragraph=term.paragraph, start=term.run.start, end=term.run.end, text=term.text)
            for term in terms
        ),
        statements=tuple(_statement(tokens, *told) for told in zip(reports, tellers, strict=True)),
    )


def _narrate(
    narrator: Narrator, utterances: Sequence[QuotedRun], reports: Sequence[Reported]
) -> tuple[list[Attributed], list[Attribution]]:
    """Who says each quotation and each statement, asked in reading order."""
    attributed: list[Attributed] = []
    tellers: list[Attribution] = []
    waiting = deque(reports)
    for utterance in utterances:
        while waiting and waiting[0].mention < utterance.token:
            tellers.append(narrator.report(waiting.popleft()))
        attributed.append(narrator.attribute(utterance))
    tellers += map(narrator.report, waiting)
    return attributed, tellers


def _statement(tokens: Tokens, reported: Reported, attribution: Attribution) -> Statement:
    paragraph = tokens.paragraphs[reported.paragraph]
    first, end = reported.content
    start, stop = tokens.starts[first] - paragraph.start, tokens.ends[end - 1] - paragraph.start
    return Statement(
        paragraph=reported.paragraph,
        start=start,
        end=stop,
        text=paragraph.text[start:stop],
        attribution=attribution,
    )


def _sort(tokens: Tokens, runs: Sequence[Sequence[Run]], scores: Scores) -> tuple[list[QuotedRun], list[QuotedRun]]:
    """The runs that are speech, and those that are terms."""
    speech: list[QuotedRun] = []
    terms: list[QuotedRun] = []
    places = ((number, run) for number, quoted in enumerate(runs) for run in quoted)
    for token, (number, run) in zip(tokens.quotes, places, strict=True):
        text = tokens.paragraphs[number].text[run.start : run.end]
        quoted = QuotedRun(token=token, paragraph=number, run=run, text=text)
        if run.form is None:
            quoted = replace(quoted, speech=speech_score(tokens, quoted, scores.speech))
        (speech if quoted.speech > 0 else terms).append(quoted)
    return speech, terms


def _quotes(tokens: Tokens, utterances: Sequence[QuotedRun], attributed: Sequence[Attributed]) -> Iterator[Quote]:
    """The quotes, each with the chain it belongs to."""
    chain = 0
    kind: QuoteKind = "mixed"
    for number, (utterance, said) in enumerate(zip(utterances, attributed, strict=True)):
        chain = chain if said.continues else number
        form = utterance.run.form
        kind = "direct" if form else quote_kind(tokens, utterance, goes_on=said.continues and kind == "direct")
        yield Quote(
            paragraph=utterance.paragraph,
            start=utterance.run.start,
            end=utterance.run.end,
            text=utterance.text,
            kind=kind,
            chain=chain,
            attribution=said.attribution,
        )
