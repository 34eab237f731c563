import pytest

from extract.byline import printed_names
from extract.html import parse_html


@pytest.mark.parametrize(
    ("expected", "markup"),
    [
        (("Odile Marsh",), '<p class="article__author">By Odile Marsh, harbour editor</p>'),
        (("Odile Marsh",), '<div class="byline">Von <a href="/om">Odile Marsh</a></div>'),
        (
            ("Odile Marsh", "Ruben Tallow"),
            '<div class="authorList"><span>Odile Marsh</span><span>Ruben Tallow</span></div>',
        ),
        (
            ("Odile Marsh", "Ruben Tallow"),
            '<p><a class="author">Odile Marsh</a> and <a class="author">Ruben Tallow</a></p>',
        ),
        (("Odile Marsh",), '<p><a rel="author">Odile Marsh</a></p>'),
        ((), '<div class="comment"><b class="author">Odile Marsh</b></div>'),
        ((), '<aside><b class="author">Odile Marsh</b></aside>'),
        ((), '<p class="authority">Odile Marsh</p>'),
        ((), '<p class="author">Newsroom</p>'),
        (("Odile Marsh",), '<p class="meta">By <a href="/people/odile-marsh">Odile Marsh</a></p>'),
        (
            ("Odile Marsh", "Ruben Tallow"),
            '<p>Von <b><a href="/autor/1">Odile Marsh</a></b>, <b><a href="/autor/2">Ruben Tallow</a></b></p>',
        ),
        (("Odile Marsh",), '<li>4 hours ago</li><li><a href="/author/om/">Odile Marsh</a></li>'),
        ((), '<a href="/author/om">Odile Marsh</a><ul><li><a href="/author/rt">Ruben Tallow</a></li></ul>'),
        ((), '<p>The captain, <a href="/people/ruben-tallow">Ruben Tallow</a>, waved.</p>'),
        ((), '<div class="comments">By <a href="/users/rt">Ruben Tallow</a></div>'),
        (("Odile Marsh",), '<div class="authorbox">Erstellt von Odile Marsh</div>'),
        (("Odile Marsh",), '<div class="news-card"><b class="author">Odile Marsh</b></div>'),
        (
            ("Odile Marsh",),
            '<div class="news-card"><b class="author">Ruben Tallow</b></div><p class="author">Odile Marsh</p>',
        ),
    ],
)
def test_a_byline_is_the_first_element_that_is_named_as_one(expected: tuple[str, ...], markup: str) -> None:
    assert printed_names(parse_html(f"<body><h1>Ferry sails</h1>{markup}<p>It sailed.</p></body>")) == expected


def test_a_life_of_the_author_is_no_byline() -> None:
    life = "Odile Marsh, Ruben Tallow, and all who sailed with them before the war. " * 4
    assert printed_names(parse_html(f'<body><p class="author">{life}</p></body>')) == ()
