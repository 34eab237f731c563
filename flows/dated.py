"""Which day a page on this disk belongs to, as far as its container tells without extracting it."""

import json
from datetime import date

from extract.days import Days, stated_day
from flows.places import Place, entry_of_record
from flows.progress import SourceTally


def is_within(place: Place, days: Days, tally: SourceTally) -> bool:
    """Tell whether a page is of these days; one of which no day is known is not, and is counted as that."""
    day = day_of(place)
    tally.undated += day is None
    return day is not None and day in days


def day_of(place: Place) -> date | None:
    """Return the day of capture of a record in a WARC file, or that which a row of a table or a feed states.

    None for a file of its own, whose day only extraction finds.
    """
    if place.captured or place.offset is not None:
        return place.captured
    if place.record is None:
        return stated_day(place.entry) if place.entry.content is not None else None
    try:
        row = json.loads(place.record)
    except (ValueError, RecursionError):
        return None
    return stated_day(entry_of_record(place.entry, row)) if isinstance(row, dict) else None
