"""The mentions around a quotation."""

import pytest

from extract.quotes.mentions import candidates, find_mentions


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ("NVQ", [0]),
        ("JNVQ", [1]),
        ("OJVQ", [1]),
        ("NsJVQ", [2]),
        ("NswVQ", [0]),
        ("PVQ", [0]),
        ("dJdOVQ", [1]),
        ("dwVQ", [1]),
        ("pdwVQ", []),
        ("QVdw.", [3]),
        ("dwpQ", []),
    ],
)
def test_heads_of_mentions_are_found_by_their_codes(codes: str, expected: list[int]) -> None:
    assert find_mentions(codes + "nnnn") == expected


def test_candidates_are_nearest_first_those_before_the_quotation_first() -> None:
    codes = "NwPVQ,VNnnnn"
    assert candidates(codes, find_mentions(codes), 4, left_open=False) == [2, 0, 7]


def test_candidates_stand_at_most_two_paragraphs_back() -> None:
    codes = "NVnNVnNVnQnnnn"
    assert candidates(codes, find_mentions(codes), 9, left_open=False) == [6, 3]


def test_candidates_stand_in_the_two_sentences_behind() -> None:
    codes = "QwN.wN.wN.nnnn"
    assert candidates(codes, find_mentions(codes), 0, left_open=False) == [2, 5]


def test_the_paragraph_behind_counts_where_the_quotation_is_left_open() -> None:
    codes = "QnQVNnnnn"
    mentions = find_mentions(codes)
    assert (candidates(codes, mentions, 0, left_open=True), candidates(codes, mentions, 0, left_open=False)) == (
        [4],
        [],
    )
