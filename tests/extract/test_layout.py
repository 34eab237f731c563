"""XPaths of a source's configuration, tried on its pages."""

import pytest

from extract.article import extract_article
from extract.layout import xpath_error
from extract.layout_rules import LayoutRules
from extract.model import Article, Entry, Page

BOATS = tuple(
    f"The {nth} boat of the morning left the quay with forty people on board, and came back in the evening."
    for nth in ("first", "second", "third", "fourth", "fifth")
)
TIDES = tuple(
    f"The {nth} tide of the week was higher than the harbour master had written on the board by the gate."
    for nth in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
)
PAGE = (
    "<html><head><title>Boats</title><meta name='author' content='Ivo Brandt'>"
    "<script type='application/ld+json'>{'@type': 'NewsArticle'}</script></head><body>"
    "<article><h1>Boats</h1><div class=story>" + "".join(f"<p>{text}</p>" for text in BOATS) + "</div>"
    "<div class=tides><h2>Tides</h2>" + "".join(f"<p>{text}</p>" for text in TIDES) + "</div>"
    "</article></body></html>"
)


def read(page: str = PAGE, **rules: object) -> Article:
    layout = LayoutRules(**rules)  # type: ignore[arg-type]
    return extract_article(
        Page(entry=Entry(url="https://quay.example/a"), body=page.encode(), content_type="text/html", layout=layout)
    )


def texts(article: Article) -> tuple[str, ...]:
    return tuple(paragraph.text for paragraph in article.paragraphs if paragraph.kind == "text")


def test_without_rules_the_whole_page_is_the_article() -> None:
    assert (*BOATS, *TIDES) == texts(read())


def test_what_is_pruned_is_not_in_the_article() -> None:
    assert BOATS == texts(read(prune=("//div[@class='tides']",)))


def test_each_rule_prunes_all_that_it_names() -> None:
    assert BOATS[2:] == texts(read(prune=("//div[@class='tides']", "//div[@class='story']/p[position() < 3]")))


def test_the_body_is_the_first_element_that_its_rule_names() -> None:
    assert BOATS == texts(read(body="//div"))


def test_a_body_that_is_not_there_leaves_the_page_as_it_is() -> None:
    assert (*BOATS, *TIDES) == texts(read(body="//main"))


def test_a_body_that_is_pruned_leaves_the_rest_of_the_page() -> None:
    assert BOATS == texts(read(prune=("//div[@class='tides']",), body="//div[@class='tides']"))


def test_what_the_head_says_is_known_whatever_the_body_is() -> None:
    article = read(body="//div[@class='tides']")
    assert (TIDES, ("Ivo Brandt",), "Boats") == (texts(article), article.authors, article.title)


def test_a_rule_may_name_what_is_no_text_anyway() -> None:
    menu = "<nav><a href=/>Home</a></nav>"
    page = PAGE.replace("<div class=story>", menu + "<div class=story>")
    assert (*BOATS, *TIDES) == texts(read(page, prune=("//nav", "//body/nav/a"), body="//nav"))


def test_a_text_is_no_tree_to_try_rules_on() -> None:
    page = Page(
        entry=Entry(url="file:///a.txt"),
        body="\n\n".join(BOATS).encode(),
        content_type="text/plain",
        layout=LayoutRules(prune=("//p",)),
    )
    assert BOATS == texts(extract_article(page))


@pytest.mark.parametrize("xpath", ["", "//p[", "no-such-function(//p)", "a:b", "//@href", "string(//p)", "1 = 1"])
def test_what_names_no_elements_is_an_error(xpath: str) -> None:
    assert xpath_error(xpath) is not None
