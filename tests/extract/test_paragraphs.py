import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from extract.blocks import page_blocks
from extract.bodytree import body_blocks
from extract.html import parse_html
from extract.paragraphs import Block, joined, placed


def blocks_of(body: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in page_blocks(parse_html(f"<html><body>{body}</body></html>"))]


@pytest.mark.parametrize(
    ("expected", "body"),
    [
        ([("text", "a b c")], "<p>a <em>b</em>\n <b>c</b></p>"),
        ([("text", "ab")], "<p>a<span>b</span></p>"),
        ([("text", "a"), ("text", "b")], "<p>a<br>b</p>"),
        ([("text", "a"), ("text", "b")], "<div>a<br><br>b</div>"),
        ([("text", "a"), ("text", "b")], "<p><span>a<br/>\n<br/>b</span></p>"),
        ([("text", "a"), ("text", "b")], "<div>a<p>b</p></div>"),
        ([("text", "a"), ("text", "b"), ("text", "c")], "<div>a<div>b</div>c</div>"),
        ([("heading", "a"), ("text", "b")], "<h2>a</h2>b"),
        ([("list", "a"), ("list", "b")], "<ul><li>a</li><li><p>b</p></li></ul>"),
        ([("blockquote", "a"), ("blockquote", "b")], "<blockquote><p>a</p><p>b</p></blockquote>"),
        ([("code", "a b")], "<pre>a\n  b</pre>"),
        (
            [("table", "a | b"), ("table", "c | d")],
            "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>",
        ),
        ([("text", "a"), ("text", "b")], "<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>"),
        ([("text", "a")], "<p>a</p><aside>b</aside><figure><figcaption>c</figcaption></figure>"),
        ([], "<p> \n&nbsp;</p><p></p>"),
    ],
)
def test_a_block_ends_where_the_page_begins_a_new_line(expected: list[tuple[str, str]], body: str) -> None:
    assert blocks_of(body) == expected


def test_the_links_of_a_block_carry_their_anchors() -> None:
    (block,) = page_blocks(
        parse_html("<html><body><p>See <a href='/a'>the <b>pier</b></a> and <a href='/b'><img></a></p></body></html>")
    )
    assert block.links == (("/a", "the pier"),)


@pytest.mark.parametrize(
    ("expected", "body"),
    [
        ([("text", "a"), ("text", "b")], "<p>a<lb/>b</p>"),
        ([("heading", "a b")], "<head>a<lb/>b</head>"),
        ([("list", "a"), ("list", "b")], "<list><item>a</item><item><p>b</p></item></list>"),
        ([("blockquote", "a"), ("blockquote", "b")], "<quote>a<p>b</p></quote>"),
        ([("table", "a | b")], "<table><row><cell>a</cell><cell>b</cell></row></table>"),
        ([("text", "a"), ("text", "b")], "<table><row><cell><p>a</p><p>b</p></cell><cell/></row></table>"),
        ([("text", "a b"), ("text", "c")], "<p>a <hi>b</hi></p>c"),
    ],
)
def test_the_body_tree_of_the_engine_gives_the_same_kinds(expected: list[tuple[str, str]], body: str) -> None:
    assert [(block.kind, block.text) for block in body_blocks(etree.fromstring(f"<body>{body}</body>"))] == expected


@given(st.lists(st.text(min_size=1).map(lambda text: Block(kind="text", text=text))))
def test_every_block_stands_at_its_place_in_the_joined_text(blocks: list[Block]) -> None:
    paragraphs = placed(blocks)
    text = joined(paragraphs)
    assert [text[paragraph.start : paragraph.end] for paragraph in paragraphs] == [block.text for block in blocks]
