"""The weights of the quotes room, fitted on labelled articles.

    python -m benchmarks.fit_quotes SHARED_DIR [-o FILE]

SHARED_DIR holds accuracy/quotes with english-fit, the check files and score_quotes.py. FILE is the weights file that
presslake ships unless another is given; the same articles and rules give the same file. Afterwards the check figures of
`benchmarks/quotes.py` are printed. Needs numpy and scipy, which presslake itself does without.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.gold import gold_paragraphs, read_gold
from benchmarks.maximum_likelihood import Choice, fit, fit_shares
from benchmarks.quotes import load_scorer, print_table
from benchmarks.verdicts import verdicts
from extract.quotes import mentions, pronouns, ranking
from extract.quotes.attribution import Attributed, Narrator
from extract.quotes.classify import speech_features
from extract.quotes.dialogue import find_speech
from extract.quotes.find import quotations
from extract.quotes.rules import Rules, load_rules
from extract.quotes.spans import QuotedRun
from extract.quotes.speakers import Cast
from extract.quotes.tokenizer import tokenize
from extract.quotes.tokens import Tokens
from extract.quotes.weights import Scores, scores_for

_SHIPPED = Path(__file__).parents[1] / "extract" / "quotes" / "weights.toml"
_LANGUAGE = "en"
# What the sum of absolute weights costs, by question; chosen by cross-validation.
_LASSO = {"speech": 1.0, "speaker": 1.5, "antecedent": 2.0}
_FOLDS = 5

_HEADER = """\
# The weights of the quotes room: one table a question, feature -> number. A feature's words are those of `classify.py`,
# `ranking.py` and `pronouns.py`; none holds a name or an outlet.
#
# Written by `python -m benchmarks.fit_quotes`: an L1-regularised maximum-likelihood fit (a logistic model for [speech],
# softmax over the candidates of one quotation or pronoun for the others) on {articles} labelled US news articles. Other
# languages use them too: codes, not words, are counted. What a language adds stands in its file in `rules/`.

# How sure a speaker is, by what `confidence.py` tells: its method, the log-odds of its share among the candidates, the
# score by which the run is speech, the log-odds of whom a pronoun means. A logistic model of which speakers were right
# in five-fold cross-validation on the same articles, and in how many cases each tells; the pronouns' gold is automatic
# coreference: a lower bound. "loose" is a mention that is merely near.
"""

Tables = dict[str, dict[str, float]]
#: What told how sure a speaker is, and whether it was right.
Verdict = tuple[Mapping[str, float], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """What one labelled article, or many, teach of each question."""

    speech: list[Choice] = field(default_factory=list)
    speaker: list[Choice] = field(default_factory=list)
    antecedent: list[Choice] = field(default_factory=list)


def main() -> None:
    """Fit, measure, write, and print the check figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, metavar="SHARED_DIR")
    parser.add_argument("-o", "--output", type=Path, default=_SHIPPED, metavar="FILE")
    options = parser.parse_args()
    folder = options.shared / "accuracy" / "quotes"
    scorer, rules = load_scorer(folder), load_rules(_LANGUAGE)
    articles = read_gold(folder, "english-fit")
    lessons = [_learn(article, rules, scorer) for article in articles]
    found = _cross_validate(articles, lessons, rules, scorer)
    tables = {"confidence": fit_shares([told for told, _ in found], [right for _, right in found]), **_fit_all(lessons)}
    options.output.write_text(_printed(tables, found, len(articles)), encoding="utf-8")
    by_language = {language: scores_for(load_rules(language), tables) for language in ("en", "de")}
    print_table(options.shared, lambda text, language: quotations(text, load_rules(language), by_language[language]))


def _learn(article: Mapping[str, Any], rules: Rules, scorer: ModuleType) -> Lessons:
    """The choices of one article, each made as if all before it had been made right."""
    paragraphs = gold_paragraphs(article["text"])
    runs = find_speech(paragraphs, rules)
    tokens = tokenize(paragraphs, runs, rules)
    labels = {(label["start"], label["end"]): label for label in article["quotes"]}
    places = ((number, run) for number, quoted in enumerate(runs) for run in quoted)
    labelled = []
    for token, (number, run) in zip(tokens.quotes, places, strict=True):
        paragraph = paragraphs[number]
        label = labels.get((paragraph.start + run.outer_start, paragraph.start + run.outer_end))
        if label is not None:
            text = paragraph.text[run.start : run.end]
            labelled.append((QuotedRun(token=token, paragraph=number, run=run, text=text), label))
    lessons = Lessons()
    for quoted, label in labelled:
        right = frozenset({0} if label["attributed"] else ())
        lessons.speech.append(Choice(rows=[speech_features(tokens, quoted)], right=right))
    terms = {quoted.token: quoted.text for quoted, label in labelled if not label["attributed"]}
    teacher = _Teacher(tokens.with_terms(terms), scorer, lessons)
    for quoted, label in labelled:
        if label["attributed"] and label["speaker"] is not None:
            teacher.teach(quoted, label)
    return lessons


