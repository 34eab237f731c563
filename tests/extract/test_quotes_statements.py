"""Indirect speech: what is said, by whom, and what is no statement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import PARAGRAPH_BREAK, Paragraph, Statement
from extract.quotes.find import find_quotations
from extract.quotes.rules import load_rules


def statements(*texts: str, kind: str = "text", language: str = "en") -> tuple[Statement, ...]:
    starts = [sum(len(text) + len(PARAGRAPH_BREAK) for text in texts[:number]) for number in range(len(texts))]
    found = [Paragraph(kind=kind, text=text, start=start) for text, start in zip(texts, starts, strict=True)]
    return find_quotations(found, language).statements


def contents(*texts: str) -> list[str]:
    return [statement.text for statement in statements(*texts)]


def said(*texts: str) -> list[tuple[str, str | None]]:
    return [(statement.attribution.text, statement.attribution.cue) for statement in statements(*texts)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ana Vale said that the mill would close.", "the mill would close"),
        ("Ana Vale said the mill would close.", "the mill would close"),
        ("The mill will close, Ana Vale said.", "The mill will close"),
        ("The mill will close, said Ana Vale.", "The mill will close"),
        ("The mill will close, said Ana Vale, the mayor.", "The mill will close"),
        ("The mill, Ana Vale said, will close.", "The mill, Ana Vale said, will close"),
        ("The mill will close, according to Ana Vale.", "The mill will close"),
        ("According to Ana Vale, the mill will close.", "the mill will close"),
        ("Ana Vale told the council on Monday that the mill would close.", "the mill would close"),
        ("Ana Vale told the council she would close the mill.", "she would close the mill"),
        ("Ana Vale informed both towns that the mill was closed.", "the mill was closed"),
        ("In a statement, Ana Vale said this week that the mill was closed.", "the mill was closed"),
        ("Ana Vale, 46, a former miller, has repeatedly warned that the mill is unsafe.", "the mill is unsafe"),
        ("Ana Vale pointed out that the mill was closed.", "the mill was closed"),
        ("It was announced by the council that the mill would close.", "the mill would close"),
        ("Ana Vale left, saying that the mill was closed.", "the mill was closed"),
        ("Ana Vale on Tuesday said the mill was closed.", "the mill was closed"),
        ("On Tuesday the mayor said the mill was closed.", "the mill was closed"),
        ("Tom Brook wept, while Ana Vale in a post said the mill was closed.", "the mill was closed"),
        ("Ana Vale is stressing that the mill is closed.", "the mill is closed"),
        ("Ana Vale wept, adding that the mill was closed.", "the mill was closed"),
        ("Ana Vale said they’ll close the mill.", "they’ll close the mill"),
        ("Ana Vale said comments from the council were unfair.", "comments from the council were unfair"),
        ("Ana Vale stressed that “it is cold,” adding that the mill was closed.", "the mill was closed"),
        ("Officials said over 50 of them are at large.", "over 50 of them are at large"),
        ("A study by the Weir Institute has found that eels sleep.", "eels sleep"),
        ("Ana Vale said the mill was closed, but others disagreed.", "the mill was closed"),
        ("Ana Vale said the mill was closed, and Tom Brook wept.", "the mill was closed"),
        ("Ana Vale, who said the mill was closed, left.", "the mill was closed"),
        ("“Go,” said Ana Vale, adding that the mill was closed.", "the mill was closed"),
        ("EASTMOOR (Harbour Wire) – The mill will close, Ana Vale said.", "The mill will close"),
        ("Ana Vale denied that the mill was closed.", "the mill was closed"),
    ],
)
def test_what_is_said_is_the_clause_alone(text: str, content: str) -> None:
    assert [content] == contents(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ana Vale said: “The mill is closed.”",
        "Ana Vale said the mill was “a ruin” and would close.",
        "“The mill is closed,” Ana Vale said the next day.",
        "Ana Vale did not say that the mill was closed.",
        "Ana Vale never said the mill was closed.",
        "Ana Vale would say that the mill was closed.",
        "Ana Vale will announce that the mill is closed.",
        "Ana Vale is expected to say that the mill is closed.",
        "Did Ana Vale say that the mill was closed?",
        "If Ana Vale says that the mill is closed, it is.",
        "Nobody said the mill was closed.",
        "It is said that the mill is closed.",
        "I said that the mill was closed.",
        "Ana Vale told him to leave the mill.",
        "Ana Vale asked whether the mill was closed.",
        "Ana Vale believes that the mill is closed.",
        "Ana Vale said so, and said goodbye to the men who had worked there.",
        "Ana Vale found that the mill was closed.",
        "Despite company claims that the mill is closed, it is open.",
        "Many say that’s for the best.",
        "Let me just say that the mill was closed.",
        "Ana Vale agreed to a deal over claims that the mill was closed.",
        "Ana Vale announced a plan for the mill.",
        "Ana Vale said that evening by the mill.",
        "What Ana Vale has said about the mill is a different story.",
        "Everything was closed, according to plan.",
        "Insurance claims that were filed in May are with the said mill.",
        "Ana Vale acknowledged the crowd in one breath, then had left in the next.",
    ],
)
def test_what_nobody_is_told_to_have_said_is_no_statement(text: str) -> None:
    assert [] == contents(text)


@pytest.mark.parametrize(
    ("text", "mention", "cue"),
    [
        ("The deputy mayor, Ana Vale, argued that the mill was closed.", "Ana Vale", "argued"),
        ("A spokesman for the mill said it was closed.", "A spokesman for the mill", "said"),
        ("Shareholders complained that the mill was closed.", "Shareholders", "complained"),
        ("One of them said the mill was closed.", "One of them", "said"),
        ("The mill was closed, official figures showed.", "official figures", "showed"),
        ("The mill is closed, according to two people.", "two people", "according to"),
        ("She pointed out that the mill was closed.", "She", "pointed out"),
    ],
)
def test_a_statement_has_the_words_for_its_speaker_and_cue(text: str, mention: str, cue: str) -> None:
    assert [(mention, cue)] == said(text)


def test_a_second_verb_begins_a_second_statement() -> None:
    text = "Ana Vale said the mill was closed but warned that it could burn, and Tom Brook insisted it was safe."
    assert [
        ("the mill was closed", "Ana Vale"),
        ("it could burn", "Ana Vale"),
        ("it was safe", "Tom Brook"),
    ] == [(found.text, found.attribution.text) for found in statements(text)]


def test_what_comes_through_another_ends_what_that_one_said() -> None:
    text = "Tom Brook said he was cold and noted that Ana Vale had said she was tired."
    assert ["he was cold", "she was tired"] == contents(text)


def test_what_goes_on_behind_a_quotation_comes_through_nobody() -> None:
    [found] = statements("Ana Vale stressed that “it is cold,” adding that the mill was closed.")
    assert found.attribution.via is None


def test_a_pronoun_means_who_spoke_before() -> None:
    found = statements("Ana Vale said the mill was closed. Tom Brook was there.", "She added that it was cold.")
    assert [speaker.name if (speaker := each.attribution.speaker) else None for each in found] == ["Ana Vale"] * 2


def test_a_dateline_speaks_for_nobody() -> None:
    text = "EASTMOOR, N.Y. – Before the vote Tuesday, Ana Vale expressed doubts, saying that the mill was closed."
    assert [("Ana Vale", "saying")] == said(text)


def test_a_role_means_who_has_it() -> None:
    found = statements("The mayor, Ana Vale, was there.", "The mayor said the mill was closed.")
    assert ["Ana Vale"] == [each.attribution.speaker and each.attribution.speaker.name for each in found]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Ana Vale said the mill was closed, according to the Harbour Post.", "Harbour Post"),
        ("The Harbour Post reported that Ana Vale had told colleagues she was tired.", "Harbour Post"),
        ("Officials said Ana Vale told them she was tired.", "Officials"),
    ],
)
def test_the_innermost_voice_speaks_through_the_others(text: str, via: str) -> None:
    [found] = statements(text)
    assert ("Ana Vale", via) == (found.attribution.text, found.attribution.via)


@pytest.mark.parametrize("kind", ["heading", "caption", "table", "blockquote", "code"])
def test_only_running_text_reports(kind: str) -> None:
    assert () == statements("Ana Vale said that the mill would close.", kind=kind)


def test_a_language_without_words_for_it_reports_nothing() -> None:
    assert () == statements("Ana Vale said that the mill would close.", language="de")


def test_every_reporting_word_is_a_verb_of_the_language() -> None:
    rules = load_rules("en")
    assert rules.reporting is not None
    words = rules.reporting.verbs | rules.reporting.participles | rules.reporting.infinitives
    assert set() == {word for word in words if rules.codes.get(word) != "V"}


def test_a_quote_stays_the_quote_that_it_was_beside_statements() -> None:
    texts = ("Ana Vale said the mill was closed.", "“It is cold,” she said.")
    found = find_quotations([Paragraph(kind="text", text=text, start=0) for text in texts[1:]], "en")
    both = find_quotations([Paragraph(kind="text", text="\n".join(texts), start=0)], "en")
    assert [quote.text for quote in found.quotes] == [quote.text for quote in both.quotes]


WORDS = [
    "Ana Vale",
    "she",
    "the mill",
    "said",
    "told",
    "that",
    "was closed",
    "according to",
    "adding",
    "“Go,”",
    ",",
    ".",
]


TEXTS = st.lists(st.sampled_from(WORDS), max_size=16).map(" ".join)


@given(TEXTS)
def test_a_statement_cuts_its_paragraph(text: str) -> None:
    found = statements(text)
    assert [text[each.start : each.end] for each in found] == [each.text for each in found]


@given(TEXTS)
def test_a_statement_overlaps_no_quote(text: str) -> None:
    found = find_quotations([Paragraph(kind="text", text=text, start=0)], "en")
    both = [(one, other) for one in found.statements for other in found.quotes]
    assert [] == [pair for pair in both if pair[0].start < pair[1].end and pair[1].start < pair[0].end]
