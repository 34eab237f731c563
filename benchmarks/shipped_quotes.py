"""The gold that ships: articles that we wrote and marked, in every language that has rules.

Of each language some articles are left alone to measure by ("check" in their name), and the others were read while the
rules were made ("read"). Gold and rules have one author: expect less on real news.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.gold import gold_paragraphs, predictions
from benchmarks.quote_score import QuoteScore, score
from extract.quotes.find import find_quotations

GOLD = Path(__file__).parents[1] / "tests" / "quality"
GROUPS = ("check", "read")
SHIPPED_COLUMNS = ("language", "articles", "quotes", "terms", "detection", "speaker", "end to end", "resolved", "terms")


def gold_languages() -> list[str]:
    """Return the languages of which gold ships."""
    return sorted(path.stem.removeprefix("quotes_") for path in GOLD.glob("quotes_??.jsonl"))


def measure(language: str, group: str) -> QuoteScore:
    """Return what presslake makes of one group of a language's articles."""
    return sum(_scores(language, group), QuoteScore())


def _scores(language: str, group: str) -> Iterator[QuoteScore]:
    for line in (GOLD / f"quotes_{language}.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        if article["doc"].startswith(f"{language}-{group}-"):
            paragraphs = gold_paragraphs(article["text"])
            rows = predictions(paragraphs, find_quotations(paragraphs, language), marked=False)
            yield score(article["text"], article["quotes"], [row for row in rows if row.get("speech", True)])


def shipped_rows() -> Iterator[tuple[str, ...]]:
    """Return the rows of the table."""
    for language in gold_languages():
        for group in GROUPS:
            found = measure(language, group)
            figures = (found.detection, found.speaker, found.end_to_end, found.resolved, found.term)
            yield (language, group, str(found.gold), str(found.terms), *(f"{figure:.3f}" for figure in figures))
