from hypothesis import given
from hypothesis import strategies as st

from flows.browse.marks import Mark, segments

MARKS = st.lists(
    st.builds(
        Mark,
        start=st.integers(-3, 40),
        end=st.integers(-3, 40),
        kind=st.sampled_from(["quote", "statement", "term", "mention"]),
        key=st.sampled_from(["q1", "q2", ""]),
    ),
    max_size=8,
)


@given(st.text(max_size=30), MARKS)
def test_the_segments_joined_are_the_paragraph_whatever_is_marked(text: str, marks: list[Mark]) -> None:
    assert text == "".join(segment.text for segment in segments(text, marks))


@given(st.text(min_size=1, max_size=30), MARKS)
def test_the_segments_of_a_mark_joined_are_its_words(text: str, marks: list[Mark]) -> None:
    only = Mark(start=len(text) // 3, end=len(text), kind="quote", key="only")
    covered = [each.text for each in segments(text, [*marks, only]) if only.key in {mark.key for mark in each.marks}]
    assert text[only.start :] == "".join(covered)


@given(st.text(max_size=30), MARKS)
def test_a_mark_begins_once_and_only_if_it_covers_something(text: str, marks: list[Mark]) -> None:
    begun = [mark for segment in segments(text, marks) for mark in segment.beginning]
    assert len([mark for mark in marks if max(mark.start, 0) < min(mark.end, len(text))]) == len(begun)


def test_a_quote_in_a_quote_is_the_inner_one() -> None:
    text = "She said: He told me, Go home, and I went."
    outer = Mark(start=10, end=41, kind="quote", key="outer")
    inner = Mark(start=22, end=29, kind="quote", key="inner")
    statement = Mark(start=4, end=12, kind="statement", key="said")
    found = [(each.text, each.innermost("quote")) for each in segments(text, [statement, inner, outer])]
    assert [
        ("She ", None),
        ("said: ", None),
        ("He", outer),
        (" told me, ", outer),
        ("Go home", inner),
        (", and I went", outer),
        (".", None),
    ] == found
