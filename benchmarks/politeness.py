"""A crawl of many hosts on loopback: what the server's log proves of manners, outcomes, a second run, and kills.

    python -m benchmarks.politeness [TOWNS [PAGES [DELAY [KILLS]]]]

100 newspapers of 20 pages each, one second between two requests, 20 kills, if nothing else is said: some five minutes,
and then about one for each kill. Most newspapers have a page that goes wrong (benchmarks/local_web/towns.py).
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.local_web.crawls import content, crawl, expected, kill_crawl, make_due, misplaced, outcomes
from benchmarks.local_web.promises import closest, conditional, most_at_once, most_in_all
from benchmarks.local_web.server import LocalWeb, Logged
from benchmarks.local_web.towns import Town, configuration, open_towns

#: Faults that take longer are left out: a page that never ends takes a minute.
_PATIENCE = 60.0


def main(towns: int = 100, pages: int = 20, delay: float = 1.0, kills: int = 20) -> None:
    """Print what the first run, a second one, and runs that were killed came to."""
    with LocalWeb() as web, TemporaryDirectory() as folder:
        opened = open_towns(web, towns, pages, patience=_PATIENCE, crawl_delay=2 * delay)
        calm, killed = Path(folder, "calm"), Path(folder, "killed")
        for place in (calm, killed):
            place.mkdir()
            (place / "presslake.toml").write_text(configuration(opened, delay=delay), encoding="utf-8")
        seconds = _first_run(web, calm, opened, delay)
        if kills:
            _killed_runs(web, killed, calm, kills, seconds)
        _second_run(web, calm, opened, delay)


def _first_run(web: LocalWeb, folder: Path, towns: Sequence[Town], delay: float) -> float:
    begin = time.perf_counter()
    counts = crawl(folder)
    seconds = time.perf_counter() - begin
    print(f"{len(towns)} hosts, {sum(len(town.expected) for town in towns)} pages: {seconds:.0f} s")
    _print_manners(web.log, towns, delay)
    found, wanted = outcomes(folder), expected(towns)
    wrong = {url: found.get(url, ()) for url in wanted if found.get(url) != wanted[url]}
    tally = Counter(chain.from_iterable(found.values()))
    print("outcomes: " + ", ".join(f"{outcome} {count}" for outcome, count in tally.most_common()))
    print(
        f"URLs with exactly the one outcome they must have: {len(wanted) - len(wrong)} of {len(wanted)} {wrong or ''}"
    )
    print(f"loaded: {counts.new}; kept out by robots.txt and asked for all the same: {_trespasses(web.log, towns)}")
    return seconds


def _second_run(web: LocalWeb, folder: Path, towns: Sequence[Town], delay: float) -> None:
    make_due(folder)
    before = len(web.log)
    counts = crawl(folder)
    log = web.log[before:]
    named, asked = conditional(log)
    others = sorted({f"{request.host}{request.path}" for request in log if not request.validators})
    print(f"a second run, all of it due: {asked} requests, {named} conditional; others: {', '.join(others) or 'none'}")
    print(f"  answers: {dict(Counter(request.status for request in log))}; new {counts.new}, updated {counts.updated}")
    _print_manners(log, towns, delay)


def _killed_runs(web: LocalWeb, folder: Path, calm: Path, kills: int, seconds: float) -> None:
    dice = random.Random(kills)
    web.visits.clear()
    hit = sum(kill_crawl(folder, _after(dice.uniform(0.5, 1 + seconds / 4))) for _ in range(kills))
    crawl(folder)
    mine, theirs = content(folder), content(calm)
    print(f"{hit} of {kills} runs killed, then one to the end; torn or lost in the archive: {len(misplaced(folder))}")
    for table, rows in theirs.items():
        verdict = "the same" if mine[table] == rows else f"DIFFERENT: {_difference(mine[table], rows)}"
        print(f"  {table:12} {len(rows):6} rows, {verdict}")


def _after(seconds: float) -> Callable[[], bool]:
    then = time.monotonic() + seconds
    return lambda: time.monotonic() > then


def _difference(mine: Sequence[tuple[object, ...]], theirs: Sequence[tuple[object, ...]]) -> str:
    extra, missing = set(mine) - set(theirs), set(theirs) - set(mine)
    return f"{len(mine)} rows; {len(extra)} more such as {list(extra)[:2]}; {len(missing)} missing: {list(missing)[:2]}"


def _print_manners(log: Sequence[Logged], towns: Sequence[Town], delay: float) -> None:
    gaps = closest(log)
    delays = {town.host: max(town.delay or 0.0, delay) for town in towns}
    too_close = [host for host, gap in gaps.items() if gap < delays[host]]
    nearest = min(gaps[host] / delays[host] for host in gaps)
    print(
        f"  {len(log)} requests to {len(gaps)} hosts, of which {len(too_close)} were asked twice within their delay",
        end="",
    )
    print(f" (the closest two came {nearest:.3f} delays apart), {most_at_once(log)} of one host at once,", end="")
    print(f" {most_in_all(log)} of all")


def _trespasses(log: Sequence[Logged], towns: Sequence[Town]) -> int:
    forbidden = {url for town in towns for url, outcome in town.expected.items() if outcome == "robots"}
    origins = {town.host: town.paper.origin for town in towns}
    return sum(origins[request.host] + request.path in forbidden for request in log)


if __name__ == "__main__":
    whole = [int(argument) for argument in sys.argv[1:3]]
    main(*whole, *(kind(argument) for kind, argument in zip((float, int), sys.argv[3:], strict=False)))
