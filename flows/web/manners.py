"""How much is asked of hosts, and how patiently: the numbers of politeness in one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How much is asked of hosts at once, and how patiently; times in seconds."""

    #: Requests under way at once: in all, to one registrable domain, to one host.
    connections: int = 20
    connections_per_domain: int = 4
    connections_per_host: int = 2
    #: Between two requests to a host, where neither the source nor robots.txt asks for more.
    delay: float = 1.0
    #: For one URL: all its requests together, the time in a queue not counted.
    deadline: float = 60.0
    #: Of one URL, the first included.
    tries: int = 3
    #: Who asks for more patience than this is left alone for the rest of the run.
    longest_wait: float = 120.0
    #: What a host's pauses grow to.
    longest_pause: float = 900.0

    @property
    def first_pause(self) -> float:
        """How long a host is left alone that cannot keep up: 30 s, less only if the delay is less than usual."""
        return min(30.0, 30 * self.delay)

    @property
    def first_wait(self) -> float:
        """How long to wait before the second try of a URL, doubled before the third."""
        return min(1.0, self.delay)
