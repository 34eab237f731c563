from datetime import UTC, date, datetime

import pytest

from extract.evidence import find_evidence
from extract.html import parse_html
from extract.metadata import Metadata, choose_metadata
from extract.model import Entry, StatedTime

URL = "https://quayside.example/local/ferry"


def read(head: str, body: str = "", **entry: object) -> Metadata:
    hints = Entry(url=str(entry.pop("url", URL)), **entry)  # type: ignore[arg-type]
    tree = parse_html(f"<html><head>{head}</head><body><p>text</p>{body}</body></html>")
    return choose_metadata(find_evidence(tree, hints), hints)


def json_ld(source: str) -> str:
    return f'<script type="application/ld+json">{source}</script>'


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "Ferry sails"}',
        '[{"@type": "WebPage"}, {"@type": ["Article", "NewsArticle"], "headline": "Ferry sails"}]',
        '{"@graph": [{"@type": "WebSite"}, {"@type": "https://schema.org/Article", "headline": "Ferry sails"}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "BlogPosting", "headline": "Ferry sails"}}',
        '{"@type": "NewsArticle", "headline": "Ferry sails", "tags": ["a", "b",],}',
        '<!-- {"@type": "NewsArticle", "headline": "Ferry sails"} -->',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "Ferry sails"}\n//]]>',
        '{"@type": "NewsArticle", "headline": "Ferry\n sails"};',
    ],
)
def test_json_ld_is_read_in_the_forms_that_pages_give_it(script: str) -> None:
    assert read(json_ld(script)).title == "Ferry sails"


def test_json_ld_that_is_no_json_is_no_evidence() -> None:
    assert read(json_ld('{"@type": "NewsArticle", "headline": ') + "<title>Ferry</title>").title == "Ferry"


def test_a_reference_to_a_person_is_followed() -> None:
    person = '{"@type": "Person", "@id": "#1", "name": "Odile Marsh"}'
    graph = f'{{"@graph": [{{"@type": "Article", "author": {{"@id": "#1"}}}}, {person}]}}'
    assert read(json_ld(graph)).authors == ("Odile Marsh",)


@pytest.mark.parametrize(
    "title",
    [
        "Ferry sails | The Quayside Courier",
        "Ferry sails - The Quayside Courier",
        "The Quayside Courier: Ferry sails",
        "Ferry sails – quayside.example",
        "Ferry sails | Local | The Quayside Courier",
    ],
)
def test_a_title_is_without_the_outlets_name(title: str) -> None:
    name = (
        '<meta property="og:site_name" content="The Quayside Courier"><meta name="twitter:title" content="Ferry sails">'
    )
    assert read(f"{name}<meta property='og:title' content='{title}'>".replace(": F", " : F")).title == "Ferry sails"


def test_a_title_that_is_the_outlets_name_is_none() -> None:
    assert read("<meta property='og:site_name' content='Quayside'><title>Quayside</title>").title is None


def test_entities_in_json_ld_are_read() -> None:
    assert read(json_ld('{"@type": "Article", "headline": "Marsh &amp; Tallow"}')).title == "Marsh & Tallow"


def test_the_entry_gives_what_the_page_does_not_state() -> None:
    found = read(
        "", title="Ferry sails", authors=("Odile Marsh",), published=StatedTime(day=date(2025, 3, 14)), language="en"
    )
    assert (found.title, found.authors, found.published, found.date_source, found.language) == (
        "Ferry sails",
        ("Odile Marsh",),
        StatedTime(day=date(2025, 3, 14)),
        "feed",
        "en",
    )


def test_the_page_is_believed_over_the_entry() -> None:
    assert read("<title>Ferry sails again</title>", title="Ferry").title == "Ferry sails again"


@pytest.mark.parametrize(
    ("expected", "head"),
    [
        ("Odile Marsh", ""),
        ("Odile Marsh", '<meta name="author" content="Odile">'),
        ("Odile Marsh", '<meta name="author" content="Quayside"><meta property="og:site_name" content="Quayside">'),
        ("Ruben Tallow", '<meta name="author" content="Ruben Tallow">'),
    ],
)
def test_the_feed_names_the_author_where_the_page_gives_no_full_name(expected: str, head: str) -> None:
    assert read(head, authors=("Odile Marsh",)).authors == (expected,)


