"""Values on their way between two processes."""

from contextlib import suppress
from datetime import timezone
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.wire import line_of, value_of

VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**127), 2**127)
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary()
    | st.dates()
    | st.datetimes(timezones=st.none() | st.just(timezone.utc))  # noqa: UP017
    | st.times()
    | st.timedeltas()
    | st.decimals(allow_nan=False)
    | st.uuids()
)
NESTED = st.recursive(VALUES, lambda part: st.lists(part) | st.dictionaries(st.text(), part), max_leaves=20)


@settings(deadline=None)
@given(NESTED)
def test_a_value_arrives_as_it_was_sent(value: Any) -> None:
    assert value == value_of(line_of(value))


@settings(deadline=None)
@given(NESTED)
def test_a_value_is_one_line(value: Any) -> None:
    assert line_of(value).find(b"\n") == len(line_of(value)) - 1


@settings(deadline=None)
@given(st.binary() | st.text().map(str.encode))
def test_any_line_gives_a_value_or_is_told_to_hold_none(line: bytes) -> None:
    with suppress(ValueError):
        line_of(value_of(line))


@settings(deadline=None)
@given(st.sampled_from(["$date", "$decimal", "$blob", "$interval", "$uuid"]), st.text() | st.integers())
def test_a_struct_that_looks_like_a_value_does_no_harm(name: str, value: Any) -> None:
    line_of(value_of(line_of({name: value})))


@settings(deadline=None)
@given(st.dictionaries(st.dates(), VALUES, min_size=1))
def test_the_keys_of_a_map_arrive_as_text(value: dict[Any, Any]) -> None:
    assert {str(day): part for day, part in value.items()} == value_of(line_of(value))
