import pytest

from extract.html import parse_html
from extract.model import ExtractError


def page(attributes: int) -> str:
    """As short as a page with so many attributes in elements of a hundred can be."""
    names = " ".join(f"{first}{second}" for first in "abcdefghij" for second in "klmnopqrst")
    return f"<body>{f'<p {names}>It sailed.</p>' * (attributes // 100)}</body>"


def test_a_page_with_more_attributes_than_are_read_is_refused_however_short_they_are() -> None:
    with pytest.raises(ExtractError, match="the page has 110,000 attributes, 100,000 are read"):
        parse_html(page(attributes=110_000))


def test_a_page_with_as_many_attributes_as_are_read_is_parsed() -> None:
    assert len(parse_html(page(attributes=100_000)).findall(".//p")) == 1_000
