"""Social posts that a page embeds as block quotes, out of what is built around them.

<figure> and boxes named after the network hold pictures and buttons on most pages, and are left out; a post that is all
that such an element holds is text of the article.
"""

import re

from lxml.html import HtmlElement

from extract.text import squeezed

# "— Ana Vale (@anavale) March 1, 2026", as the networks sign what is embedded.
_SIGNED = re.compile(r"[—–-]\s*[^@()]{1,60}\(\s*@[\w.-]+\s*\)[^@]{0,60}$")


def free_posts(tree: HtmlElement) -> None:
    """Put each embedded post, in place, where the outermost element stands that holds nothing else."""
    for post in list(tree.iter("blockquote")):
        text = str(post.text_content())
        if not _SIGNED.search(text.rstrip()):
            continue
        around, key = post, squeezed(text)
        while (parent := around.getparent()) is not None and squeezed(str(parent.text_content())) == key:
            around = parent
        if around is not post and (place := around.getparent()) is not None:
            post.tail = around.tail
            place.replace(around, post)
