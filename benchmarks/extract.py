"""Quality and speed of presslake's page room beside its peers, on labelled pages.

    python -m benchmarks.extract SHARED_DIR [--jobs 2] [--corpus fundus] [--system presslake]

SHARED_DIR holds accuracy/pages with its gold files, pages and scorer, whose docstring defines most figures. All systems
read the same pages in the same worker processes, one after the other, so that their CPU times can be compared; the
peers get the decoded text, and their lines count as paragraphs. presslake's time includes language, quotes and
verdict. A page's bylines are its authors and its agencies together, as the gold has them. newspaper4k takes part where
it is installed; it is no dependency.
"""

import argparse
import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from statistics import fmean

from extract.article import extract_article
from extract.decode import decode
from extract.model import Entry, ExtractError, Page
from extract.text import words

CORPORA = ("fundus", "aeb", "trafeval")
FIGURES = {
    "body_f1": "body F1",
    "para_f1": "paragraph",
    "snip_f1": "snippet",
    "head_r": "headings",
    "summary_r": "standfirst",
    "quoted_r": "quoted",
    "title": "title",
    "author_eq": "authors",
    "date": "date",
    "empty": "empty",
}
SCORER_KINDS = {"heading": "head", "standfirst": "summary"}
BASE = "trafilatura"
_QUOTATION_MARK = re.compile('["“”„«»]')
_ROUNDS = 2_000

Row = dict[str, object]
Prediction = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one system makes of one page, and the CPU seconds that it took."""

    prediction: Prediction
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The figures of one system on one corpus."""

    figures: Mapping[str, float]
    #: Counts of word sequences of each page: in both texts, in the prediction alone, in the gold alone.
    bodies: Sequence[tuple[int, int, int]]
    seconds: float


def main() -> None:
    """Print one line per corpus and system, one that compares presslake with trafilatura, and the speed on all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--corpus", choices=CORPORA, action="append")
    parser.add_argument("--system", choices=READERS, action="append")
    options = parser.parse_args()
    pages = options.shared / "accuracy" / "pages"
    systems = [name for name in options.system or READERS if name != "newspaper4k" or find_spec("newspaper")]
    print(f"{'':9}{'':22}" + "".join(f"{name:>11}" for name in FIGURES.values()) + f"{'pages/CPU-s':>13}{'speed':>7}")
    with ProcessPoolExecutor(
        options.jobs, mp_context=get_context("spawn"), initializer=partial(warm_up, pages, systems)
    ) as pool:
        seconds, page_count = Counter[str](), 0
        for corpus in options.corpus or CORPORA:
            gold = load_gold(pages, corpus)
            measured = list(pool.map(partial(measure, pages, systems), gold, chunksize=4))
            scores = {name: score(pages, corpus, gold, [each[name] for each in measured]) for name in systems}
            for name in systems:
                print(line(corpus, name, scores, len(gold)), flush=True)
            if {BASE, "presslake"} <= scores.keys() and scores[BASE].bodies:
                print(comparison(scores[BASE].bodies, scores["presslake"].bodies), flush=True)
            seconds.update({name: found.seconds for name, found in scores.items()})
            page_count += len(gold)
        totals = {name: Score(figures={}, bodies=(), seconds=seconds[name]) for name in systems}
        for name in systems:
            print(line("all", name, totals, page_count))


def load_gold(pages: Path, corpus: str) -> list[Row]:
    """Return the gold rows of a corpus."""
    with (pages / f"{corpus}-check.jsonl").open(encoding="utf-8") as gold:
        return [json.loads(row) for row in gold]


def warm_up(pages: Path, systems: Sequence[str]) -> None:
    """Load every model and pattern once, which a worker does in its first seconds and never again."""
    for row in load_gold(pages, CORPORA[0])[:5]:
        measure(pages, systems, row)


def measure(pages: Path, systems: Sequence[str], row: Row) -> dict[str, Measured]:
    """Return what each system makes of a page."""
    body = gzip.decompress((pages / str(row["path"])).read_bytes())
    return {system: _timed(system, row, body) for system in systems}


def _timed(system: str, row: Row, body: bytes) -> Measured:
    url = str(row["url"])
    start = time.process_time()
    prediction = READERS[system](body, url if url.startswith("http") else None)
    return Measured(prediction={"id": row["id"], **prediction}, seconds=time.process_time() - start)


def read_with_trafilatura(body: bytes, url: str | None, *, fast: bool = False, precision: bool = False) -> Prediction:
    """Return the result of trafilatura with its metadata."""
    from trafilatura import bare_extraction  # noqa: PLC0415 — only what is measured needs the bare engine

    text = decode(body, None).text
    document = bare_extraction(text, url=url, with_metadata=True, fast=fast, favor_precision=precision)
    if document is None:
        return {"text": ""}
    found = document if isinstance(document, dict) else document.as_dict()
    authors = [name.strip() for name in (found["author"] or "").split(";")]
    return {"text": found["text"], "title": found["title"], "authors": authors, "date": found["date"]}


def read_with_newspaper(body: bytes, url: str | None) -> Prediction:
    """Return the result of newspaper4k's defaults, an empty text where it wants a package or refuses a page."""
    article = import_module("newspaper").Article(url or "https://page.example/", fetch_images=False)
    try:
        article.download(input_html=decode(body, None).text)
        article.parse()
    except (ImportError, ValueError):
        return {"text": ""}
    date = article.publish_date
    return {
        "text": article.text,
        "title": article.title,
        "authors": list(article.authors),
        "date": date.date().isoformat() if date else None,
    }


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


