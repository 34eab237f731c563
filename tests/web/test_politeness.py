"""When hosts are asked: turns, delays and pauses, with nobody behind them."""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.web.hostnames import host_of, registrable_domain
from flows.web.manners import Manners
from flows.web.politeness import Hosts

MILL = "http://mill.example/a"
WEIR = "http://weir.example/a"


@dataclass
class Log:
    """When requests were under way, by the loop's clock."""

    starts: dict[str, list[float]] = field(default_factory=dict)
    ends: dict[str, list[float]] = field(default_factory=dict)
    running: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)

    async def request(self, hosts: Hosts, url: str, delay: float = 0.0, *, lasts: float = 0.0) -> None:
        """Take a turn and hold it for a while."""
        host = host_of(url)
        keys = ("all", registrable_domain(host), f"host {host}")
        async with hosts.slot(url, delay):
            self.starts.setdefault(host, []).append(asyncio.get_running_loop().time())
            self.running.update(keys)
            self.most |= self.running
            try:
                await asyncio.sleep(lasts)
            finally:
                self.running.subtract(keys)
        self.ends.setdefault(host, []).append(asyncio.get_running_loop().time())


def run(*requests: Coroutine[Any, Any, None]) -> None:
    async def gathered() -> None:
        await asyncio.gather(*requests)

    asyncio.run(gathered())


def gaps(times: list[float]) -> list[float]:
    return [later - earlier for earlier, later in pairwise(sorted(times))]


@pytest.fixture
def log() -> Log:
    return Log()


def test_the_delay_counts_from_the_end_of_a_request(log: Log) -> None:
    hosts = Hosts(Manners())

    run(*(log.request(hosts, MILL, 0.05, lasts=0.03) for _ in range(4)))

    assert 0.08 <= min(gaps(log.starts["mill.example"]))


def test_the_longest_delay_that_anybody_asks_of_a_host_holds_for_all(log: Log) -> None:
    hosts = Hosts(Manners())

    run(log.request(hosts, MILL, 0.01), log.request(hosts, MILL, 0.1), log.request(hosts, MILL, 0.01))

    assert 0.1 <= min(gaps(log.starts["mill.example"]))


def test_a_delay_that_is_known_later_counts_from_the_last_request_too(log: Log) -> None:
    hosts = Hosts(Manners())

    async def both() -> None:
        await log.request(hosts, MILL, 0.01)
        await log.request(hosts, MILL, 0.1)

    run(both())

    assert 0.1 <= min(gaps(log.starts["mill.example"]))


def test_the_delay_is_only_ever_drawn_out(log: Log) -> None:
    hosts = Hosts(Manners(), spread=lambda: 1.0)

    run(*(log.request(hosts, MILL, 0.1) for _ in range(2)))

    assert 0.12 <= min(gaps(log.starts["mill.example"]))


def test_a_request_without_an_answer_does_not_keep_its_host_waiting(log: Log) -> None:
    hosts = Hosts(Manners())

    run(log.request(hosts, MILL, 0.01, lasts=1.5), log.request(hosts, MILL, 0.01))

    assert log.starts["mill.example"][1] < max(log.ends["mill.example"])


def test_hosts_do_not_wait_for_each_other(log: Log) -> None:
    hosts = Hosts(Manners(connections=1))

    run(*(log.request(hosts, MILL, 0.2) for _ in range(3)), *(log.request(hosts, WEIR, 0.01) for _ in range(3)))

    assert max(log.starts["weir.example"]) < log.starts["mill.example"][1]


def test_names_of_one_host_are_one_host(log: Log) -> None:
    hosts = Hosts(Manners())
    urls = ("http://mühle.example/a", "https://xn--mhle-0ra.example:8443/b", "http://MÜHLE.example./c")

    run(*(log.request(hosts, url, 0.05) for url in urls))

    assert 0.05 <= min(gaps(log.starts["xn--mhle-0ra.example"]))


