from datetime import UTC, date, datetime

import pytest

from extract.model import Entry, StatedTime
from extract.parsed import Child
from extract.sitemaps import MAX_URLS, parse_sitemap, parse_url_list

URL = "https://quayside.example/sitemap.xml"
FERRY = "https://quayside.example/local/ferry?id=7&page=2"
NEWS = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>{FERRY.replace("&", "&amp;")}</loc><lastmod>2025-03-15</lastmod>
<image:image><image:loc>https://quayside.example/ferry.jpg</image:loc><image:title>A ferry</image:title></image:image>
<n:news><n:publication><n:name>Quayside</n:name><n:language>en-gb</n:language></n:publication>
<n:publication_date>2025-03-14T07:40:00+01:00</n:publication_date><n:title>Ferry  sails
again</n:title></n:news></url></urlset>"""
INDEX = """<sitemapindex><sitemap><loc>https://quayside.example/a.xml.gz</loc><lastmod>2025-03-14</lastmod></sitemap>
<sitemap><loc>/b.xml</loc></sitemap></sitemapindex>"""


def urls(sitemap: str | bytes) -> list[str]:
    body = sitemap.encode() if isinstance(sitemap, str) else sitemap
    return [entry.url for entry in parse_sitemap(body, URL, None).entries]


def test_a_news_sitemap_gives_what_it_states() -> None:
    assert parse_sitemap(NEWS.encode(), URL, "quay").entries == (
        Entry(
            url=FERRY,
            source_id="quay",
            claimed_url=FERRY,
            title="Ferry sails again",
            published=StatedTime(day=date(2025, 3, 14), at=datetime(2025, 3, 14, 6, 40, tzinfo=UTC)),
            modified=StatedTime(day=date(2025, 3, 15)),
            language="en",
        ),
    )


def test_an_index_names_its_sitemaps_and_when_they_changed() -> None:
    parsed = parse_sitemap(INDEX.encode(), URL, None)
    assert (parsed.kind, parsed.children) == (
        "index",
        (
            Child(url="https://quayside.example/a.xml.gz", kind="sitemap", modified=StatedTime(day=date(2025, 3, 14))),
            Child(url="https://quayside.example/b.xml", kind="sitemap"),
        ),
    )


@pytest.mark.parametrize(
    "sitemap",
    [
        f"<urlset><url><loc>{FERRY}</loc></url></urlset>",
        f"\ufeff\n\n<?xml version='1.0'?><urlset><url><loc>\n  {FERRY} \n</loc></url></urlset>",
        f"<urlset xmlns='http://www.google.com/schemas/sitemap/0.84'><url><loc>{FERRY}</loc></url></urlset>",
        f"<urlset xmlns='https://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>{FERRY}</loc></url></urlset>",
        f"<s:urlset xmlns:s='http://www.sitemaps.org/schemas/sitemap/0.9'><s:url><s:loc>{FERRY}</s:loc></s:url></s:urlset>",
        f"<urlset><url><loc><![CDATA[{FERRY}]]></loc></url></urlset>",
        f"<urlset><url><loc>{FERRY.replace('&', '&amp;amp;')}</loc></url></urlset>",
        "<urlset><url><loc>/local/ferry?id=7&page=2</loc></url></urlset>",
        f"<urlset><!-- {'old ' * 100} --><url><lastmod>\x02</lastmod><loc>{FERRY}</loc></url></urlset>",
        f"<urlset><url><loc>{FERRY}</loc><link rel='alternate' href='https://q.example/de'/></url></urlset>",
        f"<urlset><url><loc>{FERRY}</loc></url><url><loc>https://quayside.example/loc",
        f"<urlset><url><loc>mailto:desk@quayside.example</loc></url><url><loc>{FERRY}</loc></url></urlset>",
    ],
)
def test_a_sitemap_is_read_in_the_forms_that_sites_give_it(sitemap: str) -> None:
    assert urls(sitemap) == [FERRY]


def test_pages_of_other_hosts_are_named_too() -> None:
    assert urls("<urlset><url><loc>https://blog.example/a</loc></url></urlset>") == ["https://blog.example/a"]


def test_a_file_that_is_cut_off_says_so() -> None:
    message = parse_sitemap(b"<urlset><url><loc>https://q.example/a</loc></url><url><loc>https", URL, None).message
    assert message == f"{URL}: it is cut off before its end"


def test_entities_are_not_resolved() -> None:
    bomb = "<!DOCTYPE u [<!ENTITY a 'ferry'><!ENTITY b '&a;&a;&a;'><!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
    assert urls(f"{bomb}<urlset><url><loc>https://q.example/&b;&x;</loc></url></urlset>") == [
        "https://q.example/&b;&x;"
    ]


def test_more_urls_than_the_protocol_allows_are_counted_and_left_out() -> None:
    parsed = parse_sitemap(
        b"<urlset>" + b"<url><loc>https://q.example/a</loc></url>" * (MAX_URLS + 2) + b"</urlset>", URL, None
    )
    assert (len(parsed.entries), parsed.message) == (
        MAX_URLS,
        f"{URL}: 2 without a URL or beyond the first 50,000 are left out",
    )


def test_a_text_with_one_url_a_line_is_a_sitemap() -> None:
    parsed = parse_url_list("# pages\nhttps://q.example/a\n\n https://q.example/b \nferry\n", URL, "quay")
    assert parsed is not None
    assert ([entry.url for entry in parsed.entries], parsed.message) == (
        ["https://q.example/a", "https://q.example/b"],
        f"{URL}: 1 without a URL or beyond the first 50,000 are left out",
    )


def test_a_text_about_something_else_is_none() -> None:
    assert parse_url_list("The ferry sails.\nhttps://q.example/a\nIt sails at noon.", URL, None) is None
