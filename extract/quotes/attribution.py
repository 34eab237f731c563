"""Each quotation to its speaker, in reading order: candidates, the best of them, the person behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extract.model import Attribution, Span
from extract.quotes import clauses, cues, mentions, nominals, pronouns, ranking
from extract.quotes.classify import quote_kind
from extract.quotes.confidence import confidence, evidence
from extract.quotes.cues import Cue
from extract.quotes.reported import Reported
from extract.quotes.shown import shown
from extract.quotes.spans import QuotedRun
from extract.quotes.speakers import Cast
from extract.quotes.tokens import Tokens
from extract.quotes.verb_first import verb_without_subject
from extract.quotes.via import find_via, innermost
from extract.quotes.weights import Scores, shares, total

# Who is merely near ("loose") is named above an even chance alone: below, two of five are right in news of the kind
# that the weights know, one of eleven in other kinds. To name them all lifts the speakers of english-check from .950 to
# .958 and costs three points end to end on other kinds. All others are named, with their confidence: a floor under it
# would take more right ones than wrong ones. `python -m benchmarks.calibration` shows the trade.
_LEAST_LOOSE = 0.5
# A total above it is hardly ever beaten from another paragraph: 5 of 7,403 labelled quotations were, and 11 at 3.
_CONVINCING = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """Who says a quotation, and whether it goes on with the utterance of the quotation before it."""

    attribution: Attribution | None
    continues: bool


#: A quotation that nobody is known to say.
UNKNOWN = Attributed(attribution=None, continues=False)


class Narrator:
    """Tells who says each utterance of an article, in reading order, and remembers who spoke last."""

    def __init__(self, tokens: Tokens, scores: Scores) -> None:
        """``tokens`` carries terms as such."""
        self.tokens = tokens
        self.scores = scores
        self.cast = Cast(tokens)
        self.mentions = mentions.find_mentions(tokens.codes)
        self.clauses = clauses.Clauses(tokens, self.mentions) if tokens.rules.verb_second else None
        self.previous: ranking.Previous | None = None
        #: How the quotation before was tied to its speaker: method and cue.
        self.tie: tuple[str, str | None] = ("near", None)
        #: pronoun -> the name it means, None for one without a name.
        self.antecedents: dict[int, int | None] = {}
        #: pronoun -> the chance of the name it was given.
        self.chances: dict[int, float] = {}

    def attribute(self, utterance: QuotedRun) -> Attributed:
        """Who says the next utterance."""
        form = utterance.run.form
        if form is not None and form.speaker is not None:
            label = self.tokens.at(form.speaker.start)
            self.previous = ranking.Previous(quote=utterance.token, mention=label, left_open=False)
            return Attributed(attribution=shown(self.tokens, self.cast, form), continues=form.continues)
        before = self.previous
        contest = self.contest(utterance)
        if not contest.mentions:
            self.previous = None
            return UNKNOWN
        share_of = shares(contest.totals)
        share = max(share_of)
        mention = innermost(self.tokens, contest.mentions[share_of.index(share)])
        attributed = Attributed(
            attribution=self._attribution(mention, share, utterance),
            continues=before is not None
            and (self._continues(before, mention, utterance.token) or (form is not None and form.continues)),
        )
        self.previous = ranking.Previous(quote=utterance.token, mention=mention, left_open=not utterance.run.closed)
        return attributed

    def contest(self, utterance: QuotedRun) -> ranking.Contest:
        """The mentions that may speak.

        Those of other paragraphs, half of all, are heard only where nobody in the quotation's own is convincing.
        """
        tokens = self.tokens
        last = tokens.closing.get(utterance.token, utterance.text[-1])
        left_open = not utterance.run.closed
        at = ranking.setting(tokens.codes, utterance.token, last=last, left_open=left_open, previous=self.previous)
        tie = self.clauses.tie(utterance.token) if self.clauses else None
        near, far = self._near_and_far(utterance)
        if tie is not None and tie.mention not in near and utterance.run.form is None:
            near.append(tie.mention)
        contest = self._score(at, near, tie)
        if not far or max(contest.totals, default=0.0) >= _CONVINCING:
            return contest
        others = self._score(at, far, tie)
        return ranking.Contest(
            mentions=near + far, rows=[*contest.rows, *others.rows], totals=[*contest.totals, *others.totals]
        )

    def _near_and_far(self, utterance: QuotedRun) -> tuple[list[int], list[int]]:
        """The mentions in the paragraph, with who spoke last, and those in other paragraphs."""
        codes, quote = self.tokens.codes, utterance.token
        found = mentions.candidates(codes, self.mentions, quote, left_open=not utterance.run.closed)
        spoke = self.previous.mention if self.previous else None
        if spoke is not None and spoke not in found:
            found.append(spoke)
        if utterance.run.form is not None:
            # What is set apart is given to somebody by the words before it.
            return [mention for mention in found if mention < quote], []
        first, end = codes.rfind("n", 0, quote), codes.find("n", quote)
        near = [mention for mention in found if first < mention < end or mention == spoke]
        return near, [mention for mention in found if mention not in near]

    def _score(self, at: ranking.Setting, found: Sequence[int], tie: clauses.Tie | None) -> ranking.Contest:
        rows = [self._features(at, mention, tie) for mention in found]
        return ranking.Contest(mentions=found, rows=rows, totals=[total(row, self.scores.speaker) for row in rows])

    def _features(self, at: ranking.Setting, mention: int, tie: clauses.Tie | None) -> list[str]:
        row = ranking.features(self.tokens, at, mention, self.cast)
        return [*row, f"tie {tie.kind}"] if tie is not None and tie.mention == mention else row

    def _continues(self, before: ranking.Previous, mention: int, quote: int) -> bool:
        """Whether the quotation goes on with the one before: left open before it, or the same mention beside it."""
        between = self.tokens.codes[before.quote + 1 : quote]
        return (before.left_open and between == "n") or (mention == before.mention and "n" not in between)

    def _attribution(self, mention: int, share: float, utterance: QuotedRun) -> Attribution | None:
        """Who says it, unless that is too unsure."""
        method, cue = self.tie = self._method(mention, utterance.token)
        if method == "near" and not self._is_tied(mention, utterance) and self._is_loose(mention, utterance):
            method = "loose"
        name = self._name(mention)
        chance = self.chances.get(mention) if name is not None else None
        sure = self.weigh(evidence(method=method, share=share, speech=utterance.speech, antecedent=chance))
        return self._told(mention, Cue(method=method, words=cue), sure) if self.is_given(method, sure) else None

    def report(self, reported: Reported) -> Attribution:
        """Who says a statement; whom the next quotation may go on with stays as it was."""
        attribution = self._told(reported.mention, reported.cue, reported.confidence)
        return attribution if reported.via is None else replace(attribution, via=self._printed(reported.via)[0])

    def _told(self, mention: int, cue: Cue, sure: float) -> Attribution:
        """What the mention and the cue tell of who speaks."""
        name = self._name(mention)
        text, span = self._printed(mention)
        return Attribution(
            speaker=self.cast.speaker(name) if name is not None else None,
            text=text,
            span=span,
            role=self.cast.role(name) if name is not None else None,
            cue=cue.words,
            via=find_via(self.tokens, self.cast, mention),
            method=cue.method,
            confidence=sure,
        )

    def weigh(self, told: Mapping[str, float]) -> float:
        """How sure a speaker is."""
        return confidence(told, self.scores.confidence)

    def is_given(self, method: str, sure: float) -> bool:
        """Whether a speaker is sure enough to be named."""
        return method != "loose" or sure >= _LEAST_LOOSE

    def _is_tied(self, mention: int, utterance: QuotedRun) -> bool:
        """Whether the order of words ties the mention to the quotation, where the language's order does."""
        tie = self.clauses.tie(utterance.token) if self.clauses else None
        return tie is not None and tie.mention == mention

    def _printed(self, mention: int) -> tuple[str, Span]:
        """The mention as printed, and where."""
        start, end = nominals.extent(self.tokens, mention)
        return self.tokens.printed(mention, start, end), Span(start=start, end=end)

    def _is_loose(self, mention: int, utterance: QuotedRun) -> bool:
        """Whether the mention is merely near: in another paragraph, or beside a fragment."""
        between = self.tokens.codes[min(mention, utterance.token) : max(mention, utterance.token)]
        return "n" in between or quote_kind(self.tokens, utterance, goes_on=False) == "mixed"

    def _method(self, mention: int, quote: int) -> tuple[str, str | None]:
        """The construction that ties the quotation to the mention, and its cue; one utterance has one."""
        cue = cues.find_cue(self.tokens, mention, quote)
        if self.previous is None or self.previous.mention != mention:
            return cue.method, cue.words
        if cue.words is not None and verb_without_subject(self.tokens, quote) is not None:
            return cue.method, cue.words
        if "n" in self.tokens.codes[min(mention, quote) : max(mention, quote)]:
            # An utterance goes on where a paragraph begins; behind words that name nobody the speaker is merely near.
            return ("continued" if self.tokens.codes[quote - 1] == "n" else "near"), None
        return self.tie if cue.method == "near" else (cue.method, cue.words)

    def _name(self, mention: int) -> int | None:
        """The name that the mention means, itself where it is one."""
        code = self.tokens.codes[mention]
        if code == "N":
            return mention
        if code not in "PR":
            return nominals.described(self.tokens, mention, self.cast)
        if mention not in self.antecedents:
            self.antecedents[mention] = self._antecedent(mention)
        return self.antecedents[mention]

    def _antecedent(self, mention: int) -> int | None:
        """The name that a pronoun means, with regard to who spoke last before it."""
        spoke = self._name(self.previous.mention) if self.previous and self.previous.mention < mention else None
        meant = pronouns.antecedent(self.tokens, mention, self.cast, spoke, self.scores.antecedent)
        if meant is None:
            return None
        self.chances[mention] = meant.chance
        return self._name(meant.token)
