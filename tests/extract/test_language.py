import pytest

from extract.language import find_language, language_code

GERMAN = """Die Fähre zur Insel legte am Freitag zum ersten Mal seit neun Wochen wieder ab, und der Kapitän sagte,
dass sie im Sommer öfter fahren soll, wenn der Rat im Mai zustimmt. Auf der Insel freut man sich darüber."""
NORWEGIAN = """Ferja til øya la fra kai fredag morgen for første gang på ni uker, og kapteinen sa at den skal gå oftere
til sommeren enn den gjør i dag, hvis styret sier ja i mai. Ute på øya gleder folk seg over at ferja er tilbake."""


@pytest.mark.parametrize(
    ("expected", "stated"),
    [
        ("de", "de"),
        ("de", "de-CH"),
        ("en", "EN_us"),
        ("no", "nb-NO"),
        ("he", "iw"),
        ("en", "eng"),
        (None, "x-default"),
        (None, ""),
        (None, None),
    ],
)
def test_a_stated_language_is_a_two_letter_code(expected: str | None, stated: str | None) -> None:
    assert language_code(stated) == expected


@pytest.mark.parametrize(
    ("expected", "text", "stated"),
    [
        ("de", GERMAN, None),
        ("de", GERMAN, "de"),
        ("de", GERMAN, "en"),
        ("no", NORWEGIAN, "nb"),
        ("fr", "Oui.", "fr"),
        (None, "", None),
        ("fr", "", "fr"),
        (None, "1234", None),
    ],
)
def test_a_statement_counts_for_short_texts_and_where_the_text_bears_it_out(
    expected: str | None, text: str, stated: str | None
) -> None:
    assert find_language(text, stated) == expected
