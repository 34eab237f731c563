"""Who else might have said a quotation, and what decided: for a reader who wants to know why."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from extract.model import Paragraph, Span
from extract.quotes import nominals
from extract.quotes.attribution import Narrator
from extract.quotes.find import quotations
from extract.quotes.ranking import Contest
from extract.quotes.rules import load_rules
from extract.quotes.spans import QuotedRun
from extract.quotes.tokens import Tokens
from extract.quotes.weights import Scores, Weights, load_scores, shares

#: What the first word of a feature of `ranking.py` tells, in words; one that is not here speaks for itself.
QUESTIONS = {
    "path": "the words between",
    "around": "the words beside it",
    "between": "names and sentences between",
    "verb": "a verb between",
    "quotes": "quotations between",
    "lead": "the words before it",
    "hangs": "preposition or verb before it",
    "end": "how the quotation ends",
    "ahead": "the words behind it",
    "inverted": "follows the verb behind the quotation",
    "dropped": "a reporting verb without subject",
    "starts": "begins a sentence",
    "pronoun": "which pronoun",
    "figure": "person, body or place",
    "named": "how often named",
    "saying": "a verb of saying with it",
    "previous": "spoke last",
    "same": "the name that spoke last",
}

#: Where a quotation begins: index of the paragraph, and offset in it.
Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One kind of evidence, and by how much it favours a candidate over its rival; below 0 it speaks against."""

    what: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerCandidate:
    """A mention that may have been the speaker of a quotation."""

    #: As printed, and where, in the article's text.
    text: str
    span: Span
    #: 0..1; those of all candidates of one quotation add up to 1. The highest is chosen.
    share: float
    #: The chosen one's rival is the runner-up, every other's is the chosen one. What weighs most comes first.
    reasons: tuple[Reason, ...]


def find_candidates(
    paragraphs: Sequence[Paragraph], language: str | None
) -> Mapping[Place, Sequence[SpeakerCandidate]]:
    """Return the candidates of each quotation that `find_quotations` finds, best first, by where it begins.

    >>> text = "Bo Rask came late. “The kiln stays open,” said Ana Okafor."
    >>> found = find_candidates([Paragraph(kind="text", text=text, start=0)], "en")
    >>> [(candidate.text, candidate.share > 0.5) for candidate in found[0, 20]]
    [('Ana Okafor', True), ('Bo Rask', False)]
    """
    rules = load_rules(language)
    found: dict[Place, Sequence[SpeakerCandidate]] = {}
    quotations(paragraphs, rules, load_scores(rules.language), partial(_Witness, found))
    return found


class _Witness(Narrator):
    """A narrator who writes down whom he chose from."""

    def __init__(self, found: dict[Place, Sequence[SpeakerCandidate]], tokens: Tokens, scores: Scores) -> None:
        super().__init__(tokens, scores)
        self.found = found

    def contest(self, utterance: QuotedRun) -> Contest:
        """The mentions that may speak the next utterance, written down."""
        contest = super().contest(utterance)
        self.found[utterance.paragraph, utterance.run.start] = tuple(self._candidates(contest))
        return contest

    def _candidates(self, contest: Contest) -> Iterator[SpeakerCandidate]:
        weights, rows = self.scores.speaker, contest.rows
        share_of = shares(contest.totals)
        ranked = sorted(range(len(rows)), key=lambda number: -share_of[number])
        for number in ranked:
            rival = ranked[0] if number != ranked[0] else ranked[1] if len(ranked) > 1 else None
            start, end = nominals.extent(self.tokens, contest.mentions[number])
            yield SpeakerCandidate(
                text=self.tokens.printed(contest.mentions[number], start, end),
                span=Span(start=start, end=end),
                share=share_of[number],
                reasons=_reasons(rows[number], rows[rival] if rival is not None else (), weights),
            )


def _reasons(row: Sequence[str], rival: Sequence[str], weights: Weights) -> tuple[Reason, ...]:
    favours: defaultdict[str, float] = defaultdict(float)
    for features, sign in ((row, 1), (rival, -1)):
        for feature in features:
            favours[feature.partition(" ")[0]] += sign * weights.get(feature, 0.0)
    return tuple(
        Reason(what=QUESTIONS.get(family, family), weight=weight)
        for family, weight in sorted(favours.items(), key=lambda one: -abs(one[1]))
        if abs(weight) >= 0.005
    )
