"""A printed name taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.quotes.names import read_name, surname
from extract.quotes.rules import load_rules


@pytest.mark.parametrize(
    ("printed", "role", "name"),
    [
        ("Ana Okafor", None, "Ana Okafor"),
        ("Finance Minister Ana Okafor", "Finance Minister", "Ana Okafor"),
        ("Harbour Security Secretary Ana Okafor", "Harbour Security Secretary", "Ana Okafor"),
        ("Sen. Ana Okafor", "Sen.", "Ana Okafor"),
        ("Mrs. Okafor", None, "Okafor"),
        ("Dr. Ana Okafor", None, "Ana Okafor"),
        ("Secretary of State Ana Okafor", "Secretary of State", "Ana Okafor"),
        ("Secretary of State Okafor", "Secretary of State", "Okafor"),
        ("Ana Okafor of Eastmoor", None, "Ana Okafor"),
        ("Tim Cook", None, "Tim Cook"),
    ],
)
def test_roles_and_titles_are_no_part_of_the_name(printed: str, role: str | None, name: str) -> None:
    found = read_name(printed, "en")
    assert (found.role, found.name) == (role, name)


@pytest.mark.parametrize("printed", ["Department of Tides", "Eastmoor City Council", "Lindqvist University"])
def test_a_body_keeps_its_whole_name(printed: str) -> None:
    found = read_name(printed, "en")
    assert (found.organisation, found.name) == (True, printed)


@pytest.mark.parametrize(("printed", "gender"), [("Mrs. Okafor", "female"), ("Mr. Okafor", "male"), ("Okafor", None)])
def test_a_title_tells_the_gender(printed: str, gender: str | None) -> None:
    assert read_name(printed, "en").gender == gender


def test_a_mention_begins_at_the_title_and_the_name_behind_it() -> None:
    found = read_name("Mayor Dr. Okafor", "en")
    assert (found.mention_start, found.start) == (6, 10)


def test_jr_is_no_surname() -> None:
    assert surname("Tom Vale Jr.", load_rules("en")) == "vale"


@given(st.from_regex(r"[A-Z][a-z]{0,8}( (of|[A-Z][a-z.]{0,8})){0,4}", fullmatch=True))
def test_a_name_is_never_empty_and_stands_where_it_says(printed: str) -> None:
    found = read_name(printed, "en")
    assert (bool(found.name), printed[found.start :].startswith(found.name)) == (True, True)
