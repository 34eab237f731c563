"""Which sources are to be read now, as their times and the latest run by schedule tell.

Each run by schedule reads all that are overdue. So nothing is lost of a run that was skipped since another was under
way, that died, or that nobody was there to start, and nothing is read twice for two times that were missed.
"""

from datetime import datetime, timedelta

from flows.settings import Settings
from warehouse.errors import WarehouseError
from warehouse.query import reading_copy
from warehouse.schedule import Scheduled, scheduled

#: What comes due so soon is read at once: its time may pass before the run has its beginning in the warehouse.
_SOON = timedelta(seconds=20)


def overdue(settings: Settings, now: datetime) -> tuple[str, ...]:
    """The sources whose time has come since the latest run by schedule began, and those never read, by their ids."""
    return overdue_since(settings, _kept(settings), now + _SOON)


def overdue_since(settings: Settings, kept: Scheduled, now: datetime) -> tuple[str, ...]:
    """The same for what is remembered of the schedule."""
    return tuple(
        source.id
        for source in settings.sources
        if kept.until is None
        or source.id not in kept.source_ids
        or settings.times_of(source).next_after(kept.until) <= now
    )


def _kept(settings: Settings) -> Scheduled:
    """What is remembered; nothing where nothing was published, or cannot be read: the run will say why."""
    try:
        with reading_copy(settings.publish) as connection:
            return scheduled(connection)
    except WarehouseError:
        return Scheduled()
