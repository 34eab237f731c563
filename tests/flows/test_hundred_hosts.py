"""A crawl of many hosts, some pages of which go wrong: what the server saw, and what the warehouse has.

The same at full size, with 100 hosts of 20 pages, one second between requests and 20 kills, is
`python -m benchmarks.politeness`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.local_web.crawls import Row, content, crawl, expected, kill_crawl, make_due, misplaced, outcomes
from benchmarks.local_web.promises import closest, most_at_once, most_in_all
from benchmarks.local_web.server import LocalWeb, Logged
from benchmarks.local_web.towns import FAULTS, Town, configuration, open_towns
from warehouse.model import Counts

DELAY = 0.1
#: As many as there are faults that pass within seconds, and one without a fault.
TOWNS = 19
PAGES = 4


@pytest.fixture(scope="module")
def web() -> Iterator[LocalWeb]:
    with LocalWeb() as running:
        yield running


@pytest.fixture(scope="module")
def towns(web: LocalWeb) -> Sequence[Town]:
    return open_towns(web, TOWNS, PAGES, patience=5.0, crawl_delay=4 * DELAY)


def prepared(folder: Path, towns: Sequence[Town]) -> Path:
    (folder / "presslake.toml").write_text(configuration(towns, delay=DELAY), encoding="utf-8")
    return folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawled:
    folder: Path
    log: Sequence[Logged]
    counts: Counts
    found: Mapping[str, tuple[str, ...]]
    content: Mapping[str, list[Row]]


@pytest.fixture(scope="module")
def first(web: LocalWeb, towns: Sequence[Town], tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """A run that nothing disturbed."""
    folder = prepared(tmp_path_factory.mktemp("calm"), towns)
    counts = crawl(folder)
    return Crawled(folder=folder, log=web.log, counts=counts, found=outcomes(folder), content=content(folder))


@pytest.fixture(scope="module")
def second(web: LocalWeb, first: Crawled) -> Crawled:
    """A run after it, when the time of everything that was had has come again."""
    make_due(first.folder)
    before = len(web.log)
    counts = crawl(first.folder)
    folder = first.folder
    return Crawled(folder=folder, log=web.log[before:], counts=counts, found=outcomes(folder), content=content(folder))


def test_every_fault_that_passes_within_seconds_is_there(towns: Sequence[Town]) -> None:
    assert {name for name, fault in FAULTS.items() if fault.seconds <= 5.0} == {town.fault for town in towns} - {None}


def test_no_two_requests_of_a_host_come_closer_than_its_delay(first: Crawled, towns: Sequence[Town]) -> None:
    delays = {town.host: town.delay or DELAY for town in towns}

    too_close = {host: gap for host, gap in closest(first.log).items() if gap < delays[host]}

    assert {} == too_close


def test_a_host_and_all_hosts_are_asked_within_their_slots(first: Crawled) -> None:
    assert (True, True) == (most_at_once(first.log) <= 2, most_in_all(first.log) <= 20)


def test_every_url_ends_in_exactly_the_one_outcome_it_must_have(first: Crawled, towns: Sequence[Town]) -> None:
    assert expected(towns) == first.found


def test_every_page_that_can_be_had_is_an_article(first: Crawled, towns: Sequence[Town]) -> None:
    can_be_had = [url for town in towns for url, outcome in town.expected.items() if outcome == "ok"]

    assert (len(can_be_had), len(can_be_had)) == (first.counts.new, len(first.content["articles"]))


def test_what_cannot_be_had_is_in_the_quarantine_with_its_reason(first: Crawled, towns: Sequence[Town]) -> None:
    reasons = {url: outcome for town in towns for url, outcome in town.expected.items() if outcome != "ok"}

    assert reasons == {url: reason for url, _, reason in first.content["quarantine"]}


def test_what_robots_txt_keeps_to_itself_is_never_asked_for(first: Crawled, towns: Sequence[Town]) -> None:
    kept = {url for town in towns for url, outcome in town.expected.items() if outcome == "robots"}
    origins = {town.host: town.paper.origin for town in towns}

    assert set() == kept & {origins[request.host] + request.path for request in first.log}


def test_who_asks_says_who_it_is(first: Crawled) -> None:
    [agent] = {request.user_agent for request in first.log}

    assert ("presslake/", "(+desk@presslake.example)") == (agent[:10], agent.partition(" ")[2])


def test_a_second_run_asks_conditionally_for_everything_that_was_had(second: Crawled) -> None:
    assert set() == {(request.host, request.path) for request in second.log if not request.validators}


def test_a_second_run_loads_nothing(first: Crawled, second: Crawled) -> None:
    assert (0, 0, first.content["articles"]) == (second.counts.new, second.counts.updated, second.content["articles"])


def test_killed_runs_and_one_to_the_end_leave_what_one_calm_run_leaves(
    web: LocalWeb, towns: Sequence[Town], first: Crawled, tmp_path: Path
) -> None:
    folder = prepared(tmp_path, towns)
    web.visits.clear()

    asked = len(web.log)
    kills = [
        kill_crawl(folder, lambda: len(web.log) > asked + 50),
        kill_crawl(folder, lambda: any((folder / "warehouse.duckdb.staging").glob("*.parquet"))),
        kill_crawl(folder, lambda: len(web.log) > asked + 100),
    ]
    crawl(folder)

    assert (first.content, [], [True] * 3) == (content(folder), misplaced(folder), kills)
