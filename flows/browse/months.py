"""Counts by month as a chart."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from flows.html.charts import Bar, column_chart
from warehouse.lookup import Rows

#: Months that are shown one by one: of more, the latest.
_MOST_MONTHS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Months:
    """A chart, and what it shows."""

    bars: tuple[Bar, ...]
    chart: Markup


def by_month(rows: Rows, counted: str) -> Months:
    """Return the latest months of rows of month and count, those between them as zeros.

    >>> rows = ({"month": date(2025, 12, 1), "quotes": 2}, {"month": date(2026, 2, 1), "quotes": 4})
    >>> [(bar.name, bar.value, bar.tick) for bar in by_month(rows, "quotes").bars]
    [('2025-12', 2, '2025-12'), ('2026-01', 0, ''), ('2026-02', 4, '')]
    """
    counts = {row["month"]: int(row[counted]) for row in rows}
    months = [month for month in _months_back(max(counts)) if month >= min(counts)][::-1] if counts else []
    step = max(3, -(-len(months) // 6))  # six ticks are as many as a phone's letters leave room for
    bars = tuple(
        Bar(name=f"{month:%Y-%m}", value=counts.get(month, 0), tick=f"{month:%Y-%m}" if nth % step == 0 else "")
        for nth, month in enumerate(months)
    )
    return Months(bars=bars, chart=column_chart(bars, f"{counted} by month".capitalize()))


def _months_back(last: date) -> Iterator[date]:
    number = last.year * 12 + last.month - 1
    for month in range(number, max(number - _MOST_MONTHS, 11), -1):
        yield date(month // 12, month % 12 + 1, 1)