class _Teacher:
    """Goes through an article like the narrator of `attribution.py`, with the labels instead of scores."""

    def __init__(self, tokens: Tokens, scorer: ModuleType, lessons: Lessons) -> None:
        self.tokens = tokens
        self.scorer = scorer
        self.lessons = lessons
        self.cast = Cast(tokens)
        self.mentions = mentions.find_mentions(tokens.codes)
        self.previous: ranking.Previous | None = None
        #: The name of who spoke last.
        self.spoke: int | None = None

    def teach(self, quoted: QuotedRun, label: Mapping[str, Any]) -> None:
        """Add what the labelled quotation teaches of speakers and pronouns."""
        codes, at, left_open, before = self.tokens.codes, quoted.token, not quoted.run.closed, self.previous
        found = mentions.candidates(codes, self.mentions, at, left_open=left_open)
        if before is not None and before.mention not in found:
            found.append(before.mention)
        right = self._right(found, label)
        if not right:
            self.previous = None
            return
        last = self.tokens.closing.get(at, quoted.text[-1])
        setting = ranking.setting(codes, at, last=last, left_open=left_open, previous=before)
        if not label.get("nested"):
            rows = [ranking.features(self.tokens, setting, mention, self.cast) for mention in found]
            self.lessons.speaker.append(Choice(rows=rows, right=right))
        mention = found[min(right)]
        self.spoke = self._name(mention, label)
        self.previous = ranking.Previous(quote=at, mention=mention, left_open=left_open)

    def _right(self, found: Sequence[int], label: Mapping[str, Any]) -> frozenset[int]:
        """The candidates on the head of the labelled mention, else those anywhere on it."""
        source, head = (label["speaker_start"], label["speaker_end"]), label["speaker_head"]
        touches = self.scorer.touches
        on_head = frozenset(number for number, at in enumerate(found) if touches(self._span(at), head or source, None))
        return on_head or frozenset(number for number, at in enumerate(found) if touches(self._span(at), source, head))

    def _span(self, at: int) -> tuple[int, int]:
        return self.tokens.starts[at], self.tokens.ends[at]

    def _name(self, mention: int, label: Mapping[str, Any]) -> int | None:
        """The name that the right mention means; a pronoun teaches it, where the labels know the person."""
        tokens = self.tokens
        if tokens.codes[mention] == "N":
            return mention
        if tokens.rules.pronouns.get(tokens.lower(mention)) not in ("male", "female"):
            return None
        found = pronouns.possible(tokens, mention, self.cast)
        right = [number for number, at in enumerate(found) if self._is_meant(at, label)]
        if not right:
            return None
        rows = pronouns.antecedent_features(tokens, mention, found, self.cast, self._spoke_before(mention))
        self.lessons.antecedent.append(Choice(rows=rows, right=frozenset(right)))
        return next((found[number] for number in right if tokens.codes[found[number]] == "N"), None)

    def _is_meant(self, at: int, label: Mapping[str, Any]) -> bool:
        """Whether a name or noun is the labelled person: by the head of the name, or by the coreference chain."""
        if self.tokens.codes[at] == "N" and label["names"]:
            return self.scorer.head_name(self.cast.speaker(at).name) in label["names"]
        return any(self.scorer.touches(self._span(at), other) for other in label["alts"])

    def _spoke_before(self, mention: int) -> int | None:
        return self.spoke if self.previous and self.previous.mention < mention else None


def _fit_all(lessons: Iterable[Lessons]) -> Tables:
    """The weights of each question."""
    learnt = list(lessons)
    return {
        question: fit([choice for one in learnt for choice in getattr(one, question)], lasso)
        for question, lasso in _LASSO.items()
    }


def _cross_validate(
    articles: Sequence[Mapping[str, Any]], lessons: Sequence[Lessons], rules: Rules, scorer: ModuleType
) -> list[Verdict]:
    """What told how sure a speaker is, and whether it was right, in articles that the weights have not seen."""
    found: list[Verdict] = []
    folds = [number * _FOLDS // len(articles) for number in range(len(articles))]
    for fold in range(_FOLDS):
        seen = [one for one, its in zip(lessons, folds, strict=True) if its != fold]
        scores = scores_for(rules, {**_fit_all(seen), "confidence": {}})
        for article, its in zip(articles, folds, strict=True):
            if its == fold:
                found += _verdicts(article, rules, scores, scorer)
    return found


def _verdicts(article: Mapping[str, Any], rules: Rules, scores: Scores, scorer: ModuleType) -> Iterator[Verdict]:
    told: dict[tuple[int, int], Mapping[str, float]] = {}
    paragraphs = gold_paragraphs(article["text"])
    quotes = quotations(paragraphs, rules, scores, partial(_Listener, told)).quotes
    for quote, right in verdicts(article, paragraphs, quotes, scorer):
        if (quote.paragraph, quote.start) in told:
            yield told[quote.paragraph, quote.start], right


class _Listener(Narrator):
    """A narrator who writes down what tells how sure each speaker is, and gives all of them."""

    def __init__(self, told: dict[tuple[int, int], Mapping[str, float]], tokens: Tokens, scores: Scores) -> None:
        super().__init__(tokens, scores)
        self.told = told
        self.place = (0, 0)

    def attribute(self, utterance: QuotedRun) -> Attributed:
        """Who says the next utterance."""
        self.place = utterance.paragraph, utterance.run.start
        return super().attribute(utterance)

    def weigh(self, told: Mapping[str, float]) -> float:
        """How sure a speaker is, and what told so."""
        self.told[self.place] = told
        return super().weigh(told)

    def is_given(self, method: str, sure: float) -> bool:  # noqa: ARG002
        """Every speaker is, since all are to be judged."""
        return True


def _printed(tables: Tables, found: Sequence[Verdict], articles: int) -> str:
    """The weights file."""
    seen = Counter(name for told, _ in found for name in told)
    sure = [f"{name} = {weight}  # {seen[name]}" for name, weight in sorted(tables["confidence"].items())]
    parts = [_HEADER.format(articles=articles) + "\n".join(["[confidence]", *sure])]
    for question in _LASSO:
        weights = [f"{json.dumps(feature)} = {weight}" for feature, weight in sorted(tables[question].items())]
        parts.append("\n".join([f"[{question}]", *weights]))
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    main()
