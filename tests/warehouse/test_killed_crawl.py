"""A crawl that dies at any moment: what a feed named is there with the feed, and the next one goes on where it was."""

import subprocess
import sys
import time
from pathlib import Path

from warehouse.check import run_checks
from warehouse.connection import open_warehouse

#: Reads the feeds that it has not read, then loads what is due, five pages at a time: every fourth fails at first.
CRAWL = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from extract.model import Article, Entry, Paragraph
from warehouse.connection import open_warehouse
from warehouse.frontier import due_pages, known_documents, save_listing
from warehouse.load import load_batch
from warehouse.model import Document, Exchange, Reading
from warehouse.runs import start_run
from warehouse.stage import stage_batch

folder, noon = Path(sys.argv[1]), datetime(2026, 3, 5, 12, tzinfo=UTC)


def reading(page):
    url = page.entry.url
    text = f"The story of {url} is told."
    article = Article(
        url=url,
        domain=url.split("/")[2],
        text=text,
        paragraphs=(Paragraph(kind="text", text=text, start=0),),
        extractor="test",
    )
    failed = url.endswith("7") and page.failures == 0
    return Reading(
        entry=page.entry,
        read_at=noon,
        duration_ms=1,
        article=None if failed else article,
        reason="timeout" if failed else None,
        exchange=Exchange(status=None if failed else 200, final_url=url),
        url_key=page.url_key,
        next_check_at=noon if failed else noon + timedelta(hours=1),
    )


with open_warehouse(folder / "warehouse.duckdb") as warehouse:
    connection = warehouse.connection
    run_id = start_run(connection, "test", "cli", "presslake 0")
    print("started", flush=True)
    for site in ("bell", "gull", "tern", "wren"):
        feed = f"https://{site}.example/feed.xml"
        if feed not in known_documents(connection, [site]):
            document = Document(url=feed, kind="feed", source_id=site, outcome="ok", etag='"1"', fetched_at=noon)
            urls = [f"https://{site}.example/{number}" for number in range(20)]
            entries = [Entry(url=url, source_id=site, content="<p>It is.</p>") for url in urls]
            keys = [url.removeprefix("https://") for url in urls]
            save_listing(connection, run_id, [document], entries, keys, noon)
        while pages := due_pages(connection, site, noon, 5):
            load_batch(connection, stage_batch([*map(reading, pages)], folder / "staged").path, run_id)
"""

#: What a crawl leaves, but for the names and times of its runs.
CONTENT = (
    "select article_id, url, text, version from articles order by 1",
    "select * exclude (article_id) from ops.frontier order by 1",
    "select url, etag, next_check_at from ops.documents order by 1",
    "select * from ops.quarantine order by 1",
    "select url, outcome, http_status from ops.fetches order by 1, 2",
)


def start(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", CRAWL, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    process.stdout.readline()
    return process


def finish(folder: Path) -> list[list[tuple[object, ...]]]:
    """Crawl to the end and return what is in the warehouse then."""
    subprocess.run([sys.executable, "-c", CRAWL, str(folder)], check=True, capture_output=True)
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        return [warehouse.connection.execute(query).fetchall() for query in CONTENT]


def test_killed_crawls_leave_what_one_calm_crawl_leaves(tmp_path: Path) -> None:
    killed, calm = tmp_path / "killed", tmp_path / "calm"
    killed.mkdir()
    calm.mkdir()
    for round_ in range(6):
        process = start(killed)
        time.sleep(0.05 + 0.1 * round_)
        process.kill()
        process.wait()
        with open_warehouse(killed / "warehouse.duckdb") as warehouse:
            assert run_checks(warehouse.connection) == ()

    assert finish(killed) == finish(calm)
