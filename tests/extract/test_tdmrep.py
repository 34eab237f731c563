"""The file by which a site reserves its right to text and data mining."""

import json

import pytest

from extract.tdmrep import TdmRule, parse_tdmrep, tdm_headers


def said(path: str, *rules: tuple[str, int]) -> dict[str, str]:
    body = json.dumps([{"location": location, "tdm-reservation": value} for location, value in rules])
    return tdm_headers(parse_tdmrep(body.encode()), path)


def test_a_rule_holds_for_whatever_begins_like_it() -> None:
    assert {"tdm-reservation": "1"} == said("/news/ferry", ("/", 1))


def test_the_first_rule_that_fits_counts() -> None:
    assert {"tdm-reservation": "0"} == said("/news/ferry", ("/sport/", 1), ("/news/", 0), ("/", 1))


def test_a_path_without_a_rule_has_no_word() -> None:
    assert {} == said("/about", ("/news/", 1))


def test_a_policy_comes_along() -> None:
    body = b'[{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://rights.example/t"}]'
    assert {"tdm-reservation": "1", "tdm-policy": "https://rights.example/t"} == tdm_headers(parse_tdmrep(body), "/a")


@pytest.mark.parametrize(
    ("location", "path", "fits"),
    [
        ("/pictures/*.jpg", "/pictures/a/b.jpg", True),
        ("/pictures/*.jpg", "/pictures/a/b.jpg?big", True),
        ("/pictures/*.jpg$", "/pictures/a/b.jpg?big", False),
        ("/pictures/*.jpg$", "/pictures/a.jpg/b.jpg", True),
        ("/a*b*c", "/a-c-b", False),
        ("/a*b*c", "/a-b-c", True),
        ("/a*a$", "/a", False),
        ("/exactly$", "/exactly", True),
        ("/exactly$", "/exactly/not", False),
        ("/cost-%24", "/cost-$5", True),
        ("/caf%C3%A9", "/caf%c3%a9/menu", True),
        ("*", "/", True),
    ],
)
def test_a_pattern_fits_as_in_robots_txt(location: str, path: str, fits: bool) -> None:
    assert fits == bool(said(path, (location, 1)))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!doctype html>",
        b"{}",
        b"[" * 100_000,
        b'["/"]',
        b'[{"location": "/"}]',
        b'[{"location": 7, "tdm-reservation": 1}]',
        b'[{"location": "/", "tdm-reservation": 2}]',
        b"\xff\xfe",
    ],
)
def test_what_is_no_such_file_has_no_rules(body: bytes) -> None:
    assert () == parse_tdmrep(body)


def test_a_good_rule_among_bad_ones_counts() -> None:
    body = b'\xef\xbb\xbf[7, {"location": "/", "tdm-reservation": "1"}]'
    assert (TdmRule(location="/", is_reserved=True),) == parse_tdmrep(body)


def test_a_pattern_of_many_stars_takes_no_time() -> None:
    assert {} == said("/" + "a" * 5000, ("/" + "*a" * 2000 + "*b$", 1))
