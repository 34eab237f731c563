"""Runs that are killed while they stage, load and publish; tests/warehouse/test_kill.py has them too.

A child is forked from this process, which must not have opened DuckDB itself. It is watched by a profile function: the
latest call of C that it began says which stage it was in, and before a call of any number it may be killed.
"""

import linecache
import os
import random
import signal
import sys
from ctypes import c_int
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from multiprocessing.sharedctypes import RawArray, RawValue
from pathlib import Path
from types import FrameType

from extract.model import Article, Attribution, Entry, Paragraph, Quotations, Quote, Span, Speaker
from warehouse.connection import open_warehouse
from warehouse.load import load_batch
from warehouse.model import Counts, Reading
from warehouse.runs import end_run, start_run
from warehouse.stage import stage_batch

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)

#: Of an article in a batch; each is in so many batches in a row, and has another version in each.
ARTICLES, VERSIONS = 24, 3

#: Where a run may be hit, in the order in which a batch comes to them.
STAGES = ("open", "stage", "load", "commit", "checkpoint", "close", "delete", "copy", "fsync", "rename", "link")

_CALLS = {
    "connect": "open",
    "openssl_sha256": "stage",
    "execute": "load",
    "fetchall": "load",
    "fetchmany": "load",
    "close": "close",
    "unlink": "delete",
    "copy_file_range": "copy",
    "fsync": "fsync",
    "symlink": "link",
}

#: What a run leaves, but for names and times of runs.
CONTENT = (
    "select article_id, url, title, text, version, cluster_id, is_copy, first_seen_at, last_seen_at from articles",
    "from paragraphs",
    "from quotes",
    "from speakers",
    "select article_id, version, text, replaced_at from history.articles",
    "select quote_id, version, text from history.quotes",
    "from links",
    "select batch_sha256, articles, paragraphs, quotes from ops.loads where articles > 0",
)


def batch(number: int) -> list[Reading]:
    """The readings of a batch: of its articles a third are new, the others new versions; two are copies."""
    first = number * ARTICLES // VERSIONS
    return [_reading(article, number) for article in range(first, first + ARTICLES)]


def _reading(number: int, version: int) -> Reading:
    chance = random.Random(number)  # the words stay, but for a paragraph that tells the version
    texts = [" ".join(f"word{chance.randrange(999)}" for _ in range(30)) for _ in range(4)]
    texts.append(f"“This is what I say in number {version},” said Ida Ferrow of ship {number}.")
    starts = [sum(len(text) + 2 for text in texts[:place]) for place in range(len(texts))]
    name, at = "Ida Ferrow", starts[-1] + texts[-1].index("Ida")
    said = Attribution(
        speaker=Speaker(name=f"{name} {number % 40}", kind="person"),
        text=name,
        span=Span(start=at, end=at + len(name)),
        method="explicit",
        confidence=0.9,
    )
    end = texts[-1].index("”")
    quote = Quote(paragraph=4, start=1, end=end, text=texts[-1][1:end], kind="direct", chain=0, attribution=said)
    url = f"https://ferrow.example/{number}"
    article = Article(
        url=url,
        domain="ferrow.example",
        title=f"Ship {number}",
        text="\n\n".join(texts),
        paragraphs=tuple(
            Paragraph(kind="text", text=text, start=start) for text, start in zip(texts, starts, strict=True)
        ),
        quotations=Quotations(quotes=(quote,)),
        content_key=f"{number - (number % 12 == 11)}",
        extractor="none",
    )
    return Reading(
        entry=Entry(url=f"file:///{number}.html", source_id="ferrow"),
        read_at=NOON + timedelta(hours=version),
        duration_ms=1,
        etag=f"{version}",
        article=article,
    )


def load(folder: Path, batches: range) -> None:
    """Stage, load and publish the batches one after the other."""
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        run_id = start_run(warehouse.connection, "kills", "cli", "presslake")
        for number in batches:
            staged = stage_batch(batch(number), folder / "staged").path
            load_batch(warehouse.connection, staged, run_id)
            staged.unlink()
            warehouse.publish(folder / "warehouse.read.duckdb")
        end_run(warehouse.connection, run_id, "ok", Counts())


class Child:
    """A process that loads batches, with what it is at."""

    def __init__(self, folder: Path, batches: range, fatal: tuple[str, int] | None = None) -> None:
        """Start it; before the call ``fatal``, a stage and a number of that stage from 1, it kills itself."""
        self._calls = RawArray(c_int, len(STAGES))
        self._latest = RawValue(c_int, 0)
        self._fatal = (STAGES.index(fatal[0]), fatal[1]) if fatal else None
        self.process = get_context("fork").Process(target=self._load, args=(folder, batches))
        self.process.start()

    @property
    def stage(self) -> str:
        """The stage of the latest call."""
        return STAGES[self._latest.value]

    @property
    def calls(self) -> dict[str, int]:
        """How many calls began each stage."""
        return dict(zip(STAGES, self._calls, strict=True))

    def kill_after(self, seconds: float) -> bool:
        """Kill it then, if it is still there; tell whether it was killed, by this or by itself."""
        self.process.join(seconds)
        self.process.kill()
        self.process.join()
        return self.process.exitcode == -signal.SIGKILL

    def _load(self, folder: Path, batches: range) -> None:
        sys.setprofile(self._watch)
        load(folder, batches)
        sys.setprofile(None)

    def _watch(self, frame: FrameType, event: str, called: object) -> None:
        if event == "c_call" and (stage := _stage(frame, getattr(called, "__name__", ""))):
            self._latest.value = STAGES.index(stage)
            self._calls[self._latest.value] += 1
            if self._fatal == (self._latest.value, self._calls[self._latest.value]):
                os.kill(os.getpid(), signal.SIGKILL)


def _stage(frame: FrameType, called: str) -> str | None:
    """The stage that a call begins; None of one that is not watched."""
    if called not in _CALLS and called != "replace":
        return None
    code = frame.f_code
    if called == "replace":  # of a file, not of a text
        return "rename" if code.co_filename.endswith("pathlib.py") else None
    line = linecache.getline(code.co_filename, frame.f_lineno)
    for word in ("checkpoint", "commit"):
        if f'"{word}"' in line:
            return word
    return _CALLS[called]
