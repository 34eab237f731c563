from extract.blocks import drop_link_lists, page_blocks
from extract.html import parse_html


def test_an_empty_element_that_is_named_as_a_line_break_is_one() -> None:
    tree = parse_html('<body><div>It sailed.<span class="x br"></span>It came back.</div></body>')
    assert [block.text for block in page_blocks(tree)] == ["It sailed.", "It came back."]


def test_what_holds_nothing_but_links_is_taken_out_of_the_tree() -> None:
    links = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("Ferries", "Tides", "Quays"))
    tree = parse_html(f"<body><div><ul>{links}</ul></div><p>The ferry <a href='/sails'>sails</a>.</p></body>")
    drop_link_lists(page_blocks(tree))
    assert tree.text_content() == "The ferry sails."


def test_two_links_among_paragraphs_stay() -> None:
    markup = "<body><p>It sails.</p><p><a href='/tides'>Tides</a></p><p><a href='/quays'>Quays</a></p></body>"
    tree = parse_html(markup)
    drop_link_lists(page_blocks(tree))
    assert tree.text_content() == "It sails.TidesQuays"


def test_a_page_of_links_alone_keeps_them() -> None:
    tree = parse_html("<body>" + "".join(f"<p><a href='/{name}'>{name}</a></p>" for name in "abcd") + "</body>")
    drop_link_lists(page_blocks(tree))
    assert tree.text_content() == "abcd"
