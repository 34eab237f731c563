"""What a page and its entry say of the article, by where they say it; nothing is chosen here."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from extract.author_links import linked_authors
from extract.jsonld import article_node, is_article, json_ld_nodes, resolved, strings, types_of
from extract.marked import is_navigation, marked_elements, meta_contents, microdata
from extract.model import Entry
from extract.optouts import RSL, RSL_TYPE, Statements, is_addressed_to_machines
from extract.text import one_line
from extract.urls import absolute_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One value for one field of an article."""

    #: json-ld, opengraph, meta, microdata, h1, title, time, link, byline, text or feed.
    source: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The candidates for each field, the better evidence first."""

    titles: tuple[Candidate, ...]
    authors: tuple[Candidate, ...]
    published: tuple[Candidate, ...]
    modified: tuple[Candidate, ...]
    urls: tuple[Candidate, ...]
    site_names: tuple[Candidate, ...]
    sections: tuple[Candidate, ...]
    tags: tuple[Candidate, ...]
    summaries: tuple[Candidate, ...]
    languages: tuple[Candidate, ...]
    licenses: tuple[Candidate, ...]
    #: The first two levels of headings as printed, those of navigation left out.
    headings: tuple[Candidate, ...] = ()
    #: 'true' or 'false' as schema.org's isAccessibleForFree says.
    is_free: tuple[Candidate, ...] = ()
    #: The article's whole text as the page repeats it for machines.
    bodies: tuple[Candidate, ...] = ()
    #: How many words the article has, by the page's own count.
    word_counts: tuple[Candidate, ...] = ()
    #: The types that JSON-LD gives for the page and what it holds.
    page_types: tuple[str, ...] = ()
    #: Whether JSON-LD or OpenGraph call the page an article.
    is_article: bool = False
    #: What is said to crawlers; see extract.optouts.
    for_machines: Statements = ()


def stated_evidence(source: str, stated: Mapping[str, tuple[str, ...]], entry: Entry) -> Evidence:
    """Return what a front matter or a text's first line says, by lower-case key, and the entry after it."""

    def under(*keys: str) -> tuple[Candidate, ...]:
        return tuple(candidate for key in keys for candidate in _candidates(source, stated.get(key, ())))

    return Evidence(
        titles=(*under("title"), *_feed(entry.title)),
        authors=(*under("author", "authors", "byline"), *_feed(*entry.authors)),
        published=under("date", "published", "pubdate"),
        modified=under("modified", "updated", "lastmod"),
        urls=under("url", "canonical", "link"),
        site_names=under("site", "site_name", "publisher", "outlet"),
        sections=under("section", "category"),
        tags=under("tags", "keywords"),
        summaries=(*under("summary", "description"), *_feed(entry.summary)),
        languages=(*under("language", "lang"), *_feed(entry.language)),
        licenses=under("license", "licence"),
    )


def find_evidence(tree: HtmlElement, entry: Entry) -> Evidence:
    """Return what the page's tree, as parsed and unpruned, and the entry say."""
    page = _Page(tree, entry.claimed_url or entry.url)
    return Evidence(
        titles=(*page.titles(), *_feed(entry.title)),
        authors=(*page.authors(), *_feed(*entry.authors)),
        published=(*page.published(),),
        modified=(*page.modified(),),
        urls=(*page.urls(),),
        site_names=(*page.site_names(),),
        sections=(
            *page.json_ld("articleSection"),
            *page.metas("opengraph", "article:section"),
            *page.metas("meta", "section", "parsely-section"),
        ),
        tags=(
            *page.metas("opengraph", "article:tag"),
            *page.json_ld("keywords"),
            *page.metas("meta", "news_keywords", "keywords"),
        ),
        summaries=(
            *page.json_ld("description"),
            *page.metas("opengraph", "og:description"),
            *page.metas("meta", "description", "twitter:description"),
            *_feed(entry.summary),
        ),
        languages=(
            *_attributes("html", (tree,), "lang"),
            *page.json_ld("inLanguage"),
            *page.metas("opengraph", "og:locale"),
            *page.metas("meta", "content-language", "language"),
            *_feed(entry.language),
        ),
        licenses=(*page.json_ld("license"), *_attributes("link", page.licenses(is_rsl=False), "href")),
        headings=page.headings,
        is_free=page.is_free(),
        bodies=page.bodies(),
        word_counts=page.word_counts(),
        page_types=tuple(name for node in page.nodes for name in types_of(node)),
        is_article=bool(page.article) or "article" in page.meta.get("og:type", ()),
        for_machines=(*page.for_machines(),),
    )


