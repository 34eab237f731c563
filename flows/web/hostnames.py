"""Of a URL the host, its origin, and the domain that somebody registered."""

from urllib.parse import urlsplit

from tld import get_fld

from extract.urls import canonical_url


def host_of(url: str) -> str:
    """Return the host that a URL names, in one form: lower case, ASCII, no final dot.

    >>> host_of("https://Bücher.Example.:8443/neu")
    'xn--bcher-kva.example'
    """
    name = (urlsplit(url).hostname or "").rstrip(".")
    if name.isascii():
        return name
    try:
        return name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def registrable_domain(host: str) -> str:
    """Return the domain that somebody registered, by the list of public suffixes; an address is its own.

    >>> registrable_domain("sport.north-ledger.co.uk"), registrable_domain("a.b.example")
    ('north-ledger.co.uk', 'b.example')
    """
    listed = get_fld(f"http://{host}/", fail_silently=True)
    if listed or ":" in host or host.rpartition(".")[2].isdigit():
        return listed or host
    return ".".join(host.split(".")[-2:])  # the list's own rule for what it does not know


def origin_of(url: str) -> str:
    """Return scheme, host and port of a URL, without credentials or a default port.

    >>> origin_of("HTTPS://reader:secret@News.example:443/a"), origin_of("http://news.example:8080")
    ('https://news.example', 'http://news.example:8080')
    """
    parts = urlsplit(canonical_url(url))
    return f"{parts.scheme}://{parts.netloc}"
