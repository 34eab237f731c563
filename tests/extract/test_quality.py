from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import extract_article, read_text
from extract.model import Article, Entry, Page
from extract.quality import WEIGHTS, Quality, quality_of, score_of

SENTENCES = tuple(
    f"On the {nth} day the ferry left its berth at seven with eleven passengers and a piano on board, and the harbour "
    f"master, Ida Quill, waved from the customs house until it was out of sight."
    for nth in ("first", "second", "third", "fourth", "fifth", "sixth")
)
STORY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
BODY = " ".join(SENTENCES)


def page(article: str, head: str = "") -> Page:
    markup = (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>Ferry sails</title>{head}</head>"
        f"<body><main><article><h1>Ferry sails</h1>{article}</article></main></body></html>"
    )
    return Page(entry=Entry(url="https://quayside.example/ferry"), body=markup.encode(), content_type="text/html")


def quality(article: str, head: str = "") -> Quality:
    return quality_of(read_text(page(article, head))[1])


def json_ld(body: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>'


def test_an_article_carries_the_score_of_its_reading() -> None:
    article: Article = extract_article(page(STORY))
    assert article.quality == quality(STORY).score


def test_a_text_that_is_cut_off_is_less_sure() -> None:
    assert quality(STORY + "<p>The board said that it would …</p>").score < quality(STORY).score


def test_a_text_that_lacks_half_of_what_the_page_repeats_is_less_sure() -> None:
    assert quality(STORY, json_ld(BODY + " ".join(f"word{n}" for n in range(150)))).score < 0.95


def test_a_text_that_holds_all_that_the_page_repeats_is_sure_of_it() -> None:
    assert dict(quality(STORY, json_ld(BODY)).parts)["stated_text"] == pytest.approx(1.0)


def test_what_the_page_does_not_state_is_no_part() -> None:
    assert {"stated_text", "stated_length"} & dict(quality(STORY).parts).keys() == set()


def test_a_plain_text_has_a_quality_without_a_page() -> None:
    asked = replace(page(""), body="\n\n".join(SENTENCES).encode(), content_type="text/plain")
    assert extract_article(asked).quality == pytest.approx(0.8, abs=0.2)


PARTS = st.dictionaries(st.sampled_from(sorted(WEIGHTS)), st.floats(0, 1), min_size=1)


@given(parts=PARTS, value=st.floats(0, 1), data=st.data())
def test_a_better_part_never_makes_a_worse_score(parts: dict[str, float], value: float, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(parts)))
    worse, better = sorted((parts[name], value))
    assert score_of(parts | {name: worse}) <= score_of(parts | {name: better})


@given(parts=PARTS)
def test_a_score_lies_between_0_and_1(parts: dict[str, float]) -> None:
    assert 0 <= score_of(parts) <= 1
