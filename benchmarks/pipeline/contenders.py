"""What is compared: each a command that reads a folder of pages, and the number of articles that it leaves."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from os import sched_getaffinity
from pathlib import Path
from shutil import which

import duckdb

from benchmarks.pipeline import peers

PRESSLAKE_RUN, PRESSLAKE_ADD = "presslake run", "presslake add"
BARE, TRAFILATURA, WITH_METADATA = "bare pool", "trafilatura", "trafilatura --with-metadata"

_PRESSLAKE = (sys.executable, "-c", "from flows.entry import main; main()")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A way to read pages."""

    #: The command, of the folder of pages and an empty one to work in, which is its working directory.
    command: Callable[[Path, Path], Sequence[str]]
    #: The articles that it left in the working directory.
    articles: Callable[[Path], int]
    environment: Mapping[str, str] = field(default_factory=dict)


def contenders(prefect_home: Path, python_of_peers: str | None) -> dict[str, Contender]:
    """Return all that are installed, by name."""
    ours = {
        PRESSLAKE_RUN: Contender(
            command=_presslake_run, articles=_loaded, environment={"PREFECT_HOME": str(prefect_home)}
        ),
        PRESSLAKE_ADD: Contender(
            command=lambda pages, _: (*_PRESSLAKE, "add", "--source", "paper", str(pages)), articles=_loaded
        ),
        BARE: Contender(
            command=lambda pages, _: (sys.executable, "-m", "benchmarks.pipeline.bare", str(pages), "bare.duckdb"),
            articles=_bare_rows,
        ),
        TRAFILATURA: Contender(command=_trafilatura, articles=_documents),
        WITH_METADATA: Contender(
            command=lambda pages, folder: (*_trafilatura(pages, folder), "--with-metadata"), articles=_documents
        ),
    }
    return ours | ({name: _peer(name, python_of_peers) for name in peers.PEERS} if python_of_peers else {})


def _presslake_run(pages: Path, folder: Path) -> Sequence[str]:
    configuration = f'[[sources]]\nid = "paper"\nfiles = [{json.dumps(str(pages))}]\n'
    (folder / "presslake.toml").write_text(configuration, encoding="utf-8")
    return (*_PRESSLAKE, "run")


def _trafilatura(pages: Path, _: Path) -> Sequence[str]:
    program = which("trafilatura", path=str(Path(sys.executable).parent)) or "trafilatura"
    workers = str(len(sched_getaffinity(0)))
    return (program, "--input-dir", str(pages), "--output-dir", "documents", "--json", "--parallel", workers)


def _peer(name: str, python: str) -> Contender:
    return Contender(
        command=lambda pages, _: (python, peers.__file__, name, str(pages), "articles.jsonl"),
        # news-please asks the network for pictures.
        environment={"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"},
        articles=lambda folder: len((folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()),
    )


def _loaded(folder: Path) -> int:
    return _rows(folder / "warehouse.read.duckdb")


def _bare_rows(folder: Path) -> int:
    return _rows(folder / "bare.duckdb")


def _rows(database: Path) -> int:
    with duckdb.connect(database.resolve(), read_only=True) as connection:
        found: int = connection.execute("select count(*) from articles").fetchall()[0][0]
        return found


def _documents(folder: Path) -> int:
    return sum(1 for _ in (folder / "documents").rglob("*.json"))
