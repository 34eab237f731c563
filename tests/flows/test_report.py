"""The report: what it says, that it stays small, and that no text of an article does anything in it."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html
from typer.testing import CliRunner

from flows.cli import app
from flows.report.page import Report, report_page
from warehouse.model import Table
from warehouse.overview import Days, LatestQuote, Person, Print, SourceShare, Times, Totals, Travelled, Week

if TYPE_CHECKING:
    from conftest import Seeded

DAY = date(2026, 3, 4)
NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
HOSTILE = "</style></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
#: Each of these characters takes five bytes where it is escaped.
LONGEST = '"&' * 20_000


def make_report(text: str = "Vale", url: str = "https://quay.example/ferry", times: int = 1) -> Report:
    """A report whose every text is this one."""
    quote = LatestQuote(
        quote_id="q",
        quote=text,
        cue=text,
        confidence=0.9,
        speaker_id="s",
        speaker=text,
        speaker_role=text,
        published_date=DAY,
        source=text,
        source_id="quay",
        article_id="a",
        title=text,
        url=url,
    )
    printed = Print(quote_id="q", article_id="a", published_date=None, source=text, title=text, url=url, is_copy=True)
    person = Person(
        speaker_id="s",
        name=text,
        quotes=2,
        articles=2,
        sources=1,
        first_date=DAY,
        last_date=DAY,
        times=(Times(begins_on=date(2026, 1, 1), quotes=1), Times(begins_on=date(2026, 3, 1), quotes=1)),
    )
    return Report(
        title=text[:200],
        days=Days(),
        made_at=NOON,
        software="presslake",
        copy="warehouse.read.1.duckdb",
        totals=Totals(
            articles=2,
            copies=1,
            undated=0,
            sources=1,
            quotes=3,
            attributed=2,
            speakers=1,
            first_date=DAY,
            last_date=DAY,
            filled_at=datetime(2026, 3, 5, 12),
        ),
        weeks=(Week(week=date(2026, 3, 2), articles=2, copies=1, is_unfinished=True),),
        sources=(
            SourceShare(
                source_id="quay",
                name=text,
                articles=2,
                copies=1,
                quotes=3,
                last_date=DAY,
                last_seen_at=datetime(2026, 3, 5),
            ),
        )
        * min(times, 30),
        people=(person,) * min(times, 15),
        grain="month",
        travelled=(
            Travelled(
                quote_key="k",
                quote=text,
                speaker=text,
                speaker_id="s",
                stories=2,
                sources=2,
                articles=9,
                prints=(printed,) * min(times, 6),
            ),
        )
        * min(times, 8),
        latest=(quote,) * times,
        attention=Table(("source", "kind", "since", "why"), ((text, "feed", NOON, text),) * times),
        quarantine=Table(("reason", "pages", "to_retry", "last_failed_at"), (("too_short", 1, 0, NOON),) * times),
    )


EMPTY = replace(
    make_report(),
    totals=Totals(
        articles=0,
        copies=0,
        undated=0,
        sources=0,
        quotes=0,
        attributed=0,
        speakers=0,
        first_date=None,
        last_date=None,
        filled_at=None,
    ),
    weeks=(),
    sources=(),
    people=(),
    travelled=(),
    latest=(),
    attention=Table(("source", "kind", "since", "why"), ()),
    quarantine=Table(("reason", "pages", "to_retry", "last_failed_at"), ()),
)


def test_no_text_becomes_an_element() -> None:
    told = [len(html.fromstring(report_page(make_report(text)))[1].xpath("//*")) for text in ("Vale", HOSTILE)]
    assert told[0] == told[1]


def test_every_text_is_shown_as_it_is() -> None:
    assert HOSTILE in html.fromstring(report_page(make_report(HOSTILE))).xpath("string(//ul[@id='quotes'])")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "quay.example"])
def test_what_is_no_address_on_the_web_is_no_link(url: str) -> None:
    links = html.fromstring(report_page(make_report(url=url))).xpath("//main//a/@href")
    assert [] == links


def test_an_article_is_linked_where_it_stands_on_the_web() -> None:
    links = html.fromstring(report_page(make_report())).xpath("//ul[@id='quotes']//a/@href")
    assert ["https://quay.example/ferry"] == links


def test_the_worst_of_texts_fit_a_megabyte() -> None:
    page = report_page(make_report(LONGEST, "https://quay.example/" + "&" * 379, times=100))
    assert len(page.encode()) < 1_000_000


def test_a_page_allows_nothing_but_its_own_style_and_script() -> None:
    policy = html.fromstring(report_page(make_report())).xpath("//meta[@http-equiv]/@content")[0]
    shown = re.sub(r"sha256-[\w+/=]{44}", "sha256", policy)
    assert shown == "default-src 'none'; style-src 'sha256'; script-src 'sha256'; base-uri 'none'; form-action 'none'"


def test_nothing_on_the_page_is_fetched() -> None:
    page = html.fromstring(report_page(make_report()))
    assert [] == page.xpath("//@src | //link | //iframe | //object | //*[local-name()='image' or local-name()='use']")


def test_a_week_that_is_not_over_says_so() -> None:
    week = html.fromstring(report_page(make_report())).xpath("string(//section[1]//tbody//th)")
    assert week == "2 March 2026 (not over)"


def test_an_empty_warehouse_says_what_to_do() -> None:
    assert ["presslake run", "presslake add"] == html.fromstring(report_page(EMPTY)).xpath("//code/text()")


def test_where_nothing_failed_the_report_says_so() -> None:
    assert "Nothing: every source answers" in html.fromstring(report_page(EMPTY)).text_content()


@pytest.mark.parametrize("report", [make_report(), EMPTY], ids=["filled", "empty"])
def test_headings_go_down_one_step_at_a_time(report: Report) -> None:
    levels = [int(each.tag[1]) for each in html.fromstring(report_page(report)).xpath("//h1|//h2|//h3|//h4")]
    assert (1, 1) == (levels[0], max(after - before for before, after in pairwise(levels)))


def test_the_file_has_what_the_warehouse_has(seeded: "Seeded", tmp_path: Path) -> None:
    done = seeded.presslake("report", "-o", str(tmp_path / "march.html"), "--until", "2026-03-26", "--title", "March")
    page = html.fromstring((tmp_path / "march.html").read_bytes())
    told = page.xpath("string(//h1)"), max(page.xpath("//ul[@id='quotes']//time/@datetime"))
    assert (0, ("March", "2026-03-26")) == (done.returncode, told)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "."], ". is a folder"),
        (["--since", "2026-04-01", "--until", "2026-03-01"], "--since 2026-04-01 is after"),
    ],
)
def test_a_report_that_cannot_be_says_why(arguments: list[str], said: str) -> None:
    assert str(CliRunner().invoke(app, ["report", *arguments]).exception).startswith(said)
