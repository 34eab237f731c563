import gzip
from datetime import UTC, date, datetime

import pytest

from extract.article import extract_article
from extract.model import Article, Entry, ExtractError, Page, StatedTime

NEWS_PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head>
<meta charset="utf-8"><title>Harbour ferry sails again after nine weeks | The Quayside Courier</title>
<link rel="canonical" href="/local/harbour-ferry-sails-again?utm_source=home">
<meta property="og:site_name" content="The Quayside Courier">
<meta property="og:title" content="Harbour ferry sails again after nine weeks">
<meta property="og:description"
 content="The Marlow ferry is back in service, but its captain warns of another winter ashore.">
<meta property="article:section" content="Local">
<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "The Quayside Courier"},
 {"@type": "NewsArticle", "headline": "Harbour ferry sails again after nine weeks", "isAccessibleForFree": false,
  "datePublished": "2025-03-14T07:40:00+01:00", "dateModified": "2025-03-14T09:05:00+01:00",
  "author": [{"@type": "Person", "name": "By Odile Marsh"}, {"@type": "Person", "name": "Staff"},
             {"@type": "Person", "name": "odile marsh"}, {"@type": "Organization", "name": "AFP"}],
  "keywords": "ferry, harbour, Marlow"}]}</script>
<style>p {margin: 0}</style></head>
<body>
<div class="cookie-banner"><p>We use cookies to improve your visit. Accept all cookies or manage your choices.</p></div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/local">Local</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article class="article">
<header><h1>Harbour ferry sails again after nine weeks</h1>
<p class="standfirst">The Marlow ferry is back in service, but its captain warns of another winter ashore.</p>
<p class="byline">By Odile Marsh</p></header>
<div class="article-body">
<p>The ferry between Marlow and the island of Strand left its berth on Friday morning
 for the first time since January, with <a href="/people/crew">eleven passengers</a> and a piano on board.</p>
<p>“We have <em>waited</em> for this <b>morning</b>,” said captain Ruben Tallow, who has run the line since 1998.</p>
<p>Read more: <a href="/local/storm">The storm that broke the pier</a></p>
<h2>A pier on borrowed time</h2>
<p>Engineers of the harbour board replaced forty piles,
 yet the northern end remains closed to vehicles until summer.</p>
