"""Embedded posts among an article's paragraphs."""

import pytest

from extract.article import extract_article
from extract.model import Article, Entry, Page

STORY = "".join(
    f"<p>On the {nth} day the ferry left its berth at seven with eleven passengers and a piano on board.</p>"
    for nth in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
)
POST = (
    '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">The pier is ours and it stays open. '
    '<a href="https://t.example/x">pic.twitter.com/abc123</a></p>&mdash; Ana Vale (@anavale) '
    '<a href="https://posts.example/1">March 1, 2026</a></blockquote>'
)
SKY = (
    '<blockquote class="bluesky-embed"><p lang="en">The pier is ours and it stays open.<br><br>'
    '<a href="https://sky.example/p">[image or embed]</a></p>&mdash; Ana Vale (<a href="https://sky.example/p">'
    '@anavale.example</a>) <a href="https://sky.example/1">March 2, 2026 at 3:04 PM</a></blockquote>'
)


def article(embed: str) -> Article:
    markup = (
        f"<html lang=en><head><title>Ferry</title></head><body><article>{STORY}{embed}{STORY.replace('ferry', 'tug')}"
    )
    body = f"{markup}</article></body></html>".encode()
    return extract_article(Page(entry=Entry(url="https://quay.example/a"), body=body, content_type="text/html"))


@pytest.mark.parametrize(
    "embed",
    [
        POST,
        SKY,
        f"<figure>{POST}</figure>",
        f'<div class="social-embed"><div>{POST}</div></div>',
        f'<figure class="embed"><div>{SKY}</div></figure>',
    ],
)
def test_a_post_arrives_as_a_block_quote_and_is_quoted(embed: str) -> None:
    found = article(embed)
    (quote,) = found.quotations.quotes
    said = quote.attribution
    kind = found.paragraphs[quote.paragraph].kind
    assert (kind, quote.text, said and said.speaker and said.speaker.name, said and said.method) == (
        "blockquote",
        "The pier is ours and it stays open.",
        "Ana Vale",
        "post",
    )


def test_two_posts_that_one_account_signs_on_one_day_are_both_quoted() -> None:
    other = POST.replace("The pier is ours and it stays open.", "Bring your own rope, and a lamp for the way home.")
    assert [quote.text for quote in article(POST + other).quotations.quotes] == [
        "The pier is ours and it stays open.",
        "Bring your own rope, and a lamp for the way home.",
    ]


def test_what_stands_beside_a_post_in_a_figure_stays_out() -> None:
    found = article(f"<figure>{POST}<figcaption>The pier on a better day, seen from the ferry.</figcaption></figure>")
    assert not any("better day" in paragraph.text for paragraph in found.paragraphs)
