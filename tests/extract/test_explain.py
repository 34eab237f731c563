import pytest

from extract.article import extract_article
from extract.explain import Choice, explain
from extract.model import Entry, Page

STORY = "".join(
    f"<p>On the {nth} day the ferry left its berth at seven with eleven passengers and a piano on board.</p>"
    for nth in ("first", "second", "third", "fourth")
)
MARKUP = f"""<!doctype html><html lang=en><head><meta charset=utf-8><title>Ferry sails again | Quayside Courier</title>
<meta property="og:site_name" content="Quayside Courier"><meta property="og:title" content="Ferry sails again">
<meta name=author content="Staff"><meta name=date content="soon">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Ferry sails again",
 "datePublished": "2026-03-14T07:40:00Z", "author": {{"@type": "Person", "name": "Odile Marsh"}}}}</script></head>
<body><nav><a href=/>Home</a></nav><article><h1>Ferry sails again</h1><p>By Odile Marsh</p>{STORY}
<p>Read more: <a href=/pier>Pier closed</a></p><div class=newsletter><p>The harbour letter comes on Fridays.</p></div>
<p>“It sails,” said captain Ruben Tallow.</p></article></body></html>"""


def page(markup: str | bytes) -> Page:
    body = markup.encode() if isinstance(markup, str) else markup
    return Page(entry=Entry(url="https://quayside.example/2026/03/15/ferry"), body=body, content_type="text/html")


def test_the_article_is_the_one_that_is_extracted() -> None:
    assert explain(page(MARKUP)).article == extract_article(page(MARKUP))


def test_what_is_kept_is_the_articles_text() -> None:
    explained = explain(page(MARKUP))
    assert explained.article is not None
    assert [block.text for block in explained.kept] == [each.text for each in explained.article.paragraphs]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ferry sails again", "title repeated"),
        ("By Odile Marsh", "byline"),
        ("Read more: Pier closed", "line of the page's own"),
        ("The harbour letter comes on Fridays.", "in a box"),
    ],
)
def test_what_is_left_out_has_its_reason(text: str, reason: str) -> None:
    assert {each.text: each.reason for each in explain(page(MARKUP)).left_out}[text] == reason


def test_every_block_of_the_page_is_kept_or_left_out() -> None:
    explained = explain(page(MARKUP))
    assert len(explained.kept) + len(explained.left_out) == 9


@pytest.mark.parametrize(
    ("field", "source", "value", "gives", "outcome"),
    [
        ("title", "title", "Ferry sails again | Quayside Courier", "Ferry sails again", "says the same"),
        ("author", "json-ld", "Odile Marsh", "Odile Marsh", "chosen"),
        ("author", "meta", "Staff", None, "names no person"),
        ("date", "json-ld", "2026-03-14T07:40:00Z", "2026-03-14", "chosen"),
        ("date", "meta", "soon", None, "states no day that can be"),
        ("date", "url", "https://quayside.example/2026/03/15/ferry", "2026-03-15", "json-ld was preferred"),
    ],
)
def test_a_candidate_says_what_became_of_it(
    field: str, source: str, value: str, gives: str | None, outcome: str
) -> None:
    choice = Choice(field=field, source=source, value=value, gives=gives, outcome=outcome)
    assert choice in explain(page(MARKUP)).choices


def test_a_page_that_holds_no_article_is_explained_up_to_its_reason() -> None:
    explained = explain(page("<html><body><article><h1>Ferry</h1><p>It sails on Friday.</p></article></body></html>"))
    assert (explained.article, explained.reason, [each.text for each in explained.kept]) == (
        None,
        "too_short",
        ["It sails on Friday."],
    )


def test_bytes_that_are_no_page_have_a_reason_and_nothing_else() -> None:
    explained = explain(page(b"%PDF-1.7 ..."))
    assert (explained.reason, explained.kept, explained.choices) == ("not_html", (), ())
