"""What a report shows, read from the newest copy."""

from datetime import datetime
from pathlib import PurePath

from flows.report.page import Report
from warehouse.lake.address import Location
from warehouse.overview import (
    Days,
    Grain,
    Totals,
    query_latest_quotes,
    query_people,
    query_source_shares,
    query_totals,
    query_travelled,
    query_weeks,
)
from warehouse.query import query_status, reading_copy

#: A span of up to so many days is shown by weeks, six to 26 of them.
_DAYS_OF_WEEKS = 180


def read_report(published: Location, days: Days, *, title: str, software: str, made_at: datetime) -> Report:
    """Return the report on the articles of these days; what fails is said as it is now."""
    with reading_copy(published) as connection:
        status, totals = query_status(connection, made_at), query_totals(connection, days)
        grain = _grain(totals)
        return Report(
            title=title,
            days=days,
            made_at=made_at,
            software=software,
            copy=_name(str(status.copy.rows[0][0])),
            totals=totals,
            weeks=query_weeks(connection, days),
            sources=query_source_shares(connection, days),
            people=query_people(connection, days, grain=grain),
            grain=grain,
            travelled=query_travelled(connection, days),
            latest=query_latest_quotes(connection, days),
            attention=status.attention,
            quarantine=status.quarantine,
        )


def _grain(totals: Totals) -> Grain:
    """Months, or weeks where they would be a handful."""
    days = (totals.last_date - totals.first_date).days if totals.first_date and totals.last_date else 0
    return "month" if days > _DAYS_OF_WEEKS else "week"


def _name(place: str) -> str:
    """A copy without its folder, which is nobody's business whom the file is mailed to; a lake without its server."""
    return PurePath(place).name if "=" not in place and ":" not in place else "a lake"
