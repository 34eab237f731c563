"""presslake from files to the published copy, beside what others make of the same pages, and how its cost grows.

    python -m benchmarks.pipeline PAGES_DIR [--part speed|prefect|growth|first] [--pages 2500] [--rounds 3]
                                  [--only NAME] [--peers PYTHON] [--sizes 1000 10000 20000]
                                  [--folder .benchmark/pipeline]

PAGES_DIR holds .html files, gzipped or not, in any depth; more pages than there are come of them with words and
addresses changed (`benchmarks.pipeline.corpus`). Nothing is fetched. CPU-seconds are those of the whole tree of
processes.

- speed: every contender in turn, round after round; medians of CPU-seconds, of wall time and of the ratio to the
  trafilatura command line in the same round. "busy" is CPU over wall time and cores. What Prefect takes is its server
  and what the command itself takes more than `presslake add`, of the CPU of `presslake run`.
- prefect: `presslake run` on a server that stands already, as under `presslake serve`, beside `presslake add`: what its
  server and the command itself take more.
- growth: `presslake run` with more and more pages: CPU-seconds, those of a page as a multiple of the first size's and
  those of Prefect's server; the peak memory of the command and of its largest worker, as PSS too, with what they share
  divided among them. A run of 200 pages comes before, to compile.
- first: wall time from nothing to the published copy of the articles that ship.

A first round of speed compiles what is imported into the folder, and makes Prefect's database: medians of three leave
that out.
newspaper4k and news-please take part where --peers names the Python of an environment that has them. An idle machine
is needed for wall times; on a busy one CPU-seconds of one round can still be compared.
"""

import argparse
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from statistics import median

from benchmarks.pipeline.contenders import PRESSLAKE_ADD, PRESSLAKE_RUN, TRAFILATURA, Contender, contenders
from benchmarks.pipeline.corpus import write_corpus
from benchmarks.pipeline.tree import COMMAND, SERVER, WORKER, Cost, cpu_seconds_of, run_measured
from flows.orchestration.defaults import prepare_prefect
from flows.orchestration.server import prefect_server

_REPOSITORY = Path(__file__).parents[2]
#: Pages of the run that compiles what the others import.
_COMPILING = 200

#: The costs and the articles of each round.
Rounds = Mapping[str, Sequence[tuple[Cost, int]]]


def main() -> None:
    """Run the parts that are named, or all."""
    options = _options()
    folder: Path = options.folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    known = contenders(folder / "prefect", options.peers)
    for part in options.part or _PARTS:
        _PARTS[part](options, folder, known)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages_dir", type=Path)
    parser.add_argument("--part", action="append", choices=tuple(_PARTS))
    parser.add_argument("--pages", type=int, default=2_500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="append", metavar="NAME", help="contenders of speed; all if none")
    parser.add_argument("--peers", metavar="PYTHON")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 20_000])
    parser.add_argument("--folder", type=Path, default=Path(".benchmark/pipeline"))
    return parser.parse_args()


def _speed(options: argparse.Namespace, folder: Path, known: Mapping[str, Contender]) -> None:
    pages = write_corpus(options.pages_dir, folder, options.pages)
    chosen = {name: each for name, each in known.items() if not options.only or name in options.only}
    rounds: dict[str, list[tuple[Cost, int]]] = {name: [] for name in chosen}
    for nth in range(options.rounds):
        for name, contender in chosen.items():
            cost, articles = _measured(contender, pages, folder)
            rounds[name].append((cost, articles))
            print(f"round {nth + 1}, {name}: {cost.cpu_seconds:.1f} CPU-s", file=sys.stderr, flush=True)
    print(f"{options.pages:,} pages; medians of {options.rounds} rounds")
    print(
        f"{'':28} {'articles':>8} {'CPU-s':>8} {TRAFILATURA + ' = 1':>15} {'wall s':>7} {'busy':>5} {'MB':>5} worker MB"
    )
    for name in rounds:
        print(_line(name, rounds))
    if {PRESSLAKE_RUN, PRESSLAKE_ADD} <= rounds.keys():
        print(_prefect(rounds))


def _line(name: str, rounds: Rounds) -> str:
    costs = [cost for cost, _ in rounds[name]]
    base = [cost.cpu_seconds for cost, _ in rounds.get(TRAFILATURA, ())]
    ratios = [cost.cpu_seconds / other for cost, other in zip(costs, base, strict=False)]
    return (
        f"{name:28} {rounds[name][-1][1]:8,} {median(cost.cpu_seconds for cost in costs):8.1f}"
        f" {f'{median(ratios):.2f}' if ratios else '':>14} {median(cost.seconds for cost in costs):7.1f}"
        f" {median(cost.busy for cost in costs):5.0%} {max(cost.megabytes[COMMAND] for cost in costs):5.0f}"
        f" {max(cost.megabytes.get(WORKER, 0) for cost in costs):9.0f}"
    )


