import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import ExtractError
from extract.opml import opml_of, parse_opml
from extract.parsed import Child

URL = "https://quayside.example/feeds.opml"
#: What XML can carry on one line.
TITLE = st.text(st.characters(min_codepoint=33, max_codepoint=0x2FFF, categories=("L", "N", "P", "S")), min_size=1)


def test_feeds_are_found_however_deep_the_outlines_nest() -> None:
    opml = (
        b'\n<opml version="1.0"><head><title>Ports</title></head><body>'
        b'<outline text="North"><outline text="Kai &amp; Co" xmlUrl="https://kai.example/rss"/>'
        b'<outline><outline type="rss" title="Pier" text="x" xmlurl="https://pier.example/a?b=1&amp;c"/></outline>'
        b'</outline><outline text="again" xmlUrl="https://kai.example/rss"/></body></opml>'
    )
    parsed = parse_opml(opml, URL)
    assert (parsed.title, parsed.children) == (
        "Ports",
        (
            Child(url="https://kai.example/rss", kind="feed", title="Kai & Co"),
            Child(url="https://pier.example/a?b=1&c", kind="feed", title="Pier"),
        ),
    )


def test_an_address_that_is_none_is_counted() -> None:
    parsed = parse_opml(b'<opml><body><outline text="a" xmlUrl="feed:x"/></body></opml>', URL)
    assert (parsed.children, parsed.message) == ((), f"{URL}: 1 addresses are no http(s) URL, such as 'feed:x'")


@pytest.mark.parametrize("body", [b"", b"ferry", b"<rss/>", b"<html><body>ferry</body></html>"])
def test_what_is_no_opml_is_refused(body: bytes) -> None:
    with pytest.raises(ExtractError) as caught:
        parse_opml(body, URL)
    assert caught.value.reason == "not_opml"


@given(st.lists(TITLE, max_size=5))
def test_what_is_written_is_read_again(titles: list[str]) -> None:
    feeds = tuple(
        Child(url=f"https://q.example/{number}", kind="feed", title=title) for number, title in enumerate(titles)
    )
    assert parse_opml(opml_of("Ports", feeds), URL).children == feeds
