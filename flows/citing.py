"""Citations in Markdown, for pasting into a document: text of the web, which is shown as it is and marks nothing up."""

import re
from collections.abc import Iterator
from urllib.parse import quote as percent_encoded

from flows.markdown import escaped, one_line
from warehouse.citations import ArticleCitation, Printed, QuoteCitation, Said

#: Characters that turn the direction of what follows; closed nowhere, they would turn the words of others.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
#: Of an address, what needs no escape in brackets: all of RFC 3986 but these.
_OF_ADDRESS = ":/?#[]@!$&'*+,;=%~-._"


def quote_citation(citation: QuoteCitation) -> str:
    """Return the quote as a block quote, who said it where, and what is known of when."""
    lines = [*_block(citation.said, place=f", {_place(citation.printed)}"), ""]
    if citation.first:
        lines.append(f"The same words first printed: {_place(citation.first)}.  ")
    lines.append(_seen(citation.printed))
    return "\n".join(lines) + "\n"


def article_citation(citation: ArticleCitation) -> str:
    """Return a line on the article, then its quotes as block quotes."""
    authors = ", ".join(map(_shown, citation.authors))
    lines = [f"{authors}{': ' if authors else ''}{_place(citation.printed)}.  "]
    if citation.original:
        lines.append(f"Nearly the words of: {_place(citation.original)}.  ")
    lines.append(_seen(citation.printed))
    for said in citation.quotes:
        lines += ["", *_block(said)]
    return "\n".join(lines) + "\n"


def _block(said: Said, place: str = "") -> Iterator[str]:
    yield f"> “{_shown(said.quote)}”"
    yield ">"
    yield f"> — {_who(said)}{place}"


def _who(said: Said) -> str:
    role, via = (_shown(words or "") for words in (said.role, said.via))
    name = f"**{_shown(said.speaker)}**" if said.speaker else "speaker unknown"
    return f"{name}{role and f', {role}'}{via and f', through {via}'}"


def _place(printed: Printed) -> str:
    """The title as a link, the outlet and the day."""
    outlet = f"*{_shown(printed.source)}*" if printed.source else ""
    day = printed.published_date.isoformat() if printed.published_date else "undated"
    return ", ".join(filter(None, (_title(printed), outlet, day)))


def _title(printed: Printed) -> str:
    title = _shown(printed.title or printed.url)
    if not printed.url.startswith("http"):  # a file of one's own leads nowhere for others
        return title
    return f"[{title}]({percent_encoded(printed.url, safe=_OF_ADDRESS)})"


def _seen(printed: Printed) -> str:
    return f"First seen {printed.first_seen_at:%Y-%m-%d %H:%M} UTC."


def _shown(text: str) -> str:
    return escaped(one_line(_TURNS.sub("", text)))
