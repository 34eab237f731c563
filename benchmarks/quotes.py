"""How well and how fast quotations are found and given to their speakers.

    python -m benchmarks.quotes [SHARED_DIR] [--model en_core_web_sm] [--trial MODEL.json]

Prints the figures on the gold that ships, then on the labelled sets where they are: SHARED_DIR holds accuracy/quotes
with the gold files and score_quotes.py, whose docstring defines every figure. textacy and sayswho take part in English
where they are installed, with the model of spaCy that is named; the trial of the labelled files does with a model that
its own `train` wrote. What the speed means, `benchmarks/quote_speed.py` says; textacy and sayswho, a hundred times
slower, read each article once.
"""

import argparse
import importlib.util
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.gold import gold_paragraphs, predictions, read_gold
from benchmarks.quote_peers import Peer, installed_peers, load_trial
from benchmarks.quote_speed import articles_a_second
from benchmarks.shipped_quotes import SHIPPED_COLUMNS, shipped_rows
from extract.model import Paragraph, Quotations
from extract.quotes.find import find_quotations

_GOLD = (("english-check", "en"), ("german-check", "de"))
COLUMNS = ("gold", "system", "quotes", "detection", "speaker", "end to end", "resolved", "terms", "articles/CPU-s")


Finder = Callable[[Sequence[Paragraph], str], Quotations]


def main() -> None:
    """Print the table for what presslake ships, and for its peers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, nargs="?", metavar="SHARED_DIR")
    parser.add_argument("--model", default="en_core_web_sm")
    parser.add_argument("--trial", type=Path, metavar="MODEL.json")
    options = parser.parse_args()
    print_row(SHIPPED_COLUMNS)
    for row in shipped_rows():
        print_row(row)
    if options.shared is None:
        return
    print()
    print_table(options.shared, find_quotations)
    folder = options.shared / "accuracy" / "quotes"
    gold = read_gold(folder, "english-check")
    texts = [row["text"] for row in gold]
    if options.trial:
        trial = load_trial(folder, options.trial)
        speed = articles_a_second(texts, trial)
        for row in _peer_rows(load_scorer(folder), "trial", gold, trial):
            print_row((*row[:-1], f"{speed:.0f}"))
    for system, peer in installed_peers(options.model).items():
        for row in _peer_rows(load_scorer(folder), system, gold, peer):
            print_row(row)


def print_table(shared: Path, find: Finder) -> None:
    """Print one table: a row for each gold file and each kind of quotation counted."""
    folder = shared / "accuracy" / "quotes"
    scorer = load_scorer(folder)
    print_row(COLUMNS)
    for gold, language in _GOLD:
        for row in rows(scorer, gold, read_gold(folder, gold), language, find):
            print_row(row)


def print_row(cells: Iterable[str]) -> None:
    """Print one line of a table."""
    print("  ".join(f"{cell:>14}" for cell in cells))


def load_scorer(folder: Path) -> ModuleType:
    """Return the labelled files' own scorer, which says what is right."""
    path = folder / "score_quotes.py"
    spec = importlib.util.spec_from_file_location("score_quotes", path)
    if not path.is_file() or spec is None or spec.loader is None:
        raise SystemExit(f"{folder}: no score_quotes.py, which judges by the labelled files")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def rows(
    scorer: ModuleType, name: str, gold: Sequence[Mapping[str, Any]], language: str, find: Finder
) -> Iterator[tuple[str, ...]]:
    """Return the table's rows for one gold file: all quotations, and the direct ones only."""
    articles = [(row["doc"], gold_paragraphs(row["text"])) for row in gold]
    find(articles[0][1], language)  # the rule files are read once a process
    speed = articles_a_second([paragraphs for _, paragraphs in articles], lambda paragraphs: find(paragraphs, language))
    found = [(doc, paragraphs, find(paragraphs, language)) for doc, paragraphs in articles]
    predicted = {doc: list(predictions(paragraphs, quotations)) for doc, paragraphs, quotations in found}
    for row in score_rows(scorer, (name, "presslake"), {row["doc"]: row for row in gold}, predicted):
        yield (*row, f"{speed:.0f}")


def _peer_rows(
    scorer: ModuleType, system: str, gold: Sequence[Mapping[str, Any]], peer: Peer
) -> Iterator[tuple[str, ...]]:
    begin = time.process_time()
    predicted = {row["doc"]: peer(row["text"]) for row in gold}
    speed = len(gold) / (time.process_time() - begin)
    for row in score_rows(scorer, ("english-check", system), {row["doc"]: row for row in gold}, predicted):
        yield (*row, f"{speed:.1f}")


def score_rows(
    scorer: ModuleType,
    names: tuple[str, str],
    gold: Mapping[str, Mapping[str, Any]],
    predicted: Mapping[str, list[dict[str, Any]]],
) -> Iterator[tuple[str, ...]]:
    """Return the rows of some labelled articles without their speed: all quotations, and the direct ones only."""
    for kind in ("all", "direct"):
        found = figures(scorer, gold, predicted, direct=kind == "direct")
        yield (*names, kind, *(f"{figure:.3f}" for figure in found))


def figures(
    scorer: ModuleType,
    gold: Mapping[str, Mapping[str, Any]],
    predicted: Mapping[str, list[dict[str, Any]]],
    *,
    direct: bool,
) -> tuple[float, ...]:
    """Return detection F1 by overlap, speaker mention, end-to-end F1, resolved name, terms F1."""
    score = scorer.score(gold, {doc: {"quotes": quotes} for doc, quotes in predicted.items()}, direct)
    return (
        score["span_overlap"]["f1"],
        score["attribution"]["mention"],
        score["e2e"]["f1"],
        score["attribution"]["resolved"],
        score["other"]["f1"],
    )


if __name__ == "__main__":
    main()
