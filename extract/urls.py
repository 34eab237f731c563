"""URLs as names of articles: one form for one page, whatever was hung on it on its way."""

import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urljoin, urlsplit

from tld import is_tld

#: Parameters that tell who sent the reader, never what is shown.
_TRACKING = re.compile(
    r"""(?ix) utm_\w+ | at_(medium|campaign\w*|custom\d|link_\w+) | mc_[ce]id | mtm_\w+ | pk_\w+ | [gdm]clid | fbclid
    | gclsrc | gbraid | wbraid | igshid | msclkid | twclid | yclid | ttclid | _ga | _gl | _hs(enc|mi) | hsctatracking
    | oly_(anon|enc)_id | vero_(conv|id) | wickedid | wt_?(mc|zmc) | xtor | ns_(campaign|mchannel|source|linkname|fee)
    | cmpid | guccounter | guce_referrer\w* | ref_?src | spm | mkt_tok | srsltid | fb_(?:action_\w+|source|ref)
    | gaa_\w+ | li_fat_id | __twitter_impression | smid | smtyp | ocid
    """
)
#: Hosts below a site's own that show the same pages.
_VARIANTS = frozenset({"www", "m", "mobile", "amp"})
#: https://www.google.com/amp/s/news.example/a, https://news-example.cdn.ampproject.org/c/s/news.example/a
_AMP_CACHE = re.compile(
    r"(?i)https?://(?:(?:www\.)?(?:google|bing)\.[a-z.]{2,6}/amp|[\w.-]+\.ampproject\.org/[a-z])/(?:s/)?(?=[\w-]+\.)"
)
#: Behind the path of a page: its AMP form, a folder's file, a session, a slash.
_PATH_END = re.compile(r"(?i)(?:/amp|\.amp|/(?:index|default)\.(?:s?html?|php|aspx?)|;jsessionid=[^/]*|/)+$")
_AMP_FILE = re.compile(r"(?i)\.amp(?=\.html?$)")
_AMP_FOLDER = re.compile(r"(?i)^/amp(?=/.)")
_AMP_PARAMETER = re.compile(r"(?i)_?amp|outputtype=amp|amp_\w+|isamp|usqp")
_ESCAPED = re.compile("%([0-9A-Fa-f]{2})")
_BARE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
#: What a section's folder does not have: /2025/, /ferry-sails-again, /a7123.
_SLUG = re.compile(r"-[^-]*-|\d{4}")
#: Longer ones are made by mistake or in order to stop readers; most servers and browsers take 2,000 or 8,000.
_LONGEST = 4096
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


def url_key(url: str) -> str:
    """Return what all addresses of a page share: no scheme, host without www., m. and amp., no AMP, no tracking.

    Anything but http(s) comes back as it is, half surrogate pairs as '?'. It names a page and is not to be asked for.

    >>> url_key("http://www.news.example/a/?utm_source=x&id=7"), url_key("https://amp.news.example/a.amp.html")
    ('news.example/a?id=7', 'news.example/a.html')
    """
    while match := _AMP_CACHE.match(url):
        url = "https://" + url[match.end() :]
    parts = _split(url)
    if parts is None:
        return url.encode("utf-8", "replace").decode()
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    return _host(parts.hostname or "") + port + _path(_escaped(parts.path)) + _query(_escaped(parts.query))


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


def is_section_of(section: str, page: str) -> bool:
    """Tell whether, of two keys, one names the section in which the other is an article.

    That is a folder of words above it, or at the top of the site. The slug of an article has two hyphens or a number of
    four digits; /ferry is the page of /ferry/amp and /ferry/page/2, not a section.

    >>> is_section_of("news.example/local", "news.example/local/ferry-sails-again")
    True
    >>> is_section_of("news.example/ferry", "news.example/ferry/page/2")
    False
    """
    folders, places = section.partition("?")[0].split("/")[1:], page.partition("?")[0].split("/")[1:]
    if "?" in section or not folders or any(_SLUG.search(folder) or "." in folder for folder in folders):
        return False
    if places[: len(folders)] == folders:
        return len(places) > len(folders) and bool(_SLUG.search(places[len(folders)]))
    return len(folders) == 1 and "-" not in folders[0] and any(map(_SLUG.search, places))


def _split(url: str) -> SplitResult | None:
    """Return the parts of a well-formed http(s) URL, None for anything else."""
    if len(url) > _LONGEST:
        return None
    try:
        url.encode()  # raises for half a surrogate pair, which JSON may hold, and arguments that are no UTF-8
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


def _host(host: str) -> str:
    """Return the host without the labels of its variants; never less than a site: m.co.uk is one of its own."""
    host = _ascii(host.rstrip(".") or host)
    if ":" in host:
        return f"[{host}]"
    while shorter := _without_variant(host.split(".")):
        host = shorter
    return host


def _without_variant(labels: list[str]) -> str | None:
    """Return the host without its first label of a variant, None where there is none (m.de.site, de.m.site)."""
    for place in [place for place, label in enumerate(labels[:2]) if label in _VARIANTS]:
        shorter = ".".join(labels[:place] + labels[place + 1 :])
        if "." in shorter and not is_tld(shorter):
            return shorter
    return None


def _ascii(host: str) -> str:
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return quote(host)


def _path(path: str) -> str:
    while (shorter := _AMP_FILE.sub("", _AMP_FOLDER.sub("", _PATH_END.sub("", path)))) != path:
        path = shorter
    return path


def _query(query: str) -> str:
    kept = [pair for pair in query.split("&") if pair and not _is_noise(pair)]
    return f"?{'&'.join(sorted(kept))}" if kept else ""


def _is_noise(pair: str) -> bool:
    name = unquote(pair.partition("=")[0])
    return bool(_TRACKING.fullmatch(name) or _AMP_PARAMETER.fullmatch(name) or _AMP_PARAMETER.fullmatch(pair))


def _escaped(text: str) -> str:
    """Return a part of a URL with escapes where they are needed and nowhere else."""
    text = quote(_BARE_PERCENT.sub("%25", text), safe="%/:;=&?~+!$,'@()*[]|")
    return _ESCAPED.sub(_unescaped, text)


def _unescaped(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if _UNRESERVED.fullmatch(character) else match[0].upper()