@pytest.mark.parametrize(
    ("expected", "head"),
    [
        ("Ferry sails again", '<meta property="og:site_name" content="Quayside"><title>Quayside</title>'),
        ("Ferry sails again", "<title>{{ headline }}</title>"),
        ("Harbour reopens", "<title>Harbour reopens</title>"),
    ],
)
def test_the_feed_gives_the_title_where_the_page_gives_none_of_its_own(expected: str, head: str) -> None:
    assert read(head, title="Ferry sails again").title == expected


@pytest.mark.parametrize(
    ("expected", "url", "head"),
    [
        ("feed", "https://quayside.example/2025/03/14/ferry", ""),
        ("feed", URL, '<meta property="article:published_time" content="2025-03-14">'),
        ("url", "https://quayside.example/2025/03/13/ferry", ""),
        ("opengraph", URL, '<meta property="article:published_time" content="2025-03-14T09:00:00Z">'),
    ],
)
def test_the_feed_gives_the_time_of_a_day_that_the_page_states(expected: str, url: str, head: str) -> None:
    stated = StatedTime(day=date(2025, 3, 14), at=datetime(2025, 3, 14, 6, 40, tzinfo=UTC))
    assert read(head, url=url, published=stated).date_source == expected


@pytest.mark.parametrize(
    ("source", "head", "body"),
    [
        ("json-ld", json_ld('{"@type": "Article", "datePublished": "2025-03-14"}'), ""),
        ("opengraph", '<meta property="article:published_time" content="2025-03-14">', ""),
        ("meta", '<meta name="DC.date.issued" content="2025-03-14">', ""),
        ("microdata", "", '<span itemprop="datePublished" content="2025-03-14"></span>'),
        (
            "time",
            "",
            '<time datetime="2025-03-12">teaser</time><time class="published" datetime="2025-03-14">14 March</time>',
        ),
    ],
)
def test_a_date_is_found_in_each_of_its_places(source: str, head: str, body: str) -> None:
    found = read(head, body)
    assert (found.published, found.date_source) == (StatedTime(day=date(2025, 3, 14)), source)


def test_a_date_in_the_address_counts_where_nothing_else_does() -> None:
    found = read("", url="https://quayside.example/2025/03/14/ferry")
    assert (found.published, found.date_source) == (StatedTime(day=date(2025, 3, 14)), "url")


