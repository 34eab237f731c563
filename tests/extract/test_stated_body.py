import json

import pytest

from extract.article import extract_article
from extract.model import Article, Entry, Page

SENTENCES = [
    "The ferry to the island of Strand left its berth on Friday with eleven passengers on board, nine weeks late.",
    "Captain Ruben Tallow waited until the engineers had replaced the last of the piles under the northern pier.",
    "The harbour board will decide in May whether the line gets a second ship for the summer, as in other years.",
    "On the island, the bakery sold out before noon and the school let its pupils go to the pier to wave at the boat.",
]


def read(stated: str, printed: str) -> Article:
    described = json.dumps({"@type": "NewsArticle", "headline": "Ferry sails again", "articleBody": stated})
    html = f'<html><head><script type="application/ld+json">{described}</script></head><body>{printed}</body></html>'
    page = Page(entry=Entry(url="https://quayside.example/ferry"), body=html.encode(), content_type="text/html")
    return extract_article(page)


@pytest.mark.parametrize("stated", ["\n\n".join(SENTENCES), "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)])
def test_a_text_that_only_scripts_would_print_is_read_where_the_page_states_it(stated: str) -> None:
    article = read(stated, "<div id='root'></div><h1>Ferry sails again</h1>")
    assert ([paragraph.text for paragraph in article.paragraphs], article.extractor) == (SENTENCES, "json-ld")


def test_a_text_that_is_printed_is_taken_as_it_is_printed() -> None:
    printed = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES[:2])
    article = read("\n".join(SENTENCES), f"<article><h1>Ferry sails again</h1>{printed}</article>")
    assert [paragraph.text for paragraph in article.paragraphs] == SENTENCES[:2]
