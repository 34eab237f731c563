"""All forms of speech at once, over texts of any shape."""

from hypothesis import given
from hypothesis import strategies as st

from extract.model import Article
from extract.paragraphs import Block, joined, placed
from extract.quotes.find import find_quotations

PIECES = st.sampled_from(
    [
        *("Vale: ", "VALE: ", "Q: ", "A: ", "Q. ", "Ana Vale, mayor: ", "Note: ", "Gazette (Eastmoor): ", "Dr. : "),
        *("We stay here.", "Who knew?", "I said, ‘Go,’ and left.", "“We stay here,” ", "“", "”", "3-1", "(Laughter.)"),
        *(
            "Ana Vale said ",
            "told the Tidal Post. ",
            "according to the Gazette ",
            "wrote:",
            "in an interview with ",
            "CNN",
        ),
        *(
            "— Ana Vale",
            "– Tom Brook, Quay",
            " (@vale) March 1, 2026",
            "@vale wrote: ",
            "pic.twitter.com/x",
            "—",
            "-",
            "„",
            "‚",
        ),
        *("sagte Ana Vahl dem Tageblatt.", "Frage: ", "zitiert das Blatt ", ": ", "?", ".", "\u00a0", "🎄"),
    ]
)
BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(["text", "text", "blockquote", "heading", "list", "caption"]),
        st.lists(PIECES, min_size=1, max_size=5).map("".join).filter(str.strip),
    ),
    max_size=8,
)


@given(BLOCKS, st.sampled_from(["en", "de", "fr", "es", None]))
def test_whatever_is_found_cuts_its_text(blocks: list[tuple[str, str]], language: str | None) -> None:
    paragraphs = placed(Block(kind=kind, text=" ".join(text.split())) for kind, text in blocks)
    found = find_quotations(paragraphs, language)
    # An article refuses offsets that do not cut their text.
    assert Article(
        url="https://quay.example/a",
        domain="quay.example",
        text=joined(paragraphs),
        paragraphs=paragraphs,
        quotations=found,
        extractor="none",
    )


@given(BLOCKS, st.sampled_from(["en", "de"]))
def test_a_chain_is_named_after_its_first_quote(blocks: list[tuple[str, str]], language: str) -> None:
    paragraphs = placed(Block(kind=kind, text=" ".join(text.split())) for kind, text in blocks)
    quotes = find_quotations(paragraphs, language).quotes
    assert all(quotes[quote.chain].chain == quote.chain <= number for number, quote in enumerate(quotes))


@given(BLOCKS, st.sampled_from(["en", "de"]))
def test_a_nested_quote_lies_inside_its_quote(blocks: list[tuple[str, str]], language: str) -> None:
    paragraphs = placed(Block(kind=kind, text=" ".join(text.split())) for kind, text in blocks)
    found = find_quotations(paragraphs, language)
    outer = [found.quotes[quote.nested_in] for quote in found.nested if quote.nested_in is not None]
    assert all(
        (one.paragraph, one.start) <= (quote.paragraph, quote.start) and quote.end <= one.end
        for one, quote in zip(outer, found.nested, strict=True)
    )
