"""Citations as a document shows them."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from flows.citing import article_citation, quote_citation
from flows.markdown import one_line
from warehouse.citations import ArticleCitation, Printed, QuoteCitation, Said

SEEN = datetime(2026, 3, 20, 8, 42, 9)
PRINTED = Printed("A gate for the Sill", "https://mill.example/gate", "Mill Post", date(2026, 3, 20), SEEN)
EARLIER = Printed("Gate (first)", "https://bell.example/gate(1)", "The Bell", date(2026, 3, 4), None)
SAID = Said("We shall *not* wait,", "Ida Quill", "the harbour master", None)


def shown(markdown: str) -> list[str]:
    """What a reader sees, paragraph by paragraph."""
    tokens = MarkdownIt("commonmark").parse(markdown)
    return ["".join(map(_text, token.children or ())) for token in tokens if token.type == "inline"]


def _text(token: Token) -> str:
    return "\n" if token.type == "hardbreak" else token.content


def test_a_quote_is_cited_with_speaker_role_title_outlet_and_day() -> None:
    assert [
        "“We shall *not* wait,”",
        "— Ida Quill, the harbour master, A gate for the Sill, Mill Post, 2026-03-20",
        "First seen 2026-03-20 08:42 UTC.",
    ] == shown(quote_citation(QuoteCitation(said=SAID, printed=PRINTED, first=None)))


def test_who_printed_a_quote_first_is_named_with_an_address_that_ends_where_it_ends() -> None:
    cited = quote_citation(QuoteCitation(said=SAID, printed=PRINTED, first=EARLIER))
    assert "first printed: [Gate (first)](https://bell.example/gate%281%29), *The Bell*, 2026-03-04." in cited


def test_what_is_not_known_is_said_or_left_out() -> None:
    said = Said("We wait", None, None, "the agency")
    printed = Printed(None, "file:///a b.html", None, None, SEEN)
    assert (
        "— speaker unknown, through the agency, file:///a b.html, undated"
        == shown(quote_citation(QuoteCitation(said=said, printed=printed, first=None)))[1]
    )


def test_an_article_is_cited_with_its_authors_what_it_copies_and_its_quotes() -> None:
    citation = ArticleCitation(authors=("Ann Lee", "Bo Ray"), printed=PRINTED, original=EARLIER, quotes=(SAID, SAID))
    seen = "First seen 2026-03-20 08:42 UTC."
    copied = "Nearly the words of: Gate (first), The Bell, 2026-03-04."
    assert [
        f"Ann Lee, Bo Ray: A gate for the Sill, Mill Post, 2026-03-20.\n{copied}\n{seen}",
        *("“We shall *not* wait,”", "— Ida Quill, the harbour master") * 2,
    ] == shown(article_citation(citation))


@settings(max_examples=25)  # of each of the texts below
@given(st.text(min_size=1))
@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "1. a\n\n---\n# b", "](x) `c`\\", "&lt; ![a](b)"])
def test_no_text_marks_anything_up(hostile: str, text: str) -> None:
    said = Said(f"{hostile}{text}", f"{text}{hostile}", hostile, None)
    cited = quote_citation(QuoteCitation(said=said, printed=PRINTED, first=None))
    assert (3, True) == (len(shown(cited)), shown(cited)[0].startswith(f"“{one_line(hostile)}"))


def test_a_text_from_right_to_left_does_not_turn_what_follows() -> None:
    said = Said("\u202eسفينة", "Ida Quill", None, None)
    assert "\u202e" not in quote_citation(QuoteCitation(said=said, printed=PRINTED, first=None))