def _prefect(rounds: Rounds) -> str:
    """What Prefect takes, told by its processes: two whole runs differ by more than that."""
    pairs = [(run, add) for (run, _), (add, _) in zip(rounds[PRESSLAKE_RUN], rounds[PRESSLAKE_ADD], strict=True)]
    server = median(run.cpu_by_role.get(SERVER, 0.0) for run, _ in pairs)
    client = median(run.cpu_by_role[COMMAND] - add.cpu_by_role[COMMAND] for run, add in pairs)
    whole = median(run.cpu_seconds for run, _ in pairs)
    return (
        f"Prefect: server {server:.1f} CPU-s, client {client:.1f}, {(server + client) / whole:.1%} of the run  (<= 3 %)"
    )


def _on_a_standing_server(options: argparse.Namespace, folder: Path, known: Mapping[str, Contender]) -> None:
    pages = write_corpus(options.pages_dir, folder, options.pages)
    prepare_prefect()
    rounds: dict[str, list[tuple[Cost, int]]] = {PRESSLAKE_RUN: [], PRESSLAKE_ADD: []}
    with prefect_server({"PREFECT_HOME": str(folder / "prefect")}) as server:
        server.wait()
        for _ in range(options.rounds):
            before = cpu_seconds_of(server.child.pid)
            cost, articles = _measured(known[PRESSLAKE_RUN], pages, folder)
            # The tree's figures have no part in a server that was there before; it spends some seconds an hour idly.
            taken = cpu_seconds_of(server.child.pid) - before
            roles = {**cost.cpu_by_role, SERVER: taken}
            whole = replace(cost, cpu_seconds=cost.cpu_seconds + taken, cpu_by_role=roles)
            rounds[PRESSLAKE_RUN].append((whole, articles))
            rounds[PRESSLAKE_ADD].append(_measured(known[PRESSLAKE_ADD], pages, folder))
    print(f"{options.pages:,} pages on a standing server; medians of {options.rounds} rounds\n{_prefect(rounds)}")


def _growth(options: argparse.Namespace, folder: Path, known: Mapping[str, Contender]) -> None:
    print(
        f"{'pages':>8} {'articles':>8} {'CPU-s':>8} {'ms a page':>9} {'x first':>7} {'server':>6} {'busy':>5} {'MB':>5}"
        " worker MB   PSS"
    )
    _measured(known[PRESSLAKE_RUN], write_corpus(options.pages_dir, folder, _COMPILING), folder)
    first: float | None = None
    for size in options.sizes:
        pages = write_corpus(options.pages_dir, folder, size)
        cost, articles = _measured(known[PRESSLAKE_RUN], pages, folder)
        each = cost.cpu_seconds / size
        first = first or each
        print(
            f"{size:8,} {articles:8,} {cost.cpu_seconds:8.1f} {each * 1000:9.1f} {each / first:7.2f}"
            f" {cost.cpu_by_role[SERVER]:6.1f} {cost.busy:5.0%} {cost.megabytes[COMMAND]:5.0f}"
            f" {cost.megabytes[WORKER]:9.0f} {cost.proportional_megabytes[WORKER]:5.0f}",
            flush=True,
        )


def _first(options: argparse.Namespace, folder: Path, known: Mapping[str, Contender]) -> None:
    seeds = Path(str(files("seeds")))
    for name, goal in ((PRESSLAKE_ADD, 3), (PRESSLAKE_RUN, 12)):
        costs = [_measured(known[name], seeds, folder)[0] for _ in range(options.rounds)]
        seconds, cpu = median(cost.seconds for cost in costs), median(cost.cpu_seconds for cost in costs)
        print(
            f"{name}, from nothing to the published copy of the seeds: {seconds:.1f} s, {cpu:.1f} CPU-s  (<= {goal} s)"
        )


def _measured(contender: Contender, pages: Path, folder: Path) -> tuple[Cost, int]:
    """Run a contender in an empty folder; what it prints, and the folder, stay where it fails."""
    work = folder / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    environment = {"PYTHONPATH": str(_REPOSITORY), **compiled, **contender.environment}
    cost = run_measured(contender.command(pages, work), cwd=work, environment=environment, log=folder / "log.txt")
    articles = contender.articles(work)
    shutil.rmtree(work)
    return cost, articles


_PARTS = {"speed": _speed, "prefect": _on_a_standing_server, "growth": _growth, "first": _first}

if __name__ == "__main__":
    main()
