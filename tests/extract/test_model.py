"""An article whose offsets do not cut its texts cannot be made."""

from dataclasses import replace

import pytest

from extract.model import Article, Attribution, Paragraph, Quotations, Quote, QuotedTerm, Span, Statement

TEXT = "“It sails,” Ida Quill said of the “old lady”."
QUOTE = Quote(
    paragraph=0,
    start=1,
    end=10,
    text="It sails,",
    kind="direct",
    chain=0,
    attribution=Attribution(
        speaker=None, text="Ida Quill", span=Span(start=12, end=21), method="explicit", confidence=0.9
    ),
)
TERM = QuotedTerm(paragraph=0, start=35, end=43, text="old lady")
STATEMENT = Statement(
    paragraph=0,
    start=1,
    end=9,
    text="It sails",
    attribution=Attribution(
        speaker=None, text="Ida Quill", span=Span(start=12, end=21), method="explicit", confidence=0.9
    ),
)
ARTICLE = Article(
    url="https://harbour.example/ferry",
    domain="harbour.example",
    text=TEXT,
    paragraphs=(Paragraph(kind="text", text=TEXT, start=0),),
    quotations=Quotations(quotes=(QUOTE,), terms=(TERM,), statements=(STATEMENT,)),
    extractor="test",
)


@pytest.mark.parametrize(
    "changes",
    [
        {"paragraphs": (Paragraph(kind="text", text=TEXT, start=1),)},
        {"quotations": Quotations(quotes=(replace(QUOTE, start=0),))},
        {"quotations": Quotations(quotes=(replace(QUOTE, start=-44, end=-35),))},
        {"quotations": Quotations(terms=(replace(TERM, text="old ladies"),))},
        {"quotations": Quotations(statements=(replace(STATEMENT, end=8),))},
        {
            "quotations": Quotations(
                statements=(replace(STATEMENT, attribution=replace(STATEMENT.attribution, text="Ida Quills")),)
            )
        },
        {
            "quotations": Quotations(
                quotes=(replace(QUOTE, attribution=replace(QUOTE.attribution, span=Span(start=0, end=9))),)  # type: ignore[type-var]
            )
        },
    ],
)
def test_an_offset_that_does_not_cut_its_text_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"offsets -?\d+:-?\d+ cut "):
        replace(ARTICLE, **changes)  # type: ignore[arg-type]
