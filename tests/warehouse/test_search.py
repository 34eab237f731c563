"""What a search finds: words, phrases, beginnings, in any case and with any accents, and what it leaves out."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.connection import open_warehouse

#: Texts are made of these, so that what is searched for is often there; the punctuation never joins two words.
WORDS = [
    "ferry",
    "FERRY",
    "Fährmann",
    "fahr",
    "café",
    "cafe\N{COMBINING ACUTE ACCENT}",
    "north",
    "bank",
    "Straße",
    "o",
    "7",
    "Ёлка",
]
GAPS = [" ", ", ", "-", "’", " “", "…\n", "™ "]


@pytest.fixture(scope="module")
def macros(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBPyConnection]:
    """An empty warehouse, for its macros."""
    path: Path = tmp_path_factory.mktemp("search") / "warehouse.duckdb"
    with open_warehouse(path) as warehouse:
        yield warehouse.connection


def has(macros: DuckDBPyConnection, text: str, terms: str) -> bool:
    return macros.execute(
        "select has_words(text, $terms) from (select $text as text)", {"text": text, "terms": terms}
    ).fetchall()[0][0]


@pytest.mark.parametrize(
    ("terms", "text"),
    [
        ("ferry", "The FERRY sails."),
        ("ferry sails", "It sails, says the ferry’s crew."),
        ("uber", "Über Nacht"),
        ("über", "uber alles"),
        ("UBER", "das \N{LATIN SMALL LETTER U}\N{COMBINING DIAERESIS}ber"),
        ("strasse", "die Straße"),
        ("STRAßE", "DIE STRASSE"),
        ("o'clock", "at nine o’clock"),
        ("jean-pierre", "Jean Pierre"),
        ("елка", "Новогодняя Ёлка"),
        ("αθηνα", "στην Αθήνα"),
        ("Ιθακη", "τῆς Ἰθάκης, στην Ιθάκη"),
        ("ΟΔΥΣΣΕΥΣ", "ὁ Ὀδυσσεύς"),
        ("istanbul", "İstanbul’da"),
        ("ısı", "ISI"),
        ("Łódź", "from Lodz"),
        ("हिन्दी", "वह हिन्दी में"),
        ("選挙", "次の選挙は"),
        ('"north bank"', "on the North  Bank."),
        ('"north bank', "the north-bank road"),
        ("“north bank”", "the north, bank"),
        ('"the so -called plan"', "the so-called plan"),
        ("ferr*", "two ferries"),
        ('"north ban*"', "the north banks"),
        ("-ferry", "The boat sails."),
        ("boat -ferry", "The boat sails, a ferryman says."),
        ('bank -"north bank"', "the bank, north"),
        ("a b c d e f g -h", "g f e d c b a"),
        ("vale", "the V\u0323ale"),
        ("vale", "the Ṽale"),
        ("50%", "of 50 votes"),
        ("1923", "in 1923."),
        ("k", "the letter K"),
        ("", "anything"),
        ('- * "" !', "anything"),
    ],
)
def test_a_text_is_found(terms: str, text: str, macros: DuckDBPyConnection) -> None:
    assert has(macros, text, terms)


@pytest.mark.parametrize(
    ("terms", "text"),
    [
        ("ferry", "The ferryman rows."),
        ("man", "The ferryman rows."),
        ("ferry boat", "The ferry sails."),
        ("kaffee", "ein Kaffe"),
        ('"north bank"', "the bank in the north"),
        ('"north bank"', "the north west bank"),
        ('"the so -called plan"', "the so plan"),
        ("-“so called”", "the so-called plan"),
        ("ferr*", "the offerry"),
        ("-ferry", "The Ferry sails."),
        ("boat -ferr*", "The boat and the ferries."),
        ('bank -"north bank"', "the North Bank"),
        ("a b c d e f g h", "a b c d e f g"),
        ("हन", "वह हिन्दी में"),
        ("か", "が"),
        ("f.rry", "ferry"),
        ("50%' or '", "of 50 votes"),
    ],
)
def test_a_text_is_not_found(terms: str, text: str, macros: DuckDBPyConnection) -> None:
    assert not has(macros, text, terms)


def test_every_letter_is_found_without_its_marks(macros: DuckDBPyConnection) -> None:
    missed = macros.execute(
        "select letter from (select chr(unnest(range(192, 591) || range(902, 975) || range(1024, 1328)"
        " || range(7680, 8192))::int) as letter)"
        " where regexp_matches(letter, '^\\p{L}$') and not regexp_matches(letter, any_accent(word_folded(letter)), 'i')"
    ).fetchall()
    assert [] == missed


def test_more_than_eight_words_are_told(macros: DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.Error, match="a search takes eight words: put a sentence into quotation marks"):
        has(macros, "a", "a b c d e f g h i")


def folded(text: str) -> list[str]:
    """The words of a text, found otherwise than the macros do."""
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(letter)
    )
    return re.findall(r"\w+", bare)


texts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(GAPS)), min_size=1, max_size=6).map(
    lambda pairs: "".join(part for pair in pairs for part in pair)
)


@settings(max_examples=12, deadline=None)
@given(
    found_in=st.lists(texts, min_size=20, max_size=40), terms=st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)
)
def test_what_is_found_has_all_words(found_in: list[str], terms: list[str], macros: DuckDBPyConnection) -> None:
    expected = {text for text in found_in if {word for term in terms for word in folded(term)} <= set(folded(text))}
    query = "select text from unnest($texts) as given (text) where has_words(text, $terms)"
    found = macros.execute(query, {"texts": found_in, "terms": " ".join(terms)}).fetchall()
    assert expected == {text for (text,) in found}
