from extract.blocks import page_blocks
from extract.html import parse_html


def test_an_empty_element_that_is_named_as_a_line_break_is_one() -> None:
    tree = parse_html('<body><div>It sailed.<span class="x br"></span>It came back.</div></body>')
    assert [block.text for block in page_blocks(tree)] == ["It sailed.", "It came back."]
