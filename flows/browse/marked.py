"""The paragraphs of an article with what is said in them marked, and what is known of it beside them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.browse.marks import Mark, MarkKind, Segment, segments
from warehouse.lookup import Row, Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedParagraph:
    """A paragraph in segments, with the quotes and statements that stand in it, in reading order."""

    position: int
    kind: str
    segments: tuple[Segment, ...]
    spoken: Rows


def marked_paragraphs(
    paragraphs: Rows, quotes: Rows, statements: Rows = (), terms: Rows = ()
) -> tuple[MarkedParagraph, ...]:
    """Return the paragraphs, of an article or some in a row, with all marks that stand in them."""
    marks = _by_paragraph(
        [
            *((row["paragraph_id"], _mark(row, "quote", row["id"])) for row in quotes),
            *((row["paragraph_id"], _mark(row, "statement", row["id"])) for row in statements),
            *((row["paragraph_id"], _mark(row, "term")) for row in terms),
            *_mentions(paragraphs, [*quotes, *statements]),
        ]
    )
    spoken: dict[str, list[Row]] = {}
    for row in sorted([*quotes, *statements], key=lambda row: (row["start_char"], -row["end_char"])):
        spoken.setdefault(row["paragraph_id"], []).append(row)
    return tuple(
        MarkedParagraph(
            position=row["position"],
            kind=row["kind"],
            segments=segments(row["text"], marks.get(row["paragraph_id"], ())),
            spoken=tuple(spoken.get(row["paragraph_id"], ())),
        )
        for row in paragraphs
    )


def _mark(row: Row, kind: MarkKind, key: str = "") -> Mark:
    return Mark(start=row["start_char"], end=row["end_char"], kind=kind, key=key)


def _mentions(paragraphs: Rows, spoken: Sequence[Row]) -> Iterable[tuple[str, Mark]]:
    """Yield, once each, the words that name a speaker, with the paragraph that they stand in."""
    starts = [row["start_char"] for row in paragraphs]
    places = {
        (row["speaker_start_char"], row["speaker_end_char"], row["speaker_id"])
        for row in spoken
        if row["speaker_id"] and row["speaker_start_char"] is not None
    }
    for start, end, speaker_id in sorted(places):
        nth = bisect_right(starts, start) - 1
        if nth >= 0 and start < starts[nth] + len(paragraphs[nth]["text"]):
            mark = Mark(start=start - starts[nth], end=end - starts[nth], kind="mention", key=speaker_id)
            yield paragraphs[nth]["paragraph_id"], mark


def _by_paragraph(marks: Iterable[tuple[str, Mark]]) -> dict[str, list[Mark]]:
    found: dict[str, list[Mark]] = {}
    for paragraph_id, mark in marks:
        found.setdefault(paragraph_id, []).append(mark)
    return found
