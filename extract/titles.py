"""The headline of a page: what its statements and its print agree on, without the names of outlet and section."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from extract.evidence import Candidate
from extract.text import squeezed, words

#: What stands between a title and an outlet's name, or a kicker.
_BREAK = re.compile(r"\s+[|–—·•»«›*:/-]+\s+|\s*[|｜：_]+\s*|:\s+")
#: A variable that a template left unfilled.
_UNFILLED = re.compile(r"[{<%[]{1,2}\s*[\w.]+\s*[}>%\]]{1,2}")
#: What one leaves out of an outlet's name.
_ARTICLE = re.compile(r"(?i)^\s*(?:the|der|die|das|le|la|les|el|los|il|lo|o|a|de|het)\s+")
#: Words of an outlet's name; a longer one is a headline.
_LONGEST_OUTLET = 6
#: Letters of an outlet's name that do not occur in a headline by chance.
_SHORTEST_OUTLET = 5
#: What the word of a place is worth. The printed <h1> outweighs each statement alone, two that agree outweigh it:
#: it may be a kicker, a section or the outlet's name. Between 1.4 and 1.8 the two labelled corpora differ little.
_WORTH = {
    "h1": 1.6,
    "json-ld": 1.1,
    "opengraph": 1.0,
    "text": 1.0,
    "title": 0.5,
    "microdata": 0.3,
    "meta": 0.2,
    "feed": 0.2,
}
#: A title that is printed as a heading of the page, alone or behind a kicker.
_PRINTED = 1.0
#: Later headings of the first level head other things.
_MOST_H1 = 2
#: The part of a heading that a title takes where the rest is a kicker.
_TITLE_SHARE = 0.4
#: The same where the outlet's name stands in the middle, with a section behind it.
_HEAD_SHARE = 0.3


def choose_title(
    candidates: Iterable[Candidate], headings: Sequence[Candidate], site_name: str | None, host: str
) -> tuple[str | None, str | None]:
    """Return the title with the most evidence, without the outlet's name, and the first place that gives it."""
    outlet = _outlet_keys(site_name, host)
    heard = list(_first_of_each(each for each in candidates if not _UNFILLED.fullmatch(each.value)))
    keys = frozenset(squeezed(candidate.value) for candidate in heard) - outlet
    stated = [(candidate.source, without_outlet(candidate.value, site_name, host, keys)) for candidate in heard]
    # Some pages give their headline as the site's name.
    named = [each for each in stated if squeezed(each[1]) not in outlet or len(words(each[1])) > _LONGEST_OUTLET]
    worth = _worth(named, [squeezed(heading.value) for heading in headings])
    best = max(worth, key=lambda key: worth[key], default=None)
    return next(((title, source) for source, title in named if squeezed(title) == best), (None, None))


def _first_of_each(candidates: Iterable[Candidate]) -> Iterable[Candidate]:
    """Yield what each place says first; the others are of teasers, or for another use."""
    seen: Counter[str] = Counter()
    for candidate in candidates:
        seen[candidate.source] += 1
        if seen[candidate.source] <= (_MOST_H1 if candidate.source == "h1" else 1):
            yield candidate


def _worth(titles: Iterable[tuple[str, str]], headings: Sequence[str]) -> dict[str, float]:
    """Return what speaks for each title, by its key, in the order of the titles."""
    worth: dict[str, float] = {}
    sources: dict[str, set[str]] = {}
    for source, title in titles:
        key = squeezed(title)
        if source not in sources.setdefault(key, set()):
            worth[key] = worth.get(key, 0) + _WORTH.get(source, 0)
            sources[key].add(source)
    for key in worth:
        if "h1" not in sources[key] and any(_heads(key, heading) for heading in headings):
            worth[key] += _PRINTED
    return worth


def _heads(key: str, heading: str) -> bool:
    return heading.endswith(key) and len(key) >= _TITLE_SHARE * len(heading)


def without_outlet(title: str, site_name: str | None, host: str, keys: frozenset[str] = frozenset()) -> str:
    """Return a title without the parts at its ends that name the outlet, its section or a kicker.

    What is left when the page gives it as title elsewhere, whose keys are given, shows where the title is.

    >>> without_outlet("Ferry sails again | North Ledger", "North Ledger", "northledger.example")
    'Ferry sails again'
    >>> without_outlet("Harbour: Ferry sails again", None, "localhost", frozenset({"ferrysailsagain"}))
    'Ferry sails again'
    """
    borders = list(_BREAK.finditer(title))
    for border in borders:
        before, after = title[: border.start()], title[border.end() :]
        if squeezed(before) in keys and len(before) >= _TITLE_SHARE * len(title):
            return before
        if squeezed(after) in keys and len(after) >= _TITLE_SHARE * len(title):
            return after
    ends = [border.start() for border in borders[1:]] + [len(title)]
    for border, end in zip(borders, ends, strict=False):
        is_behind = end == len(title) or border.start() >= _HEAD_SHARE * len(title)
        if is_behind and _names_outlet(title[border.end() : end], site_name, host):
            return without_outlet(title[: border.start()], site_name, host, keys)
    if borders and _names_outlet(title[: borders[0].start()], site_name, host):
        return without_outlet(title[borders[0].end() :], site_name, host, keys)
    return title


def _names_outlet(part: str, site_name: str | None, host: str) -> bool:
    """Tell whether a part of a title is the outlet's name or address, the start of it, or all of it and little else."""
    key, keys = squeezed(part), _outlet_keys(site_name, host)
    if key in keys or squeezed(_ARTICLE.sub("", part)) in keys:
        return bool(key)
    names = [name for name in keys if len(name) >= _SHORTEST_OUTLET]
    is_start = len(key) >= _SHORTEST_OUTLET and any(name.startswith(key) for name in names)
    return is_start or any(name in key and len(key) < 3 * len(name) for name in names)


@lru_cache(maxsize=1_000)
def _outlet_keys(site_name: str | None, host: str) -> frozenset[str]:
    """Return the outlet's name and address as keys, the address also as its main label and without its last one."""
    site = site_name or ""
    names = (site, _ARTICLE.sub("", site), host, host.rsplit(".", 1)[0], max(host.split("."), key=len))
    return frozenset(key for name in names if (key := squeezed(name)))
