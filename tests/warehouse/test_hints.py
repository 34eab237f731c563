"""What a feed says of a page, on its way into the frontier and back."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from extract.model import Entry, StatedTime
from warehouse.hints import entry_of, hints_of, stated_at

TEXTS = st.none() | st.text(min_size=1)
TIMES = st.none() | st.builds(
    StatedTime,
    day=st.dates(),
    at=st.none() | st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)),
)


@given(
    st.builds(
        Entry,
        url=st.just("https://bell.example/a"),
        source_id=st.just("bell"),
        claimed_url=TEXTS,
        title=TEXTS,
        authors=st.lists(st.text(min_size=1)).map(tuple),
        published=TIMES,
        modified=TIMES,
        language=TEXTS,
        summary=TEXTS,
    )
)
def test_whatever_is_said_of_a_page_comes_back(entry: Entry) -> None:
    assert entry_of(entry.url, "bell", hints_of(entry)) == entry


def test_a_time_is_stated_in_utc() -> None:
    at = datetime(2026, 3, 5, 1, tzinfo=timezone(timedelta(hours=2)))

    assert stated_at(StatedTime(day=at.date(), at=at)) == datetime(2026, 3, 4, 23)


def test_a_day_is_stated_by_its_beginning() -> None:
    assert stated_at(StatedTime(day=datetime(2026, 3, 5).date())) == datetime(2026, 3, 5)
