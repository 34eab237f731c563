"""What is remembered of a document after it was asked for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flows.documents import asked, asked_url, failed, had, next_look
from flows.web.model import FetchRequest, FetchResult, Outcome
from warehouse.model import Document, Exchange

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
URL = "https://quay.example/feed"
BEFORE = Document(
    url=URL,
    kind="feed",
    source_id="quay",
    outcome="ok",
    etag='"1"',
    content_sha256="aa",
    fetched_at=NOW - 3 * HOUR,
    ok_at=NOW - 3 * HOUR,
    next_check_at=NOW - HOUR,
)


def answer(outcome: Outcome, **result: object) -> tuple[FetchResult, Exchange]:
    body = b"" if outcome == "ok" else None
    fetched = FetchResult(
        request=FetchRequest(url=URL), outcome=outcome, final_url=URL, fetched_at=NOW, body=body, **result  # type: ignore[arg-type]
    )  # fmt: skip
    headers = fetched.headers
    return fetched, Exchange(status=fetched.status, final_url=URL, etag=headers.get("etag"))


def after_failure(outcome: Outcome, before: Document = BEFORE, **result: object) -> Document:
    answered = answer(outcome, **result)
    return failed(asked(URL, "feed", "quay", before, answered), answered[0], NOW, 0.0)


def test_a_failure_keeps_what_was_had() -> None:
    after = after_failure("timeout", message="nothing sent in time")
    assert (after.etag, after.content_sha256, after.ok_at, after.failures, after.failing_since, after.message) == (
        '"1"',
        "aa",
        BEFORE.ok_at,
        1,
        NOW,
        "nothing sent in time",
    )


def test_what_robots_txt_forbids_is_asked_for_again_a_day_later() -> None:
    assert after_failure("robots").next_check_at == NOW + DAY


def test_a_host_that_asks_for_patience_is_given_it() -> None:
    assert after_failure("too_many", retry_at=NOW + 5 * HOUR).next_check_at == NOW + 5 * HOUR


def test_a_request_that_was_not_made_is_no_failure() -> None:
    after = after_failure("deferred", before=replace(BEFORE, failures=2, failing_since=NOW - DAY))
    assert (after.failures, after.failing_since) == (2, NOW - DAY)


@pytest.mark.parametrize(("expected", "headers"), [('"1"', {}), ('"2"', {"etag": '"2"'}), (None, {"expires": "0"})])
def test_validators_stay_with_what_has_not_changed(expected: str | None, headers: dict[str, str]) -> None:
    answered = answer("not_modified", headers=headers)
    after = had(asked(URL, "feed", "quay", BEFORE, answered), answered, NOW + HOUR)
    assert (after.etag, after.content_sha256) == (expected, "aa")


def test_validators_of_what_was_there_before_go_with_it() -> None:
    answered = answer("ok")
    assert had(asked(URL, "feed", "quay", BEFORE, answered), answered, NOW + HOUR).etag is None


def test_what_stays_the_same_is_asked_for_ever_more_rarely() -> None:
    assert next_look(BEFORE, answer("not_modified")[0], NOW, 1.0) == NOW + 2.2 * HOUR


def test_what_works_again_is_asked_for_soon() -> None:
    assert next_look(replace(BEFORE, failures=3), answer("not_modified")[0], NOW, 0.0) == NOW + HOUR / 4


@pytest.mark.parametrize(("expected", "runs"), [(URL, 1), ("https://new.example/feed", 2)])
def test_an_address_that_took_its_place_is_asked_after_two_runs(expected: str, runs: int) -> None:
    assert asked_url(URL, replace(BEFORE, moved_to="https://new.example/feed", moved_runs=runs)) == expected