@pytest.mark.parametrize(
    ("manners", "key", "most"),
    [
        (Manners(connections=5), "all", 5),
        (Manners(connections_per_domain=3), "mill.example", 3),
        (Manners(connections_per_host=2), "host a.mill.example", 2),
        (Manners(connections_per_domain=3, connections_per_host=7), "host a.mill.example", 7),
    ],
)
def test_each_cap_is_reached_and_never_passed(log: Log, manners: Manners, key: str, most: int) -> None:
    hosts = Hosts(manners)
    urls = [f"http://{name}.mill.example/" for name in "aaaaaaaaaabcdefgh"] + [f"http://{n}.example/" for n in range(9)]

    run(*(log.request(hosts, url, lasts=0.01) for url in urls))

    assert (most, len(urls)) == (log.most[key], sum(map(len, log.ends.values())))


@settings(max_examples=50, deadline=None)
@given(
    names=st.lists(st.sampled_from(["a.mill", "b.mill", "c.mill", "weir", "quay"]), max_size=40),
    called_off=st.sets(st.integers(0, 39)),
    connections=st.integers(1, 4),
)
def test_every_request_has_its_turn_whoever_is_called_off(
    names: list[str], called_off: set[int], connections: int
) -> None:
    log, hosts = Log(), Hosts(Manners(connections=connections, connections_per_domain=2, connections_per_host=1))

    async def all_of_them() -> None:
        tasks = [asyncio.create_task(log.request(hosts, f"http://{name}.example/", 0.0001)) for name in names]
        await asyncio.sleep(0)
        for number in called_off & set(range(len(tasks))):
            tasks[number].cancel()
        await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 10)
        # Whoever comes afterwards finds all slots free.
        await asyncio.wait_for(asyncio.gather(*(log.request(hosts, f"http://{n}.example/") for n in range(9))), 10)

    asyncio.run(all_of_them())

    assert log.most["all"] <= connections


def test_a_turn_that_is_called_off_as_it_is_given_goes_to_the_next(log: Log) -> None:
    hosts = Hosts(Manners(connections=1))

    async def all_of_them() -> None:
        first = asyncio.create_task(log.request(hosts, MILL, lasts=0.01))
        second = asyncio.create_task(log.request(hosts, WEIR))
        third = asyncio.create_task(log.request(hosts, MILL))
        await first
        second.cancel()  # its turn has been given, and it has not run yet
        await third

    run(all_of_them())

    assert (2, None) == (len(log.ends["mill.example"]), log.ends.get("weir.example"))


def test_a_complaint_pauses_the_host_and_the_next_one_twice_as_long(log: Log) -> None:
    hosts = Hosts(Manners(delay=0.002))  # a first pause of 30 delays: 0.06 s

    async def refused() -> None:
        for _ in range(3):
            await log.request(hosts, MILL)
            hosts.complained(MILL, None, "503")

    run(refused())

    first, second = gaps(log.starts["mill.example"])
    assert (True, True) == (first >= 0.06, second >= 0.12)


def test_what_a_host_asks_for_comes_before_what_we_would_do(log: Log) -> None:
    hosts = Hosts(Manners(delay=0.002))

    async def refused() -> None:
        await log.request(hosts, MILL)
        hosts.complained(MILL, 0.2, "429")
        await log.request(hosts, MILL)

    run(refused())

    assert 0.2 <= gaps(log.starts["mill.example"])[0]


def test_answers_make_the_pauses_shorter_again(log: Log) -> None:
    hosts = Hosts(Manners(delay=0.002))

    async def recovering() -> None:
        hosts.complained(MILL, 0.08, "429")
        for _ in range(5):
            await log.request(hosts, MILL, 0.002)
            hosts.answered(MILL)

    run(recovering())

    times = gaps(log.starts["mill.example"])
    assert times[0] > times[-1]


def test_refusals_slow_a_host_down_without_a_long_pause(log: Log) -> None:
    hosts = Hosts(Manners())

    async def refused() -> None:
        for _ in range(3):
            await log.request(hosts, MILL, 0.03)
            hosts.blocked(MILL, "HTTP 403")

    run(refused())

    first, second = gaps(log.starts["mill.example"])
    assert (True, True) == (first >= 0.06, second >= 0.12)


def test_tens_of_thousands_of_urls_wait_cheaply(log: Log) -> None:
    hosts = Hosts(Manners(connections=50))

    run(*(log.request(hosts, f"http://news-{number % 1000}.example/") for number in range(10_000)))

    assert (10_000, 50) == (sum(map(len, log.ends.values())), log.most["all"])