READERS: Mapping[str, Callable[[bytes, str | None], Prediction]] = {
    BASE: read_with_trafilatura,
    "trafilatura fast": partial(read_with_trafilatura, fast=True),
    "trafilatura precision": partial(read_with_trafilatura, precision=True),
    "newspaper4k": read_with_newspaper,
    "presslake": read_with_presslake,
}


def line(corpus: str, system: str, scores: Mapping[str, Score], page_count: int) -> str:
    """Return the printed figures of one system on one corpus."""
    found = scores[system]
    ratio = f"{scores[BASE].seconds / found.seconds:7.2f}" if BASE in scores else ""
    cells = "".join(f"{cell:>11}" for cell in _cells(found.figures))
    return f"{corpus:9}{system:22}{cells}{page_count / found.seconds:13.1f}{ratio}"


def _cells(figures: Mapping[str, float]) -> Iterator[str]:
    for figure in FIGURES:
        value = figures.get(figure)
        yield "–" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def score(pages: Path, corpus: str, gold: Sequence[Row], measured: Sequence[Measured]) -> Score:
    """Return what the scorer says of the predictions, and the recall of standfirsts and of quoted paragraphs."""
    with tempfile.TemporaryDirectory() as folder:
        written, each_page = Path(folder) / "predictions.jsonl", Path(folder) / "pages.json"
        written.write_text("".join(json.dumps(page.prediction) + "\n" for page in measured), encoding="utf-8")
        command = [sys.executable, str(pages / "score_pages.py"), str(pages / f"{corpus}-check.jsonl"), str(written)]
        printed = subprocess.run([*command, "--pages", str(each_page)], check=True, capture_output=True, text=True)
        by_page = json.loads(each_page.read_text(encoding="utf-8"))
    bodies = [tuple(page["body"]) for page in by_page.values() if "body" in page]
    return Score(
        figures={**json.loads(printed.stdout), **recalls(gold, [page.prediction for page in measured])},
        bodies=bodies,
        seconds=sum(page.seconds for page in measured),
    )


def recalls(gold: Sequence[Row], predictions: Sequence[Prediction]) -> dict[str, float]:
    """Return the part of the standfirsts, and of the paragraphs with a quotation mark, that come out as they are."""
    found: dict[str, list[bool]] = {"summary_r": [], "quoted_r": []}
    for row, prediction in zip(gold, predictions, strict=True):
        keys = {_key(text) for text in _texts(prediction)}
        for block in _blocks(row):
            is_quoted = block["kind"] == "p" and _QUOTATION_MARK.search(block["text"])
            figure = "summary_r" if block["kind"] == "summary" else "quoted_r" if is_quoted else None
            if figure:
                found[figure].append(_key(block["text"]) in keys)
    return {figure: fmean(hits) for figure, hits in found.items() if hits}


def _texts(prediction: Prediction) -> list[str]:
    blocks = [block["text"] for block in _blocks(prediction)]
    return blocks or str(prediction["text"] or "").split("\n")


def _blocks(row: Row) -> list[dict[str, str]]:
    blocks = row.get("blocks")
    return blocks if isinstance(blocks, list) else []


def _key(text: str) -> str:
    return " ".join(words(text))


def comparison(base: Sequence[tuple[int, int, int]], ours: Sequence[tuple[int, int, int]]) -> str:
    """Return the difference of body F1 with its 95 % interval, from a bootstrap over pages, both systems in pairs."""
    generator = random.Random(7)
    drawn = (generator.choices(range(len(base)), k=len(base)) for _ in range(_ROUNDS))
    differences = sorted(
        body_f1([ours[index] for index in draw]) - body_f1([base[index] for index in draw]) for draw in drawn
    )
    low, high = differences[_ROUNDS // 40], differences[-_ROUNDS // 40]
    difference = body_f1(ours) - body_f1(base)
    return f"{'':9}presslake − {BASE}: body F1 {difference:+.4f}, 95 % of {_ROUNDS:,} draws {low:+.4f} to {high:+.4f}"


def body_f1(bodies: Iterable[tuple[int, int, int]]) -> float:
    """Return the F1 of mean precision and mean recall, as the article-extraction-benchmark defines it."""
    counted = list(bodies)
    precision = fmean(both / (both + extra) for both, extra, _ in counted if both + extra)
    recall = fmean(both / (both + lost) for both, _, lost in counted if both + lost)
    return 2 * precision * recall / (precision + recall)


if __name__ == "__main__":
    main()
