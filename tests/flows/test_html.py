"""What the pages of the report and of `presslake browse` share: escaping, addresses, long quotes, charts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.html.charts import Bar, column_chart, sparkline
from flows.html.environment import clipped, house_style, template_environment, web_url

HOSTILE = "<script>alert('1')</script>\"&"


def test_what_is_written_into_a_page_is_escaped() -> None:
    template = template_environment("flows.html").from_string('<p title="{{ words }}">{{ words }}</p>')
    assert '<p title="{0}">{0}</p>'.format("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&#34;&amp;") == (
        template.render(words=HOSTILE)
    )


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JAVASCRIPT://x/%0aalert(1)",
        "data:text/html,x",
        "file:///etc",
        None,
    ],
)
def test_a_page_links_to_the_web_alone(url: str | None) -> None:
    assert web_url(url) is None


@given(st.text(max_size=60), st.integers(4, 40))
def test_a_clipped_text_is_its_beginning_and_counts_the_rest(text: str, chars: int) -> None:
    shown = re.fullmatch(r"(.*) \[…, ([\d,]+) characters more\]", clipped(text, chars), re.DOTALL)
    assert text == (clipped(text, chars) if shown is None else shown[1] + text[-int(shown[2]) :])


def test_a_chart_says_what_it_shows_and_is_no_way_for_markup() -> None:
    chart = column_chart([Bar(name=HOSTILE, value=3, tick="<b>")], title=HOSTILE)
    assert ([], 1) == (re.findall(r"<(?:script|b|style)\b", chart), chart.count('role="img" aria-label="&lt;script'))


def test_a_year_of_weeks_is_a_chart_below_15_kb() -> None:
    bars = [Bar(name=f"Week of {day} September 2026", value=day * 7919 % 1000) for day in range(53)]
    assert len(column_chart(bars, title="Articles a week")) < 15_000


def test_a_spark_line_is_below_a_kilobyte_and_a_half() -> None:
    assert len(sparkline([month * 7919 % 1000 for month in range(60)], title="Quotes a month")) < 1_500


def test_a_time_that_is_not_over_looks_different() -> None:
    chart = column_chart([Bar(name="March", value=4), Bar(name="April", value=1, is_unfinished=True)], title="Articles")
    assert ["April: 1"] == re.findall(r'<rect [^>]*class="unfinished"[^>]*><title>([^<]*)', chart)


@pytest.mark.parametrize("most", [0, 1, 2, 7, 99, 123_456])
def test_an_axis_begins_with_nothing_and_has_whole_numbers(most: int) -> None:
    labels = re.findall(r'text-anchor="end">([^<]*)<', column_chart([Bar(name="March", value=most)], title="Articles"))
    assert ("0", []) == (labels[-1], [label for label in labels if not label.replace(",", "").isdigit()])


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("letters", ["ink", "quiet", "accent"])
@pytest.mark.parametrize("ground", ["paper", "wash", "mark", "added", "removed"])
def test_letters_stand_out_from_every_ground_by_day_and_by_night(letters: str, ground: str) -> None:
    shown = zip(*(re.findall(rf"--{name}: (#\w{{6}})", house_style()) for name in (letters, ground)), strict=True)
    assert [] == [pair for pair in shown if _contrast(*pair) < 4.5]
