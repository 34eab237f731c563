"""Hosts that are left alone for a whole run: who asks for that, and who is told."""

import asyncio

import pytest

from flows.web.manners import Manners
from flows.web.politeness import HostParkedError, Hosts

MILL = "http://mill.example/a"
WEIR = "http://weir.example/a"


async def _parked(hosts: Hosts, url: str = MILL) -> HostParkedError:
    with pytest.raises(HostParkedError) as parked:
        async with hosts.slot(url, 0.0):
            pass
    return parked.value


def test_a_host_that_asks_for_more_than_we_wait_is_parked_and_says_until_when() -> None:
    hosts = Hosts(Manners())

    async def complained() -> HostParkedError:
        hosts.complained(MILL, 121.0, "HTTP 429, Retry-After: 121")
        return await _parked(hosts)

    parked = asyncio.run(complained())

    assert ("mill.example is left alone for now: HTTP 429, Retry-After: 121", True) == (
        parked.message,
        120 < (parked.wait or 0) <= 121,
    )


@pytest.mark.parametrize(("complaints", "is_parked"), [(3, False), (4, True)])
def test_a_host_whose_pauses_grow_beyond_two_minutes_is_parked(complaints: int, is_parked: bool) -> None:
    hosts = Hosts(Manners())  # 30, 60, 120, 240 s

    async def complained() -> bool:
        for _ in range(complaints):
            hosts.complained(MILL, None, "HTTP 503")
        turn = asyncio.create_task(_parked(hosts))
        done, _ = await asyncio.wait([turn], timeout=0.05)
        turn.cancel()
        return bool(done)

    assert is_parked == asyncio.run(complained())


def test_who_waits_for_a_host_that_is_parked_is_told_at_once() -> None:
    hosts = Hosts(Manners())

    async def all_of_them() -> list[HostParkedError]:
        async with hosts.slot(MILL, 60.0):
            waiting = [asyncio.create_task(_parked(hosts)) for _ in range(3)]
            await asyncio.sleep(0)
            hosts.complained(MILL, 3600.0, "HTTP 429")
            return await asyncio.gather(*waiting)

    assert 3 == len(asyncio.run(all_of_them()))


def test_five_failures_to_connect_park_a_host_and_an_answer_between_does_not() -> None:
    hosts = Hosts(Manners())

    async def failing() -> HostParkedError:
        for url in (MILL, WEIR):
            for number in range(5):
                hosts.unreachable(url, "refused")
                if url is WEIR and number == 3:
                    hosts.answered(url)
        async with hosts.slot(WEIR, 0.0):
            pass
        return await _parked(hosts)

    assert asyncio.run(failing()).wait is None
