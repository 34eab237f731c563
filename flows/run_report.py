"""One run as its operator sees it in Prefect: its name, its message, and the text of its artifact."""

from collections.abc import Sequence
from datetime import datetime

from flows.markdown import plain, table
from flows.progress import Progress, SourceTally
from flows.summary import count_of, summary
from warehouse.model import Table
from warehouse.runs import Trigger

#: Sources that are named; of more only the number is told.
_NAMED = 3
#: Sources in the table of an artifact, failed ones first.
_ROWS = 200
_STARTED = {"schedule": "on schedule", "cli": "by hand", "api": "by API"}
#: As they are in the tables of a published copy; ``{run_id}`` is the run.
_QUERIES = {
    "What this run read that gave no article": (
        "select source_id, outcome, url, message\n"
        "from ops.fetches\n"
        "where run_id = '{run_id}' and article_id is null\n"
        "  and outcome not in ('unchanged', 'not_modified', 'deferred', 'ok')\n"
        "order by source_id, outcome, url"
    ),
    "How reading each source goes": "from source_health order by last_new_at",
    "The runs before this one": (
        "select run_id, state, found, new, failed, ended_at - started_at as took, error\n"
        "from ops.runs order by started_at desc limit 20"
    ),
}


def run_name(source_ids: Sequence[str], trigger: Trigger, started: datetime) -> str:
    """Return what a list of runs shows: which sources, how it was started, and when (UTC).

    >>> run_name(["bell", "mill", "quay", "ports"], "schedule", datetime(2026, 3, 5, 12, 30))
    'bell, mill, quay and 1 more, on schedule, 5 Mar 12:30'
    """
    return f"{_named(source_ids)}, {_STARTED[trigger]}, {started.day} {started:%b %H:%M}"


def journal_line(progress: Progress, state: str, said: str) -> str:
    """Return what a service's log says of a run that has ended: which, what was read, and how it went.

    >>> journal_line(Progress(run_id="20260305T123000Z-ab12"), "Failed", "the disk is full")
    'run 20260305T123000Z-ab12 of no source: failed: the disk is full'
    """
    run = f"run {progress.run_id} of {_named(list(progress.sources))}" if progress.run_id else "run"
    return f"{run}: {state.lower()}: {' '.join(said.split())}"


def _named(source_ids: Sequence[str]) -> str:
    more = f" and {len(source_ids) - _NAMED} more" if len(source_ids) > _NAMED else ""
    return (", ".join(source_ids[:_NAMED]) or "no source") + more


def message(progress: Progress) -> str:
    """Return how a run went: what failed first, each source with the reason, then what was loaded."""
    failed = [f"{source_id}: {error}" for source_id, error in list(progress.errors.items())[:_NAMED]]
    if more := len(progress.errors) - len(failed):
        failed.append(f"{count_of(more, 'more source')} failed")
    return " · ".join([*failed, " ".join(summary(progress))])


def figures(progress: Progress) -> str:
    """Return the figures of a run in some forty characters, which is what the card of an artifact shows."""
    counts = progress.counts
    told = {"new": counts.new, "updated": counts.updated, "rebuilt": counts.rebuilt, "in quarantine": counts.failed}
    parts = [f"{number:,} {word}" for word, number in told.items() if number]
    if progress.errors:
        parts.append(f"{count_of(len(progress.errors), 'source')} failed")
    return ", ".join(parts) or "nothing new"


def run_markdown(progress: Progress, attention: Table, quarantined: int) -> str:
    """Return the text of a run's artifact: by source, what needs a look, and what to ask in SQL."""
    return "\n".join(
        [
            *(f"{plain(line)}\n" for line in summary(progress)),
            "## Needs a look\n",
            *(_needs_a_look(progress, attention, quarantined) or ["Nothing."]),
            "\n## By source\n",
            *_by_source(progress),
            "\n## Look further\n",
            "`presslake sql` answers these, and so does any program that opens the published copy:\n",
            *_queries(progress.run_id),
        ]
    )


def _needs_a_look(progress: Progress, attention: Table, quarantined: int) -> list[str]:
    lines = [
        f"- **{plain(source_id)}** failed in this run: {plain(error)}" for source_id, error in progress.errors.items()
    ]
    for source, kind, since, why, url in attention.narrowed_to(["source", "kind", "since", "why", "url"]).rows:
        at = f" ({plain(url)})" if url else ""
        lines.append(f"- **{plain(source)}**, {plain(kind)}, since {since:%Y-%m-%d %H:%M}: {plain(why)}{at}")
    if quarantined:
        lines.append(f"- {count_of(quarantined, 'page')} in quarantine: see the artifact quarantine")
    return lines


def _by_source(progress: Progress) -> list[str]:
    tallies = sorted(progress.sources.items(), key=lambda pair: (pair[1].error is None, pair[0]))
    columns = ("source", "read", "as before", "put off", "no article", "why")
    lines = table(columns, [(source_id, *_cells(tally)) for source_id, tally in tallies[:_ROWS]])
    return [*lines, f"\n{len(tallies) - _ROWS} sources more."] if len(tallies) > _ROWS else lines


def _cells(tally: SourceTally) -> tuple[object, ...]:
    reasons = ", ".join(f"{reason} {number}" for reason, number in tally.failures.most_common())
    why = " · ".join(filter(None, [tally.error, reasons]))
    failed = sum(tally.failures.values())
    return tally.read, tally.unchanged + tally.not_modified, tally.deferred, failed, why


def _queries(run_id: str) -> list[str]:
    return [f"{title}:\n\n```sql\n{query.format(run_id=run_id)}\n```\n" for title, query in _QUERIES.items()]
