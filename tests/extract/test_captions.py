import pytest

from extract.article import extract_article
from extract.model import Article, Entry, Page

SENTENCES = [
    "The ferry to the island of Strand left its berth on Friday with eleven passengers on board.",
    "Captain Ruben Tallow waited for nine weeks until the engineers had replaced the last of the piles.",
    "The harbour board will decide in May whether the line gets a second ship for the summer.",
]
TEXT = [f"<p>{sentence}</p>" for sentence in SENTENCES]
FIGURE = (
    "<figure class='image'><img src='/f.jpg'><figcaption>The ferry at its berth. Photo: Ida Brook</figcaption></figure>"
)
CAPTION = "The ferry at its berth. Photo: Ida Brook"


def read(body: str) -> Article:
    html = f"<html><head><title>Ferry</title></head><body>{body}</body></html>"
    page = Page(entry=Entry(url="https://quayside.example/ferry"), body=html.encode(), content_type="text/html")
    return extract_article(page)


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h1>Ferry</h1>{FIGURE}<div class='text'>{''.join(TEXT)}</div></article>",
        f"<div><h1>Ferry</h1>{FIGURE}<div class='text'>{''.join(TEXT)}</div></div>",
        f"<article><h1>Ferry</h1><div class='text'>{FIGURE.join(TEXT)}</div></article>",
        f"<article>{''.join(TEXT)}<div class='wp-caption'><p class='wp-caption-text'>{CAPTION}</p></div></article>",
    ],
)
def test_captions_of_the_article_are_kept_beside_its_text_each_once(body: str) -> None:
    assert read(body).extra["captions"] == [CAPTION]


@pytest.mark.parametrize(
    "teaser",
    [
        f"<div class='related'><div><h3>More</h3>{FIGURE}</div></div>",
        f"<aside>{FIGURE}</aside>",
        f"<a href='/storm'><div>{FIGURE}</div></a>",
    ],
)
def test_captions_of_teasers_are_not_the_articles(teaser: str) -> None:
    assert "captions" not in read(f"<article><h1>Ferry</h1>{''.join(TEXT)}{teaser}</article>").extra


def test_a_caption_is_no_paragraph() -> None:
    article = read(f"<article><div class='text'>{FIGURE.join(TEXT)}</div></article>")
    assert [paragraph.text for paragraph in article.paragraphs] == SENTENCES
