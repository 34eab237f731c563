"""Quality and speed of presslake's page room beside bare trafilatura, on labelled pages.

    python benchmarks/pages.py SHARED_DIR [--jobs 2] [--corpus fundus]

SHARED_DIR holds accuracy/pages with its gold files, pages and scorer. Both systems read the same pages in the same
worker processes, one after the other, so that their CPU times can be compared; bare trafilatura gets the decoded text,
and its lines count as paragraphs. A page's bylines are its authors and its agencies together, as the gold has them.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from extract.article import extract_article
from extract.decode import decode
from extract.model import Entry, ExtractError, Page

CORPORA = ("fundus", "aeb", "trafeval")
FIGURES = {
    "body_f1": "body F1",
    "para_f1": "paragraph F1",
    "snip_f1": "snippet F1",
    "head_r": "headings",
    "title": "title",
    "author_eq": "authors",
    "date": "date",
    "empty": "empty",
}
SCORER_KINDS = {"heading": "head", "standfirst": "summary"}
SYSTEMS = ("trafilatura", "presslake")

Row = Mapping[str, str]
Prediction = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one system makes of one page, and the CPU seconds that it took."""

    prediction: Prediction
    seconds: float


def main() -> None:
    """Print one line per corpus and system."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--corpus", choices=CORPORA, action="append")
    options = parser.parse_args()
    pages = options.shared / "accuracy" / "pages"
    print(f"{'corpus':10}{'system':13}" + "".join(f"{name:>14}" for name in FIGURES.values()) + f"{'pages/CPU-s':>14}")
    with ProcessPoolExecutor(
        options.jobs, mp_context=get_context("spawn"), initializer=partial(warm_up, pages)
    ) as pool:
        for corpus in options.corpus or CORPORA:
            rows = load_gold(pages, corpus)
            measured = list(pool.map(partial(measure, pages), rows, chunksize=4))
            for system in SYSTEMS:
                print(line(pages, corpus, system, [of_page[system] for of_page in measured]), flush=True)


def load_gold(pages: Path, corpus: str) -> list[Row]:
    """Return the gold rows of a corpus; of each, only what names the page is read here."""
    with (pages / f"{corpus}-check.jsonl").open(encoding="utf-8") as gold:
        return [{key: row[key] for key in ("id", "path", "url")} for row in map(json.loads, gold)]


def warm_up(pages: Path) -> None:
    """Load every model and pattern once, which a worker does in its first seconds and never again."""
    for row in load_gold(pages, CORPORA[0])[:5]:
        measure(pages, row)


def measure(pages: Path, row: Row) -> dict[str, Measured]:
    """Return what each system makes of a page."""
    body = gzip.decompress((pages / row["path"]).read_bytes())
    return {system: _timed(system, row, body) for system in SYSTEMS}


def _timed(system: str, row: Row, body: bytes) -> Measured:
    read = {"trafilatura": read_with_trafilatura, "presslake": read_with_presslake}[system]
    start = time.process_time()
    prediction = read(body, row["url"] if row["url"].startswith("http") else None)
    return Measured(prediction={"id": row["id"], **prediction}, seconds=time.process_time() - start)


def read_with_trafilatura(body: bytes, url: str | None) -> Prediction:
    """Return the result of trafilatura's defaults with its metadata."""
    from trafilatura import bare_extraction  # noqa: PLC0415 — only what is measured needs the bare engine

    document = bare_extraction(decode(body, None).text, url=url, with_metadata=True)
    if document is None:
        return {"text": ""}
    found = document if isinstance(document, dict) else document.as_dict()
    authors = [name.strip() for name in (found["author"] or "").split(";")]
    return {"text": found["text"], "title": found["title"], "authors": authors, "date": found["date"]}


def read_with_presslake(body: bytes, url: str | None) -> Prediction:
    """Return the article in the scorer's form, an empty text where there is none."""
    try:
        article = extract_article(
            Page(entry=Entry(url=url or "file:///page", claimed_url=url), body=body, content_type="text/html")
        )
    except ExtractError:
        return {"text": ""}
    agencies = article.extra.get("agencies")
    return {
        "text": article.text,
        "blocks": [{"kind": SCORER_KINDS.get(each.kind, "p"), "text": each.text} for each in article.paragraphs],
        "title": article.title,
        "authors": [*article.authors, *(agencies if isinstance(agencies, list) else [])],
        "date": article.published.day.isoformat() if article.published else None,
    }


def line(pages: Path, corpus: str, system: str, measured: Iterable[Measured]) -> str:
    """Return the printed figures of one system on one corpus."""
    found = list(measured)
    scores = score(pages, corpus, (page.prediction for page in found))
    speed = len(found) / sum(page.seconds for page in found)
    return f"{corpus:10}{system:13}" + "".join(f"{cell:>14}" for cell in _cells(scores)) + f"{speed:14.1f}"


def _cells(scores: Mapping[str, float]) -> Iterator[str]:
    for figure in FIGURES:
        value = scores.get(figure)
        yield "–" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def score(pages: Path, corpus: str, predictions: Iterable[Prediction]) -> dict[str, float]:
    """Return what the scorer prints for the predictions."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as written:
        written.writelines(json.dumps(prediction) + "\n" for prediction in predictions)
        written.flush()
        command = [sys.executable, str(pages / "score_pages.py"), str(pages / f"{corpus}-check.jsonl"), written.name]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    scores: dict[str, float] = json.loads(printed)
    return scores


if __name__ == "__main__":
    main()