class _Page:
    """The places of a page where it speaks of itself, each read once."""

    def __init__(self, tree: HtmlElement, base: str) -> None:
        self.tree = tree
        self.base = base
        self.marked = marked_elements(tree)
        self.nodes = json_ld_nodes(self.marked.scripts)
        self.article = article_node(self.nodes)
        self.meta = meta_contents(self.marked.metas)
        self.microdata = microdata(self.marked.properties)
        printed = (heading for heading in self.marked.headings if not is_navigation(heading))
        self.headings = tuple(found for heading in printed for found in _texts(heading.tag, (heading,)))

    def json_ld(self, *keys: str) -> Iterator[Candidate]:
        """Yield what the article's node says under the keys."""
        for key in keys:
            yield from _candidates("json-ld", strings(resolved(self.article.get(key), self.nodes)))

    def metas(self, source: str, *names: str) -> Iterator[Candidate]:
        """Yield the contents of the meta elements of these names."""
        for name in names:
            yield from _candidates(source, self.meta.get(name, ()))

    def properties(self, name: str) -> Iterator[Candidate]:
        """Yield the microdata of this property."""
        yield from _candidates("microdata", self.microdata.get(name, ()))

    def titles(self) -> Iterator[Candidate]:
        """Yield titles; which of them is the headline is another's affair."""
        yield from self.metas("opengraph", "og:title")
        yield from self.json_ld("headline")
        yield from self.metas("meta", "twitter:title", "dc.title", "parsely-title")
        yield from self.properties("headline")
        yield from (heading for heading in self.headings if heading.source == "h1")
        yield from _texts("title", self.tree.iterfind("head/title"))
        yield from self.json_ld("name")

    def authors(self) -> Iterator[Candidate]:
        """Yield names and whole bylines."""
        yield from self.json_ld("author", "creator")
        yield from self.metas(
            "meta", "author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator"
        )
        yield from self.metas("opengraph", "article:author", "og:article:author")
        yield from self.properties("author")
        yield from _candidates("rel", linked_authors(self.marked.linked("author", "a")))

    def published(self) -> Iterator[Candidate]:
        """Yield times of publication, those of <time> elements last, since teasers have them too."""
        yield from self.json_ld("datePublished")
        yield from self.metas("opengraph", "article:published_time", "og:article:published_time")
        yield from self.metas("meta", *_DATE_NAMES)
        yield from self.properties("datepublished")
        yield from self.json_ld("dateCreated", "uploadDate")
        yield from _attributes("time", sorted(self.marked.times, key=_is_other_time), "datetime")

    def modified(self) -> Iterator[Candidate]:
        """Yield times of the last change."""
        yield from self.json_ld("dateModified")
        yield from self.metas("opengraph", "article:modified_time", "og:updated_time")
        yield from self.metas("meta", "last-modified", "dcterms.modified")
        yield from self.properties("datemodified")

    def urls(self) -> Iterator[Candidate]:
        """Yield the addresses that the page gives itself, made absolute."""
        stated = (
            *_attributes("link", self.marked.linked("canonical", "link"), "href"),
            *self.metas("opengraph", "og:url"),
            *self.json_ld("url", "mainEntityOfPage"),
        )
        for candidate in stated:
            yield from _candidates(candidate.source, (absolute_url(self.base, candidate.value) or "",))

    def site_names(self) -> Iterator[Candidate]:
        """Yield names of the outlet."""
        yield from self.metas("opengraph", "og:site_name")
        yield from self.json_ld("publisher")
        sites = (node for node in self.nodes if {"WebSite", "NewsMediaOrganization"} & set(types_of(node)))
        yield from _candidates("json-ld", (name for node in sites for name in strings(node.get("name"))))
        yield from self.metas("meta", "application-name", "dc.publisher")

    def is_free(self) -> tuple[Candidate, ...]:
        """Return what the page's articles say of a paywall."""
        stated = (node.get("isAccessibleForFree") for node in self.nodes if is_article(node))
        return _candidates("json-ld", (str(value).lower() for value in stated if value is not None))

    def bodies(self) -> tuple[Candidate, ...]:
        """Return the texts that JSON-LD gives, with their line breaks and their mark-up."""
        return tuple(Candidate(source="json-ld", value=text) for text in strings(self.article.get("articleBody")))

    def licenses(self, *, is_rsl: bool) -> list[HtmlElement]:
        """Return the links to licences, those for machines or those for people."""
        return [link for link in self.marked.linked("license") if (RSL_TYPE in link.get("type", "").lower()) == is_rsl]

    def for_machines(self) -> Iterator[tuple[str, str]]:
        """Yield what is said to crawlers."""
        for name in filter(is_addressed_to_machines, self.meta):
            yield from ((name, content) for content in self.meta[name])
        yield from ((RSL, link.get("href", "")) for link in self.licenses(is_rsl=True))

    def word_counts(self) -> tuple[Candidate, ...]:
        """Return the number that JSON-LD gives, which may be written as a text."""
        stated = str(self.article.get("wordCount") or "").strip()
        return _candidates("json-ld", (stated,) if stated.isdecimal() else ())


#: The same with the day of publication; no standard, but common publishing systems.
_DATE_NAMES = (
    "parsely-pub-date",
    "sailthru.date",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "originalpublicationdate",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "cxenseparse:recs:publishtime",
    "article.published",
)


def _candidates(source: str, values: Iterable[str]) -> tuple[Candidate, ...]:
    return tuple(Candidate(source=source, value=line) for value in values if (line := one_line(value)))


def _texts(source: str, elements: Iterable[HtmlElement]) -> tuple[Candidate, ...]:
    return _candidates(source, (str(element.text_content()) for element in elements))


def _attributes(source: str, elements: Iterable[HtmlElement], name: str) -> tuple[Candidate, ...]:
    return _candidates(source, (element.get(name, "") for element in elements))


def _is_other_time(element: HtmlElement) -> bool:
    """Tell whether a time is not named as that of publication."""
    return "publish" not in f"{element.get('class')} {element.get('itemprop')}".lower()


def _feed(*values: str | None) -> tuple[Candidate, ...]:
    return _candidates("feed", (value for value in values if value))
