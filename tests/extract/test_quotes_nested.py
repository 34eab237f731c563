"""Voices inside voices."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Paragraph, Quotations
from extract.quotes.find import find_quotations


def find(text: str, language: str = "en") -> Quotations:
    return find_quotations([Paragraph(kind="text", text=text, start=0)], language)


def inner(text: str, language: str = "en") -> list[tuple[str, str, str | None]]:
    found = ((quote.text, quote.attribution) for quote in find(text, language).nested)
    return [(words, said.text, said.speaker.name if said.speaker else None) for words, said in found if said]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He told me, ‘Leave now,’” Ana Vale said.", ("Leave now,", "He", None)),
        ("\"He told me, 'Leave now,'\" Ana Vale said.", ("Leave now,", "He", None)),
        ("“The doctor said, ‘You will walk,’” Ana Vale said.", ("You will walk,", "The doctor", None)),
        ("“Brook asked us, ‘Who pays?’” Ana Vale said.", ("Who pays?", "Brook", "Brook")),
        ("“I told him, ‘Not a stone more,’” Ana Vale said.", ("Not a stone more,", "I", "Ana Vale")),
        ("“‘Leave now,’ he said, and I left,” Ana Vale said.", ("Leave now,", "he", None)),
    ],
)
def test_what_a_quote_lets_somebody_say_has_its_own_speaker(text: str, expected: tuple[str, str, str | None]) -> None:
    assert inner(text) == [expected]


def test_german_too() -> None:
    assert inner("„Er sagte mir: ‚Geh jetzt‘, und dann war er fort“, sagte Ana Vahl.", "de") == [
        ("Geh jetzt", "Er", None)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“They call it ‘the quiet coast’ now,” Ana Vale said.",
        "“We sang ‘Down by the Weir’ all night,” Ana Vale said.",
        "“People would say, ‘You are mad,’” Ana Vale said.",
        "“If somebody says, ‘You are mad,’ I leave,” Ana Vale said.",
        "“I never said, ‘You are mad,’” Ana Vale said.",
        "“You can say, ‘We tried it all,’” Ana Vale said.",
        "“It said, ‘Closed until May,’” Ana Vale said.",
        "“He told me to leave,” Ana Vale said.",
    ],
)
def test_what_nobody_is_told_to_have_said_is_not_taken_out(text: str) -> None:
    assert inner(text) == []


def test_the_outer_quote_stays_whole_and_its_own() -> None:
    (outer,) = find("“He told me, ‘Leave now,’” Ana Vale said.").quotes
    assert (outer.text, outer.attribution and outer.attribution.text) == ("He told me, ‘Leave now,’", "Ana Vale")


def test_a_nested_quote_is_a_chain_of_its_own_inside_its_quote() -> None:
    (nested,) = find("“Yes,” Ana Vale said. “He told me, ‘Leave now,’ and I left.”").nested
    assert (nested.chain, nested.nested_in) == (2, 1)


def test_a_name_inside_means_the_speaker_of_the_article() -> None:
    text = "“We left,” Tom Brook said. “Brook told me, ‘Leave now,’” Ana Vale said."
    assert inner(text) == [("Leave now,", "Brook", "Tom Brook")]


@given(
    st.lists(
        st.sampled_from(["“", "”", "‘", "’", "He said, ", "Ana Vale told me ", "Leave now", ",", ".", " ", "\n"]),
        max_size=25,
    )
)
def test_offsets_of_nested_quotes_cut_the_paragraph(parts: list[str]) -> None:
    text = "".join(parts)
    assert all(text[quote.start : quote.end] == quote.text for quote in find(text).nested)
