import pytest

from extract.discovery import find_feeds, find_sitemaps
from extract.parsed import Child

HOME = "https://quayside.example/"


def feeds(html: str) -> list[str]:
    return [feed.url for feed in find_feeds(f"<html><head><title>Q</title>{html}</html>", HOME)]


def test_declared_feeds_come_in_the_pages_order_with_their_titles() -> None:
    html = (
        '<link rel="alternate" type="application/rss+xml; charset=utf-8" href="/rss" title=" Quayside  news ">'
        '<link rel="ALTERNATE nofollow" type="application/feed+json" href="/feed.json">'
    )
    assert find_feeds(html, HOME) == (
        Child(url="https://quayside.example/rss", kind="feed", title="Quayside news"),
        Child(url="https://quayside.example/feed.json", kind="feed"),
    )


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="stylesheet" type="application/rss+xml" href="/a">',
        '<link rel="alternate" hreflang="de" href="/de/">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/7">',
        '<link rel="alternate" type="application/rss+xml" href="/comments/feed/">',
        '<link rel="alternate" type="application/rss+xml" href="/ferry/feed/" title="Quayside » Comments on: Ferry">',
        '<link rel="alternate" type="application/rss+xml" href="mailto:desk@quayside.example">',
        '<a href="/feedback">Feedback</a>',
        '<a href="/local/rss-readers-compared">RSS</a>',
    ],
)
def test_what_is_no_feed_of_articles_is_left_out(link: str) -> None:
    assert feeds(link) == []


@pytest.mark.parametrize(
    "address", ["/feed", "/feed/", "/local/rss.xml", "/news.rss", "/?feed=rss2", "/atom.php?x=1", "/news-feed.xml"]
)
def test_where_none_is_declared_links_are_told_by_their_address(address: str) -> None:
    assert feeds(f'</head><body><a href="{address}">RSS</a>') == [HOME.rstrip("/") + address]


def test_a_feed_that_is_linked_twice_is_one() -> None:
    assert feeds('<base href="https://q.example/x/"><a href="feed#a">1</a><a href="feed">2</a>') == [
        "https://q.example/x/feed"
    ]


def test_a_robots_txt_names_sitemaps_of_any_host() -> None:
    robots = "User-agent: *\nDisallow: /\nSITEMAP: /map.xml\nSitemap: https://cdn.example/q.xml # main\nSitemap:\n"
    assert find_sitemaps(robots, "https://quayside.example/robots.txt") == (
        Child(url="https://quayside.example/map.xml", kind="sitemap"),
        Child(url="https://cdn.example/q.xml", kind="sitemap"),
    )
