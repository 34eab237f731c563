from operator import eq

import pytest

from extract.fingerprint import content_key, sketch
from extract.model import Paragraph

PIERS = ["Adan", "Bela", "Cole", "Dora", "Elin", "Finn", "Gwen", "Hugo"]
#: Eighty words, sixteen of them names.
NAMED = " ".join(f"the ferry from {pier} to Hesk sails every second day" for pier in PIERS).split()

WORDS = [f"word{number}" for number in range(40)]


def paragraphs(*parts: tuple[str, str]) -> list[Paragraph]:
    return [Paragraph(kind=kind, text=text, start=0) for kind, text in parts]


def test_the_key_does_not_see_headings_case_punctuation_or_borders() -> None:
    one = paragraphs(("text", " ".join(WORDS)))
    other = paragraphs(
        ("heading", "Ferry"), ("text", " ".join(WORDS[:20]).upper() + "!"), ("list", ", ".join(WORDS[20:]))
    )
    assert content_key(one) == content_key(other)


def test_another_word_gives_another_key() -> None:
    assert content_key(paragraphs(("text", " ".join(WORDS)))) != content_key(
        paragraphs(("text", " ".join([*WORDS[1:], "ferry"])))
    )


def test_less_than_forty_words_have_no_key() -> None:
    assert content_key(paragraphs(("text", " ".join(WORDS[1:])), ("heading", "ferry"))) is None


def test_a_sketch_stays_the_same_for_ever() -> None:
    # The warehouse compares sketches of years: where this changes, all of them have to be made again.
    found = sketch(paragraphs(("text", " ".join(NAMED))))
    assert (found.wording[:4], found.facts[:4]) == ((14828, 16934, 4346, 44169), (43079, 16934, 8396, 3569))


def test_a_sketch_tells_how_many_shingles_are_behind_it() -> None:
    found = sketch(paragraphs(("text", " ".join(NAMED))))
    assert (found.wording_count, found.fact_count) == (44, 16)


def test_a_sketch_does_not_see_headings_punctuation_or_borders() -> None:
    whole = paragraphs(("text", " ".join(NAMED)))
    parts = paragraphs(
        ("standfirst", "Ferries"), ("text", " ".join(NAMED[:40]) + " –"), ("list", ", ".join(NAMED[40:]))
    )
    assert sketch(whole) == sketch(parts)


@pytest.mark.parametrize("text", [" ".join(NAMED).lower(), " ".join(NAMED[:79]), ""])
def test_a_text_without_names_or_of_few_words_has_no_sketch(text: str) -> None:
    assert sketch(paragraphs(("text", text))) is None


def test_a_capital_at_the_start_of_a_sentence_is_no_name() -> None:
    sentences = " ".join(f"Every ferry sails on {weather} days." for weather in map(str.lower, PIERS * 3))
    assert sketch(paragraphs(("text", sentences))) is None


def test_the_share_of_equal_places_is_about_the_similarity_of_the_texts() -> None:
    # 400 and 400 words, 200 of them in both: a Jaccard similarity of a third.
    one, other = (
        sketch(paragraphs(("text", " ".join(f"Word{number}" for number in range(start, start + 400)))))
        for start in (0, 200)
    )
    assert 0.23 < sum(map(eq, one.wording, other.wording)) / 128 < 0.43
