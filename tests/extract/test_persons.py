import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.persons import distinct, is_body, is_full, is_nobody, split_byline


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        (("Odile Marsh",), "By Odile Marsh"),
        (("Odile Marsh",), "BY ODILE MARSH"),
        (("Odile Marsh", "Ruben Tallow"), "Odile Marsh and Ruben Tallow"),
        (("Odile Marsh", "Ruben Tallow", "Petra Lund"), "By Odile Marsh, Ruben Tallow, and Petra Lund"),
        (("Odile Marsh", "Ruben Tallow"), "Von Odile Marsh und Ruben Tallow"),
        (("Odile Marsh", "Ruben Tallow"), "Odile Marsh; Ruben Tallow"),
        (("Odile Marsh",), "Odile Marsh (odile@quayside.example)"),
        (("Odile Marsh",), "Odile Marsh | 14 March 2025"),
        (("Odile Marsh",), "Odile Marsh, harbour correspondent"),
        (("Ada Quill, Jr",), "Ada Quill, Jr"),
        (("Ursula von der Heide",), "Ursula von der Heide"),
        (("Odile Marsh", "dpa"), "Odile Marsh, dpa"),
        (("Odile Marsh",), "View all posts by Odile Marsh"),
        (("佐藤花子",), "佐藤花子"),
        ((), "https://quayside.example/people/odile"),
        ((), "14.03.2025"),
        ((), ""),
    ],
)
def test_a_byline_gives_its_names(expected: tuple[str, ...], line: str) -> None:
    assert split_byline(line) == expected


@pytest.mark.parametrize(
    ("expected", "line"),
    [
        (("Odile Marsh",), "Posted by Odile Marsh on Saturday 4 April 2026"),
        (("Odile Marsh",), "Odile Marsh Chefredakteurin"),
        (("Odile Marsh",), "Interview: Odile Marsh"),
        (("Support",), "Vom Support"),
        (("Odile Marsh",), "Odile Marsh December"),
        (("Odile Marsh",), "Odile Marsh, Senior Politics Editor"),
        ((), "author78"),
        ((), "odile.marshland"),
    ],
)
def test_days_roles_and_logins_are_no_part_of_a_name(expected: tuple[str, ...], line: str) -> None:
    assert split_byline(line) == expected


@pytest.mark.parametrize(("expected", "name"), [(True, "Odile Marsh"), (False, "Odile"), (True, "田中花子")])
def test_a_full_name_has_two_parts_where_the_script_parts_names(expected: bool, name: str) -> None:
    assert is_full(name) == expected


@pytest.mark.parametrize("name", ["AFP", "Reuters", "Quayside News", "Sports Desk", "quayside.example", "Courier"])
def test_an_agency_a_desk_and_the_outlet_are_bodies(name: str) -> None:
    assert is_body(name, frozenset({"courier", "quaysideexample"}))


@pytest.mark.parametrize("name", ["Odile Marsh", "Theodora Post-Lund", "Ruben"])
def test_a_person_is_no_body(name: str) -> None:
    assert not is_body(name, frozenset({"courier"}))


def test_a_place_holder_is_nobody() -> None:
    assert [is_nobody(name) for name in ("Admin", "Staff", "Odile Marsh")] == [True, True, False]


def test_a_name_in_other_capitals_is_the_same_name() -> None:
    assert list(distinct(["Odile Marsh", "ODILE MARSH", "Odile  Marsh", "Ruben Tallow"])) == [
        "Odile Marsh",
        "Ruben Tallow",
    ]


@given(st.text())
def test_no_name_is_empty_or_has_a_line_break(line: str) -> None:
    assert [name for name in split_byline(line) if not name.strip() or "\n" in name] == []
