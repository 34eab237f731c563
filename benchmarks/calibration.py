"""Whether `confidence` keeps its word: of the speakers given 0.9, nine in ten should be right.

    python -m benchmarks.calibration SHARED_DIR

SHARED_DIR as for `benchmarks/quotes.py` and `benchmarks/other_kinds.py`. A speaker is right where it is the labelled
person or, for one without a name, stands on the labelled mention; on a quoted term it is wrong. The second table shows
the scorer's figures (a quotation without an answer is a wrong answer) by floor, the confidence below which nobody is
named, without those who are merely near ("loose") and with them.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from types import ModuleType
from typing import Any

from benchmarks.gold import gold_paragraphs, predictions, read_gold
from benchmarks.other_kinds import labelled_pages
from benchmarks.quotes import figures, load_scorer, print_row
from benchmarks.verdicts import verdicts
from extract.model import Paragraph, Quotations, Quote
from extract.quotes.attribution import Narrator
from extract.quotes.find import quotations
from extract.quotes.rules import load_rules
from extract.quotes.weights import load_scores

_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)
_FLOORS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A labelled article with what is found in it, every speaker given."""

    gold: Mapping[str, Any]
    paragraphs: tuple[Paragraph, ...]
    found: Quotations


class _Generous(Narrator):
    """A narrator who names every speaker, however unsure."""

    def is_given(self, method: str, sure: float) -> bool:  # noqa: ARG002
        """Every speaker is."""
        return True


def main() -> None:
    """Print the share of right speakers by confidence for each labelled set, then the figures by floor."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    shared = Path(sys.argv[1])
    folder = shared / "accuracy" / "quotes"
    scorer = load_scorer(folder)
    sets = {
        "english-check": _articles(read_gold(folder, "english-check"), "en"),
        "other kinds": list(_pages(shared, scorer)),
        "german-check": _articles(read_gold(folder, "german-check"), "de"),
    }
    print_row(("set", "method", "confidence", "speakers", "mean", "right"))
    for name, judged in sets.items():
        given = [one for each in judged for one in _sureness(each, scorer)]
        for method, part in (("loose", True), ("any other", False)):
            for row in _reliability([one[1:] for one in given if (one[0] == "loose") is part]):
                print_row((name, method, *row))
    print()
    print_row(("set", "floor", "speaker", "end to end", "loose: speaker", "end to end"))
    for name, judged in sets.items():
        for floor in _FLOORS:
            print_row((name, f"{floor:.1f}", *_with_floor(judged, floor, scorer)))


def _articles(gold: Sequence[Mapping[str, Any]], language: str) -> list[Judged]:
    texts = [(row, gold_paragraphs(row["text"])) for row in gold]
    return [Judged(gold=row, paragraphs=text, found=_find(text, language)) for row, text in texts]


def _pages(shared: Path, scorer: ModuleType) -> Iterator[Judged]:
    for page in labelled_pages(shared / "accuracy" / "pages", scorer):
        found = _find(page.paragraphs, "en")
        yield Judged(gold=page.gold, paragraphs=page.paragraphs, found=page.labelled_part(found))


def _find(paragraphs: Sequence[Paragraph], language: str) -> Quotations:
    return quotations(paragraphs, load_rules(language), load_scores(language), _Generous)


def _sureness(judged: Judged, scorer: ModuleType) -> Iterator[tuple[str, float, bool]]:
    """Method and confidence of each speaker, and whether it is right."""
    for quote, right in verdicts(judged.gold, judged.paragraphs, judged.found.quotes, scorer):
        if quote.attribution is not None:
            yield quote.attribution.method, quote.attribution.confidence, right


def _reliability(given: Sequence[tuple[float, bool]]) -> Iterator[tuple[str, ...]]:
    """The table's rows, the last for all speakers."""
    for low, high in [*pairwise(_EDGES), (_EDGES[0], _EDGES[-1])]:
        part = [one for one in given if low <= one[0] < high]
        if part:
            mean, right = fmean(sure for sure, _ in part), fmean(right for _, right in part)
            yield f"{low:.2f}–{min(high, 1):.2f}", str(len(part)), f"{mean:.3f}", f"{right:.3f}"


def _with_floor(judged: Sequence[Judged], floor: float, scorer: ModuleType) -> Iterator[str]:
    """Speaker and end to end where no speaker is less sure than the floor, without the loose ones and with them."""
    for left_out in ("loose", None):
        predicted = {}
        for each in judged:
            quotes = tuple(_named(each.found.quotes, floor, left_out))
            predicted[each.gold["doc"]] = list(predictions(each.paragraphs, replace(each.found, quotes=quotes)))
        found = figures(scorer, {each.gold["doc"]: each.gold for each in judged}, predicted, direct=False)
        yield from (f"{found[1]:.3f}", f"{found[2]:.3f}")


def _named(quotes: Iterable[Quote], floor: float, left_out: str | None) -> Iterator[Quote]:
    """The quotes, those with another speaker than wanted without one."""
    for quote in quotes:
        said = quote.attribution
        is_wanted = said is None or (said.confidence >= floor and said.method != left_out)
        yield quote if is_wanted else replace(quote, attribution=None)


if __name__ == "__main__":
    main()
