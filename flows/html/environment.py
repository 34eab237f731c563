"""Templates of ours, and how they write numbers, days, addresses and long quotes."""

from datetime import date
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

#: What a line of a list shows of a quote.
CLIPPED_CHARS = 400


def template_environment(package: str) -> Environment:
    """Return the templates of a package, in which those of this room are "house/…".

    Whatever is written into them is escaped, and a name that nobody gave is an error.
    """
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package), PrefixLoader({"house": PackageLoader("flows.html")})]),
        autoescape=True,  # whatever the template's name: all that is shown was written by others
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "clipped": clipped,
        "count": count,
        "day": day,
        "number": number,
        "percent": percent,
        "web_url": web_url,
    }
    return environment


@cache
def house_style() -> str:
    """Return the style sheet, for a page that holds it; a server sends ``flows/html/house.css`` itself."""
    return files("flows.html").joinpath("house.css").read_text("utf-8")


def house_style_markup() -> Markup:
    """Return the style sheet as it stands between <style> and </style>: it is ours, and holds neither."""
    return Markup(house_style())  # noqa: S704


def number(value: float) -> str:
    """Return a number with its thousands apart.

    >>> number(23000)
    '23,000'
    """
    return f"{value:,}"


def count(value: int, of: str, more: str | None = None) -> str:
    """Return a number with what it counts.

    >>> count(1, "quote"), count(2300, "quote"), count(2, "story", "stories")
    ('1 quote', '2,300 quotes', '2 stories')
    """
    return f"{value:,} {of if value == 1 else more or of + 's'}"


def percent(share: float) -> str:
    """Return a share for people, the sign behind a blank at which no line breaks.

    >>> percent(0.934).split()
    ['93', '%']
    """
    return f"{100 * share:.0f}\N{NO-BREAK SPACE}%"


def day(value: date | None) -> str:
    """Return a day, or that of a time, as people write it; nothing is no date.

    >>> day(date(2026, 3, 4)), day(None)
    ('4 March 2026', 'no date')
    """
    return "no date" if value is None else f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def clipped(text: str, chars: int = CLIPPED_CHARS) -> str:
    """Return a text's beginning, up to a word's end, and how much follows.

    >>> clipped("The river does not read our minutes", 14)
    'The river […, 26 characters more]'
    """
    if len(text) <= chars:
        return text
    beginning = text[:chars]
    # A script that sets no blanks is cut where it is.
    kept = beginning.rsplit(maxsplit=1)[0] if " " in beginning[chars // 2 :] else beginning
    return f"{kept} […, {len(text) - len(kept):,} characters more]"


def web_url(url: str | None) -> str | None:
    """Return an address that a page may link to, on the web; None for javascript:, file: and whatever else.

    >>> web_url("https://quay.example/ferry"), web_url("javascript:alert(1)"), web_url("http://[")
    ('https://quay.example/ferry', None, None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


#: Of strftime they would be those of the locale.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
