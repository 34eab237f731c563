"""The values that travel between the rooms: Entry -> Page -> Article.

Each stage has its own type, so that "not yet parsed" cannot be written down.
All of them can be pickled, since they cross the border between processes.

    ExtractError    a page that gives no article; its reason becomes the quarantine row's
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from extract.layout_rules import NO_LAYOUT_RULES, LayoutRules

SpeakerKind = Literal["person", "organisation", "group", "unknown"]
QuoteKind = Literal["direct", "mixed"]

#: What stands between two paragraphs in ``Article.text``.
PARAGRAPH_BREAK = "\n\n"


class ExtractError(Exception):
    """A page that gives no article, and why.

    ``reason`` is one machine-readable word: too_short, not_html, empty_body, list_page, too_big, unreadable …
    The message names what was found and what was needed; whoever catches it knows the URL.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(reason, message)
        self.reason = reason
        self.message = message

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTime:
    """A point in time as a page states it: always a day, a time only where the page gives one with its zone."""

    #: The day in the page's own zone.
    day: date
    #: The same moment as aware UTC, or None where only a day is stated.
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is known of one page before it is read: where it is, and what its feed or file says of it."""

    #: Where the bytes are: http(s)://, or file:// with ``#n`` for the nth record of a container.
    url: str
    #: The configured source, or None where the article's own site is to be the source.
    source_id: str | None = None
    #: The address that the feed, the JSON line or the WARC record gives for the page.
    claimed_url: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: StatedTime | None = None
    #: Of the last change, as a sitemap's lastmod or Atom's updated states it.
    modified: StatedTime | None = None
    language: str | None = None
    summary: str | None = None
    #: The full text, as HTML, where the feed carries it.
    content: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page as received, with the entry that led to it."""

    entry: Entry
    body: bytes
    #: The HTTP Content-Type, or the one that the file's name implies; text/html, text/plain and text/markdown are read.
    content_type: str | None
    #: What the response said beside it, names in lower case: x-robots-tag, tdm-reservation, link … What the site's
    #: robots.txt or tdmrep.json says of the page stands here as the header that would say the same (content-signal,
    #: tdm-reservation; a licence as link), unless the response has that header itself.
    headers: Mapping[str, str] = field(default_factory=dict)
    #: What the source's configuration says of its pages.
    layout: LayoutRules = NO_LAYOUT_RULES


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One block of an article; ``article.text[start : start + len(text)] == text``, in code points."""

    #: standfirst, heading, text, list, blockquote, table or code.
    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the paragraph ends in the article's text, exclusive."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Half-open range of code points ``[start, end)``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who is quoted: one per person or body in an article, whatever forms its name takes there."""

    #: The fullest form of the name that the article gives.
    name: str
    kind: SpeakerKind
    #: Every form printed in the article, without pronouns and roles, in order of appearance.
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says a quote, and the words that tell so."""

    #: None where the text names someone whom nothing identifies ("she", "a neighbour").
    speaker: Speaker | None
    #: The mention as printed: 'she', 'Mr Okafor', 'a spokesman'.
    text: str
    #: Where the mention is printed, in the article's text; it may stand in another paragraph.
    span: Span
    #: As printed: 'the finance minister'.
    role: str | None = None
    #: The reporting verb or phrase: 'said', 'according to'.
    cue: str | None = None
    #: Through whom the words came, as printed, where the text names an outlet or a person between: 'CNN' in
    #: "Vale said, according to CNN".
    via: str | None = None
    #: explicit, pronoun, nominal, continued …; label, interview, signature or post where the layout tells.
    method: str
    #: 0..1, the share of such attributions expected to be right.
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One quotation, its content located in one paragraph, quotation marks excluded.

    ``article.paragraphs[paragraph].text[start:end] == text``, in code points.
    """

    #: Index of its paragraph, from 0.
    paragraph: int
    start: int
    end: int
    text: str
    #: direct: the whole utterance; mixed: a quoted fragment inside a paraphrase.
    kind: QuoteKind
    #: Quotes of one utterance share it: the index, from 0, of the first of them among the article's quotes.
    chain: int
    #: None where the speaker is not clear: no speaker rather than a wrong one.
    attribution: Attribution | None = None
    #: Index, among the article's quotes, of the one whose words hold this one; None where no other does.
    nested_in: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Indirect speech: what somebody says in the article's words, without the words that name speaker and cue.

    Offsets as in Quote. Where the attribution interrupts the content ("The mill, Vale said, will close"), ``text``
    goes from the first word of the content to the last, and the attribution is inside it.
    """

    paragraph: int
    start: int
    end: int
    text: str
    attribution: Attribution


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedTerm:
    """A quoted run that nobody says: a scare quote, a title, a nickname; offsets as in Quote."""

    paragraph: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotations:
    """What an article says that somebody said, and its other quoted runs, each part in reading order."""

    quotes: tuple[Quote, ...] = ()
    terms: tuple[QuotedTerm, ...] = ()
    #: Speech without quotation marks; none of them overlaps a quote.
    statements: tuple[Statement, ...] = ()
    #: What the quotes let somebody say in turn: each lies inside one of them, and is a chain of its own behind theirs.
    nested: tuple[Quote, ...] = ()

    @property
    def spoken(self) -> tuple[Quote | Statement, ...]:
        """The quotes, those nested in them, then the statements: all that somebody says."""
        return (*self.quotes, *self.nested, *self.statements)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link in the body of an article."""

    #: Absolute http(s) URL.
    url: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """Two sets of an article's shingles (runs of five words) as MinHash sketches.

    The share of places at which two sketches are equal estimates the Jaccard similarity of the sets behind them.
    """

    #: Of all shingles of the running text: 128 numbers below 65,536.
    wording: tuple[int, ...]
    #: Of the shingles around a name or a number, as many numbers: what tells two forms apart that were filled in.
    facts: tuple[int, ...]
    #: Shingles behind ``wording``.
    wording_count: int
    #: Shingles behind ``facts``.
    fact_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article, its paragraphs in reading order, joined by PARAGRAPH_BREAK in ``text``."""

    #: Canonical URL, the article's identity; for a page that states none, the address where it was read.
    url: str
    #: Host of ``url`` without www.; 'localhost' for a file that names no site.
    domain: str
    #: What all addresses of the page share; see extract.urls.url_key.
    url_key: str | None = None
    #: The outlet's name as the page states it.
    site_name: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: StatedTime | None = None
    #: Which evidence won: json-ld, meta, time, url, feed, text …
    date_source: str | None = None
    modified: StatedTime | None = None
    #: ISO 639-1.
    language: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    summary: str | None = None
    text: str
    paragraphs: tuple[Paragraph, ...]
    quotations: Quotations = Quotations()
    links: tuple[Link, ...] = ()
    #: Equal for equal wording, whatever the mark-up, headings, case and punctuation; None where too short to compare.
    content_key: str | None = None
    #: None where too short, or too poor in names and numbers, to be compared with texts that are not equal.
    sketch: Sketch | None = None
    #: 0..1, how sure it is that this is the article, all of it and nothing else; see extract.quality.
    quality: float | None = None
    #: Name and version of what took the text out of the page: 'trafilatura 2.3.1'; ', layout 5c1f09ab' behind it where
    #: the source has rules of its own, of which that is the key.
    extractor: str
    #: What the page, its response or its site state against the use by machines, each as 'who says it: what':
    #: 'meta robots: noai', 'x-robots-tag: noarchive', 'tdm-reservation: 1'.
    opt_outs: tuple[str, ...] = ()
    #: Whether one of them is against training of models.
    is_ai_opt_out: bool = False
    #: Whether one of them is against text and data mining.
    is_tdm_opt_out: bool = False
    #: Where the licence for machines stands (RSL, TDM policy).
    license_url: str | None = None
    #: Everything else the page said that is worth keeping, JSON values.
    extra: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raise ValueError where an offset does not cut its text: such an article is a bug, and must go no further."""
        for paragraph in self.paragraphs:
            _require_cut(self.text, paragraph.start, paragraph.end, paragraph.text)
        for term in self.quotations.terms:
            _require_cut(self.paragraphs[term.paragraph].text, term.start, term.end, term.text)
        for words in self.quotations.spoken:
            _require_cut(self.paragraphs[words.paragraph].text, words.start, words.end, words.text)
            if said := words.attribution:
                _require_cut(self.text, said.span.start, said.span.end, said.text)


def _require_cut(text: str, start: int, end: int, cut: str) -> None:
    if not (0 <= start < end and text[start:end] == cut):
        raise ValueError(f"offsets {start}:{end} cut {text[max(start, 0) : end]!r}, not {cut!r}")
