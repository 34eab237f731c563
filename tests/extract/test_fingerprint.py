from extract.fingerprint import content_key
from extract.model import Paragraph

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
