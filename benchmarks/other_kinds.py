"""How well quotations are found in other kinds of news than the labelled gold, which is US politics only.

    python -m benchmarks.other_kinds SHARED_DIR

SHARED_DIR holds accuracy/quotes (gold and scorer) and accuracy/pages (the pages). `other_kinds.jsonl` beside this file
holds our labels of sport, culture, local news, business, science, crime …, labelled by reading, before any prediction
was seen: 20 pages to read ("read") and the others to measure by ("check"), on which nothing is tuned.

One line is one page. It holds no text: a place is [paragraph, start, end], the paragraph an index into `paragraphs`,
which are the first 12 hex digits of their SHA-256. A paragraph that the page room cuts otherwise than when it was
labelled is left out, and counted.
"""

import gzip
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.extract import CORPORA, load_gold
from benchmarks.gold import predictions, read_gold
from benchmarks.quotes import COLUMNS, load_scorer, print_row, rows, score_rows
from extract.article import extract_article
from extract.model import Article, Entry, Page, Paragraph, Quotations
from extract.quotes.find import find_quotations

_LABELS = Path(__file__).with_suffix(".jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One labelled page: the scorer's gold, and what presslake finds there."""

    #: read or check.
    split: str
    subject: str
    gold: Mapping[str, Any]
    paragraphs: tuple[Paragraph, ...]
    found: Quotations
    #: Indices of the paragraphs with labelled runs; in others nobody has said what is right.
    labelled: frozenset[int]
    #: Labelled paragraphs, and those found again.
    paragraph_count: int
    found_count: int

    def labelled_part(self, found: Quotations) -> Quotations:
        """Return what is found in the labelled paragraphs."""
        return Quotations(
            quotes=tuple(quote for quote in found.quotes if quote.paragraph in self.labelled),
            terms=tuple(term for term in found.terms if term.paragraph in self.labelled),
        )


def main() -> None:
    """Print the table beside that of english-check, then two rows a subject."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    shared = Path(sys.argv[1])
    folder = shared / "accuracy" / "quotes"
    scorer = load_scorer(folder)
    labelled = labelled_pages(shared / "accuracy" / "pages", scorer)
    print_row(COLUMNS)
    for row in rows(scorer, "english-check", read_gold(folder, "english-check"), "en", find_quotations):
        print_row(row)
    for split in ("read", "check"):
        _print_rows(scorer, f"other {split}", [page for page in labelled if page.split == split])
    for subject in sorted({page.subject for page in labelled}):
        _print_rows(scorer, subject, [page for page in labelled if page.subject == subject], kinds=1)
    found, known = sum(page.found_count for page in labelled), sum(page.paragraph_count for page in labelled)
    print(f"{len(labelled)} pages; {found} of {known} labelled paragraphs found again")


def labelled_pages(pages: Path, scorer: ModuleType) -> list[Labelled]:
    """Return the pages that we labelled, each extracted as presslake does it now."""
    known = {row["id"]: row for corpus in CORPORA for row in load_gold(pages, corpus)}
    with _LABELS.open(encoding="utf-8") as lines:
        return [_labelled(labels, _article(pages, known[labels["page"]]), scorer) for labels in map(json.loads, lines)]


def _print_rows(scorer: ModuleType, name: str, labelled: Sequence[Labelled], *, kinds: int = 2) -> None:
    """Print the first rows of some labelled pages, and behind them how many runs are labelled there."""
    gold = {page.gold["doc"]: page.gold for page in labelled}
    predicted = {
        page.gold["doc"]: list(predictions(page.paragraphs, page.labelled_part(page.found))) for page in labelled
    }
    run_count = sum(len(page.gold["quotes"]) for page in labelled)
    for row in islice(score_rows(scorer, (name, "presslake"), gold, predicted), kinds):
        print_row((*row, f"{run_count} runs"))


def _article(pages: Path, row: Mapping[str, Any]) -> Article:
    """The article of a page, which every labelled page had when it was labelled."""
    url = row["url"] if row["url"].startswith("http") else "https://page.example/"
    body = gzip.decompress((pages / row["path"]).read_bytes())
    return extract_article(Page(entry=Entry(url=url), body=body, content_type="text/html"))


def _labelled(labels: Mapping[str, Any], article: Article, scorer: ModuleType) -> Labelled:
    keys = [sha256(each.text.encode()).hexdigest()[:12] for each in article.paragraphs]
    paragraphs = [article.paragraphs[keys.index(key)] if key in keys else None for key in labels["paragraphs"]]
    read = {labels["paragraphs"][run["at"][0]] for run in labels["runs"]}
    return Labelled(
        split=labels["split"],
        subject=labels["subject"],
        gold={
            "doc": labels["page"],
            "text": article.text,
            "quotes": list(_gold(labels, paragraphs, article.text, scorer)),
        },
        paragraphs=article.paragraphs,
        found=article.quotations,
        labelled=frozenset(number for number, key in enumerate(keys) if key in read),
        paragraph_count=len(paragraphs),
        found_count=len(paragraphs) - paragraphs.count(None),
    )


def _gold(
    labels: Mapping[str, Any], paragraphs: Sequence[Paragraph | None], text: str, scorer: ModuleType
) -> Iterator[dict[str, Any]]:
    """The scorer's rows of the labelled runs whose paragraphs were found; without its mention a run has no speaker."""

    def spans(places: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
        found = [(paragraphs[number], start, end) for number, start, end in places]
        return [(each.start + start, each.start + end) for each, start, end in found if each]

    for run in labels["runs"]:
        who = labels["speakers"][run["speaker"]] if "speaker" in run else None
        mention = spans([run["mention"]]) if who else []
        for start, end in spans([run["at"]]):
            yield {
                "start": start,
                "end": end,
                "attributed": run["kind"] != "term",
                "kind": run["kind"],
                "speaker": text[slice(*mention[0])] if mention else None,
                "speaker_start": mention[0][0] if mention else None,
                "speaker_end": mention[0][1] if mention else None,
                "alts": spans(who["mentions"]) if who else [],
                "names": [scorer.head_name(text[slice(*span)]) for span in spans(who["names"])] if who else [],
                "source_type": labels["subject"],
            }


if __name__ == "__main__":
    main()
