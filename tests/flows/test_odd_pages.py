"""Pages of what articles may hold too: mark-up, other scripts, thousands of paragraphs, no date, no name, no row."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from flows.browse.app import create_app
from warehouse.connection import open_warehouse

#: One article of 2,000 paragraphs whose title, source, speaker and words are mark-up; of the second nothing is known.
ODD = """
insert into sources values ('odd.one', '<b>Odd</b>', 'odd.example', 'feed', null, null, true);
insert into speakers values ('sodd', '"><script>alert(1)</script>', 'person', ['<i>x</i>', 'y'], null);
create temp table blank_article as
select [] as authors, [] as tags, '' as text, 0 as word_count, 0 as paragraph_count, 0 as quote_count, 1 as version,
  false as is_copy, timestamp '2026-03-04' as first_seen_at, first_seen_at as last_seen_at, '' as text_sha256,
  '' as extractor, '' as run_id, 'odd.example' as domain;
insert into articles by name
select * replace (['<u>me</u>'] as authors), 'aodd' as article_id, 'aodd' as cluster_id, 'javascript:alert(1)' as url,
  'odd.one' as source_id, '<script>alert(2)</script>' as title,
from blank_article;
insert into articles by name
select *, 'abare' as article_id, 'abare' as cluster_id, 'https://odd.example/b' as url, 'gone' as source_id,
from blank_article;
insert into paragraphs by name
select 'p' || n as paragraph_id, 'aodd' as article_id, n + 1 as position, 'text' as kind, 2 as word_count,
  '<q>"قال لا" & so on</q>' as text, n * 25 as start_char, n * 25 + 23 as end_char,
from range(2000) as numbers(n)
union all
select 'pbare', 'abare', 1, 'text', 1000, repeat('long ', 1000), 0, 5000;
create temp table blank_quote as select 'direct' as kind, 'none' as method, 0 as confidence, 2 as word_count;
insert into quotes by name
select blank_quote.*, 'q' || n as quote_id, 'aodd' as article_id, 'p' || n as paragraph_id, n + 1 as position,
  n + 1 as chain, 'قال لا' as text, 'k' as quote_key, 4 as start_char, 10 as end_char,
  if(n % 2 = 0, 'sodd', null) as speaker_id, '<q>' as speaker_text, n * 25 as speaker_start_char,
  n * 25 + 3 as speaker_end_char,
from blank_quote, range(2000) as numbers(n);
insert into quotes by name
select *, 'qbare' as quote_id, 'abare' as article_id, 'pbare' as paragraph_id, 1 as position, 1 as chain,
  repeat('long ', 1000) as text, 'l' as quote_key, 0 as start_char, 5000 as end_char,
from blank_quote;
"""
PAGES = [
    "/",
    "/articles/aodd",
    "/articles/abare",
    "/quotes/q7",
    "/quotes/qbare",
    "/speakers/sodd",
    "/sources/odd.one",
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    folder = tmp_path_factory.mktemp("odd")
    with open_warehouse(folder / "warehouse.duckdb") as opened:
        opened.connection.execute(ODD)
        opened.publish(folder / "read.duckdb")
    return TestClient(create_app(folder / "read.duckdb"), base_url="http://127.0.0.1")


@pytest.mark.parametrize("page", PAGES)
def test_what_was_written_by_others_is_text_and_no_mark_up(page: str, browser: TestClient) -> None:
    answer = browser.get(page)
    theirs = re.findall(r'<script(?! src="/static/)|<b>|<i>|<u>|<q>|href="javascript', answer.text)
    assert (200, []) == (answer.status_code, theirs)


def test_every_quote_of_a_long_article_is_marked(browser: TestClient) -> None:
    assert 2000 == browser.get("/articles/aodd").text.count('<mark class="quote">قال لا</mark>')


def test_a_long_quote_is_whole_on_its_own_page(browser: TestClient) -> None:
    assert "long " * 1000 in browser.get("/quotes/qbare").text


def test_an_empty_warehouse_says_what_to_do(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "warehouse.duckdb") as opened:
        opened.publish(tmp_path / "read.duckdb")
    page = TestClient(create_app(tmp_path / "read.duckdb"), base_url="http://127.0.0.1").get("/").text
    assert "run <code>presslake run</code> or <code>presslake add</code>" in page
