"""A peer in a pool of processes, its articles as lines of JSON; run by whatever Python has the peer.

    PYTHON peers.py newspaper4k|news-please FOLDER OUTPUT

It imports nothing of presslake, so that the peers may be installed beside it, and prints how many articles there are.
"""

import json
import logging
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from os import sched_getaffinity
from pathlib import Path

Row = dict[str, object]


def read_with_newspaper4k(html: bytes) -> Row:
    """Return the article of newspaper4k's defaults."""
    from newspaper import Article  # noqa: PLC0415 — one peer is imported

    article = Article("https://page.example/", fetch_images=False)
    article.download(input_html=html.decode("utf-8", "replace"))
    article.parse()
    found = {"title": article.title, "authors": article.authors, "text": article.text}
    return found | {"date": str(article.publish_date)}


def read_with_news_please(html: bytes) -> Row:
    """Return the article of news-please's defaults."""
    from newsplease import NewsPlease  # noqa: PLC0415 — one peer is imported

    article = NewsPlease.from_html(html.decode("utf-8", "replace"), url="https://page.example/")
    return {
        "title": article.title,
        "authors": article.authors,
        "text": article.maintext,
        "date": str(article.date_publish),
    }


PEERS: dict[str, Callable[[bytes], Row]] = {
    "newspaper4k": read_with_newspaper4k,
    "news-please": read_with_news_please,
}


def read(name: str, path: Path) -> str:
    """Return a page as a line of JSON, empty where the peer gives up."""
    logging.disable(logging.CRITICAL)
    try:
        row = PEERS[name](path.read_bytes())
    except Exception:  # whatever a peer raises at a page
        return ""
    return json.dumps(row) + "\n" if row["text"] else ""


def main(name: str, folder: Path, output: Path) -> None:
    """Read a folder into a file."""
    paths = sorted(folder.iterdir())
    count = 0
    workers = len(sched_getaffinity(0))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool, output.open("w") as file:
        for line in pool.map(partial(read, name), paths, chunksize=10):
            file.write(line)
            count += bool(line)
    print(count, "articles")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
