"""What holds for the quotations of any text at all."""

from hypothesis import given
from hypothesis import strategies as st

from extract.model import PARAGRAPH_BREAK, Paragraph, Quotations
from extract.quotes.find import find_quotations

TEXTS = st.lists(
    st.text(alphabet=st.sampled_from(list("Ana Vale said he, .?!:\n0'\"“”„‟‘’‚«»‹›—(`")), max_size=50)
    | st.sampled_from(
        [
            "“I will,” said Ana Vale.",
            "She called it “odd.”",
            "„Nein“, so Vale.",
            "Ana Vale, the mayor, left.",
            "« Oui, dit Ana Vale, maire, a-t-elle. »",
            "—No —dijo Ana Vale—. Sí, dijo.",
            "– Ja, sier Vale. – Nei, sa Vale",
            "",
        ]
    ),
    max_size=6,
)
LANGUAGES = st.sampled_from(["en", "de", "fr", "es", "no", None])


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    starts = [sum(len(text) + len(PARAGRAPH_BREAK) for text in texts[:number]) for number in range(len(texts))]
    return tuple(Paragraph(kind="text", text=text, start=start) for text, start in zip(texts, starts, strict=True))


def find(*texts: str, language: str | None = "en") -> Quotations:
    return find_quotations(paragraphs(*texts), language)


@given(TEXTS, LANGUAGES)
def test_offsets_cut_the_text(texts: list[str], language: str | None) -> None:
    found = find(*texts, language=language)
    parts = [*found.quotes, *found.terms]
    assert [texts[part.paragraph][part.start : part.end] for part in parts] == [part.text for part in parts]


@given(st.text(), st.text(), LANGUAGES)
def test_any_text_at_all_is_read(before: str, behind: str, language: str | None) -> None:
    text = f"{before}“I will,” said Ana Vale. {behind}"
    found = find(text, language=language)
    parts = [*found.quotes, *found.terms]
    assert [text[part.start : part.end] for part in parts] == [part.text for part in parts]


@given(TEXTS, LANGUAGES)
def test_mentions_cut_the_article(texts: list[str], language: str | None) -> None:
    article = PARAGRAPH_BREAK.join(texts)
    said = [quote.attribution for quote in find(*texts, language=language).quotes if quote.attribution]
    assert [article[one.span.start : one.span.end] for one in said] == [one.text for one in said]


@given(TEXTS, LANGUAGES)
def test_the_same_article_gives_the_same_quotations(texts: list[str], language: str | None) -> None:
    assert find(*texts, language=language) == find(*texts, language=language)


@given(TEXTS)
def test_a_last_paragraph_without_marks_detects_nothing_and_hides_nothing(texts: list[str]) -> None:
    before, after = find(*texts, language=None), find(*texts, "And nothing else", language=None)
    assert ([quote.text for quote in after.quotes], after.terms) == (
        [quote.text for quote in before.quotes],
        before.terms,
    )


@given(TEXTS, LANGUAGES)
def test_a_chain_is_the_index_of_its_first_quote(texts: list[str], language: str | None) -> None:
    chains = [quote.chain for quote in find(*texts, language=language).quotes]
    assert [chains.index(chain) for chain in chains] == chains
