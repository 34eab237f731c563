"""What is looked at in a soak, and when it counts as growing without end."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from statistics import mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """The service after so many runs; sizes in MB."""

    runs: int
    minutes: float
    articles: int
    log_rows: int
    warehouse: float
    copies: float
    archive: float
    prefect: float
    #: What Prefect's server has of runs, in whatever state but to come.
    shown_runs: int
    #: Temporary files, and those of the home folder.
    left: float
    said: float
    serve_rss: float
    server_rss: float
    open_files: int
    threads: int
    processes: int
    #: CPU-seconds of all processes since the soak began.
    cpu: float


#: What grows with the articles is divided by them.
_PER_ARTICLE = frozenset({"warehouse", "copies", "log_rows"})
#: What is no gauge.
_PROGRESS = frozenset({"runs", "minutes", "articles", "cpu"})
#: How much more the last third may have than the middle one, and how much beside that is no growth: blocks and pages
#: of files, a run that is under way, a log that a run writes a line to.
_SHARE = 0.15
_SLACK = {
    "log_rows": 0.3,
    "warehouse": 0.005,
    "copies": 0.01,
    "archive": 0.2,
    "prefect": 4.0,
    "shown_runs": 40.0,
    "left": 1.0,
    "said": 1.0,
    "serve_rss": 10.0,
    "server_rss": 20.0,
    "open_files": 20.0,
    "threads": 10.0,
    "processes": 6.0,
}


def growing(samples: Sequence[Sample]) -> list[str]:
    """The gauges that grow without end: their mean in the last third is clearly above that of the middle one.

    By then every retention has acted. CPU-seconds of a run are compared alike.
    """
    third = len(samples) // 3
    middle, last = samples[third : 2 * third], samples[2 * third :]
    names = [name for name in _SLACK if _mean(name, last) > _mean(name, middle) * (1 + _SHARE) + _SLACK[name]]
    is_slower = _seconds(last) > _seconds(middle) * (1 + 2 * _SHARE)
    return [*names, *(["CPU-seconds a run"] if is_slower else [])]


def table(samples: Sequence[Sample]) -> str:
    """The first sample, the middle one and the last, a gauge a line."""
    chosen = samples[0], samples[len(samples) // 2], samples[-1]
    rows: list[tuple[str, ...]] = [("", "first", "middle", "last")]
    rows += [(field.name, *(f"{getattr(each, field.name):.1f}" for each in chosen)) for field in fields(Sample)]
    third = max(len(samples) // 3, 2)
    parts = samples[:third], samples[third : 2 * third], samples[2 * third :]
    rows.append(("CPU-seconds a run, by thirds", *(f"{_seconds(part):.2f}" for part in parts)))
    return "\n".join(f"{row[0]:28}" + "".join(f"{value:>12}" for value in row[1:]) for row in rows)


def _mean(name: str, samples: Sequence[Sample]) -> float:
    return mean(float(getattr(each, name)) / (max(each.articles, 1) if name in _PER_ARTICLE else 1) for each in samples)


def _seconds(samples: Sequence[Sample]) -> float:
    runs = samples[-1].runs - samples[0].runs if samples else 0
    return (samples[-1].cpu - samples[0].cpu) / runs if runs else 0.0
