import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.comparing import Change, QuoteChange, changes, marked, quote_changes

PAID = "The board will pay for the second ship in May, its chair Petra Lund told the council."
UNPAID = "The board will pay for no second ship in May, its chair Petra Lund told the council."
PIER = "The northern pier stays closed to cars until the summer."


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([PAID, PIER], [PAID, PIER], ()),
        ([PAID, PIER], [UNPAID, PIER], (Change(op="changed", position=0, old=PAID, new=UNPAID),)),
        ([PAID, PIER], [PAID], (Change(op="removed", position=1, old=PIER, new=None),)),
        ([PIER], [PAID, PIER], (Change(op="added", position=0, old=None, new=PAID),)),
        (
            [PIER, PAID],
            ["A gull.", UNPAID],
            (
                Change(op="removed", position=0, old=PIER, new=None),
                Change(op="added", position=0, old=None, new="A gull."),
                Change(op="changed", position=1, old=PAID, new=UNPAID),
            ),
        ),
    ],
)
def test_a_paragraph_is_changed_removed_or_added(old: list[str], new: list[str], expected: tuple[Change, ...]) -> None:
    assert changes(old, new) == expected


def test_words_stand_between_marks() -> None:
    assert marked(PAID, UNPAID).plain == PAID.replace("the second", "[-the-]{+no+} second")


def test_colour_takes_the_place_of_marks() -> None:
    assert marked("It sails.", "It sinks.", with_marks=False).plain == "It sailssinks."


def test_a_quote_that_is_nearly_there_is_reworded() -> None:
    gone = [("Petra Lund", "We have bought a second ship for the islands")]
    present = [("Petra Lund", "We have ordered a second ship for the islands")]
    assert quote_changes(gone, present, "An old text.") == (
        QuoteChange(op="reworded", speaker="Petra Lund", old=gone[0][1], new=present[0][1]),
    )


def test_a_quote_that_stood_there_before_is_no_other_wording() -> None:
    gone = [(None, "We wait for the ship today")]
    present = [(None, "We wait for the ship now")]
    assert quote_changes(gone, present, f"“{present[0][1]}”") == (
        QuoteChange(op="removed", speaker=None, old=gone[0][1], new=None),
    )


TEXTS = st.lists(st.sampled_from([PAID, UNPAID, PIER, "A gull.", "Two gulls."]), max_size=6)


@given(old=TEXTS, new=TEXTS)
def test_the_changes_make_the_new_texts_of_the_old_ones(old: list[str], new: list[str]) -> None:
    found = changes(old, new)
    gone = [each.old for each in found if each.old is not None]
    come = [each.new for each in found if each.new is not None]
    assert sorted([*old, *come]) == sorted([*new, *gone])


@given(old=TEXTS)
def test_what_is_the_same_has_no_changes(old: list[str]) -> None:
    assert changes(old, list(old)) == ()