def test_the_day_is_that_of_the_pages_own_zone_where_it_states_both() -> None:
    head = json_ld('{"@type": "Article", "datePublished": "2025-03-13T23:30:00Z"}')
    head += '<meta property="article:published_time" content="2025-03-14T00:30:00+01:00">'
    assert read(head).published == StatedTime(day=date(2025, 3, 14), at=datetime(2025, 3, 13, 23, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("expected", "link"),
    [
        ("https://quayside.example/ferry", "https://quayside.example/ferry"),
        ("https://quayside.example/ferry", "/ferry?utm_source=x#top"),
        ("https://www.quayside.example/ferry", "https://www.quayside.example/ferry"),
        ("https://m.quayside.example/ferry", "https://m.quayside.example/ferry"),
        (URL, "https://quayside.example/"),
        (URL, "https://copycat.example/ferry"),
        (URL, "javascript:void(0)"),
    ],
)
def test_a_canonical_link_is_believed_unless_it_cannot_be_true(expected: str, link: str) -> None:
    assert read(f'<link rel="canonical" href="{link}">', claimed_url=URL).url == expected


LONG = "https://quayside.example/local/2025/ferry-sails-again-7142"


@pytest.mark.parametrize(
    "link",
    [
        "https://quayside.example/",
        "https://quayside.example/index.html",
        "https://quayside.example/?utm_source=canonical",
        "https://www.quayside.example/amp/",
        "https://quayside.example/local/",
        "https://quayside.example/news",
        "https://copycat.example/local/2025/ferry-sails-again-7142",
        "https://quayside.example.copycat.example/local/2025/ferry-sails-again-7142",
        "https://ayside.example/ferry",
    ],
)
def test_a_canonical_link_that_cannot_be_true_is_not_believed(link: str) -> None:
    assert read(f'<link rel="canonical" href="{link}">', claimed_url=LONG).url == LONG


@pytest.mark.parametrize(
    ("canonical", "claimed"),
    [
        (LONG, f"{LONG}/amp"),
        (LONG, f"{LONG}?page=2"),
        (LONG, "https://quayside-example.cdn.ampproject.org/c/s/quayside.example/local/2025/ferry-sails-again-7142"),
        (LONG, "https://m.quayside.example/local/2025/ferry-sails-again-7142"),
        ("https://quayside.example/local/ferry", "https://quayside.example/local/ferry/page/2"),
        ("https://quayside.example/local/ferry", "https://quayside.example/?p=7142"),
        ("https://quayside.example/local/ferry-7142", "https://quayside.example/local/ferry-7142/print-this-page"),
        ("https://quayside.example/ferry.html", "https://quayside.example/a/7142"),
        ("https://quayside.example/local?id=7142", "https://quayside.example/local/ferry-sails-again-7142"),
        ("https://news.quayside.example/local/ferry", "https://quayside.example/a-b-c"),
    ],
)
def test_a_canonical_link_that_may_be_true_is_believed(canonical: str, claimed: str) -> None:
    assert read(f'<link rel="canonical" href="{canonical}">', claimed_url=claimed).url == canonical


def test_the_next_statement_counts_where_the_canonical_link_lies() -> None:
    head = (
        f'<link rel="canonical" href="https://quayside.example/local"><meta property="og:url" content="{LONG}?ref=1">'
    )
    assert read(head, claimed_url=LONG).url == f"{LONG}?ref=1"


def test_a_file_takes_the_address_that_its_page_states() -> None:
    found = read('<meta property="og:url" content="https://quayside.example/ferry">', url="file:///srv/ferry.html")
    assert (found.url, found.domain) == ("https://quayside.example/ferry", "quayside.example")


def test_a_file_that_states_no_address_keeps_its_own() -> None:
    assert read("", url="file:///srv/ferry.html#3").url == "file:///srv/ferry.html#3"


def test_only_bodies_leave_the_authors_empty() -> None:
    found = read(
        '<meta name="author" content="The Quayside Courier">'
        '<meta property="og:site_name" content="The Quayside Courier">'
    )
    assert (found.authors, found.extra["agencies"]) == ((), ["The Quayside Courier"])


def test_a_paywall_flag_has_three_values() -> None:
    stated = [
        read(json_ld(f'{{"@type": "Article", "isAccessibleForFree": {value}}}'))
        for value in ("true", '"False"', '"perhaps"')
    ]
    assert [found.extra.get("is_free") for found in stated] == [True, False, None]


def test_a_headline_in_a_trail_of_crumbs_is_no_headline() -> None:
    crumbs = '<ol class="breadcrumb"><li><h1>Ferry news, timetables and prices</h1></li></ol><h2>Ferry sails again</h2>'
    assert read('<meta property="og:title" content="Ferry sails again">', crumbs).title == "Ferry sails again"


@pytest.mark.parametrize(
    ("expected", "language", "stated"),
    [
        (date(2025, 3, 14), "de", "2025-03-13T23:00:00.000Z"),
        (date(2025, 7, 14), "it-IT", "2025-07-13T22:00:00Z"),
        (date(2025, 3, 13), "en", "2025-03-13T23:00:00Z"),
        (date(2025, 3, 13), "de", "2025-03-13T23:00:07Z"),
    ],
)
def test_midnight_that_was_turned_into_utc_is_the_next_day(expected: date, language: str, stated: str) -> None:
    head = json_ld(f'{{"@type": "Article", "datePublished": "{stated}", "inLanguage": "{language}"}}')
    published = read(head).published or StatedTime(day=date.max)
    assert published.day == expected


def test_a_full_name_is_preferred_to_a_first_name() -> None:
    head = json_ld('{"@type": "Article", "author": "Odile"}') + '<meta name="author" content="Odile Marsh">'
    assert read(head).authors == ("Odile Marsh",)


def test_the_outlet_is_left_out_where_a_person_signs() -> None:
    head = '<meta property="og:site_name" content="Quayside"><meta name="author" content="Odile Marsh, Quayside">'
    found = read(head)
    assert (found.authors, found.extra.get("agencies")) == (("Odile Marsh",), None)


@pytest.mark.parametrize(("expected", "stated"), [("2025-03-14", "2025-03-14"), (None, "2025-03-14T09:30:00+01:00")])
def test_a_day_of_the_last_change_is_kept_where_no_time_is_stated(expected: str | None, stated: str) -> None:
    assert read(f'<meta property="article:modified_time" content="{stated}">').extra.get("modified_date") == expected
