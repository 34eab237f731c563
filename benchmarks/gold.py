"""Labelled articles as the gold files hold them, and what presslake finds in the same form."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.model import Paragraph, Quotations
from extract.quotes.spans import has_mark


def read_gold(folder: Path, gold: str) -> list[dict[str, Any]]:
    """Return the labelled articles of one gold file, each with doc, text and quotes."""
    with gzip.open(folder / f"{gold}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def gold_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the lines of a gold text, blank ones left out."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(kind="text", text=line, start=start))
        start += len(line) + 1
    return tuple(paragraphs)


def predictions(
    paragraphs: tuple[Paragraph, ...], found: Quotations, *, marked: bool = True
) -> Iterator[dict[str, Any]]:
    """Return the scorer's rows: offsets in the document; a term is a run that is no speech.

    The labelled sets know only what stands in quotation marks: with ``marked``, speech that only the layout shows
    (transcripts, posts) is neither right nor wrong, and left out.
    """
    for quote in found.quotes:
        if marked and not has_mark(paragraphs[quote.paragraph].text[max(0, quote.start - 3) : quote.start + 1]):
            continue
        start, said = paragraphs[quote.paragraph].start, quote.attribution
        yield {
            "start": start + quote.start,
            "end": start + quote.end,
            "speaker_start": said.span.start if said else None,
            "speaker_end": said.span.end if said else None,
            "speaker": (said.speaker.name if said.speaker else said.text) if said else None,
        }
    for term in found.terms:
        start = paragraphs[term.paragraph].start
        yield {"start": start + term.start, "end": start + term.end, "speaker": None, "speech": False}
