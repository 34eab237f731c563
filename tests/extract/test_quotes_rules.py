"""The language files."""

import pytest

from extract.quotes.rules import UNDETERMINED, load_rules


def test_a_region_is_no_part_of_the_language() -> None:
    assert load_rules("en") == load_rules("en-GB")


@pytest.mark.parametrize("language", [None, "", "xx", "../en", "tlh"])
def test_a_language_without_a_file_is_undetermined(language: str | None) -> None:
    assert load_rules(language).language == UNDETERMINED


def test_the_undetermined_language_knows_no_words() -> None:
    assert load_rules(None).codes == {}


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_language_knows_reporting_verbs_and_people(language: str) -> None:
    assert {"V", "J", "O", "P", "A", "d", "p"} <= set(load_rules(language).codes.values())


def test_a_compound_names_people_by_its_end() -> None:
    assert load_rules("de").is_role("hafenministerin")


def test_a_hyphenated_role_is_known_by_its_last_part() -> None:
    assert load_rules("en").is_role("vice-chairman")


@pytest.mark.parametrize(("word", "gender"), [("spokeswoman", "female"), ("mr", "male"), ("official", None)])
def test_titles_and_roles_tell_the_gender(word: str, gender: str | None) -> None:
    assert load_rules("en").gender(word) == gender


def test_the_end_of_a_german_role_tells_the_gender() -> None:
    assert load_rules("de").gender("hafenministerin") == "female"


def test_bodies_are_known_by_a_word_of_their_name() -> None:
    assert load_rules("en").is_organisation("council")


@pytest.mark.parametrize(("word", "plural"), [("sailors", True), ("sailor", False), ("news", False)])
def test_a_plural_is_a_role_with_an_ending(word: str, plural: bool) -> None:
    assert load_rules("en").is_plural(word) is plural
