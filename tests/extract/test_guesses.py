import pytest

from extract.evidence import find_evidence
from extract.guesses import with_date
from extract.html import parse_html
from extract.model import Entry


@pytest.mark.parametrize(
    ("expected", "printed"),
    [
        (["2024-03-05"], "Published on March 5, 2024 by the harbour office"),
        ([], "The harbour office, since 2019"),
    ],
)
def test_a_day_that_the_page_prints_is_its_date_and_a_year_alone_is_none(expected: list[str], printed: str) -> None:
    entry = Entry(url="https://harbour.example/ferry")
    tree = parse_html(f"<body><h1>Ferry sails</h1><p>It sailed.</p><p class='foot'>{printed}</p></body>")
    found = with_date(find_evidence(tree, entry), tree, entry)
    assert [candidate.value for candidate in found.published] == expected
