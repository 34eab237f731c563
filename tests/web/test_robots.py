"""What robots.txt says: text in, answers out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.web.robots import READ_BYTES, RobotsRules, decoded_robots, product_token

MILL = "https://mill.example"


def test_the_group_that_names_us_stands_in_place_of_the_one_for_everyone() -> None:
    rules = RobotsRules("User-agent: *\nDisallow: /\nCrawl-delay: 9\n\nUser-agent: PressLake\nDisallow: /drafts/")

    assert (True, False, 0.0) == (
        rules.allows(MILL + "/a", "presslake"),
        rules.allows(MILL + "/drafts/a", "presslake"),
        rules.delay("presslake"),
    )


@pytest.mark.parametrize(
    ("path", "is_allowed"),
    [
        ("/a/b", True),
        ("/a/c", False),
        ("/x.pdf", False),
        ("/x.pdf?page=2", True),
        ("/caf%C3%A9", False),
        ("/café", False),
    ],
)
def test_the_longest_rule_wins_and_wildcards_count(path: str, is_allowed: bool) -> None:
    rules = RobotsRules("User-agent: *\nDisallow: /a/\nAllow: /a/b\nDisallow: /*.pdf$\nDisallow: /café")

    assert is_allowed == rules.allows(MILL + path, "presslake")


@pytest.mark.parametrize(
    ("stated", "delay"), [("2", 2.0), ("0.5", 0.5), ("3600", 60.0), ("soon", 0.0), ("-1", 0.0), ("inf", 0.0), ("", 0.0)]
)
def test_a_crawl_delay_is_kept_up_to_a_minute(stated: str, delay: float) -> None:
    assert delay == RobotsRules(f"User-agent: *\nCrawl-delay: {stated}").delay("presslake")


@pytest.mark.parametrize(
    ("stated", "delay"), [("1/10s", 10.0), ("30/5m", 10.0), ("1/5\nCrawl-delay: 7", 7.0), ("1/24h", 60.0), ("1/0", 0.0)]
)
def test_a_rate_is_a_delay(stated: str, delay: float) -> None:
    assert delay == RobotsRules(f"User-agent: *\nRequest-rate: {stated}").delay("presslake")


def test_sitemaps_are_those_of_the_whole_file() -> None:
    rules = RobotsRules("Sitemap: /a.xml\nUser-agent: other\nDisallow: /\nsitemap: https://mill.example/b.xml # new")

    assert ("/a.xml", "https://mill.example/b.xml") == rules.sitemaps


@pytest.mark.parametrize(
    ("text", "signals"),
    [
        ("User-agent: *\nContent-Signal: ai-train=no, search=yes,use=reference", {"ai-train": False, "search": True}),
        ("Content-Signal: ai-train=no", {"ai-train": False}),
        ("User-agent: a\nUser-agent: presslake\ncontent-signal: ai-input=no # why", {"ai-input": False}),
        ("User-agent: a\nAllow: /\nUser-agent: b\nContent-Signal: ai-train=no", {}),
        (
            "User-agent: *\nContent-Signal: search=no\nUser-agent: PressLake\nContent-Signal: ai-train=no",
            {"ai-train": False},
        ),
        ("User-agent: *\nContent-Usage: train-ai=n", {"train-ai": False}),
        ("User-agent: *\nContent-Usage: /archive/ train-ai=n", {}),
        ("User-agent: *\nAllow: /\n# Content-Signal: ai-train=no", {}),
        ("User-agent: *\nContent-Signal:", {}),
    ],
)
def test_signals_are_those_of_our_group(text: str, signals: dict[str, bool]) -> None:
    assert signals == RobotsRules(text).signals("presslake")


def test_a_licence_holds_for_everyone_wherever_it_stands() -> None:
    text = "User-agent: other\nDisallow: /\n\nLicense: https://mill.example/rsl.xml"

    assert "https://mill.example/rsl.xml" == RobotsRules(text).license_url


def test_only_the_beginning_of_an_endless_file_is_read() -> None:
    text = "User-agent: *\n" + "#" * READ_BYTES + "\nDisallow: /"

    assert RobotsRules(text).allows(MILL + "/a", "presslake")


def test_a_byte_order_mark_hides_no_group() -> None:
    text = decoded_robots(b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /")

    assert not RobotsRules(text).allows(MILL + "/a", "presslake")


@pytest.mark.parametrize(
    ("user_agent", "token"),
    [
        ("Millbot/2.1 (+https://mill.example)", "millbot"),
        ("millbot", "millbot"),
        (" Mill-Bot (x)", "mill-bot"),
        ("", ""),
    ],
)
def test_robots_txt_knows_us_by_our_first_word(user_agent: str, token: str) -> None:
    assert token == product_token(user_agent)


@given(st.binary(max_size=500))
def test_any_bytes_have_an_answer(body: bytes) -> None:
    rules = RobotsRules(decoded_robots(body))

    assert rules.allows(MILL + "/a", "presslake") in (True, False)
    assert 0.0 <= rules.delay("presslake") <= 60.0


_LINES = st.sampled_from(
    [
        "User-agent: *",
        "User-agent: presslake",
        "Disallow: /",
        "Allow: /a",
        "Crawl-delay: 7",
        "Content-Signal: a=no",
        "",
        "#",
    ]
)


@given(st.lists(_LINES, max_size=12))
def test_any_order_of_lines_has_an_answer(lines: list[str]) -> None:
    rules = RobotsRules("\n".join(lines))

    assert set(rules.signals("presslake")) <= {"a"}
