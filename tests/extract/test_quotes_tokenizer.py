"""Reading an article into tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Paragraph
from extract.quotes.rules import load_rules
from extract.quotes.spans import find_runs
from extract.quotes.tokenizer import tokenize
from extract.quotes.tokens import Tokens


def read(*texts: str, language: str = "en") -> Tokens:
    rules = load_rules(language)
    starts = [sum(len(text) + 2 for text in texts[:number]) for number in range(len(texts))]
    paragraphs = [Paragraph(kind="text", text=text, start=start) for text, start in zip(texts, starts, strict=True)]
    return tokenize(paragraphs, [find_runs(text, rules.marks) for text in texts], rules)


def codes(*texts: str, language: str = "en") -> str:
    return read(*texts, language=language).codes.rstrip("n")


def names(*texts: str, language: str = "en") -> list[str]:
    tokens = read(*texts, language=language)
    return [word for word, code in zip(tokens.words, tokens.codes, strict=False) if code == "N"]


def test_each_word_gets_the_code_of_what_it_is() -> None:
    assert codes("The mayor told Ana Okafor that they “won” in spring.") == "dJVNtPQpw."


def test_a_comma_behind_the_marks_is_the_quotations_own() -> None:
    tokens = read("„Ja“, sagte Ana Okafor.", language="de")
    assert (tokens.codes.rstrip("n"), dict(tokens.closing)) == ("QVN.", {0: ","})


def test_according_to_is_one_token() -> None:
    tokens = read("According to Ana Okafor")
    assert (tokens.words[0], tokens.codes[:2]) == ("According to", "AN")


def test_the_german_so_attributes_behind_a_quotation_only() -> None:
    assert codes("„Ja“, so Okafor. Und so weiter.", language="de") == "QAN.aww."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("But Ana Okafor won.", ["Ana Okafor"]),
        ("He saw Mr. Vale and J. K. Brook there.", ["Mr. Vale", "J. K. Brook"]),
        ("The Department of Tides paid.", ["Department of Tides"]),
        ("He left Customs and Border Protection.", ["Customs and Border Protection"]),
        ("He met Vale and Brook.", ["Vale", "Brook"]),
        ("He met Ludwig van Dorn.", ["Ludwig van Dorn"]),
        ("He met Secretary of State Ana Okafor.", ["Secretary of State Ana Okafor"]),
        ("He met Ana Okafor of Eastmoor.", ["Ana Okafor of Eastmoor"]),
        ("He met O’Brook’s aunt.", ["O’Brook"]),
        ("He met the Eastmoor Fishermen’s Association.", ["Eastmoor Fishermen’s Association"]),
        ("He met the Ferry Drivers' Union of Eastmoor.", ["Ferry Drivers' Union of Eastmoor"]),
        ("He met Vale’s Department of Tides.", ["Vale", "Department of Tides"]),
    ],
)
def test_capitalised_words_in_a_row_are_a_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_capital_at_the_sentence_start_is_settled_by_the_rest_of_the_article() -> None:
    assert names("Kilns are hot. Potters love kilns. Okafor does, too.") == ["Potters", "Okafor"]


def test_a_role_without_a_name_is_people() -> None:
    assert codes("He met the Secretary of State.") == "PwdJ."


def test_german_nouns_are_no_names() -> None:
    assert names("Die Ministerin Ana Okafor sah den Hafen und das Boot.", language="de") == ["Ana Okafor"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Oper des Komponisten Piet Lenz kam.", ["Piet Lenz"]),
        ("Die Pianistin Ana Okafor kam.", ["Ana Okafor"]),
        ("Sie sprach über das Ansehen Okafors.", []),
        ("Wenige Stunden später sagte Okafor nichts.", ["Okafor"]),
    ],
)
def test_german_nouns_before_a_name_are_no_part_of_it(text: str, expected: list[str]) -> None:
    assert names(text, language="de") == expected


def test_an_ordinal_ends_no_german_sentence() -> None:
    assert codes("Am 19. August kam er.", language="de") == "pwwwP."


def test_a_mention_is_printed_as_in_its_paragraph() -> None:
    tokens = read("No names here.", "Then Ana Okafor came.")
    at = tokens.codes.index("N")
    assert tokens.printed(at, tokens.starts[at], tokens.ends[at]) == "Ana Okafor"


def test_a_term_that_speaks_is_a_name() -> None:
    assert read("The weekly “Harbour” wrote so.").with_terms({2: "Harbour"}).codes.rstrip("n") == "dwNVw."


def test_a_term_that_does_not_speak_is_a_term() -> None:
    assert read("He read the weekly “Harbour” today.").with_terms({4: "Harbour"}).codes.rstrip("n") == "PVdwqw."


@given(st.lists(st.text(alphabet=st.sampled_from(list("Aa b,.'’“”\"-1\n")), max_size=30), min_size=1, max_size=4))
def test_tokens_lie_in_order_and_each_paragraph_ends_once(texts: list[str]) -> None:
    tokens = read(*texts)
    ordered = all(start <= end for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert (ordered, list(tokens.starts), tokens.codes[: len(tokens.words)].count("n")) == (
        True,
        sorted(tokens.starts),
        len(texts),
    )


@pytest.mark.parametrize("char", ["\ue000", "\ue001"])
def test_a_character_for_private_use_in_the_text_is_no_placeholder(char: str) -> None:
    assert codes(f"He {char} met “him” there.") == "PwQw."


def test_offsets_are_the_articles_behind_runs_and_paragraphs() -> None:
    text = "“Yes”, said Ana Okafor. “No,” said Vale.\n\n\nThen Piet Lenz came."
    starts = (0, text.index("Then"))
    paragraphs = [Paragraph(kind="text", text=text[: starts[1]].rstrip(), start=0)]
    paragraphs.append(Paragraph(kind="text", text=text[starts[1] :], start=starts[1]))
    rules = load_rules("en")
    tokens = tokenize(paragraphs, [find_runs(paragraph.text, rules.marks) for paragraph in paragraphs], rules)
    spans = zip(tokens.starts, tokens.ends, tokens.words, strict=True)
    assert [text[start:end] for start, end, word in spans if word] == [word for word in tokens.words if word]


def test_a_name_that_became_part_of_a_longer_one_leaves_the_tokens_behind_it_alone() -> None:
    tokens = read("Wie gut sind Bündelung und Vertrieb für Zeitungen?", "Gut.", language="de")
    assert tokens.codes[: len(tokens.words)].count("n") == 2
