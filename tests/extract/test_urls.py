import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.urls import absolute_url, canonical_url, domain, is_home_page

PART = st.text(alphabet="abcXYZ019-_.~%é /?&=#:@", max_size=20)


@pytest.mark.parametrize(
    ("expected", "url"),
    [
        ("https://quayside.example/a", "HTTPS://Quayside.Example:443/a#top"),
        ("http://quayside.example:8080/a", "http://quayside.example:8080/a"),
        ("https://quayside.example/", "https://quayside.example"),
        ("https://quayside.example/a?id=7", "https://quayside.example/a?utm_medium=x&id=7&fbclid=z&gclid=1"),
        ("https://quayside.example/a?q=b%20c&d", "https://quayside.example/a?q=b%20c&d"),
        ("https://quayside.example/a", "https://reader:secret@quayside.example/a"),
        ("file:///srv/batch.jsonl#12", "file:///srv/batch.jsonl#12"),
        ("https://quayside.example:port/a", "https://quayside.example:port/a"),
    ],
)
def test_a_page_has_one_url(expected: str, url: str) -> None:
    assert canonical_url(url) == expected


@given(PART, PART, PART)
def test_the_canonical_url_of_a_canonical_url_is_itself(host: str, path: str, query: str) -> None:
    once = canonical_url(f"https://{host}/{path}?{query}")
    assert canonical_url(once) == once


@pytest.mark.parametrize(
    ("expected", "url"),
    [
        ("quayside.example", "https://www.quayside.example/a"),
        ("news.quayside.example", "http://news.quayside.example:8080/"),
        ("localhost", "file:///srv/a.html"),
        ("localhost", "not a url"),
    ],
)
def test_the_domain_is_the_host_without_www(expected: str, url: str) -> None:
    assert domain(url) == expected


@pytest.mark.parametrize(
    "link",
    ["mailto:desk@quayside.example", "javascript:void(0)", "tel:123", "", None, "https://[bad/a", "/half-\ud800"],
)
def test_what_leads_to_no_page_has_no_absolute_url(link: str | None) -> None:
    assert absolute_url("https://quayside.example/a", link) is None


@pytest.mark.parametrize(
    ("expected", "url"),
    [
        (True, "https://a.example"),
        (True, "https://a.example/"),
        (False, "https://a.example/?id=1"),
        (False, "https://a.example/b"),
    ],
)
def test_a_home_page_has_neither_path_nor_query(expected: bool, url: str) -> None:
    assert is_home_page(url) is expected
