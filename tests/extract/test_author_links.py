from extract.author_links import linked_authors
from extract.html import parse_html


def test_links_that_are_marked_as_the_authors_are_those_that_stand_together_first() -> None:
    teasers = "".join(f'<li><a rel="author">{name}</a></li>' for name in ("Ida Brook", "Lin Ashdown"))
    byline = '<p>By <a rel="author">Odile Marsh</a> and <a rel="author">Ruben Tallow</a></p>'
    menu = '<nav><a rel="author">Max Fell</a></nav>'
    assert linked_authors(parse_html(f"<body>{menu}{byline}<div><ul>{teasers}</ul></div></body>").iter("a")) == (
        "Odile Marsh",
        "Ruben Tallow",
    )
