"""What a server's log proves of the manners of whoever asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise

from benchmarks.local_web.server import Logged
from extract.tdmrep import TDMREP_PATH


def paths(log: Iterable[Logged]) -> list[str]:
    """Return what was asked for, what speaks for the whole site left out."""
    return [request.path for request in log if request.path not in ("/robots.txt", TDMREP_PATH)]


def closest(log: Iterable[Logged]) -> Mapping[str, float]:
    """Return for each host the seconds between the two of its requests that came closest; inf where there was one."""
    starts: defaultdict[str, list[float]] = defaultdict(list)
    for request in log:
        starts[request.host].append(request.started)
    return {
        host: min((later - earlier for earlier, later in pairwise(sorted(times))), default=float("inf"))
        for host, times in starts.items()
    }


def most_at_once(log: Iterable[Logged]) -> int:
    """Return how many requests of one host were under way at once, at the most."""
    return max((request.at_once for request in log), default=0)


def most_in_all(log: Iterable[Logged]) -> int:
    """Return how many requests were under way at once, at the most."""
    under_way = most = 0
    ends_and_starts = [(when, step) for request in log for when, step in ((request.started, 1), (request.ended, -1))]
    for _, step in sorted(ends_and_starts):
        under_way += step
        most = max(most, under_way)
    return most


def conditional(log: Iterable[Logged]) -> tuple[int, int]:
    """Return how many requests named a validator, and how many there were, robots.txt included."""
    named = [bool(request.validators) for request in log]
    return sum(named), len(named)
