import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from extract.json_feed import parse_json_feed
from extract.model import Entry, ExtractError, StatedTime

URL = "https://quayside.example/feed.json"
ITEM = {
    "id": 7,
    "url": "/local/ferry",
    "title": "Ferry &amp; pier",
    "content_html": "<p>The whole text.</p>",
    "summary": "It sails.",
    "date_published": "2025-03-14T07:40:00+01:00",
    "date_modified": "2025-03-15",
    "authors": [{"name": "By Odile Marsh"}, {"url": "https://quayside.example/tallow"}],
    "language": "de-AT",
}


def read(*items: Any, **feed: Any) -> tuple[Entry, ...]:
    text = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items} | feed)
    return parse_json_feed(text, URL, "quay").entries


def test_an_item_gives_what_it_states() -> None:
    assert read(ITEM) == (
        Entry(
            url="https://quayside.example/local/ferry",
            source_id="quay",
            claimed_url="https://quayside.example/local/ferry",
            title="Ferry & pier",
            authors=("Odile Marsh",),
            published=StatedTime(day=date(2025, 3, 14), at=datetime(2025, 3, 14, 6, 40, tzinfo=UTC)),
            modified=StatedTime(day=date(2025, 3, 15)),
            language="de",
            summary="It sails.",
            content="<p>The whole text.</p>",
        ),
    )


def test_what_an_item_does_not_say_the_feed_says() -> None:
    (entry,) = read({"id": "https://q.example/a"}, language="fr", author={"name": "Ada Quill"})
    assert (entry.url, entry.language, entry.authors) == ("https://q.example/a", "fr", ("Ada Quill",))


def test_an_item_without_a_link_is_named_by_its_number() -> None:
    (entry,) = read({"id": "77", "content_text": "Noon & night.\n\nTwo <3."})
    assert (entry.url, entry.claimed_url, entry.content) == (
        f"{URL}#1",
        None,
        "<p>Noon &amp; night.</p><p>Two &lt;3.</p>",
    )


def test_an_item_of_the_wrong_form_is_no_item() -> None:
    assert [entry.url for entry in read("ferry", {"url": ["a"], "title": 5, "authors": {"name": 1}}, None)] == [
        f"{URL}#2"
    ]


@pytest.mark.parametrize("text", ["", "{", '{"items": 5}', "[]", "[" * 100_000, '{"items": ' + "9" * 5000 + "}"])
def test_what_is_no_json_feed_is_refused(text: str) -> None:
    with pytest.raises(ExtractError) as caught:
        parse_json_feed(text, URL, None)
    assert caught.value.reason == "not_a_feed"
