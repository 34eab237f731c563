"""Progress on a terminal, refreshed in place; elsewhere nothing is printed before the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.live import Live
from rich.table import Table
from rich.text import Text

from flows.output import messages
from flows.progress import Progress, SourceTally

#: Sources shown at once, the latest ones.
SHOWN = 10


@contextmanager
def watching(progress: Progress, waiting_for: str) -> Iterator[None]:
    """Show the progress of a run on a terminal until the block ends, ``waiting_for`` before its first page."""
    if not (messages.is_terminal and messages.file.isatty()):  # FORCE_COLOR makes a terminal of a pipe, for colours
        yield
        return
    with Live(
        get_renderable=lambda: _lines(progress, waiting_for), console=messages, transient=True, refresh_per_second=4
    ):
        yield


def _lines(progress: Progress, waiting_for: str) -> Table | Text:
    if not progress.sources:
        return Text(waiting_for, style="dim")
    grid = Table.grid(padding=(0, 2))
    for source_id, tally in list(progress.sources.items())[-SHOWN:]:
        grid.add_row(Text(source_id), Text(_line(tally), style="red" if tally.error else ""))
    return grid


def _line(tally: SourceTally) -> str:
    if tally.error:
        return tally.error
    done = tally.read + tally.not_modified + tally.deferred + sum(tally.failures.values())
    return f"{done} of {tally.due} pages read" + (f", {tally.unchanged} as before" if tally.unchanged else "")
