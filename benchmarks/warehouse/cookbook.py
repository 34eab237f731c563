"""The queries of README and of docs/cookbook.md on a large warehouse: how long each takes, and how that grows.

    python -m benchmarks.warehouse cookbook [--articles N [N …]] [--rounds N] [--folder FOLDER]

100,000 articles and then a million, if nothing else is said, with ten paragraphs and three quotes each. In a folder
that is named the warehouse stays, and the next call goes on from the articles in it. Of each query the seconds that one
waits and the seconds of CPU, medians of the rounds, in which the queries take turns; then the slowest query and the
median one, and the one whose CPU time grew most.
"""

import re
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.warehouse.synthetic import Synthesis
from warehouse.connection import Warehouse, open_warehouse
from warehouse.load import load_batch
from warehouse.query import connect
from warehouse.runs import start_run

_TOP = Path(__file__).parent.parent.parent
#: The pages that have queries with their answers.
PAGES = (_TOP / "README.md", _TOP / "docs" / "cookbook.md")
_QUERY = re.compile(r"^\*\*([^\n]+)\*\*\n\n```sql\n(.*?)^```\n\n\|", re.MULTILINE | re.DOTALL)

#: What the queries look for that no synthetic article says.
_STAND_INS = {"lose sleep": "barrier ferry", "nothing against walls": "barrier,", "barrier cost": "barrier ferry"}

_BATCH = 10_000
#: So many in a hundred articles are read again, changed; of a thousand pages one is gone.
_UPDATED = 2
_GONE = """
insert into ops.frontier by name
select
  url_key, url, source_id, article_id, last_seen_at as found_at, last_seen_at as fetched_at, 'new' as why,
  if(hash(url) % 1000 = 0, 410, 200) as http_status, 1 as checks, 0 as failures
from articles
where article_id not in (select article_id from ops.frontier)
"""


class Cost(NamedTuple):
    """Of one query at one size."""

    #: Seconds until the rows are there.
    wait: float
    #: Seconds of CPU, of all threads.
    cpu: float


def main(arguments: Sequence[str]) -> None:
    """Print what each query of the cookbook costs at each number of articles."""
    parser = ArgumentParser(prog="python -m benchmarks.warehouse cookbook")
    parser.add_argument("--articles", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        measured = list(_stops(asked.folder or Path(folder), sorted(asked.articles), asked.rounds))
    _print(sorted(asked.articles), measured)


def cookbook() -> dict[str, str]:
    """Return the queries of README and cookbook by their questions, with words that synthetic articles say."""
    shown = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    return {question: _said(query) for question, query in _QUERY.findall(shown)}


def _said(query: str) -> str:
    for words, stand_in in _STAND_INS.items():
        query = query.replace(words, stand_in)
    return query


def _stops(folder: Path, sizes: Sequence[int], rounds: int) -> Iterator[dict[str, Cost]]:
    """The costs of the queries at each size, the warehouse growing from one to the next."""
    for size in sizes:
        yield _costs(grown(folder, size), rounds)


def grown(folder: Path, articles: int) -> Path:
    """Load invented articles into the warehouse of a folder until there are so many; return where it is published."""
    folder.mkdir(exist_ok=True)
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        _grow(warehouse, folder / "staged.parquet", articles)
        return warehouse.publish(folder / "warehouse.read.duckdb")


def _grow(warehouse: Warehouse, staged: Path, size: int) -> None:
    """Load articles until there are so many."""
    [(there,)] = warehouse.connection.execute("select count(*) from articles").fetchall()
    synthesis = Synthesis()
    for first in range(there, size, _BATCH):
        numbers = range(first, min(first + _BATCH, size))
        for editions in ([(n, 1) for n in numbers], [(n, 2) for n in numbers if n % 100 < _UPDATED]):
            run_id = start_run(warehouse.connection, "benchmark", "cli", "presslake")
            load_batch(warehouse.connection, synthesis.stage(staged, editions), run_id)
            staged.unlink()
    warehouse.connection.execute(_GONE)


def _costs(published: Path, rounds: int) -> dict[str, Cost]:
    queries = cookbook()
    costs: dict[str, list[Cost]] = {question: [] for question in queries}
    with connect(published) as lake:
        for _ in range(rounds):
            for question, query in queries.items():
                begin, cpu = time.perf_counter(), time.process_time()
                lake.execute(query).fetchall()
                costs[question].append(Cost(time.perf_counter() - begin, time.process_time() - cpu))
    return {
        question: Cost(median(cost.wait for cost in of_one), median(cost.cpu for cost in of_one))
        for question, of_one in costs.items()
    }


def _print(sizes: Sequence[int], measured: Sequence[dict[str, Cost]]) -> None:
    print("".join(f"{f'{size:,} articles':>24}" for size in sizes))
    print("".join(f"{'wait':>12}{'CPU':>12}" for _ in sizes))
    for question in measured[-1]:
        print(
            "".join(f"{cost.wait:12.3f}{cost.cpu:12.3f}" for cost in (of_all[question] for of_all in measured)),
            question,
        )
    waits = [cost.wait for cost in measured[-1].values()]
    print(f"{len(waits)} queries at {sizes[-1]:,} articles: slowest {max(waits):.2f} s, median {median(waits):.3f} s")
    if len(sizes) > 1:
        growth = {question: cost.cpu / measured[0][question].cpu for question, cost in measured[-1].items()}
        most = max(growth, key=growth.__getitem__)
        print(f"rows grew {sizes[-1] / sizes[0]:g} times, CPU time at most {growth[most]:.1f} times: {most}")
