"""How well and how fast quotations are found and given to their speakers.

    python -m benchmarks.quotes SHARED_DIR

SHARED_DIR holds accuracy/quotes with the gold files and score_quotes.py, whose docstring defines every figure.
"""

import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from extract.model import Paragraph, Quotations
from extract.quotes.find import find_quotations

_GOLD = (("english-check", "en"), ("german-check", "de"))
_COLUMNS = ("gold", "quotes", "detection", "speaker", "end to end", "resolved", "terms", "articles/CPU-s")


Finder = Callable[[Sequence[Paragraph], str], Quotations]


def main() -> None:
    """Print the table for what presslake ships."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    print_table(Path(sys.argv[1]), find_quotations)


def print_table(shared: Path, find: Finder) -> None:
    """Print one table: a row for each gold file and each kind of quotation counted."""
    folder = shared / "accuracy" / "quotes"
    print("  ".join(f"{name:>14}" for name in _COLUMNS))
    for gold, language in _GOLD:
        for row in _rows(folder, gold, language, find):
            print("  ".join(f"{cell:>14}" for cell in row))


def read_gold(folder: Path, gold: str) -> list[dict[str, Any]]:
    """Return the labelled articles of one gold file, each with doc, text and quotes."""
    with gzip.open(folder / f"{gold}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _rows(folder: Path, gold: str, language: str, find: Finder) -> Iterator[tuple[str, ...]]:
    """The table's rows for one gold file: all quotations, and the direct ones only."""
    articles = [(row["doc"], gold_paragraphs(row["text"])) for row in read_gold(folder, gold)]
    find(articles[0][1], language)  # the rule files are read once a process
    begin = time.process_time()
    found = [(doc, paragraphs, find(paragraphs, language)) for doc, paragraphs in articles]
    speed = len(articles) / (time.process_time() - begin)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predicted:
        predicted.writelines(
            json.dumps({"doc": doc, "quotes": list(_predictions(paragraphs, quotations))}) + "\n"
            for doc, paragraphs, quotations in found
        )
        predicted.flush()
        for kind, options in (("all", ()), ("direct", ("--direct",))):
            figures = _score(folder, gold, predicted.name, *options)
            yield (gold, kind, *(f"{figure:.3f}" for figure in figures), f"{speed:.0f}")


def gold_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the lines of a gold text, blank ones left out."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(kind="text", text=line, start=start))
        start += len(line) + 1
    return tuple(paragraphs)


def _predictions(paragraphs: tuple[Paragraph, ...], found: Quotations) -> Iterator[dict[str, Any]]:
    """The scorer's rows: offsets in the document; a term is a run that is no speech."""
    for quote in found.quotes:
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


def _score(folder: Path, gold: str, predicted: str, *options: str) -> tuple[float, ...]:
    """Detection F1 by overlap, speaker mention, end-to-end F1, resolved name, terms F1."""
    command = [sys.executable, str(folder / "score_quotes.py"), str(folder / f"{gold}.jsonl.gz"), predicted, "--json"]
    score = json.loads(subprocess.run([*command, *options], check=True, capture_output=True, text=True).stdout)
    return (
        score["span_overlap"]["f1"],
        score["attribution"]["mention"],
        score["e2e"]["f1"],
        score["attribution"]["resolved"],
        score["other"]["f1"],
    )


if __name__ == "__main__":
    main()
