"""How well an article's quality tells a good extraction from a bad one, on labelled pages.

    python -m benchmarks.quality SHARED_DIR

Prints the rank correlation (Spearman) of ``Article.quality`` with the paragraph F1 of the page, and how often of a bad
page and a good one the bad one has the lower quality.
"""

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from extract.article import extract_article
from extract.model import Entry, ExtractError, Page
from extract.text import words

CORPORA = ("fundus", "aeb")
#: Below this paragraph F1 a page is a bad one.
BAD_F1 = 0.75


def main() -> None:
    """Print one line per corpus and one for all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    pages = parser.parse_args().shared / "accuracy" / "pages"
    measured = {corpus: measure(pages, corpus) for corpus in CORPORA}
    for corpus, found in (*measured.items(), ("all", [pair for pairs in measured.values() for pair in pairs])):
        ranks = pd.DataFrame(found).rank()
        print(
            f"{corpus:8} {len(found):4} pages   Spearman {ranks[0].corr(ranks[1]):.3f}"
            f"   bad below good {right_order(found):.3f}"
        )


def measure(pages: Path, corpus: str) -> list[tuple[float, float]]:
    """Return paragraph F1 and quality of each page that gives an article."""
    found = []
    with (pages / f"{corpus}-check.jsonl").open(encoding="utf-8") as gold:
        for row in map(json.loads, gold):
            page = Page(
                entry=Entry(url=row["url"] if row["url"].startswith("http") else "file:///page"),
                body=gzip.decompress((pages / row["path"]).read_bytes()),
                content_type="text/html",
            )
            try:
                article = extract_article(page)
            except ExtractError:
                continue
            wanted = [block["text"] for block in row["blocks"]]
            found.append((paragraph_f1(wanted, [each.text for each in article.paragraphs]), article.quality or 0.0))
    return found


def paragraph_f1(wanted: Iterable[str], found: Iterable[str]) -> float:
    """Return the F1 of paragraphs whose words are equal.

    >>> paragraph_f1(["One.", "Two."], ["one", "three"])
    0.5
    """
    gold, given = (Counter(tuple(words(text)) for text in texts) for texts in (wanted, found))
    return 2 * (gold & given).total() / max(1, gold.total() + given.total())


def right_order(found: Sequence[tuple[float, float]]) -> float:
    """Return the share of pairs of a bad and a good page in which the bad one has the lower quality."""
    bad = [quality for f1, quality in found if f1 < BAD_F1]
    good = [quality for f1, quality in found if f1 >= BAD_F1]
    return sum(low < high for low in bad for high in good) / max(1, len(bad) * len(good))


if __name__ == "__main__":
    main()
