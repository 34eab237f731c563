import pytest

from extract.article import extract_article
from extract.boilerplate import main_body
from extract.html import parse_html
from extract.model import Entry, Page

SENTENCES = [
    "The ferry to the island of Strand left its berth on Friday with eleven passengers on board.",
    "Captain Ruben Tallow waited for nine weeks until the engineers had replaced the last of the piles.",
    "The harbour board will decide in May whether the line gets a second ship for the summer.",
    "On the island, the bakery sold out before noon and the school let its pupils go to the pier.",
    "Nobody could say what the repair has cost, since the invoices are still on their way to the council.",
]
NAMES = ("timetable", "name", "price list", "tide table", "crew list")
TEXT = [f"<p>{sentence}</p>" for sentence in SENTENCES]


def texts(body: str, head: str = "") -> list[str]:
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    page = Page(entry=Entry(url="https://quayside.example/local/ferry"), body=html.encode(), content_type="text/html")
    return [paragraph.text for paragraph in extract_article(page).paragraphs]


def inside(line: str) -> str:
    return f"<article><div class='article-body'>{''.join(TEXT[:3])}{line}{''.join(TEXT[3:])}</div></article>"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Read more: <a href='/storm'>The storm that broke the pier</a></p>",
        "<p><strong>READ ALSO</strong> – <a href='/storm'>The storm that broke the pier</a></p>",
        "<p>Lesen Sie auch: <a href='/storm'>Der Sturm, der den Pier zerbrach</a></p>",
        "<p>Lire aussi : <a href='/storm'>La tempête qui a brisé la jetée</a></p>",
        "<p>関連記事：<a href='/storm'>桟橋を壊した嵐</a></p>",
        "<p>Related:</p>",
        "<p><a href='/storm'>The storm that broke the pier</a></p>",
        "<p>Advertisement</p>",
        "<p>Sign up for our weekly letter</p>",
        "<p>Photo: Ida Brook / Quayside Courier</p>",
        "<p>© 2025 Quayside Courier. All rights reserved.</p>",
        "<div class='newsletter-box'><p>Our harbour letter is written on the pier every Friday morning.</p></div>",
        "<div class='author bio'><p>Odile Marsh writes about ferries and has lived on the island since 2009.</p></div>",
        "<ul><li><a href='/a'>Dredging starts in autumn</a></li><li><a href='/b'>School keeps teacher</a></li></ul>",
    ],
)
def test_a_line_of_the_page_is_no_paragraph(line: str) -> None:
    assert texts(inside(line)) == SENTENCES


@pytest.mark.parametrize(
    "line",
    [
        "Related industries on the island, such as rope making, had come to a halt by the end of January.",
        "Share prices of the shipping line fell by a tenth when the winter storm broke the pier.",
        "Watching from the pier, the islanders counted the cars that came ashore that morning.",
        "Photographs of the pier from before the storm hang in every kitchen on the island.",
        "More ferries will sail in June.",
    ],
)
def test_a_sentence_that_begins_like_one_stays(line: str) -> None:
    assert texts(inside(f"<p>{line}</p>")) == [*SENTENCES[:3], line, *SENTENCES[3:]]


def test_the_title_is_not_repeated_as_a_paragraph() -> None:
    title = "Harbour ferry sails again after nine weeks"
    body = f"<article><h1>{title}</h1><div class='article-body'><h2>{title}</h2>{''.join(TEXT)}</div></article>"
    assert texts(body, f"<title>{title}</title>") == SENTENCES


def test_a_standfirst_that_the_page_gives_as_description_is_kept_once() -> None:
    lead = "The island has its ferry back, but the pier may not last another winter."
    head = f'<meta property="og:description" content="{lead}"><title>Ferry sails again</title>'
    header = f"<header><h1>Ferry sails again</h1><div class='x'>{lead}</div></header>"
    body = f"<article>{header}<div class='article-body'>{''.join(TEXT)}</div></article>"
    assert texts(body, head) == [lead, *SENTENCES]


def test_a_paragraph_that_the_page_doubles_is_kept_once() -> None:
    assert texts(inside(TEXT[1])) == SENTENCES


def test_a_place_holder_at_every_advert_is_dropped() -> None:
    body = "<div class='slot'>Story goes on here</div>".join(TEXT)
    assert texts(f"<article><div class='article-body'>{body}</div></article>") == SENTENCES


def test_headings_that_head_nothing_are_dropped() -> None:
    body = f"<article><div class='article-body'>{''.join(TEXT)}<h2>What else the harbour does</h2></div></article>"
    assert texts(body) == SENTENCES


def test_the_second_part_of_an_article_set_like_the_first_belongs_to_it() -> None:
    first = f"<div class='body-part'>{''.join(TEXT[:3])}</div>"
    second = f"<div class='body-part'>{''.join(TEXT[3:])}</div>"
    assert (
        texts(f"<main><article>{first}</article><div class='slot'></div><section>{second}</section></main>")
        == SENTENCES
    )


def test_a_page_wrapped_in_one_form_is_read() -> None:
    assert texts(f"<form id='aspnet'><div class='content'>{''.join(TEXT)}</div></form>") == SENTENCES


@pytest.mark.parametrize(("characters", "is_found"), [(1_000, False), (5_000, True)])
def test_a_body_that_is_little_of_the_page_is_looked_for_once_more(characters: int, *, is_found: bool) -> None:
    notes = "".join(f"<p>By reading on you accept that the {name} of the ferry is kept here.</p>" for name in NAMES)
    markup = f"<body><article>{notes}<div class='teaser'>{''.join(TEXT)}</div></article></body>"
    body = main_body(parse_html(markup), characters)
    assert body is not None
    assert is_found == (SENTENCES[0] in "".join(map(str, body.itertext())))
