"""What a feed or sitemap says of a page, as JSON in the frontier and back: Entry -> text -> Entry.

What is not stated is not there, so that what two documents say of one page can be merged by ``json_merge_patch``. A
stated time is a list of its day and, where that is known, its time: merging replaces a list whole.
"""

import json
from datetime import date, datetime

from extract.model import Entry, StatedTime
from warehouse.rows import naive_utc

_TEXTS = ("claimed_url", "title", "language", "summary")


def hints_of(entry: Entry) -> str:
    """Return the entry as JSON, without its address, source and content.

    >>> hints_of(Entry(url="https://news.example/a", title="Ferry", authors=("Ida Quill",)))
    '{"title": "Ferry", "authors": ["Ida Quill"]}'
    """
    texts = {name: getattr(entry, name) for name in (*_TEXTS, "authors")}
    times = {"published": _stated(entry.published), "modified": _stated(entry.modified)}
    stated = {name: value for name, value in (texts | times).items() if value}
    return json.dumps(stated, ensure_ascii=False)


def entry_of(url: str, source_id: str, hints: str) -> Entry:
    """Return the entry that these hints were made of, without its content."""
    stated = json.loads(hints)
    return Entry(
        url=url,
        source_id=source_id,
        authors=tuple(stated.get("authors", ())),
        published=_time(stated.get("published")),
        modified=_time(stated.get("modified")),
        **{name: stated.get(name) for name in _TEXTS},
    )


def stated_at(stated: StatedTime | None) -> datetime | None:
    """Return a stated time as naive UTC, its day's beginning where no time is known."""
    if stated is None:
        return None
    if stated.at:
        return naive_utc(stated.at)
    return datetime(stated.day.year, stated.day.month, stated.day.day)


def _stated(time: StatedTime | None) -> list[str] | None:
    if time is None:
        return None
    return [time.day.isoformat(), *([time.at.isoformat()] if time.at else [])]


def _time(parts: list[str] | None) -> StatedTime | None:
    if parts is None:
        return None
    return StatedTime(day=date.fromisoformat(parts[0]), at=datetime.fromisoformat(parts[1]) if len(parts) > 1 else None)
