"""The two artifacts of a run that Prefect shows, each under one key, so that its page has the history of all runs."""

from datetime import UTC, datetime

from prefect.artifacts import acreate_markdown_artifact, acreate_table_artifact

from flows.orchestration.shown import log
from flows.progress import Progress
from flows.run_report import figures, message, run_markdown
from flows.summary import count_of
from warehouse.errors import WarehouseError
from warehouse.lake.address import Location
from warehouse.model import Table
from warehouse.query import query_attention, query_quarantine, reading_copy

#: Rows of the quarantine's artifact, which Prefect keeps with every run: 100 take some 30 kB.
_PAGES = 100
_NO_ROWS = Table(("source", "kind", "since", "why", "url"), ())


async def save_artifacts(published: Location, progress: Progress) -> None:
    """Save what the run did as `run-summary`, and the pages in quarantine as `quarantine`.

    Nothing of the quarantine is said where the readers' copy cannot be read.
    """
    try:
        with reading_copy(published) as connection:
            attention = query_attention(connection, datetime.now(UTC))
            pages, quarantined = query_quarantine(connection, _PAGES)
    except WarehouseError as error:
        log.warning("%s", error)
        attention, pages, quarantined = _NO_ROWS, None, 0
    # The card of an artifact shows its description and nothing else.
    await acreate_markdown_artifact(
        key="run-summary",
        markdown=run_markdown(progress, attention, quarantined),
        description=f"{figures(progress)} · {message(progress)}",
    )
    if pages:
        await acreate_table_artifact(
            key="quarantine", table=_cells(pages), description=_told(len(pages.rows), quarantined)
        )


def _cells(pages: Table) -> list[dict[str, object]]:
    return [dict(zip(pages.columns, map(_cell, row), strict=True)) for row in pages.rows]


def _cell(value: object) -> object:
    return value.isoformat(sep=" ", timespec="seconds") if isinstance(value, datetime) else value


def _told(shown: int, pages: int) -> str:
    if shown == pages:
        return f"{count_of(pages, 'page')} in quarantine."
    said = f"{count_of(pages, 'page')} in quarantine, the {shown} that failed last."
    return f"{said} All of them: presslake sql 'from ops.quarantine order by last_failed_at desc'"
