"""URLs as names of articles: one form for one page, whatever was hung on it on its way."""

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit

#: Parameters that tell who sent the reader, never what is shown.
_TRACKING = re.compile(
    r"""(?ix) utm_\w+ | at_(medium|campaign\w*|custom\d|link_\w+) | mc_[ce]id | mtm_\w+ | pk_\w+ | [gdm]clid | fbclid
    | gclsrc | gbraid | wbraid | igshid | msclkid | twclid | yclid | ttclid | _ga | _gl | _hs(enc|mi) | hsctatracking
    | oly_(anon|enc)_id | vero_(conv|id) | wickedid | wt_?(mc|zmc) | xtor | ns_(campaign|mchannel|source|linkname|fee)
    | cmpid | guccounter | guce_referrer\w* | ref_?src | spm
    """
)
_WHITE_SPACE = re.compile(r"\s")
_DEFAULT_PORT = {"http": 80, "https": 443}


def canonical_url(url: str) -> str:
    """Return the one form of a URL: lower-case scheme and host, no default port, fragment or tracking parameters.

    Anything but http(s) comes back unchanged: the fragment of a file:// URL counts the records of a container.

    >>> canonical_url("HTTPS://News.Example:443/a?id=7&utm_source=mail#top")
    'https://news.example/a?id=7'
    """
    parts = _split(url)
    if parts is None:
        return url
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
    # Written anew only where something was taken out: quoting is the site's own affair.
    query = parts.query if len(kept) == _count(parts.query) else urlencode(kept)
    return parts._replace(
        scheme=parts.scheme.lower(), netloc=_netloc(parts), path=parts.path or "/", query=query, fragment=""
    ).geturl()


def absolute_url(base: str, link: str | None) -> str | None:
    """Return the link as an absolute http(s) URL, or None where it is not one.

    >>> absolute_url("https://news.example/a/b", "../c")
    'https://news.example/c'
    >>> absolute_url("https://news.example/", "mailto:desk@news.example")
    """
    if not link:
        return None
    try:
        url = urljoin(base, "".join(link.split("\n")).strip())
    except ValueError:
        return None
    return url if _split(url) is not None else None


def domain(url: str) -> str:
    """Return the host without www.; 'localhost' for a URL that names none.

    >>> domain("https://www.news.example/a"), domain("file:///srv/a.html")
    ('news.example', 'localhost')
    """
    parts = _split(url)
    return (parts.hostname or "").removeprefix("www.") or "localhost" if parts else "localhost"


def is_home_page(url: str) -> bool:
    """Tell whether a URL names a site and not a page on it."""
    parts = _split(url)
    return parts is not None and parts.path in ("", "/") and not parts.query


def _split(url: str) -> SplitResult | None:
    """Return the parts of a well-formed http(s) URL, None for anything else."""
    try:
        parts = urlsplit(_WHITE_SPACE.sub("%20", url.strip()))
        _ = parts.port  # raises for a port that is no number
    except ValueError:
        return None
    return parts if parts.scheme.lower() in _DEFAULT_PORT and parts.hostname else None


def _netloc(parts: SplitResult) -> str:
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    is_default = parts.port in (None, _DEFAULT_PORT[parts.scheme.lower()])
    # Credentials in a URL are nobody's name for a page, and not ours to keep.
    return host if is_default else f"{host}:{parts.port}"


def _count(query: str) -> int:
    return len(parse_qsl(query, keep_blank_values=True))
