"""A report as HTML: what it shows, how much of it, and what a browser may do with it."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from importlib.resources import files

from markupsafe import Markup

from flows.html.charts import Bar, column_chart, sparkline
from flows.html.environment import count, day, house_style, template_environment
from warehouse.model import Table, mappings
from warehouse.overview import Days, Grain, LatestQuote, Person, SourceShare, Times, Totals, Travelled, Week

#: Months or weeks of a spark line, the latest of those that anybody was quoted in.
_SPARK_STEPS = 24
#: Rows of what fails: more are no list that anybody reads.
MOST_FAILURES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a report shows."""

    title: str
    days: Days
    #: Aware.
    made_at: datetime
    software: str
    #: Name of the copy that all was read from.
    copy: str
    totals: Totals
    weeks: tuple[Week, ...]
    sources: tuple[SourceShare, ...]
    people: tuple[Person, ...]
    #: In which the quotes of people are counted.
    grain: Grain
    travelled: tuple[Travelled, ...]
    latest: tuple[LatestQuote, ...]
    #: What of the sources fails, and the quarantine by reason.
    attention: Table
    quarantine: Table


def report_page(report: Report) -> str:
    """Return the page: below 1 MB whatever the texts are, since all of them are clipped and all lists end."""
    style, script = house_style(), files("flows.report").joinpath("search.js").read_text("utf-8")
    return (
        template_environment("flows.report")
        .get_template("report.html")
        .render(
            report=report,
            policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; "
            "form-action 'none'",
            style=Markup(style),  # noqa: S704  # ours
            script=Markup(script),  # noqa: S704
            chart=column_chart(_bars(report.weeks), "Articles a week; the table below has the numbers"),
            sparks=_sparks(report.people, report.grain),
            attention=list(mappings(report.attention)),
            quarantine=list(mappings(report.quarantine)),
            most_failures=MOST_FAILURES,
        )
    )


def _hash(text: str) -> str:
    """A part of the page as a policy names it: no other may run, whatever a text brings along."""
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def _bars(weeks: Sequence[Week]) -> list[Bar]:
    # A year has about six dates below it, a week alone its own.
    step = -(-len(weeks) // 6)
    return [
        Bar(
            name=f"Week of {day(week.week)}{', not over' if week.is_unfinished else ''}",
            value=week.articles,
            tick=day(week.week).rpartition(" ")[0] if place % step == 0 else "",
            is_unfinished=week.is_unfinished,
        )
        for place, week in enumerate(weeks)
    ]


def _sparks(people: Sequence[Person], grain: Grain) -> dict[str, Markup]:
    """A line for each speaker, all over the same months or weeks."""
    quoted = [times.begins_on for person in people for times in person.times]
    if not quoted:
        return {}
    steps = [step for step in _steps_back(max(quoted), grain) if step >= min(quoted)][::-1]
    return {
        person.speaker_id: sparkline(_counts(person.times, steps), _spark_title(person, steps, grain))
        for person in people
    }


def _counts(stated: Sequence[Times], steps: Sequence[date]) -> list[int]:
    counts = {each.begins_on: each.quotes for each in stated}
    return [counts.get(step, 0) for step in steps]


def _spark_title(person: Person, steps: Sequence[date], grain: Grain) -> str:
    most = max(person.times, key=lambda each: each.quotes, default=None)
    said = f", most in that of {day(most.begins_on)}: {count(most.quotes, 'quote')}" if most else ""
    return f"Quotes a {grain} from {day(steps[0])} on{said}"


def _steps_back(latest: date, grain: Grain) -> list[date]:
    """The latest week or month and those before it, the latest first.

    >>> _steps_back(date(2026, 2, 1), "month")[:3]
    [datetime.date(2026, 2, 1), datetime.date(2026, 1, 1), datetime.date(2025, 12, 1)]
    """
    if grain == "week":
        return [latest - timedelta(weeks=back) for back in range(_SPARK_STEPS)]
    numbers = range(latest.year * 12 + latest.month - 1, 11, -1)[:_SPARK_STEPS]  # down to the year 1
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]
