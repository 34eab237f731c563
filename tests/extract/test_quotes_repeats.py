"""Pull quotes."""

from extract.model import PARAGRAPH_BREAK, Paragraph, Quote
from extract.quotes.find import find_quotations

SAID = "The bell rang once and then we heard the water."
TOLD = f"“{SAID} Nobody ran,” said Ana Vale, the pilot."


def quotes(*texts: str) -> tuple[Quote, ...]:
    starts = [sum(len(text) + len(PARAGRAPH_BREAK) for text in texts[:number]) for number in range(len(texts))]
    placed = [Paragraph(kind="text", text=text, start=start) for text, start in zip(texts, starts, strict=True)]
    return find_quotations(placed, "en").quotes


def chains(*texts: str) -> list[int]:
    return [quote.chain for quote in quotes(*texts)]


def names(*texts: str) -> list[str | None]:
    said = [quote.attribution for quote in quotes(*texts)]
    return [one.speaker.name if one and one.speaker else None for one in said]


def test_a_pull_quote_is_one_utterance_with_the_sentence_that_it_repeats() -> None:
    assert chains(TOLD, "The inquiry opens in June.", f"“{SAID}”") == [0, 0]


def test_a_pull_quote_before_its_sentence_is_one_utterance_with_it_too() -> None:
    assert chains(f"“{SAID}”", "The inquiry opens in June.", TOLD) == [0, 0]


def test_a_pull_quote_is_the_speakers_of_the_sentence() -> None:
    assert names(f"“{SAID}”", "Tom Brook opened the inquiry.", TOLD) == ["Ana Vale", "Ana Vale"]


def test_what_goes_on_behind_the_sentence_stays_in_its_chain() -> None:
    assert chains(f"“{SAID}”", f"{TOLD} “I ran.”") == [0, 0, 0]


def test_short_words_that_come_twice_are_two_utterances() -> None:
    assert chains("“We stay here,” said Ana Vale.", "“We stay here,”", "“We stay here,” said Tom Brook.") == [0, 1, 2]


def test_the_same_words_of_two_speakers_in_running_text_are_two_utterances() -> None:
    told = "It was a cold night in the harbour, and far from the town hall in which they sat, {} said, “{}”"
    assert chains(told.format("Ana Vale", SAID), told.format("Tom Brook", SAID)) == [0, 1]
