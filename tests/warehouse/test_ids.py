from hypothesis import given
from hypothesis import strategies as st

from warehouse.ids import article_id, name_key, part_ids, speaker_id

NAMES = st.text(alphabet="aéßłŠ'.- ", min_size=1)


def test_an_article_id_is_a_and_twelve_characters() -> None:
    assert len(article_id("https://harbour.example/ferry")) == 13


def test_an_article_id_stays_the_same_for_ever() -> None:
    assert article_id("https://harbour.example/ferry") == "aq2wpdpnunlif"


def test_equal_texts_in_an_article_have_different_ids() -> None:
    assert len(set(part_ids("p", "a1", ["Yes.", "Yes.", "No."]))) == 3


def test_case_accents_and_titles_do_not_split_a_person() -> None:
    spellings = ["Zoë Amsel", "zoe amsel", "ZOË AMSEL", "Dr. Zoë Amsel", "Prof. Dr. Zoë Amsel"]
    assert len({speaker_id(name) for name in spellings}) == 1


def test_a_title_tells_two_people_of_one_surname_apart() -> None:
    assert speaker_id("Mr Amsel") != speaker_id("Mrs Amsel")


def test_initials_with_and_without_spaces_are_one_name() -> None:
    assert name_key("J.K. Amsel") == name_key("J. K. Amsel")


def test_a_name_without_letters_is_its_own_key() -> None:
    assert name_key("…") == "…"


@given(NAMES)
def test_the_case_of_a_name_never_matters(name: str) -> None:
    assert name_key(name.upper()) == name_key(name.upper().lower())
