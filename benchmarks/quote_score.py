"""Quotations against gold: what was found, whose it is, and what is speech at all.

Both sides are trimmed of marks, spaces and punctuation. A gold run is found when a predicted quote covers half of it; a
predicted quote is right when it lies by half on a gold one. A speaker is right when its mention lies by half on one of
the gold speaker's mentions, or when its surname is the gold speaker's. Runs of speech whose speaker the gold does not
tell are out of the speakers' figures.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

_TRIMMED = " \t\u00a0\u202f\"“”„‟«»‹›'‘’`.,;:!?…-–—()[]¿¡"

#: One run of a gold file, as `benchmarks/mark_gold.py` writes it, and one predicted, as `benchmarks/quotes.py` does.
Run = Mapping[str, Any]


@dataclass(slots=True, kw_only=True)
class QuoteScore:
    """Counts over any number of articles, and the figures that come of them."""

    gold: int = 0
    found: int = 0
    predicted: int = 0
    right: int = 0
    #: Gold quotes with a speaker: all, found, and found with the right mention.
    spoken: int = 0
    spoken_found: int = 0
    spoken_right: int = 0
    #: Predicted quotes with a speaker, and those that are right; without those whose gold speaker is not told.
    claimed: int = 0
    claimed_right: int = 0
    #: Found gold quotes whose speaker has a name, and those given that name.
    named: int = 0
    named_right: int = 0
    #: Gold terms, those not taken for speech, and gold quotes taken for none.
    terms: int = 0
    terms_right: int = 0

    def __add__(self, other: "QuoteScore") -> "QuoteScore":
        """The counts of both."""
        return QuoteScore(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)})

    @property
    def detection(self) -> float:
        """F1 of quotes told from everything else."""
        return _f1(_share(self.right, self.predicted), _share(self.found, self.gold))

    @property
    def speaker(self) -> float:
        """Share of the quotes found whose speaker's mention is right."""
        return _share(self.spoken_right, self.spoken_found)

    @property
    def end_to_end(self) -> float:
        """F1 of quotes found and given to the right speaker."""
        return _f1(_share(self.claimed_right, self.claimed), _share(self.spoken_right, self.spoken))

    @property
    def resolved(self) -> float:
        """Share of the quotes found, of those whose speaker has a name, that are given this name."""
        return _share(self.named_right, self.named)

    @property
    def term(self) -> float:
        """F1 of terms told from speech."""
        missed = self.gold - self.found
        return _f1(_share(self.terms_right, self.terms_right + missed), _share(self.terms_right, self.terms))


def score(text: str, gold: Sequence[Run], predicted: Iterable[Run]) -> QuoteScore:
    """Return the counts of one article; predicted terms are left out before."""
    quotes = [(_trimmed(text, quote), quote) for quote in predicted]
    runs = [(_trimmed(text, run), run) for run in gold]
    counts = QuoteScore(predicted=len(quotes))
    for span, run in runs:
        best = max(quotes, key=lambda one: _shared(one[0], span), default=None)
        found = best is not None and 2 * sum(_shared(one[0], span) for one in quotes) >= span[1] - span[0]
        _count_run(counts, run, best[1] if best and found else None)
    for span, quote in quotes:
        best = max(runs, key=lambda one: _shared(one[0], span), default=None)
        on_gold = best is not None and best[1]["attributed"] and 2 * _shared(best[0], span) >= span[1] - span[0]
        counts.right += on_gold
        if quote["speaker"] is not None and not (on_gold and best and best[1]["speaker"] is None):
            counts.claimed += 1
            counts.claimed_right += bool(on_gold and best and _is_speaker(best[1], quote))
    return counts


def _count_run(counts: QuoteScore, run: Run, quote: Run | None) -> None:
    """Count one gold run and the predicted quote on it."""
    if not run["attributed"]:
        counts.terms += 1
        counts.terms_right += quote is None
        return
    counts.gold += 1
    counts.found += quote is not None
    if run["speaker"] is None:
        return
    counts.spoken += 1
    if quote is not None:
        counts.spoken_found += 1
        counts.spoken_right += _is_speaker(run, quote)
        counts.named += bool(run["names"])
        counts.named_right += _has_name(run, quote)


def _is_speaker(run: Run, quote: Run) -> bool:
    if quote["speaker_start"] is None:
        return False
    span = quote["speaker_start"], quote["speaker_end"]
    mentions = [(run["speaker_start"], run["speaker_end"]), *run["alts"]]
    return _has_name(run, quote) or any(2 * _shared(span, mention) >= span[1] - span[0] for mention in mentions)


def _has_name(run: Run, quote: Run) -> bool:
    words = (quote["speaker"] or "").lower().split()
    return bool(words) and words[-1] in run["names"]


def _trimmed(text: str, run: Run) -> tuple[int, int]:
    start, end = run["start"], run["end"]
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return start, end


def _shared(one: Sequence[int], other: Sequence[int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