<ul><li>Forty piles were replaced at night.</li><li>The northern end stays closed.</li></ul>
<blockquote><p>The timber will hold for two winters, and not for a third one.</p></blockquote>
<p>The board will decide in May whether the line gets a second ship, its chair Petra Lund told the council.</p>
<div class="newsletter-box"><p>Get the harbour letter every Friday morning, free of charge and full of news.</p></div>
<p>Photo: Ida Brook / Quayside Courier</p>
</div></article>
<section class="related"><h3>More from the harbour</h3>
<ul><li><a href="/a">Dredging starts in autumn, says board</a></li>
<li><a href="/b">Island school keeps its only teacher</a></li></ul></section></main>
<footer><p>© 2025 The Quayside Courier. All rights reserved.</p></footer>
</body></html>"""


def page(body: str | bytes, content_type: str | None = "text/html", **entry: object) -> Page:
    raw = body.encode() if isinstance(body, str) else body
    url = entry.pop("url", "https://quayside.example/local/harbour-ferry-sails-again")
    return Page(entry=Entry(url=str(url), **entry), body=raw, content_type=content_type)  # type: ignore[arg-type]


def reason_of(body: bytes, content_type: str | None = "text/html") -> str:
    with pytest.raises(ExtractError) as caught:
        extract_article(page(body, content_type))
    return caught.value.reason


@pytest.fixture(scope="module")
def article() -> Article:
    return extract_article(page(NEWS_PAGE))


def test_a_news_page_gives_its_paragraphs_with_their_kinds_and_nothing_of_the_page_around(article: Article) -> None:
    assert [(paragraph.kind, paragraph.text[:30]) for paragraph in article.paragraphs] == [
        ("standfirst", "The Marlow ferry is back in se"),
        ("text", "The ferry between Marlow and t"),
        ("text", "“We have waited for this morni"),
        ("heading", "A pier on borrowed time"),
        ("text", "Engineers of the harbour board"),
        ("list", "Forty piles were replaced at n"),
        ("list", "The northern end stays closed."),
        ("blockquote", "The timber will hold for two w"),
        ("text", "The board will decide in May w"),
    ]


def test_every_paragraph_is_found_at_its_place_in_the_text(article: Article) -> None:
    cut = [article.text[paragraph.start : paragraph.end] for paragraph in article.paragraphs]
    assert cut == [paragraph.text for paragraph in article.paragraphs]


def test_a_quote_over_inline_elements_stays_whole(article: Article) -> None:
    assert article.quotations.quotes[0].text == "We have waited for this morning,"


def test_the_links_of_the_body_are_absolute_and_carry_their_anchor(article: Article) -> None:
    assert [(link.url, link.anchor) for link in article.links] == [
        ("https://quayside.example/people/crew", "eleven passengers")
    ]


def test_the_identity_is_the_canonical_url_without_tracking_parameters(article: Article) -> None:
    assert (article.url, article.domain) == (
        "https://quayside.example/local/harbour-ferry-sails-again",
        "quayside.example",
    )


def test_persons_are_authors_and_agencies_stand_apart(article: Article) -> None:
    assert (article.authors, article.extra["agencies"]) == (("Odile Marsh",), ["AFP"])


def test_the_day_is_the_pages_own_and_the_time_is_utc(article: Article) -> None:
    assert article.published == StatedTime(day=date(2025, 3, 14), at=datetime(2025, 3, 14, 6, 40, tzinfo=UTC))


def test_the_article_says_which_evidence_gave_its_date(article: Article) -> None:
    assert article.date_source == "json-ld"


def test_a_page_behind_a_paywall_says_so(article: Article) -> None:
    assert article.extra["is_free"] is False


def test_the_other_fields_come_from_where_the_page_states_them(article: Article) -> None:
    assert (article.title, article.site_name, article.section, article.tags, article.language) == (
        "Harbour ferry sails again after nine weeks",
        "The Quayside Courier",
        "Local",
        ("ferry", "harbour", "Marlow"),
        "en",
    )


def test_the_same_words_in_other_mark_up_have_the_same_content_key(article: Article) -> None:
    text = "\n\n".join(
        paragraph.text for paragraph in article.paragraphs if paragraph.kind in ("text", "list", "blockquote")
    )
    assert extract_article(page(text, "text/plain")).content_key == article.content_key


def test_a_gzipped_page_is_the_page(article: Article) -> None:
    assert extract_article(page(gzip.compress(NEWS_PAGE.encode()))) == article


def test_reading_a_page_twice_gives_equal_articles(article: Article) -> None:
    assert extract_article(page(NEWS_PAGE)) == article


def test_an_unlabelled_page_is_read_as_html(article: Article) -> None:
    assert extract_article(page(NEWS_PAGE, None)) == article


def test_a_bare_file_takes_its_address_and_the_entrys_hints() -> None:
    hints = {
        "title": "Ferry sails",
        "authors": ("Odile Marsh",),
        "published": StatedTime(day=date(2025, 3, 14)),
        "language": "en",
    }
    read = extract_article(
        page(
            "The ferry sails again, and the whole island came to see it. " * 4,
            "text/plain",
            url="file:///a.txt",
            **hints,
        )
    )
    assert (read.url, read.domain, read.title, read.authors, read.published, read.date_source) == (
        "file:///a.txt",
        "localhost",
        "Ferry sails",
        ("Odile Marsh",),
        StatedTime(day=date(2025, 3, 14)),
        "feed",
    )


def test_text_set_with_line_breaks_is_parted_where_they_are() -> None:
    sentences = [
        f"The council of Strand met for the {n} time this year and voted on the pier again."
        for n in ("first", "second", "third")
    ]
    html = f"<html><body><div class='article-body'>{'<br><br>'.join(sentences)}</div></body></html>"
    assert [paragraph.text for paragraph in extract_article(page(html)).paragraphs] == sentences


def test_a_list_of_teasers_is_no_article() -> None:
    headline = "<h3><a href='/{0}'>Council of Strand votes on pier number {0}</a></h3>"
    teaser = f"<div>{headline}<p>The council met on the {{0}}th of March and voted once more.</p></div>"
    body = f"<html><body><main>{''.join(teaser.format(n) for n in range(4, 16))}</main></body></html>"
    assert reason_of(body.encode()) == "list_page"


def test_a_page_that_calls_itself_a_collection_is_no_article() -> None:
    ld = '<script type="application/ld+json">{"@type": "CollectionPage", "name": "Harbour"}</script>'
    text = "<p>All that we wrote about the harbour and its ferries over the years.</p>" * 5
    body = f"<html><head>{ld}</head><body>{text}</body></html>"
    assert reason_of(body.encode()) == "list_page"


@pytest.mark.parametrize(
    ("reason", "body", "content_type"),
    [
        ("empty_body", b"", "text/html"),
        ("empty_body", b" \n\t ", "text/plain"),
        ("empty_body", b"<html><head></head><body></body></html>", "text/html"),
        (
            "empty_body",
            b"<html><body><script>var text = 'Nothing but a script here, for many many words.';</script></body></html>",
            "text/html",
        ),
        ("empty_body", b"\x00\x00\x00", "text/plain"),
        ("too_short", b"<html><body><article><p>Back soon.</p></article></body></html>", "text/html"),
        ("too_short", b"Back soon.", None),
        ("not_html", b"%PDF-1.7\n\x00\x01\x02\x03\xff\xfe" + bytes(range(256)) * 20, None),
        ("not_html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "text/html"),
        ("not_html", b"{}", "application/json"),
        ("not_html", b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', None),
        ("too_big", b"<p>x</p>" * 200_000, "text/html"),
        ("too_big", b"<p " + b" ".join(b"a%d=1" % n for n in range(50_000)) + b">text</p>", "text/html"),
        ("too_big", b"<p " + b" ".join(b'a%d="<"' % n for n in range(30_000)) + b">text</p>", "text/html"),
        ("too_big", b"<p>" + b"& " * 2_000_000, "text/html"),
        ("too_big", b"x" * 10_000_001, "text/html"),
        ("too_big", b"The ferry sails again. " * 50_000, "text/plain"),
        ("too_big", gzip.compress(b"<p>" * 4_000_000), "text/html"),
        ("unreadable", gzip.compress(NEWS_PAGE.encode())[:-200], "text/html"),
    ],
)
def test_bad_input_has_its_reason(reason: str, body: bytes, content_type: str | None) -> None:
    assert reason_of(body, content_type) == reason


def test_nested_elements_beyond_the_parsers_depth_do_no_harm() -> None:
    assert reason_of(b"<div>" * 100_000) == "empty_body"


def test_nothing_unprintable_reaches_the_text() -> None:
    odd = ("\x00", "\u200b", "&#xD800;", "&#0;", "\x07", "&#x1F;", "\x0c", "&#65535;", "\ufeff")
    broken = [
        f"<p>The ferry{mark} sails to island {n}, and all its people came to the pier.</p>"
        for n, mark in enumerate(odd)
    ]
    text = extract_article(page(f"<html><body><article>{''.join(broken)}</article></body></html>")).text
    assert [character for character in text if not character.isprintable() and character != "\n"] == []


def test_invalid_utf_8_is_read_as_far_as_it_goes() -> None:
    body = NEWS_PAGE.encode().replace(b"piano", b"pi\xffano")
    assert "pi\ufffdano" in extract_article(page(body)).text
