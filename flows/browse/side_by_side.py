"""Two versions of an article beside each other: paragraph by paragraph, and which of their quotes changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from extract.model import PARAGRAPH_BREAK
from flows.comparing import Change, QuoteChange, RunKind, aligned, quote_changes, word_runs
from warehouse.lookup import Row, VersionFound

Runs = tuple[tuple[RunKind, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph of the earlier version beside that of the later one; empty where a version has none."""

    op: Literal["same", "changed", "removed", "added"]
    old: Runs
    new: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Lines in a row that all changed, or that are all the same and so can be folded away."""

    is_same: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteLine:
    """A quote that is gone or has other words, as one text with its removed and added words."""

    op: Literal["removed", "reworded"]
    speaker: str | None
    runs: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """What became of an article from one version to another."""

    title: Line
    stretches: tuple[Stretch, ...]
    #: Quotes that the later version has no more, or in other words, and those that only it has.
    quotes: tuple[QuoteLine, ...]
    new_quotes: tuple[Row, ...]
    changed_count: int


def side_by_side(earlier: VersionFound, later: VersionFound) -> SideBySide:
    """Return two versions of one article, paragraph beside paragraph."""
    old, new = earlier.version, later.version
    found = aligned(old["text"].split(PARAGRAPH_BREAK), new["text"].split(PARAGRAPH_BREAK))
    stretches = groupby(found, key=lambda change: change.op == "same")
    quotes, new_quotes = _quotes(earlier, later)
    return SideBySide(
        title=_line(_title_change(old["title"] or "", new["title"] or "")),
        stretches=tuple(Stretch(is_same=same, lines=tuple(map(_line, changes))) for same, changes in stretches),
        quotes=quotes,
        new_quotes=new_quotes,
        changed_count=sum(change.op != "same" for change in found),
    )


def _title_change(old: str, new: str) -> Change:
    return Change(op="same" if old == new else "changed", position=0, old=old, new=new)


def _line(change: Change) -> Line:
    if change.op == "same":
        whole: Runs = (("same", change.new or ""),)
        return Line(op="same", old=whole, new=whole)
    runs = tuple(word_runs(change.old, change.new))
    return Line(op=change.op, old=_side(runs, "removed"), new=_side(runs, "added"))


def _side(runs: Sequence[tuple[RunKind, str]], kind: RunKind) -> Runs:
    return tuple(run for run in runs if run[0] in {"same", kind})


def _quotes(earlier: VersionFound, later: VersionFound) -> tuple[tuple[QuoteLine, ...], tuple[Row, ...]]:
    present, former = ({row["quote_key"] for row in found.quotes} for found in (later, earlier))
    gone = [(row["speaker"], row["quote"]) for row in earlier.quotes if row["quote_key"] not in present]
    said = [(row["speaker"], row["quote"]) for row in later.quotes]
    changed = quote_changes(gone, said, earlier.version["text"])
    reworded = {change.new for change in changed}
    added = (row for row in later.quotes if row["quote_key"] not in former and row["quote"] not in reworded)
    return tuple(map(_quote_line, changed)), tuple(added)


def _quote_line(change: QuoteChange) -> QuoteLine:
    return QuoteLine(op=change.op, speaker=change.speaker, runs=tuple(word_runs(change.old, change.new)))
