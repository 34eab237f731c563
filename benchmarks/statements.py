"""How well indirect speech is found, in passages of invented news that we wrote: who says what, without marks.

    python -m benchmarks.statements

A line of the gold (`tests/quality/statements_en_*.jsonl`) is a passage with its statements as content, mention of the
speaker, name of the speaker as the passage gives it (null where it gives none), cue, and through whom they came. The
rules were tried on `fit`; `check` was written before them, from these definitions, and is only counted.

    content    what is said: the clause without "that", without speaker and cue, without the last stop; with an
               attribution in the middle, from the first word to the last. Clauses joined by "and" are one; a second
               verb of saying begins a second one.
    no statement  questions, orders, what was not or may not have been said, thoughts and feelings, speech of nobody,
               the reporter's own; and a sentence around a quotation, which is a quote.
    denied     is said as well: the content is what is denied, the cue tells.
    inner      "Officials said Bell told them …" is a statement of Bell's, via the officials.

    found      precision, recall and F1: one found matches one of the gold if they share at least half of each.
    words      of those matched, the share of characters that both have of those that one has.
    speaker    of those matched, how many have the right mention: all words of the one are words of the other.
    name       of those matched, how many name the same speaker, or rightly none.
    end to end  F1 of those with content and mention right.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from extract.model import Paragraph, Statement
from extract.paragraphs import Block, placed
from extract.quotes.find import find_quotations

GOLD = Path(__file__).parent.parent / "tests" / "quality"
HALVES = ("fit", "check")
_COLUMNS = ("gold", "statements", "precision", "recall", "F1", "words", "speaker", "name", "end to end")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The figures of one half."""

    statements: int
    precision: float
    recall: float
    words: float
    speaker: float
    name: float
    end_to_end: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def main() -> None:
    """Print one row a half."""
    print("  ".join(f"{name:>10}" for name in _COLUMNS))
    for half in HALVES:
        score = score_half(half)
        figures = (score.precision, score.recall, score.f1, score.words, score.speaker, score.name, score.end_to_end)
        print("  ".join(f"{cell:>10}" for cell in (half, score.statements, *(f"{figure:.3f}" for figure in figures))))


def score_half(half: str) -> Score:
    """Return how well the statements of one half of the gold are found."""
    pairs: list[tuple[Mapping[str, Any], Statement, float]] = []
    expected = found = 0
    for passage in _passages(half):
        paragraphs = placed([Block(kind="text", text=text) for text in passage["paragraphs"]])
        statements = find_quotations(paragraphs, "en").statements
        pairs += _matched(paragraphs, passage["statements"], statements)
        expected += len(passage["statements"])
        found += len(statements)
    right = [_same_mention(gold["speaker"], statement.attribution.text) for gold, statement, _ in pairs]
    return Score(
        statements=expected,
        precision=len(pairs) / found,
        recall=len(pairs) / expected,
        words=fmean(shared for *_, shared in pairs),
        speaker=fmean(right),
        name=fmean(gold["name"] == _name(statement) for gold, statement, _ in pairs),
        end_to_end=2 * sum(right) / (found + expected),
    )


def _passages(half: str) -> Iterator[dict[str, Any]]:
    with (GOLD / f"statements_en_{half}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _matched(
    paragraphs: Sequence[Paragraph], expected: Sequence[Mapping[str, Any]], found: Sequence[Statement]
) -> Iterator[tuple[Mapping[str, Any], Statement, float]]:
    """Yield each gold statement that was found, with the one found, and the share of characters that both have."""
    free = list(found)
    for gold in expected:
        place = next(number for number, each in enumerate(paragraphs) if gold["content"] in each.text)
        start = paragraphs[place].text.index(gold["content"])
        end = start + len(gold["content"])
        for statement in free:
            shared = min(end, statement.end) - max(start, statement.start)
            longer = max(end - start, statement.end - statement.start)
            if statement.paragraph == place and shared * 2 >= longer:
                free.remove(statement)
                yield gold, statement, shared / (end - start + statement.end - statement.start - shared)
                break


def _same_mention(one: str, other: str) -> bool:
    words, others = set(one.split()), set(other.split())
    return words <= others or others <= words


def _name(statement: Statement) -> str | None:
    speaker = statement.attribution.speaker
    return speaker.name if speaker else None


if __name__ == "__main__":
    main()
