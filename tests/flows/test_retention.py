"""What a run lets go of: files of the archive, the oldest first, and rows, once a day at most."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from benchmarks.local_web.newspaper import Newspaper
from flows.errors import SettingsError
from flows.jobs import job_of_sources
from flows.parts import UNFINISHED, part_name
from flows.pipeline import run_job
from flows.progress import Progress
from flows.rebuilding import Rebuild, pages_again
from flows.retention import old_parts
from flows.retention_settings import Retention
from flows.settings import load_settings
from flows.submitting import submitting_to_threads
from warehouse.query import reading_copy

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Parts of a megabyte each: of three days ago, of yesterday, and of a name that is none of ours."""
    for name in ("20261119T120000Z-3f9c", "20261121T130000Z-3f9c", "foreign"):
        (tmp_path / part_name(name, 1)).write_bytes(bytes(1_000_000))
    return tmp_path


def names(parts: Sequence[Path]) -> list[str]:
    return [part.name.split("-")[1] for part in parts]


@pytest.mark.parametrize(
    ("retention", "expected"),
    [
        (Retention(), []),
        (Retention(archive_days=3.1), []),
        (Retention(archive_days=2), ["20261119T120000Z"]),
        (Retention(archive_gb=0.002), ["20261119T120000Z"]),
        (Retention(archive_gb=0.0015), ["20261119T120000Z", "20261121T130000Z"]),
        (Retention(archive_days=2, archive_gb=0.002), ["20261119T120000Z"]),
    ],
)
def test_parts_go_that_are_too_old_or_too_many(archive: Path, retention: Retention, expected: list[str]) -> None:
    assert expected == names(list(old_parts(archive, retention, NOW)))


def test_a_part_that_is_being_written_stays(archive: Path) -> None:
    (archive / f"{part_name('20261119T120000Z-3f9c', 1)}{UNFINISHED}").touch()
    assert [] == list(old_parts(archive, Retention(archive_days=2), NOW))


@pytest.mark.parametrize(
    ("retention", "interval"),
    [
        (Retention(), None),
        (Retention(archive_gb=1), timedelta(days=1)),
        (Retention(log_days=90), timedelta(days=1)),
        (Retention(log_days=90, archive_days=1), timedelta(days=0.1)),
    ],
)
def test_retention_comes_once_a_day_or_more_often_where_days_are_few(
    retention: Retention, interval: timedelta | None
) -> None:
    assert interval == retention.interval


def test_all_of_something_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSLAKE_LOG_DAYS", "all")
    assert load_settings(archive_days=400).retention == Retention(archive_days=400)


def test_nothing_can_be_kept_for_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSLAKE_LOG_DAYS", "0")
    with pytest.raises(SettingsError, match="PRESSLAKE_LOG_DAYS"):
        load_settings()


def test_nothing_names_what_a_run_let_go_of(paper: Newspaper, folder: Path) -> None:
    settings = load_settings(archive_days=1e-9)
    with submitting_to_threads() as submit:
        run_job(job_of_sources(settings), submit, Progress())

    with reading_copy(settings.publish) as connection:
        named = connection.execute("select count(warc_file), count(*) from ops.fetches").fetchall()
        again = [verdict for _, verdict, _ in pages_again(connection, Rebuild(archive=settings.archive, layouts={}))]
    # Four articles, the feed, robots.txt and tdmrep.json.
    assert ([], [(0, 7)], ["lost"] * 4) == (list(settings.archive.iterdir()), named, again)
