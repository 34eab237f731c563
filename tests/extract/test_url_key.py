import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.urls import url_key

PART = st.text(alphabet="abcmpwxAMP0159-_.~%é /?&=#:@;", max_size=24)
FERRY = "quayside.example/local/ferry"


@pytest.mark.parametrize(
    "url",
    [
        "https://quayside.example/local/ferry",
        "http://quayside.example:80/local/ferry/",
        "https://WWW.Quayside.example/local/ferry#comments",
        "https://quayside.example./local/ferry?utm_source=mail&fbclid=x",
        "https://m.quayside.example/local/ferry",
        "https://www.mobile.quayside.example/local/ferry",
        "https://amp.quayside.example/local/ferry",
        "https://quayside.example/local/ferry/amp/",
        "https://quayside.example/amp/local/ferry",
        "https://quayside.example/local/ferry.amp",
        "https://quayside.example/local/ferry?amp=1&outputType=amp",
        "https://quayside.example/local/ferry?amp",
        "https://quayside.example/local/ferry/index.html",
        "https://quayside.example/local/ferry;jsessionid=7A",
        "https://quayside.example/lo%63al/%66erry",
        "https://www.google.com/amp/s/quayside.example/local/ferry/amp",
        "https://quayside-example.cdn.ampproject.org/c/s/quayside.example/local/ferry?amp_js_v=0.1",
        "https://quayside-example.cdn.ampproject.org/v/quayside.example/local/ferry.amp",
    ],
)
def test_all_addresses_of_a_page_have_one_key(url: str) -> None:
    assert url_key(url) == FERRY


@pytest.mark.parametrize(
    ("expected", "url"),
    [
        ("quayside.example", "https://www.quayside.example/"),
        ("quayside.example/ferry.html", "https://quayside.example/ferry.amp.html"),
        ("quayside.example/a?id=7&page=2", "https://quayside.example/a?page=2&id=7"),
        ("quayside.example:8080/a", "http://quayside.example:8080/a"),
        ("de.quayside.example/a", "https://de.m.quayside.example/a"),
        ("quayside.example/F%C3%A4hre?q=a%20b", "https://quayside.example/Fähre?q=a b"),
        ("xn--fhre-loa.example/a", "https://fähre.example/a"),
        ("m.example/a", "https://m.example/a"),
        ("m.co.uk/a", "https://www.m.co.uk/a"),
        ("news-1.localhost:8001/a", "http://news-1.localhost:8001/a"),
        ("google.com/search?q=amp", "https://www.google.com/search?q=amp"),
        ("quayside.example/champ", "https://quayside.example/champ"),
        ("[2001:db8::1]/a", "http://[2001:db8::1]/a"),
        ("file:///srv/batch.jsonl#12", "file:///srv/batch.jsonl#12"),
        ("ferry", "ferry"),
    ],
)
def test_what_tells_pages_apart_stays(expected: str, url: str) -> None:
    assert url_key(url) == expected


@given(PART, PART, PART)
def test_the_key_of_a_key_is_itself(host: str, path: str, query: str) -> None:
    once = url_key(f"https://{host}/{path}?{query}")
    assert url_key(once if "://" in once else f"https://{once}") == once


@pytest.mark.parametrize("part", ["/amp", "/", "/index.html", "m.", ";jsessionid=", "%", ".amp"])
def test_an_address_made_to_stop_readers_has_a_key(part: str) -> None:
    assert url_key(f"https://q.example/{part * 1000}")


def test_an_address_that_is_too_long_is_none() -> None:
    assert url_key(f"https://www.q.example/{'a' * 5000}").startswith("https://www.")


def test_the_key_of_half_a_surrogate_pair_can_be_saved() -> None:
    assert url_key("https://q.example/half-\ud800") == "https://q.example/half-?"
